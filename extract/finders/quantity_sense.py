"""Tells a goal from a result, and both from a rule: what the words around a quantity say of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

from extract import anchors, lexicon
from extract.context import Context
from extract.cues import Cue, CueSet
from extract.letters import UPPER
from extract.view import View

Sense = Literal["target", "actual"]
Force = Literal["strong", "near", "close", "weak", "noun"]


class Word(msgspec.Struct, frozen=True):
    """A goal or result word.

    A `strong` one decides for its sentence and for the list under it; a `near` or a `close` one ("sẽ", "kỳ vọng") for
    what follows it in its clause; a `weak` one for what follows at once, and only where nothing else is said; a `noun`
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


class Marker(NamedTuple):
    """A word that tells the sense of what stands near it."""

    kind: Literal["goal", "result", "norm", "past"]
    force: Force
    start: int
    end: int
    reach: int = 0


_Place = tuple[Marker, int, int]
"""A cue word, or a year as a marker, and where it stands."""


class Before(NamedTuple):
    """The quantity before: where it stands, what it is, and whether the sentences behind it go on with it."""

    start: int
    end: int
    sense: Sense
    leads: bool


class Verdict(NamedTuple):
    """What a quantity is, whether a strong word says so, and the reason in words."""

    sense: Sense | None
    certain: bool
    reason: str
    leads: bool = True
    """Whether the sentences that follow go on with it."""


def cue_sets() -> list[CueSet]:
    """The goal, result and norm words."""
    goals = {entry.word: Marker("goal", entry.strength, 0, 0) for entry in lexicon.load("goal_words", Word)}
    results = {entry.word: Marker("result", entry.strength, 0, 0) for entry in lexicon.load("result_words", Word)}
    norms = {entry.word: Marker("norm", "strong", 0, 0, entry.reach) for entry in lexicon.load("norm_words", NormWord)}
    return [CueSet("quantity_sense", goals | results | norms)]


