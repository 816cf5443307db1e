"""`trichluc explain`: which rules fired or gave up at a place of a text, and why. This is how a rule is mended.

It follows the place through the stages: the cues that stand there, the rules that looked and gave up (with the reason
they gave), the candidates of the finders, and the records. All offsets are of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from textwrap import shorten
from types import ModuleType
from typing import NamedTuple

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract import pipeline
from extract.context import Context
from extract.cues import Cue
from extract.display import COLORS, printable
from extract.model import AnyRecord

PACKAGE = Path(__file__).parent
_CANDIDATES = {
    "legal_reference": "legal_reference_candidates",
    "date": "date_candidates",
    "official": "official_candidates",
    "meeting": "meeting_candidates",
    "quantity": "quantity_candidates",
}


There = Callable[[int, int], bool]
"""Whether a span (source offsets) lies at the place that is asked for."""


class CueThere(NamedTuple):
    """A cue at the place: its kind, what the finder is handed, and the finder that declares it."""

    start: int
    end: int
    kind: str
    entry: str
    lives: str


class GaveUp(NamedTuple):
    """A rule that looked at the place and gave up."""

    start: int
    end: int
    rule: str
    reason: str
    lives: str


class Candidate(NamedTuple):
    """What a finder took for a record: the rule, and the ids of the records of its types that share its place."""

    start: int
    end: int
    finder: str
    rule: str
    became: tuple[str, ...]
    lives: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that happened at one place of a text, in source offsets, each list in the order of the text."""

    text: str
    at: int
    around: int
    cues: tuple[CueThere, ...]
    gave_up: tuple[GaveUp, ...]
    candidates: tuple[Candidate, ...]
    records: tuple[AnyRecord, ...]
    zone: str
    nearest_cue: CueThere | None


def explain(
    text: str, at: int, *, around: int = 0, published: str | None = None, document_id: str = "document"
) -> Explanation:
    """What the rules did at offset `at` of a text (code points into the source), or within `around` of it.

    Raises `ValueError` if the offset does not lie in the text.
    """
    if not text:
        raise ValueError(f"offset {at} is not in the text: it is empty")
    if not 0 <= at < len(text):
        raise ValueError(f"offset {at} is not in the text: it has {len(text)} characters, 0 to {len(text) - 1}")
    context = pipeline.read(text, published=published, explain=True)
    span = context.view.span
    low, high = at - around, at + around + 1

    def there(start: int, end: int) -> bool:
        return start < high and max(end, start + 1) > low

    cues = [(*span(cue.start, cue.end), kind, cue) for kind, found in context.cues.items() for cue in found]
    nearest = min(cues, key=lambda cue: max(cue[0] - at, at - cue[1]), default=None)
    gave_up = [
        GaveUp(start, end, r.rule, r.reason, where_gave_up(r.rule, r.reason))
        for r in set(context.rejections or ())
        for start, end in [span(r.start, r.end)]
        if there(start, end)
    ]
    records = pipeline.records(context, document_id)
    return Explanation(
        text=text,
        at=at,
        around=around,
        cues=tuple(sorted(_cue_there(*cue) for cue in cues if there(cue[0], cue[1]))),
        gave_up=tuple(sorted(gave_up)),
        candidates=tuple(sorted(_candidates(context, records, there))),
        records=tuple(r for r in records if _touches(r, there) or _names_a_post(r, there)),
        zone=context.layout.zone_at(_view_place(context, at)),
        nearest_cue=nearest and _cue_there(*nearest),
    )


def _cue_there(start: int, end: int, kind: str, cue: Cue) -> CueThere:
    return CueThere(start, end, kind, _shown(cue.entry), _finder_of(kind))


def _touches(record: AnyRecord, there: There) -> bool:
    places = [(record.start, record.end), *((m.start, m.end) for m in getattr(record, "mentions", ()))]
    return any(there(*place) for place in places)


def _names_a_post(record: AnyRecord, there: There) -> bool:
    """Whether the title of one of a person's positions stands there, beside the name or away from it."""
    return any(there(position.start, position.end) for position in getattr(record, "positions", ()))


def _share(place: tuple[int, int], start: int, end: int) -> bool:
    return place[0] < end and start < place[1]


def _candidates(context: Context, records: list[AnyRecord], there: There) -> Iterable[Candidate]:
    for finder, field in _CANDIDATES.items():
        types = ("target", "actual") if finder == "quantity" else (finder,)
        for candidate in getattr(context, field):
            start, end = context.view.span(candidate.start, candidate.end)
            if not there(start, end):
                continue
            shares = partial(_share, (start, end))
            became = tuple(record.id for record in records if record.type in types and _touches(record, shares))
            yield Candidate(start, end, finder, candidate.rule, became, where(candidate.rule))


def _view_place(context: Context, at: int) -> int:
    """The place in the view of a source offset, by bisection over the view's way back."""
    low, high = 0, len(context.view)
    while low < high:
        middle = (low + high) // 2
        if context.view.span(middle, middle + 1)[1] <= at:
            low = middle + 1
        else:
            high = middle
    return low


