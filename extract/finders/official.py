"""Finds official candidates: names with the titles that the text puts beside them.

Each paragraph with a role word or an honorific in it is read once, as a row of titles, honorifics and names with the
text between them; a small machine goes along the row and gives each title its person.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon, names, titles
from extract.context import Context
from extract.cues import CueSet
from extract.letters import LETTER, LOWER, UPPER
from extract.titles import Title
from extract.view import View


class Honorific(msgspec.Struct, frozen=True):
    """An entry of `honorifics.json`: what stands before a name and is no title."""

    form: str
    kind: Literal["comrade", "address", "rank", "degree"]
    example: str


class TitleSpan(NamedTuple):
    """A title as given to a person (view offsets); `head` and `head_end` bound the role with its modifiers after it."""

    start: int
    end: int
    head: int
    head_end: int
    role: titles.Role


class ShortMention(NamedTuple):
    """A later mention without the full name (view offsets): "ông Thụ", "Bí thư Thăng", "đồng chí Bí thư Tỉnh ủy".

    `start` to `end` hold the honorific or title; `name` is what stands of the name, if anything does.
    """

    start: int
    end: int
    name: str | None
    title: TitleSpan | None


@dataclass(slots=True)
class OfficialCandidate:
    """A name with what stands beside it (view offsets).

    `start` and `end` are of the name alone; `comrade`: called đồng chí there; `rank`: with a military rank.
    """

    start: int
    end: int
    rule: str
    titles: list[TitleSpan] = field(default_factory=list)
    honorific: tuple[int, int] | None = None
    comrade: bool = False
    rank: bool = False


def cue_sets() -> list[CueSet]:
    """The words that make this finder look."""
    return [
        CueSet("official.role", titles.roles()),
        CueSet("official.honorific", _honorifics(), right=False),
    ]


@cache
def _honorifics() -> dict[str, Honorific]:
    return {entry.form: entry for entry in lexicon.load("honorifics", Honorific)}


def find(context: Context) -> list[OfficialCandidate]:
    """The candidates of a document, in the order of their start."""
    roles = context.cues["official.role"]
    honorifics = context.cues["official.honorific"]
    if not roles and not honorifics:
        return []
    flow = Flow(context)
    context.addressed = frozenset(name.lower() for name in flow.ground.addressed)
    found: list[OfficialCandidate] = []
    for start, end in flow.paragraphs():
        machine = Machine(context, flow, start, end)
        found.extend(machine.run())
        context.short_mentions.extend(machine.short)
    found.extend(signatures(context, flow))
    found.sort(key=lambda candidate: (candidate.start, candidate.end))
    return found


_SOFT_END = re.compile(rf"(?<=[^\s.:;!?]) ?\n(?=[{LOWER}])")
_HARD_END = re.compile(rf"(?<=[{LETTER}0-9,\-]) ?\n(?=[{LETTER}0-9])")
_BLOCKED = re.compile(r"(?:chính|ban|phủ|đoàn|nội các|văn phòng) \Z")


class Flow:
    """The view with the line ends inside sentences as spaces, and where role words and honorifics stand in it."""

    def __init__(self, context: Context) -> None:
        view = context.view
        self.view = view
        text = _SOFT_END.sub(lambda m: " " * len(m[0]), view.text)
        if is_wrapped(view):
            text = _HARD_END.sub(_join_wrapped, text)
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
        for entry, start, end in context.cues["official.role"]:
            if start < last or (start and self.text[start - 1] == "/"):
                continue
            form = self.text[start:end]
            if form.isupper() and len(form) > 4 and not form.isascii() and start and self.text[start - 1] == "-":
                continue
            if len(form) <= 3 and not form.isupper():  # "GĐ" but not "gđ"; "UV", "ĐB"
                continue
            if self.lower.startswith(" quán", end):
                continue  # "Đại sứ quán"
            if form[:1].islower() and entry.role == "Trưởng":
                continue  # "tăng trưởng"
            if _DUTY.search(self.lower, max(0, start - 12), start) and entry.role in ("Vụ trưởng", "Vụ phó"):
                continue  # "giữ chức vụ Trưởng Đoàn"
            if entry.role == "Nghị sĩ" and _DEPUTIES.search(self.lower, max(0, start - 12), start):
                continue  # "Nhóm Nghị sĩ hữu nghị"
            if entry.role == "Đại biểu" and _DELEGATES.search(self.lower, max(0, start - 12), start):
                continue  # "Đại hội đại biểu"
            if entry.role in ("Trợ lý", "Thư ký") and _OFFICES.match(self.text, end):
                continue  # the addressees of an official letter
            if _BLOCKED.search(self.lower, max(0, start - 12), start):
                self.blocked.append(start)
                continue
            kept.append(RoleCue(entry, start, end))
            last = end
        return kept

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
            if names.places().get(names.joined(names.run_at(self.text, start, start + 24)[:2])) == "province":
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
_DUTY = re.compile(r"(?:chức|nhiệm|nghiệp|phục) \Z")
_OFFICES = re.compile(r" (?:của )?(?:TTg|PTTg|Thủ tướng|Phó Thủ tướng|các )")
_AFTER_CAPITAL = re.compile(rf"(?<![{LETTER}])[{UPPER}][{LOWER}]* \Z")


class RoleCue(NamedTuple):
    """A role word that stands alone (view offsets)."""

    role: titles.Role
    start: int
    end: int


def _join_wrapped(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 12) : match.start()]
    return match[0] if before.isupper() else " " * len(match[0])


def is_wrapped(view: View) -> bool:
    """Whether lines end where the page did, in the middle of sentences."""
    lines = [line for line in view.text.split("\n") if line.strip()]
    inner = sum(1 for line in lines[1:] if line.lstrip()[:1].islower())
    return len(lines) >= 12 and inner >= 0.25 * len(lines)


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


_RUN_START = re.compile(rf"(?<![{LETTER}0-9'.\-])[{UPPER}]")


def _span(title: Title) -> TitleSpan:
    return TitleSpan(title.start, title.end, title.head, title.head_end, title.role)


_PLURAL = re.compile(r"(?:(?<!\w)(?:các|những|hai|ba|bốn|2|3|4|và) ){1,2}\Z")
_ROLL = re.compile(
    r"(?:Đoàn Chủ tịch|Ban [Cc]hấp hành|Ban [Tt]hường (?:vụ|trực)|Bộ Chính trị|Ban Bí thư|Ủy ban|Hội đồng|Đoàn|"
    r"Ban [Cc]hỉ đạo)"
    r"[^.:\n]{0,60} gồm (?:có )?[^.:\n]{0,30}(?:người|đồng chí|vị|thành viên|ủy viên|ông,? bà)[^.:\n]{0,20}: ?\Z"
)
_POST = re.compile(r"(?:chức|chức vụ|chức danh|bổ nhiệm|bổ nhiệm lại) \Z")
_FOR = re.compile(r"[^.;\n]{0,40} (?:đối với|cho) (?:(?:đồng chí|ông|bà|\w{3,6} tướng|đại tá) ){0,2}")
_ON_BEHALF = re.compile(r"(?:(?:ủy quyền|thay mặt)(?: của)?|nữ|nhiều) \Z")  # "nữ đại biểu Quốc hội" is no one
_CREDIT = re.compile(
    r"(?:ảnh|tin|nguồn|video|clip|bài|bài và ảnh|tin, ảnh|tin ảnh|thực hiện|minh họa|đồ họa)[^\n]{0,12}[:/] ?\Z",
    re.IGNORECASE,
)


class NamedThing(msgspec.Struct, frozen=True):
    """An entry of `named_things.json`: what is named after people; `person`: also with their title before the name."""

    form: str
    person: bool
    example: str


@cache
def _named_after() -> re.Pattern[str]:
    """What stands before a name that is part of the name of a thing ("đường ")."""
    forms = sorted({t.form for t in lexicon.load("named_things", NamedThing) if not t.person}, key=len, reverse=True)
    return re.compile(rf"(?<![{LETTER}])(?:{'|'.join(map(re.escape, forms))}) \Z")


@cache
def _named_with_title() -> re.Pattern[str]:
    """What stands before a name with its title that is part of the name of a thing ("Lăng Chủ tịch ")."""
    forms = sorted({t.form for t in lexicon.load("named_things", NamedThing) if t.person}, key=len, reverse=True)
    return re.compile(
        rf"(?<![{LETTER}])(?:{'|'.join(map(re.escape, forms))})(?: (?:của|về|lưu niệm|gốc|thờ|tưởng niệm)){{0,2}}"
        r" (?:chủ tịch|bác|đồng chí|cụ) ?\Z"
    )


class Machine:
    """Reads one paragraph."""

    def __init__(self, context: Context, flow: Flow, start: int, end: int) -> None:
        self.context = context
        self.flow = flow
        self.text = flow.text
        self.lower = flow.lower
        self.start = start
        self.end = end
        self.found: list[OfficialCandidate] = []
        self.short: list[ShortMention] = []
        self.pending: list[Token] = []
        self.shared: list[Title] = []
        self.shared_open = False
        self.colon = False
        self.comrades = False
        self.current: OfficialCandidate | None = None
        self.current_end = -1
        self.current_titled_before = False
        self.honorific: Token | None = None
        self.rank = False
        self.comrade = False
        self.last_end = start
        self.after_current = False

    def run(self) -> list[OfficialCandidate]:
        """The candidates of the paragraph."""
        tokens = self._tokens()
        index = -1
        while index + 1 < len(tokens):
            index += 1
            token = tokens[index]
            gap = self.text[self.last_end : token.start]
            if ":" in gap and self._opens_roll(token):
                self._close()
                self.shared_open = self.comrades = self.after_current = True
                self.current = None
                gap = ", "
            if token.kind == "title":
                self._title(token, gap, tokens, index)
            elif token.kind == "honorific":
                self._honorific(token, gap)
            else:
                self._name(token, gap)
            self.last_end = token.end
        self._short_mentions(tokens)
        return [candidate for candidate in self.found if self._counts(candidate)]

    def _counts(self, candidate: OfficialCandidate) -> bool:
        """Whether a name is an official's: with a post, called đồng chí, or an officer named in the story."""
        if candidate.titles:
            return True
        if not (candidate.comrade or candidate.rank):
            return False
        if not candidate.comrade:
            candidate.rule = "official.rank"
        text = self.text[candidate.start : candidate.end]
        why = None
        if candidate.rank and not candidate.comrade and " " not in text:
            why = "one word after a rank"
        elif self.context.layout.zone_at(candidate.start) == "byline":
            why = "a byline"
        elif candidate.honorific and self.lower.endswith(("tàu ", "tàu sân bay "), 0, candidate.honorific[0]):
            why = "a ship"
        if why:
            self.context.reject("official.comrade", candidate.start, candidate.end, why)
        return why is None

    # -- the row of tokens -------------------------------------------------------------------------------------------

    def _opens_roll(self, token: Token) -> bool:
        """Whether a list of a body's members begins before the token ("Đoàn Chủ tịch gồm 24 người: …")."""
        return _ROLL.search(self.text, max(self.start, token.start - 120), token.start) is not None

    def _tokens(self) -> list[Token]:
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
                last = title.end
                continue
            tokens.append(Token("title", title.start, title.end, title=title, plural=self._plural(title.start)))
            last = title.end
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
        return _PLURAL.search(self.lower, max(self.start, start - 12), start) is not None and not self.lower[
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
        while True:
            match = _RUN_START.search(self.text, place, end)
            if match is None:
                return found
            if not skipped and match.start() > (found[-1].end if found else start) + _NEAR:
                skipped = True
                place = max(match.start(), end - _NEAR)
                continue
            run = names.run_at(self.text, match.start(), end)
            for index in range(1, len(run)):
                if run[index].start in self.flow.heads or names.opens_sentence(run, index):
                    run = run[:index]
                    break
            if not run:
                place = match.end()
                continue
            place = run[-1].end
            addressed = (
                before is not None
                and before.kind == "honorific"
                and not found
                and self.text[before.end : match.start()].strip(" .:") == ""
            )
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
        around = self.lower[max(self.start, first - 40) : first]
        if _CREDIT.search(around):
            return None
        if _named_after().search(around):
            found = names.cut(run, bound="named")
            if found is None or found.first == 0:
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
        return len(run) if 1 <= len(run) <= 5 else 0

    # -- the machine -------------------------------------------------------------------------------------------------

    def _title(self, token: Token, gap: str, tokens: list[Token], index: int) -> None:
        assert token.title is not None
        listed = _LIST.fullmatch(gap) is not None
        if not token.plural and self._heads_list(tokens, index):
            token.plural = True
        opened = self.honorific is not None and self.honorific.plural and _ADJACENT.fullmatch(gap) is not None
        if token.plural or opened:
            comrades = opened and self.comrades
            self._close()
            self.after_current = False
            self.comrades = comrades
            self.pending = [token]
            if token.title.role.role in _WEAK and not (token.title.name or self.text[token.end : token.end + 1] == ":"):
                return
            self.shared = [token.title]
            self.shared_open = True
            self.colon = False
            return
        if self._continues_shared(token, gap):
            self.pending = [token]
            return
        linked = self.current is not None and self.after_current and _TO_TITLE.fullmatch(gap) is not None
        if linked and self.last_end == self.current_end and gap.strip().startswith(("và", ", và")):
            linked = False  # "ông A và Chủ tịch B": the title is another's
        if linked and not self._is_apposition(token.title, gap):
            self.after_current = False
            return
        if linked and self._ends_in_a_name(token, gap, tokens, index):
            assert token.title.name is not None
            token.title.end = token.end = token.title.name[1]
            del tokens[index + 1]
        if linked and not self._belongs_to_next(token, gap, tokens, index):
            titles.go_on(self.flow.ground, token.title, self._next(tokens, index))
            token.end = token.title.end
            self._give(self.current, token.title, "official.title_after")
            return
        if not (self.honorific is not None and _ADJACENT.fullmatch(gap)):
            self.honorific = None
            self.rank = self.comrade = False
        self._close_shared(gap)
        if self.pending and self.pending[0].plural and token.title.name is not None and gap.strip() == ",":
            self._close()  # "trả lời các đại biểu, Bộ trưởng A nói": the plural is of others
            self.pending = []
        if self.pending and ((listed and ";" not in gap) or gap in ("", " ")):
            self.pending.append(token)
        else:
            self.pending = [token]
        self.after_current = False

    def _heads_list(self, tokens: list[Token], index: int) -> bool:
        """Whether names follow the title after a colon ("nguyên Chủ tịch Quốc hội: A, B")."""
        if index + 1 >= len(tokens) or tokens[index + 1].kind != "name":
            return False
        return self.text[tokens[index].end : tokens[index + 1].start].strip() == ":"

    def _is_apposition(self, title: Title, gap: str) -> bool:
        """Whether a title after a name is one of the person, not the next one at the table or in the sentence."""
        role = title.role.role
        if role == "Đại diện" and (";" in gap or self.current is None or self.current.honorific is None):
            return False
        if role in _WEAK:
            return self._has_body(title)
        if role == "Đại biểu":
            return "(" in gap or (";" not in gap and self._has_body(title))
        if self.current_titled_before and title.end == title.head_end and gap == ", ":
            # "Về ý kiến của đại biểu A, Phó Thủ tướng nêu rõ …": the bare title is the subject of what follows
            return not re.match(rf" [{LOWER}]", self.text[title.end : title.end + 2])
        return True

    def _has_body(self, title: Title) -> bool:
        """Whether a body of its own follows the role ("đại diện Quỹ A"; not "đại diện lãnh đạo …")."""
        return re.search(rf"[{UPPER}0-9]", self.text[title.head_end : title.end]) is not None and (
            not re.search(r" các |lãnh đạo", self.lower[title.start : title.end])
        )

    def _continues_shared(self, token: Token, gap: str) -> bool:
        """A title inside a list under a plural title with a colon: "các Ủy viên …: Chủ tịch nước A, Thủ tướng B"."""
        if not self.shared_open:
            return False
        if gap.strip() == ":" and self.pending:
            self.colon = True
            return True
        if ";" in gap and self.shared and self.shared[0].role.role != "Ủy viên":
            self._close()  # a new kind of guest; only membership is said of people of several posts
            return False
        return (
            self.colon
            and self.after_current
            and _LIST.fullmatch(gap) is not None
            and token.title is not None
            and (token.title.name is not None)
        )

    def _next(self, tokens: list[Token], index: int) -> int:
        return tokens[index + 1].start if index + 1 < len(tokens) else self.end

    def _ends_in_a_name(self, token: Token, gap: str, tokens: list[Token], index: int) -> bool:
        """Whether what reads as the next person is the end of the body's name: "bà A, Giám đốc Công ty Thành Công"."""
        assert token.title is not None
        name = token.title.name
        if name is None or self.current is None or self.current.titles or ";" in gap:
            return False
        if self.current.honorific is None or index + 1 >= len(tokens) or tokens[index + 1].start != name[0]:
            return False
        words = self.text[name[0] : name[1]].split()
        return not names.surnames().get(words[0], False) or len(words) == 2

    def _belongs_to_next(self, token: Token, gap: str, tokens: list[Token], index: int) -> bool:
        """Whether the list of titles that begins here runs into the next name."""
        last = index
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].kind == "title"
            and not tokens[last + 1].plural
            and _LIST.fullmatch(self.text[tokens[last].end : tokens[last + 1].start])
            and ";" not in self.text[tokens[last].end : tokens[last + 1].start]
        ):
            last += 1
        after = last + 1
        while (
            after < len(tokens)
            and tokens[after].kind == "honorific"
            and (_ADJACENT.fullmatch(self.text[tokens[after - 1].end : tokens[after].start]))
        ):
            after += 1
        if after >= len(tokens) or tokens[after].kind != "name":
            return False
        if not _ADJACENT.fullmatch(self.text[tokens[after - 1].end : tokens[after].start]):
            return False
        if ";" in gap:
            return True
        if gap.rstrip().endswith(("(", "-", "là")):
            return False
        return self.current_titled_before or last == index

    def _honorific(self, token: Token, gap: str) -> None:
        entry = token.honorific
        assert entry is not None
        chained = self.honorific is not None and _ADJACENT.fullmatch(gap)
        if not chained:
            self.rank = self.comrade = False
        sentence = entry.kind in ("address", "comrade") and self.text[token.start].isupper()
        keeps = (
            bool(self.pending)
            and not (sentence and gap == " ")
            and (
                _ADJACENT.fullmatch(gap) is not None
                or gap in (" là ", ": ")
                or (gap == " - " and self.text[token.start].islower())
                or (gap in (", ", " - ") and self._leads(entry))
            )
        )
        between = self.lower[self.pending[0].end : token.start] if len(self.pending) == 1 else ""
        keeps = keeps or _FOR.fullmatch(between) is not None
        listing = token.plural and _COMPRISES.fullmatch(gap) is not None
        posts = [t.title for t in self.pending if t.title is not None] if listing else []
        if not keeps and not (self.shared_open and _LIST.fullmatch(gap)):
            self.pending = []
        if token.plural:
            self._close()
            self.shared = []
            self.shared_open = True
            self.colon = False
            self.comrades = entry.kind == "comrade"
            self.pending = []
            self.shared = posts
            self.after_current = self.after_current or bool(posts)
        elif not (self.shared_open and (_LIST.fullmatch(gap) or gap.strip() in ("", ":"))):
            self._close_shared(gap)
        self.honorific = token
        self.rank = self.rank or entry.kind == "rank"
        self.comrade = self.comrade or entry.kind == "comrade"
        if not _LIST.fullmatch(gap) and not chained:
            self.after_current = False

    def _leads(self, entry: Honorific) -> bool:
        """Whether the waiting titles belong to the person whom a comma and an honorific bring in."""
        if entry.kind not in ("degree", "rank"):
            return self._introduced()
        first = self.pending[0].start
        return re.search(r"(?:của|do|với|cho|gửi) \Z", self.lower[max(self.start, first - 5) : first]) is None

    def _introduced(self) -> bool:
        """Whether the waiting titles open the sentence or follow "với tư cách là"."""
        first = self.pending[0].start
        before = self.lower[max(self.start, first - 24) : first].rstrip()
        return before == "" or before.endswith((".", "tư cách", "cương vị", "vai trò", "là", "theo"))

    def _name(self, token: Token, gap: str) -> None:
        adjacent = _ADJACENT.fullmatch(gap) is not None
        listed = _LIST.fullmatch(gap) is not None
        follows = self.honorific is not None and self.honorific.end == self.last_end
        if follows and _AFTER_HONORIFIC.fullmatch(gap):
            adjacent = True
        if self.pending and self.pending[-1].end == self.last_end and _PLACED.fullmatch(gap):
            adjacent = True  # "Chủ tịch UBND Q.2 (TP.HCM) Trần Văn A"
        if self.pending and self.pending[-1].end == self.last_end and gap in (", ", " - ") and not self.after_current:
            adjacent = adjacent or not self._titled_behind(token)
        honorific = self.honorific if self.honorific is not None and adjacent else None
        given: list[Title] = []
        rule = "official.title_before"
        appointed = len(self.pending) == 1 and self._appointed(self.pending[0], token)
        if self.pending and (adjacent or appointed or gap.strip() in (":", "là")):
            given = [t.title for t in self.pending if t.title is not None]
        comrade = honorific is not None and self.comrade
        if self.shared_open:
            in_list = (
                listed
                or adjacent
                or (self.comrades and _OVER_ONE.fullmatch(gap) is not None)
                or gap.strip() == ":"
                or _AFTER_PAREN.fullmatch(gap) is not None
            )
            if in_list and (self.after_current or self.pending or honorific):
                if gap.strip() == ":" and self.pending:
                    self.colon = True
                extra = [t for t in self.shared if t not in given]
                if not given or self.colon:
                    given = extra + given
                comrade = comrade or self.comrades
                rule = "official.shared_title" if given else "official.comrade"
            else:
                self._close()
        candidate = OfficialCandidate(token.start, token.end, rule if given else "official.comrade")
        candidate.comrade = comrade
        candidate.rank = honorific is not None and self.rank
        if honorific is not None:
            candidate.honorific = (honorific.start, honorific.end)
        if self.lower[token.start : token.end] == "hồ chí minh":
            given = [] if self._thing(token) else [t for t in given if self._of_ho_chi_minh(t)]
            candidate.comrade = False
        for title in given:
            self._give(candidate, title, rule)
        self.found.append(candidate)
        self.current = candidate
        self.current_end = token.end
        self.current_titled_before = bool(given)
        self.after_current = True
        self.pending = []
        self.honorific = None
        self.rank = self.comrade = False

    def _short_mentions(self, tokens: list[Token]) -> None:
        """Note titles and honorifics that stand before a single syllable of a name, or titles after đồng chí alone."""
        for index, token in enumerate(tokens):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            gap = self.text[token.end : following.start] if following else None
            if token.kind == "name" or token.plural:
                continue
            title = token.title
            comrade = token.honorific is not None and token.honorific.kind == "comrade"
            if comrade and following is not None and following.title is not None and gap == " ":
                after = tokens[index + 2] if index + 2 < len(tokens) else None
                named = after is not None and after.kind == "name" and after.start - following.end <= 1
                if not named and not self._short_name(following.end):
                    self.short.append(ShortMention(token.start, following.end, None, _span(following.title)))
                continue
            if following is not None and gap == " ":
                continue
            name = self._short_name(title.head_end if title else token.end)
            if title and name is not None and name[0] != title.end and title.end != title.head_end:
                continue  # a body, or more than a name
            if name is not None:
                place, word = name
                self.short.append(ShortMention(token.start, place, word, _span(title) if title else None))

    def _short_name(self, place: int) -> tuple[int, str] | None:
        """One or two capitalised words right after `place` that are no full name: where they end, and they."""
        if self.text[place : place + 1] != " ":
            return None
        run = names.run_at(self.text, place + 1, min(self.end, place + 60))
        for index in range(1, len(run)):
            if names.opens_sentence(run, index):
                run = run[:index]
                break
        if not 1 <= len(run) <= 2:
            return None
        return run[-1].end, names.joined(run)

    def _titled_behind(self, token: Token) -> bool:
        """Whether a title or a further name follows the name: then what stands before it is another's."""
        behind = _TO_TITLE.match(self.text, token.end, self.end)
        if behind is not None and any(place in self.flow.heads for place in (behind.end(), token.end)):
            return True
        return self.text.startswith((",", ";", " ("), token.end)

    def _appointed(self, post: Token, token: Token) -> bool:
        """Whether a post is given to the person behind it: "giữ chức vụ Thứ trưởng … đối với ông A"."""
        before = self.lower[max(self.start, post.start - 20) : post.start]
        between = self.lower[post.end : token.start]
        return _POST.search(before) is not None and _FOR.fullmatch(between) is not None

    def _of_ho_chi_minh(self, title: Title) -> bool:
        """Whether the title can be his; others end with his name ("Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh")."""
        return title.role.role in ("Chủ tịch", "Chủ tịch nước") and title.end == title.head_end

    def _thing(self, token: Token) -> bool:
        """Whether the name is part of the name of a thing ("Lăng Chủ tịch Hồ Chí Minh")."""
        around = self.lower[max(self.start, token.start - 40) : token.start]
        return _named_with_title().search(around) is not None

    def _give(self, candidate: OfficialCandidate | None, title: Title, rule: str) -> None:
        if candidate is None:
            return
        if not candidate.titles:
            candidate.rule = rule
        span = _span(title)
        if span not in candidate.titles:
            candidate.titles.append(span)

    def _close_shared(self, gap: str) -> None:
        if self.shared_open and not (_LIST.fullmatch(gap) or _ADJACENT.fullmatch(gap)):
            self._close()

    def _close(self) -> None:
        self.shared = []
        self.shared_open = False
        self.colon = False
        self.comrades = False