# A goal noun is no goal where a result is measured against it or where it only names what was worked for.
_MEASURED = re.compile(
    r"(?:%|phần trăm|tiến độ|so với|so|bằng|vượt|vượt mức|hoàn thành|đạt|thực hiện|triển khai|xây dựng|ban hành|theo"
    r"|các|những|chương trình|trên|của|và|ngoài|thuộc|giá|nằm trong|trưởng|ngành|viện|cục|\d|nhiệm vụ|có|được"
    r"|giải pháp|về|nhiều|từng|số|phòng|sở|vụ|bộ|ban)[ \n]$"
)
_GIVEN = re.compile(r"(?:%|phần trăm)[^,;.%]{0,30}[ \n]giao[ \n]$")
_REACHED = re.compile(r"(?:vượt|vượt mức|đạt|hoàn thành|so với|bằng|đáp ứng)[ \n]$")
# "hiện" in "thực hiện", "vừa" in "nhỏ và vừa": syllables of other words.
_FIRST_PARTS = ("thực", "thể", "xuất", "biểu", "tái", "hoàn", "và", "cỡ", "quy mô")
_PART_OF_WORD_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(_FIRST_PARTS)})[ \n]$")
_PART_OF_WORD_AFTER = re.compile(r"[ \n](?:đại|trạng|vật|tượng|diện|hữu|thực|thân|và|phải|sức|tầm)(?!\w)")
_SYLLABLE = 4  # the length of the words that may be one
_COUNTED_IN_WORDS = ("hai ", "ba ", "bốn ", "sáu ", "bảy ", "tám ", "chín ", "mười ", "nhiều ")
_STILL_GOAL = re.compile(r"(?:phấn đấu|quyết tâm|nỗ lực|để|nhằm|cố gắng)[ \n][^,.;]{0,24}$")
_WISHED = re.compile(r"(?<!\w)(?:sẽ|để|phấn đấu|nhằm|cần|phải|mong muốn)[ \n](?:\w{1,9}[ \n]){0,2}đạt[ \n](?:được )?$")
# What is told as a fact, in a text of rules too: "có tới 8 Phó Giám đốc".
_COUNTS = re.compile(r"(?<!\w)(?:(?:có|vượt|lên|dư) (?:tới|đến)|hiện có|chỉ có|đang có)[ \n]$")
# The year in which a change that is told ended: "từ 7 tỷ đồng vào năm 2008 tăng lên 12 tỷ đồng vào năm 2016".
_CHANGED_BY = re.compile(
    r"(?<!\w)từ[ \n][^;\n]{2,40}?năm 20\d\d\)?,?[ \n](?:đã )?(?:tăng|giảm|lên|xuống|còn)(?!\w)[^;\n]{2,50}?năm (20\d\d)"
)
_WILL = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu|kế hoạch|dự kiến|sẽ|chỉ tiêu)(?!\w)")
_NEEDED_ONLY = re.compile(r"(?<!\w)(?:chỉ|không|cũng|những|các|điều)[ \n]$")
_NOT_NEEDED = re.compile(r"[ \n](?:thiết|thơ|giờ|sa|kiệm|trục|câu|lưu ý|chú ý|nắm giữ|vụ|đước|cù)(?!\w)")
# The number of a goal stands at once behind its noun: "chỉ tiêu giao 9.400 tỷ đồng", "dự toán (338.000 tỷ đồng)".
_SET = re.compile(r"(?<!\w)(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)((?:[ \n][^\s,.;:()\d%]{1,9}){0,8})[ \n]\(?$")
_AIM = re.compile(
    r"(?<!\w)(?<!chương trình )mục tiêu tăng trưởng(?:[ \n][^\s,.;:()\d%]{1,9}){0,6}"
    r"(?:[ \n]năm \d{4})?[ \n](?:đạt|ở mức|là)[ \n]$"
)
_NOT_SET = re.compile(
    r"(?<!\w)(?:tăng|giảm|đạt|được \d|đã|nộp|và|bằng|với|chiếm|trên|trong|cho|có|gồm|tổ chức|đào tạo|còn|để|thu được"
    r"|kiểm tra|hỗ trợ|triển khai|xây dựng|sản xuất|đầu tư|ban hành|số|tháng|quý|theo|tại|ước|hơn|gần)(?!\w)"
)
_NO_GOAL = re.compile(
    r"[ \n](?:thụ|tốn|dùng|hao|xài|hóa gia đình|đầu tư và|và đầu tư|tài chính|tổng hợp|phát triển kinh tế|số)(?!\w)"
    r"|[ \n]\[?\d{1,2}\]?[ ]?:"
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
_NAME_AFTER = re.compile(r"[ \n]?(?:,|và)?[ \n]?(?:tầm nhìn|những năm tiếp theo|định hướng)(?!\w)")
_NAME_BEFORE = re.compile(r"(?<!\w)(?:quy hoạch|chiến lược|đề án|dự án|định hướng|tầm nhìn)[^,.;:\"]{0,90}$")
_SINCE = re.compile(r"từ[ \n](?:đầu |cuối )?(?:năm )?\d{4}[ \n]$")
# "trong tháng 6/2017", "6 tháng đầu năm": a time that a report tells of.
_PAST = re.compile(
    r"tháng \d{1,2}/\d{4}|(?:tháng|quý|tuần) (?:đầu|vừa qua|qua|i|1)(?: năm)?(?!\w)|năm qua|năm ngoái|năm trước"
)
_PAST_WORDS = ("tháng ", "quý ", "tuần ", "năm ")  # what it begins with
_CENTURIES = ("19", "20")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = tuple(f"{word}{space}" for word in ("năm", "giai đoạn", "nhiệm kỳ", "thời kỳ") for space in " \n")
# The day and month before a year.
_DATED = re.compile(r"(?P<digits>(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-])$|tháng \d{1,2}[ \n](?:năm[ \n]|/)$")
_LEGAL_NUMBERED = ("điều ", "khoản ", "tài khoản ", "tk ")
_LEGAL_WORDS = (
    "quy định", "thông tư", "nghị định", "dự thảo luật", "bộ luật", "hành vi", "mức phạt", "phụ lục", "căn cứ",
    "hướng dẫn", "văn bản quy phạm", "ví dụ", "kê khai", "hạch toán", "khấu trừ", "hóa đơn", "hoá đơn", "số thuế",
    "chứng từ", "người nộp thuế", "bảng lương", "mẫu số", "khấu hao", "tscđ", "nguyên giá", "sổ kế toán", "ghi nợ",
)  # fmt: skip
_LEGAL = re.compile(rf"(?<!\w)(?:(?:{'|'.join(_LEGAL_NUMBERED)})\d|{'|'.join(_LEGAL_WORDS)})")
_RULING = re.compile(r"^[ ]{0,8}(?:điều \d{1,3}\s?[.:]|chương [ivx]{1,5}\b|căn[ \n]cứ )", re.MULTILINE)
_RULING_WORDS = ("điều ", "chương ", "căn cứ ", "căn\ncứ ")
_HEADING_GOAL = re.compile(r"(?<!\w)(?:mục tiêu|chỉ tiêu|phương hướng|định hướng|kiến nghị|nhiệm vụ|dự toán)(?!\w)")
_HEADING_RESULT = re.compile(
    r"(?<!\w)(?:kết quả|tình hình|đánh giá|thực trạng|ưu điểm|tồn tại|hạn chế|thành tựu|đặc điểm)(?!\w)"
)
_CONTINUES = re.compile(
    r"[\s\-+*•\"'(]{0,6}(?:(?:\d{1,2}|[a-zđ])[.)][ ])?(?:trong đó|cụ thể|theo đó|trong số|bên cạnh đó|ngoài ra"
    r"|đồng thời|về |riêng|đối với|cùng với đó|thứ|100%|trên|tỷ lệ|tỉ lệ|tổng|số |có |giảm|tăng|hoàn thành|xây dựng"
    r"|duy trì|hằng năm|hàng năm|mỗi năm|bình quân|thu |phát triển)"
)
_SAYS = re.compile(
    r"(?<!\w)(?:theo|cho biết|cho hay|cho rằng|nhấn mạnh|khẳng định|phát biểu|nói|chia sẻ|nhận định)(?!\w)"
)
_ITEM = re.compile(r"[-+*•]|\d{1,2}[.)]|[a-zđ][.)]|\([a-z0-9]{1,3}\)")
# A line of a heading: numbered and short without a stop, in capitals, or plain where it says that goals follow
# ("Các chỉ tiêu chủ yếu", "Mục tiêu đến năm 2030").
_HEADING = re.compile(
    r"^[ ]{0,20}(?:(?P<mark>[IVX]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2}){0,2}|[a-zđ])[.)/:-][ ]?(?=\S)[^\n.;]{3,110}:?$"
    rf"|[{UPPER} \d,:()-]{{8,160}}$"
    r"|(?P<plain>(?:(?:Các|Một số|Những) (?:chỉ|mục) tiêu"
    r"|(?:Chỉ|Mục) tiêu (?:cụ thể|chủ yếu|tổng quát|chung|phấn đấu|đến|năm|giai đoạn))(?!\w)[^\n.;:?!]{0,110}:?$))",
    re.MULTILINE,
)
_BREAK = r"[,;\"]|\. |(?<!\w)(?:khiến|làm|nên|vì|do|nhưng|tuy nhiên|trong khi|như)(?!\w)"
_APART = re.compile(_BREAK)
_APART_CLOSE = re.compile(_BREAK + r"|\(")
_CONDITION = re.compile(r"(?<!\w)(?:khi|nơi|trường hợp|đối với|mỗi khi|chi bộ|cứ)(?!\w)[^,.;:]{0,60}$")
_TURNS = re.compile(r"(?<!\w)(?:nên|nhờ|khiến|nhưng|tuy nhiên|trong khi|thực tế|lại|gặp|vì sao|do)(?!\w)")
_YEAR_LEADS = ("đến", "tới", "vào")
_DEEDS = ("phát hiện", "bắt giữ", "khởi tố", "xảy ra", "ghi nhận", "thu được")
_APART_NOUN = re.compile(_BREAK + r"| và |(?<!\w)(?:mới|đã)(?!\w)")
_REPORTS = re.compile(
    r"(?<!\w)(?:tính đến|đến nay|kết quả|theo báo cáo|năm 20\d\d|tháng đầu năm|biểu quyết|số liệu)(?!\w)"
)
_NAMED_OFTEN = 2
_CLAUSE_END = re.compile(r"[,;:()\n]|(?<!\d)(?!20\d\d(?!\d))\d")

STRONG_REACH = 700
"""How far back in its sentence a quantity listens to a strong word (characters)."""
WEAK_REACH = 30
"""How near a weak word of a result must stand to make it certain."""
RULE_REACH = 35
"""How far on a word of a rule is heard, whatever else is said."""
PLAIN_REACH = 1200
"""How far down a plain heading is heard: nothing marks where what it heads ends (characters)."""
LIST_REACH = 12
"""How many sentences back a list item, or a sentence that goes on ("Trong đó", "Cụ thể"), looks for its goal."""
RULE_DENSITY = 3.2
"""Words of rules in a thousand characters, beyond which a text sets or explains rules."""
NEAR_REACH = 90
"""How far on a word such as "sẽ" or "kế hoạch" is heard in its clause."""
CLOSE_REACH = 40
"""How far on a word such as "kỳ vọng" is heard."""
CHAIN_REACH = 90
"""How near the quantities of a list follow each other."""
EVIDENCE_REACH = 45
"""How near the word must stand that lets a quantity pass for reported."""
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


_NUMBERED = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)/]?(?:[ \n]|$)(?=[{UPPER}]|\n|$)|\d{{1,2}}[.)]")


