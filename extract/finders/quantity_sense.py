"""Tells a goal from a result, and both from a rule: what the words around a quantity say of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon
from extract.context import Context
from extract.cues import Cue, CueSet
from extract.view import View

Sense = Literal["target", "actual"]
Force = Literal["strong", "weak", "noun"]


class Word(msgspec.Struct, frozen=True):
    """A goal or result word: a `strong` one decides; a `weak` one only where no strong one stands; a `noun` ("kế
    hoạch") sets a goal unless something is measured against it ("đạt 90% kế hoạch", "vượt kế hoạch")."""

    word: str
    strength: Force
    example: str
    content: bool = False
    """Whether it also says what is measured ("phát hiện 12 vụ"), or has its place among the words that do."""


class NormWord(msgspec.Struct, frozen=True):
    """A word of rules, tariffs and prices: what follows it is neither goal nor result."""

    word: str
    reach: int
    """How many characters on it still rules, whatever else is said; 0: only where no goal or result is told."""
    example: str


class Marker(NamedTuple):
    """A word that tells the sense of what stands near it."""

    kind: Literal["goal", "result", "norm"]
    force: Force
    start: int
    end: int
    reach: int = 0


class Verdict(NamedTuple):
    """What a quantity is, whether a word near it says so, and the reason in words."""

    sense: Sense | None
    certain: bool
    reason: str


def cue_sets() -> list[CueSet]:
    """The goal, result and norm words."""
    goals = {entry.word: Marker("goal", entry.strength, 0, 0) for entry in lexicon.load("goal_words", Word)}
    results = {entry.word: Marker("result", entry.strength, 0, 0) for entry in lexicon.load("result_words", Word)}
    norms = {entry.word: Marker("norm", "strong", 0, 0, entry.reach) for entry in lexicon.load("norm_words", NormWord)}
    return [CueSet("quantity_sense", goals | results | norms)]


# A goal noun is no goal where a result is measured against it or where it only names what was worked for.
_MEASURED = re.compile(
    r"(?:%|phần trăm|so với|so|bằng|vượt|vượt mức|hoàn thành|đạt|thực hiện|triển khai|xây dựng|ban hành|theo|các|những"
    r"|chương trình|trên|của|và|nhiệm vụ|có|được|giải pháp|về|nhiều|từng|số|phòng|sở|vụ|bộ|ban)[ \n]$"
)
# "đạt 231% chỉ tiêu kế hoạch giao": all of it says what the share is taken of.
_MEASURE = re.compile(
    r"(?:%|phần trăm)(?: so với)?[ \n](?:(?:chỉ tiêu|kế hoạch|mục tiêu|dự toán|năm|của|thu|được|vốn|cả)[ \n]){0,3}$"
)
_YEAR_SPAN = re.compile(
    r"(?P<lead>đến|tới|vào|trong|hết|cuối|giữa|đầu|giai đoạn|nhiệm kỳ|thời kỳ|và)?[ \n]{0,2}"
    r"(?P<word>cuối |đầu |hết |giữa )?(?:năm|giai đoạn|nhiệm kỳ|thời kỳ)[ \n](?:năm )?"
    r"(?P<first>(?:19|20)\d\d)(?:[ ]?-[ ]?(?P<last>20\d\d))?(?!\d)"
)
_FULL_DATE = re.compile(
    r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d\d)(?!\d)|tháng \d{1,2}[ \n](?:năm[ \n]|/)((?:19|20)\d\d)"
)
_LEGAL = re.compile(
    r"(?<!\w)(?:điều \d|khoản \d|quy định|thông tư|nghị định|dự thảo luật|bộ luật|hành vi|mức phạt|tài khoản \d|tk \d"
    r"|phụ lục|căn cứ|hướng dẫn|văn bản quy phạm)"
)
_RULING = re.compile(r"^[ ]{0,8}(?:điều \d{1,3}\s?[.:]|chương [ivx]{1,5}\b|căn[ \n]cứ )", re.MULTILINE)
_HEADING_GOAL = re.compile(
    r"(?<!\w)(?:mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ|giải pháp|kế hoạch|định hướng|quan điểm|yêu cầu|đề nghị"
    r"|kiến nghị|dự toán)(?!\w)"
)
_HEADING_RESULT = re.compile(
    r"(?<!\w)(?:kết quả|tình hình|đánh giá|thực trạng|ưu điểm|tồn tại|hạn chế|thành tựu|đặc điểm)(?!\w)"
)
_CONTINUES = re.compile(
    r"[\s\-+*•\"'(]{0,6}(?:(?:\d{1,2}|[a-zđ])[.)][ ])?(?:trong đó|cụ thể|theo đó|trong số|bên cạnh đó|ngoài ra"
    r"|đồng thời|về |riêng|đối với|cùng với đó|thứ|100%|trên|tỷ lệ|tỉ lệ|tổng|số |có |giảm|tăng|hoàn thành|xây dựng"
    r"|duy trì|hằng năm|hàng năm|mỗi năm|bình quân|thu |phát triển)"
)
_ITEM = re.compile(r"[ ]{0,20}(?:[-+*•]|\d{1,2}[.)]|[a-zđ][.)]|\([a-z0-9]{1,3}\))")
_HEADING = re.compile(
    r"[ ]{0,20}(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2}){0,2})[.)/:-][ ]?\S|[ ]{0,20}[A-ZĐÀ-Ỹ \d,:.-]{8,160}$"
)