# Roles that anyone may have: after a name they are a title only with a body.
_WEAK = frozenset(
    ("Đại diện", "Thành viên", "Chuyên viên", "Hội viên", "Trợ lý", "Giáo viên", "Thường trực", "Trưởng Đại diện")
)
_ADJACENT = re.compile(r" {0,3}")
_COMPRISES = re.compile(r" (?:gồm|là)(?: có)?:? (?:các )?")
_PLACED = re.compile(r" ?\((?:TP|Tp|Q|H|quận|huyện|tỉnh|TX|thị xã|xã|phường)?\.? ?[^()\n]{2,24}\) ")
_AFTER_HONORIFIC = re.compile(r" ?[.:]? {0,2}")
_LIST = re.compile(
    r"\)? ?(?:,|;|,? ?và|-|kiêm|cùng|,? kiêm|, đồng thời là|/)? ?(?:\([^()\n]{0,60}\))? ?(?:[,;]|và)? ?", re.IGNORECASE
)
_OVER_ONE = re.compile(rf", [{UPPER}][{LETTER}' ]{{1,30}}(?:,| và) ")  # a member whose name is not known for one
_AFTER_PAREN = re.compile(r" ?\([^()\n]{0,80}\) ?[,;] ?(?:và )?")
_PAREN = r"(?: ?\([^()\n]{0,60}\))?"
_TO_TITLE = re.compile(
    r"\)?" + _PAREN + r" ?(?:,|;|-|:|\(|và|, và|kiêm|, kiêm|,? ?(?:hiện |nay |vốn |đồng thời )?là"
    r"|,? ?(?:hiện |đang |được bầu |tiếp tục )?(?:giữ chức(?: vụ)?|làm|giữ vai trò|đảm nhiệm|đảm nhận)(?: chức vụ)?"
    r"|, đồng thời là|, hiện|, nay|,? với tư cách(?: là)?|,? trên cương vị(?: là)?"
    r"|, (?:\d{2} tuổi|sinh năm \d{4}|SN \d{4})[^,;.\n]{0,40},)? ?",
)

