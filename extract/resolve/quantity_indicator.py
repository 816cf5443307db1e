"""What a quantity measures, as written: the subject, the verb and the rest of its clause, without time and frame."""

from __future__ import annotations

from extract.context import Context
from extract.finders.quantity_document import sentence
from extract.lazy import re
from extract.letters import UPPER
from extract.model import Date
from extract.parts import quantity as words
from extract.resolve import quantity_bearer as bearer
from extract.resolve import quantity_clause as clause
from extract.resolve import quantity_deed as deed
from extract.resolve import quantity_short as short
from extract.resolve import quantity_subject as subject
from extract.resolve.quantity_parts import REACH, Clause, Parts
from extract.resolve.quantity_taken import TakenOver

_BARE_SHARE = words.pattern("{share}")
# Who sets a goal, where only that is told of it: "Tổng cục giao 12 tỷ đồng và UBND tỉnh giao chỉ tiêu 13 tỷ đồng".
_GIVER = words.pattern(
    r"(?:,| và)[ \n]({goal_giver}[^,.;:\d]{0,40}?)"
    r"[ \n]giao(?:[ \n]{set_noun})?(?:[ \n]phấn đấu)?(?:[ \n](?:là|đạt))?[ \n]$"
)
_OWN_CHANGE = re.compile(r"(?<!\w)(tăng|giảm)(?: thêm| khoảng| gần| hơn| trên){0,2} $")
_LEFT_OVER = re.compile(r"(?<!\w)còn lại(?:[ \n](?:là|chiếm)){0,2}[ \n]$")
_TOLD_CHANGE = words.pattern(
    r"(.{2,120}?)[ ](?:vẫn |cũng |lại |đã |tiếp tục )?(tăng|giảm)"
    r"(?: {change_degree}){0,3}$"
)
_BARE_DEED = words.pattern("{bare_deed}")  # deeds that leave what is meant to be told
_LEAST_AMOUNT = 100
_OPENED = words.pattern(r"\([ ]?(?:(?:{equals}|đạt|tỷ lệ|tỉ lệ)(?: với)?[ ])?(?:(?:tăng|giảm)(?: thêm)?[ ])?$")
# What leads to the same amount in another unit.
_SAME_TOLD = re.compile(
    r"[ ]?[,(]?[ ]?(?:tương đương|tương ứng|tức)(?: với| là)?(?: mức)?"
    r"(?: (?:tăng|giảm))?[ ]"
    r"|[ ]?\((?:(?:tăng|giảm|tương đương|tương ứng)[ ]){0,2}"
)
_JOINED = re.compile(r"[ \n]và[ \n]$")
# The number of the period before, told beside the one of this: "tăng 7%, cùng kỳ là 6%".
_PERIOD_BEFORE = re.compile(
    r"[,;(]?[ ]?(?:\(|trong khi[ ]|nhưng[ ]|còn[ ]|số[ ])?"
    r"cùng kỳ(?: năm (?:trước|ngoái|\d{4})| \d{4})?[ ](?:(?:chỉ|là|đạt|tăng|giảm|ở mức)[ ]){1,3}"
)
_BARE_PLACE = words.pattern("(?i:{area}|{bare_bearer})")
# Where something happened, and no more: "trên địa bàn huyện Đông Lạc xảy ra 12 vụ trộm".
_HAPPENED_AT = words.pattern(
    r"(?:(?:[Tt]rên địa bàn )?(?:toàn )?(?:{area}|TP|cả nước)"
    rf"(?: [{UPPER}][\w.]{{0,9}}){{0,4}} )?(?:đã )?xảy ra"
)
_BARE_NAME = re.compile(rf"[{UPPER}]\w{{1,12}}(?: [{UPPER}]\w{{0,9}}){{0,3}}")
# What only points back to what was measured before.
_POINTER = words.pattern(
    r"(?i:(?:^|[ \n])(?:trong )?(?:{share}|{told_before})(?: tiền| vốn| người)?[ ](?:này|đó|trên)$)"
)
_LIGHT = re.compile(
    r"(?<!\w)(?:có|là|gồm|còn|với|của|bao gồm|nay|đó|chỉ có|mới có|thêm)(?: (?:ít nhất|thêm|tổng cộng))?[ \n]*$",
    re.IGNORECASE,
)
_LONGEST_LIGHT = 40
_OPENING = re.compile(r"[\s\"']*(so với [^,;.\n]{3,60}),", re.IGNORECASE)
_OWNED = re.compile(r"[ ]của[ ]")
# A unit that says nothing of what it counts.
_BARE_UNIT = words.pattern("(?i:{bare_unit})")
# Whose the next of two like amounts is, or where it is from: "của ô tô là 10%, của xe máy là 6%".
_OTHER_OWNER = re.compile(
    r"(?:,|;|[ ]và|,[ ]và|,[ ]còn)[ ](của|từ|tại|ở|sang)[ ]([^,.;:()\d]{2,50}?)[ ]"
    r"(?:(?:là|đạt|tăng|giảm|còn)[ ]?){1,3}"
)
_AREA = words.pattern(r"(?i:(?:{area}|nước|quốc gia|địa phương)(?!\w))")
_REACHED_IN_BRACKETS = re.compile(r"\((?:chỉ |mới )?(?:đạt|còn)[ ]$")
# A place or a body and its share in brackets, in a list of them: "Đông Lạc (12%), Tây Lạc (9%)".
_NAMED_SHARE = re.compile(rf"[,:][ ]?((?:[{UPPER}]\w{{0,9}} ?){{1,4}})\((?:chiếm |đạt |tăng |giảm |với )?$")
# The next body of a list and how many things of it: "Tập đoàn Than (6 DN), Tập đoàn Cao su (4 DN)".
_NEXT_NAMED = re.compile(rf"\)[,;]?(?: và)? ([{UPPER}][\w.-]{{0,12}}(?: [\w.&-]{{1,12}}){{1,9}}) \(")
_FIRST_OF = re.compile(r" (?:gồm|gồm có|bao gồm|như|là)(?: tỉnh| thành phố)? (?=[A-ZĐ])")
_OPENS_SHARE = ("(", "(chiếm ", "(đạt ", "(tăng ", "(giảm ", "(với ")
# The first verbs of those of one object: "đã tuyên dương, khen thưởng 6 cá nhân".
_VERB_BEFORE = re.compile(
    r"(?<!\w)(?:đã|sẽ|cần|phải|được)[ ]((?:[^\W\d_]{1,7}(?:[ ][^\W\d_]{1,7})?,[ ]){1,3})"
    r"(?:[^\W\d_]{1,7}[ ]){1,2}(?:cho[ ])?$"
)
_OF_WHOLE = ("so với", "trong ")
_FEW = 6
_SHORT_MEASURE = 4
_SHORT_VERB = 2
_SHORT_BASE = 8
_MOST_INHERITED = 26  # what a number takes over from the one before must not grow along a chain of them
_LONG_VERB = 7


