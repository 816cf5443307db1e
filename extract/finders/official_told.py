"""Posts that a sentence tells of someone: "Năm 2014, ông được bầu làm Chủ tịch …", "Bà A từng giữ các chức vụ …".

Such a post stands behind a verb ("giữ chức", "được bầu làm", "từng là"), apart from the name of the person whose it is:
the person named last in the sentence, or whom "ông", "bà", "đồng chí" there means. It counts where one person alone can
be meant, and nothing between the two tells of another one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extract import names, titles
from extract.context import Context
from extract.finders.official_candidate import OfficialCandidate, span_of
from extract.finders.official_links import GOES_ON, HELD, NOW, THEN, is_weak
from extract.finders.official_text import Flow, RoleCue, honorifics
from extract.lazy import re
from extract.letters import UPPER
from extract.parts import official as parts
from extract.titles import Title

# Verbs that say of a person what post is or was held, with all that may stand between them and the post.
_SAYS = parts.pattern(
    r"(?<!\w)(?:"
    r"(?:{hold_verb}|{post_verb}|lên|vào|trên|với|trong)(?: (?:các|những|nhiều))? {post_noun}(?:, {post_noun})?"
    r"(?: lãnh đạo, quản lý)?(?: công tác)?(?: {post_quality})?"
    r"(?:,? {post_list_lead})?(?: (?:như|là|gồm))?(?: sau)?:?|"
    r"(?P<passive>được (?:tín nhiệm |tiếp tục )?{elect_verb})|"
    r"với tư cách(?: là)?|{hold_verb}|{become_verb}|"
    r"(?P<weak>là|từng|vừa là))(?: (?:một|tân|vị))? \Z"
)
_SAYS_ROLES = ("post_noun", "post_quality", "post_list_lead", "elect_verb", "hold_verb", "become_verb")


@cache
def _says_ends() -> tuple[str, ...]:
    """The last syllables of `_SAYS`."""
    words = {word.rpartition(" ")[2] for role in _SAYS_ROLES for word in parts.words(role)}
    return (*words, "cách", "là", "từng", "một", "tân", "vị", "như", "gồm", "sau", "tác", "lý", ":")


# Between the person and the verb: a word that tells of someone else, or of what someone says or does to another.
_OTHER = parts.pattern(
    r"(?<!\w)(?:{speech_verb}|{deed}|{other_person}|rằng|của|vì|bởi|không phải|chưa|nếu|muốn|có thể|nên|cùng|mà|để cho|"
    r"theo|thì|việc)(?!\w)|[“”\"…]|\bdo \w"
)
_APPOINTS = parts.pattern(r"(?<!\w)(?:{elect_verb}|{appoint_verb}|để|đưa|cho)(?!\w)")
_PASSIVE = re.compile(r"(?<!\w)(?:được|bị|xin)(?!\w)")
_PAREN = re.compile(r" ?\([^()\n]{0,80}\)")
# All that may stand between a person and "là": no other verb.
_PLAIN = re.compile(
    r"[ ,]{0,3}(?:(?:khi còn|lúc còn|thời còn|"
    rf"{NOW}|{THEN}|nay|đã|đang|còn|vẫn|cũng|chính|vốn|nguyên|từng|ấy|này|"
    r"tiếp tục|không còn|đồng thời|trước đây|trước đó|sau này|năm \d{4}|\d{2} tuổi|sinh năm \d{4})"
    r"[ ,]{1,3}){0,4}"
)
# The time of a post, right before the verb: what is told before it is of the same person.
_DATED = re.compile(
    r"(?:(?:từ|giai đoạn|năm|trong|đến|tháng) ?(?:năm |tháng )?[\d/.]{1,7}"
    r"(?: ?(?:-|đến) ?(?:năm |tháng )?(?:[\d/.]{1,7}|nay))?|"
    r"\d{1,2} năm|sau đó|rồi) ?,? ?\Z"
)
# The opening of a sentence whose subject comes behind the post: "Trước khi làm Giám đốc Sở A, ông từng …".
_FRONT = re.compile(
    r"[\s\-–+*•]{0,4}(?:nhưng,? |tuy nhiên,? |song,? )?"
    r"(?:trước khi|sau khi|khi|ngay khi|trong thời gian|thời gian|suốt thời gian|thời kỳ|từ khi|từ lúc|"
    r"trên|với|trong|ở)(?!\w)(?: (?:được|còn|đang|về|đến|sang|\d{1,2} năm|năm \d{4})){0,3} ?\Z"
)
# The opening of a sentence that leaves its subject to the sentence before it: "Từ năm 2008 đến năm 2010 giữ chức …".
_NONE = re.compile(
    r"[\s\-–+*•]{0,4}(?:sau đó|trước đó|tiếp đó|từ|đến|năm|tháng|ngày|giai đoạn|hiện|nay|từng|lần lượt|đã|đang|được|"
    r"\d{1,2} năm)(?!\w)[^,;:()]{0,50},?[^,;:()]{0,40}\Z"
)
_ADDRESS = r"(?:ông|bà|anh|chị|đồng chí|đ/c)"
_BEHIND = re.compile(rf"(?:{HELD})?,? (?={_ADDRESS}(?!\w))", re.IGNORECASE)
# Between two posts of one person.
_AND = parts.pattern(
    rf"(?:{HELD})?(?:,|;| -)?(?: (?:thiếu|trung|thượng|đại) (?:tướng|tá)[^,;:.\n]{{0,40}},)?"
    r"(?: (?:và|rồi|kiêm|kiêm nhiệm|đồng thời|sau đó|sau này|sau|tiếp đó|hiện|nay|trước khi|vừa|đến)){0,2}"
    rf"(?: (?:là|làm|giữ|đảm nhiệm|trở thành))?(?: (?:các )?{{post_noun}})?(?: (?:là|làm))? ?"
)
# In a list of posts: what else an item tells ("…, Hà Đông; ").
_REST_OF_ITEM = re.compile(r"[^;:.\n]{1,80}(?=; )")
_NO_PRONOUN = parts.pattern(r" {pronoun_tail}(?!\w)")
_WINDOW = 72  # characters of a verb with its complements, before the post
_GAP = 150  # characters between the person and the verb
_FAR = 500  # characters between "ông" and the name that it stands for
_CHAIN = 12  # posts told in one breath


class _Mention(NamedTuple):
    """A person in the text: by the full name (with `candidate`), by a part of it, or as "ông" (`name` is empty).

    `form`: the form of address, "" where nothing tells it.
    """

    start: int
    end: int
    candidate: OfficialCandidate | None
    name: str
    form: str


def told(context: Context, flow: Flow, people: Sequence[OfficialCandidate]) -> list[OfficialCandidate]:
    """The people of whom a sentence tells a post apart from their name, each with those posts.

    `people`: who is named in the text, with or without a post.
    """
    given = {span.start for person in people for span in person.titles}
    cues = [cue for cue in flow.roles if _is_told(flow, cue)]
    if not cues or not people:
        return []
    reader = _Teller(context, flow, people, given)
    found: list[OfficialCandidate] = []
    last = -1
    for cue in cues:
        if cue.start >= last and (owners := reader.owners_with_posts(cue)):
            found.extend(owners)
            last = owners[0].titles[-1].end
    return found


def _is_told(flow: Flow, cue: RoleCue) -> bool:
    """Whether a verb that tells of a post stands before a post."""
    first = titles.first_of(flow.lower, cue.start)
    if not flow.lower.endswith(_says_ends(), max(0, first - 12), first - 1):
        return False
    return _SAYS.search(flow.lower, max(0, first - _WINDOW), first) is not None


class _Teller:
    """Finds whose the posts of one text are that stand behind a verb."""

    def __init__(self, context: Context, flow: Flow, people: Sequence[OfficialCandidate], given: set[int]) -> None:
        self.context = context
        self.flow = flow
        self.given = given
        self.holders = {span.start: self._key(person) for person in people for span in person.titles}
        self.comrades = {self._key(person) for person in people if person.comrade}
        self.mentions = self._all_mentions(people)
        self.starts = [mention.start for mention in self.mentions]
        self.by_last: dict[str, set[str]] = {}
        self.first: dict[str, OfficialCandidate] = {}
        for person in sorted(people, key=lambda p: p.start):
            key = self._key(person)
            self.first.setdefault(key, person)
            words = key.split(" ")
            for part in {words[-1], " ".join(words[-2:]), words[0] if names.is_foreign_name(key) else words[-1]}:
                self.by_last.setdefault(part, set()).add(key)
        for key in context.addressed:
            self.by_last.setdefault(key.rpartition(" ")[2], set()).add(key)

    def owners_with_posts(self, cue: RoleCue) -> list[OfficialCandidate]:
        """Whose the post at a cue is, each as a candidate with the posts told from there on; mostly one, or none."""
        flow = self.flow
        first = titles.first_of(flow.lower, cue.start)
        says = _SAYS.search(flow.lower, max(0, first - _WINDOW), first)
        title = self._read(cue)
        if says is None or title is None:
            return []
        owners = self._owners(says, title)
        posts = [span_of(post) for post in self._chain(title)]
        if title.start in self.given:  # what is told after it may be nobody's yet, or others may share it
            if len(owners) > 1:
                owners = owners[:-1]
            else:
                owners = [owner for owner in owners if self.holders.get(title.start) == self._key(owner)]
                posts = [post for post in posts if post.start not in self.given]
        if not posts:
            return []
        if not owners or (len(owners) > 1 and len(posts) > 1):  # two of them and two posts: which is whose?
            self.context.reject("official.told", title.start, title.end, "the sentence does not tell whose post it is")
            return []
        found = []
        for owner in owners:
            told = OfficialCandidate(owner.start, owner.end, "official.told", list(posts))
            told.honorific, told.comrade = owner.honorific, owner.comrade
            found.append(told)
        return found

    def _read(self, cue: RoleCue) -> Title | None:
        """The title at a cue, unless the name of its holder follows or it says nothing without a body."""
        end = self.flow.text.find("\n", cue.end)
        title = titles.read(self.flow.ground, cue.start, cue.end, cue.role, len(self.flow.text) if end < 0 else end)
        bare = title.end == title.head_end
        if title.name is not None or title.role.role == "Đại diện" or (bare and is_weak(title.role.role)):
            return None
        return title

    def _chain(self, title: Title) -> list[Title]:
        """A post and those that the sentence goes on to tell of the same person."""
        flow = self.flow
        posts = [title]
        while len(posts) < _CHAIN:
            place = posts[-1].reach
            following = self._linked(place)
            rest = _REST_OF_ITEM.match(flow.text, place) if following is None and len(posts) > 1 else None
            if rest is not None and not self._names_someone(place, rest.end()):
                following = self._linked(rest.end())
            if following is None:
                break
            first = titles.first_of(flow.lower, following.start)
            others = first in self.given and self.holders.get(first) != self.holders.get(title.start)
            title_next = None if others else self._read(following)
            if title_next is None or (flow.lower[place:first] == ", " and self._acts(title_next)):
                break
            posts.append(title_next)
        return posts

    def _linked(self, place: int) -> RoleCue | None:
        """The role of a further post that is linked to the one that ends at `place`."""
        flow = self.flow
        link = _AND.match(flow.lower, place)
        index = bisect_left(flow.role_starts, place)
        if link is None or link.end() == place or index == len(flow.roles):
            return None
        cue = flow.roles[index]
        return cue if titles.first_of(flow.lower, cue.start) == link.end() else None

    def _acts(self, title: Title) -> bool:
        """Whether a bare title is the subject of what follows: "được bầu làm Bí thư, Chủ tịch nói"."""
        return title.end == title.head_end and GOES_ON.match(self.flow.text, title.end) is not None

    # -- whose --------

    def _owners(self, says: re.Match[str], title: Title) -> list[OfficialCandidate]:
        start = self.context.view.sentence(title.start)[0]
        if self.flow.text[says.start()].isupper():
            start = max(start, says.start())  # a sentence that no full stop parts from the caption before it
        index = bisect_left(self.starts, says.start()) - 1
        if index >= 0 and self.starts[index] >= start:
            mention = self.mentions[index]
            leads = mention.end <= says.start() and self._leads_to(mention.end, says)
            return self._people(self._joined(index)) if leads else []
        opening = self.flow.lower[start : says.start()]
        if len(opening) > _GAP:
            return []
        bare = opening.strip(" -–+*•\n") == ""
        if _FRONT.fullmatch(opening) or bare:
            return self._people(self._behind(title))
        if _NONE.fullmatch(opening) and _OTHER.search(opening) is None and says["weak"] is None:
            return self._of_sentence_before(start)
        return []

    def _joined(self, index: int) -> list[int]:
        """A mention with those that a list ending in "và" joins to it: "ông A và bà B được bầu làm …"."""
        joined = [index]
        while joined[0] and len(joined) < _CHAIN:
            here, before = self.mentions[joined[0]], self.mentions[joined[0] - 1]
            link = _JOINED.fullmatch(self.flow.lower, before.end, here.start)
            if link is None or not (here.name and before.name) or (len(joined) == 1 and " và " not in link[0]):
                break
            joined.insert(0, joined[0] - 1)
        return joined

    def _people(self, indices: list[int]) -> list[OfficialCandidate]:
        """The people whom some mentions mean: the last alone if another may mean several, or no one."""
        people = [self._person(index) for index in indices]
        known = [person for person in people if person is not None]
        return known if len(known) == len(people) else known[-1:] if people[-1] is not None else []

    def _leads_to(self, end: int, says: re.Match[str]) -> bool:
        """Whether what stands between a person and the verb tells of no one else."""
        gap = _PAREN.sub("", self.flow.lower[end : says.start()])
        if says["weak"] is not None and _PLAIN.fullmatch(gap):
            return True
        before, semicolon, gap = gap.rpartition(";")
        dated = _DATED.search(gap) is not None
        if (says["weak"] is not None or semicolon) and not dated:
            return False
        gap = before + gap
        if len(gap) > _GAP or ":" in gap or _OTHER.search(gap):
            return False
        if _APPOINTS.search(gap) is None or says["passive"] is not None:
            return not self._names_someone(end, says.start())
        passive = _PASSIVE.search(gap)
        return passive is not None and _APPOINTS.search(gap, 0, passive.start()) is None

    def _names_someone(self, start: int, end: int) -> bool:
        """Whether a run of capitalised words in a stretch of text may be another person's name."""
        place = start
        while (match := _CAPITALS.search(self.flow.text, place, end)) is not None:
            run = names.run_at(self.flow.text, match.start(), end)
            body = titles.phrase_at(self.flow.lower, match.start(), end)
            named = names.name_score(run) is not None or (len(run) > 1 and names.is_foreign(run))
            if named and body is None and names.place_level(run) is None:
                return True
            place = run[-1].end
        return False

    def _behind(self, title: Title) -> list[int]:
        """The mention that the sentence brings right behind the posts that it opens with."""
        link = _BEHIND.match(self.flow.text, self._chain(title)[-1].reach)
        if link is None:
            return []
        index = bisect_left(self.starts, link.end())
        return [index] if index < len(self.mentions) and self.starts[index] <= link.end() + 12 else []

    def _of_sentence_before(self, start: int) -> list[OfficialCandidate]:
        """The one person of the sentence before, if that sentence begins with the person."""
        if start == 0:
            return []
        before, _ = self.context.view.sentence(start - 1)
        low, high = bisect_left(self.starts, before), bisect_left(self.starts, start)
        if low == high or high - low > _CHAIN or self.starts[low] > before + 40:
            return []
        people = {self._meant(index) for index in range(low, high)}
        key = people.pop() if len(people) == 1 else None
        return [self.first[key]] if key in self.first else []

    def _person(self, index: int) -> OfficialCandidate | None:
        mention = self.mentions[index]
        if mention.candidate is not None:
            return mention.candidate
        key = self._meant(index)
        person = self.first.get(key) if key is not None else None
        return person if person is not None and person.start < mention.start else None

    def _meant(self, index: int) -> str | None:
        """The key of the person whom a mention means, None if it may be several."""
        mention = self.mentions[index]
        if mention.candidate is not None:
            return self._key(mention.candidate)
        if mention.name:
            meant = self.by_last.get(mention.name.lower(), set())
            return next(iter(meant)) if len(meant) == 1 else None
        for other in range(index - 1, max(-1, index - 20), -1):
            named = self.mentions[other]
            if mention.start - named.start > _FAR:
                return None
            if named.name and self._fits(mention, named):
                return self._alone_in_sentence(other, mention)
        return None

    def _alone_in_sentence(self, index: int, pronoun: _Mention) -> str | None:
        """Whom a mention means, if no other person whom the pronoun fits stands in the same sentence."""
        start, end = self.context.view.sentence(self.starts[index])
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, min(end, pronoun.start))
        if high - low > 8:
            return None
        inside = [i for i in range(low, high) if self.mentions[i].name and self._fits(pronoun, self.mentions[i])]
        people = {self._meant(i) for i in inside}
        return people.pop() if len(people) == 1 else None

    # -- who is mentioned --------

    def _key(self, person: OfficialCandidate) -> str:
        return " ".join(self.flow.lower[person.start : person.end].split())

    def _all_mentions(self, people: Sequence[OfficialCandidate]) -> list[_Mention]:
        """Where people stand in the text: by their full names, by a part of them, as "ông"."""
        found: dict[int, _Mention] = {}
        covered: set[int] = set()
        for person in people:
            key = self._key(person)
            found[person.start] = _Mention(person.start, person.end, person, key, self._form(person, key))
            if person.honorific is not None:
                covered.add(person.honorific[0])
        for short in self.context.short_mentions:
            if short.name is not None and not short.name.isupper() and short.end not in found:
                found[short.start] = _Mention(short.start, short.end, None, short.name, "")
        for start, end, entry in self.flow.honorific_cues:
            if entry.kind not in ("address", "comrade") or start in covered or start in found or end + 1 in found:
                continue
            if self._is_pronoun(start, end):
                found[start] = _Mention(start, end, None, "", entry.form)
        return sorted(found.values())

    def _is_pronoun(self, start: int, end: int) -> bool:
        """Whether a form of address without a name stands for someone named before ("ông", "đồng chí")."""
        behind = self.flow.text[end : end + 2]
        if behind[:1] not in (" ", ",") or behind[1:].isupper():
            return False
        if _NO_PRONOUN.match(self.flow.lower, end) or self.flow.lower.endswith(_SEVERAL, 0, start):
            return False
        capital = self.flow.text[start] in "AC"
        return not (capital and start and self.flow.text[start - 2 : start - 1].isalnum())  # "Vương quốc Anh"

    def _fits(self, pronoun: _Mention, named: _Mention) -> bool:
        """Whether a person may be called as the pronoun does."""
        form, gender = pronoun.form, _gender(pronoun.form)
        if gender is None:
            return named.candidate is None or self._key(named.candidate) in self.comrades or form not in _COMRADE
        return named.form in ("", form) or (_gender(named.form) or gender) == gender

    def _form(self, person: OfficialCandidate, key: str) -> str:
        """How a person is addressed, or may be judging by the name."""
        if person.honorific is not None:
            form = self.flow.lower[person.honorific[0] : person.honorific[1]]
            if _gender(form) is not None:
                return form
        return "bà" if " thị " in key else "ông" if " văn " in key else ""


_CAPITALS = re.compile(rf"(?<![\w.])[{UPPER}]")
_JOINED = re.compile(rf"(?:,| và|, và) (?:{_ADDRESS} )?")
_SEVERAL = ("một ", "các ", "những ", "hai ", "nhiều ", "mỗi ", "từng ")
_COMRADE = ("đồng chí", "đ/c")


def _gender(form: str) -> str | None:
    """Of whom alone a form of address is said, if it tells."""
    entry = honorifics().get(form)
    return entry.gender if entry is not None else None
