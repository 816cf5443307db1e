"""What is told of the quantities of a document, part by part, as their indicators are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extract.context import Context
from extract.finders import quantity_measures as measures
from extract.finders.quantity import QuantityCandidate
from extract.lazy import later, re
from extract.model import Date
from extract.parts import quantity as words
from extract.resolve.quantity_rest import LISTED, Rests

_NUMBER_OF = later(lambda: rf"(?i:(?:{measures.nouns()}|lượt) (?!số$))")
_AMOUNTS_TO = re.compile(r"(?<!\w)(?:là|đạt|còn|đến|tới|lên|xuống|tăng|giảm|được)[ \n]$")
_CLOSE = 10
REACH = 260
"""How far before a quantity its clause may begin."""
COUNT_OF = re.compile(r"^(?:tổng số|số lượng|số)[ ]", re.IGNORECASE)
_SCALE = words.pattern("(?i:^(?:{scale}[ ])+|/.*$)")
_SCALE_WORD = words.pattern("(?i:^(?:{scale}[ ])+|/{rate_of}$)")
_UNTOLD_UNIT = re.compile(r"lượt|kwh", re.IGNORECASE)


class Parts(NamedTuple):
    """What a clause says of a quantity, each in the words of the text."""

    subject: str
    change: str
    rest: str


@dataclass(slots=True)
class Clause:
    """The clause of a quantity, and what has been read of it so far."""

    index: int
    candidate: QuantityCandidate
    first: int
    """Where its sentence begins."""
    floor: int
    """Where what belongs to it may begin: behind the quantity before it, if one stands near in its sentence."""
    follows: bool
    """Whether a quantity stands before it so."""
    counts: bool
    """Whether it is a number of things."""
    rest: str
    """What follows it and belongs to what is measured."""
    left: str = ""
    change: str = ""
    measured: str = ""
    """What the words before it say, as they were read."""
    actor: str = ""
    is_whole: bool = False
    """Whether what follows tells by itself what is measured."""

    @property
    def is_named(self) -> bool:
        """Whether what follows a count says what is counted."""
        return self.counts and bool(self.rest) and not self.change


class QuantityParts:
    """The parts told of the quantities of one document, each read once, in order: each may lean on the one before."""

    def __init__(self, context: Context, times: list[Date]) -> None:
        """`times` are the dates of the document and what else tells the time of figures (`figure_times`)."""
        self.view = context.view
        self.candidates = context.quantity_candidates
        self.rests = Rests(context, times)
        self.starts = [c.start for c in self.candidates]
        self._parts: list[Parts] = []
        self._units: dict[int, str] = {}

    def _parse(self, index: int) -> Parts:
        raise NotImplementedError

    def _read(self, index: int) -> Parts:
        for i in range(len(self._parts), index + 1):  # in order: each may lean on the one before
            self._parts.append(self._parse(i))
        return self._parts[index]

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
            (parts.change and said.startswith(unit.lower())) or COUNT_OF.sub("", said).startswith(unit.lower())
        ):
            unit = ""  # "tổng số hộ vay vốn": hộ
        elif _NUMBER_OF.match(said) and _AMOUNTS_TO.search(
            self.view.lower, max(0, candidate.start - _CLOSE), candidate.start
        ):
            unit = ""  # "lượng khách đạt 3 triệu lượt", "số đoàn viên là 25 đồng chí"
        if unit and parts.rest.lower().startswith(f"{unit.lower()} "):
            unit = ""  # "419 đại biểu trong số 421 đại biểu có mặt"
        return " ".join(w for w in (parts.subject, parts.change, unit, parts.rest) if w)

    def _unit(self, candidate: QuantityCandidate) -> str:
        """The unit as it is written, without its scale ("triệu lượt khách": lượt khách)."""
        unit = candidate.unit
        if unit.end <= unit.start:
            return ""
        if unit.start not in self._units:
            scale = _SCALE_WORD if unit.kind == "count" else _SCALE
            self._units[unit.start] = scale.sub("", self.view.written(unit.start, unit.end))
        return self._units[unit.start]

    def _of_count(self, index: int) -> str:
        return f"{self._unit(self.candidates[index])} {self._read(index).rest}"

    def _tail_of(self, index: int) -> str:
        """The words behind a quantity that its indicator holds, as they stand in the text; nothing if they differ."""
        end, rest = self.candidates[index].end, self._read(index).rest
        return f" {rest}" if self.view.text.startswith(f" {rest}", end) else ""

    def _is_listed(self, index: int) -> bool:
        return bool(LISTED.fullmatch(self.view.text, self.candidates[index - 1].end, self.candidates[index].start))