_CLAUSE_END = re.compile(r"[,;:()\n]|\d")

STRONG_REACH = 700
"""How far back in its sentence a quantity listens to a strong word (characters)."""
WEAK_REACH = 30
"""How near a weak word of a result must stand to make it certain."""
LIST_REACH = 12
"""How many sentences back a list item, or a sentence that goes on ("Trong đó", "Cụ thể"), looks for its goal."""
RULE_DENSITY = 3.2
"""Words of rules in a thousand characters, beyond which a text sets or explains rules."""
NORM_REACH = 60
"""How far on a word of a rule is heard, where no goal or result is told."""


def sentence(view: View, place: int) -> tuple[int, int]:
    """The sentence that `place` stands in, also where a wrapped line begins with a number ("đạt\\n41,97%")."""
    first, last = view.sentence(place)
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


_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)/]?(?:[ \n]|$)(?=[A-ZĐÀ-Ỹ]|\n|$)|\d{1,2}[.)]")


class Reader:
    """The senses of one document. Made once a document; all it holds is derived from the context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.view = context.view
        self.now = _now(context)
        self.markers = self._markers()
        self._starts = [marker.start for marker in self.markers]
        self.normative = _is_normative(self.view.lower)

    def _markers(self) -> list[Marker]:
        """The cue words and the years, in order; of two that overlap the longer stands."""
        found = [c.entry._replace(start=c.start, end=c.end) for c in _longest(self.context.cues["quantity_sense"])]
        found = [marker for marker in found if self._speaks(marker)]
        found += self._years()
        found.sort(key=lambda m: (m.start, -m.end))
        return found

    def _speaks(self, marker: Marker) -> bool:
        """Whether a word says what it seems to: not a goal noun that a result is measured against, not a time that
        something is compared with ("so với hiện nay"), not "12 trường hợp"."""
        lower, floor = self.view.lower, max(0, marker.start - 40)
        if marker.kind == "goal":
            if _MEASURE.search(lower, floor, marker.start):
                return False
            return marker.force != "noun" or not _MEASURED.search(lower, max(0, marker.start - 14), marker.start)
        if marker.kind == "result":
            return not lower.endswith(("so với ", "so "), floor, marker.start)
        return not lower[max(0, marker.start - 2) : marker.start - 1].isdigit()

    def _years(self) -> Iterable[Marker]:
        if self.now is None:
            return
        for match in _YEAR_SPAN.finditer(self.view.lower):
            last = int(match["last"] or match["first"])
            if last > self.now and (match["last"] is None or int(match["first"]) >= self.now or match["lead"] == "đến"):
                yield Marker("goal", "strong" if match["lead"] in ("đến", "tới", "vào") else "weak", *match.span())
            elif last < self.now and not self.view.lower.endswith(("so với ", "so "), 0, match.start()):
                yield Marker("result", "weak", *match.span())

    def between(self, start: int, end: int) -> list[Marker]:
        """The markers that lie in a stretch of the view."""
        low = bisect_left(self._starts, start)
        high = bisect_right(self._starts, end - 1) if end > start else low
        return [marker for marker in self.markers[low:high] if marker.end <= end]

    def sense(self, start: int, end: int) -> Verdict:
        """Goal, result or neither of the quantity at (start, end)."""
        first, last = sentence(self.view, start)
        before = self._open(self.between(max(first, start - STRONG_REACH), start), start)
        norms = [m for m in before if m.kind == "norm"]
        if norms and start - norms[-1].end <= norms[-1].reach:
            return Verdict(None, True, f"a rule, a tariff or a price: {self._word(norms[-1])}")
        told = [m for m in before if m.kind != "norm"]
        strong = [m for m in told if m.force != "weak"]
        if strong:
            return self._told(strong[-1])
        after = [m for m in self.between(end, self._clause_end(end, last)) if m.force == "strong" and m.kind != "norm"]
        if after:
            return self._told(after[0])
        if norms and start - norms[-1].end <= NORM_REACH:
            return Verdict(None, True, f"a rule: {self._word(norms[-1])}")
        near = bool(told) and told[-1].kind == "result" and start - told[-1].end <= WEAK_REACH
        if self._inherited(first) == "target":
            return Verdict("target", True, "stands under a goal")
        goals = [m for m in told if m.kind == "goal"]
        if goals:
            return Verdict("target", False, self._word(goals[-1]))
        if self.normative:
            return Verdict(None, False, "a text of rules, and no word of a goal or a result")
        return Verdict("actual", near, "reported")

    def _told(self, marker: Marker) -> Verdict:
        return Verdict("target" if marker.kind == "goal" else "actual", True, self._word(marker))

    def _word(self, marker: Marker) -> str:
        return f"“{self.view.lower[marker.start : marker.end]}”"

    def _open(self, markers: list[Marker], place: int) -> list[Marker]:
        """Without those that stand in brackets that closed before `place`."""
        return [m for m in markers if not self._closed(m, place)]

    def _closed(self, marker: Marker, place: int) -> bool:
        lower = self.view.lower
        shut = lower.find(")", marker.end, min(place, marker.end + 200))
        return shut >= 0 and lower.find("(", marker.end, shut) < 0

    def _clause_end(self, place: int, last: int) -> int:
        last = min(last, place + 160)
        match = _CLAUSE_END.search(self.view.lower, place, last)
        return match.start() if match else max(place, last)

    def _inherited(self, first: int) -> Sense | None:
        """What the sentences before (of the same paragraph or list) and the heading say."""
        lower = self.view.lower
        item = bool(_ITEM.match(self.view.text, first + (lower[first : first + 1] == "\n")))
        steps = LIST_REACH if item or _CONTINUES.match(lower, first) else 1
        place = first
        while place > 0 and steps > 0:
            begin, _ = self.view.sentence(place - 1)
            if begin >= place:
                break
            told = [m for m in self._open(self.between(begin, place), place) if m.force != "weak" and m.kind != "norm"]
            if told and (told[-1].force == "strong" or lower[begin:place].rstrip().endswith(":")):
                return "target" if told[-1].kind == "goal" else "actual"
            heading = self._heading(begin, place)
            if heading or (not item and "\n" in lower[place - 1 : place + 1]):
                return heading
            place = begin
            steps -= 1
        return None

    def _heading(self, begin: int, end: int) -> Sense | None:
        line = self.view.text[begin:end].strip("\n")
        if len(line) > 180 or not _HEADING.match(line):
            return None
        lower = line.lower()
        if _HEADING_RESULT.search(lower):
            return "actual"
        return "target" if _HEADING_GOAL.search(lower) else None


def _longest(cues: list[Cue]) -> Iterable[Cue]:
    """Cues without those that lie inside a longer one."""
    end = -1
    for cue in cues:
        if cue.end > end:
            yield cue
            end = cue.end


def _now(context: Context) -> int | None:
    """The year a text speaks in: of its publication, else the latest year of a full date in it."""
    if context.published:
        return int(context.published[:4])
    years = [int(m[1] or m[2]) for m in _FULL_DATE.finditer(context.view.lower)]
    return max(years) if years else None


def _is_normative(lower: str) -> bool:
    """Whether a text sets or explains rules: then a bare number in it is neither a goal nor a result."""
    if len(_RULING.findall(lower)) >= 3:
        return True
    size = max(len(lower), 1500) / 1000
    return len(_LEGAL.findall(lower)) / size > RULE_DENSITY
