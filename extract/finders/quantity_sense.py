"""Tells a goal from a result, and both from a rule: one table of rules, the first that speaks decides.

Each rule looks at one kind of evidence: the words before and behind the quantity (`quantity_words`), the quantity
before it, the sentences, headings and lists above it (`quantity_outline`), the kind and the year of the text
(`quantity_document`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import NamedTuple

import msgspec

from extract import anchors, lexicon
from extract.context import Context
from extract.finders import quantity_budget as budget
from extract.finders import quantity_document as document
from extract.finders import quantity_outline as outline
from extract.finders.quantity_document import Sense, sentence
from extract.finders.quantity_words import NO_GOAL, Marker, Words
from extract.lazy import re


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


# What is told as a fact, in a text of rules too: "có tới 8 Phó Giám đốc".
_COUNTS = re.compile(r"(?<!\w)(?:(?:có|vượt|lên|dư) (?:tới|đến)|hiện có|chỉ có|đang có)[ \n]$")
# The number of a goal stands at once behind its noun: "chỉ tiêu giao 9.400 tỷ đồng", "dự toán (338.000 tỷ đồng)".
_GOALS = ("chỉ tiêu", "mục tiêu", "kế hoạch", "dự toán")
_SET = re.compile(r"(?<!\w)(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)((?:[ \n][^\s,.;:()\d%]{1,9}){0,8})[ \n]\(?$")
# (The finder takes "vượt" for a comparator only where a goal is striven for.)
_EXCEEDED = re.compile(r"vượt (?:mức )?(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)(?!\w)")
_ASKED = re.compile(
    r"(?<!đã )(?<!\w)(?:đề nghị|kiến nghị|đề xuất|xin|muốn)(?!\w)[^.;:\d]{0,110}(?<!\w)"
    r"(?:bổ sung|bố trí|hỗ trợ|tạm ứng|cấp|vay|đầu tư|ứng|phân bổ|bảo lãnh|tăng|giảm)(?!\w)[^,.;:\d]{0,40}$"
)
_ASKED_NEAR = re.compile(
    r"(?<!đã )(?<!vừa )(?<!\w)(?:đề nghị|kiến nghị|đề xuất)(?!\w)(?!(?:[ \n]\w{1,9}){0,4}[ \n]không(?!\w))"
    r"[^.;:\d]{0,110}(?<!\w)"
    r"(?:bổ sung|bố trí|hỗ trợ|tăng|giảm|nâng|giữ lại|để lại|dành|sử dụng|mua|tiêu thụ|mở|nắm giữ|tiết kiệm|cắt giảm"
    r"|tuyển|bãi bỏ|trồng|lên|xuống|còn|tại|có|không vượt)[ \n](?:thêm |tối đa |tối thiểu |ít nhất |khoảng )?$"
)
_SET_BY = re.compile(r"(?<!\w)(?:chỉ tiêu|dự toán|kế hoạch)[ \n][^,.;:()\d%]{2,70}[ \n]giao[ \n]\($")
# The amount of a goal, behind all that names it: "84% dự toán pháp lệnh 115 tỷ đồng", "chỉ tiêu tỉnh giao năm 2019
# (9 tỷ đồng)".
_NAMED = (
    r"(?<!\w)(?<!ngoài )(?<!nằm trong )(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)"
    r"(?:[ \n](?:năm[ \n](?:19|20)\d\d|ngày[ \n]\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|[^\s.;:()\d%]{1,9}))"
)
_AMOUNT_SET = re.compile(
    rf"{_NAMED}{{0,18}}[ \n]\($"
    r"|(?:%|phần trăm)(?: so với)?[ \n](?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)"
    r"(?:[ \n](?:pháp lệnh|phấn đấu|được giao|giao|thu|chi|năm|đầu năm|cả năm|năm[ \n]20\d\d)){0,4}[ \n](?:là[ \n])?$"
)
# A share that someone is told to reach, and a sentence that says only what is to be raised or brought down.
_REQUIRED = re.compile(
    r"(?<!đáp ứng )(?<!theo )(?<!các )(?<!những )(?<!mọi )(?<!về )(?<!với )(?<!do )(?<!có )(?<!tinh thần )"
    r"(?:yêu cầu|chỉ đạo|đề nghị|giao)(?!\w)(?= (?:các|sở|bộ|ủy ban|ubnd|chính phủ|ngành|đơn vị|địa phương|cơ quan"
    r"|cấp(?! cứu)|phòng|lãnh đạo|lực lượng|trong|thời gian|từng|mỗi|100|ban|cán bộ|người|tổ chức|doanh nghiệp"
    r"|nhà trường|trường|xã|huyện|tỉnh|thành phố|quận|toàn|phải|đến|tập trung|tiếp tục|công an|hội|đoàn)(?!\w))"
)
_TOLD_BETWEEN = re.compile(
    r"(?<!\w)(?:đã|đang|hiện|vì|do|bởi|khi|nếu|chiếm|mới|chỉ|so với|tỷ lệ này|hiện nay|với mức|còn|tăng|giảm"
    r"|cao hơn|thấp hơn|chênh lệch)(?!\w)|[\"”]|\. "
)
_OF_CAPITAL = (" vốn", " cổ phần", " quỹ", " lương")
_RAISED = re.compile(
    r"[\s\-+*•\"'(]{0,6}(?:(?:\d{1,2}|[a-zđ])[.)][ ])?(?:nâng|tăng|giảm|đưa|hạ|kéo giảm|phấn đấu)[ ]"
    r"(?:dần |cao |mạnh )?(?:tỷ lệ|tỉ lệ|tỷ trọng|mức|độ|chỉ số|số)(?!\w)"
)
_ALL_OF = re.compile(
    r"[\s\-+*•\"'(]{0,6}(?:(?:\d{1,2}|[a-zđ])[.)][ ])?(?:thực hiện|kiểm tra|rà soát|tiêm|xử lý|số hóa|giám sát|áp dụng"
    r"|phủ|tổ chức|thu hồi|niêm yết|công khai|vận động|tuyên truyền)(?!\w)[^,.;:\d]{0,50}[ ]"
)
_TO_WHAT = re.compile(r"(?<!\w)(?:lên|xuống|còn|đạt|thành)[ ](?:mức |khoảng )?$")
_OTHER_MATTER = re.compile(r"\s{0,3}\"|\s{0,3}(?:bên cạnh đó|cùng với đó|về)(?!\w)")
# "mục tiêu tăng trưởng năm 2019 của Quốc hội đề ra là 6,6%"
_SET_AS = re.compile(
    rf"{_NAMED}{{0,14}}[ \n](?:đề ra|đặt ra|giao|thông qua|quyết định|phê duyệt|xác định)[ \n](?:là|ở mức)[ \n]$"
)
_OF_A_PLAN = re.compile(r"(?: so với)?[ \n](?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)(?!\w)")
_GOALS_COUNTED = re.compile(r"(?:chỉ tiêu|tiêu chí|mục tiêu|kế hoạch)(?!\w)")
_POSSIBLE = re.compile(r"(?<!\w)có thể[ \n](?:sẽ )?(?:đạt |lên |còn )?(?:tới |đến |mức )?$")
_AIM = re.compile(
    r"(?<!\w)(?<!chương trình )mục tiêu tăng trưởng(?:[ \n][^\s,.;:()\d%]{1,9}){0,6}"
    r"(?:[ \n]năm \d{4})?[ \n](?:đạt|ở mức|là)[ \n]$"
)
_NOT_SET = re.compile(
    r"(?<!\w)(?:tăng(?! trưởng)|giảm|đạt|được \d|đã|nộp|và|bằng|với|chiếm|trên|trong|cho|có|gồm|tổ chức|đào tạo|còn|để"
    r"|thu được|kiểm tra|hỗ trợ|triển khai|xây dựng|sản xuất|đầu tư|ban hành|số|tháng|quý|theo|tại|ước|hơn|gần)(?!\w)"
)
_SAYS = re.compile(
    r"(?<!\w)(?:theo|cho biết|cho hay|cho rằng|nhấn mạnh|khẳng định|phát biểu|nói|chia sẻ|nhận định)(?!\w)"
)
_ITEM = re.compile(r"[-+*•]|\d{1,2}[.)]|[a-zđ][.)]|\([a-z0-9]{1,3}\)")
_BREAK_WORDS = ("khiến", "làm", "nên", "vì", "do", "nhưng", "tuy nhiên", "trong khi", "như")
_BREAK = rf",(?! lần lượt)|;|\"|\. |{anchors.any_of(_BREAK_WORDS)}"
_DETAILS = re.compile(r"[\s\"'(]{0,4}(?:trong đó|cụ thể|bao gồm|gồm)(?!\w)")
_LABEL = re.compile(r"\W{0,8}(?:chỉ|mục) tiêu(?:[ \n](?:số )?\d{1,2}(?:\.\d{1,2})?)?[ ]?[:.]")
_YEAR = re.compile(r"(?<!\w)(?:năm|giai đoạn|nhiệm kỳ)[ \n](?:20\d\d[ ]?-[ ]?)?(20\d\d)(?!\d)")
_TIME_BETWEEN = re.compile(r",[ ](?:trong|đến|từ|năm|quý|tháng|hết|cuối)[ ][^,.;:]{2,40},")
_APART = re.compile(_BREAK)
_CLAUSE_WORDS = ("mà", "bởi", "hơn", "để", "với", "theo", "khi", "nếu", "đã", "đang", "tại", "từ")
_OTHER_CLAUSE = re.compile(rf";|\"|\. |{anchors.any_of((*_BREAK_WORDS, *_CLAUSE_WORDS))}")
_APART_CLOSE = re.compile(_BREAK + r"|\(")
_CONDITION = re.compile(r"(?<!\w)(?:khi|nơi|trường hợp|đối với|mỗi khi|chi bộ|cứ)(?!\w)[^,.;:]{0,60}$")
_SUPPOSED = re.compile(r"(?<!\w)giả (?:sử|định|thiết)(?!\w)")
_PART_OF = re.compile(r"(?<!\w)(?:trong đó|trong số đó)(?:,| có| đã có){0,2}[ \n]$")
_IS_DONE = re.compile(r"(?:[ \n](?!so )[^\s\d,.;:()]{1,7}){0,3}[ \n](?:đã|đang|vừa được|hiện đang)(?!\w)")
_CALLED = 16
_TURNS = re.compile(r"(?<!\w)(?:nên|nhờ|khiến|nhưng|tuy nhiên|trong khi|thực tế|lại|gặp|vì sao|do)(?!\w)")
_YEAR_LEADS = ("đến", "tới", "vào")
_ITEM_BEGINS = re.compile(r"[\s+*-]{0,6}(?:và |trên |có )?")
_ASSURED = ("bảo đảm", "đảm bảo", "cố gắng")
_SAYING_WHICH = ("đã", "đang", "hiện", "hiện nay", "phát hiện", "vừa", "ghi nhận", "xảy ra", "thu được", "đánh giá")
_DEEDS = ("phát hiện", "bắt giữ", "khởi tố", "xảy ra", "ghi nhận", "thu được")
_APART_NOUN = re.compile(f"{_BREAK}| và |{anchors.any_of(('mới', 'đã'))}")
_REPORTS = re.compile(
    r"(?<!\w)(?:tính đến|đến nay|kết quả|theo báo cáo|năm 20\d\d|tháng đầu năm|biểu quyết|số liệu)(?!\w)"
)
_NOTHING = re.compile(r"[ \n\"“']*")
_CLAUSE_END = re.compile(r"[,;:()\n]|(?<!\d)(?!20\d\d(?!\d))\d")
STRONG_REACH = 700
"""How far back in its sentence a quantity listens to a strong word (characters)."""
REQUIRED_REACH = 320
"""How far on it is heard that something is asked of someone (characters)."""
ITEM_REACH = 600
"""How far the items of a list within a sentence stand apart (characters)."""
ASSURED_REACH = 60
"""How far on "bảo đảm" is heard in its clause (characters)."""
WEAK_REACH = 30
"""How near a weak word of a result must stand to make it certain."""
RULE_REACH = 35
"""How far on a word of a rule is heard, whatever else is said."""
LIST_REACH = 12
"""How many sentences back a list item, or a sentence that goes on ("Trong đó", "Cụ thể"), looks for its goal."""
NEAR_REACH = 90
"""How far on a word such as "sẽ" or "kế hoạch" is heard in its clause."""
MODAL_REACH = 150
"""How far on a word such as "sẽ" is heard, over commas, while no word begins another clause."""
CLOSE_REACH = 40
"""How far on a word such as "kỳ vọng" is heard."""
SEQUEL_REACH = 120
"""How close behind a goal a quantity goes on with it where no word says so (characters)."""
CHAIN_REACH = 90
"""How near the quantities of a list follow each other."""
LIST_CHAIN_REACH = 200
"""How near those of a list follow each other whose items end with semicolons."""
EVIDENCE_REACH = 45
"""How near the word must stand that lets a quantity pass for reported."""
AMOUNT_REACH = 150
"""How far behind the noun of a goal its amount may stand (characters)."""
NORM_REACH = 60
"""How far on a word of a rule is heard, where no goal or result is told."""


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
        r"[\s\-+*•\"'(]{0,6}(?:(?:\d{1,2}|[a-zđ])[.)][ ])?"
        r"(?:(?:trong |đến |hết |cuối |đến hết |đến cuối )?(?:năm|giai đoạn|nhiệm kỳ)[ ][\d -]{4,12},?[ ])?"
        rf"(?:100%|(?:{'|'.join(map(re.escape, words))})(?!\w))"
    )


class Reader:
    """The senses of one document. Made once a document; all it holds is derived from the context, when it is needed:
    many texts have no quantity."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.view = context.view
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

    def sense(
        self, start: int, end: int, previous: Before | None, *, share: bool, changed: bool = False, money: bool = False
    ) -> Verdict:
        """Goal, result or neither of the quantity at (start, end).

        `previous` is the quantity before it; `share` says that it is a percentage or a multiple, `money` that it is an
        amount of money, `changed` that it is an end of a change ("từ 7 tỷ đồng lên 12 tỷ đồng").
        """
        place = self._place(start, end, previous, share=share, changed=changed, money=money)
        for rule in _TABLE:
            if verdict := rule(self, place):
                return verdict
        raise AssertionError("the last rule of the table always speaks")

    def _place(
        self, start: int, end: int, previous: Before | None, *, share: bool, changed: bool, money: bool
    ) -> Place:
        first, last = sentence(self.view, start)
        before = self.words.open(max(first, start - STRONG_REACH), start)
        told = [m for m in before if m.kind in ("goal", "result")]
        after = [m for m in self.words.between(end, self._clause_end(end, last)) if m.force == "strong"]
        after = [m for m in after if m.kind in ("goal", "result")]
        if changed and not self.context.published:  # the year a change ended in may be taken for one to come
            told = [m for m in told if not self._is_year(m)]
            after = [m for m in after if not self._is_year(m)]
        strong = [m for m in told if self._decides(m, start)]
        norms = [m for m in before if m.kind == "norm"]
        return Place(start, end, first, last, share, money, previous, told, strong, norms, after)

    # The rules, in the order of the table. ------------------------------------------------------------------------

    def _supposed(self, at: Place) -> Verdict | None:
        """ "Giả sử doanh nghiệp nộp 600 triệu đồng"."""
        first = max(at.first, at.start - STRONG_REACH)
        if self.view.lower.find("giả ", first, at.start) >= 0 and _SUPPOSED.search(self.view.lower, first, at.start):
            return Verdict(None, True, "supposed, not told")
        return None

    def _near_a_word_of_rules(self, at: Place) -> Verdict | None:
        """A word of rules, tariffs or prices that rules over what follows at once."""
        if not at.norms:
            return None
        norm = at.norms[-1]
        if self._foretells(norm, at):
            return None
        near = at.start - norm.end <= (norm.reach or RULE_REACH)
        if near or (not any(m.start > norm.start for m in at.strong) and self._is_ruled(norm, at.start)):
            return Verdict(None, True, f"a rule, a tariff or a price: {self._word(norm)}")
        return None

    def _behind_the_noun_of_a_goal(self, at: Place) -> Verdict | None:
        """ "chỉ tiêu giao 9.400 tỷ đồng"."""
        if self._is_set(at.first, at.start) or self._is_amount_set(at.first, at.start, money=at.money):
            return Verdict("target", True, "stands behind the noun of a goal", leads=False)
        return None

    def _labelled_as_a_goal(self, at: Place) -> Verdict | None:
        """ "Chỉ tiêu 3: Tỷ lệ hộ nghèo giảm còn 2%", in a plan."""
        if not self.plan or not _LABEL.match(self.view.lower, at.first) or any(m.kind == "result" for m in at.strong):
            return None
        return Verdict("target", True, "labelled as a goal")

    def _in_a_list_of_goals(self, at: Place) -> Verdict | None:
        """ "- 100% cán bộ đã được phân công …", under "Mục tiêu cụ thể:": a deed there says who is meant."""
        if self.sets_rules(at.start) or self._opened(at.start) != "target":
            return None
        lower = self.view.lower
        if self.words.tells_past(at.first, at.start) or self._is_enclosed(at):
            return None
        told = [m for m in (*at.strong, *at.after) if m.kind == "result"]
        if any(lower[m.start : m.end] not in _SAYING_WHICH for m in told) or at.norms:
            return None
        return Verdict("target", True, "an item of a list of goals")

    def _before_a_year_to_come(self, at: Place) -> Verdict | None:
        """ "45% vào năm 2030"."""
        if at.after and at.after[0].kind == "goal" and self.view.lower.startswith(_YEAR_LEADS, at.after[0].start):
            return self._told(at.after[0])
        return None

    def _asked_for(self, at: Place) -> Verdict | None:
        """ "kiến nghị Chính phủ bố trí 3.000 tỷ đồng"."""
        asked = _ASKED if at.money else _ASKED_NEAR
        if at.strong or not asked.search(self.view.lower, max(at.first, at.start - 190), at.start):
            return None
        if not at.money and self.sets_rules(at.start):
            return None
        return Verdict("target", False, "asked for", leads=False)

    def _in_a_budget(self, at: Place) -> Verdict | None:
        """ "Quốc hội quyết nghị thông qua dự toán … Tổng số chi là 3.000 tỷ đồng": told as a fact, and set."""
        if not at.money or not budget.is_figure(self.view.lower, at.first, at.start):
            return None
        return Verdict("target", True, "a figure of a budget that was decided on", leads=False)

    def _required(self, at: Place) -> Verdict | None:
        """ "yêu cầu các xã rà soát bến bãi; 100% bến đò có biển báo": a share that is asked for, or set by a sentence
        without a subject ("Nâng tỷ lệ … lên trên 70%")."""
        lower = self.view.lower
        if not at.share or at.strong or at.norms or self.sets_rules(at.start) or lower.startswith(_OF_CAPITAL, at.end):
            return None
        if (
            self.words.tells_past(at.first, at.start)
            or self._is_enclosed(at)
            or any(m.kind == "result" for m in at.after)
        ):
            return None
        if _RAISED.match(lower, at.first) and _TO_WHAT.search(lower, max(at.first, at.start - 24), at.start):
            return Verdict("target", False, "to be raised or brought down")
        if lower.startswith("100%", at.start) and _ALL_OF.fullmatch(lower, at.first, at.start):
            behind = self.words.between(at.end, min(at.last, at.end + STRONG_REACH))
            done = self._inherited(at) == "actual" or any(m.kind == "result" and m.force == "strong" for m in behind)
            return None if done else Verdict("target", False, "to be done throughout")
        floor = max(at.first, at.start - REQUIRED_REACH)
        asked = _REQUIRED.search(lower, floor, at.start)
        if asked and not _TOLD_BETWEEN.search(lower, asked.end(), at.start):
            return Verdict("target", False, "asked for", leads=False)
        return None

    def _possible(self, at: Place) -> Verdict | None:
        """ "có thể trên 11.000 tỷ đồng"."""
        if self.sets_rules(at.start) or not _POSSIBLE.search(self.view.lower, max(at.first, at.start - 24), at.start):
            return None
        return Verdict("target", False, "expected", leads=False)

    def _done_in_part(self, at: Place) -> Verdict | None:
        """ "trong đó có 17 bãi đỗ xe đã được đầu tư": the part of a goal that is reached."""
        lower = self.view.lower
        if _PART_OF.search(lower, max(at.first, at.start - 24), at.start) and _IS_DONE.match(lower, at.end):
            return Verdict("actual", True, "a part that is reached", leads=False)
        return None

    def _behind_another(self, at: Place) -> Verdict | None:
        """The sense of the quantity before, if this one follows it in a list and no word stands between."""
        previous = at.previous
        if previous is None or previous.start < at.first:
            return None
        if previous.sense == "target" and self._opens_item(at, previous):
            return Verdict("target", True, "an item beside another", previous.leads)
        strong = at.strong if previous.sense == "actual" else [m for m in at.strong if not self._is_deed(m)]
        decided = strong[-1].start if strong else -1
        if decided > previous.start:
            return None
        reach = LIST_CHAIN_REACH if ";" in self.view.lower[previous.end : at.start] else CHAIN_REACH
        if at.start - previous.end > reach or (decided >= 0 and previous.sense == "actual"):
            return None
        between = self.view.lower[previous.end : at.start]
        if ")" in between and "(" not in between.partition(")")[0]:
            return None  # it stood in brackets
        if previous.sense == "target" and (_TURNS.search(between) or self._is_measure_of(previous, at.first)):
            return None
        told = strong[-1].kind if strong and previous.sense == "target" else None
        if told == "result" and self._is_set(at.first, previous.start):
            return None  # "đã đạt 40% chỉ tiêu năm là 481 tỷ đồng, tăng gần 50%": it was only named
        if previous.sense == "actual" and self.now and self._ahead(previous.end, at.start):
            return Verdict("target", False, "a year to come", leads=False)
        return Verdict(previous.sense, True, "follows another", previous.leads)

    def _behind_a_word(self, at: Place) -> Verdict | None:
        """The last word before it that decides; in a list of goals, and of a share, a deed ("phát hiện") does not."""
        said = [m for m in at.strong if not self._is_deed(m)]
        if at.share and said and said[-1].kind == "goal":
            return self._told(said[-1])
        if at.strong and (said or self._inherited(at) != "target"):
            return self._told(at.strong[-1])
        return None

    def _before_a_word(self, at: Place) -> Verdict | None:
        """ "100% hồ sơ đã được số hóa"."""
        if not at.after or self.normative:
            return None
        told = at.after[0]
        if told.kind == "goal" and not (self._is_year(told) or self._is_called(at.end, told.start)):
            return None  # "21 quốc gia thành viên với mục tiêu hợp tác"
        return self._told(told)

    def _farther_from_a_word_of_rules(self, at: Place) -> Verdict | None:
        """A word of rules in its clause, where no word of a goal or a result decides."""
        if at.norms and at.start - at.norms[-1].end <= NORM_REACH and not self._foretells(at.norms[-1], at):
            return Verdict(None, True, f"a rule: {self._word(at.norms[-1])}")
        return None

    def _under_a_goal(self, at: Place) -> Verdict | None:
        """The sentences before it in its list or paragraph, or the headings above it, speak of goals."""
        if self._inherited(at) == "target":
            return Verdict("target", True, "stands under a goal")
        return None

    def _in_a_time_to_come(self, at: Place) -> Verdict | None:
        """ "tạo ra nguồn thu 15 tỷ đồng trong giai đoạn 2025-2030", where nothing says that it is reached."""
        if self.sets_rules(at.start) or not (at.share or at.money):
            return None
        times = [m for m in at.told if self._is_year(m) and at.start - m.end <= NEAR_REACH]
        times += [m for m in self.words.between(at.end, self._clause_end(at.end, at.last)) if self._is_year(m)]
        if not times or any(m.kind != "goal" for m in times) or self._is_back(times[0].end, at.start):
            return None
        if not self.context.published and str(self.now) in self.view.lower[times[-1].start : times[-1].end]:
            return None  # the period may be what tells in which year the text speaks
        return Verdict("target", False, f"a time to come: {self._word(times[-1])}")

    def _near_a_weak_word(self, at: Place) -> Verdict | None:
        """A word such as "bảo đảm" at once before a share."""
        goals = [m for m in at.told if m.kind == "goal"]
        if not goals or not at.share or self.sets_rules(at.start):
            return None
        begin = goals[-1].end
        near = at.told[-1] is goals[-1] and at.start - begin <= WEAK_REACH
        if not near and not (self._is_assured(goals[-1]) and self._assures(begin, at)):
            return None
        return Verdict("target", False, self._word(goals[-1]), leads=False)

    def _close_behind_a_goal(self, at: Place) -> Verdict | None:
        """The next sentence after a goal, if it begins with a measure and no word tells anything: "Tỷ lệ nợ xấu 2%"."""
        previous = at.previous
        if previous is None or previous.sense != "target" or at.start - previous.end > SEQUEL_REACH:
            return None
        lower = self.view.lower
        if (
            self._is_named_only(previous)
            or _OF_A_PLAN.match(lower, at.end)
            or _GOALS_COUNTED.search(lower, at.start, at.end)
        ):
            return None
        if self.words.tells_past(at.first, at.last) or self.sets_rules(at.start):
            return None
        if not _continues().match(lower, at.first) or _OTHER_MATTER.match(lower, at.first):
            return None
        if lower.count("\n\n", previous.end, at.start) > 1:
            return None  # a headline, and something else between
        return Verdict("target", False, "the sentence before sets a goal", leads=False)

    def _in_a_text_of_rules(self, at: Place) -> Verdict | None:
        """In a text that sets rules a bare number is neither a goal nor a result."""
        if self.normative and not _COUNTS.search(self.view.lower, max(at.first, at.start - 16), at.start):
            return Verdict(None, False, "a text of rules, and no word of a goal or a result")
        return None

    def _where_nothing_is_told(self, at: Place) -> Verdict | None:
        """A count is reported where a word near it says so, or where the sentence begins with it."""
        if at.share or (at.told and at.start - at.told[-1].end <= EVIDENCE_REACH):
            return None
        if _NOTHING.fullmatch(self.view.lower, at.first, at.start):
            return None
        return Verdict(None, False, "no word tells that it is a goal or a result")

    def _in_a_condition(self, at: Place) -> Verdict | None:
        """ "nơi có từ 3 đảng viên"."""
        if _CONDITION.search(self.view.lower, max(at.first, at.start - 70), at.start):
            return Verdict(None, False, "a condition")
        return None

    def _reported(self, _: Place) -> Verdict:
        """What is told with no word of a goal is a result."""
        return Verdict("actual", False, "reported", leads=False)

    # What the rules ask. -----------------------------------------------------------------------------------------

    def _is_deed(self, marker: Marker) -> bool:
        return self.view.lower[marker.start : marker.end] in _DEEDS

    def _is_year(self, marker: Marker) -> bool:
        return self.view.lower[marker.end - 4 : marker.end].isdigit()

    def _ahead(self, start: int, end: int) -> bool:
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
        if marker.force in ("modal", "near", "close") and self.sets_rules(place):
            return False
        if marker.kind == "goal" and self._is_year(marker) and self._is_back(marker.end, place):
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

    def _is_back(self, start: int, end: int) -> bool:
        """Whether a year that is over or goes on is named in a stretch of the view: then it speaks of that."""
        years = _YEAR.findall(self.view.lower, start, end)
        return bool(self.now and years and int(years[-1]) <= self.now)

    def _is_enclosed(self, at: Place) -> bool:
        """Whether a quantity stands in brackets, where what is compared is told."""
        floor = max(at.first, at.start - STRONG_REACH)
        return self.view.lower.rfind("(", floor, at.start) > self.view.lower.rfind(")", floor, at.start)

    def _is_named_only(self, goal: Before) -> bool:
        """Whether a goal is only named, beside the result that is measured by it: "đạt 68% dự toán (57 tỷ đồng)"."""
        first = sentence(self.view, goal.start)[0]
        return (
            self.view.lower.startswith("(", goal.start - 1)
            or self._is_set(first, goal.start)
            or self._is_amount_set(first, goal.start, money=True)
        )

    def _is_set(self, first: int, start: int) -> bool:
        """Whether the noun of a goal stands at once before the number."""
        if _EXCEEDED.match(self.view.lower, start):
            return True
        if not anchors.occur(self.view.lower, _GOALS, max(first, start - 110), start):
            return False
        found = _SET.search(self.view.lower, max(first, start - 90), start)
        if _SET_BY.search(self.view.lower, max(first, start - 110), start):
            return True
        if found is None and _AIM.search(self.view.lower, max(first, start - 90), start):
            return True
        if found is None or _NOT_SET.search(found[1]) or NO_GOAL.match(self.view.lower, found.start(1)):
            return False
        return found[0].endswith("(") or not self.view.lower.endswith("% ", 0, found.start())

    def _is_amount_set(self, first: int, start: int, *, money: bool) -> bool:
        """Whether a quantity tells how much a goal is, behind all that names the goal."""
        lower, floor = self.view.lower, max(first, start - AMOUNT_REACH)
        if not anchors.occur(lower, _GOALS, floor, start):
            return False
        if _SET_AS.search(lower, floor, start):
            return True
        return money and _AMOUNT_SET.search(lower, floor, start) is not None

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

    def _clause_end(self, place: int, last: int) -> int:
        last = min(last, place + 160)
        match = _CLAUSE_END.search(self.view.lower, place, last)
        return match.start() if match else max(place, last)

    def _inherited(self, at: Place) -> Sense | None:
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
            and self._is_in_sentence_before(previous, first)
            and (listed or (_continues().match(lower, begin) and not self._is_new(first, begin)))
        ):
            return previous.sense
        opened = self._opened(at.start)
        if opened == "actual" or (opened and not self.sets_rules(at.start)):
            return opened
        if not listed and previous and previous.sense == "actual" and self._is_in_sentence_before(previous, first):
            return None  # it goes on with what is reported
        if listed or _continues().match(lower, begin):
            above = self._above(first, listed=listed)
            if above:
                return above
        return self.headings.sense(at.start) if listed or at.share or not self.normative else None

    def _foretells(self, norm: Marker, at: Place) -> bool:
        """Whether "nếu" only says on what a goal hangs: "nếu làm tốt thì đến năm 2030 có 20 xã"."""
        if not self.view.lower.startswith("nếu", norm.start) or self.sets_rules(at.start):
            return False
        goals = [m for m in at.strong if m.kind == "goal" and m.start > norm.end]
        if not goals or "hỗ trợ" in self.view.lower[goals[-1].end : at.start]:
            return False
        return at.share or goals[-1].force in ("strong", "noun", "near")

    def _opens_item(self, at: Place, goal: Before) -> bool:
        """Whether a share begins an item that a semicolon parts from the goal before: what is said there of others
        ("… doanh nghiệp đã được số hóa; 90% hồ sơ …") says nothing of it."""
        lower = self.view.lower
        if not at.share or at.start - goal.end > ITEM_REACH:
            return False
        begin = lower.rfind(";", goal.end, at.start) + 1
        if not begin or not _ITEM_BEGINS.fullmatch(lower, begin, at.start):
            return False
        told = [m for m in at.strong if m.kind == "result" and m.start > goal.start] + at.after
        return all(m.kind == "goal" or lower[m.start : m.end] in _SAYING_WHICH for m in told)

    def _is_assured(self, marker: Marker) -> bool:
        return self.view.lower.startswith(_ASSURED, marker.start)

    def _assures(self, begin: int, at: Place) -> bool:
        """Whether "bảo đảm" is still heard, over the verb that it governs ("đảm bảo hoàn thành 100% …")."""
        if at.start - begin > ASSURED_REACH or any(m.force != "weak" for m in at.told if m.start > begin):
            return False
        return (
            not _OTHER_CLAUSE.search(self.view.lower, begin, at.start) and "," not in self.view.lower[begin : at.start]
        )

    def _is_called(self, end: int, start: int) -> bool:
        """Whether what stands behind a quantity says what it is, or how it is meant ("7% là mục tiêu đề ra")."""
        between = self.view.lower[end:start].strip()
        called = between in ("", "theo", "-", "(", "như") or (between.startswith("là") and len(between) < _CALLED)
        return called and not self.view.lower.startswith("với", start)

    def _is_ruled(self, norm: Marker, place: int) -> bool:
        """Whether a rule names its number: "… quy định tại Điều 7 Nghị định số 12 là 25 m2"."""
        lower = self.view.lower
        return lower.startswith("quy định", norm.start) and lower.endswith(" là ", norm.end, place)

    def _is_aimed_at(self, previous: Before) -> bool:
        """Whether a word of a goal stands before the quantity before, in its sentence: then its parts are goals."""
        first = max(sentence(self.view, previous.start)[0], previous.start - STRONG_REACH)
        return any(m.kind == "goal" for m in self.words.open(first, previous.start))

    def _opened(self, place: int) -> Sense | None:
        """What opens the list that `place` is an item of: goals, or results."""
        for start, end in self.lists.openers(place):
            if end not in self._openers:
                self._openers[end] = self._opens(start, end)
            if sense := self._openers[end]:
                return sense
        return None

    def _opens(self, start: int, end: int) -> Sense | None:
        """What a paragraph says of the list that it opens; nothing if it opens none."""
        text = self.view.text[start:end].rstrip()
        if text.endswith((".", ";")) or (len(text) > outline.LONGEST_HEADING and not text.endswith(":")):
            return None
        titled = outline.heading_sense(text.lower()) if len(text) <= outline.LONGEST_HEADING else None
        told = [
            m for m in self.words.open(max(start, end - outline.OPENER_REACH), end) if m.force in ("strong", "noun")
        ]
        told = [m for m in told if m.kind in ("goal", "result")]
        if titled == "actual" or not told:
            return titled
        return "target" if told[-1].kind == "goal" else "actual"

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
            told = [m for m in self.words.open(above, place) if m.force in ("strong", "noun")]
            told = [m for m in told if m.kind in ("goal", "result")]
            if told and (told[-1].force == "strong" or lower[above:place].rstrip().endswith(":")):
                return "target" if told[-1].kind == "goal" else "actual"
            if self.words.tells_past(above, place):
                return None
            place = above
        return None


_TABLE: tuple[Callable[[Reader, Place], Verdict | None], ...] = (
    Reader._supposed,
    Reader._near_a_word_of_rules,
    Reader._behind_the_noun_of_a_goal,
    Reader._labelled_as_a_goal,
    Reader._in_a_list_of_goals,
    Reader._before_a_year_to_come,
    Reader._possible,
    Reader._asked_for,
    Reader._in_a_budget,
    Reader._required,
    Reader._done_in_part,
    Reader._behind_another,
    Reader._behind_a_word,
    Reader._before_a_word,
    Reader._farther_from_a_word_of_rules,
    Reader._under_a_goal,
    Reader._in_a_time_to_come,
    Reader._near_a_weak_word,
    Reader._in_a_text_of_rules,
    Reader._in_a_condition,
    Reader._close_behind_a_goal,
    Reader._where_nothing_is_told,
    Reader._reported,
)
