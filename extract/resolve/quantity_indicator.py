"""What a quantity measures, as written: the subject, the verb and the rest of its clause, without time and frame."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from extract import anchors
from extract.context import Context
from extract.finders.quantity import QuantityCandidate
from extract.finders.quantity_document import sentence
from extract.lazy import re
from extract.letters import UPPER
from extract.model import Date
from extract.resolve import quantity_bearer as bearer
from extract.resolve import quantity_clause as clause
from extract.resolve import quantity_subject as subject
from extract.resolve.quantity_rest import LISTED, Rests

_BARE_SHARE = re.compile(r"tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng")
_NUMBER_OF = re.compile(r"(?:tổng )?(?:số lượng|số lượt|số(?! hóa)|lượng|lượt)[ ]")
# The structure of an economy, of which shares are told.
_STRUCTURE = re.compile(
    r"(?<!\w)[Cc]ơ cấu ((?:nội bộ )?(?:kinh tế|GRDP|GDP|ngành|lao động|sử dụng đất)(?:[ ](?:tỉnh|huyện|xã))?)(?!\w)"
)
# Who sets a goal, where only that is told of it: "Tổng cục giao 12 tỷ đồng và UBND tỉnh giao chỉ tiêu 13 tỷ đồng".
_GIVER = re.compile(
    r"(?:,| và)[ \n]("
    r"(?:Bộ|Tổng cục|Cục|UBND|Ủy ban|HĐND|Hội đồng|Chính phủ|Quốc hội|Thành phố|Tỉnh|Trung ương)[^,.;:\d]{0,40}?)"
    r"[ \n]giao(?:[ \n](?:chỉ tiêu|dự toán|kế hoạch))?(?:[ \n]phấn đấu)?(?:[ \n](?:là|đạt))?[ \n]$"
)
# The plan that a result is told as a share of, and who has set it.
_SHARE_OF_PLAN = re.compile(
    r"so (?:với )?(?P<plan>(?:chỉ tiêu|dự toán|kế hoạch|mục tiêu)(?: thu| chi| năm)?)(?!\w)"
    rf"(?P<by>(?: [^\W\d_]{{1,7}}){{0,5}} (?:[{UPPER}].{{1,60}}|(?:tỉnh|huyện|thành phố|trung ương|cấp trên) giao))?"
)
_PLAN_ALONE = re.compile(
    r"[ ](?:so với )?(?:chỉ tiêu|dự toán|kế hoạch|mục tiêu)(?: [^\W\d_]{1,8}){0,8}(?: (?:là|năm \d{4}))?[ ]"
)
_OWN_CHANGE = re.compile(r"(?<!\w)(tăng|giảm)(?: thêm| khoảng| gần| hơn| trên){0,2} $")
# The part of what was counted before.
_OF_WHICH = re.compile(r"[ ]?[,;(]?[ \n]?trong (?:đó|số đó|số này)(?:,| có| gồm| bao gồm| đã có){0,2}[ \n]")
_LEFT_OVER = re.compile(r"(?<!\w)còn lại(?:[ \n](?:là|khoảng|gần|hơn|trên|chiếm)){0,2}[ \n]$")
_TOLD_CHANGE = re.compile(
    r"(.{2,120}?)[ ](?:vẫn |cũng |lại |đã |tiếp tục )?(tăng|giảm)"
    r"(?: (?:nhanh|mạnh|cao|sâu|đều|đột biến|đáng kể|nhẹ|khá|vọt|dần|rõ rệt|nhất)){0,3}$"
)
_VOTE = re.compile(r"(?<!\w)(?:tán thành|đồng ý|không tán thành|không biểu quyết|thông qua)(?!\w)")
_PASSED = re.compile(
    r"(?<!\w)thông qua[ \n]((?:Luật|Nghị quyết|NQ|Bộ luật|Pháp lệnh|Tờ trình|dự thảo|danh sách|việc)[^;.:\n]{3,160}?)"
    r"(?:[ \n]với|:|,|;|[.][ ])"
)
_SHORT_VOTE = 5
_AMOUNTS_TO = re.compile(r"(?<!\w)(?:là|đạt|còn|đến|tới|lên|xuống|tăng|giảm|được)[ \n]$")
_CLOSE = 10
_LEAST_AMOUNT = 100
_BARE_DEEDS = frozenset({"", "thu", "chi", "thu về", "giao", "đề ra"})  # deeds that leave what is meant to be told
_COUNT_OF = re.compile(r"^(?:tổng số|số lượng|số)[ ]")
_OPENED = re.compile(
    r"\([ ]?(?:(?:chiếm|đạt|tương đương|tương ứng|bằng|tỷ lệ|tỉ lệ)(?: với)?[ ])?(?:(?:tăng|giảm)(?: thêm)?[ ])?$"
)
_JOINED = re.compile(r"[ \n]và[ \n]$")
# The number of the period before, told beside the one of this: "tăng 7%, cùng kỳ là 6%".
_PERIOD_BEFORE = re.compile(
    r"[,;(]?[ ]?(?:\(|trong khi[ ]|nhưng[ ]|còn[ ]|số[ ])?"
    r"cùng kỳ(?: năm (?:trước|ngoái|\d{4})| \d{4})?[ ](?:(?:chỉ|là|đạt|tăng|giảm|ở mức)[ ]){1,3}"
)
_BARE_PLACE = re.compile(
    r"(?:tỉnh|huyện|xã|phường|thị trấn|thị xã|thành phố|tp|quận|đơn vị|ngành|địa phương|cả nước|công ty|cục|sở|ban|bộ"
    r"|nước ta|chúng ta|họ|nhà máy|trường|bệnh viện)",
    re.IGNORECASE,
)
_NAMED_PLACE = re.compile(
    r"(?:các |các tỉnh )?(?:tỉnh|huyện|xã|phường|thị trấn|thị xã|thành phố|tp|TP|quận|khu vực|khối)"
    rf"(?: [{UPPER}][\w.]{{0,9}}){{1,4}}"
)
_BARE_NAME = re.compile(rf"[{UPPER}]\w{{1,12}}(?: [{UPPER}]\w{{0,9}}){{0,3}}")
# What only points back to what was measured before.
_POINTER = re.compile(
    r"(?:^|[ \n])(?:trong )?(?:tỷ lệ|tỉ lệ|con số|mức|số|chỉ tiêu|chỉ số|kế hoạch|tổng số|số tiền|số lượng)"
    r"(?: tiền| vốn| người)?[ ](?:này|đó|trên)$",
    re.IGNORECASE,
)
_LIGHT = re.compile(
    r"(?<!\w)(?:có|là|gồm|còn|với|của|bao gồm|nay|đó|chỉ có|mới có|thêm)(?: (?:ít nhất|thêm|tổng cộng))?[ \n]*$",
    re.IGNORECASE,
)
_LONGEST_LIGHT = 40
_OPENING = re.compile(r"[\s\"']*(so với [^,;.\n]{3,60}),", re.IGNORECASE)
_SCALE = re.compile(r"^(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục)[ ])+|/.*$", re.IGNORECASE)
_SCALE_WORD = re.compile(
    r"^(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục)[ ])+|/(?:năm|tháng|ngày|quý|tuần|lượt|người|hộ)$", re.IGNORECASE
)
_OWNED = re.compile(r"[ ]của[ ](?:hơn |gần |trên |khoảng )?")
# A unit that says nothing of what it counts.
_BARE_UNIT = re.compile(r"lượt|con|kWh|kwh|chiếc|cái|điểm", re.IGNORECASE)
_UNTOLD_UNIT = re.compile(r"lượt|kwh", re.IGNORECASE)
# Whose the next of two like amounts is: "của ô tô là 10%, của xe máy là 6%".
_OTHER_OWNER = re.compile(
    r"(?:,|;|[ ]và|,[ ]và|,[ ]còn)[ ]của[ ]([^,.;:()\d]{2,50}?)[ ]"
    r"(?:(?:là|đạt|tăng|giảm|còn|khoảng|trên|hơn|gần)[ ]?){1,3}"
)
_AREA = re.compile(r"(?:tỉnh|huyện|xã|phường|thành phố|thị xã|quận|nước|quốc gia|địa phương)(?!\w)", re.IGNORECASE)
# A body whose deed is told.
_BODY = re.compile(
    r"(?:Ủy ban|UBND|HĐND|UBKT|Ban|Bộ|Sở|Tổng cục|Cục|Chi cục|Hội|Liên đoàn|LĐLĐ|Công an|Tòa án|Viện|Thành ủy|Tỉnh ủy"
    r"|Huyện ủy|Đảng ủy|Đảng bộ|Hải quan|Trung tâm|Mặt trận|Đoàn|Thanh tra|Văn phòng|Quỹ|Bệnh viện)(?!\w)"
)
_MADE_OF = re.compile(r"[^\W\d_][ ](?:bao )?gồm(?: có)?[ ]$")
_CAUSES = re.compile(
    r"(?<!\w)(?:đã )?(?:khiến cho|khiến|làm cho|làm|gây|cướp đi)[ \n](?:ít nhất |khoảng )?$", re.IGNORECASE
)
_HARM = re.compile(
    anchors.any_of(("chết", "thiệt mạng", "tử vong", "bị thương", "mất tích", "thương vong", "thương tích"))
)
_HAPPENED = re.compile(r"(?<!\w)(?:xảy ra|ghi nhận)(?!\w)|\. ")
_REACHED_IN_BRACKETS = re.compile(r"\((?:chỉ |mới )?(?:đạt|còn)[ ]$")
_LEADING_NUMBER = re.compile(r"^[ ]?[\d.,/]{1,12}[ ]")
_BESIDE = re.compile(r"[^.;:()\d]{0,40}(?:,|và|;|,[ ]làm)[ \n]{0,2}")
# A place or a body and its share in brackets, in a list of them: "Đông Lạc (12%), Tây Lạc (9%)".
_NAMED_SHARE = re.compile(rf"[,:][ ]?((?:[{UPPER}]\w{{0,9}} ?){{1,4}})\((?:chiếm |đạt |tăng |giảm |với )?$")
_FIRST_OF = re.compile(r" (?:gồm|gồm có|bao gồm|như|là)(?: tỉnh| thành phố)? (?=[A-ZĐ])")
_OPENS_SHARE = ("(", "(chiếm ", "(đạt ", "(tăng ", "(giảm ", "(với ")
# The first of two verbs of one object: "đã tuyên dương, khen thưởng 6 cá nhân".
_VERB_BEFORE = re.compile(
    r"(?<!\w)(?:đã|sẽ|cần|phải|được)[ ]([^\W\d_]{1,7}(?:[ ][^\W\d_]{1,7})?),[ ](?:[^\W\d_]{1,7}[ ]){1,2}(?:cho[ ])?$"
)
_OF_WHOLE = ("so với", "trong ")
_SHORT_DEED = 6
_FEW = 6
_SHORT_ITEM = 4
_THIN = 3
_SHORT_MEASURE = 4
_LONGEST_ACTOR = 9
_COMPANY = re.compile(r"(?:Công ty|Tập đoàn|Tổng công ty|Ngân hàng|Nhà máy|Hợp tác xã|HTX|Xí nghiệp)(?!\w)")
# What follows the name of an actor.
_TOLD_OF = re.compile(
    r" (?:đã|cũng|vừa|sẽ|đang|còn|tiếp tục|ghi nhận|thông qua|dự kiến|tổ chức|thực hiện|triển khai|trong|là|và|có"
    r"|cho|được|những)(?!\w)"
)
# Who acts, by a name or by what bears one.
_ACTS = re.compile(rf"(?:[^\W\d_]{{1,7}} ){{0,4}}[{UPPER}][\w.]{{1,12}}(?: \(?[\w.]{{1,9}}\)?){{1,8}}$")
_LEAST_NAME = 4
_SHORT_VERB = 2
_SHORT_BASE = 8
_VERBS_BACK = 4
_AMOUNT_REACH = 90
_SHARE_WORDS = 5
_PART = re.compile(r",[ ]trong đó[ ,](?:phần|riêng|của|nguồn|vốn|khu vực|ngân sách)(?!\w)")
_BRACKET_REACH = 100
_MOST_WORDS = 14
_MOST_INHERITED = 26  # what a number takes over from the one before must not grow along a chain of them
_LONG_VERB = 7
_REACH = 260


class Parts(NamedTuple):
    """What a clause says of a quantity, each in the words of the text."""

    subject: str
    change: str
    rest: str


class Indicators:
    """The indicators of the quantities of one document."""

    def __init__(self, context: Context, times: list[Date]) -> None:
        """`times` are the dates of the document and what else tells the time of figures (`figure_times`)."""
        self.view = context.view
        self.candidates = context.quantity_candidates
        self.rests = Rests(context, times)
        self.starts = [c.start for c in self.candidates]
        self._parts: list[Parts] = []
        self._causes: dict[int, str] = {}
        self._shares: dict[int, str] = {}
        self._given: dict[int, str] = {}
        self._amounts: dict[float, list[int]] = {}
        self._wholes: dict[int, Parts] = {}
        self._made_of: set[int] = set()
        self._owners: dict[int, str] = {}

    def of(self, index: int) -> str | None:
        """The indicator of the candidate at `index`, or None if its clause does not tell."""
        parts = self._read(index)
        if self._is_hollow(index):
            parts = next((self._read(i) for i in self._same_amounts(index) if not self._is_hollow(i)), parts)
        return self._told(index, parts) or None

    def _phrase(self, index: int) -> str:
        return self._told(index, self._read(index))

    def _told(self, index: int, parts: Parts) -> str:
        """The parts that are told of a quantity as one phrase, with its unit where that is of what is counted."""
        candidate = self.candidates[index]
        unit = self._unit(candidate) if candidate.unit.names_whole or candidate.unit.kind == "count" else ""
        if parts.subject and not parts.rest and _UNTOLD_UNIT.fullmatch(unit):
            unit = ""
        said = parts.subject.lower()
        if unit and (
            (parts.change and said.startswith(unit.lower())) or _COUNT_OF.sub("", said).startswith(unit.lower())
        ):
            unit = ""  # "tổng số hộ vay vốn": hộ
        elif _NUMBER_OF.match(said) and _AMOUNTS_TO.search(
            self.view.lower, max(0, candidate.start - _CLOSE), candidate.start
        ):
            unit = ""  # "lượng khách đạt 3 triệu lượt", "số đoàn viên là 25 đồng chí"
        if unit and parts.rest.lower().startswith(f"{unit.lower()} "):
            unit = ""  # "419 đại biểu trong số 421 đại biểu có mặt"
        return " ".join(w for w in (parts.subject, parts.change, unit, parts.rest) if w)

    def _is_hollow(self, index: int) -> bool:
        """Whether next to nothing is told beside an amount of money: "phấn đấu đạt chỉ tiêu 13.500 tỷ đồng"."""
        parts = self._read(index)
        told = parts.change or (parts.rest and not parts.rest.startswith("của "))
        return not told and parts.subject.lower() in _BARE_DEEDS

    def _same_amounts(self, index: int) -> list[int]:
        """The other places where an amount of money is told that is not a round one: it is of the same thing there."""
        candidate = self.candidates[index]
        if candidate.unit.kind not in ("money", "multiplier") or candidate.value < _LEAST_AMOUNT:
            return []
        if not self._amounts:
            for i, other in enumerate(self.candidates):
                if other.unit.kind in ("money", "multiplier"):
                    self._amounts.setdefault(other.value, []).append(i)
        return [i for i in self._amounts.get(candidate.value, ()) if i != index]

    def _unit(self, candidate: QuantityCandidate) -> str:
        unit = candidate.unit
        if unit.end <= unit.start:
            return ""
        return (_SCALE_WORD if unit.kind == "count" else _SCALE).sub("", self.view.written(unit.start, unit.end))

    def _read(self, index: int) -> Parts:
        for i in range(len(self._parts), index + 1):  # in order: each may lean on the one before
            self._parts.append(self._parse(i))
        return self._parts[index]

    def _parse(self, index: int) -> Parts:
        candidate = self.candidates[index]
        first, last = sentence(self.view, candidate.start)
        floor = max(first, candidate.start - _REACH)
        follows = index > 0 and self.candidates[index - 1].end > floor
        if follows:
            floor = self.candidates[index - 1].end
        counts = candidate.unit.kind == "count"
        rest = self.rests.of(index, last)
        if counts and (harm := self._harm(index, first, rest)):
            return harm
        opened = self.view.text.endswith(_OPENS_SHARE, floor, candidate.start)
        if follows and opened and (named_place := _NAMED_SHARE.search(self.view.text, floor, candidate.start)):
            told = self._shares.get(index - 1) or _FIRST_OF.split(self._read(index - 1).subject)[0]
            base = self._shares.setdefault(index, told)
            return Parts(f"{base} {named_place[1]}".strip(), "", rest)
        if follows and _PERIOD_BEFORE.fullmatch(self.view.lower, self.candidates[index - 1].end, candidate.start):
            before = self._read(index - 1)
            return Parts(before.subject, before.change, "" if before.rest.startswith("so với") else before.rest)
        whole = bool(rest) and not rest.startswith(_OF_WHOLE if candidate.unit.kind == "percent" else "so với")
        text = self.rests.without_dates(floor, candidate.start, before=True)
        left, change, actor = said = subject.read(text, kind=candidate.unit.kind, follows=follows, whole=whole)
        if not change and "tăng" not in left:
            own = _OWN_CHANGE.search(self.view.lower, candidate.start, candidate.number_start)
            change = own[1] if own else ""  # "công nghiệp ước giảm 12%"
        compared = left.lower().startswith("so với") and len(left.split()) <= _SHORT_BASE
        if change and follows and (not left or compared):
            rest, left = rest or left, self._changed_count(index) or (self._before(index) if left else "")
        if counts and _BARE_PLACE.fullmatch(left) and not _MADE_OF.search(self.view.text, floor, candidate.start):
            left = ""  # "huyện có 75 hợp tác xã"
        if follows and not rest and not change and _NAMED_PLACE.fullmatch(left):
            left = self._of_place(index, left, _NAMED_PLACE)
        if follows and not rest and not change and not counts and _BARE_NAME.fullmatch(left):
            left = self._of_place(index, left, _BARE_NAME)
        if follows and (
            owner := _OTHER_OWNER.fullmatch(self.view.text, self.candidates[index - 1].end, candidate.start)
        ):
            left = f"{self._read(index - 1).subject.partition(' của ')[0]} của {owner[1]}"
        if pointer := _POINTER.search(left):
            left = "" if counts or not index else self._meant(index, left[: pointer.start()])
        if not counts and not rest and " " not in left and left:
            left = self._full_verb(index, left)
        bare = counts and not rest and bool(_BARE_UNIT.fullmatch(self._unit(candidate)))
        named = counts and bool(rest) and not change  # what follows says what is counted
        place = max(floor, candidate.start - 40)
        opened = self.view.lower.find("(", place, candidate.start) >= 0
        if follows and opened and _OPENED.search(self.view.lower, place, candidate.start):
            left = "" if named else self._in_brackets(index, change or ("" if self._closes(candidate) else rest))
            if self._closes(candidate) and _REACHED_IN_BRACKETS.search(self.view.lower, place, candidate.start):
                left, rest = left and self._read(index - 1).subject, ""
            elif rest and left.endswith(rest):
                rest = ""  # the change before has it too
        elif counts and self._is_made_of(index, floor):
            left, rest = left or self._before(index), ""
        elif named and subject.MEASURED.match(left):
            pass
        elif counts and follows and not left and not rest and self._is_given_to(index):
            left = self._before(index)
        elif (
            counts
            and follows
            and self.candidates[index - 1].unit.kind == "count"
            and not _AREA.match(self._unit(candidate))
            and _OWNED.fullmatch(self.view.text, self.candidates[index - 1].end, candidate.start)
        ):
            left = self._phrase(index - 1)
        elif named and (
            _JOINED.search(self.view.text, max(floor, candidate.start - 4), candidate.start)
            or _LIGHT.search(self.view.text, max(floor, candidate.start - _LONGEST_LIGHT), candidate.start)
        ):
            left = ""
        elif (
            not left
            and follows
            and (change or not (counts or whole) or rest.startswith("so với") or self._is_listed(index) or bare)
        ):
            left = self._before(index)
            if not left and not rest and candidate.unit.kind == self.candidates[index - 1].unit.kind == "percent":
                left = self._phrase(index - 1)  # "50% tôm giống sản xuất trong tỉnh, năm 2025 là 100%"
        elif follows and subject.BARE_AMOUNT.fullmatch(left) and self.candidates[index - 1].unit.kind == "count":
            left = " ".join([*left.split(), *self._given_to(index - 1, left).split()[:8]])
        if named and rest and len(left.split()) > _LONG_VERB and not subject.MEASURED.match(left):
            left = ""
        if (
            counts
            and left
            and len(left.split()) <= _SHORT_VERB
            and (verb := _VERB_BEFORE.search(self.view.text, floor, candidate.start))
        ):
            left = f"{verb[1]}, {left}"
        if counts and follows and not left and (told := self._whole(index)):
            if not rest:
                left, rest = told.subject, clause.first_words(told.rest.split(), _SHORT_BASE)
            elif len(rest.split()) <= _SHORT_VERB and len(told.subject.split()) <= _FEW:
                left = told.subject
        if follows and not left and not change and (shared := self._shared_verb(index, rest)):
            left = shared
        if follows and candidate.sense == "target" and candidate.unit.kind == "money" and self._is_base(index):
            plan = _SHARE_OF_PLAN.match(self._read(index - 1).rest)
            left = self._planned(self._read(index - 1), plan) if plan else left
        if amount := not counts and follows and self._amount_of_count(index):
            left = amount
        if follows and not counts and not rest and _BARE_SHARE.fullmatch(left):
            left = f"{left} {self._before(index)}".strip()
        if not counts and not change:
            left = self._in_structure(index, first, left)
        if follows and not counts and (giver := _GIVER.search(self.view.text, floor, candidate.start)):
            base = self._given.setdefault(index, self._given.get(index - 1) or self._before(index))
            left = f"{base} {giver[1]} giao".strip()
        if not change and (voted := self._voted(index, f"{left} {self._unit(candidate) if counts else ''} {rest}")):
            rest = f"{rest} {voted}".strip()
        if not counts and _LEFT_OVER.search(self.view.lower, floor, candidate.start) and said.measured == "":
            left = "còn lại"
        if follows and left and not counts and self._is_share(index, len(left.split())):
            left = f"{self._read(index - 1).subject} {left}".strip()
        if change and not rest and (opening := _OPENING.match(self.view.text, first, candidate.start)):
            rest = " ".join(opening[1].split()).replace("So", "so", 1)
        if actor and left == said.measured and left and not change and not (rest and not counts):
            left = self._acted(actor, left, f"{self._unit(candidate)} {rest}" if counts else "")
        if change and (twice := _TOLD_CHANGE.match(left)) and change.lower().startswith(twice[2]):
            left = twice[1]  # "xuất khẩu tăng nhanh (tăng 17%)"
        if not change and not rest and (of := self._owner(index, first, floor, left, follows)):
            left = f"{left} {of}"
        if left and not rest and not change and candidate.unit.kind in ("money", "measure"):
            rest = bearer.purpose(self.view.text, candidate.end) if len(left.split()) <= _SHORT_MEASURE else ""
        return Parts(clause.last_words(left, _MOST_INHERITED), change, rest)

    def _owner(self, index: int, first: int, floor: int, measure: str, follows: bool) -> str:
        """What a bare measure is of: what its clause goes on with, or what the measure before it in a row is of ("Tuyến
        đường A dài 4 km, kinh phí đầu tư 9 tỷ đồng")."""
        if not bearer.BARE.fullmatch(measure):
            return ""
        this, text = self.candidates[index], self.view.text
        if not follows:
            self._owners[index] = bearer.behind(text, first, this.start, this.end)
        elif text.startswith(",", self.candidates[index - 1].end) and not anchors.occur(
            text, (";", ". "), floor, this.start
        ):
            self._owners[index] = bearer.of_length(self._read(index - 1).subject) or self._owners.get(index - 1, "")
        return self._owners.get(index, "")

    def _whole(self, index: int) -> Parts | None:
        """What is said of the whole that a count is told to be a part of, itself or in a list with others ("46 đảng
        viên học xong lớp, trong đó có 12 thạc sĩ, 9 kỹ sư"): it is said of the part too."""
        previous = self.candidates[index - 1]
        if previous.unit.kind != "count":
            return None
        if _OF_WHICH.fullmatch(
            self.view.lower, previous.end + len(self._tail_of(index - 1)), self.candidates[index].start
        ):
            self._wholes[index] = self._read(index - 1)
        elif index - 1 in self._wholes and self._is_listed(index):
            self._wholes[index] = self._wholes[index - 1]
        return self._wholes.get(index)

    def _shared_verb(self, index: int, rest: str) -> str:
        """The verb that a short item of a list shares with the item before ("thu giữ 3 kg cần sa và 2 bánh heroin")."""
        previous, this = self.candidates[index - 1], self.candidates[index]
        verb = self._read(index - 1).subject
        told = f"{self._unit(this) if this.unit.kind == 'count' else ''} {rest}".split()
        if (
            subject.is_measure(verb)
            or not 0 < len(told) <= _SHORT_ITEM
            or not 0 < len(verb.split()) <= _FEW
            or self._read(index - 1).change
        ):
            return ""
        place = previous.end + len(self._tail_of(index - 1))
        joint = self.view.text[place : this.start]
        return verb if joint.strip() and LISTED.fullmatch(joint) else ""

    def _tail_of(self, index: int) -> str:
        """The words behind a quantity that its indicator holds, as they stand in the text; nothing if they differ."""
        end, rest = self.candidates[index].end, self._read(index).rest
        return f" {rest}" if self.view.text.startswith(f" {rest}", end) else ""

    def _is_given_to(self, index: int) -> bool:
        """Whether a count is of those who the amount before was given to ("chi trả 4 tỷ đồng cho 120 hộ")."""
        previous = self.candidates[index - 1]
        between = self.view.lower[previous.end : self.candidates[index].start]
        return previous.unit.kind == "money" and between.split() == ["cho"]

    def _acted(self, actor: str, verb: str, counted: str) -> str:
        """A verb that says little with the body or the place whose deed it is ("Ủy ban Kiểm tra Tỉnh ủy kiểm tra 5 tổ
        chức", "huyện Đông Lạc chi trả")."""
        actor = _TOLD_OF.split(actor)[0]
        deed, name = len({*verb.lower().split(), *counted.lower().split()}), len(actor.split())
        if deed > _SHORT_DEED:
            return verb
        is_named = bool(_ACTS.match(actor)) and any(word[0].isupper() for word in actor.split()[1:])
        if deed <= _THIN and is_named and name <= _LONGEST_ACTOR and not verb.startswith("thu"):
            if subject.is_measure(verb) and not verb.startswith("chi "):
                return f"{verb} {actor}" if _COMPANY.match(actor) else verb
            return f"{actor} {verb}"
        placed = bool(_NAMED_PLACE.fullmatch(actor)) and name <= deed + 2
        acts = bool(_BODY.match(actor)) and _LEAST_NAME <= name <= (deed + 2 if counted.strip() else deed)
        return f"{actor} {verb}" if placed or acts else verb

    def _in_structure(self, index: int, first: int, part: str) -> str:
        """The share of a sector, with the structure that it is one of ("Trong cơ cấu kinh tế, dịch vụ chiếm 41%")."""
        candidate = self.candidates[index]
        if candidate.unit.kind != "percent" or not part or len(part.split()) > _SHORT_BASE:
            return part
        told = _STRUCTURE.search(self.view.text, max(first, candidate.start - _REACH), candidate.start)
        if told is None or "cơ cấu" in part or "tỷ trọng" in part or " tăng" in part:
            return part
        return f"{part} trong cơ cấu {' '.join(told[1].split())}"

    def _voted(self, index: int, who: str) -> str:
        """What those who voted agreed to, where little else is told ("thông qua Luật A với 441 đại biểu tán thành")."""
        candidate = self.candidates[index]
        if len(who.split()) > _SHORT_VOTE or not _VOTE.search(who):
            return ""
        told = _PASSED.search(self.view.text, max(0, candidate.start - _REACH), candidate.start)
        return clause.first_words(told[1].split(), _MOST_WORDS) if told else ""

    def _of_place(self, index: int, place: str, named: re.Pattern[str]) -> str:
        """What is measured of one in a list of places or bodies ("huyện A giải ngân 6 tỷ đồng; huyện B 7 tỷ đồng")."""
        if self.candidates[index].unit.kind != self.candidates[index - 1].unit.kind:
            return place
        measured = self._shares.get(index - 1) or named.sub("", self._read(index - 1).subject, count=1)
        self._shares[index] = " ".join(measured.split())
        return f"{self._shares[index]} {place}".strip()

    def _full_verb(self, index: int, verb: str) -> str:
        """A verb with its object, where a quantity of this kind shortly before had both ("thu ngân sách", "thu")."""
        kind = self.candidates[index].unit.kind
        for before in range(index - 1, max(-1, index - _VERBS_BACK - 1), -1):
            subject = self._read(before).subject
            if self.candidates[before].unit.kind != kind:
                continue
            if subject.startswith((f"{verb} ", f"số {verb} ", f"tổng {verb} ")):
                short = subject.partition(" của ")[0]
                return " ".join((short if " " in short else subject).split()[:_SHORT_BASE])
        return verb

    def _meant(self, index: int, where: str) -> str:
        """What the quantity before measures, for one that points back to it ("ở thị xã, tỷ lệ này là …")."""
        if self.candidates[index].start - self.candidates[index - 1].end > _REACH:
            return ""
        return f"{self._read(index - 1).subject} {where}".strip()

    def _closes(self, candidate: QuantityCandidate) -> bool:
        """Whether the bracket that a quantity stands in ends behind it."""
        return self.view.text.startswith(")", candidate.end)

    def _in_brackets(self, index: int, changed: str) -> str:
        """What the quantity before a bracket measures; of a change or a share in it, without the change that was told
        before it ("tăng 3 doanh nghiệp (tăng 4%)")."""
        previous = self._read(index - 1)
        this, before = self.candidates[index], self.candidates[index - 1]
        if previous.change and this.unit.kind == before.unit.kind != "percent" and this.value > before.value:
            return previous.subject  # what it was before: "giảm 3 tỷ đồng so với năm 2020 (45 tỷ đồng)"
        if previous.change and this.sense == "target" and this.unit.kind == "money" and before.unit.kind == "percent":
            return previous.subject  # what it is to be: "tăng 5% so với dự toán (331 tỷ đồng)"
        if this.sense == "target" and this.unit.kind != "percent" and (plan := _SHARE_OF_PLAN.match(previous.rest)):
            return self._planned(previous, plan)
        if changed and previous.change:
            return f"{previous.subject} {'' if previous.rest.startswith('so') else previous.rest}".strip()
        return self._phrase(index - 1)

    def _is_base(self, index: int) -> bool:
        """Whether a quantity stands right behind what the share before it is of ("đạt 84% dự toán 115 tỷ đồng")."""
        previous, this = self.candidates[index - 1], self.candidates[index]
        return previous.unit.kind == "percent" and bool(_PLAN_ALONE.fullmatch(self.view.text, previous.end, this.start))

    def _planned(self, told: Parts, plan: re.Match[str]) -> str:
        """What an amount of a plan measures that a result is told as a share of ("thu đạt 95% dự toán (331 tỷ đồng)"),
        with who has set it."""
        if plan["by"]:
            return f"{told.subject} theo {plan['plan']}{plan['by']}".strip()
        return f"{plan['plan']} {told.subject}".strip()

    def _changed_count(self, index: int) -> str:
        """What is counted, of a change that stands behind the count ("75 hội viên, tăng 3 hội viên")."""
        this, previous = self.candidates[index], self.candidates[index - 1]
        if this.unit.kind != "count" or self._unit(this).lower() != self._unit(previous).lower():
            return ""
        return self._of_count(index - 1).strip()

    def _amount_of_count(self, index: int) -> str:
        """The amount that goes with the count before ("39 công trình mới với tổng vốn … "), with what is counted."""
        previous = self.candidates[index - 1]
        between = self.view.text[previous.end : self.candidates[index].start]
        if previous.unit.kind not in ("count", "measure") or len(between) > _AMOUNT_REACH or not between.isprintable():
            return ""
        amount = None if subject.DELIMITER.search(between) else subject.AMOUNT.search(clause.trim(between))
        if amount is None:
            return ""
        whose = self._given_to(index - 1, amount[1]) if previous.unit.kind == "count" else self._phrase(index - 1)
        return " ".join([*amount[1].split(), *whose.split()[:8]])

    def _given_to(self, index: int, amount: str) -> str:
        """What an amount is of that goes with a count: what is counted, or where that only says to whom something was
        done, the deed ("cơ cấu lại nợ cho 27 khách hàng, với dư nợ 3 tỷ đồng")."""
        counted, deed = self.candidates[index], self._read(index).subject
        to = self.view.lower.endswith((" cho ", "\ncho "), 0, counted.start)
        return deed if to and " " in deed and len(amount.split()) <= _SHORT_VERB else self._of_count(index)

    def _is_share(self, index: int, words: int) -> bool:
        """Whether a quantity is a part of the one before, of its kind ("đạt 5 tỷ đồng, trong đó phần của xã là …")."""
        previous, this = self.candidates[index - 1], self.candidates[index]
        return (
            words <= _SHARE_WORDS
            and previous.unit.kind == this.unit.kind
            and bool(_PART.match(self.view.text, previous.end, this.start))
        )

    def _is_made_of(self, index: int, floor: int) -> bool:
        """Whether a body is said to consist of what is counted ("Đoàn gồm 8 cán bộ, 12 chuyên gia")."""
        said = _MADE_OF.search(self.view.text, floor, self.candidates[index].start)
        if said or (index - 1 in self._made_of and self._is_listed(index)):
            self._made_of.add(index)
        return index in self._made_of

    def _harm(self, index: int, first: int, rest: str) -> Parts | None:
        """What a count of the dead, the injured or the damaged measures: what it says and what it was caused by."""
        candidate = self.candidates[index]
        if not _HARM.search(f"{self._unit(candidate)} {rest}"):
            return None
        begin = max(first, candidate.start - _REACH)
        if _CAUSES.search(self.view.lower, begin, candidate.start):
            self._causes[index] = self._cause(index, begin)
        elif self._causes.get(index - 1) and _BESIDE.fullmatch(
            self.view.text, self.candidates[index - 1].end, candidate.start
        ):
            self._causes[index] = self._causes[index - 1]
        cause = self._causes.get(index)
        return Parts("", "", f"{rest} do {cause}".strip()) if cause else None

    def _cause(self, index: int, begin: int) -> str:
        previous = self.candidates[index - 1] if index else None
        if previous and previous.end > begin and previous.unit.kind == "count":
            return self._of_count(index - 1).strip()
        said = _CAUSES.sub("", self.view.text[begin : self.candidates[index].start])
        said = _HAPPENED.split(said)[-1]
        return clause.last_words(clause.trim(_LEADING_NUMBER.sub("", clause.trim(said))), _MOST_WORDS)

    def _is_listed(self, index: int) -> bool:
        return bool(LISTED.fullmatch(self.view.text, self.candidates[index - 1].end, self.candidates[index].start))

    def _of_count(self, index: int) -> str:
        return f"{self._unit(self.candidates[index])} {self._read(index).rest}"

    def _before(self, index: int) -> str:
        """What the quantity before measures: all of it for one that stands in brackets behind it."""
        if not index:
            return ""
        between = self.view.text[self.candidates[index - 1].end : self.candidates[index].start]
        if between.rfind("(") > between.rfind(")"):
            return self._phrase(index - 1)
        if ")" in between:
            return self._before_bracket(index - 1)
        if self.candidates[index].unit.kind == "percent" and self.candidates[index - 1].unit.kind == "count":
            return self._of_count(index - 1).strip() if self._read(index - 1).rest else self._phrase(index - 1)
        return self._read(index - 1).subject

    def _before_bracket(self, index: int) -> str:
        """The subject of the quantity before the bracket that the one at `index` may stand in, else its own."""
        start = self.candidates[index].start
        opened = self.view.text.rfind("(", max(0, start - _BRACKET_REACH), start)
        if opened < 0 or ")" in self.view.text[opened:start]:
            return self._read(index).subject
        before = bisect_left(self.starts, opened) - 1
        return self._read(before).subject if before >= 0 else ""
