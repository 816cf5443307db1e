"""A paragraph as a row of titles, honorifics and names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from extract import lexicon, names, titles
from extract.finders.official_text import Flow, Honorific
from extract.lazy import re
from extract.letters import LETTER, UPPER
from extract.parts import official as parts
from extract.titles import Title

_NEAR = 200  # a name further from a title or honorific than this many characters has nothing to do with it

Kind = Literal["title", "honorific", "name"]


@dataclass(slots=True)
class Token:
    """A title, an honorific or a name in a paragraph."""

    kind: Kind
    start: int
    end: int
    title: Title | None = None
    honorific: Honorific | None = None
    plural: bool = False


# What may not stand before is asked behind the capital: asked first, it is asked at every character.
_RUN_START = re.compile(rf"[{UPPER}](?<![{LETTER}0-9'.\-].)")
# The start of a run of two words or more (see `names.run_at`): one word alone is a name only behind an honorific.
_LONG_RUN = parts.pattern(
    rf"{_RUN_START.pattern}[{LETTER}]{{0,24}}(?:['.\-][{LETTER}]{{1,24}}){{0,3}}\.? {{1,2}}"
    rf"{names.PARTICLES}[{UPPER}]"
)


_COUNTS = ("các", "những", "mấy", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "và")
_PLURAL = re.compile(
    rf"(?:(?<!\w)(?:{'|'.join(_COUNTS)}) |"
    r"(?<![\w./-])(?<!ngày )(?<!tháng )(?<!quý )(?<!số )(?<!thứ )(?<!khóa )(?<!lúc )(?<!năm )\d{1,2} ){1,2}\Z"
)
_PLURAL_ENDS = tuple(f"{word} " for word in (*_COUNTS, *range(10)))
_ON_BEHALF = re.compile(r"(?:(?:ủy quyền|thay mặt)(?: của)?|nữ|nhiều) \Z")  # "nữ đại biểu Quốc hội" is no one
_CREDIT = parts.pattern(r"{credit_word}[^\n]{0,12}[:/] ?\Z")


class NamedThing(msgspec.Struct, frozen=True):
    """An entry of `named_things.json`: what is named after people; `person`: also with their title before the name.

    `posts`: that title may be any; else it is that of Hồ Chí Minh.
    """

    form: str
    person: bool
    example: str
    posts: bool = False


@cache
def named_after() -> re.Pattern[str]:
    """What stands before a name that is part of the name of a thing ("đường ")."""
    forms = sorted({t.form for t in lexicon.load("named_things", NamedThing) if not t.person}, key=len, reverse=True)
    return re.compile(rf"(?<![{LETTER}])(?:{'|'.join(map(re.escape, forms))}) ?\Z")


class Row:
    """Reads one paragraph into its tokens."""

    def __init__(self, flow: Flow, start: int, end: int) -> None:
        self.flow = flow
        self.text = flow.text
        self.lower = flow.lower
        self.start = start
        self.end = end

    def tokens(self) -> list[Token]:
        """The titles, honorifics and names of the paragraph, in order."""
        flow = self.flow
        tokens: list[Token] = []
        low = bisect_left(flow.role_starts, self.start)
        high = bisect_left(flow.role_starts, self.end)
        last = self.start
        for cue in flow.roles[low:high]:
            if cue.start < last:
                continue
            title = titles.read(flow.ground, cue.start, cue.end, cue.role, self.end)
            if _ON_BEHALF.search(self.lower, max(self.start, title.start - 24), title.start) and title.name is None:
                last = title.reach
                flow.context.reject(
                    "official.title", title.start, title.end, "said on behalf of, or of several: it names no one"
                )
                continue
            tokens.append(Token("title", title.start, title.reach, title=title, plural=self._plural(title.start)))
            last = title.reach
            if title.name is not None:
                tokens.append(Token("name", *title.name))
                last = title.name[1]
        low = bisect_left(flow.honorific_starts, self.start)
        high = bisect_left(flow.honorific_starts, self.end)
        taken = [token.start for token in tokens]
        for start, end, entry in flow.honorific_cues[low:high]:
            if not self._inside(tokens, taken, start):
                tokens.append(Token("honorific", start, end, honorific=entry, plural=self._plural(start)))
        tokens.sort(key=lambda token: token.start)
        return self._with_names(tokens)

    @staticmethod
    def _inside(tokens: list[Token], starts: list[int], place: int) -> bool:
        index = bisect_right(starts, place) - 1
        return index >= 0 and place < tokens[index].end

    def _plural(self, start: int) -> bool:
        if not self.lower.endswith(_PLURAL_ENDS, self.start, start):
            return False
        return _PLURAL.search(self.lower, max(self.start, start - 16), start) is not None and not self.lower[
            max(self.start, start - 3) : start
        ].endswith("và ")

    def _with_names(self, tokens: list[Token]) -> list[Token]:
        """The tokens with the names that stand between them."""
        full: list[Token] = []
        place = self.start
        for token in [*tokens, None]:
            until = token.start if token else min(self.end, place + 400)
            full.extend(self._names_between(place, until, full[-1] if full else None))
            if token:
                full.append(token)
                place = token.end
        return full

    def _names_between(self, start: int, end: int, before: Token | None) -> list[Token]:
        """The names between two tokens. In a long stretch only those count that a list links to the token before it,
        and those near the token behind it."""
        found: list[Token] = []
        place = start
        skipped = end - start <= 2 * _NEAR
        behind_honorific = before is not None and before.kind == "honorific"
        while True:
            match = (_RUN_START if behind_honorific else _LONG_RUN).search(self.text, place, end)
            if match is None:
                return found
            if not skipped and match.start() > (found[-1].end if found else start) + _NEAR:
                skipped = True
                place = max(match.start(), end - _NEAR)
                continue
            run = names.run_at(self.text, match.start(), end)
            for index in range(1, len(run)):
                if run[index].start in self.flow.heads or names.opens_sentence(self.text, run, index):
                    run = run[:index]
                    break
            if not run:
                place = match.end()
                continue
            place = run[-1].end
            addressed = (
                before is not None and behind_honorific and self.text[before.end : match.start()].strip(" .:") == ""
            )
            behind_honorific = False
            if len(run) == 1 and not addressed:
                continue
            token = self._name_token(run, addressed=addressed)
            if token is not None:
                found.append(token)
                place = token.end

    def _name_token(self, run: list[names.Word], *, addressed: bool) -> Token | None:
        first = run[0].start
        if addressed:
            body = titles.phrase_at(self.lower, first, self.end)
            if body is not None and body > run[-1].end:
                return None  # "các đồng chí Bộ Chính trị"
            size = self._addressed(run)
            return Token("name", first, run[size - 1].end) if size else None
        found = names.cut(run, bound="no")
        if found is None:
            if len(run) > 1 and run[0].text.isupper() and run[1].text.isupper() and len(run[1].text) > 1:
                name = titles.capital_name(self.text, run)
                if name is not None and name[1] == run[-1].end:
                    return Token("name", *name)
            return None
        if any(names.place_level(run[index:]) is not None for index in range(found.first)):
            return None  # "Nam Từ Liêm"
        around = self.lower[max(self.start, first - 40) : first]
        if _CREDIT.search(around):
            self.flow.context.reject("official.name", first, run[-1].end, "a byline or the credit of a picture")
            return None
        if named_after().search(around):
            found = names.cut(run, bound="named")
            if found is None or found.first == 0:
                reason = "part of the name of a street, a school, a prize or another thing"
                self.flow.context.reject("official.name", first, run[-1].end, reason)
                return None
        return Token("name", run[found.first].start, run[-1].end)

    @staticmethod
    def _addressed(run: list[names.Word]) -> int:
        """How many words after an honorific are the name: two to five (a foreigner may have one)."""
        if all(names.is_name_word(word.text) for word in run):
            if len(run) > 5:
                found = names.cut(run, bound="no")
                return 0 if found is None or found.first else len(run)
            level = names.place_level(run)
            if len(run) == 1:
                return 1 if "'" in run[0].text else 0  # "K'Dung"
            return 0 if len(run) == 2 and level in ("province", "district") else len(run)
        if len(run) == 1 and len(run[0].text) < 4 and run[0].text.isupper():
            return 0  # "2 đ/c HH 60 năm": an abbreviation
        return len(run) if 1 <= len(run) <= 5 else 0
