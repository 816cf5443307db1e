"""Finds quantities: a number with its comparator and its unit, and whether it is a goal or a result."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

import msgspec

from extract import anchors, lexicon
from extract.context import Context
from extract.cues import CueSet
from extract.finders import quantity_again as again
from extract.finders import quantity_bare as bare
from extract.finders import quantity_comparator as comparators
from extract.finders import quantity_document as document
from extract.finders import quantity_numbers as numbers
from extract.finders import quantity_rejects as rejects
from extract.finders import quantity_sense as senses
from extract.finders import quantity_units as units
from extract.finders import quantity_words as words
from extract.finders.quantity_asked import Before, Questions
from extract.finders.quantity_document import Sense, sentence
from extract.finders.quantity_units import Unit
from extract.lazy import re
from extract.letters import UPPER
from extract.model import Comparator
from extract.view import MOST_IN_SENTENCE


@dataclass(slots=True)
class QuantityCandidate:
    """A number with its unit and comparator, of a target or an actual (view offsets)."""

    start: int
    end: int
    rule: str
    sense: Sense
    value: float
    comparator: Comparator
    unit: Unit
    max: float | None = None
    total: float | None = None
    baseline: float | None = None
    number_start: int = 0
    leads: bool = False
    """Whether the sentences behind it go on with what it is."""
    is_open: bool = False
    """Whether no word tells what it is."""
    is_single: bool = False
    """Whether one thing is counted, or some in words, which says something only beside other numbers."""

    @property
    def mention(self) -> again.Mention:
        """What makes it the same as another."""
        return again.Mention(self.value, self.max, self.unit)


class OrdinalWord(msgspec.Struct, frozen=True):
    """A word after which a number is a name or a rank: "quận 5", "lần thứ 5"."""

    word: str
    example: str


def cue_sets() -> list[CueSet]:
    """The words that tell the sense, and those that numerals begin with; digits are found by one pass of a pattern."""
    numerals = dict.fromkeys(numbers.numeral_beginnings(), "numeral")
    return [*words.cue_sets(), document.cue_set(), CueSet("quantity_numeral", numerals)]


_NUMBER = re.compile(numbers.ALONE)
_FROM_NUMBER = re.compile(rf"(?<!\w)từ[ \n](?:mức |gần |hơn |khoảng |trên |con số )?(âm[ \n])?({numbers.NUMBER})")
_SECOND = re.compile(rf"(?:{numbers.NUMBER})")
_SHARE_OF = re.compile(
    r"(?<!\w)(?:chiếm|bằng|hơn|gần|khoảng|đạt|tới|đến|trên|quá|ít nhất|còn|giảm|tăng|được|có|chỉ|là)[ \n]$"
)
_GROWTH = re.compile(
    r"(?<!\w)(?:tăng|tăng trưởng|tốc độ|lạm phát|cpi|gdp|grdp|lợi nhuận|doanh thu|lãi|mức)(?!\w)[^.;:\d]{0,50}(?<!là )$"
)
_FOLD = re.compile(r"(?<!\w)(?:gấp|tăng|giảm|cao|lớn|nhiều|vượt)(?!\w)")
# What is said to be twice or half of what: a measure, a number of something, a rise or a fall.
_MEASURE = (
    r"(?:số|tỷ lệ|tỉ lệ|mức|tổng|lượng|quy mô|diện tích|dân số|giá trị|kim ngạch|doanh thu|lợi nhuận|thu nhập|vốn|dư nợ"
    r"|sản lượng|năng suất|thu ngân sách|chi ngân sách|thu|gdp|grdp|dân|nguồn|tăng|giảm|chiếm|xuống)"
)
_MEASURED = re.compile(rf"(?<!\w){_MEASURE}(?!\w)")
_OF_MEASURE = re.compile(rf"[ \n]{_MEASURE}(?!\w)")
_FRACTION = re.compile(r"[ ]?/[ ]?(\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,3})?|\d{1,7},\d{1,3}|\d{1,7})(?![\d/.,-]\d|\w)")
_OVER = re.compile(r"[ ]?/[ ]?(?=\d)")
_TO = re.compile(r"[ \n]{0,2}-[ \n]{0,2}|[ \n](?:đến|tới)[ \n](?:khoảng |gần |hơn |trên )?")
_ELSE = re.compile(r";|\)[^)\n]{0,60},|(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d{1,3}(?![\d])")
_CHANGED_TO = re.compile(
    r"(?:[ ]?\(?(?:vào |của |cuối |đầu |trong )?năm (?:học )?\d{4}(?:-\d{4})?\)?)?[ \n,]{1,2}"
    r"(?:tăng lên|giảm còn|giảm xuống còn|giảm xuống|xuống còn|xuống|lên thành|lên đến|lên tới|nâng lên|lên|còn|thành)"
    r"[ \n](?:mức |khoảng |còn |gần |hơn |trên |dưới )?$"
    r"|[ \n](?:đến|tới)[ \n](?:cuối )?năm \d{4}[ \n](?:đã )?"
    r"(?:đạt|là|còn|tăng lên|giảm còn|lên)[ \n](?:gần |hơn |trên )?$"
)
_FROM_LOOSE = re.compile(r"(?:^|\W)từ[ \n](?:mức |âm |gần |hơn |khoảng |trên |con số ){0,2}$")
_NEGATIVE = re.compile(r"(?<!\w)âm[ \n]$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMES_PERSON = re.compile(rf"[ ](?:[{UPPER}][\w']{{0,7}}[ ]){{1,3}}[{UPPER}][\w']{{0,7}}")
_SHARES = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 10)}
_MASSES = ("kế hoạch", "lợi nhuận", "doanh thu", "tài sản", "khối lượng", "diện tích", "dân số", "lượng")
_GROUP = re.compile(r"(?:trong|tổng|một|con|hộ|người) $")
_ONE_OF = re.compile(r"(?:một|là|1|01)[ \n]trong[ \n](?:những |số |tổng số )?$")
_SIZE = re.compile(
    r"(?<!\w)(?:cao|rộng|sâu|nặng|hạng cân|nội dung|cự ly|bán kính|đường kính|cách|cách đó|khổ)[ \n]"
    r"(?:tới |khoảng |hơn |gần )?$"
)
_NEXT_IN_LIST = 90
_PRICE = re.compile(r"/[ ]?(?:m2|m²|kg|tấn|lượt|căn|khách|vé|lít|chiếc|cổ phiếu|kwh)")
_IN_LIST = re.compile(r"(?:[;,(]|^|\n|[ ]và)[ ]?$")
_MENTIONED = re.compile(
    r"[ \n](?:(?:này|đó|nói trên|nêu trên|kể trên|còn lại|ấy)(?!\w)"
    r"|trên(?=[,.;)]|[ ](?:và|là|đã|có|trong giai đoạn|đều|được)(?!\w)))"
)
_ONE_OF_GOODS = re.compile(r"[ ]?/[ ]?1[ \n](?!(?:năm|tháng|người|hộ)(?!\w))[^\W\d_]")
_EACH_OF_GOODS = re.compile(
    r"[ \n](?:một|mỗi|cho mỗi|cho một|trên một|1)[ \n](?:lít|kg|kí|ký|cân|m2|m²|mét vuông|m3|tấn|tạ|chiếc|căn|vé|lượt"
    r"|con|cái|hộp|chai|cổ phiếu|cổ phần|số điện|kwh|thùng)(?!\w)"
)
_TIME_AFTER = re.compile(r"[ \n](?:năm|tuổi|tháng|ngày|giờ|tuần)(?!\w)")
# "203 tỷ đồng (hai trăm linh ba tỷ đồng)"
_IN_WORDS = re.compile(
    r"\d[ \n](?:nghìn |triệu |tỷ |tỉ )?(?:đồng|usd|đô la)[ \n]?\((?:(?:viết )?bằng chữ:?[ ])?"
    r"(?:(?:một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|trăm|nghìn|ngàn|triệu|tỷ|tỉ|linh|lẻ|không),?"
    r"[ \n]){0,14}$"
)
_BODIES = re.compile(r"(?<!\w)(?:ủy ban nhân dân|ubnd|hđnd|lãnh đạo|đại diện|công an|đảng ủy|chủ tịch)[ \n]$")
_DIVIDED = re.compile(r"(?<!\w)(?:chia|phân|phân bổ|phân chia|tách|cơ cấu)(?: ra)? (?:làm|thành)[ \n]$")
_SCORED = re.compile(r"[ \n](?:thì )?(?:được|thêm|cộng|trừ)[ \n](?:thêm )?\d{1,3}(?:,\d)?[ \n]điểm(?!\w)")
_SCORE = re.compile(r"(?<!\w)(?:được|thêm|cộng|trừ|tính)[ \n](?:thêm )?$")
_OUT_OF = re.compile(r"\d[ \n]trong[ \n](?:số )?$")
_RATE = re.compile(r"/[ ]?(?:tháng|ngày|giờ|ca|chuyến|cuộc|con|cây|hồ sơ|suất|lượt)$")
_LARGE = ("tỷ", "tỉ", "nghìn tỷ", "nghìn tỉ", "ngàn tỷ", "ngàn tỉ", "triệu usd", "triệu đô")
_INCOME = re.compile(
    r"(?<!\w)(?:thu nhập|bình quân|lương|thưởng|hỗ trợ|doanh thu|thu được|ủng hộ|lợi nhuận|tiền ăn|suất ăn)(?!\w)"
)
_EARNED = re.compile(r"(?<!\w)(?:lương|thu nhập) bình quân(?!\w)[^.;\n]{0,130}$")
_DEMANDED = re.compile(
    r"(?<!\w)(?:đạt(?: tỷ lệ| tỉ lệ| mức)?|phải|cần|giao|có thể|ở mức|yêu cầu|quyết tâm|tự tin|hứa|đề xuất|đề nghị|mua"
    r"|(?<!doanh )thu)[ \n]$"
)
# What "từ" sets a least number behind, and tells no origin.
_HAS = re.compile(
    r"(?<!\w)(?:có|đạt|được|phải|cần|với|cho|mỗi|gồm|là|chỉ|số|khoảng|đủ|còn|tăng|giảm|lên|xuống|dưới|trên|lượng)[ \n]$"
    r"|[(,;:.][ \n]?$"
)
_DEMANDS = re.compile(r"\w[ \n](?:phải|cần|ở mức|đạt)(?!\w)")
# A superlative that a result is told with, and no limit: "cắt giảm nhiều nhất 91%".
_MOST = re.compile(r"(?:nhiều|cao|thấp|lớn)[ \n]nhất[ \n](?:là )?")
_FORMULA = re.compile(r"[x×=*+≤≥<>][ \n]{0,2}$|\|[ ]?$")
_LISTED_NUMBER = re.compile(r"\d,[ ]$|\d[ ]?m[ ]$|[ ]m[ ]$")
_OF_LAND = re.compile(r"[ \n](?:đất|diện tích|canh tác|gieo trồng|mặt nước)(?!\w)")
_CONVERTED = re.compile(
    r"(?<![\d.,])1 (?:kg|ha|m2|m3|tấn|tạ|lít|sào|usd|km)(?!\w)[^,.;\d]{0,40}(?:bằng|=|được|đổi)[ \n]$"
)
_DUTY = re.compile(r"(?<!\w)thuế(?!\w)[^.;\n]{0,150}$")
_CAPITAL = re.compile(r"[ \n](?:số )?vốn(?!\w)")
_OWNED = re.compile(r"(?<!\w)(?:dn|doanh nghiệp|dnnn|công ty)[ \n](?:có |với |do nhà nước (?:nắm giữ|sở hữu) )?$")
_WITH = re.compile(r"(?<!\w)(?:làm việc|họp|giao ban|gặp gỡ)(?: trực tuyến)? với[ \n](?:các )?$")
_SPOKEN_OF = re.compile(r"(?<!\w)(?:của|tại|ở|với|cho|giữa|dân|đối với|trên|các|trong|giúp)[ \n](?:cả )?$")
_REGION = re.compile(r"[ \n](?:miền|phía|vùng|khu vực)(?!\w)")
_AFTER_NAME = re.compile(rf"[^\s.:;,!?\"(\-+*][ ][{UPPER}][^\s\d.,;:]{{0,9}}[ ]$")


@cache
def _ordinal_words() -> tuple[str, ...]:
    return tuple(sorted((w.word for w in lexicon.load("ordinal_words", OrdinalWord)), key=len, reverse=True))


@cache
def _ordinal_ends() -> tuple[str, ...]:
    """What a match of `_ordinal` ends with, but for spaces and full stops."""
    return tuple(word.rstrip(" .") for word in _ordinal_words())


@cache
def _ordinal() -> re.Pattern[str]:
    words = _ordinal_words()
    before = r"(?<!\w)(?<!dứt )(?<!kỷ )(?<!danh )(?<!hạ )(?<!dân )"
    return re.compile(rf"{before}(?:{'|'.join(map(re.escape, words))})[ \n.]{{1,2}}$")


class _Finder:
    """Walks over the numbers of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.view.text
        self.lower = context.view.lower
        self.asked = Questions(context)
        self.named: set[str] = set()
        self.open: list[QuantityCandidate] = []
        """What no word tells of, as goals: they are some if the same is a goal elsewhere."""
        taken = [(c.start, c.end) for c in context.date_candidates]
        taken += [(c.start, c.end) for c in context.legal_reference_candidates]
        self.taken = sorted(taken)
        self._taken_starts = [start for start, _ in self.taken]

    def find(self) -> list[QuantityCandidate]:
        found: list[QuantityCandidate] = []
        place = 0
        for match in self._places():
            if match.start() < place:
                continue
            candidate, place = self._read(match, found[-1] if found else None)
            if candidate is None:
                continue
            found.append(candidate)
        starts = [c.start for c in found if c.unit.kind == "count"]
        return self._told_again([c for c in found if not (c.is_single and self._is_alone(c, starts))])

    def _told_again(self, found: list[QuantityCandidate]) -> list[QuantityCandidate]:
        """What was found, and what no word tells that is one of the goals of the text."""
        goals = again.keys(self.lower, (c.mention for c in found if c.sense == "target")) if self.open else frozenset()
        told = (
            {c.start: c for c in self.open if again.is_known(self.lower, c.mention, c.number_start, goals)}
            if goals
            else {}
        )
        if not told:
            return found
        return sorted([*(c for c in found if c.start not in told), *told.values()], key=lambda c: c.start)

    def _is_alone(self, candidate: QuantityCandidate, starts: list[int]) -> bool:
        """Whether one thing is counted with no other quantity in its sentence: then "một" is only the article."""
        if rejects.adds(self.lower, candidate.start):
            return False
        first, last = sentence(self.context.view, candidate.start)
        alone = bisect_right(starts, last) - bisect_left(starts, first) < 2
        if self.lower[candidate.start] == "m":
            alone = alone or not _IN_LIST.search(self.lower, max(0, candidate.start - 6), candidate.start)
        if alone:
            self._reject(candidate.start, candidate.end, "an article")
        return alone

    def _places(self) -> list[re.Match[str]]:
        digits = _NUMBER.finditer(self.text)
        numerals = [cue.start for cue in self.context.cues["quantity_numeral"]]
        words = anchors.finditer(numbers.numeral_pattern(), self.lower, numerals)
        found = sorted([*digits, *words], key=lambda m: m.start())
        if len(found) > MOST_IN_SENTENCE:
            for low, high in reversed(self.context.view.crowds([match.start() for match in found])):
                self._reject(found[low].start(), found[high - 1].end(), "too many numbers for one sentence")
                del found[low:high]
        return found

    def _is_taken(self, start: int, end: int) -> bool:
        first = i = bisect_right(self._taken_starts, start)
        while i > 0 and i > first - 4:
            a, b = self.taken[i - 1]
            if a < end and start < b:
                return True
            i -= 1
        return i < len(self.taken) and self.taken[i][0] < end and start < self.taken[i][0]

    def _reject(self, start: int, end: int, reason: str) -> tuple[None, int]:
        self.context.reject("quantity.number", start, end, reason)
        return None, end

    def _read(self, match: re.Match[str], previous: QuantityCandidate | None) -> tuple[QuantityCandidate | None, int]:
        """The candidate that begins with a number, and the place to read on from."""
        start, end = match.span()
        spelled = match.lastindex is not None  # a numeral has groups, digits have none
        if self._is_taken(start, end):
            return None, end
        low, high, total, unit, stop = self._amount(match, spelled)
        if unit is None:
            return None, end
        if unit.soft and spelled:
            return self._reject(start, stop, "counts in words what is seldom a result")
        if unit.unlisted and low < rejects.MANY and total is None and self.text[unit.start].islower():
            return self._reject(start, stop, "a few of something that no lexicon knows")
        if reason := self._is_no_quantity(start, end, unit, spelled):
            return self._reject(start, stop, reason)
        leaves = high is None and self._is_baseline(start, stop)
        baseline = self._baseline(start)
        first, last, comparator = comparators.compare(self.lower, start, stop, is_range=high is not None or leaves)
        if leaves and self.lower.startswith("từ", first):
            first = start
        if unit.kind in ("money", "percent", "multiplier") and _NEGATIVE.search(self.lower, max(0, start - 5), start):
            first, low = min(first, start - 3), -low
        leads_on = (
            previous is not None
            and previous.sense == "actual"
            and first - previous.end < _NEXT_IN_LIST
            and "." not in self.text[previous.end : first]
        )
        sense, certain, why, leads, is_open = senses.sense(
            self.asked,
            first,
            last,
            Before(previous.start, previous.end, previous.sense, previous.leads, previous.is_open)
            if previous
            else None,
            share=unit.kind in ("percent", "times"),
            changed=leaves or baseline is not None,
            money=unit.kind == "money",
            counts=unit.kind == "count" and not unit.scaled and not unit.soft,
        )
        if leaves and sense != "actual":
            return self._reject(first, last, "where a change begins that is set as a goal")
        if sense == "actual" and comparator in ("<=", ">=") and (most := _MOST.match(self.lower, first, start)):
            first, comparator = most.end(), "="
        if sense == "actual" and comparator == ">=" and unit.kind == "count" and self._tells_whence(first, start, last):
            first, comparator = start, "="
        if sense == "actual" and comparator in ("<=", ">=") and self._is_demanded(first, last):
            sense, certain = "target", True
        fraction = total is not None and _FRACTION.match(self.text, end)
        is_share = (
            total is not None
            and fraction
            and ((comparator != "=" and (low, total) in _SHARES) or unit.kind not in ("count", "money", "measure"))
        )

        def told(sense: Sense, *, certain: bool) -> rejects.Told:
            return rejects.Told(
                self.lower, first, last, start, low, total, unit, comparator, sense, certain, leads_on, self.asked
            )

        def candidate(sense: Sense, *, certain: bool) -> QuantityCandidate:
            counts = unit.kind == "count" and total is None and not unit.scaled
            return QuantityCandidate(
                first,
                last,
                f"{sense}.{unit.kind}",
                sense,
                round(low / total, 4) if total and is_share else low,
                unit.comparator if comparator == "=" else comparator,
                unit,
                max=high,
                total=None if is_share else total,
                baseline=baseline,
                number_start=start,
                leads=leads,
                is_open=is_open,
                is_single=counts and (low == 1 or (spelled and not certain)),
            )

        if is_open and not leaves and not self.asked.normative and rejects.reason(told("target", certain=True)) is None:
            self.open.append(candidate("target", certain=True))
        if sense is None:
            return self._reject(first, last, why)
        if reason := rejects.reason(told(sense, certain=certain)):
            return self._reject(first, last, reason)
        return candidate(sense, certain=certain), last

    def _amount(
        self, match: re.Match[str], spelled: bool
    ) -> tuple[float, float | None, float | None, Unit | None, int]:
        """Value, upper end, whole, unit and end of what begins with a number."""
        end = match.end()
        if spelled and match["share"]:
            whole = units.share_of(self.lower, end)
            return numbers.numeral_value(match), None, None, whole, whole.end
        if spelled and match["fold"]:
            return numbers.numeral_value(match), None, None, Unit(end, end, "times"), end
        if self.lower.startswith("con số", end + 1) and (spelled or match[0].isdigit()):
            size = units.digits(self.lower, end, numbers.numeral_value(match) if spelled else int(match[0]))
            if size and _GROWTH.search(self.lower, max(0, match.start() - 60), match.start()):
                return 10.0, None, None, size, size.end
        if spelled:
            unit = units.read(self.lower, end, self.text)
            return numbers.numeral_value(match), None, None, unit, unit.end if unit else end
        fraction = _FRACTION.match(self.text, end)
        if fraction:
            unit = units.read(self.lower, fraction.end(), self.text)
            part = (int(match[0]), int(fraction[1])) if match[0].isdigit() and fraction[1].isdigit() else (0, 0)
            if unit and part in _SHARES and self._is_mass(match.start(), unit):
                return round(part[0] / part[1], 4), None, None, Unit(unit.start, unit.end, "percent"), unit.end
            if unit and unit.kind == "count":
                low, total = numbers.parse(match[0], counts=True), numbers.parse(fraction[1], counts=True)
                return low, None, total, unit if low <= total else None, unit.end
            if unit and unit.kind in ("money", "measure") and not unit.adds:
                low, total = numbers.parse(match[0]), numbers.parse(fraction[1])
                return low, None, total if low <= total else None, unit, unit.end
            if part in _SHARES and _SHARE_OF.search(self.lower, max(0, match.start() - 9), match.start()):
                whole = units.share_of(self.lower, fraction.end())
                return round(part[0] / part[1], 4), None, None, whole, whole.end
            return 0.0, None, None, None, end
        unit = units.read(self.lower, end, self.text)
        joint = _TO.match(self.lower, unit.end if unit else end)
        second = _SECOND.match(self.text, joint.end()) if joint else None
        if second and not _FRACTION.match(self.text, second.end()):
            other = units.read(self.lower, second.end(), self.text)
            if other and (
                unit is None or self.lower[other.start : other.end].startswith(self.lower[unit.start : unit.end])
            ):
                counts = other.kind == "count"
                low, high = numbers.parse(match[0], counts=counts), numbers.parse(second[0], counts=counts)
                if low < high:
                    return low + other.adds, high + other.adds, None, other, other.end
        unit = unit or bare.unit(self.lower, match.start(), end)
        if unit is None:
            return 0.0, None, None, None, end
        low = numbers.parse(match[0], counts=unit.kind == "count") + unit.adds
        of, stop = self._whole(unit)
        if of is None or low > of:
            of, stop = None, unit.end
        return low, None, of, unit, stop

    def _is_mass(self, start: int, unit: Unit) -> bool:
        """Whether a share in digits ("1/3 kế hoạch") is one of a mass, and does not count so many out of so many."""
        if self.text[start] == "0" or not (unit.unlisted or self.lower.startswith(_MASSES, unit.start)):
            return False
        return unit.kind == "count"

    def _whole(self, unit: Unit) -> tuple[float | None, int]:
        """The whole and where it ends, where a part is written with it ("560 tỷ đồng/690 tỷ đồng")."""
        over = _OVER.match(self.text, unit.end)
        second = _SECOND.match(self.text, over.end()) if over else None
        other = units.read(self.lower, second.end(), self.text) if second else None
        if second is None or other is None or unit.kind not in ("money", "measure", "count"):
            return None, unit.end
        if self.lower[other.start : other.end] != self.lower[unit.start : unit.end]:
            return None, unit.end
        return numbers.parse(second[0], counts=unit.kind == "count") + other.adds, other.end

    def _is_row_number(self, start: int, end: int, unit: Unit) -> bool:
        """Whether a number stands alone on its line, and a line with a capital follows, as in a table."""
        alone = self.text[start - 1 : start] in ("\n", "") and self.text[end : end + 1] == "\n"
        return alone and end < unit.start and self.text[unit.start].isupper() and unit.kind != "money"

    def _is_rate(self, before: str, unit: Unit) -> bool:
        """ "giá trị sản phẩm trên 1 ha đất": what is made on one of them."""
        return before.endswith(("trên ", "trên\n")) and _OF_LAND.match(self.lower, unit.end) is not None

    def _is_no_quantity(self, start: int, end: int, unit: Unit, spelled: bool) -> str | None:
        """Why a number with a unit is no quantity of anything, if it is none."""
        before = self.lower[max(0, start - 24) : start]
        if self._is_row_number(start, end, unit):
            return "the number of a row"
        if unit.kind in ("count", "points", "multiplier", "times"):
            ordinal = before.rstrip(" \n.").endswith(_ordinal_ends()) and _ordinal().search(before)
            if ordinal and not (ordinal[0].strip() == "số" and _GROUP.search(before[: ordinal.start()])):
                return f"numbered: “{ordinal[0].strip()}”"
            if _YEAR.fullmatch(self.text, start, end) and not comparators.word_ends(before):
                return "a year"
            listed = _LISTED_NUMBER.search(before) and not self._is_taken(start - 3, start - 2)
            if unit.kind == "count" and (listed or _AFTER_NAME.search(self.text[max(0, start - 14) : start])):
                return "part of a name or a list of numbers"
            if _ONE_OF.search(before):
                return "one of several"
            if before.endswith(("-", "/", "(")) and before[-2:-1].isalnum():
                return "part of a name"
        if before.endswith(("dăm ", "vài ")):
            return "a vague number"
        if _SCORED.match(self.lower, unit.end) or (unit.kind == "points" and _SCORE.search(before)):
            return "points for a score"
        if before.rstrip(" \n").endswith(("làm tròn", "lấy tròn")):
            return "a number made round"
        if unit.kind == "count" and _OUT_OF.search(before):
            return "what some are chosen from"
        if unit.kind == "count" and spelled and self.lower[unit.start : unit.end] in ("nước", "bộ", "quốc gia", "tỉnh"):
            return "the parties spoken of"
        if self.text[start - 1 : start] == "/" and self.text[max(0, start - 2)].isalpha():
            return "what a rate is taken of"
        if self.text[start - 1 : start] == "." and self.text[max(0, start - 2)].isalpha():
            return "part of a name"
        if unit.kind == "count" and before.endswith(("địa phận ", "địa bàn ", "đi qua ", "chạy qua ", "trải dài qua ")):
            return "says where, not how many"
        if unit.unlisted and self.text[unit.start - 1] == "\n" and self.text[max(0, start - 1)] == "\n":
            return "a cell of a table"
        if before.endswith(("thành ", "làm ", "ra ")) and unit.kind in ("count", "points") and _DIVIDED.search(before):
            return "how many parts a thing is divided into"
        if unit.kind == "count" and _BODIES.search(before):
            return "names bodies, and counts nothing"
        if unit.kind == "count" and self._is_named_group(start, unit):
            return "names a group by its number, and counts nothing"
        if unit.kind == "count" and _MENTIONED.match(self.lower, unit.end):
            return "speaks of what was told before"
        if spelled and _IN_WORDS.search(self.lower, max(0, start - 110), start):
            return "an amount in words, behind its number"
        if spelled and self.lower[unit.start : unit.end] == "thành viên":
            return "a kind of company"
        if self.lower.startswith("buổi/ngày", unit.start):
            return "a kind of schooling"
        if unit.kind == "multiplier" and _TIME_AFTER.match(self.lower, unit.end):
            return "a length of time"
        single = self.text[start : unit.start].strip() in ("1", "một") and not unit.scaled
        if unit.kind == "measure" and single and (not comparators.word_ends(before) or self._is_rate(before, unit)):
            return "what a rate is taken of"
        if unit.kind in ("measure", "money") and _CONVERTED.search(self.lower, max(0, start - 60), start):
            return "a rate"
        if (
            unit.kind == "percent"
            and self.text[start : unit.start].strip() == "0"
            and _DUTY.search(self.lower, max(0, start - 160), start)
        ):
            return "a rate of duty"
        if (
            unit.kind == "percent"
            and _CAPITAL.match(self.lower, unit.end)
            and _OWNED.search(self.lower, max(0, start - 40), start)
        ):
            return "a kind of company"
        if unit.kind == "percent" and before.endswith("mới "):
            return "says that a thing is new"
        if _FORMULA.search(before) and not comparators.sign_ends(before):
            return "part of a formula or a table"
        if unit.kind == "money" and self.lower[unit.end : unit.end + 1] == "/" and not _OVER.match(self.text, unit.end):
            return "a price"
        if unit.kind == "money" and (
            _ONE_OF_GOODS.match(self.lower, unit.end) or _EACH_OF_GOODS.match(self.lower, unit.end)
        ):
            return "a price"
        if self.lower[unit.start : unit.end] == "nước" and self.lower[start:end] in ("2", "02", "3", "03"):
            return "the parties spoken of"
        if (
            unit.kind == "money"
            and not self.lower.startswith(_LARGE, unit.start)
            and _RATE.search(self.lower, unit.start, unit.end)
            and not _INCOME.search(self.lower, max(0, start - 80), start)
            and not _EARNED.search(self.lower, max(0, start - 150), start)
        ):
            return "a price or a rate of pay"
        if unit.kind == "measure" and _SIZE.search(before):
            return "the size of a thing"
        if unit.kind == "money" and _PRICE.search(self.lower, unit.start, unit.end):
            return "a price"
        if unit.kind == "times" and unit.end > unit.start and not _FOLD.search(before):
            return "a number of times"
        if spelled and unit.end == unit.start and not self._is_of_measure(start, end):
            return "twice or half of nothing that is measured"
        line = self.text.rfind("\n", max(0, start - 12), start) + 1
        if (
            unit.kind == "count"
            and line
            and not self.text[line:start].strip(" -+*(")
            and self.text[end : end + 1] in ".)"
        ):
            return "numbers a list"
        if unit.kind == "count" and _NAMES_PERSON.match(self.text, unit.end) and spelled:
            return "names the persons"
        return None

    def _is_of_measure(self, start: int, end: int) -> bool:
        """Whether a share or a multiple in words ("một nửa", "gấp đôi") is one of a measure that is named beside it."""
        if _OF_MEASURE.match(self.lower, end):
            return True
        if self.lower.startswith("nửa", start):
            return False
        return bool(_MEASURED.search(self.lower, max(0, start - 60), start))

    def _is_named_group(self, start: int, unit: Unit) -> bool:
        """Whether a group is only spoken of by its number ("người dân của 4 tỉnh"), for it was counted before."""
        group = rejects.GROUPS.match(self.lower, unit.start)
        if (
            group is None
            or not self.text[start].isdigit()
            or unit.soft
            or unit.scaled
            or "/" in self.text[start : unit.start]
        ):
            return False
        named = self.lower[start : group.end()]
        again = named in self.named
        self.named.add(named)
        before = self.lower[max(0, start - 20) : start]
        if _WITH.search(before):
            return True
        return bool(_SPOKEN_OF.search(before)) and (again or bool(_REGION.match(self.lower, group.end())))

    def _is_demanded(self, first: int, last: int) -> bool:
        """Whether a limit is asked of someone ("thu đạt tối thiểu 300 tỷ đồng"), and not a rule."""
        if self.asked.sets_rules(first):
            return False
        return bool(_DEMANDED.search(self.lower, max(0, first - 16), first) or _DEMANDS.search(self.lower, first, last))

    def _tells_whence(self, first: int, start: int, last: int) -> bool:
        """Whether "từ" tells where those come from that were counted before ("250 khách đến từ 11 câu lạc bộ")."""
        if not self.lower.startswith("từ", first) or self.lower[first:start].split() != ["từ"]:
            return False
        if self.lower.endswith(("trở lên", "hải lý"), first, last):
            return False
        return not _HAS.search(self.lower, max(0, first - 12), first)

    def _is_baseline(self, start: int, stop: int) -> bool:
        """Whether "từ 401" is where a change begins ("từ 401 vụ xuống còn 208 vụ")."""
        floor = max(0, start - 24)
        if self.lower.find("từ", floor, start) < 0 or not _FROM_LOOSE.search(self.lower, floor, start):
            return False
        number = _NUMBER.search(self.text, stop, min(len(self.text), stop + 60))
        while number and _YEAR.fullmatch(number[0]):
            number = _NUMBER.search(self.text, number.end(), min(len(self.text), stop + 60))
        return bool(number and _CHANGED_TO.search(self.lower, stop, number.start()))

    def _baseline(self, start: int) -> float | None:
        """The number that a change begins from, if this one is where it ends."""
        floor = max(0, start - 80)
        if self.lower.find("từ", floor, start) < 0:
            return None
        window = self.lower[floor:start]
        changed = _FROM_NUMBER.search(window)
        if not changed:
            return None
        unit = units.read(window, changed.end())
        stop = unit.end if unit else changed.end()
        if not _CHANGED_TO.search(window, stop) or _ELSE.search(window, stop):
            return None
        return -numbers.parse(changed[2]) if changed[1] else numbers.parse(changed[2])


def find(context: Context) -> list[QuantityCandidate]:
    """The candidates of a document, in the order of their start."""
    return _Finder(context).find()
