"""What the rules of a quantity's sense ask of the text: what is said of the quantity in its sentence, whether the noun
of a goal names it, what the sentences, lists and headings above it say of it.

The rules themselves, and the order in which they are asked, are in `quantity_sense`.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import NamedTuple

import msgspec

from extract import anchors, lexicon
from extract.context import Context
from extract.finders import quantity_document as document
from extract.finders import quantity_outline as outline
from extract.finders.quantity_document import Sense, sentence
from extract.finders.quantity_words import NO_GOAL, Marker, Words
from extract.lazy import re
from extract.parts import quantity as parts


class Before(NamedTuple):
    """The quantity before: where it stands, what it is, whether the sentences behind it go on with it, and whether no
    word tells what it is."""

    start: int
    end: int
    sense: Sense
    leads: bool
    is_open: bool


class Place(NamedTuple):
    """A quantity and what is said of it in its sentence."""

    start: int
    end: int
    first: int
    last: int
    """Where its sentence begins and ends."""
    share: bool
    """Whether it is a percentage or a multiple: figures that no one counts by the way."""
    money: bool
    previous: Before | None
    told: list[Marker]
    """The words of goals and results before it."""
    strong: list[Marker]
    """Those of them that decide."""
    norms: list[Marker]
    """The words of rules before it."""
    after: list[Marker]
    """The strong words of goals and results behind it in its clause."""
    counts: bool = False
    """Whether things or people are counted."""


class Verdict(NamedTuple):
    """What a quantity is, whether a strong word says so, and the reason in words."""

    sense: Sense | None
    certain: bool
    reason: str
    leads: bool = True
    """Whether the sentences that follow go on with it."""
    is_open: bool = False
    """Whether no word of a goal, a result or a rule tells it."""


STRONG_REACH = 700
"""How far back in its sentence a quantity listens to a strong word (characters)."""
_DEEDS = ("phát hiện", "bắt giữ", "khởi tố", "xảy ra", "ghi nhận", "thu được")
# What a change began from, up to what it ends at: "từ 2.750 USD hiện nay lên".
_CHANGED_TO = ("lên ", "xuống ", "còn ", "thành ", "đến ")
_ORIGIN = re.compile(
    r"(?P<from>(?<!\w)từ[ \n](?:mức )?\d(?:[^,.;:()]|(?<=\d)[.,](?=\d)){1,50})"
    r"[ \n](?:lên|xuống|còn|xuống còn|lên thành|lên đến)[ ]$"
)
ORIGIN_REACH = 90
"""How far before the end of a change its beginning stands (characters)."""
_GOING_ON = ("đang", "hiện", "hiện nay", "hiện tại")
NORM_REACH = 60
"""How far on a word of a rule is heard, where no goal or result is told."""
_REPORTS = parts.pattern(r"(?<!\w)(?:{report_word}|năm 20\d\d)(?!\w)")
# What tells of a rate, or a fine, that it is so, or was set upon someone.
_STATED = parts.pattern(r"(?<!\w){rate_told}(?!\w)")
_SUPPOSED = parts.pattern(r"(?<!\w){rate_supposed}(?!\w)|phạt(?: tiền)? từ ")
_STAKE = ("sở hữu", "nắm giữ")
CLOSE_REACH = 40
"""How far on a word such as "kỳ vọng" is heard."""
NEAR_REACH = 90
"""How far on a word such as "sẽ" or "kế hoạch" is heard in its clause."""
_BREAK = r",(?! lần lượt)|;|\"|\. |{^break_word}"
_APART_NOUN = parts.pattern(_BREAK + r"| và |{^noun_break}")
_APART_CLOSE = parts.pattern(_BREAK + r"|\(")
_APART = parts.pattern(_BREAK)
_TIME_BETWEEN = re.compile(r",[ ](?:trong|đến|từ|năm|quý|tháng|hết|cuối)[ ][^,.;:]{2,40},")
MODAL_REACH = 150
"""How far on a word such as "sẽ" is heard, over commas, while no word begins another clause."""
# "sẽ xây dựng bến xe, với kinh phí 100 tỷ đồng"; "sẽ sắp xếp, tái cơ cấu đối với 16 doanh nghiệp"
_WITH = r"(?<!\w)(?<!đối )(?<!phối hợp )(?<!kết hợp )với(?!\w)(?! {sized}(?!\w))"
_OTHER_CLAUSE = parts.pattern(rf";|\"|\. |{_WITH}|{{^break_word}}|{{^clause_word}}")
_YEAR = re.compile(r"(?<!\w)(?:năm|giai đoạn|nhiệm kỳ)[ \n](?:20\d\d[ ]?-[ ]?)?(20\d\d)(?!\d)")
# (The finder takes "vượt" for a comparator only where a goal is striven for.)
_EXCEEDED = re.compile(r"vượt (?:mức )?(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)(?!\w)")
# The number of a goal stands at once behind its noun: "chỉ tiêu giao 9.400 tỷ đồng", "dự toán (338.000 tỷ đồng)".
_GOALS = ("chỉ tiêu", "mục tiêu", "kế hoạch", "dự toán")
_SET = re.compile(r"(?<!\w)(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)((?:[ \n][^\s,.;:()\d%]{1,9}){0,8})[ \n]\(?$")
_OF_ALL = re.compile(r"(?:trên |hơn |gần |khoảng )?1\d\d(?:,\d{1,2})?[ ]?%")
_SET_BY = re.compile(r"(?<!\w)(?:chỉ tiêu|dự toán|kế hoạch)[ \n][^,.;:()\d%]{2,70}[ \n]giao[ \n]\($")
_AIM = re.compile(
    r"(?<!\w)(?<!chương trình )mục tiêu tăng trưởng(?:[ \n][^\s,.;:()\d%]{1,9}){0,6}"
    r"(?:[ \n]năm \d{4})?[ \n](?:đạt|ở mức|là)[ \n]$"
)
_NOT_SET = parts.pattern(r"(?<!\w)(?:{not_set}|tăng(?! trưởng)|(?<!phấn đấu )vượt|được \d)(?!\w)")
AMOUNT_REACH = 150
"""How far behind the noun of a goal its amount may stand (characters)."""
# The amount of a goal, behind all that names it: "84% dự toán pháp lệnh 115 tỷ đồng", "chỉ tiêu tỉnh giao năm 2019
# (9 tỷ đồng)".
_NAMED = (
    r"(?<!\w)(?<!ngoài )(?<!nằm trong )(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)"
    r"(?:[ \n](?:năm[ \n](?:19|20)\d\d|ngày[ \n]\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|[^\s.;:()\d%]{1,9}))"
)
# "mức Quốc hội thông qua là 256.000 tỷ đồng"
_IS = ("là ", "là\n", "mức ", "mức\n")
_DECIDED_AS = parts.pattern(
    r"(?<!\w){authority}(?:[ \n][^\s,.;:()\d]{1,9}){0,6}[ \n](?:thông qua|quyết định|giao|đề ra|đặt ra|ấn định)"
    r"[ \n](?:là|ở mức)[ \n]$"
)
_AMOUNT_SET = re.compile(
    r"(?<!\w)(?:chỉ tiêu|dự toán|kế hoạch)[ \n][^.;:()\d]{2,110}(?<!\w)giao[ \n](?:năm[ \n]\d{4}[ \n])?(?:giao[ \n])?"
    r"(?:là[ \n])?$"
    rf"|{_NAMED}{{0,18}}[ \n]\($"
    r"|(?:%|phần trăm)(?: so với)?[ \n](?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)"
    r"(?:[ \n](?:pháp lệnh|phấn đấu|được giao|giao|thu|chi|năm|đầu năm|cả năm|năm[ \n]20\d\d)){0,4}[ \n](?:là[ \n])?$"
)
_CLAUSE_END = re.compile(r"[,;:()\n]|(?<!\d)(?!20\d\d(?!\d))\d")
_ITEM = re.compile(r"[-+*•]|\d{1,2}[.)]|[a-zđ][.)]|\([a-z0-9]{1,3}\)")
ITEM_MARK = r"[\s\-+*•\"'(]{0,6}(?:(?:\d{1,2}|[a-zđ])[.)][ ])?"
"""The source of what may stand before the first word of a list's item: a dash, a number, a letter."""
_DETAILS = re.compile(r"[\s\"'(]{0,4}(?:trong đó|cụ thể|bao gồm|gồm)(?!\w)")
ITEM_REACH = 600
"""How far the items of a list within a sentence stand apart (characters)."""
_ITEM_BEGINS = re.compile(r"[\s+*-]{0,6}(?:và |trên |có )?")
_SAYING_WHICH = ("đã", "đang", "hiện", "hiện nay", "phát hiện", "vừa", "ghi nhận", "xảy ra", "thu được", "đánh giá")
_ASSURED = ("bảo đảm", "đảm bảo", "cố gắng")
ASSURED_REACH = 60
"""How far on "bảo đảm" is heard in its clause (characters)."""
_CALLED = 16
RUN_IN_REACH = 500
"""How far into a sentence the colon stands that opens a list in it (characters)."""
_OPENS_GOALS = parts.pattern(
    r"(?<!\w){goals_told}[ \n](?:một số |một loạt |các |những |nhiều |\d{1,2} ){0,2}(?:phương hướng,? )?(?:và )?"
    r"{goal_listed}(?!\w)(?:[^.;:\d\"]|20\d\d){0,60}$"
)
LIST_REACH = 12
"""How many sentences back a list item, or a sentence that goes on ("Trong đó", "Cụ thể"), looks for its goal."""