@cache
def _sources() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files that rules live in, finders first, each with its lines."""
    paths = [*sorted((PACKAGE / "finders").glob("*.py")), *sorted((PACKAGE / "resolve").glob("*.py"))]
    return tuple(
        (f"extract/{path.relative_to(PACKAGE).as_posix()}", tuple(path.read_text(encoding="utf-8").splitlines()))
        for path in [*paths, *sorted(PACKAGE.glob("*.py"))]
    )


@cache
def _literal(text: str, within: str = "extract/") -> list[str]:
    """Where a string is written in the files that begin with `within`, without where it is only compared."""
    pattern = re.compile(rf"""(?<![!=]= )(["']){re.escape(text)}\1(?!:)""")
    return [
        f"{file}:{number}"
        for file, lines in _sources()
        if file.startswith(within)
        for number, line in enumerate(lines, 1)
        if (found := pattern.search(line)) and " in (" not in line[: found.start()]
    ]


def where(rule: str) -> str:
    """The file and line where a rule makes its records: `extract/finders/date.py:120`.

    An id that is put together there ("date." and "day") is found by its second part, if that is written in few places;
    else only the file is told.
    """
    kind, _, what = rule.partition(".")
    file = "extract/finders/" + {"target": "quantity", "actual": "quantity"}.get(kind, kind)
    if whole := _literal(rule):
        return whole[0]
    parts = [place for place in _literal(what, file) if "add(" in _line(place) or "rule = " in _line(place)]
    return parts[0] if len(parts) == 1 else f"{file}.py"


def where_gave_up(rule: str, reason: str) -> str:
    """The file and line where a rule gave up for this reason; where the rule lives if the reason is put together."""
    return next(iter(_literal(reason)), None) or where(rule)


def _line(place: str) -> str:
    file, _, number = place.partition(":")
    return dict(_sources())[file][int(number) - 1]


@cache
def _finders_by_kind() -> dict[str, str]:
    finders: tuple[ModuleType, ...] = pipeline.FINDERS
    return {
        cue_set.kind: f"extract/{finder.__name__.removeprefix('extract.').replace('.', '/')}.py"
        for finder in finders
        for cue_set in finder.cue_sets()
    }


def _finder_of(kind: str) -> str:
    return _finders_by_kind()[kind]


def _shown(entry: object) -> str:
    """What a finder is handed for a cue, on one line: the lexicon entry without what is empty."""
    if isinstance(entry, msgspec.Struct):
        fields = msgspec.to_builtins(entry)
        shown = {k: v for k, v in fields.items() if k != "example" and v not in (None, [], "", False)}
        return shorten(", ".join(f"{k}={v}" for k, v in shown.items()), 120)
    return "" if entry is None else shorten(str(entry), 120)


def render(explanation: Explanation, console: Console) -> None:
    """Print an explanation: the place in its context, then stage by stage what happened there."""
    text, at = explanation.text, explanation.at
    low, high = max(0, at - 80), min(len(text), at + 81)
    context = Text.assemble(
        ("…" if low else ""),
        printable(text[low:at]),
        (printable(text[at]).replace("\n", "⏎"), "bold reverse"),
        printable(text[at + 1 : high]),
        ("…" if high < len(text) else ""),
    )
    console.print(Text(f"offset {at} of {len(text)}, {explanation.zone}", "bold"))
    console.print(context, soft_wrap=not console.is_terminal)
    _cues(explanation, console)
    _stage(
        console,
        "Rules that gave up",
        ("rule", "at", "reason", "lives in"),
        [(r.rule, _quote(text, r.start, r.end), r.reason, r.lives) for r in explanation.gave_up],
        "no rule says that it looked here and gave up",
    )
    _stage(
        console,
        "Candidates",
        ("rule", "at", "became", "lives in"),
        [
            (c.rule, _quote(text, c.start, c.end), ", ".join(c.became) or _dropped(c), c.lives)
            for c in explanation.candidates
        ],
        "no finder took this place for a record",
    )
    console.print(Text("\nRecords", "bold"))
    for record in explanation.records:
        fields = msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
        console.print(Text(f"{record.id}  {record.rule}  {where(record.rule)}", COLORS[record.type]))
        console.print(Text(printable(fields)), soft_wrap=True)
    if not explanation.records:
        console.print("  no record here", style="dim")


def _dropped(candidate: Candidate) -> str:
    resolvers = ("target", "actual") if candidate.finder == "quantity" else (candidate.finder,)
    return "no record: dropped in " + ", ".join(f"extract/resolve/{name}.py" for name in resolvers)


def _cues(explanation: Explanation, console: Console) -> None:
    missing = "no cue stands here (rules look at cues and at numbers)"
    if (near := explanation.nearest_cue) is not None:
        missing += f"; the nearest is {_quote(explanation.text, near.start, near.end)} ({near.kind})"
    _stage(
        console,
        "Cues",
        ("kind", "at", "entry", "declared in"),
        [(c.kind, _quote(explanation.text, c.start, c.end), c.entry, c.lives) for c in explanation.cues],
        missing,
    )


def _quote(text: str, start: int, end: int) -> str:
    """Offsets and what stands there: `12-27 "ngày 18/1/2019"`."""
    quoted = printable(text[start:end]).replace("\n", "⏎")
    return f'{start}-{end} "{quoted if len(quoted) <= 60 else quoted[:59] + "…"}"'


def _stage(console: Console, title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]], if_none: str) -> None:
    console.print(Text(f"\n{title}", "bold"))
    if not rows:
        console.print(Text(f"  {if_none}", "dim"))
        return
    shown = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(printable(cell)) for cell in row))
    console.print(shown)
