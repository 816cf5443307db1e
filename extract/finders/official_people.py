"""Gives each title of a paragraph its person, and notes who is called đồng chí."""

from __future__ import annotations

from functools import cache

from extract import lexicon, names, titles
from extract.context import Context
from extract.finders import official_links as links
from extract.finders.official_candidate import OfficialCandidate, ShortMention, span_of
from extract.finders.official_row import NamedThing, Row, Token
from extract.finders.official_short import short_mentions
from extract.finders.official_text import Flow, Honorific
from extract.lazy import re
from extract.letters import LETTER, UPPER
from extract.parts import official as parts
from extract.titles import Title


@cache
def _named_with_title(*, posts: bool) -> re.Pattern[str]:
    """What stands before a name with its title that is part of the name of a thing: before the name of Hồ Chí Minh
    ("Lăng Chủ tịch "), or before any post (`posts`: "Khu lưu niệm cố ")."""
    things = [t for t in lexicon.load("named_things", NamedThing) if t.person and t.posts >= posts]
    forms = "|".join(map(re.escape, sorted({t.form for t in things}, key=len, reverse=True)))
    thing = rf"(?<![{LETTER}])(?:{forms})(?: (?:của|về|{{memorial_word}})){{0,2}}"
    return re.compile(parts.fill(thing) + (r"(?: cố)? \Z" if posts else r" (?:chủ tịch|bác|đồng chí|cụ) ?\Z"))


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
        self.commas = False
        self.current: OfficialCandidate | None = None
        self.current_end = -1
        self.current_titled_before = False
        self.honorific: Token | None = None
        self.rank = False
        self.comrade = False
        self.last_end = start
        self.after_current = False
        self.deputies: list[Title] = []
        self.given: set[int] = set()
        self.unposted: list[OfficialCandidate] = []

    def run(self) -> list[OfficialCandidate]:
        """The candidates of the paragraph."""
        tokens = Row(self.flow, self.start, self.end).tokens()
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
            elif token.kind == "honorific" and self._is_aside(token, gap, tokens, index):
                continue
            elif token.kind == "honorific":
                self._honorific(token, gap, tokens, index)
            else:
                self._name(token, gap)
            self.last_end = token.end
        self.short = short_mentions(self.flow, tokens, self.end)
        kept = [candidate for candidate in self.found if self._counts(candidate)]
        if self.context.rejections is not None:
            self._explain(tokens)
        return kept

    def _explain(self, tokens: list[Token]) -> None:
        """Say of each title and each addressed person of the paragraph that led to nothing why it did."""
        mentioned = {mention.start for mention in self.short}
        mentioned |= {mention.behind.start for mention in self.short if mention.behind is not None}
        for token in tokens:
            if token.title is None or token.start in self.given or token.start in mentioned:
                continue
            reason = "no name stands beside the post"
            if token.plural:
                reason = "a post of several people, and no list of names follows it"
            elif token.title.name is not None:
                reason = "the name behind it was read with another post"
            self.context.reject("official.title", token.start, token.end, reason)
        for candidate in self.unposted:
            reason = "neither a post beside the name nor đồng chí before it"
            self.context.reject("official.name", candidate.start, candidate.end, reason)

    def _counts(self, candidate: OfficialCandidate) -> bool:
        """Whether a name is an official's: with a post, called đồng chí, or an officer named in the story."""
        if candidate.titles:
            return True
        if not (candidate.comrade or candidate.rank):
            self.unposted.append(candidate)
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
        return links.ROLL.search(self.text, max(self.start, token.start - 120), token.start) is not None

    # -- the machine -------------------------------------------------------------------------------------------------

    def _title(self, token: Token, gap: str, tokens: list[Token], index: int) -> None:
        assert token.title is not None
        if token.title.short:  # "Báo cáo với Bí thư A, Chủ tịch UBND quận Trần Văn B nói": no post of the next one
            self._close()
            self.pending = []
            self.after_current = False
            return
        if self.after_current:
            gap = links.HELD_THEN.sub("", gap, count=1)
        if not token.plural and self._heads_list(tokens, index):
            token.plural = True
        opened = self.honorific is not None and self.honorific.plural and links.ADJACENT.fullmatch(gap) is not None
        token.plural = token.plural or opened
        if token.plural:
            self._share(token, comrades=opened and self.comrades)
        elif self._continues_shared(token, gap):
            self.pending = [token]
        elif not self._is_linked(gap):
            self._wait(token, gap)
        elif self._is_apposition(token.title, gap):
            self._appose(token, gap, tokens, index)
        elif token.title.name is not None:
            self._wait(token, gap)
        else:
            self.after_current = False

    def _share(self, token: Token, *, comrades: bool) -> None:
        """Let the title be that of all in the list that follows; `comrades`: all of them are called đồng chí."""
        assert token.title is not None
        self._close()
        self.after_current = False
        self.comrades = comrades
        self.pending = [token]
        if links.is_weak(token.title.role.role) and not (
            token.title.name or self.text[token.end : token.end + 1] == ":"
        ):
            return
        self.shared = [token.title]
        self.shared_open = True
        self.colon = False

    def _is_linked(self, gap: str) -> bool:
        """Whether what stands before a title links it to the name before."""
        if self.current is None or not self.after_current or links.TO_TITLE.fullmatch(gap) is None:
            return False
        if self.last_end == self.current_end and gap.strip().startswith(("và", ", và")):
            return False  # "ông A và Chủ tịch B": the title is another's
        return not (";" in gap and self.current_titled_before)  # "Bộ trưởng A; Giám đốc Sở B …": the next one's

    def _appose(self, token: Token, gap: str, tokens: list[Token], index: int) -> None:
        """Give the title to the person named before it, unless it is the first of those of the next one."""
        title = token.title
        assert title is not None
        if self._ends_in_a_name(token, gap, tokens, index):
            assert title.name is not None
            title.end = title.reach = token.end = title.name[1]
            del tokens[index + 1]
        if self._belongs_to_next(token, gap, tokens, index):
            self._wait(token, gap)
            return
        titles.go_on(self.flow.ground, title, self._next(tokens, index))
        token.end = title.reach
        self._give(self.current, title, "official.title_after")
        if self.current is not None and gap == ", " and links.SPEAKS.match(self.text, title.reach):
            self.current.doubtful.append(span_of(title))

    def _wait(self, token: Token, gap: str) -> None:
        """Let the title wait for a name behind it, with the titles before it if they are of one person."""
        assert token.title is not None
        if not (self.honorific is not None and links.ADJACENT.fullmatch(gap)):
            self._forget_honorific()
        self._close_shared(gap)
        if self.pending and self.pending[0].plural and token.title.name is not None and gap.strip() == ",":
            self._close()  # "trả lời các đại biểu, Bộ trưởng A nói": the plural is of others
            self.pending = []
        listed = links.LIST.fullmatch(gap) is not None and ";" not in gap
        if self.pending and (listed or gap in ("", " ")) and not self._is_another(token):
            self.pending.append(token)
        else:
            self.pending = [token]
        self.after_current = False

    def _is_another(self, token: Token) -> bool:
        """Whether the title is of someone else than the titles that wait before it."""
        return self._is_asked(token) or self._is_host(token) or self._is_subject(token) or self._is_deputed()

    def _is_deputed(self) -> bool:
        """Whether the waiting post is that in whose name another acts: "Thừa ủy quyền Thủ tướng, Phó Thủ tướng A …"."""
        first = self.pending[0].start
        return links.ON_BEHALF.search(self.lower, max(self.start, first - 28), first) is not None

    def _is_subject(self, token: Token) -> bool:
        """Whether one who acts follows a bare post that is an object: "Trả lời đại biểu, Bộ trưởng A nói …"."""
        assert token.title is not None
        first = self.pending[0]
        if token.title.name is None or first.title is None or first.title.end != first.title.head_end:
            return False
        if self.lower.endswith("tân ", self.start, first.start):
            return True
        before = self.lower[max(self.start, first.start - 16) : first.start]
        return first.title.role.role == "Đại biểu" and links.OBJECT.search(before) is not None

    def _is_asked(self, token: Token) -> bool:
        """Whether a deputy follows the one who is asked: "tranh luận với Bộ trưởng, đại biểu A nói"."""
        assert token.title is not None
        first = self.pending[0]
        if token.title.role.role != "Đại biểu" or first.title is None or first.title.end != first.title.head_end:
            return False
        return links.OBJECT.search(self.lower, max(self.start, first.start - 16), first.start) is not None

    def _is_host(self, token: Token) -> bool:
        """Whether the one who acts follows the one who is met or answered: "Tiếp Chủ tịch Quỹ B, Thủ tướng A nói".

        Membership ("Ủy viên Bộ Chính trị, …") is said of people of several posts, and so tells nothing.
        """
        assert token.title is not None
        first, name = self.pending[0], token.title.name
        if name is None or first.title is None or first.title.role.role in ("Ủy viên", "Bí thư", "Phó Bí thư"):
            return False
        opening = links.MEETS.search(self.text, max(self.start, first.start - 70), first.start)
        return opening is not None and links.ACTS.match(self.text, name[1]) is not None

    def _heads_list(self, tokens: list[Token], index: int) -> bool:
        """Whether names follow the title after a colon or "gồm" ("nguyên Chủ tịch Quốc hội: A, B")."""
        if index + 1 >= len(tokens) or tokens[index + 1].kind == "title":
            return False
        gap = self.text[tokens[index].end : tokens[index + 1].start]
        return links.LISTS.fullmatch(gap) is not None or (gap.strip() == ":" and tokens[index + 1].kind == "name")

    def _is_apposition(self, title: Title, gap: str) -> bool:
        """Whether a title after a name is one of the person, not the next one at the table or in the sentence."""
        role = title.role.role
        if role == "Đại diện" and (";" in gap or self.current is None or self.current.honorific is None):
            return False
        if links.is_weak(role):
            return self._has_body(title)
        if role == "Đại biểu":
            return "(" in gap or (";" not in gap and self._has_body(title))
        if (
            title.end == title.head_end
            and gap.endswith(", ")
            and ";" not in gap
            and (self.current_titled_before or self._is_object(role))
        ):
            # "Về ý kiến của đại biểu A, Phó Thủ tướng nêu rõ …": the bare title is the subject of what follows
            return links.GOES_ON.match(self.text, title.end) is None
        return True

    def _is_object(self, role: str) -> bool:
        """Whether the person named last is the object of another word, or a bare post of the role is that of the state.

        "Về vụ việc của ông A, Tổng Bí thư nói …"
        """
        if links.is_of_state(role) or self.current is None:
            return True
        first = self.current.honorific[0] if self.current.honorific is not None else self.current.start
        return links.OBJECT.search(self.lower, max(self.start, first - 16), first) is not None

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
        named = token.title is not None and token.title.name is not None
        self.commas = self.commas or (self.colon and named and gap == ", " and self.last_end == self.current_end)
        if ";" in gap and self.shared and (self.commas or self.shared[0].role.role != "Ủy viên"):
            self._close()  # a new kind of guest; only membership is said of people of several posts
            return False
        return self.colon and self.after_current and links.LIST.fullmatch(gap) is not None and named

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
        if token.title.end == token.title.head_end and not token.title.role.unit:
            return False  # "ông A, Phó Cục trưởng Lưu Văn B": no body, and so a person
        words = self.text[name[0] : name[1]].split()
        if names.is_foreign_name(" ".join(words)):  # "Công ty TNHH Vinatex Tech"
            return titles.COMPANY.search(self.lower, token.title.head, token.title.end) is not None
        return not names.surnames().get(words[0], False) or len(words) == 2

    def _belongs_to_next(self, token: Token, gap: str, tokens: list[Token], index: int) -> bool:
        """Whether the list of titles that begins here runs into the next name."""
        last = index
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].kind == "title"
            and not tokens[last + 1].plural
            and links.LIST.fullmatch(self.text[tokens[last].end : tokens[last + 1].start])
            and ";" not in self.text[tokens[last].end : tokens[last + 1].start]
        ):
            last += 1
        after = last + 1
        while after < len(tokens) and tokens[after].kind == "honorific":
            between = self.text[tokens[after - 1].end : tokens[after].start]
            entry = tokens[after].honorific
            ranked = between == ", " and ";" in gap and entry is not None and entry.kind in ("rank", "degree")
            if not (ranked or links.ADJACENT.fullmatch(between)):
                break
            after += 1
        if after >= len(tokens) or tokens[after].kind != "name":
            return False
        if not links.ADJACENT.fullmatch(self.text[tokens[after - 1].end : tokens[after].start]):
            return False
        if ";" in gap:
            return True
        if gap.rstrip().endswith(("(", "-", "là", "làm", "chức", "chức vụ", "giữ", "danh", "nhiệm")):
            return False
        return self.current_titled_before or last == index

    def _is_aside(self, token: Token, gap: str, tokens: list[Token], index: int) -> bool:
        """Whether a calling stands behind a name, of that person: "ông A, chuyên gia kinh tế, nguyên Viện trưởng B"."""
        assert token.honorific is not None
        if token.honorific.kind != "degree" or self.text[token.start].isupper() or token.plural:
            return False
        if self.current is None or self.last_end != self.current_end or gap.strip() not in (",", "(", "-"):
            return False
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return following is not None and following.kind == "title" and following.start - token.end > 3

    def _of_deputies(self, title: Title) -> bool:
        """Whether several may hold the post at once ("Phó Chủ tịch"), and its body is named."""
        return "phó " in self.lower[title.start : title.head + 4] and title.end > title.head_end

    def _is_fellow_deputy(self, token: Token, gap: str) -> bool:
        """Whether a bare name goes on with the deputies before it: "Phó Chánh án A, B;"."""
        if not self.deputies or gap not in (", ", " và ") or self.honorific is not None or self.shared_open:
            return False
        return self.last_end == self.current_end and self.text[token.end : token.end + 1] in (";", "", "\n", "…")

    def _honorific(self, token: Token, gap: str, tokens: list[Token], index: int) -> None:
        entry = token.honorific
        assert entry is not None
        self._leave_plural(gap)
        if not token.plural and entry.kind in ("comrade", "address"):
            token.plural = (
                links.OPENS_LIST.search(self.lower, max(self.start, token.start - 16), token.start) is not None
            )
        chained = self.honorific is not None and links.ADJACENT.fullmatch(gap)
        if not chained:
            self.rank = self.comrade = False
        listed = links.LIST.fullmatch(gap) is not None
        if token.plural:
            self._address_several(entry, gap)
        else:
            if not (self.shared_open and listed) and not self._keeps_posts(token, gap, tokens, index):
                self.pending = []
            if self.shared and links.COMPRISES.fullmatch(gap):
                self.after_current = True  # "3 Phó Chủ tịch là ông A, ông B"
            elif not (self.shared_open and (listed or gap.strip() in ("", ":"))):
                self._close_shared(gap)
        self.honorific = token
        self.rank = self.rank or entry.kind == "rank"
        self.comrade = self.comrade or entry.kind == "comrade"
        if not listed and not chained:
            self.after_current = False

    def _address_several(self, entry: Honorific, gap: str) -> None:
        """Open a list of people under one honorific, with the posts of all: "3 Phó Chủ tịch gồm các ông A, B, C"."""
        posts = [t.title for t in self.pending if t.title is not None] if links.COMPRISES.fullmatch(gap) else []
        self._close()
        self.shared = posts
        self.shared_open = True
        self.comrades = entry.kind == "comrade"
        self.pending = []
        self.after_current = self.after_current or bool(posts)

    def _keeps_posts(self, token: Token, gap: str, tokens: list[Token], index: int) -> bool:
        """Whether the posts that wait are of the person whom the honorific brings in."""
        entry = token.honorific
        assert entry is not None
        if self._appointed(token.start):
            return True
        opens_sentence = entry.kind in ("address", "comrade") and self.text[token.start].isupper()
        if not self.pending or (opens_sentence and gap in (" ", ": ")):
            return False
        if gap == ": " or any(link.fullmatch(gap) for link in (links.ADJACENT, links.IS, links.NEW)):
            return True
        if gap == " - " and self.text[token.start].islower():
            return True
        return gap in (", ", " - ") and (self._leads(entry) or self._apposed(tokens, index))

    def _forget_honorific(self) -> None:
        self.honorific = None
        self.rank = self.comrade = False

    def _leave_plural(self, gap: str) -> None:
        """Forget a post of several that no list follows: "tại cuộc họp của các Bộ trưởng, ông A nói …"."""
        if self.shared and self.pending and self.pending[0].plural and gap == ", ":
            self._close()
            self.pending = []

    def _leads(self, entry: Honorific) -> bool:
        """Whether the waiting titles belong to the person whom a comma and an honorific bring in."""
        if entry.kind not in ("degree", "rank"):
            return self._introduced()
        first = self.pending[0].start
        return re.search(r"(?:của|do|với|cho|gửi) \Z", self.lower[max(self.start, first - 5) : first]) is None

    def _apposed(self, tokens: list[Token], index: int) -> bool:
        """Whether a name without a title of its own follows: "Chủ tịch UBND tỉnh A, ông B, cho biết"."""
        first, last = self.pending[0].start, self.pending[-1]
        if last.title is None or last.title.end == last.title.head_end or self.current_end > first - 4:
            return False
        if index + 1 >= len(tokens) or tokens[index + 1].kind != "name" or tokens[index].plural:
            return False
        if links.OBJECT.search(self.lower, max(self.start, first - 16), first):
            return False
        following = tokens[index + 2] if index + 2 < len(tokens) else None
        gap = self.text[tokens[index + 1].end : following.start] if following is not None else ""
        return following is None or following.kind != "title" or links.TO_TITLE.fullmatch(gap) is None

    def _introduced(self) -> bool:
        """Whether the waiting titles open the sentence or follow "với tư cách là"."""
        first = self.pending[0].start
        before = self.lower[max(self.start, first - 24) : first].rstrip()
        return before == "" or before.endswith((".", "tư cách", "cương vị", "vai trò", "là", "theo"))

    def _name(self, token: Token, gap: str) -> None:
        adjacent = self._is_beside(token, gap)
        honorific = self.honorific if adjacent else None
        given, rule = self._posts_before(token, gap, adjacent=adjacent)
        comrade = honorific is not None and self.comrade
        if self._is_in_list(gap, adjacent=adjacent):
            given, rule = self._with_shared(given, gap), "official.shared_title"
            comrade = comrade or self.comrades
        elif self.shared_open:
            self._close()
        candidate = OfficialCandidate(token.start, token.end, rule if given else "official.comrade")
        candidate.comrade = comrade
        candidate.rank = honorific is not None and self.rank
        if honorific is not None:
            candidate.honorific = (honorific.start, honorific.end)
        if self.lower[token.start : token.end] == "hồ chí minh":
            given = [] if self._thing(token.start) else [t for t in given if self._of_ho_chi_minh(t)]
            candidate.comrade = False
        elif given and given[0].name is not None and self._thing(given[0].start, posts=True):
            given = []
        for title in given:
            self._give(candidate, title, rule)
        self.found.append(candidate)
        self._go_on_from(candidate, given)

    def _is_beside(self, token: Token, gap: str) -> bool:
        """Whether the name stands beside the honorific or the post before it."""
        if links.ADJACENT.fullmatch(gap):
            return True
        if self.honorific is not None and self.honorific.end == self.last_end and links.AFTER_HONORIFIC.fullmatch(gap):
            return True
        if not self.pending:
            return False
        last = self.pending[-1]
        if gap == ". " and self.text[last.start : self.last_end].isupper():
            return True  # "PCT. Trần Văn A"
        if last.end != self.last_end:
            return False
        if links.PLACED.fullmatch(gap):
            return True  # "Chủ tịch UBND Q.2 (TP.HCM) Trần Văn A"
        return gap in (", ", " - ") and not self.after_current and not self._titled_behind(token)

    def _posts_before(self, token: Token, gap: str, *, adjacent: bool) -> tuple[list[Title], str]:
        """The posts before a name that are of that person alone, or of the deputies named there, and by which rule."""
        if not self.pending and self._is_fellow_deputy(token, gap):
            return self.deputies, "official.shared_title"
        given: list[Title] = []
        if adjacent or self._appointed(token.start) or gap.strip() == ":" or links.IS.fullmatch(gap):
            given = [t.title for t in self.pending if t.title is not None]
        return given, "official.title_before"

    def _is_in_list(self, gap: str, *, adjacent: bool) -> bool:
        """Whether the name belongs to the list that is open, as its first or the next one."""
        if not self.shared_open:
            return False
        if not (self.after_current or self.pending or (adjacent and self.honorific is not None)):
            return False
        if adjacent or gap.strip() == ":" or links.LIST.fullmatch(gap) or links.AFTER_PAREN.fullmatch(gap):
            return True
        if self.comrades and links.OVER_ONE.fullmatch(gap):
            return True
        return bool(self.pending) and links.COMPRISES.fullmatch(gap) is not None

    def _with_shared(self, given: list[Title], gap: str) -> list[Title]:
        """The posts of a name in the list that is open: those of all in it, and its own."""
        if gap.strip() == ":" and self.pending:
            self.colon = True
        self.commas = self.commas or (self.after_current and gap == ", ")
        if given and not self.colon:
            return given
        return [t for t in self.shared if t not in given] + given

    def _go_on_from(self, candidate: OfficialCandidate, given: list[Title]) -> None:
        """Read on behind a name: no title waits any more, and one that follows may be of that person."""
        self.deputies = given if len(given) == 1 and self._of_deputies(given[0]) else []
        self.current = candidate
        self.current_end = candidate.end
        self.current_titled_before = bool(given)
        self.after_current = True
        self.pending = []
        self._forget_honorific()

    def _titled_behind(self, token: Token) -> bool:
        """Whether a title or a further name follows the name: then what stands before it is another's."""
        behind = links.TO_TITLE.match(self.text, token.end, self.end)
        if behind is not None and any(place in self.flow.heads for place in (behind.end(), token.end)):
            return True
        return self.text.startswith((",", ";", " ("), token.end)

    def _appointed(self, place: int) -> bool:
        """Whether the waiting posts are of the person named at `place`: "giữ chức vụ Thứ trưởng … đối với ông A"."""
        if not self.pending:
            return False
        first = self.pending[0].start
        before = self.lower[max(self.start, first - 20) : first]
        between = self.lower[self.pending[-1].end : place]
        return links.POST.search(before) is not None and links.FOR.fullmatch(between) is not None

    def _of_ho_chi_minh(self, title: Title) -> bool:
        """Whether the title can be his; others end with his name ("Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh")."""
        return title.role.role in ("Chủ tịch", "Chủ tịch nước") and title.end == title.head_end

    def _thing(self, place: int, *, posts: bool = False) -> bool:
        """Whether the name or post at a place is part of the name of a thing ("Lăng Chủ tịch Hồ Chí Minh")."""
        around = self.lower[max(self.start, place - 40) : place]
        return _named_with_title(posts=posts).search(around) is not None

    def _give(self, candidate: OfficialCandidate | None, title: Title, rule: str) -> None:
        if candidate is None:
            return
        if not candidate.titles:
            candidate.rule = rule
        span = span_of(title)
        self.given.add(title.start)
        if span not in candidate.titles:
            candidate.titles.append(span)

    def _close_shared(self, gap: str) -> None:
        if self.shared_open and not (links.LIST.fullmatch(gap) or links.ADJACENT.fullmatch(gap)):
            self._close()

    def _close(self) -> None:
        self.commas = False
        self.shared = []
        self.shared_open = False
        self.colon = False
        self.comrades = False
