"""What the parts of a text say of the quantities that stand in them: its headings, and what opens its lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from extract import anchors
from extract.finders.quantity_document import Sense
from extract.lazy import re
from extract.letters import UPPER
from extract.parts import quantity as parts
from extract.view import View

# "chỉ tiêu 4" is one of many, "kết quả dự kiến" a goal.
_GOAL = parts.pattern(r"(?!chỉ tiêu \[?\d){^goal_heading}")
_RESULT = parts.pattern(r"(?!kết quả dự kiến|(?<=dự kiến )kết quả){^result_heading}")
# What stands under such a heading is neither, whatever the headings over it say.
_NEITHER = parts.pattern("{^measure_heading}")
# A line of a heading: numbered and short without a stop, in capitals, or plain where it says that goals follow
# ("Các chỉ tiêu chủ yếu", "Mục tiêu đến năm 2030").
_HEADING = parts.pattern(
    r"(?m:^[ ]{0,20}(?:(?P<mark>[IVX]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2}){0,2}|[a-zđ])[.)/:-][ ]?(?=\S)[^\n.;]{3,110}:?$"
    r"|(?P<annex>(?:PHỤ LỤC|Phụ lục)(?:[ ](?:SỐ |số )?[IVXLC\d]{1,5})?)[ ]?[:.]?$"
    rf"|(?P<capitals>[{UPPER} \d,:()-]{{8,160}})$"
    r"|(?P<plain>(?:(?:Các|Một số|Những) (?:chỉ|mục) tiêu"
    r"|(?:Chỉ|Mục) tiêu {goals_headed})(?!\w)[^\n.;:?!]{0,110}:?$)))"
)
# Its second line, where a text is broken into lines ("II. MỤC" and "TIÊU CỤ THỂ").
_SECOND_LINE = re.compile(r"\n(?![ ]{0,20}(?:[-+*•]|[\da-zđIVX]{1,5}[.)/]))([^\n.;:]{2,90}):?(?=\n[ ]{0,20}\n|\n?\Z)")
PLAIN_REACH = 1200
"""How far down a plain heading is heard: nothing marks where what it heads ends (characters)."""
_ANNEX = -2
_OF_ANNEX = -1


class Headings:
    """The headings of a text of sections, and the sense that each gives to what stands under it."""

    def __init__(self, view: View) -> None:
        text = view.text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._senses: list[Sense | None] = []
        above: list[tuple[int, Sense | None]] = []
        end = 0
        annexed = False
        for match in anchors.finditer(_HEADING, text, view.line_starts):
            level = _level(match)
            title = match[0].lower()
            if second := _SECOND_LINE.match(text, match.end()):
                title = f"{title} {second[1].lower()}"
            sense = heading_sense(title)
            if match["capitals"] and annexed:
                level = _OF_ANNEX
            elif match["capitals"] and above and match.start() == end + 1:  # the heading goes on in this line
                level, sense = above[-1][0], above[-1][1] or sense
            while above and above[-1][0] >= level:
                above.pop()
            if sense is None and above and not _NEITHER.search(title):
                sense = above[-1][1]
            above.append((level, sense))
            end = match.end()
            annexed = level == _ANNEX
            self._starts.append(match.start())
            self._ends.append(end + PLAIN_REACH if match["plain"] else len(text))
            self._senses.append(sense)

    def sense(self, place: int) -> Sense | None:
        """What the nearest heading above `place` says, by itself or by the headings over it."""
        i = bisect_right(self._starts, place)
        return self._senses[i - 1] if i and place < self._ends[i - 1] else None


def heading_sense(title: str) -> Sense | None:
    """What a heading (in lower case) says of what stands under it."""
    if _RESULT.search(title):
        return "actual"
    return "target" if _GOAL.search(title) else None


def _level(heading: re.Match[str]) -> int:
    if heading["annex"]:
        return _ANNEX
    if heading["plain"]:
        return 8
    mark = heading["mark"]
    if mark is None or mark.isupper():
        return 1 if mark is None or not mark.isascii() or set(mark) <= set("IVXLC") else 0
    return 2 + mark.count(".") if mark[0].isdigit() else 9


class _Block(NamedTuple):
    """A paragraph or an item (view offsets), and the one that opens the list it is an item of (its number)."""

    start: int
    end: int
    opener: int | None


# The mark of an item, at the beginning of its line.
_MARK = re.compile(
    r"[ ]{0,20}(?:(?P<bullet>[-+*•])(?![-+*•])|(?P<number>\d{1,2})(?P<deeper>(?:\.\d{1,2}){0,3})"
    r"(?P<stop>[.)/])(?![\d/])|(?P<open>\()(?P<inside>[a-zđ]|\d{1,2})\)|(?P<letter>[a-zđ])(?P<close>[.)])(?=[ ]))"
)
_SECTION = re.compile(
    rf"[ ]{{0,20}}(?:(?:[IVX]{{1,5}}|[A-ZĐ])[.)/:-][ ]?\S|(?:Điều|Chương|Mục|Phần|PHỤ LỤC|Phụ lục)[ ]"
    rf"|[{UPPER} \d,:()-]{{8,160}}$)",
    re.MULTILINE,
)
_BULLETS = ("-", "+", "*", "•")
_FIRST = ("1", "01", "a")
_DEEPEST = 6
LONGEST_HEADING = 160
"""How long a line may be that opens a list without a colon (characters)."""
OPENER_REACH = 300
"""How far before its end a paragraph is read that opens a list (characters)."""


class Lists:
    """The lists of a text: which paragraph, item or heading opens the one that a place is an item of."""

    def __init__(self, view: View) -> None:
        self._blocks: list[_Block] = []
        text = view.text
        stack: list[tuple[str, int]] = []  # how the items of the lists that go on are marked, and what opens each
        blank = True
        for start in view.line_starts:
            end = view.line(start)[1]
            line = text[start:end].strip()
            if not line:
                blank = True
                continue
            mark = _MARK.match(text, start, end)
            last = self._blocks[-1] if self._blocks else None
            if mark:
                self._enter(stack, _kind(mark), first=_number(mark) in _FIRST)
                self._blocks.append(_Block(start, end, stack[-1][1] if stack else None))
            elif last and not blank and (view.is_wrapped or line[0].islower()) and not _SECTION.match(text, start, end):
                self._blocks[-1] = last._replace(end=end)
            else:
                if _SECTION.match(text, start, end):
                    stack.clear()
                while stack and stack[-1][0] in _BULLETS:
                    stack.pop()
                self._blocks.append(_Block(start, end, None))
            blank = False
        self._starts = [block.start for block in self._blocks]

    def _enter(self, stack: list[tuple[str, int]], kind: str, *, first: bool) -> None:
        """Go on with the list of such marks, or begin one that the block before opens."""
        known = next((i for i, (other, _) in enumerate(stack) if other == kind), None)
        if known is not None:
            del stack[known + (not first) :]
        if (known is None or first) and self._blocks:
            stack.append((kind, len(self._blocks) - 1))

    def openers(self, place: int) -> Iterator[tuple[int, int]]:
        """What opens the list that `place` is an item of, and the lists over it; nothing if it is no item."""
        i = bisect_right(self._starts, place) - 1
        for _ in range(_DEEPEST):
            opener = self._blocks[i].opener if i >= 0 else None
            if opener is None:
                return
            yield self._blocks[opener].start, self._blocks[opener].end
            i = opener


def _kind(mark: re.Match[str]) -> str:
    if mark["bullet"]:
        return mark["bullet"]
    if mark["open"]:
        return "(1)" if mark["inside"].isdigit() else "(a)"
    if mark["letter"]:
        return "a" + mark["close"]
    return "1" + "." * mark["deeper"].count(".") + mark["stop"]


def _number(mark: re.Match[str]) -> str:
    number = mark["number"] or mark["inside"] or mark["letter"] or ""
    return mark["deeper"].rpartition(".")[2] if mark["deeper"] else number