# -- signature blocks --------------------------------------------------------------------------------------------------

_SIGNED = re.compile(r"[\s\[(]*(?:đã ký|ký tên|đóng dấu|daky|ký, đóng dấu|ký và đóng dấu)[^\n]{0,30}", re.IGNORECASE)
_PROXY = re.compile(r"\s*(?:TM|KT|TUQ|TL|Q|T/M|TUN|T\.M|K\.T)\b\.?", re.IGNORECASE)


def signatures(context: Context, flow: Flow) -> list[OfficialCandidate]:
    """The signers of official documents: a line that is a title alone, then a line that is a name alone."""
    found: list[OfficialCandidate] = []
    text = context.view.text
    taken = -1
    for cue in flow.roles:
        if cue.start < taken:
            continue
        start, end = context.view.line(cue.start)
        line = text[start:end]
        if len(line) > 90 or not _signing_line(line, cue.start - start):
            continue
        name, last = _signer(flow, text, end)
        if name is None:
            context.reject("official.signature", start, end, "no line with a name alone follows")
            continue
        taken = name[1]
        lead = _PROXY.match(line)
        first = start + (lead.end() if lead else 0)
        while first < end and text[first] in " .":
            first += 1
        while last > first and text[last - 1] in " .,:;":
            last -= 1
        head_end = min(cue.end, last)
        candidate = OfficialCandidate(name[0], name[1], "official.signature")
        candidate.titles.append(TitleSpan(first, last, cue.start, head_end, cue.role))
        found.append(candidate)
    return found


