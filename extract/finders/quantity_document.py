"""What a text as a whole tells of its quantities: the year it speaks in, whether it is a plan or sets rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from extract import anchors
from extract.context import Context
from extract.cues import Cue, CueSet
from extract.lazy import re
from extract.letters import UPPER
from extract.parts import quantity as parts
from extract.view import View

Sense = Literal["target", "actual"]

YEAR_SPAN = re.compile(
    r"(?P<lead>đến|tới|vào|trong|hết|cuối|giữa|đầu|giai đoạn|nhiệm kỳ|thời kỳ|và)?[ \n]{0,2}"
    r"(?P<word>cuối |đầu |hết |giữa )?"
    r"(?:(?:năm|giai đoạn|nhiệm kỳ|thời kỳ)[ \n](?:năm )?|(?<=đến[ \n])|(?<=tới[ \n])|(?<=vào[ \n]))"
    r"(?P<first>(?:19|20)\d\d)(?:[ ]?-[ ]?(?P<last>20\d\d))?(?!\d)"
)
_CENTURIES = ("19", "20")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_WORDS = ("năm", "giai đoạn", "nhiệm kỳ", "thời kỳ", "đến", "tới", "vào")
_BEFORE_YEAR = tuple(f"{word}{space}" for word in _YEAR_WORDS for space in " \n")
# The day and month before a year.
_DATED = re.compile(r"(?P<digits>(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-])$|tháng \d{1,2}[ \n](?:năm[ \n]|/)$")
_LEGAL_NUMBERED = ("điều ", "khoản ", "tài khoản ", "tk ")
_LEGAL = parts.pattern(rf"(?<!\w)(?<!so với )(?<!so )(?:(?:{'|'.join(_LEGAL_NUMBERED)})\d|{{rule_word}})")
_RULING = re.compile(r"^[ ]{0,8}(?:điều \d{1,3}\s?[.:]|chương [ivx]{1,5}\b|căn[ \n]cứ )", re.MULTILINE)
_RULING_WORDS = ("điều ", "chương ", "căn cứ ", "căn\ncứ ")
# What tells, in the clause of a year, that it is over or goes on; and what tells that it is planned for.
_PASSED = parts.pattern("{^year_over}")
_PLANNED = parts.pattern("{^year_planned}")
_DONE = re.compile(r"(?<!\w)(?:đã|được|ghi nhận)(?!\w)[^,;]{0,60}$")
_DONE_BY = re.compile(
    r",?[ ](?:[^\s\d,;]{1,7}[ ]){0,3}(?:đã|mới|mới chỉ|chỉ mới)[ ](?:lên|đạt|có|tăng|giảm|là|được)(?!\w)"
)
_STANDS = parts.pattern(r",?[ ]{there_is}(?!\w)")
_UP_TO = re.compile(r"(?<!\w)(?:tính|từ (?:năm )?\d{4}|kể từ[^,;.]{0,30})[ \n]$")
_STOP = re.compile(r"[.;:!?\n]")
_SLIP = 8
"""How many years a text does not leap over that speaks of one often."""
_OFTEN = 3
_TELLING = 90
"""How far from a year its clause is read (characters)."""
_ARTICLES = 3
_NEAR_RULES = 3
RULES_NEAR = 450
"""How far around a place words of rules are counted (characters)."""
RULE_DENSITY = 3.2
"""Words of rules in a thousand characters, beyond which a text sets or explains rules."""


def sentence(view: View, place: int) -> tuple[int, int]:
    """The sentence that `place` stands in, also where a wrapped line begins with a number ("đạt\\n41,97%")."""
    bounds = view.sentence(place)
    known = view.long_sentences
    if bounds not in known:
        known[bounds] = _long_sentence(view, *bounds)
    return known[bounds]


def _long_sentence(view: View, first: int, last: int) -> tuple[int, int]:
    for _ in range(_WRAPS):
        if not _is_wrapped(view.text, first):
            break
        first = view.sentence(first - 1)[0]
    for _ in range(_WRAPS):
        if last >= len(view) or not _is_wrapped(view.text, last):
            break
        last = view.sentence(last)[1]
    return first, last


_WRAPS = 4


def _is_wrapped(text: str, place: int) -> bool:
    """Whether the line that begins at or behind `place` goes on from the one before: it begins with a number that
    numbers nothing, and the line before ends without a stop."""
    line = place if text[place : place + 1] != "\n" else place + 1
    if line < 40 or not text[line : line + 1].isdigit() or _NUMBERED.match(text, line):
        return False
    before = text[line - 2]
    return text[line - 1] == "\n" and (before.isalnum() or before in ",%") and "\n" not in text[line - 40 : line - 1]


_NUMBERED = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)/]?(?:[ \n]|$)(?=[{UPPER}]|\n|$)|\d{{1,2}}[.)]")


def is_plan(context: Context) -> bool:
    """Whether the text is a plan or a programme by its title or its number: its figures are goals, and no rules."""
    text = context.view.text
    return any(_PLAN_TITLE.match(text, line, _HEAD) for line in context.view.line_starts if line < _HEAD)


def decides_on_plan(context: Context) -> bool:
    """Whether the text is a decision or a resolution on a plan, a programme or a budget: what it sets are no rules."""
    title = _DECISION.search(context.view.text, 0, _HEAD)
    return bool(title and _ON_A_PLAN.search(title[1].lower()))


_HEAD = 2500
"""Where a document tells of which type it is (characters)."""
_PLAN_TITLE = parts.pattern(
    r"(?m:^[ ]{0,20}{plan_title}(?:[ \n][^a-zà-ỹ]|$)|^[ ]{0,20}Số:?[ ]?\d{1,5}/(?:\d{4}/)?{plan_number}-)"
)


_DECISION = re.compile(
    r"^[ ]{0,20}(?:QUYẾT ĐỊNH|NGHỊ QUYẾT)[ ]?\n(?:[ _*-]{0,20}\n){0,3}([^\n]{5,200}(?:\n[^\n]{2,120}){0,3})",
    re.MULTILINE,
)
_ON_A_PLAN = parts.pattern(
    r"(?<!\w)(?:{adopts_plan}|về)[ \n](?:việc[ \n])?(?:{adopts_plan}[ \n])?(?:các |chi tiết )?{plan_kind}(?!\w)"
)


class Years:
    """The years of a text: the `spans` that it names (matches of `YEAR_SPAN`), and the year it speaks in (`now`)."""

    def __init__(self, context: Context) -> None:
        self.spans = list(_year_spans(context.view.lower))
        self.now = _now(context, self.spans)


def years(context: Context) -> Years:
    """The years of a text, read when they are first asked for."""
    if context.years is None:
        context.years = Years(context)
    return context.years


def _now(context: Context, spans: list[re.Match[str]]) -> int | None:
    """The year a text speaks in: of its publication, else what its dates imply, else the latest that it dates
    something to or tells of as past, else the latest that it names without a plan. None if it has no other year than
    those of its goals.
    """
    if context.published:
        return int(context.published[:4])
    if context.year is not None:
        return context.year
    lower = context.view.lower
    years = list(_dated_years(lower))
    told, named, aimed_at, closed = _told_years(lower, spans)
    latest = max([*years, *told], default=0)
    told += (year for year in closed if year <= latest + 1 or any(year < other for other in aimed_at))
    named = [year for year in named if not aimed_at or year < min(aimed_at)]
    found = sorted(years + told + named)
    if len(found) > _OFTEN and found[-1] - found[-2] > _SLIP and found[-2] == found[-1 - _OFTEN]:
        found.pop()  # a slip of the pen: "năm 2029" in a text of 2020
    return found[-1] if found else None


def _told_years(lower: str, spans: list[re.Match[str]]) -> tuple[list[int], list[int], list[int], list[int]]:
    """The years that something is told of as past or present ("năm 2017, huyện đã …"), those that are only named where
    nothing is planned, those that something is to be reached by ("đến năm 2030"), and those of them whose end is named
    with no word of a plan ("Đến cuối năm 2016, có …"): some of these are over."""
    told: list[int] = []
    named: list[int] = []
    aimed_at: list[int] = []
    closed: list[int] = []
    for match in spans:
        first, last = match.span()
        before = _STOP.split(lower[max(0, first - _TELLING) : first])[-1]
        after = _STOP.split(lower[last : last + _TELLING], maxsplit=1)[0]
        leads = match["lead"] in ("đến", "tới", "vào")
        if leads and not (_UP_TO.search(before) or _DONE.search(before) or _DONE_BY.match(after)):
            year = int(match["last"] or match["first"])
            ended = match["word"] in ("cuối ", "hết ") and _STANDS.match(after) and not _PLANNED.search(before + after)
            (closed if ended else aimed_at).append(year)
            continue
        clause = f"{before} {match[0]} {after}"
        if _PLANNED.search(clause):
            continue
        year = int(match["first"])
        (told if _PASSED.search(clause) else named).append(year)
    return told, named, aimed_at, closed


def _year_spans(lower: str) -> Iterator[re.Match[str]]:
    """What `YEAR_SPAN.finditer` gives, from the years in digits: there are few of them."""
    end = 0
    for place in anchors.places(lower, _CENTURIES):
        if place < end or not lower.endswith(_BEFORE_YEAR, 0, place):
            continue
        match = YEAR_SPAN.search(lower, max(end, place - _LONGEST_LEAD), place + _LONGEST_YEARS)
        if match:
            yield match
            end = match.end()


_LONGEST_LEAD = 32
_LONGEST_YEARS = 12  # "2016 - 2020" and the character behind


def _dated_years(lower: str) -> Iterator[int]:
    """The years of the dates in digits that name a month."""
    for place in anchors.places(lower, _CENTURIES):
        if lower[place - 1 : place] not in "/.- \n" or not (year := _YEAR.match(lower, place)):
            continue
        dated = _DATED.search(lower, max(0, place - 20), place)
        if dated and not (dated["digits"] and lower[year.end() : year.end() + 1].isdecimal()):
            yield int(year[0])


def cue_set() -> CueSet:
    """The words of rules."""
    return CueSet(
        "quantity_rule", dict.fromkeys((*_LEGAL_NUMBERED, *parts.words("rule_word")), "a word of rules"), right=False
    )


class Rules:
    """Where a text sets or explains rules: there a bare number is neither a goal nor a result."""

    def __init__(self, lower: str, words: list[Cue]) -> None:
        ruling = sum(map(lower.count, _RULING_WORDS)) >= _ARTICLES and len(_RULING.findall(lower)) >= _ARTICLES
        self._throughout = ruling
        self._words: list[int] = []
        many = RULE_DENSITY * max(len(lower), 1500) / 1000
        if not ruling and len(words) > many:
            self._words = [m.start() for m in anchors.finditer(_LEGAL, lower, [cue.start for cue in words])]
        self.dense = len(self._words) > many

    def anywhere(self) -> bool:
        """Whether the text sets or explains rules somewhere."""
        return self._throughout or self.dense

    def at(self, place: int) -> bool:
        """Whether the text sets rules at a place: throughout if it has articles, else where words of rules are near."""
        if self._throughout or not self.dense:
            return self._throughout
        low = bisect_left(self._words, place - RULES_NEAR)
        return bisect_left(self._words, place + RULES_NEAR, low) - low >= _NEAR_RULES