class Reader:
    """The senses of one document. Made once a document; all it holds is derived from the context, when it is needed:
    many texts have no quantity."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.view = context.view
        self._asked: dict[int, Marker | None] = {}

    @cached_property
    def now(self) -> int | None:
        """The year the text speaks in."""
        return _now(self.context)

    @cached_property
    def normative(self) -> bool:
        """Whether the text sets or explains rules."""
        return _is_normative(self.view.lower)

    @cached_property
    def headings(self) -> Headings:
        """The headings of the text."""
        return Headings(self.view.text)

    @cached_property
    def _places(self) -> list[_Place]:
        """Where cue words and years stand, in order; of two cue words that overlap the longer stands."""
        found: list[_Place] = [*_longest(self.context.cues["quantity_sense"])]
        found += ((year, year.start, year.end) for year in self._years())
        found.sort(key=lambda place: (place[1], -place[2]))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [start for _, start, _ in self._places]

    @cached_property
    def _past(self) -> list[tuple[int, int]]:
        """Where times that are over stand, in order."""
        return [(start, end) for marker, start, end in self._places if marker.kind == "past"]

    def _heard(self, index: int) -> Marker | None:
        """The marker at one of the places, if it speaks: asked only of those near a quantity, and once of each."""
        if index not in self._asked:
            said, start, end = self._places[index]
            marker = said if said.end else Marker(said.kind, said.force, start, end, said.reach)
            self._asked[index] = marker if said.end or self._speaks(marker) else None
        return self._asked[index]

    def _speaks(self, marker: Marker) -> bool:
        """Whether a word says what it seems to: not a goal noun that a result is measured against, not a time that
        something is compared with ("so với hiện nay"), not "12 trường hợp"."""
        lower, floor = self.view.lower, max(0, marker.start - 40)
        if marker.kind == "goal":
            if lower.startswith("cần", marker.start) and (
                _NEEDED_ONLY.search(lower, floor, marker.start) or _NOT_NEEDED.match(lower, marker.end)
            ):
                return False
            if marker.force == "noun" and _NO_GOAL.match(lower, marker.end):
                return False
            if _GIVEN.search(lower, floor, marker.start):
                return False  # "trên 136% chỉ tiêu giao phấn đấu"
            if _MEASURE.search(lower, floor, marker.start) or (
                lower.startswith(("chỉ tiêu", "mục tiêu"), marker.start)
                and _REACHED.search(lower, max(0, marker.start - 14), marker.start)
            ):
                return False
            return marker.force != "noun" or not _MEASURED.search(lower, max(0, marker.start - 14), marker.start)
        if marker.kind == "result":
            if marker.end - marker.start <= _SYLLABLE and (
                (
                    anchors.precede(lower, _FIRST_PARTS, floor, marker.start)
                    and _PART_OF_WORD_BEFORE.search(lower, floor, marker.start)
                )
                or _PART_OF_WORD_AFTER.match(lower, marker.end)
            ):
                return False
            if lower.startswith("kết quả", marker.start) and _WISHED.search(lower, floor, marker.start):
                return False  # "sẽ đạt kết quả"
            if lower.startswith(("hoàn thành", "vượt"), marker.start) and _STILL_GOAL.search(
                lower, floor, marker.start
            ):
                return False
            return not lower.endswith(("so với ", "so "), floor, marker.start)
        if lower.startswith(" bình quân", marker.end) or lower.endswith("vốn chủ ", floor, marker.start):
            return False  # "tiền lương bình quân", "vốn chủ sở hữu": figures, and no rule
        return not (
            lower[max(0, marker.start - 2) : marker.start - 1].isdigit()
            or lower.endswith(_COUNTED_IN_WORDS, floor, marker.start)
        )

    def _years(self) -> Iterable[Marker]:
        """The years as markers: a year to come sets a goal, a time that is over tells a result."""
        lower = self.view.lower
        for match in _year_spans(lower):
            first, last = int(match["first"]), int(match["last"] or match["first"])
            if self.now is None and match["word"]:
                continue  # "đến cuối năm 2016": past or to come
            leads = match["lead"] in (("đến", "tới", "vào") if self.now else ("đến", "tới"))
            if leads and self._is_name(match):
                continue
            if lower.endswith(("so với ", "so ", "tính "), max(0, match.start() - 8), match.start()):
                continue
            if last > (self.now or last - leads) and not _SINCE.search(
                lower, max(0, match.start() - 30), match.start()
            ):
                firm = leads or (self.now and first > self.now + (0 if self.context.published else 1))
                yield Marker("goal", "strong" if firm else "weak", *match.span())
            elif self.now and last < self.now and first < self.now:
                yield Marker("past", "weak", *match.span())
        for match in anchors.finditer(_PAST, lower, _PAST_WORDS):
            yield Marker("past", "weak", *match.span())

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether a year belongs to the name of a plan: "Quy hoạch … đến năm 2030, tầm nhìn đến năm 2050"."""
        lower = self.view.lower
        if _NAME_AFTER.match(lower, match.end()):
            return True
        return bool(_NAME_BEFORE.search(lower, max(0, match.start() - 110), match.start()))

    def between(self, start: int, end: int) -> list[Marker]:
        """The markers that lie in a stretch of the view and speak."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        heard = map(self._heard, range(low, high))
        return [marker for marker in heard if marker is not None and marker.end <= end]

    def _tells_past(self, start: int, end: int) -> bool:
        """Whether a time that is over is named in a stretch of the view."""
        past = self._past
        low, high = bisect_left(past, (start, start)), bisect_left(past, (end, end))
        return any(past[i][1] <= end for i in range(high - 1, low - 1, -1))

    def sense(self, start: int, end: int, previous: Before | None, *, share: bool, changed: bool = False) -> Verdict:
        """Goal, result or neither of the quantity at (start, end).

        `previous` is the quantity before it; `share` says that it is a percentage, `changed` that it is an end of
        a change ("từ 7 tỷ đồng lên 12 tỷ đồng").
        """
        first, last = sentence(self.view, start)
        before = self._open(self.between(max(first, start - STRONG_REACH), start), start)
        norms = [m for m in before if m.kind == "norm"]
        if norms and start - norms[-1].end <= max(norms[-1].reach, RULE_REACH if norms[-1].reach == 0 else 0):
            return Verdict(None, True, f"a rule, a tariff or a price: {self._word(norms[-1])}")
        if self._is_set(first, start):
            return Verdict("target", True, "stands behind the noun of a goal", leads=False)
        told = [m for m in before if m.kind in ("goal", "result")]
        if changed and not self.context.published:
            told = [m for m in told if not self._is_year(m)]
        strong = [m for m in told if self._decides(m, start)]
        after = [m for m in self.between(end, self._clause_end(end, last)) if m.force == "strong"]
        after = [m for m in after if m.kind in ("goal", "result")]
        if changed and not self.context.published:
            after = [m for m in after if not self._is_year(m)]
        if after and after[0].kind == "goal" and self.view.lower.startswith(_YEAR_LEADS, after[0].start):
            return self._told(after[0])
        chained = self._chained(previous, first, start, strong[-1].start if strong else -1)
        if chained:
            return chained
        deeds = all(self.view.lower[m.start : m.end] in _DEEDS for m in strong)
        if strong and not (deeds and self.headings.sense(start) == "target"):
            return self._told(strong[-1])
        if after and not self.normative:
            return self._told(after[0])
        if norms and start - norms[-1].end <= NORM_REACH:
            return Verdict(None, True, f"a rule: {self._word(norms[-1])}")
        inherited = self._inherited(first, start, previous)
        if inherited == "target":
            return Verdict("target", True, "stands under a goal")
        goals = [m for m in told if m.kind == "goal"]
        if goals and share and not self.normative and told[-1] is goals[-1] and start - goals[-1].end <= WEAK_REACH:
            return Verdict("target", False, self._word(goals[-1]), leads=False)
        if self.normative and not _COUNTS.search(self.view.lower, max(first, start - 16), start):
            return Verdict(None, False, "a text of rules, and no word of a goal or a result")
        opens = not self.view.lower[first:start].strip(" \n\"“'")
        if not (share or opens or (told and start - told[-1].end <= EVIDENCE_REACH)):
            return Verdict(None, False, "no word tells that it is a goal or a result")
        if _CONDITION.search(self.view.lower, max(first, start - 70), start):
            return Verdict(None, False, "a condition")
        return Verdict("actual", False, "reported", leads=False)

    def _is_year(self, marker: Marker) -> bool:
        return self.view.lower[marker.end - 4 : marker.end].isdigit()

    def _chained(self, previous: Before | None, first: int, start: int, decided: int) -> Verdict | None:
        """The sense of the quantity before, if this one follows it in a list and no word stands between."""
        if previous is None or previous.start < first or decided > previous.start or start - previous.end > CHAIN_REACH:
            return None
        if decided >= 0 and previous.sense == "actual":
            return None
        between = self.view.lower[previous.end : start]
        if ")" in between and "(" not in between.partition(")")[0]:
            return None  # it stood in brackets
        if previous.sense == "target" and (_TURNS.search(between) or self._is_measure_of(previous, first)):
            return None
        if previous.sense == "actual" and self.now and self._ahead(previous.end, start):
            return Verdict("target", False, "a year to come", leads=False)
        return Verdict(previous.sense, True, "follows another", previous.leads)

    def _ahead(self, start: int, end: int) -> bool:
        """Whether a year to come is named in a stretch of the view."""
        years = [m for m in self.between(start, end) if _YEAR_SPAN.fullmatch(self.view.lower, m.start, m.end)]
        return bool(years) and years[-1].kind == "goal"

    def _decides(self, marker: Marker, place: int) -> bool:
        """Whether a word is strong enough to decide for a quantity at `place` behind it."""
        distance = place - marker.end
        if self.normative and (marker.kind == "result" or marker.force in ("near", "close")):
            reports = _REPORTS.search(self.view.lower, max(0, place - STRONG_REACH), place)
            return marker.force == "strong" and distance <= NORM_REACH and bool(reports)
        if marker.force in ("near", "close", "noun"):
            reach = CLOSE_REACH if marker.force == "close" else NEAR_REACH
            apart = _APART_NOUN if marker.force == "noun" else _APART_CLOSE if marker.force == "close" else _APART
            return distance <= reach and not apart.search(self.view.lower, marker.end + 2, place)
        return marker.force == "strong"

    def _is_set(self, first: int, start: int) -> bool:
        """Whether the noun of a goal stands at once before the number."""
        found = _SET.search(self.view.lower, max(first, start - 90), start)
        if found is None and _AIM.search(self.view.lower, max(first, start - 90), start):
            return True
        if found is None or _NOT_SET.search(found[1]) or _NO_GOAL.match(self.view.lower, found.start(1)):
            return False
        return found[0].endswith("(") or not self.view.lower.endswith("% ", 0, found.start())

    def _is_measure_of(self, previous: Before, first: int) -> bool:
        """Whether the goal before was only named to measure a result by it ("đạt 92% chỉ tiêu giao 9.400 tỷ đồng")."""
        found = _SET.search(self.view.lower, max(first, previous.start - 90), previous.start)
        if found is None:
            return False
        return self.view.lower.endswith(("% ", "so với ", "phần trăm "), 0, found.start())

    def _told(self, marker: Marker) -> Verdict:
        firm = marker.force == "strong"
        return Verdict("target" if marker.kind == "goal" else "actual", firm, self._word(marker), firm)

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

    def _inherited(self, first: int, start: int, previous: Before | None) -> Sense | None:
        """What the sentences before (of the same paragraph or list) and the headings above say."""
        lower = self.view.lower
        if self._tells_past(first, start):
            return None
        begin = first + len(lower[first : first + 40]) - len(lower[first : first + 40].lstrip())
        listed = bool(_ITEM.match(self.view.text, begin)) or lower[max(0, begin - 30) : begin].rstrip().endswith(
            (";", ":")
        )
        if (
            previous
            and previous.leads
            and self._is_in_sentence_before(previous, first)
            and (listed or not self._is_new(first, begin))
        ):
            return previous.sense
        if listed or _CONTINUES.match(lower, begin):
            above = self._above(first, listed=listed)
            if above:
                return above
        return self.headings.sense(start)

    def _is_in_sentence_before(self, previous: Before, first: int) -> bool:
        return first > 0 and sentence(self.view, first - 1)[0] <= previous.start

    def _is_new(self, first: int, begin: int) -> bool:
        """Whether a sentence begins something else: another paragraph, or what someone says."""
        return "\n\n" in self.view.text[max(0, first - 2) : begin] or bool(
            _SAYS.search(self.view.lower, begin, begin + 120)
        )

    def _above(self, first: int, *, listed: bool) -> Sense | None:
        lower = self.view.lower
        place = first
        for _ in range(LIST_REACH):
            above = sentence(self.view, place - 1)[0] if place > 0 else place
            if above >= place or (not listed and "\n\n" in lower[max(0, place - 2) : place + 2]):
                return None
            told = [m for m in self._open(self.between(above, place), place) if m.force in ("strong", "noun")]
            told = [m for m in told if m.kind in ("goal", "result")]
            if told and (told[-1].force == "strong" or lower[above:place].rstrip().endswith(":")):
                return "target" if told[-1].kind == "goal" else "actual"
            if self._tells_past(above, place):
                return None
            place = above
        return None


class Headings:
    """The headings of a text of sections, and the sense that each gives to what stands under it."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._senses: list[Sense | None] = []
        above: list[tuple[int, Sense | None]] = []
        for match in _HEADING.finditer(text):
            level = _level(match)
            while above and above[-1][0] >= level:
                above.pop()
            title = match[0].lower()
            sense: Sense | None = None
            if _HEADING_RESULT.search(title):
                sense = "actual"
            elif _HEADING_GOAL.search(title):
                sense = "target"
            elif above:
                sense = above[-1][1]
            above.append((level, sense))
            self._starts.append(match.start())
            self._ends.append(match.end() + PLAIN_REACH if match["plain"] else len(text))
            self._senses.append(sense)

    def sense(self, place: int) -> Sense | None:
        """What the nearest heading above `place` says, by itself or by the headings over it."""
        i = bisect_right(self._starts, place)
        return self._senses[i - 1] if i and place < self._ends[i - 1] else None


