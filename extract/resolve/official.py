"""Makes official records of candidates: one record a person, all mentions and titles of the document together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.context import Context
from extract.finders.official import OfficialCandidate, TitleSpan
from extract.letters import LETTER
from extract.model import Mention, Official, Position


@dataclass(slots=True)
class _Person:
    key: str
    candidates: list[OfficialCandidate] = field(default_factory=list)


def resolve(context: Context) -> list[Official]:
    """The records of a document (view offsets), in the order of their start."""
    people: dict[str, _Person] = {}
    for candidate in context.official_candidates:
        key = " ".join(context.view.lower[candidate.start : candidate.end].split())
        people.setdefault(key, _Person(key)).candidates.append(candidate)
    records = [_record(context, person) for person in people.values()]
    return sorted(records, key=lambda record: record.start)


def _record(context: Context, person: _Person) -> Official:
    spans = _mentions(context, person)
    first = spans[0]
    titled = person.candidates[0]
    for candidate in person.candidates:
        if candidate.titles:
            titled = candidate
            break
    honorific = next((c.honorific for c in person.candidates if c.honorific is not None), None)
    return Official(
        start=first[0],
        end=first[1],
        rule=titled.rule,
        name=_name(context, person),
        honorific=context.view.written(*honorific) if honorific else None,
        positions=_positions(context, person),
        mentions=[Mention(start=a, end=b, text="") for a, b in spans],
    )


def _name(context: Context, person: _Person) -> str:
    written = [context.view.written(c.start, c.end) for c in person.candidates]
    for name in written:
        if not name.isupper():
            return name
    return " ".join(word.capitalize() for word in written[0].split())


def _mentions(context: Context, person: _Person) -> list[tuple[int, int]]:
    """Every place where the name stands in full."""
    spans = {(c.start, c.end) for c in person.candidates}
    pattern = re.compile(rf"(?<![{LETTER}]){re.escape(person.key)}(?![{LETTER}])")
    spans.update(m.span() for m in pattern.finditer(context.view.lower))
    return sorted(spans)


_TOKEN = re.compile(rf"[{LETTER}0-9&]+")
_SPELLED = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "tp": "thành phố",
    "tphcm": "thành phố hồ chí minh",
    "hcm": "hồ chí minh",
    "tw": "trung ương",
    "tư": "trung ương",
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "hđqt": "hội đồng quản trị",
    "hđtv": "hội đồng thành viên",
    "đbqh": "đại biểu quốc hội",
    "qh": "quốc hội",
    "mttq": "mặt trận tổ quốc",
    "vpcp": "văn phòng chính phủ",
    "vn": "việt nam",
    "gđ": "giám đốc",
    "tgđ": "tổng giám đốc",
    "pgđ": "phó giám đốc",
    "uv": "ủy viên",
    "uvbct": "ủy viên bộ chính trị",
    "bct": "bộ chính trị",
    "uvtw": "ủy viên trung ương",
    "uvtư": "ủy viên trung ương",
    "uvbch": "ủy viên ban chấp hành",
    "uvbtv": "ủy viên ban thường vụ",
}


def _tokens(text: str) -> list[str]:
    text = text.lower().replace("t.ư", "tư").replace("t.w", "tw")
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        tokens.extend(_SPELLED.get(token, token).split())
    return tokens


def _positions(context: Context, person: _Person) -> list[Position]:
    """The distinct positions, each in its fullest wording."""
    kept: list[tuple[TitleSpan, list[str], frozenset[str]]] = []
    for candidate in person.candidates:
        for span in candidate.titles:
            text = context.view.text
            role = _tokens(text[span.start : span.head_end])
            whole = frozenset(_tokens(text[span.start : span.end]))
            for index, (_, other_role, other) in enumerate(kept):
                if other_role == role and (whole <= other or other <= whole):
                    if len(whole) > len(other):
                        kept[index] = (span, role, whole)
                    break
            else:
                kept.append((span, role, whole))
    return [
        Position(
            title=context.view.written(span.start, span.end),
            role=None,
            organization=None,
            start=span.start,
            end=span.end,
        )
        for span, _, _ in kept
    ]
