"""Finds quantities: a number with its comparator and its unit, and whether it is a goal or a result."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from extract import anchors
from extract.context import Context
from extract.cues import CueSet
from extract.finders import quantity_again as again
from extract.finders import quantity_amount as amounts
from extract.finders import quantity_bare as bare
from extract.finders import quantity_change as changes
from extract.finders import quantity_comparator as comparators
from extract.finders import quantity_document as document
from extract.finders import quantity_lookalikes as lookalikes
from extract.finders import quantity_numbers as numbers
from extract.finders import quantity_rejects as rejects
from extract.finders import quantity_sense as senses
from extract.finders import quantity_words as words
from extract.finders.quantity_amount import Amount
from extract.finders.quantity_asked import Before, Questions, Verdict
from extract.finders.quantity_document import Sense, sentence
from extract.finders.quantity_units import Unit
from extract.lazy import re
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


def cue_sets() -> list[CueSet]:
    """The words that tell the sense, and those that numerals begin with; digits are found by one pass of a pattern."""
    numerals = dict.fromkeys(numbers.numeral_beginnings(), "numeral")
    return [*words.cue_sets(), document.cue_set(), CueSet("quantity_numeral", numerals)]


_NUMBER = re.compile(numbers.ALONE)
_NEGATIVE = re.compile(r"(?<!\w)âm[ \n]$")
_IN_LIST = re.compile(r"(?:[;,(]|^|\n|[ ]và)[ ]?$")
NEXT_IN_LIST = 90
"""How far behind a result its list goes on (characters)."""
_DEMANDED = re.compile(
    r"(?<!\w)(?:đạt(?: tỷ lệ| tỉ lệ| mức)?|phải|cần|giao|có thể|ở mức|yêu cầu|quyết tâm|tự tin|hứa|đề xuất|đề nghị|mua"
    r"|(?<!doanh )thu)[ \n]$"
)
_MUST = re.compile(r"(?<!đã )(?<!không )(?<!chưa )(?<!vẫn )(?<!\w)phải[ \n](?:từ[ \n])?$")
# What "từ" sets a least number behind, and tells no origin.
_HAS = re.compile(
    r"(?<!\w)(?:có|đạt|được|phải|cần|với|cho|mỗi|gồm|là|chỉ|số|khoảng|đủ|còn|tăng|giảm|lên|xuống|dưới|trên|lượng)[ \n]$"
    r"|[(,;:.][ \n]?$"
)
_DEMANDS = re.compile(r"\w[ \n](?:phải|cần|ở mức|đạt)(?!\w)")
# A superlative that a result is told with, and no limit: "cắt giảm nhiều nhất 91%".
_MOST = re.compile(r"(?:nhiều|cao|thấp|lớn)[ \n]nhất[ \n](?:là )?")


class _Compared(NamedTuple):
    """An amount with what is compared with it; `first` and `last` hold the comparator, the number begins at `start`."""

    first: int
    last: int
    start: int
    amount: Amount
    comparator: Comparator
    leaves: bool
    """Whether a change begins from it ("từ 401 vụ xuống còn 208 vụ")."""
    baseline: float | None
    """What the change began from that ends at it."""


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
        amount = amounts.read(self.text, self.lower, match, spelled=spelled, before=self._counted(previous))
        if amount is None:
            return None, end
        if reason := self._is_no_quantity(start, end, amount, spelled=spelled):
            return self._reject(start, amount.end, reason)
        found = self._compared(start, amount)
        verdict = self._sense(found, previous)
        sense, certain = verdict.sense, verdict.certain
        if sense == "target" and amount.total is not None and amount.unit.kind in ("money", "measure"):
            sense, certain = "actual", True  # "chỉ tiêu về kính chưa đạt (265/320 triệu m2)"
        if found.leaves and sense != "actual":
            return self._reject(found.first, found.last, "where a change begins that is set as a goal")
        if sense == "actual" and found.comparator in ("<=", ">="):
            found = self._no_limit(found)
            if found.comparator != "=" and self._is_demanded(found.first, found.last):
                sense, certain = "target", True
        if sense == "actual" and not certain and self._must_be(found):
            sense = "target"
        follows = self._follows(found.first, previous)
        if self._may_be_retold(found, verdict):
            self._keep_open(found, verdict, follows=follows, spelled=spelled)
        if sense is None:
            return self._reject(found.first, found.last, verdict.reason)
        if reason := rejects.reason(self._told(found, sense, certain=certain, follows=follows)):
            return self._reject(found.first, found.last, reason)
        return self._candidate(found, verdict, sense, certain=certain, spelled=spelled), found.last

    def _counted(self, previous: QuantityCandidate | None) -> bare.Counted | None:
        """What the quantity before counts, if it counts things or people."""
        if previous is None or previous.unit.kind != "count" or previous.total is not None:
            return None
        unit = previous.unit
        written = unit.written or self.context.view.written(unit.start, unit.end)
        return bare.Counted(previous.end, written)

    def _is_no_quantity(self, start: int, end: int, amount: Amount, *, spelled: bool) -> str | None:
        """Why a number with a unit is left out whatever is told of it, if it is."""
        unit = amount.unit
        if unit.soft and spelled:
            return "counts in words what is seldom a result"
        if unit.unlisted and amount.value < rejects.MANY and amount.total is None and self.text[unit.start].islower():
            return "a few of something that no lexicon knows"
        before = self.lower[max(0, start - lookalikes.BEFORE_REACH) : start]
        follows_date = before.endswith(", ") and self._is_taken(start - 3, start - 2)
        return lookalikes.reason(
            lookalikes.Number(self.text, self.lower, start, end, unit, spelled, before, self.named, follows_date)
        )

    def _compared(self, start: int, amount: Amount) -> _Compared:
        """An amount with its comparator and its change."""
        leaves = amount.max is None and changes.begins(self.text, self.lower, start, amount.end)
        first, last, comparator = comparators.compare(
            self.lower, start, amount.end, is_range=amount.max is not None or leaves
        )
        if leaves and self.lower.startswith("từ", first):
            first = start
        signed = amount.unit.kind in ("money", "percent", "multiplier")
        if signed and _NEGATIVE.search(self.lower, max(0, first - 5), first):
            first, amount = first - 3, amount._replace(value=-amount.value)
        elif signed and _NEGATIVE.search(self.lower, max(0, start - 5), start):
            amount = amount._replace(value=-amount.value)
        return _Compared(first, last, start, amount, comparator, leaves, changes.baseline(self.lower, start))

    def _sense(self, found: _Compared, previous: QuantityCandidate | None) -> Verdict:
        unit = found.amount.unit
        return senses.sense(
            self.asked,
            found.first,
            found.last,
            Before(previous.start, previous.end, previous.sense, previous.leads, previous.is_open)
            if previous
            else None,
            share=unit.kind in ("percent", "times"),
            changed=found.leaves or found.baseline is not None,
            money=unit.kind == "money",
            counts=unit.kind == "count" and not unit.scaled and not unit.soft,
        )

    def _no_limit(self, found: _Compared) -> _Compared:
        """A result without its comparator, where that sets no limit ("nhiều nhất 91%", "đến từ 11 câu lạc bộ")."""
        most = _MOST.match(self.lower, found.first, found.start)
        if most:
            return found._replace(first=most.end(), comparator="=")
        counts = found.comparator == ">=" and found.amount.unit.kind == "count"
        if counts and self._tells_whence(found.first, found.start, found.last):
            return found._replace(first=found.start, comparator="=")
        return found

    def _follows(self, first: int, previous: QuantityCandidate | None) -> bool:
        """Whether what begins at `first` goes on with a list of results."""
        if previous is None or previous.sense != "actual" or first - previous.end >= NEXT_IN_LIST:
            return False
        return "." not in self.text[previous.end : first]

    def _may_be_retold(self, found: _Compared, verdict: Verdict) -> bool:
        """Whether a quantity that no word tells of as a goal may be one that is only named here."""
        if found.leaves or self.asked.normative:
            return False
        if verdict.is_open or verdict.sense != "actual":
            return verdict.is_open
        return again.is_amount(self.lower, found.amount.unit, found.first)

    def _keep_open(self, found: _Compared, verdict: Verdict, *, follows: bool, spelled: bool) -> None:
        """Keeps what no word tells of, if it can be a goal."""
        if rejects.reason(self._told(found, "target", certain=True, follows=follows)) is None:
            self.open.append(self._candidate(found, verdict, "target", certain=True, spelled=spelled))

    def _told(self, found: _Compared, sense: Sense, *, certain: bool, follows: bool) -> rejects.Told:
        amount = found.amount
        return rejects.Told(
            self.lower,
            found.first,
            found.last,
            found.start,
            amount.value,
            amount.total,
            amount.unit,
            found.comparator,
            sense,
            certain,
            follows,
            self.asked,
        )

    def _candidate(
        self, found: _Compared, verdict: Verdict, sense: Sense, *, certain: bool, spelled: bool
    ) -> QuantityCandidate:
        amount = found.amount
        low, unit, total = amount.value, amount.unit, amount.total
        share = None
        if total and amount.is_fraction and found.comparator != "=" and (low, total) in amounts.SHARES:
            share = round(low / total, 4)  # "trên 2/3 số xã"
        counts = unit.kind == "count" and total is None and not unit.scaled
        return QuantityCandidate(
            found.first,
            found.last,
            f"{sense}.{unit.kind}",
            sense,
            low if share is None else share,
            unit.comparator if found.comparator == "=" else found.comparator,
            unit,
            max=amount.max,
            total=total if share is None else None,
            baseline=found.baseline,
            number_start=found.start,
            leads=verdict.leads,
            is_open=verdict.is_open,
            is_single=counts and (low == 1 or (spelled and not certain)),
        )

    def _must_be(self, found: _Compared) -> bool:
        """Whether "phải" stands at once before a measure ("diện tích nhà phải từ 45 - 60 m2"), and no rule."""
        if found.amount.unit.kind not in ("measure", "percent") or self.asked.sets_rules(found.first):
            return False
        return _MUST.search(self.lower, max(0, found.first - 24), found.first) is not None

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


def find(context: Context) -> list[QuantityCandidate]:
    """The candidates of a document, in the order of their start."""
    return _Finder(context).find()
