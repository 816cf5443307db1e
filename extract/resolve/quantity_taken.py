"""What a quantity takes over from the one before it: the measure, the verb, the whole that it is a part of."""

from __future__ import annotations

from bisect import bisect_left

from extract import anchors
from extract.context import Context
from extract.finders.quantity import QuantityCandidate
from extract.lazy import re
from extract.letters import UPPER
from extract.model import Date
from extract.parts import quantity as words
from extract.resolve import quantity_bearer as bearer
from extract.resolve import quantity_clause as clause
from extract.resolve import quantity_subject as subject
from extract.resolve.quantity_parts import COUNT_OF, REACH, Clause, Parts, QuantityParts
from extract.resolve.quantity_rest import LISTED

# The plan that a result is told as a share of, and who has set it.
_SHARE_OF_PLAN = words.pattern(
    r"so (?:với )?(?P<plan>{set_noun}(?: thu| chi| năm)?)(?!\w)"
    rf"(?P<by>(?: [^\W\d_]{{1,7}}){{0,5}} (?:[{UPPER}].{{1,60}}|(?:{{area}}|trung ương|cấp trên) giao))?"
)
_PLAN_ALONE = words.pattern(r"[ ](?:so với )?{set_noun}(?: [^\W\d_]{1,8}){0,8}(?: (?:là|năm \d{4}))?[ ]")
# The part of what was counted before.
_OF_WHICH = re.compile(r"[ ]?[,;(]?[ \n]?trong (?:đó|số đó|số này)(?:,| có| gồm| bao gồm| đã có){0,2}[ \n]")
_MADE_OF = re.compile(r"[^\W\d_][ ](?:bao )?gồm(?: có)?[ ]$")
_MADE_REACH = 14
_CAUSES = words.pattern(r"(?i:(?<!\w)(?:đã )?{causes}[ \n](?:ít nhất |khoảng )?$)")
_HARM = words.pattern("{^harm}")
_HAPPENED = re.compile(r"(?<!\w)(?:xảy ra|ghi nhận)(?!\w)|\. ")
_LEADING_NUMBER = re.compile(r"^[ ]?[\d.,/]{1,12}[ ]")
_BESIDE = re.compile(r"[^.;:()\d]{0,40}(?:,|và|;|,[ ]làm)[ \n]{0,2}")
_FEW = 6
_SHORT_ITEM = 4
_SHORT_VERB = 2
_SHORT_BASE = 8
_VERBS_BACK = 4
_AMOUNT_REACH = 90
_SHARE_WORDS = 5
_PART = words.pattern(r",[ ]trong đó[ ,]{part_of}(?!\w)")
_BRACKET_REACH = 100
_MOST_WORDS = 14


class TakenOver(QuantityParts):
    """What the quantities of one document take over from those before them."""

    def __init__(self, context: Context, times: list[Date]) -> None:
        super().__init__(context, times)
        self._causes: dict[int, str] = {}
        self._shares: dict[int, str] = {}
        self._wholes: dict[int, Parts] = {}
        self._made_of: set[int] = set()
        self._owners: dict[int, str] = {}

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

    def _is_given_to(self, index: int) -> bool:
        """Whether a count is of those who the amount before was given to ("chi trả 4 tỷ đồng cho 120 hộ")."""
        previous = self.candidates[index - 1]
        between = self.view.lower[previous.end : self.candidates[index].start]
        return previous.unit.kind == "money" and between.split() == ["cho"]

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
        if self.candidates[index].start - self.candidates[index - 1].end > REACH:
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

    def _base_plan(self, index: int) -> str:
        """What an amount measures that stands right behind what the share before it is of ("đạt 84% dự toán 115 tỷ
        đồng")."""
        previous, this = self.candidates[index - 1], self.candidates[index]
        if previous.unit.kind != "percent" or not _PLAN_ALONE.fullmatch(self.view.text, previous.end, this.start):
            return ""
        told = self._read(index - 1)
        plan = _SHARE_OF_PLAN.match(told.rest)
        return self._planned(told, plan) if plan else ""

    def _planned(self, told: Parts, plan: re.Match[str]) -> str:
        """What an amount of a plan measures that a result is told as a share of ("thu đạt 95% dự toán (331 tỷ đồng)"),
        with who has set it."""
        if plan["by"]:
            return f"{told.subject} theo {plan['plan']}{plan['by']}".strip()
        return f"{plan['plan'].removesuffix(' thu')} {COUNT_OF.sub('', told.subject)}".strip()

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
        counted, told = self.candidates[index], self._read(index)
        to = self.view.lower.endswith((" cho ", "\ncho "), 0, counted.start)
        if to and " " in told.subject and len(amount.split()) <= _SHORT_VERB:
            return told.subject
        if amount.startswith("tổng") and len(self._of_count(index).split()) > _FEW:
            return self._unit(counted)
        if not told.rest and not told.change and len((phrase := self._phrase(index)).split()) <= _SHORT_BASE:
            return phrase  # "xuất khẩu chè sang 9 nước, đạt kim ngạch …"
        return self._of_count(index).removesuffix(f" {amount}").removesuffix(" có")

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
        if self._says_made_of(floor, self.candidates[index].start) or (
            index - 1 in self._made_of and self._is_listed(index)
        ):
            self._made_of.add(index)
        return index in self._made_of

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

    def _owner(self, told: Clause) -> str:
        """What a bare measure is of: what its clause goes on with, or what the measure before it in a row is of ("Tuyến
        đường A dài 4 km, kinh phí đầu tư 9 tỷ đồng")."""
        if not bearer.BARE.fullmatch(told.left):
            return ""
        index, text = told.index, self.view.text
        if not told.follows:
            self._owners[index] = bearer.behind(text, told.first, told.candidate.start, told.candidate.end)
        elif text.startswith(",", told.floor) and not anchors.occur(
            text, (";", ". "), told.floor, told.candidate.start
        ):
            self._owners[index] = bearer.of_length(self._read(index - 1).subject) or self._owners.get(index - 1, "")
        return self._owners.get(index, "")

    def _says_made_of(self, floor: int, start: int) -> bool:
        return bool(_MADE_OF.search(self.view.text, max(floor, start - _MADE_REACH), start))

    def _harm(self, index: int, first: int, rest: str) -> Parts | None:
        """What a count of the dead, the injured or the damaged measures: what it says and what it was caused by."""
        candidate = self.candidates[index]
        if not _HARM.search(f"{self._unit(candidate)} {rest}"):
            return None
        begin = max(first, candidate.start - REACH)
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