def _signing_line(line: str, offset: int) -> bool:
    """Whether the line is nothing but a title: in capitals, or short and beginning with the role word."""
    stripped = line.strip()
    lead = _PROXY.match(line)
    before = line[lead.end() if lead else 0 : offset].strip(" .")
    if before.lower() not in ("", "phó", "quyền", "q"):
        return False
    return stripped.isupper() or (stripped[:1].isupper() and not re.search(r"[.,;:()]\s*\S", stripped))


def _signer(flow: Flow, text: str, place: int) -> tuple[tuple[int, int] | None, int]:
    """The name that stands alone on one of the next lines, and where the title ends (it may take a second line)."""
    last = place
    for _ in range(8):
        if place >= len(text):
            return None, last
        start = place + 1
        place = text.find("\n", start, start + 200)
        if place < 0:
            place = min(len(text), start + 200)
            if place < len(text):
                return None, last
        line = text[start:place]
        if not line.strip() or _SIGNED.fullmatch(line):
            continue
        begin = start + len(line) - len(line.lstrip())
        run = names.run_at(text, begin, place)
        while run and run[0].text.rstrip(".").lower() in ("ts", "ths", "gs", "pgs", "bs"):
            run = run[1:]
        alone = bool(run) and text[run[-1].end : place].strip(" .") == "" and 2 <= len(run) <= 5
        if alone and names.name_score(run) is not None and names.place_level(run) is None:
            return (run[0].start, run[-1].end), last
        if last < start - 1 or not _second_line(flow, line, start, place):
            return None, last
        last = place
    return None, last


def _second_line(flow: Flow, line: str, start: int, end: int) -> bool:
    """Whether a line of capitals goes on with the title of the line before it ("CỤC TRƯỞNG CỤC / CHUYỂN ĐỔI SỐ")."""
    index = bisect_left(flow.role_starts, start)
    other = index < len(flow.role_starts) and flow.role_starts[index] < end
    return line.strip().isupper() and " " in line.strip() and not other and not re.search(r"[0-9:;]", line)
