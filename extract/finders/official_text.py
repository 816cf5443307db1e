"""The text as the finder of officials reads it: lines joined, role words and honorifics that stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon, names, titles
from extract.context import Context
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.parts import official as parts


class Honorific(msgspec.Struct, frozen=True):
    """An entry of `honorifics.json`: what stands before a name and is no title; `gender`: of whom it is said alone."""

    form: str
    kind: Literal["comrade", "address", "rank", "degree"]
    example: str
    gender: Literal["male", "female"] | None = None


@cache
def honorifics() -> dict[str, Honorific]:
    """Each honorific, in lower case."""
    return {entry.form: entry for entry in lexicon.load("honorifics", Honorific)}


_SOFT_END = re.compile(rf"\n(?:(?<=[^\s.:;!?]\n)|(?<=[^\s.:;!?] \n))(?=[{LOWER}])")
_LINE_END = re.compile(r"\n")
_WORD_START = re.compile(rf"(?<![{LETTER}0-9.])[{LETTER}]")
_WORD_END = re.compile(rf"[{LETTER}](?![{LETTER}0-9])")
_BLOCKED = parts.pattern(r"{body_word} \Z")


class Flow:
    """The view with the line ends inside sentences as spaces, and where role words and honorifics stand in it."""

    def __init__(self, context: Context) -> None:
        view = context.view
        self.view = view
        self.context = context
        text = _SOFT_END.sub(" ", view.text)
        if view.is_wrapped:
            text = _LINE_END.sub(lambda end: " " if view.goes_on(end.end()) else "\n", text)
        self.text = text
        self.lower = view.lower
        if text is not view.text:
            lower = text.lower()
            self.lower = lower if len(lower) == len(text) else view.lower.replace("\n", " ")
        self.blocked: list[int] = []  # role words in the name of a body ("Đoàn Chủ tịch")
        self.roles = self._without_inner(context)
        self.honorific_cues = self._whole_honorifics(context)
        heads = {titles.first_of(self.lower, cue.start): cue.end for cue in self.roles}
        self.ground = titles.Ground(
            self.text,
            self.lower,
            heads | {cue.start: cue.end for cue in self.roles},
            {cue[0]: cue[1] for cue in self.honorific_cues},
            frozenset(self._addressed()),
        )
        self.heads = self.ground.heads
        self.role_starts = [cue.start for cue in self.roles]
        self.honorific_starts = [cue[0] for cue in self.honorific_cues]

    def _without_inner(self, context: Context) -> list[RoleCue]:
        kept: list[RoleCue] = []
        last = -1
        for entry, start, end in self._role_cues(context):
            if start < last or (start and self.text[start - 1] == "/"):
                continue
            form = self.text[start:end]
            if form.isupper() and len(form) > 4 and not form.isascii() and start and self.text[start - 1] == "-":
                continue
            if len(form) <= 3 and not form.isupper():  # "GĐ" but not "gđ"; "UV", "ĐB"
                continue
            if self.lower.startswith(" quán", end):
                continue  # "Đại sứ quán"
            if entry.role == "Trưởng" and (form[:1].islower() or self.lower.startswith(" lão", end)):
                continue  # "tăng trưởng", "Trưởng lão"
            if _DUTY.search(self.lower, max(0, start - 12), start) and entry.role in ("Vụ trưởng", "Vụ phó"):
                continue  # "giữ chức vụ Trưởng Đoàn"
            if entry.role == "Nghị sĩ" and _DEPUTIES.search(self.lower, max(0, start - 12), start):
                continue  # "Nhóm Nghị sĩ hữu nghị"
            if entry.role == "Đại biểu" and _DELEGATES.search(self.lower, max(0, start - 12), start):
                continue  # "Đại hội đại biểu"
            if entry.role == "Quốc vương" and _OF_COUNTRY.search(self.text, max(0, start - 8), start):
                continue  # "Trung Quốc Vương …": a surname
            if entry.role in ("Trợ lý", "Thư ký") and _OFFICES.match(self.text, end):
                continue  # the addressees of an official letter
            if _BLOCKED.search(self.lower, max(0, start - 12), start):
                self.blocked.append(start)
                context.reject("official.title", start, end, "the word belongs to the name of a body, it is no post")
                continue
            kept.append(RoleCue(entry, start, end))
            last = end
        return kept

    def _role_cues(self, context: Context) -> list[tuple[titles.Role, int, int]]:
        """Where role words stand, also those that a line end cuts in two ("Tổng / Tham mưu trưởng")."""
        whole = [(entry, start, end) for entry, start, end in context.cues["official.role"]]
        if self.text is self.view.text:
            return whole
        return sorted([*whole, *self._across_lines()], key=lambda cue: (cue[1], -cue[2]))

    def _across_lines(self) -> list[tuple[titles.Role, int, int]]:
        """The role words that lie across the line ends inside sentences, the longest at each."""
        found: list[tuple[titles.Role, int, int]] = []
        forms = titles.roles()
        for match in _LINE_END.finditer(self.view.text):
            place = match.start()
            if self.text[place] != " ":
                continue
            words = [m.start() for m in _WORD_START.finditer(self.lower, max(0, place - 24), place)][-4:]
            ends = [m.end() for m in _WORD_END.finditer(self.lower, place + 1, place + 30)][:4]
            spans = ((start, end) for start in words for end in reversed(ends))
            span = next(((a, b) for a, b in spans if self.lower[a:b] in forms), None)
            if span is not None:
                found.append((forms[self.lower[span[0] : span[1]]], *span))
        return found

    def _addressed(self) -> Iterator[str]:
        """The runs of capitalised words that follow an honorific."""
        for _, end, _ in self.honorific_cues:
            if self.text[end : end + 1] == " ":
                run = names.run_at(self.text, end + 1, end + 100)
                if len(run) > 1:
                    yield names.joined(run)

    def _whole_honorifics(self, context: Context) -> list[tuple[int, int, Honorific]]:
        kept: list[tuple[int, int, Honorific]] = []
        last = -1
        for entry, start, end in context.cues["official.honorific"]:
            if entry.form == "bà" and self.text.startswith("Bà Rịa", start):
                continue  # "Bà Rịa-Vũng Tàu"
            if entry.form == "bà" and names.place_level(names.run_at(self.text, start, start + 24)[:2]):
                continue  # "Bà Rịa"
            capital = self.text[start].isupper()
            if capital and entry.kind == "address" and _AFTER_CAPITAL.search(self.text, max(0, start - 30), start):
                continue  # "Phạm Anh Tuấn"
            if start < last or (end < len(self.text) and self.text[end].isalpha() and not entry.form.endswith(".")):
                continue
            kept.append((start, end, entry))
            last = end
        return kept

    def paragraphs(self) -> list[tuple[int, int]]:
        """The lines that hold a role word or an honorific."""
        spans: list[tuple[int, int]] = []
        last = -1
        for place in sorted([*self.role_starts, *self.honorific_starts, *self.blocked]):
            if place < last:
                continue
            start = self.text.rfind("\n", 0, place) + 1
            end = self.text.find("\n", place)
            last = len(self.text) if end < 0 else end
            spans.append((start, last))
        return spans


_DEPUTIES = re.compile(r"(?:nhóm|liên minh) \Z")
_DELEGATES = re.compile(r"(?:hội|hội nghị|đoàn) \Z")
_OF_COUNTRY = re.compile(r"(?:Trung|Hàn) \Z")
_DUTY = parts.pattern(r"{duty_syllable} \Z")
_OFFICES = re.compile(r" (?:của )?(?:TTg|PTTg|Thủ tướng|Phó Thủ tướng|các )")
_AFTER_CAPITAL = re.compile(rf"(?<![{LETTER}])[{UPPER}][{LOWER}]* \Z")


class RoleCue(NamedTuple):
    """A role word that stands alone (view offsets)."""

    role: titles.Role
    start: int
    end: int
