"""What a quantity measures, as written: the subject, the verb and the rest of its clause, without time and frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from extract import anchors
from extract.context import Context
from extract.finders import quantity_units as units
from extract.finders.quantity import QuantityCandidate
from extract.finders.quantity_document import sentence
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.resolve import quantity_clause as clause

_CHANGE = re.compile(
    r"(?:^|[ \n])((?:tăng|giảm|cắt giảm|vượt|tăng trưởng|gấp)(?: (?:trưởng|thêm|thu|bình quân)){0,3})"
    r"(?: (?:đi|tới|đến|mạnh|nhẹ|được|là|đạt|ở mức|khoảng)){0,3}[ \n]{0,3}$",
    re.IGNORECASE,
)
_LONGEST_CHANGE = 80
_ASPECT = re.compile(
    r"(?<!\w)(?:đã|sẽ|đang|phải|cần|vẫn|cũng|còn|nhất trí|thống nhất|tập trung|chủ động|phấn đấu|yêu cầu|cho biết"
    r"|đề nghị)(?!\w)"
)
# (One by one, not as a set: a search leaps to the next of some characters only where each is an alternative.)
_DELIMITER = re.compile(r",|;|:|\(|\)|\"|\. |\n(?=[ ]*\n)")
_SAYS_MORE = re.compile(r"(?<!\w)(?:đạt|chiếm|bằng|còn|là|ở mức|tăng|giảm|lên|xuống|ước|trị giá|tương đương)(?!\w)")
_ENCLOSED = re.compile(r"[ \n]?\([^()\n]{0,80}\)")
_ENDS_RIGHT = (
    *(f"trong {time}" for time in ("buổi", "ngày", "tuần", "tháng", "quý", "năm", "đợt", "dịp", "thời gian", "kỳ")),
    *("trong giai đoạn", "trong nhiệm kỳ", "trong vòng", "trong đó", "trong khi", "nâng tổng", "nhằm", "nhưng"),
    *("tuy nhiên", "nên", "qua đó", "và sẽ", "và đã"),
)
# (A comma between two verbs of one phrase ends nothing: "khám, chữa bệnh", "phòng, chống cháy".)
_RIGHT_END = re.compile(
    r",(?! (?:chữa|chống|nộp|phổ biến|giáo dục|sử dụng) )|;|:|\(|\)|…|\?|!|-(?<=\w-) |\.(?:\s|$)|\n(?=[ ]*\n)"
    rf"|{anchors.any_of(_ENDS_RIGHT)}"
)
_EMPTY_RIGHT = re.compile(
    r"[ \n]*(?:trong(?! số| tổng số| danh sách| HĐND| các| cơ cấu| ngành)|gồm|bao gồm"
    r"|vào(?! lĩnh vực| ngành| các)|tại|ở|từ(?! việc| hoạt động| nguồn| bán)"
    r"|đến(?! khám| tham| dự| làm| thăm| học| du lịch)|và|với|hoặc"
    r"|thì|nhưng|mà|cùng|do|theo|năm|là|nên|trên|hay|khi|cũng|để|này|trở|mỗi)(?!\w)"
)
_ASIDE = re.compile(r"[ \n]*(?:sẽ|đang|còn|vẫn|không)(?!\w)")
_MERIT = re.compile(r"[ \n](?:đã )?(?:có|đạt) (?:nhiều )?thành tích(?!\w)")
_OPENED = re.compile(
    r"\([ ]?(?:(?:chiếm|đạt|tương đương|tương ứng|bằng|tỷ lệ|tỉ lệ)(?: với)?[ ])?(?:(?:tăng|giảm)(?: thêm)?[ ])?$"
)
_LEVEL = re.compile(r"(?<!\w)(?:thấp|cao|nhiều|ít|lớn) hơn (?:so với )?(?:mức )?(.{0,80})$")
_NAME_FIRST = re.compile(
    rf"^[{UPPER}].{{0,60}}(?<!\w)[{UPPER}]\w{{0,7}} [{UPPER}]\w{{0,7}} (?P<verb>[^{UPPER}]{{2,40}})$"
)
_JOINED = re.compile(r"[ \n]và[ \n]$")
_COMPARED = re.compile(r"[ \n]*(?:so với|so)[ \n]")
_BASE = re.compile(
    r"[ \n]*(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu|nghị quyết|trong tổng"
    r"|tổng(?! hợp| kết| thể| quát| thanh tra| cục| công ty))(?!\w)"
)
_SAME_PERIOD = re.compile(r"[ \n](?:với )?(cùng kỳ(?: năm (?:trước|ngoái))?)(?!\w)")
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
_MEASURE_HEAD = re.compile(
    r"(?:tổng (?:giá trị|sản lượng|số|mức|kim ngạch|diện tích|thu|chi|vốn|doanh thu)|tỷ lệ|tỉ lệ|kim ngạch|giá trị"
    r"|diện tích|sản lượng|năng suất|doanh thu|số lượng|tốc độ)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_MEASURE = 20
# What only points back to what was measured before.
_POINTER = re.compile(
    r"(?:^|[ \n])(?:trong )?(?:tỷ lệ|tỉ lệ|con số|mức|số|chỉ tiêu|chỉ số|kế hoạch|tổng số|số tiền|số lượng)"
    r"(?: tiền| vốn| người)?[ ](?:này|đó|trên)$",
    re.IGNORECASE,
)
# A measure that says nothing without what it measures.
_HOLLOW = re.compile(
    r"(?:đạt )?(?:mức |có )?(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|số lượng|tốc độ|mức độ|mức|tổng số|con số|kết quả"
    r"|bao gồm dự toán)",
    re.IGNORECASE,
)
_COUNTED_AT = re.compile(r"[ \n]*(?:tại|trên|đối với|ở|cho|của)(?!\w)")
_LIGHT = re.compile(
    r"(?<!\w)(?:có|là|gồm|còn|với|của|bao gồm|nay|đó|chỉ có|mới có|thêm)(?: (?:ít nhất|thêm|tổng cộng))?[ \n]*$",
    re.IGNORECASE,
)
_LONGEST_LIGHT = 40
_AMOUNT = re.compile(
    r"(?:^|[ \n])với[ \n]((?:tổng )?(?:số tiền|kinh phí|số vốn|vốn đầu tư|vốn|mức đầu tư|giá trị|trị giá|diện tích"
    r"|chiều dài|doanh thu|dư nợ|số|công suất|số vốn đầu tư|nguồn vốn|quy mô|mức|tỷ lệ"
    r"|tốc độ|dân số|sản lượng|doanh số|lợi nhuận|số lượng|trữ lượng|thu nhập|tỷ trọng|tỉ trọng|tỉ lệ)[^,;]{0,40})$"
)
_BARE_AMOUNT = re.compile(
    r"(?:tổng )?(?:số tiền|số vốn|kinh phí|giá trị|trị giá|mức đầu tư|số kinh phí)", re.IGNORECASE
)
_MEASURE = re.compile(
    r"(?<!\w)có ((?:tổng (?:số|thu|vốn|diện tích)|số|tỷ lệ|quy mô|diện tích|doanh thu|dân số|kinh phí|lợi nhuận"
    r"|thu nhập|dư nợ|vốn|sản lượng|năng suất|giá trị|kim ngạch|tốc độ|mật độ|công suất)(?!\w).{1,80})$"
)
_PLACE = re.compile(r"(?:trên|tại|ở|của|trong|cho|so với)(?!\w)")
_OPENING = re.compile(r"[\s\"']*(so với [^,;.\n]{3,60}),", re.IGNORECASE)
_SCALE = re.compile(r"^(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục)[ ])+|/.*$", re.IGNORECASE)
_SCALE_WORD = re.compile(
    r"^(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục)[ ])+|/(?:năm|tháng|ngày|quý|tuần|lượt|người|hộ)$", re.IGNORECASE
)
# A second or third verb or noun of what is counted: short, without a number, and the clause ends behind it.
_MORE = re.compile(
    r"(?:,[ \n](?!(?:đạt|chiếm|tăng|giảm|trong|với|có|là|tổng|còn|nhưng|đã|được|bằng|vượt|cao|thấp|gồm|như|đến|từ|nâng"
    r"|đồng|tạo|góp|qua|do|vì|nên|khi|đưa|cùng|ước|tương|kể|và|trị|bình|mỗi|đứng|so|theo|để|cho|hiện|tại|thu)(?!\w))"
    rf"[{LOWER}][^\W\d_]{{0,7}}(?: [^\W\d_]{{1,8}}){{0,8}}){{1,3}}(?=[.,;:]|$)"
)
# The head of a list of one or two nouns, which goes on behind a comma: "tỷ lệ đoàn viên, hội viên dự học".
_HEAD = re.compile(
    rf"(?<!\w)(?:việc|tỷ lệ|tỉ lệ|tổng số|số)[ ](?:[{LOWER}][^\W\d_]{{0,7}}[ ]){{0,2}}[{LOWER}][^\W\d_]{{0,7}}$"
)
_MEASURED = re.compile(r"(?:tổng số|số|số lượng|quy mô|dân số|lượng)(?!\w)", re.IGNORECASE)
_OWNED = re.compile(r"[ ]của[ ](?:hơn |gần |trên |khoảng )?")
_AREA = re.compile(r"(?:tỉnh|huyện|xã|phường|thành phố|thị xã|quận|nước|quốc gia|địa phương)(?!\w)", re.IGNORECASE)
_MADE_OF = re.compile(r"[^\W\d_][ ](?:bao )?gồm(?: có)?[ ]$")
_CAUSES = re.compile(
    r"(?<!\w)(?:đã )?(?:khiến cho|khiến|làm cho|làm|gây|cướp đi)[ \n](?:ít nhất |khoảng )?$", re.IGNORECASE
)
_HARM = re.compile(
    anchors.any_of(("chết", "thiệt mạng", "tử vong", "bị thương", "mất tích", "thương vong", "thương tích"))
)
_HAPPENED = re.compile(r"(?<!\w)(?:xảy ra|ghi nhận)(?!\w)|\. ")
_LEADING_NUMBER = re.compile(r"^[ ]?[\d.,/]{1,12}[ ]")
_BESIDE = re.compile(r"[^.;:()\d]{0,40}(?:,|và|;|,[ ]làm)[ \n]{0,2}")
# A place or a body and its share in brackets, in a list of them: "Đông Lạc (12%), Tây Lạc (9%)".
_NAMED_SHARE = re.compile(rf"[,:][ ]?((?:[{UPPER}]\w{{0,9}} ?){{1,4}})\((?:chiếm |đạt |tăng |giảm |với )?$")
_OPENS_SHARE = ("(", "(chiếm ", "(đạt ", "(tăng ", "(giảm ", "(với ")
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")
_LISTED = re.compile(r"(?:,|[ ]và|;|,[ ]và)?[ \n]*")
_ITEM = re.compile(rf"[ ][{LOWER}][^\W\d_]{{0,7}}(?:[ ][{LOWER}][^\W\d_]{{0,7}})?")
# The first of two verbs of one object: "đã tuyên dương, khen thưởng 6 cá nhân".
_VERB_BEFORE = re.compile(
    r"(?<!\w)(?:đã|sẽ|cần|phải|được)[ ]([^\W\d_]{1,7}(?:[ ][^\W\d_]{1,7})?),[ ](?:[^\W\d_]{1,7}[ ]){1,2}(?:cho[ ])?$"
)
_SHORT_VERB = 2
_SHORT_BASE = 8
_VERBS_BACK = 4
_AMOUNT_REACH = 90
_SHARE_WORDS = 5
_PART = re.compile(r",[ ]trong đó[ ,](?:phần|riêng|của|nguồn|vốn|khu vực|ngân sách)(?!\w)")
_STATES = {"thiếu", "thấp", "cao", "ít", "nhiều", "hạn chế", "khó khăn", "yếu"}
_LONGEST_LIST = 12
_BRACKET_REACH = 100
_MOST_WORDS = 14
_MOST_INHERITED = 26  # what a number takes over from the one before must not grow along a chain of them
_FEW_WORDS = 11
_SUBJECT_WORDS = 12
_VERB_WORDS = 10
_LONG_VERB = 5
_REACH = 260


class Parts(NamedTuple):
    """What a clause says of a quantity, each in the words of the text."""

    subject: str
    change: str
    rest: str


class Indicators:
    """The indicators of the quantities of one document."""

    def __init__(self, context: Context) -> None:
        self.view = context.view
        self.candidates = context.quantity_candidates
        self.spans = sorted((d.start, d.end) for d in context.dates)
        self.starts = [c.start for c in self.candidates]
        self._parts: list[Parts] = []
        self._causes: dict[int, str] = {}
        self._shares: dict[int, str] = {}
        self._made_of: set[int] = set()

    def of(self, index: int) -> str | None:
        """The indicator of the candidate at `index`, or None if its clause does not tell."""
        candidate = self.candidates[index]
        parts = self._read(index)
        unit = self._unit(candidate) if candidate.unit.names_whole or candidate.unit.kind == "count" else ""
        if parts.change and unit and parts.subject.lower().startswith(unit.lower()):
            unit = ""
        return " ".join(w for w in (parts.subject, parts.change, unit, parts.rest) if w) or None

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
        rest = self._right(index, last)
        if counts and (harm := self._harm(index, first, rest)):
            return harm
        opened = self.view.text.endswith(_OPENS_SHARE, floor, candidate.start)
        if follows and opened and (named_place := _NAMED_SHARE.search(self.view.text, floor, candidate.start)):
            base = self._shares.setdefault(index, self._shares.get(index - 1) or self._read(index - 1).subject)
            return Parts(f"{base} {named_place[1]}".strip(), "", rest)
        if follows and _PERIOD_BEFORE.fullmatch(self.view.lower, self.candidates[index - 1].end, candidate.start):
            before = self._read(index - 1)
            return Parts(before.subject, before.change, "" if before.rest.startswith("so với") else before.rest)
        whole = bool(rest) and not rest.startswith("so với")
        left, change = self._left(floor, candidate, follows=follows, whole=whole)
        compared = left.lower().startswith("so với") and len(left.split()) <= _SHORT_BASE
        if change and follows and (not left or compared):
            rest, left = rest or left, self._changed_count(index) or (self._before(index) if left else "")
        if counts and _BARE_PLACE.fullmatch(left) and not _MADE_OF.search(self.view.text, floor, candidate.start):
            left = ""  # "huyện có 75 hợp tác xã"
        if follows and not rest and not change and _NAMED_PLACE.fullmatch(left):
            left = self._of_place(index, left)
        if pointer := _POINTER.search(left):
            left = "" if counts or not index else self._meant(index, left[: pointer.start()])
        if not counts and not rest and " " not in left and left:
            left = self._full_verb(index, left)
        named = counts and bool(rest) and not change  # what follows says what is counted
        place = max(floor, candidate.start - 40)
        opened = self.view.lower.find("(", place, candidate.start) >= 0
        if follows and opened and _OPENED.search(self.view.lower, place, candidate.start):
            left = "" if named else self._in_brackets(index, change)
        elif counts and self._is_made_of(index, floor):
            left, rest = left or self._before(index), ""
        elif named and _MEASURED.match(left):
            pass
        elif (
            counts
            and follows
            and self.candidates[index - 1].unit.kind == "count"
            and not _AREA.match(self._unit(candidate))
            and _OWNED.fullmatch(self.view.text, self.candidates[index - 1].end, candidate.start)
        ):
            left = self.of(index - 1) or ""
        elif named and (
            _JOINED.search(self.view.text, max(floor, candidate.start - 4), candidate.start)
            or _LIGHT.search(self.view.text, max(floor, candidate.start - _LONGEST_LIGHT), candidate.start)
        ):
            left = ""
        elif (
            not left
            and follows
            and (change or not (counts or whole) or rest.startswith("so với") or self._is_listed(index))
        ):
            left = self._before(index)
        elif follows and _BARE_AMOUNT.fullmatch(left) and self.candidates[index - 1].unit.kind == "count":
            left = " ".join([*left.split(), *(self._of_count(index - 1)).split()[:8]])
        if named and rest and len(left.split()) > _LONG_VERB and not _MEASURED.match(left):
            left = ""
        if (
            counts
            and left
            and len(left.split()) <= _SHORT_VERB
            and (verb := _VERB_BEFORE.search(self.view.text, floor, candidate.start))
        ):
            left = f"{verb[1]}, {left}"
        if amount := not counts and follows and self._amount_of_count(index):
            left = amount
        if follows and left and not counts and self._is_share(index, len(left.split())):
            left = f"{self._read(index - 1).subject} {left}".strip()
        if change and not rest and (opening := _OPENING.match(self.view.text, first, candidate.start)):
            rest = " ".join(opening[1].split()).replace("So", "so", 1)
        return Parts(clause.last_words(left, _MOST_INHERITED), change, rest)

    def _of_place(self, index: int, place: str) -> str:
        """What is measured of a place in a list of them ("huyện A giải ngân 6 tỷ đồng; huyện B 7 tỷ đồng")."""
        if self.candidates[index].unit.kind != self.candidates[index - 1].unit.kind:
            return place
        measured = self._shares.get(index - 1) or _NAMED_PLACE.sub("", self._read(index - 1).subject)
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
                return " ".join(subject.split()[:_SHORT_BASE])
        return verb

    def _meant(self, index: int, where: str) -> str:
        """What the quantity before measures, for one that points back to it ("ở thị xã, tỷ lệ này là …")."""
        if self.candidates[index].start - self.candidates[index - 1].end > _REACH:
            return ""
        return f"{self._read(index - 1).subject} {where}".strip()

    def _in_brackets(self, index: int, change: str) -> str:
        """What the quantity before a bracket measures; of a change in it, without the change that was told before it
        ("tăng 3 doanh nghiệp (tăng 4%)")."""
        previous = self._read(index - 1)
        if change and previous.change:
            return f"{previous.subject} {'' if previous.rest.startswith('so') else previous.rest}".strip()
        return self.of(index - 1) or ""

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
        if previous.unit.kind != "count" or len(between) > _AMOUNT_REACH or not between.isprintable():
            return ""
        amount = None if _DELIMITER.search(between) else _AMOUNT.search(clause.trim(between))
        return " ".join([*amount[1].split(), *self._of_count(index - 1).split()[:8]]) if amount else ""

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
        return bool(_LISTED.fullmatch(self.view.text, self.candidates[index - 1].end, self.candidates[index].start))

    def _of_count(self, index: int) -> str:
        return f"{self._unit(self.candidates[index])} {self._read(index).rest}"

    def _before(self, index: int) -> str:
        """What the quantity before measures: all of it for one that stands in brackets behind it."""
        if not index:
            return ""
        between = self.view.text[self.candidates[index - 1].end : self.candidates[index].start]
        if between.rfind("(") > between.rfind(")"):
            return self.of(index - 1) or ""
        if ")" in between:
            return self._before_bracket(index - 1)
        if self.candidates[index].unit.kind == "percent" and self.candidates[index - 1].unit.kind == "count":
            return self._of_count(index - 1).strip() if self._read(index - 1).rest else self.of(index - 1) or ""
        return self._read(index - 1).subject

    def _before_bracket(self, index: int) -> str:
        """The subject of the quantity before the bracket that the one at `index` may stand in, else its own."""
        start = self.candidates[index].start
        opened = self.view.text.rfind("(", max(0, start - _BRACKET_REACH), start)
        if opened < 0 or ")" in self.view.text[opened:start]:
            return self._read(index).subject
        before = bisect_left(self.starts, opened) - 1
        return self._read(before).subject if before >= 0 else ""

    def _left(self, floor: int, candidate: QuantityCandidate, *, follows: bool, whole: bool) -> tuple[str, str]:
        """Subject and verb of change, from the nearest piece of the clause that says anything.

        `whole` says that what follows the quantity already tells what is measured: then nothing is looked for beyond
        the piece that the quantity stands in, unless a verb there needs a subject.
        """
        text = self._without_dates(floor, candidate.start)
        if "(" in text:
            text = _BRACKET.sub(" ", text)
        change = hollow = ""
        pieces = _DELIMITER.split(text)
        if follows and len(pieces) > 1:
            del pieces[0]  # it belongs to the quantity before
        elif follows and not _AMOUNT.search(clause.trim(text)):
            pieces = [text.rpartition(" và ")[2]]
        if candidate.unit.kind != "count" and (measure := self._headed(pieces, text)):
            return measure, ""
        for piece in reversed(pieces) if candidate.unit.kind == "count" else self._joined_lists(pieces):
            level = _LEVEL.search(piece) if follows and " hơn " in piece else None
            if level:
                return "", level[1].strip()
            found = _CHANGE.search(piece, max(0, len(piece) - _LONGEST_CHANGE))
            if found and not change:
                change = found[1].strip()
            subject = self._content(
                piece[: found.start()] if found else piece, keeps_subject=candidate.unit.kind == "percent"
            )
            if _HOLLOW.fullmatch(subject) and not hollow and candidate.unit.kind != "count":
                # Of what stands before the comma: "Người ứng cử là nữ, bảo đảm tỷ lệ 35%".
                hollow = f"{subject.removeprefix('đạt ')} "
            elif subject or (whole and not _SAYS_MORE.search(piece)):
                return f"{hollow}{subject}".strip(), change
        return hollow.strip(), change

    def _headed(self, pieces: list[str], text: str) -> str:
        """A measure whose nouns are a list, so that its head stands before the last comma ("Tổng giá trị sản phẩm công
        nghiệp, thủ công nghiệp xuất khẩu đạt"); nothing where the last piece tells a measure or a change itself."""
        last = pieces[-1]
        if _MEASURE_HEAD.match(clause.trim(last)) or _CHANGE.search(last, max(0, len(last) - _LONGEST_CHANGE)):
            return ""
        for begin in range(len(pieces) - 2, max(-1, len(pieces) - 4), -1):
            head = clause.trim(pieces[begin])
            if _SAYS_MORE.search(pieces[begin]) or any(map(str.isdigit, pieces[begin])):
                return ""
            if f"{pieces[begin]},{pieces[begin + 1]}" not in text:
                return ""
            if _MEASURE_HEAD.match(head):
                measure = clause.trim(clause.without_frame(clause.trim(",".join(pieces[begin:])))[0])
                return " ".join(measure.split()) if len(measure.split()) <= _LONGEST_MEASURE else ""
        return ""

    def _joined_lists(self, pieces: list[str]) -> Iterator[str]:
        """The pieces of a clause from the last to the first; a list with an item of one or two words is one piece
        ("xuất khẩu nông, lâm, thủy sản")."""
        place = len(pieces) - 1
        while place >= 0:
            piece, begin = pieces[place], place
            while (
                begin > 0
                and not _HEAD.search(pieces[begin])
                and place - begin < _LONGEST_LIST
                and self._is_item(piece, pieces[begin - 1])
            ):
                begin -= 1
                piece = f"{pieces[begin]},{piece}"
            if head := _HEAD.search(pieces[begin]):
                piece = piece[piece.index(head[0]) :]
            elif 0 < begin < place:
                begin -= 1
                piece = f"{clause.last_words(pieces[begin], _VERB_WORDS)},{piece}"
            yield piece
            place = begin - 1

    def _is_item(self, piece: str, before: str) -> bool:
        if piece[:1] != " ":
            return False
        if _HEAD.search(before) and not _MEASURED.match(piece.strip()):
            return True
        return bool(_ITEM.fullmatch(before) and clause.trim("".join(clause.without_frame(before))))

    def _content(self, piece: str, *, keeps_subject: bool) -> str:
        """The part of a piece of a clause that says what is measured."""
        parts = [part for part in map(clause.trim, clause.without_frame(piece)) if part]
        if not parts:
            return ""
        part = parts[-1]
        if len(part) == 1:
            return ""  # the letter of an item: "a) "
        if len(parts) > 1 and _PLACE.match(part):
            part = f"{parts[-2]} {part}"
        part = clause.trim(clause.bound("clause").split(part)[-1]) or part
        if "có " in part and (measure := _MEASURE.search(part)) and not _AMOUNT.search(part):
            part = measure[1]
        amount = _AMOUNT.search(part) if "với" in part else None
        if amount:
            return " ".join(
                [*amount[1].split(), *self._content(part[: amount.start()], keeps_subject=False).split()[-8:]]
            )
        aspects = list(_ASPECT.finditer(part))
        if aspects and keeps_subject:
            part = _ASPECT.sub(" ", part)
        elif aspects:
            head, tail = clause.trim(part[: aspects[-1].start()]), clause.trim(part[aspects[-1].end() :])
            part = (head if head and tail in _STATES else tail or head) or part
        reached = part.rfind(" đạt ")
        if reached > 0:
            part = part[reached + 5 :]
        if not keeps_subject and (named := _NAME_FIRST.match(part)):
            part = named["verb"]
        return clause.last_words(part, _SUBJECT_WORDS if keeps_subject else _VERB_WORDS)

    def _without_dates(self, start: int, end: int) -> str:
        pieces = []
        place = start
        first = bisect_left(self.spans, (start, 0))
        for a, b in self.spans[first : bisect_left(self.spans, (end, 0))]:
            if b <= end:
                pieces.append(self.view.text[place:a])
                place = b
        pieces.append(self.view.text[place:end])
        return " ".join(pieces)

    def _is_listed_with_next(self, index: int) -> bool:
        if index + 1 == len(self.candidates):
            return False
        this, following = self.candidates[index], self.candidates[index + 1]
        if this.unit.kind != "count" or following.unit.kind != "count" or this.end != this.unit.end:
            return False
        return following.start - this.end < 8 and bool(_LISTED.fullmatch(self.view.text, this.end, following.start))

    def _right(self, index: int, last: int) -> str:
        """What follows the quantity and belongs to what is measured; the things of a list share what follows it."""
        for _ in range(_LONGEST_LIST):
            if not self._is_listed_with_next(index):
                break
            index += 1
        candidate = self.candidates[index]
        text = self.view.text
        counts = candidate.unit.kind == "count"
        begin = candidate.end
        if (enclosed := _ENCLOSED.match(text, begin)) and counts:
            begin = enclosed.end()
        following = bisect_left(self.starts, begin)
        stop = min(last, begin + 160)
        if following < len(self.starts) and self.starts[following] < stop:
            stop = self.starts[following]
        noun = None if counts else units.read(self.view.lower, begin, text)
        first = noun.end if noun and noun.kind == "count" and noun.end <= stop else begin
        for bound in (_RIGHT_END, clause.bound("stop"), clause.opener()):
            end = bound.search(text, first, stop)
            if end and counts and bound is _RIGHT_END and (more := _MORE.match(text, end.start(), stop)):
                end = more
                stop = more.end()
            else:
                stop = end.start() if end else stop
        piece = text[begin:stop]
        if not counts and (same := _SAME_PERIOD.match(text, begin)):
            return f"so với {' '.join(same[1].split())}"
        if _COMPARED.match(piece):
            return " ".join(piece.split()[:_MOST_WORDS])
        if _BASE.match(piece):
            return "so với " + " ".join(self._without_dates(begin, stop).split()[:8])
        if _EMPTY_RIGHT.match(piece) and not (counts and _COUNTED_AT.match(piece)):
            return ""
        if (_MERIT if counts else _ASIDE).match(piece):
            return ""
        words = self._without_dates(begin, stop).split()
        piece = clause.first_words(words, _MOST_WORDS if counts or first > begin else _FEW_WORDS)
        if piece.endswith(" trở lên"):
            return piece
        return clause.without_link(clause.without_link(piece)).strip(" ,-\"'")