def _level(heading: re.Match[str]) -> int:
    if heading["plain"]:
        return 8
    mark = heading["mark"]
    if mark is None or mark.isupper():
        return 1 if mark is None or not mark.isascii() or set(mark) <= set("IVXLC") else 0
    return 2 + mark.count(".") if mark[0].isdigit() else 9


def _longest(cues: list[Cue]) -> Iterable[Cue]:
    """Cues without those that lie inside a longer one."""
    end = -1
    for cue in cues:
        if cue.end > end:
            yield cue
            end = cue.end


def _now(context: Context) -> int | None:
    """The year a text speaks in: of its publication, else the latest of its full dates, else the one it names most."""
    if context.published:
        return int(context.published[:4])
    lower = context.view.lower
    if years := list(_dated_years(lower)):
        return max(years + [int(m[1]) for m in _CHANGED_BY.finditer(lower) if not _WILL.search(m[0])])
    named = Counter(int(m["first"]) for m in _year_spans(lower) if m["lead"] not in ("đến", "tới", "vào"))
    year, times = max(named.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return year if times >= _NAMED_OFTEN else None


def _year_spans(lower: str) -> Iterator[re.Match[str]]:
    """What `_YEAR_SPAN.finditer` gives, from the years in digits: there are few of them."""
    end = 0
    for place in anchors.places(lower, _CENTURIES):
        if place < end or not lower.endswith(_BEFORE_YEAR, 0, place):
            continue
        match = _YEAR_SPAN.search(lower, max(end, place - _LONGEST_LEAD), place + _LONGEST_YEARS)
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


def _is_normative(lower: str) -> bool:
    """Whether a text sets or explains rules: then a bare number in it is neither a goal nor a result."""
    if sum(map(lower.count, _RULING_WORDS)) >= 3 and len(_RULING.findall(lower)) >= 3:
        return True
    size = max(len(lower), 1500) / 1000
    return sum(1 for _ in anchors.finditer(_LEGAL, lower, _LEGAL_NUMBERED + _LEGAL_WORDS)) / size > RULE_DENSITY
