"""The words beside a quantity that tell a goal from a result, and both from a rule; years tell it too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract import anchors, lexicon
from extract.context import Context
from extract.cues import Cue, CueSet
from extract.finders import quantity_document as document
from extract.finders import quantity_measures as measures
from extract.finders.quantity_document import Sense
from extract.lazy import later, re
from extract.parts import quantity as parts

Force = Literal["strong", "modal", "near", "close", "weak", "noun"]


class Word(msgspec.Struct, frozen=True):
    """A goal or result word.

    A `strong` one decides for its sentence and for the list under it; a `modal` one ("sẽ") for
    the verbs it governs, over commas; a `near` or a `close` one ("theo kế hoạch", "kỳ vọng") for what follows it in its
    clause; a `weak` one for what follows at once, and only where nothing else is said; a `noun`
    ("kế hoạch") sets a goal unless something is measured against it ("đạt 90% kế hoạch", "vượt kế hoạch").
    """

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
    told: bool = False
    """Whether what it names is also reported: "đã bị phạt 275 triệu đồng", "mặt bằng lãi suất giảm 1%"."""


class Marker(NamedTuple):
    """A word that tells the sense of what stands near it."""

    kind: Literal["goal", "result", "norm", "past"]
    force: Force
    start: int
    end: int
    reach: int = 0
    told: bool = False

    @property
    def sense(self) -> Sense | None:
        """What it tells of a quantity: that it is a goal, or a result; None if neither."""
        return _SENSES.get(self.kind)


_SENSES: dict[str, Sense] = {"goal": "target", "result": "actual"}
_Placed = tuple[Marker, int, int]
"""A cue word, or a year as a marker, and where it stands."""


def cue_sets() -> list[CueSet]:
    """The goal, result and norm words."""
    goals = {entry.word: Marker("goal", entry.strength, 0, 0) for entry in lexicon.load("goal_words", Word)}
    results = {entry.word: Marker("result", entry.strength, 0, 0) for entry in lexicon.load("result_words", Word)}
    norms = {
        entry.word: Marker("norm", "strong", 0, 0, entry.reach, entry.told)
        for entry in lexicon.load("norm_words", NormWord)
    }
    return [CueSet("quantity_sense", goals | results | norms)]


# A goal noun is no goal where a result is measured against it or where it only names what was worked for.
_MEASURED = parts.pattern(r"(?:\d|{^measured_by})[ \n]$")
_GIVEN = re.compile(r"(?:%|phần trăm)[^,;.%]{0,30}[ \n]giao[ \n]$")
_REACHED = parts.pattern(r"(?:{reached}|đáp ứng)[ \n]$")
_REACHED_GOAL = parts.pattern(r"(?:{reached}|%)(?: so)?(?: với)?(?:[ \n](?:{set_noun}|nghị quyết|các|do)){0,4}[ \n]$")
# "hiện" in "thực hiện", "vừa" in "nhỏ và vừa": syllables of other words.
_PART_OF_WORD_BEFORE = parts.pattern(r"(?<!\w)(?:{word_start}|và|cỡ|quy mô)[ \n]$")
_PART_OF_WORD_AFTER = parts.pattern(r"[ \n](?:{word_end}|và)(?!\w)")
_SYLLABLE = 4  # the length of the words that may be one
_COUNTED_IN_WORDS = ("hai ", "ba ", "bốn ", "sáu ", "bảy ", "tám ", "chín ", "mười ", "nhiều ")
_STILL_GOAL = parts.pattern(r"(?:{strives}|để|nhằm)[ \n][^,.;]{0,24}$")
# "chỉ đạo Cục tiếp tục vượt qua khó khăn, hoàn thành vượt mức …"
_DIRECTED = re.compile(
    r"(?<!sự )(?<!được )(?<!các )(?<!\w)(?:chỉ đạo|yêu cầu|đề nghị)(?!\w)(?![^.;]{0,140}(?<!\w)(?:đã|nên)(?!\w))"
    r"[^.;]{0,140}$"
)
DIRECTED_REACH = 160
"""How far on it is heard that someone is told to reach something (characters)."""
_SET_OUT = parts.pattern(r"[ \n](?:được[ \n])?{set_out}(?!\w)")
_GOALS_BEFORE = re.compile(r"(?<!\w)(?:chỉ tiêu|mục tiêu)(?!\w)(?:[ \n][^\s,.;:()\d]{1,9}){0,4}[ \n]$")
_FORESEEN = parts.pattern(r"(?<!\w){forecast}(?!\w)(?:[^.;\n]|\.(?=\d)){0,140}$")
_WORKED_FOR = parts.pattern(
    r"(?<!\w)(?:{strives}|để|nhằm)[ \n](?:thực hiện|hoàn thành|đạt được|đạt)[ \n](?:{reached_how}[ \n])?(?:các )?$"
)
_WISHED = parts.pattern(r"(?<!\w)(?:{strives}|sẽ|để|nhằm|cần|phải)[ \n](?:\w{1,9}[ \n]){0,2}đạt[ \n](?:được )?$")
_NEEDED_ONLY = parts.pattern(r"(?<!\w){before_need}[ \n]$")
# "đã phải triệu hồi 400 xe", "khiến xã phải di dời 67 hộ", "không phải nộp": no one asks for it.
_HAD_TO = re.compile(r"(?<!\w)(?:đã|từng|tuy|không|chưa|đều|vẫn|khiến|khiến cho|buộc)(?:[ \n][^,.;:\n]{1,24})??[ \n]$")
_NOT_NEEDED = parts.pattern(r"[ \n]{no_need}(?!\w)")
NO_GOAL = parts.pattern(r"[ \n]{no_goal}(?!\w)|[ \n]\[?\d{1,2}\]?[ ]?:")
# "đạt 231% chỉ tiêu kế hoạch giao": all of it says what the share is taken of.
_MEASURE = parts.pattern(r"(?:%|phần trăm)(?: so với)?[ \n](?:(?:{set_noun}|năm|của|thu|được|vốn|cả)[ \n]){0,3}$")
_NAME_AFTER = re.compile(r"[ \n]?(?:,|và)?[ \n]?(?:tầm nhìn|những năm tiếp theo|định hướng)(?!\w)")
_NAME_BEFORE = parts.pattern(r"(?<!\w){long_plan}[^,.;:\"]{0,90}$")
_COUNTED_SUBJECT = parts.pattern(r"(?<!\w){share}[ \n][^.;:()\d]{2,60}$")
_LATER_VERB = parts.pattern(
    r"(?![ \n](?:{comes_to}|là|vượt|được nâng)(?!\w))[ \n][^,.;:()\d]{2,70}[ \n]{comes_to}(?!\w)"
)
# What is counted in, or compared, and no condition: "nếu tính cả vốn bổ sung, tổng vốn là 5 tỷ đồng".
_COMPARING = parts.pattern(r"(?: như| chỉ| đem)?[ \n]{comparing}(?!\w)")
_ALWAYS_WHICH = re.compile(r"[ \n]qua[ \n]đào tạo(?!\w)")
_CIRCUMSTANCES = parts.pattern(r"(?<!\w){circumstances}[ \n]$")
_FIGURE = parts.pattern(r"[ ]{norm_figure}")
# What "nếu (như)" sets against what is told next, and no condition.
_WHILE = re.compile(
    r"(?: như trước đây| như trước kia"
    r"| (?:như )?(?:vào )?(?:những |các )?(?:năm|tháng|quý|giai đoạn|nhiệm kỳ) (?:\d|trước|ngoái)"
    r"| như cùng kỳ)[^,;.\n]{0,60}(?<!\w)(?:chỉ|mới|đã|chỉ đạt)(?!\w)| như trước (?:đây|kia),?(?= )"
)
_WHICH = re.compile(r"(?<!\w)(?:các|những)[ \n](?:dự án|công trình)[ \n]$")
_LABELLED = 60
"""How far behind "với các chỉ tiêu" its colon may stand (characters)."""
_SETTLED = re.compile(r"(?<!\w)(?:quyết toán|hoàn thành|kết quả)(?!\w)[^.;\n]{0,30}$|(?<!\w)(?:đối|phù hợp|cùng)[ \n]$")
_PLEDGED = later(lambda: rf"(?<!\w){measures.nouns()}[ \n]$")
_BY_RULE = parts.pattern(r"(?<!\w)(?:{reached}|so|đúng|theo|đạt và vượt so với)[ \n]$")
_SUPPOSED = re.compile(r"(?:^|[.,;:\n(-]|trong|đối với|với)[ \n]{0,2}$")
_SINCE = re.compile(r"từ[ \n](?:đầu |cuối )?(?:năm )?\d{4}[ \n]$")
# "trong tháng 6/2017", "6 tháng đầu năm": a time that a report tells of.
_PAST = re.compile(
    r"tháng \d{1,2}/\d{4}|(?:tháng|quý|tuần) (?:đầu|vừa qua|qua|i|1)(?: năm)?(?!\w)|năm qua|năm ngoái|năm trước"
)
_PAST_WORDS = ("tháng ", "quý ", "tuần ", "năm ")  # what it begins with


class Words:
    """The words and years of one document that tell the sense of what stands near them, in order.

    `now` is the year the text speaks in, as far as it tells; in a `plan` it is to come itself.
    """

    def __init__(self, context: Context, *, plan: bool) -> None:
        self.lower = context.view.lower
        self.published = bool(context.published)
        spoken = document.years(context)
        self.now = spoken.now
        self.plan = plan
        found: list[_Placed] = _longest(context.cues["quantity_sense"])
        years = sorted(
            ((year, year.start, year.end) for year in self._years(document.years(context).spans)), key=_place
        )
        if years:
            found = sorted(found + years, key=_place)
        self._places = found
        self._starts = [start for _, start, _ in found]
        self._past = [(start, end) for marker, start, end in years if marker.kind == "past"]
        self._asked: dict[int, Marker | None] = {}

    def between(self, start: int, end: int) -> list[Marker]:
        """The markers that lie in a stretch of the view and speak, in order."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        heard = map(self._heard, range(low, high))
        return [marker for marker in heard if marker is not None and marker.end <= end]

    def tells_past(self, start: int, end: int) -> bool:
        """Whether a time that is over is named in a stretch of the view."""
        past = self._past
        low, high = bisect_left(past, (start, start)), bisect_left(past, (end, end))
        return any(past[i][1] <= end for i in range(high - 1, low - 1, -1))

    def open(self, start: int, end: int) -> list[Marker]:
        """The same, without those that stand in brackets that closed before `end`."""
        return [marker for marker in self.between(start, end) if not self._is_enclosed(marker, end)]

    def _is_enclosed(self, marker: Marker, place: int) -> bool:
        shut = self.lower.find(")", marker.end, min(place, marker.end + 200))
        return shut >= 0 and self.lower.find("(", marker.end, shut) < 0

    def _heard(self, index: int) -> Marker | None:
        """The marker at one of the places, if it speaks: asked only of those near a quantity, and once of each."""
        if index not in self._asked:
            said, start, end = self._places[index]
            marker = said if said.end else said._replace(start=start, end=end)
            self._asked[index] = marker if said.end or self._speaks(marker) else None
        return self._asked[index]

    def _speaks(self, marker: Marker) -> bool:
        """Whether a word says what it seems to."""
        speaks = {"goal": self._is_goal, "result": self._is_result, "norm": self._is_norm}
        return speaks[marker.kind](marker)

    def _is_goal(self, marker: Marker) -> bool:
        """Whether a word of a goal sets one: not where a result is measured against it ("đạt 90% kế hoạch")."""
        lower, floor = self.lower, max(0, marker.start - 40)
        if lower.startswith("cần", marker.start) and (
            _NEEDED_ONLY.search(lower, floor, marker.start) or _NOT_NEEDED.match(lower, marker.end)
        ):
            return False
        if lower.startswith("dự báo", marker.start) and lower.endswith("công tác ", floor, marker.start):
            return False  # "làm tốt công tác dự báo"
        if lower.startswith(("năm tới nay", "phải giảm trừ", "phải thu hồi"), marker.start):
            return False
        if lower.startswith("dự kiến hoàn thành", marker.start) and _WHICH.search(lower, floor, marker.start):
            return False  # "các dự án dự kiến hoàn thành, chuyển tiếp, khởi công mới"
        if lower.startswith("phải", marker.start) and _HAD_TO.search(lower, floor, marker.start):
            return False
        if lower.startswith("với các", marker.start) and (
            lower.find(":", marker.end, marker.end + _LABELLED) < 0 or _SETTLED.search(lower, floor, marker.start)
        ):
            return False
        if lower.startswith("cam kết", marker.start) and _PLEDGED.search(lower, floor, marker.start):
            return False  # "tổng trị giá cam kết đạt 36 tỷ USD"
        if (
            marker.force in ("near", "close")
            and lower.startswith((" được ", "\nđược "), marker.end)
            and not lower.startswith("cần", marker.start)
        ):
            return False  # "mời gọi được 35 doanh nghiệp"
        if lower.endswith(" đề ra", marker.start, marker.end) and _REACHED_GOAL.search(lower, floor, marker.start):
            return False  # "vượt chỉ tiêu Nghị quyết đề ra"
        if marker.force == "noun" and _WORKED_FOR.search(lower, floor, marker.start):
            return True  # "để thực hiện mục tiêu thu 12.000 tỷ đồng"
        if marker.force == "noun" and NO_GOAL.match(lower, marker.end):
            return False
        if _GIVEN.search(lower, floor, marker.start):
            return False  # "trên 136% chỉ tiêu giao phấn đấu"
        if _MEASURE.search(lower, floor, marker.start) or (
            lower.startswith(("chỉ tiêu", "mục tiêu"), marker.start)
            and _REACHED.search(lower, max(0, marker.start - 14), marker.start)
        ):
            return False
        return marker.force != "noun" or not _MEASURED.search(lower, max(0, marker.start - 14), marker.start)

    def _is_result(self, marker: Marker) -> bool:
        """Whether a word of a result tells one: not inside another word, a comparison or a goal ("sẽ đạt kết quả")."""
        lower, floor = self.lower, max(0, marker.start - 40)
        if marker.end - marker.start <= _SYLLABLE and (
            (
                anchors.precede(lower, _first_parts(), floor, marker.start)
                and _PART_OF_WORD_BEFORE.search(lower, floor, marker.start)
            )
            or _PART_OF_WORD_AFTER.match(lower, marker.end)
        ):
            return False
        if lower.startswith(("đã", "đang"), marker.start) and self._says_which(marker):
            return False
        if lower.startswith("đã", marker.start) and _SET_OUT.match(lower, marker.end):
            return _GOALS_BEFORE.search(lower, floor, marker.start) is None  # "một số chỉ tiêu cũng đã được đưa ra"
        if lower.startswith(("chỉ đạt", "chỉ còn"), marker.start) and _FORESEEN.search(
            lower, max(0, marker.start - 160), marker.start
        ):
            return False  # "dự báo sản lượng sẽ giảm, năng suất chỉ đạt 4 tấn/ha"
        if lower.startswith("thu được giao", marker.start):
            return False  # "để hoàn thành nhiệm vụ thu được giao"
        if lower.startswith("hiện nay", marker.start) and _CIRCUMSTANCES.search(lower, floor, marker.start):
            return False  # "với tình hình hiện nay"
        if lower.startswith("kết quả", marker.start) and _WISHED.search(lower, floor, marker.start):
            return False
        if lower.startswith(("hoàn thành", "vượt", "đạt được"), marker.start) and (
            _STILL_GOAL.search(lower, floor, marker.start)
            or _DIRECTED.search(lower, max(0, marker.start - DIRECTED_REACH), marker.start)
        ):
            return False
        return not lower.endswith(("so với ", "so "), floor, marker.start)

    def _says_which(self, marker: Marker) -> bool:
        """Whether "đã" or "đang" only says which are counted ("tỷ lệ lao động đã qua đào tạo đạt 40%"): the verb of the
        sentence stands behind it."""
        if _ALWAYS_WHICH.match(self.lower, marker.end):
            return True
        subject = _COUNTED_SUBJECT.search(self.lower, max(0, marker.start - 60), marker.start)
        return bool(subject and _LATER_VERB.match(self.lower, marker.end))

    def _is_norm(self, marker: Marker) -> bool:
        """Whether a word of a rule or a price sets one: not where figures are named, or cases counted."""
        lower, floor = self.lower, max(0, marker.start - 40)
        if _FIGURE.match(lower, marker.end) or lower.endswith("vốn chủ ", floor, marker.start):
            return False  # "tiền lương bình quân", "mức thu ngân sách", "vốn chủ sở hữu"
        if lower.startswith(" trị", marker.end) or lower.endswith("đấu ", floor, marker.start):
            return False  # "với giá trị 20 tỷ đồng", "bán đấu giá 84 tàu"
        if lower.startswith("nếu", marker.start) and (
            _WHILE.match(lower, marker.end) or _COMPARING.match(lower, marker.end)
        ):
            return False  # "nếu như năm 2016 mới có 3 xã thì nay có 20 xã"
        if lower.startswith("quy định", marker.start) and lower.endswith(("các ", "những "), floor, marker.start):
            return False  # "thực hiện tốt các quy định về bảo vệ môi trường"
        if lower.startswith("định mức", marker.start) and lower.endswith("quyết ", floor, marker.start):
            return False  # "quyết định mức bội chi"
        if lower.startswith("trích", marker.start) and lower.endswith(("đã ", "tiếp tục "), floor, marker.start):
            return False
        if lower.startswith(("quy định", "tiêu chuẩn"), marker.start) and _BY_RULE.search(lower, floor, marker.start):
            return False  # "bằng 396% so với quy định", "xử lý theo quy định đạt 95%"
        if lower.startswith("trường hợp", marker.start) and (
            lower.startswith(" cần thiết", marker.end) or not _SUPPOSED.search(lower, floor, marker.start)
        ):
            return False  # "cấp giấy chứng nhận cho các trường hợp còn lại"
        return not (
            lower[max(0, marker.start - 2) : marker.start - 1].isdigit()
            or lower.endswith(_COUNTED_IN_WORDS, floor, marker.start)
        )

    def _years(self, spans: list[re.Match[str]]) -> Iterable[Marker]:
        """The years as markers: a year to come sets a goal, a time that is over tells a result."""
        lower = self.lower
        for match in spans:
            first, last = int(match["first"]), int(match["last"] or match["first"])
            span = match.end() - len(match[0].lstrip()), match.end()
            if self.now is None and match["word"]:
                continue  # "đến cuối năm 2016": past or to come
            leads = match["lead"] in (("đến", "tới", "vào") if self.now else ("đến", "tới"))
            if leads and self._is_name(match):
                continue
            if lower.endswith(("so với ", "so ", "tính "), max(0, match.start() - 8), match.start()):
                continue
            if self.now and first >= self.now and lower.startswith(" trở đi", match.end()):
                yield Marker("goal", "strong", *span)
                continue
            to_come = last > (self.now or last - leads) or (self.plan and leads and last == self.now)
            if to_come and not _SINCE.search(lower, max(0, match.start() - 30), match.start()):
                firm = leads or (self.now and first > self.now + (0 if self.published else 1))
                yield Marker("goal", "strong" if firm else "weak", *span)
            elif self.now and last < self.now and first < self.now:
                yield Marker("past", "weak", *span)
        for match in anchors.finditer(_PAST, lower, anchors.places(lower, _PAST_WORDS)):
            yield Marker("past", "weak", *match.span())

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether a year belongs to the name of a plan: "Quy hoạch … đến năm 2030, tầm nhìn đến năm 2050"."""
        if _NAME_AFTER.match(self.lower, match.end()):
            return True
        return bool(_NAME_BEFORE.search(self.lower, max(0, match.start() - 110), match.start()))


@cache
def _first_parts() -> tuple[str, ...]:
    """What a word begins with of which a shorter one is only the end: "thực hiện", "nhỏ và vừa"."""
    return (*parts.words("word_start"), "và", "cỡ", "quy mô")


def _place(placed: _Placed) -> tuple[int, int]:
    """By its start, the longer first."""
    return placed[1], -placed[2]


def _longest(cues: list[Cue]) -> list[_Placed]:
    """Cues without those that lie inside a longer one."""
    found: list[_Placed] = []
    behind = -1
    for cue in cues:
        end = cue[2]
        if end > behind:
            found.append(cue)
            behind = end
    return found