class Opener(msgspec.Struct, frozen=True):
    """How a sentence begins that goes on with what the one before it spoke of: with a word that says so, a measure, or
    a verb without a subject."""

    word: str
    example: str


@cache
def _continues() -> re.Pattern[str]:
    """The beginning of a sentence that goes on, behind its number and its time."""
    words = sorted((entry.word for entry in lexicon.load("list_openers", Opener)), key=len, reverse=True)
    return re.compile(
        rf"{ITEM_MARK}"
        r"(?:(?:trong |đến |hết |cuối |đến hết |đến cuối )?(?:năm|giai đoạn|nhiệm kỳ)[ ][\d -]{4,12},?[ ])?"
        rf"(?:100%|(?:{'|'.join(map(re.escape, words))})(?!\w))"
    )


class Questions:
    """What the rules ask of one document. Made once a document; all it holds is derived from the context, when it is
    needed: many texts have no quantity."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.view = context.view
        self._run_in: dict[int, bool] = {}
        self._openers: dict[int, Sense | None] = {}

    @cached_property
    def rules(self) -> document.Rules:
        """Where the text sets or explains rules."""
        return document.Rules(self.view.lower, self.context.cues["quantity_rule"])

    @cached_property
    def normative(self) -> bool:
        """Whether the text sets or explains rules, here or there: no result in it is told without a strong word."""
        return not document.is_plan(self.context) and self.rules.anywhere()

    def sets_rules(self, place: int) -> bool:
        """Whether the text sets or explains rules at a place: no goal in it is set without a strong word."""
        return not self.plan and self.rules.at(place)

    @cached_property
    def plan(self) -> bool:
        """Whether the text is a plan, or decides on one."""
        return document.is_plan(self.context) or document.decides_on_plan(self.context)

    @cached_property
    def headings(self) -> outline.Headings:
        """The headings of the text."""
        return outline.Headings(self.view)

    @cached_property
    def lists(self) -> outline.Lists:
        """The lists of the text."""
        return outline.Lists(self.view)

    @cached_property
    def now(self) -> int | None:
        """The year the text speaks in."""
        return document.years(self.context).now

    @cached_property
    def words(self) -> Words:
        """The words and years that tell a sense."""
        return Words(self.context, plan=self.plan)

    def place(
        self,
        start: int,
        end: int,
        previous: Before | None,
        *,
        share: bool,
        changed: bool,
        money: bool,
        counts: bool = False,
    ) -> Place:
        """The quantity at (start, end) and what is said of it in its sentence; the arguments are those of
        `quantity_sense.sense`."""
        first, last = sentence(self.view, start)
        before = self.words.open(max(first, start - STRONG_REACH), start)
        told = [m for m in before if m.sense]
        after = [m for m in self.words.between(end, self.clause_end(end, last)) if m.force == "strong" and m.sense]
        if changed and not self.context.published:  # the year a change ended in may be taken for one to come
            told = [m for m in told if not self.is_year(m)]
            after = [m for m in after if not self.is_year(m)]
        told = self._without_origin(told, start)
        strong = [m for m in told if self._decides(m, start)]
        collected = money and any(word in self.view.lower[start:end] for word in ("tỷ", "tỉ"))
        norms = [m for m in before if m.kind == "norm" and not self._is_reported(m, told, start)]
        norms = [m for m in norms if not (collected and self._is_collected(m))]
        return Place(start, end, first, last, share, money, previous, told, strong, norms, after, counts)

    def _without_origin(self, told: list[Marker], place: int) -> list[Marker]:
        """The markers without the results that tell what a change began from, which ends at `place`: "phải nâng thu
        nhập từ 2.750 USD hiện nay lên 5.000 USD"."""
        if not told or not self.view.lower.endswith(_CHANGED_TO, 0, place):
            return told
        origin = _ORIGIN.search(self.view.lower, max(0, place - ORIGIN_REACH), place)
        if origin is None:
            return told
        return [m for m in told if m.sense != "actual" or not origin.start() < m.start < origin.end("from")]

    def _is_reported(self, norm: Marker, told: list[Marker], place: int) -> bool:
        """Whether a word of rules names what is reported: "đã bị phạt 275 triệu đồng", "mặt bằng lãi suất giảm 1%"."""
        lower = self.view.lower
        if not norm.told or self.normative or any(m.kind == "goal" for m in told):
            return False
        if _SUPPOSED.search(lower, max(0, norm.start - 60), place):
            return False
        if lower.startswith(_STAKE, norm.start) and "nhà nước" not in lower[max(0, norm.start - 60) : place]:
            return False  # what a shareholder has
        if any(m.kind == "result" and m.force == "strong" for m in told):
            return True
        return _STATED.search(lower, max(0, norm.start - 40), place) is not None

    def _is_collected(self, norm: Marker) -> bool:
        """Whether a word of a rule names a tax or the money of fines: billions are what is collected of it."""
        lower = self.view.lower
        if lower.startswith("tiền phạt", norm.start):
            return True
        return lower.startswith("thuế ", norm.start) and not lower.startswith(" suất", norm.start + 4)

    def is_deed(self, marker: Marker) -> bool:
        """Whether a word of a result tells what someone did or found, and not what was reached."""
        return self.view.lower[marker.start : marker.end] in _DEEDS

    def goes_on_now(self, marker: Marker) -> bool:
        """Whether a word of a result tells what goes on, and not what is over ("đang đầu tư … để nâng công suất")."""
        return self.view.lower[marker.start : marker.end] in _GOING_ON

    def is_year(self, marker: Marker) -> bool:
        """Whether what tells the sense is a year."""
        return self.view.lower[marker.end - 4 : marker.end].isdigit()

    def is_led(self, marker: Marker) -> bool:
        """Whether a year says by when something is to be reached: "đến năm 2030"."""
        return self.is_year(marker) and self.view.lower.startswith(("đến", "tới", "vào"), marker.start)

    def ahead(self, start: int, end: int) -> bool:
        """Whether a year to come is named in a stretch of the view."""
        years = [
            m for m in self.words.between(start, end) if document.YEAR_SPAN.fullmatch(self.view.lower, m.start, m.end)
        ]
        return bool(years) and years[-1].kind == "goal"

    def _decides(self, marker: Marker, place: int) -> bool:
        """Whether a word is strong enough to decide for a quantity at `place` behind it."""
        distance = place - marker.end
        if marker.kind == "result" and self.normative:
            if marker.force != "strong" or distance > NORM_REACH:
                return False
            return _REPORTS.search(self.view.lower, max(0, place - STRONG_REACH), place) is not None
        if marker.force in ("modal", "near", "close", "noun") and self.sets_rules(place) and not self.plan:
            return False
        if marker.kind == "goal" and self.is_year(marker) and self.is_back(marker.end, place):
            return False
        if marker.force in ("modal", "near", "close", "noun"):
            reach = CLOSE_REACH if marker.force == "close" else NEAR_REACH
            apart = _APART_NOUN if marker.force == "noun" else _APART_CLOSE if marker.force == "close" else _APART
            begin = marker.end + 2
            if time := _TIME_BETWEEN.match(self.view.lower, marker.end, place):
                begin = time.end()
            if place - begin <= reach and not apart.search(self.view.lower, begin, place):
                return True
            named = marker.force == "noun" and self.view.lower.startswith(" về ", marker.end)
            named = named and "(" not in self.view.lower[begin:place]
            return (named or marker.force == "modal") and self._governs(begin, place)
        return marker.force == "strong"

    def _governs(self, begin: int, place: int) -> bool:
        """Whether a modal is still heard over commas: no word between begins another clause."""
        return place - begin <= MODAL_REACH and not _OTHER_CLAUSE.search(self.view.lower, begin, place)

    def is_back(self, start: int, end: int) -> bool:
        """Whether a year that is over or goes on is named in a stretch of the view: then it speaks of that."""
        years = _YEAR.findall(self.view.lower, start, end)
        return bool(self.now and years and int(years[-1]) <= self.now)

    def is_enclosed(self, at: Place) -> bool:
        """Whether a quantity stands in brackets, where what is compared is told."""
        floor = max(at.first, at.start - STRONG_REACH)
        return self.view.lower.rfind("(", floor, at.start) > self.view.lower.rfind(")", floor, at.start)

    def is_named_only(self, goal: Before) -> bool:
        """Whether a goal is only named, beside the result that is measured by it: "đạt 68% dự toán (57 tỷ đồng)"."""
        first = sentence(self.view, goal.start)[0]
        return (
            self.view.lower.startswith("(", goal.start - 1)
            or self.is_set(first, goal.start)
            or self.is_amount_set(first, goal.start, money=True)
        )

    def is_set(self, first: int, start: int) -> bool:
        """Whether the noun of a goal stands at once before the number."""
        if _EXCEEDED.match(self.view.lower, start):
            return True
        if not anchors.occur(self.view.lower, _GOALS, max(first, start - 110), start):
            return False
        found = _SET.search(self.view.lower, max(first, start - 90), start)
        if found and _OF_ALL.match(self.view.lower, start) and self.view.lower.endswith("đạt ", 0, found.start()):
            return False  # "đạt dự toán trên 100%"
        if _SET_BY.search(self.view.lower, max(first, start - 110), start):
            return True
        if found is None and _AIM.search(self.view.lower, max(first, start - 90), start):
            return True
        if found is None or _NOT_SET.search(found[1]) or NO_GOAL.match(self.view.lower, found.start(1)):
            return False
        return found[0].endswith("(") or not self.view.lower.endswith("% ", 0, found.start())

    def is_amount_set(self, first: int, start: int, *, money: bool) -> bool:
        """Whether a quantity tells how much a goal is, behind all that names the goal."""
        lower, floor = self.view.lower, max(first, start - AMOUNT_REACH)
        if lower.endswith(_IS, floor, start) and _DECIDED_AS.search(lower, floor, start):
            return True
        if not anchors.occur(lower, _GOALS, floor, start):
            return False
        return money and _AMOUNT_SET.search(lower, floor, start) is not None

    def is_measure_of(self, previous: Before, first: int) -> bool:
        """Whether the goal before was only named to measure a result by it ("đạt 92% chỉ tiêu giao 9.400 tỷ đồng")."""
        found = _SET.search(self.view.lower, max(first, previous.start - 90), previous.start)
        if found is None:
            return False
        return self.view.lower.endswith(("% ", "so với ", "phần trăm "), 0, found.start())

    def clause_end(self, place: int, last: int) -> int:
        """Where the clause ends that `place` stands in, within the sentence that ends at `last`."""
        last = min(last, place + 160)
        match = _CLAUSE_END.search(self.view.lower, place, last)
        return match.start() if match else max(place, last)

    def inherited(self, at: Place) -> Sense | None:
        """What the sentences before (of the same paragraph or list) and the headings above say."""
        lower, first, previous = self.view.lower, at.first, at.previous
        if self.words.tells_past(first, at.start):
            return None
        begin = first + len(lower[first : first + 40]) - len(lower[first : first + 40].lstrip())
        listed = bool(_ITEM.match(self.view.text, begin)) or lower[max(0, begin - 30) : begin].rstrip().endswith(
            (";", ":")
        )
        if (
            previous
            and (previous.leads or (_DETAILS.match(lower, first) and self._is_aimed_at(previous)))
            and self._is_close_above(previous, first)
            and (listed or (self.goes_on(begin) and not self._is_new(first, begin)))
        ):
            return previous.sense
        opened = self.opened(at.start)
        if opened == "actual" or (opened and not self.sets_rules(at.start)):
            return opened
        if not listed and previous and previous.sense == "actual" and self._is_in_sentence_before(previous, first):
            return None  # it goes on with what is reported
        if listed or self.goes_on(begin):
            above = self._above(first, listed=listed)
            if above:
                return above
        return self.headings.sense(at.start) if listed or at.share or not self.normative else None

    def foretells(self, norm: Marker, at: Place) -> bool:
        """Whether "nếu" only says on what a goal hangs: "nếu làm tốt thì đến năm 2030 có 20 xã"."""
        if not self.view.lower.startswith("nếu", norm.start) or self.sets_rules(at.start):
            return False
        goals = [m for m in at.strong if m.kind == "goal" and m.start > norm.end]
        if not goals or "hỗ trợ" in self.view.lower[goals[-1].end : at.start]:
            return False
        return at.share or goals[-1].force in ("strong", "noun", "near")

    def opens_item(self, at: Place, goal: Before) -> bool:
        """Whether a share begins an item that a semicolon parts from the goal before: what is said there of others
        ("… doanh nghiệp đã được số hóa; 90% hồ sơ …") says nothing of it."""
        lower = self.view.lower
        if not at.share or at.start - goal.end > ITEM_REACH:
            return False
        begin = lower.rfind(";", goal.end, at.start) + 1
        if not begin or not _ITEM_BEGINS.fullmatch(lower, begin, at.start):
            return False
        told = [m for m in at.strong if m.kind == "result" and m.start > goal.start] + at.after
        return all(m.kind == "goal" or self.says_which(m) for m in told)

    def says_which(self, deed: Marker) -> bool:
        """Whether a deed may say of which things a goal is set ("hồ sơ đã tiếp nhận"), and not that it is reached."""
        return self.view.lower[deed.start : deed.end] in _SAYING_WHICH

    def is_assured(self, marker: Marker) -> bool:
        """Whether a weak word of a goal is "bảo đảm" or the like, which is heard farther on."""
        return self.view.lower.startswith(_ASSURED, marker.start)

    def assures(self, begin: int, at: Place) -> bool:
        """Whether "bảo đảm" is still heard, over the verb that it governs ("đảm bảo hoàn thành 100% …")."""
        if at.start - begin > ASSURED_REACH or any(m.force != "weak" for m in at.told if m.start > begin):
            return False
        return (
            not _OTHER_CLAUSE.search(self.view.lower, begin, at.start) and "," not in self.view.lower[begin : at.start]
        )

    def is_called(self, end: int, start: int) -> bool:
        """Whether what stands behind a quantity says what it is, or how it is meant ("7% là mục tiêu đề ra")."""
        between = self.view.lower[end:start].strip()
        called = between in ("", "theo", "-", "(", "như") or (between.startswith("là") and len(between) < _CALLED)
        return called and not self.view.lower.startswith("với", start)

    def is_ruled(self, norm: Marker, place: int) -> bool:
        """Whether a rule names its number: "… quy định tại Điều 7 Nghị định số 12 là 25 m2"."""
        lower = self.view.lower
        return lower.startswith("quy định", norm.start) and lower.endswith(" là ", norm.end, place)

    def _is_aimed_at(self, previous: Before) -> bool:
        """Whether a word of a goal stands before the quantity before, in its sentence: then its parts are goals."""
        first = max(sentence(self.view, previous.start)[0], previous.start - STRONG_REACH)
        return any(m.kind == "goal" for m in self.words.open(first, previous.start))

    def opened(self, place: int) -> Sense | None:
        """What opens the list that `place` is an item of: goals, or results."""
        for start, end in self.lists.openers(place):
            if end not in self._openers:
                self._openers[end] = self._opens(start, end)
            if sense := self._openers[end]:
                return sense
        return None

    def run_in(self, at: Place) -> int | None:
        """Where the item begins that a quantity stands in, of a list of goals within its sentence ("… đề ra các chỉ
        tiêu cụ thể: …; …; …"); None if it stands in none."""
        lower = self.view.lower
        colon = lower.find(": ", at.first, min(at.start, at.first + RUN_IN_REACH))
        if colon < 0 or lower.find(";", colon, at.last) < 0:
            return None
        if colon not in self._run_in:
            self._run_in[colon] = _OPENS_GOALS.search(lower, max(at.first, colon - 130), colon) is not None
        return max(colon, lower.rfind(";", colon, at.start)) + 1 if self._run_in[colon] else None

    def _opens(self, start: int, end: int) -> Sense | None:
        """What a paragraph says of the list that it opens; nothing if it opens none."""
        text = self.view.text[start:end].rstrip()
        if text.endswith((".", ";")) or (len(text) > outline.LONGEST_HEADING and not text.endswith(":")):
            return None
        titled = outline.heading_sense(text.lower()) if len(text) <= outline.LONGEST_HEADING else None
        told = self._telling(max(start, end - outline.OPENER_REACH), end)
        return titled if titled == "actual" or told is None else told.sense

    def goes_on(self, begin: int) -> bool:
        """Whether the sentence that begins there goes on with what the one before it spoke of."""
        return _continues().match(self.view.lower, begin) is not None

    def _is_in_sentence_before(self, previous: Before, first: int) -> bool:
        return first > 0 and sentence(self.view, first - 1)[0] <= previous.start

    def _is_close_above(self, previous: Before, first: int) -> bool:
        """Whether the quantity before stands in the sentence before the one from `first`, or, if it is a goal, before
        one that goes on with it and tells nothing else: "… diện tích 16 ha. Công trình gồm bốn khu. Trong đó, …"."""
        if self._is_in_sentence_before(previous, first):
            return True
        if first <= 0 or previous.sense != "target":
            return False
        above = sentence(self.view, first - 1)[0]
        if "\n\n" in self.view.text[above:first] or not self.goes_on(above):
            return False
        return self._telling(above, first) is None and self._is_in_sentence_before(previous, above)

    def _is_new(self, first: int, begin: int) -> bool:
        """Whether a sentence begins another paragraph."""
        return "\n\n" in self.view.text[max(0, first - 2) : begin]

    def _above(self, first: int, *, listed: bool) -> Sense | None:
        lower = self.view.lower
        place = first
        for _ in range(LIST_REACH):
            above = sentence(self.view, place - 1)[0] if place > 0 else place
            if above >= place or (not listed and "\n\n" in lower[max(0, place - 2) : place + 2]):
                return None
            told = self._telling(above, place)
            if told and (told.force == "strong" or lower[above:place].rstrip().endswith(":")):
                return told.sense
            if self.words.tells_past(above, place):
                return None
            place = above
        return None

    def _telling(self, start: int, end: int) -> Marker | None:
        """The last strong word, or noun, of a goal or a result in a stretch of the view."""
        told = [m for m in self.words.open(start, end) if m.force in ("strong", "noun") and m.sense]
        return told[-1] if told else None