class Indicators(TakenOver):
    """The indicators of the quantities of one document."""

    def __init__(self, context: Context, times: list[Date]) -> None:
        """`times` are the dates of the document and what else tells the time of figures (`figure_times`)."""
        super().__init__(context, times)
        self._given: dict[int, str] = {}
        self._amounts: dict[float, list[int]] = {}

    def of(self, index: int) -> short.Short:
        """The indicator of the candidate at `index`, empty if its clause does not tell, and whose it is."""
        parts = self._read(index)
        if self._is_hollow(index):
            parts = next((self._read(i) for i in self._same_amounts(index) if not self._is_hollow(i)), parts)
        parts = parts._replace(subject=short.deed(parts.subject))
        return short.shortened(self._told(index, parts))

    def _is_hollow(self, index: int) -> bool:
        """Whether next to nothing is told beside an amount of money: "phấn đấu đạt chỉ tiêu 13.500 tỷ đồng"."""
        parts = self._read(index)
        told = parts.change or (parts.rest and not parts.rest.startswith("của "))
        return not told and (not parts.subject or bool(_BARE_DEED.fullmatch(parts.subject.lower())))

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

    def _parse(self, index: int) -> Parts:
        told = self._clause(index)
        if known := self._known(told):
            return known
        self._read_words(told)
        self._point(told)
        self._take_over(told)
        self._join(told)
        self._complete(told)
        self._bear(told)
        return Parts(clause.last_words(told.left, _MOST_INHERITED), told.change, told.rest)

    def _clause(self, index: int) -> Clause:
        candidate = self.candidates[index]
        first, last = sentence(self.view, candidate.start)
        if last < candidate.end:
            last = sentence(self.view, candidate.end)[1]  # "≥⏎60%": the line breaks inside
        floor = max(first, candidate.start - REACH)
        follows = index > 0 and self.candidates[index - 1].end > floor
        if follows:
            floor = self.candidates[index - 1].end
        counts = candidate.unit.kind == "count"
        return Clause(index, candidate, first, floor, follows, counts, self.rests.of(index, last))

    def _known(self, told: Clause) -> Parts | None:
        """What is measured, where the words before the quantity need not be read for it: what someone suffered, a place
        and its share in a list of them, the number of the period before."""
        index, start, floor = told.index, told.candidate.start, told.floor
        if told.counts and (harm := self._harm(index, told.first, told.rest)):
            return harm
        if not told.follows:
            return None
        opened = self.view.text.endswith(_OPENS_SHARE, floor, start)
        if opened and (named_place := _NAMED_SHARE.search(self.view.text, floor, start)):
            measured = self._shares.get(index - 1) or _FIRST_OF.split(self._read(index - 1).subject)[0]
            base = self._shares.setdefault(index, measured)
            return Parts(f"{base} {named_place[1]}".strip(), "", told.rest)
        if opened and told.counts and (name := _NEXT_NAMED.fullmatch(self.view.text, floor, start)):
            return Parts(name[1], "", told.rest)
        if _PERIOD_BEFORE.fullmatch(self.view.lower, floor, start):
            before = self._read(index - 1)
            return Parts(before.subject, before.change, "" if before.rest.startswith("so với") else before.rest)
        return None

    def _read_words(self, told: Clause) -> None:
        """Reads the words before a quantity: what they say that it measures, a change of it, and who acts."""
        candidate, kind = told.candidate, told.candidate.unit.kind
        whole = bool(told.rest) and not told.rest.startswith(_OF_WHOLE if kind == "percent" else "so với")
        text = self.rests.without_dates(told.floor, candidate.start, before=True)
        told.left, told.change, told.actor = subject.read(text, kind=kind, follows=told.follows, whole=whole)
        told.measured, told.is_whole = told.left, whole
        if not told.change and "tăng" not in told.left:
            own = _OWN_CHANGE.search(self.view.lower, candidate.start, candidate.number_start)
            told.change = own[1] if own else ""  # "công nghiệp ước giảm 12%"

    def _point(self, told: Clause) -> None:
        """Puts what is meant for words that only point to it: a place or a name in a list, a verb without its object,
        "tỷ lệ này"."""
        index, floor, start = told.index, told.floor, told.candidate.start
        compared = told.left.lower().startswith("so với") and len(told.left.split()) <= _SHORT_BASE
        if told.change and told.follows and (not told.left or compared):
            told.rest = told.rest or told.left
            told.left = self._changed_count(index) or (self._before(index) if told.left else "")
        if told.counts and not told.left and self.view.lower.endswith("hoàn thành ", floor, start):
            told.left = "hoàn thành"
        if told.is_named and _HAPPENED_AT.fullmatch(told.left):
            told.left = ""
        if told.counts and _BARE_PLACE.fullmatch(told.left) and not self._says_made_of(floor, start):
            told.left = ""  # "huyện có 75 hợp tác xã"
        if told.follows and not told.rest and not told.change:
            if deed.NAMED_PLACE.fullmatch(told.left):
                told.left = self._of_place(index, told.left, deed.NAMED_PLACE)
            if not told.counts and _BARE_NAME.fullmatch(told.left):
                told.left = self._of_place(index, told.left, _BARE_NAME)
        if told.follows and (owner := _OTHER_OWNER.fullmatch(self.view.text, floor, start)):
            link = f" {owner[1]} "
            told.left = f"{self._read(index - 1).subject.partition(link)[0]}{link}{owner[2]}"
        if pointer := _POINTER.search(told.left):
            told.left = "" if told.counts or not index else self._meant(index, told.left[: pointer.start()])
        if not told.counts and not told.rest and " " not in told.left and told.left:
            told.left = self._full_verb(index, told.left)

    def _take_over(self, told: Clause) -> None:
        """Takes over what the quantity before measures, where the words before this one leave it to be told."""
        index, floor, start = told.index, told.floor, told.candidate.start
        place = max(floor, start - 40)
        opened = self.view.lower.find("(", place, start) >= 0
        if told.follows and opened and _OPENED.search(self.view.lower, place, start):
            self._enclose(told, place)
        elif told.counts and self._is_made_of(index, floor):
            told.left, told.rest = told.left or self._before(index), ""
        elif told.is_named and subject.MEASURED.match(told.left):
            pass
        elif told.counts and told.follows and not told.left and not told.rest and self._is_given_to(index):
            told.left = self._before(index)
        elif told.counts and told.follows and self._is_owned(index):
            told.left = self._phrase(index - 1)
        elif told.is_named and (
            _JOINED.search(self.view.text, max(floor, start - 4), start)
            or _LIGHT.search(self.view.text, max(floor, start - _LONGEST_LIGHT), start)
        ):
            told.left = ""
        elif not told.left and told.follows and self._is_untold(told):
            told.left = self._before(index)
            if not told.left and not told.rest and told.candidate.unit.kind == "percent":
                before = self.candidates[index - 1].unit.kind == "percent"
                told.left = self._phrase(index - 1) if before else ""  # "50% tôm giống, năm 2025 là 100%"
        elif (
            told.follows
            and subject.BARE_AMOUNT.fullmatch(told.left)
            and not _BARE_SHARE.fullmatch(told.left)
            and self.candidates[index - 1].unit.kind == "count"
        ):
            told.left = " ".join([*told.left.split(), *self._given_to(index - 1, told.left).split()[:8]])

    def _enclose(self, told: Clause, place: int) -> None:
        """What a quantity in brackets measures; its opening bracket stands behind `place`."""
        closes = self._closes(told.candidate)
        changed = told.change or ("" if closes else told.rest)
        told.left = "" if told.is_named else self._in_brackets(told.index, changed)
        if closes and _REACHED_IN_BRACKETS.search(self.view.lower, place, told.candidate.start):
            told.left, told.rest = told.left and self._read(told.index - 1).subject, ""
        elif told.rest and told.left.endswith(told.rest):
            told.rest = ""  # the change before has it too

    def _is_untold(self, told: Clause) -> bool:
        """Whether a quantity with nothing before it measures what the one before does."""
        if told.change or not (told.counts or told.is_whole) or told.rest.startswith("so với"):
            return True
        bare = told.counts and not told.rest and bool(_BARE_UNIT.fullmatch(self._unit(told.candidate)))
        if bare or not self._is_listed(told.index):
            return bare
        # What is told of by itself is no other case of a measure: "tỷ lệ hộ nghèo dưới 3%, 95% trạm y tế có bác sĩ".
        return not (told.is_whole and subject.is_measure(self._read(told.index - 1).subject))

    def _is_owned(self, index: int) -> bool:
        """Whether a count is of those that the count before belongs to ("12 mô hình của 30 hội viên")."""
        previous, this = self.candidates[index - 1], self.candidates[index]
        if previous.unit.kind != "count" or _AREA.match(self._unit(this)):
            return False
        return bool(_OWNED.fullmatch(self.view.text, previous.end, this.start))

    def _join(self, told: Clause) -> None:
        """Joins what a quantity shares with the one before it: the verb of a list, the whole that it is a part of, what
        an amount goes with."""
        index, floor, start = told.index, told.floor, told.candidate.start
        if told.is_named and len(told.left.split()) > _LONG_VERB and not subject.MEASURED.match(told.left):
            told.left = ""
        if told.counts and told.left and len(told.left.split()) <= _SHORT_VERB:
            verb = _VERB_BEFORE.search(self.view.text, floor, start)
            told.left = f"{verb[1]}{told.left}" if verb else told.left
        if not told.follows:
            return
        if told.counts and not told.left and (whole := self._whole(index)):
            if not told.rest and len(self._unit(told.candidate).split()) <= _SHORT_VERB:
                told.left, told.rest = whole.subject, clause.first_words(whole.rest.split(), _SHORT_BASE)
            elif len(told.rest.split()) <= _SHORT_VERB and len(whole.subject.split()) <= _FEW:
                told.left = whole.subject
        if not told.left and not told.change:
            told.left = self._shared_verb(index, told.rest)
        if told.candidate.sense == "target" and told.candidate.unit.kind == "money":
            told.left = self._base_plan(index) or told.left
        if told.counts:
            return
        told.left = self._amount_of_count(index) or told.left
        if not told.rest and _BARE_SHARE.fullmatch(told.left):
            told.left = f"{told.left} {self._before(index)}".strip()

    def _complete(self, told: Clause) -> None:
        """Adds what stands further off: the structure of an economy, who has set a goal, what was voted on."""
        index, start, text = told.index, told.candidate.start, self.view.text
        if told.candidate.unit.kind == "percent" and not told.change:
            told.left = deed.in_structure(text, told.first, start, told.left)
        if told.follows and not told.counts and (giver := _GIVER.search(text, told.floor, start)):
            base = self._given.setdefault(index, self._given.get(index - 1) or self._before(index))
            told.left = f"{base} {giver[1]} giao".strip()
        counted = self._unit(told.candidate) if told.counts else ""
        if not told.change and (voted := deed.voted(text, start, f"{told.left} {counted} {told.rest}")):
            told.rest = f"{told.rest} {voted}".strip()
        if not told.counts and not told.measured and _LEFT_OVER.search(self.view.lower, told.floor, start):
            told.left = "còn lại"
        if told.follows and told.left and not told.counts and self._is_share(index, len(told.left.split())):
            told.left = f"{self._read(index - 1).subject} {told.left}".strip()
        if told.change and not told.rest and (opening := _OPENING.match(text, told.first, start)):
            told.rest = " ".join(opening[1].split()).replace("So", "so", 1)
        if told.change and not told.rest:
            told.rest = self._compared_next(index)

    def _compared_next(self, index: int) -> str:
        """What a change is compared with, where the same change told in another unit says it ("giảm 5 tỷ đồng, tương
        đương giảm 7% so với năm 2020")."""
        if index + 1 == len(self.candidates):
            return ""
        following = self.candidates[index + 1].start
        if not _SAME_TOLD.fullmatch(self.view.lower, self.candidates[index].end, following):
            return ""
        compared = self.rests.of(index + 1, sentence(self.view, following)[1])
        return compared if compared.startswith("so ") and not compared.endswith(" với") else ""

    def _bear(self, told: Clause) -> None:
        """Adds whose deed it is, what a bare measure is of and what an amount is for."""
        if (
            told.actor
            and told.left
            and told.left == told.measured
            and not told.change
            and (told.counts or not told.rest)
        ):
            counted = f"{self._unit(told.candidate)} {told.rest}" if told.counts else ""
            told.left = deed.acted(told.actor, told.left, counted)
        if told.change:
            if (twice := _TOLD_CHANGE.match(told.left)) and told.change.lower().startswith(twice[2]):
                told.left = twice[1]  # "xuất khẩu tăng nhanh (tăng 17%)"
            return
        if told.rest:
            return
        told.left = f"{told.left} {self._owner(told)}".strip()
        if told.candidate.unit.kind in ("money", "measure") and 0 < len(told.left.split()) <= _SHORT_MEASURE:
            told.rest = bearer.purpose(self.view.text, told.candidate.end)
