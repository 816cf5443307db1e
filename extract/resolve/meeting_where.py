"""Where an event takes place, as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from extract import lexicon
from extract.finders.meeting import MeetingCandidate
from extract.finders.meeting_commas import OPENS_CLAUSE
from extract.finders.meeting_stops import stops
from extract.lazy import later, re
from extract.letters import LOWER, UPPER
from extract.names import places
from extract.parts import meeting as parts
from extract.resolve.meeting_holder import BODY_HEAD
from extract.resolve.meeting_surroundings import HELD_REACH, REACH, Surroundings, only_circumstances

_PLACE_END = parts.pattern(
    r"[;:.!?…\n\"]|,|\)| - |[ ](?:{business}|{lately}|{place_break}|"
    r"và (?:có|đã|quyết|thông qua|bầu|triển|trao|phát)|(?<!\d )tháng|nhân(?! dân)|(?<!hàng )không|"
    r"(?<!niệm )(?<!thờ )(?<!mộ )(?<!đài )(?<!hương )(?:đồng chí|ông|bà)|"
    r"(?<!niệm )(?<!mộ )(?<!đài )(?<!lăng )(?<!đường )(?<!Tổng )(?<!Phủ )(?<!Dinh )"
    r"(?:Phó )?(?:{post}|{office_head})(?! Hồ)|"
    rf"của(?! (?:[Tt]hủ đô|{{unit_noun}}) [{UPPER}])|"
    r"{day_word}|đã|sẽ|đang|vừa|có|là|được|do|với|nhằm|để|về|trong|vào|từ|theo|cho|tiếp|đến|nên|phải|cần|thì|sau|bằng|"
    rf"qua|cũng như|dưới|nơi|trước|nhưng|cùng|mà|cũng|còn|khi|như)(?![{LOWER}])"
)
_PLACE_GOES_ON = parts.pattern(
    r"(?i),[ ](?=(?:(?:{unit_noun}|{small_unit}|tp\.?)[ ](?!ủy)|(?:tp|tx|tt|[hqpx])\.[ ]?\w|(?:hà nội|tp\.? ?hcm)\b))"
)
# A unit told by what it is, not by its name: "xã Sĩ Bình, ⟨xã vùng cao⟩".
_APPOSITION = parts.pattern(rf"{{unit_noun}} (?!đảo|miền|{{unit_noun}}|[{UPPER}\d])")
_WIDER = re.compile(rf",[ ]([{UPPER}][{LOWER}]+(?:[ -]{{1,3}}[{UPPER}][{LOWER}]+){{0,4}})(?=[,.;)\n]|$)")
# What a list of units follows on a colon.
_UNITS_FOLLOW = parts.pattern(r"(?<!\w){unit_noun}(?: gồm)?$")
_DATED = re.compile(r" \((?:(?:ngày|tháng|năm) )?[\d/.\- ]{3,22}\)$")
# What a full stop shortens: "TP. Tân Hòa".
_SHORT_UNIT = re.compile(r"(?:TP|Tp|TX|Q|P|H|T|St)$")
_DASHED_NAME = re.compile(r"(?:Bà Rịa|Thừa Thiên|Phan Rang)$")
# The voters of a unit or of several.
_VOTERS = parts.pattern(
    r"cử tri[ \n](?:(?:tại|ở|của|là nhân dân)[ \n])?(?=(?:các |hai |ba |\d+ )?(?:{+unit_noun}|TP)[ .:])"
)
LIST_REACH = 140
"""How far behind a name the place of its event is told, where a list stands between them, in characters."""
_AT_AN_EVENT = re.compile(r"(?<!\w)(?:trong|tại|sau|trước|nhân|qua|từ)(?: suốt)?(?: (?:buổi|cuộc|chuyến))? $")
_LIST_ENDS = re.compile(r"[.;:!?()\"\n]")
_ADJUNCT = re.compile(r"(?:^|[,\-)\d:]|[ \n](?:nay|qua|ngày|cũng|đó))[ \n]*$|^[ \n]+$")
_HALL = re.compile(rf"(?:tại|ở)[ \n]([Hh]ội trường)(?![{LOWER}])")
# What follows a place that is told before the body or person that the clause is about.
_BEFORE_SUBJECT = parts.pattern(
    rf"\)?(?:,|[ \n](?:{BODY_HEAD}|{{hold_verb}}|{{solemnly}}|{{post}}|đã|sẽ|vừa|cũng|diễn|đồng chí|Phó))"
)
# A state by its full name: "Cộng hòa Nhân dân Trung Hoa".
_STATE = parts.pattern(rf"{{state_form}}(?: (?:{{+state_kind}}|[{UPPER}][\w-]*)){{1,7}}")
_NAMES = re.compile(rf"[{UPPER}][\w-]*(?: [{UPPER}][\w-]*){{0,4}}")
_BODY = parts.pattern(rf"{BODY_HEAD}(?![{LOWER}])")
_AND_PLACE = re.compile(r"(?:,| và) (?=[" + UPPER + r"])")
# What follows a place that was visited: how often and how long.
_VISIT_GOES_ON = parts.pattern(r" (?:{how_long}|\d+ ngày)(?!\w)")


class PlaceWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that a `place` begins with, or one with which "tại" tells of something `other` than a place."""

    word: str
    role: Literal["place", "other"]
    example: str


def _place_words(role: str) -> str:
    return "|".join(w.word for w in lexicon.load("meeting_places", PlaceWord) if w.role == role)


# What leads a place, up to where the place begins.
_AT = later(
    lambda: (
        r"(?:[Tt](?<!\w.)ại|[ởỞ](?<!\w.)(?<!nhà .))[ \n]"
        rf"(?=[{UPPER}\d]|(?:(?:các|hai|ba|bốn) )?(?:{_place_words('place')})(?!\w))"
        r"(?!xã hội|sở hữu|(?<=[ởỞ] )Việt Nam)"
    )
)
_NO_PLACE = later(lambda: rf"(?i:(?:{_place_words('other')})\b)")


class VisitWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word behind "thăm": one of the `manner` of the visit, or one that a `site` which was visited begins with."""

    word: str
    role: Literal["manner", "site"]
    example: str


def _visit_words(role: str) -> str:
    words = (w.word for w in lexicon.load("meeting_visits", VisitWord) if w.role == role)
    return "|".join(sorted(words, key=len, reverse=True))


# What may stand between "thăm" and the place that was visited, in lower case.
_VISIT = later(
    lambda: (
        rf"(?P<told>(?:,? (?:{_visit_words('manner')})(?!\w)){{0,4}}"
        r"(?: của [^,.;:\n]{2,90}?(?= (?:tới|đến|sang) ))?(?: (?:tới|đến|sang|tại|về))?)(?: nước)? "
    )
)
_SITE = later(lambda: rf"(?:{_visit_words('site')})(?!\w)")


class Where(Surroundings):
    """Looks for the place of an event."""

    def visited(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The country, unit or site that a visit was paid to, as a span: "thăm chính thức ⟨Thái Lan⟩"."""
        if candidate.word.kind != "inspection" or "thăm" not in candidate.word.word:
            return None
        limit = min(self.sentence(candidate)[1], candidate.end + 80)
        visit = _VISIT.match(self.lower, candidate.word_end, limit)
        if visit is None:
            return None
        if _SITE.match(self.lower, visit.end(), limit):
            site = self.place(visit.end(), limit)
            over = _VISIT_GOES_ON.search(self.text, *site) if site else None
            site = (site[0], over.start()) if site and over else site
            return site if site and not self.text[site[0] + 1 : site[1]].islower() else None
        return self._countries(visit.end(), limit, certain=bool(visit["told"]))

    def _countries(self, start: int, limit: int, *, certain: bool) -> tuple[int, int] | None:
        """The places named at `start` by their names alone, which need not be known ones if that is `certain`."""
        end = start
        for _ in range(4):
            named = _STATE.match(self.text, end, limit)
            stop = named.end() if named else self._known_place(end, limit)
            if stop is None and certain and end == start and not _BODY.match(self.text, end):
                stop = names.end() if (names := _NAMES.match(self.text, end, limit)) else None
            if stop is None:
                break
            last = stop
            further = _AND_PLACE.match(self.text, stop, limit)
            if further is None:
                return start, stop
            end = further.end()
        return (start, last) if end > start else None

    def _known_place(self, start: int, limit: int) -> int | None:
        """Where the longest name of a known place ends that begins at `start`."""
        names = _NAMES.match(self.text, start, limit)
        end = names.end() if names else start
        while end > start:
            if self.text[start:end] in places():
                return end
            end = self.text.rfind(" ", start, end)
        return None

    def location(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Where the event takes place, as a span."""
        text = self.text
        start, end = self.sentence(candidate)
        referred = self.referred(candidate)
        for at in _AT.finditer(text, max(candidate.end - 1, 0), min(end, candidate.end + 140)):
            if self.event_between(candidate.end, at.start()):
                break
            if not only_circumstances(self.lower, candidate.end, at.start()):
                break
            if referred and " của " in self.lower[candidate.end : at.start()]:
                break
            if place := self.place(at.end(), end):
                return place
        for at in _AT.finditer(text, candidate.end, min(end, candidate.end + HELD_REACH)):
            if self.told_at(candidate, at.start()) and (place := self.place(at.end(), end)):
                return place
        if referred:
            return None
        if place := self._behind_list(candidate, end):
            return place
        before = [
            p for p in self._adjuncts(start, candidate.start) if _BEFORE_SUBJECT.match(text, p[1], candidate.start)
        ]
        return before[-1] if before else None

    def _behind_list(self, candidate: MeetingCandidate, end: int) -> tuple[int, int] | None:
        """The place told behind a list of which the name holds the beginning: "lễ viếng liệt sĩ⟨, đồng bào⟩ tại …"."""
        text = self.text
        if not text.startswith(", ", candidate.end) or not text[candidate.end + 2 : candidate.end + 3].islower():
            return None  # what begins with a capital tells who was met: "…, Đại sứ Lào tại Việt Nam"
        if _AT_AN_EVENT.search(self.lower, max(0, candidate.start - 24), candidate.start):
            return None  # a subject follows: "Trong chuyến thăm, bà con tại …"
        limit = min(end, candidate.end + LIST_REACH)
        at = _AT.search(text, candidate.end, limit)
        ends = stops().search(text, candidate.end, limit)
        if at is None or (ends and ends.start() < at.start() - 1) or _LIST_ENDS.search(text, candidate.end, at.start()):
            return None
        commas = (i for i in range(candidate.end, at.start()) if text[i] == ",")
        if any(OPENS_CLAUSE.match(self.lower, comma) for comma in commas):
            return None
        if self.event_between(candidate.end, at.start()) or self.officials(candidate.end, at.start()):
            return None
        return self.place(at.end(), end)

    def voters_place(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The units whose voters were met, as a span: "tiếp xúc cử tri ⟨quận Ba Đình⟩"."""
        if candidate.word.kind != "dialogue" or self.referred(candidate):
            return None
        _, end = self.sentence(candidate)
        voters = _VOTERS.search(self.text, candidate.start, min(end, candidate.end + 30))
        return self.place(voters.end(), end) if voters else None

    def fullest(self, found: Iterable[tuple[int, int] | None]) -> tuple[int, int] | None:
        """The first of the places found, or another that tells it more fully: "trụ sở … tại Đà Nẵng" for "Đà Nẵng"."""
        places = [place for place in found if place is not None]
        lower = self.lower
        told = lower[slice(*places[0])] if places else ""
        same = (p for p in places if lower.startswith(told, *p) or lower.endswith(told, *p))
        return max(same, key=lambda p: (p[1] - p[0], -p[0]), default=None)

    def lead_place(self, *, sitting: bool) -> tuple[int, int] | None:
        """Where what the first sentence reports takes place, as a span: "Tối 22/4, tại tỉnh Thái Nguyên, …".

        Of a `sitting` of an assembly it may be told in another way: "Chiều 22/5, Quốc hội thảo luận tại hội trường".
        """
        start, end = self.lead
        end = min(end, start + REACH)
        found = self._adjuncts(start, end)
        place = next((place for place in found if self.text[place[1] : place[1] + 1] == ","), None)
        hall = _HALL.search(self.text, start, end) if sitting and place is None else None
        return hall.span(1) if hall else place

    def _adjuncts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The places told between two offsets, without those that belong to a noun: "SEA Games tại Malaysia"."""
        text = self.text
        for at in _AT.finditer(text, start, end):
            alone = at.start() <= start or _ADJUNCT.search(text, max(start, at.start() - 8), at.start())
            if alone and (place := self.place(at.end(), end)):
                yield place

    def place(self, start: int, limit: int) -> tuple[int, int] | None:
        """The place that is named at `start`, as a span."""
        text = self.text
        if _NO_PLACE.match(text, start):
            return None
        piece = text[start : _place_end(text, start, min(limit, start + 160))].rstrip(" ,-")
        if piece.count("(") > piece.count(")"):
            piece = piece[: piece.rfind("(")].rstrip()
        if dated := _DATED.search(piece):
            piece = piece[: dated.start()].rstrip()
        if piece.endswith((" này", " đó", " nói trên")):
            return None
        vague = piece.islower() and (" " not in piece or piece.startswith(("các ", "cơ quan ", "đơn vị ")))
        return (start, start + len(piece)) if len(piece) >= 2 and not vague else None


def _place_end(text: str, start: int, limit: int) -> int:
    """Where a place that is named at `start` ends, with the wider places and the units that belong to it."""
    place, listed = start, False
    while cut := _PLACE_END.search(text, place, limit):
        if cut[0] == ")" and "(" in text[start : cut.start()]:
            if not _PLACE_GOES_ON.match(text, cut.end()):
                return cut.end()
            place = cut.end()
            continue
        goes_on = _behind_comma(text, cut, listed=listed) if cut[0] == "," else _behind_mark(text, start, cut)
        if goes_on is None:
            return cut.start()
        place = goes_on
        listed = listed or cut[0] == ":"
    return limit


def _behind_comma(text: str, comma: re.Match[str], *, listed: bool) -> int | None:
    """Where a place goes on behind a comma, None if it ends there; `listed` where it is a list of units."""
    if (more := _PLACE_GOES_ON.match(text, comma.start())) and not _APPOSITION.match(text, more.end()):
        return more.end()
    if (more := _WIDER.match(text, comma.start())) and more[1] in places():
        return more.end()
    return comma.end() if listed else None


def _behind_mark(text: str, start: int, mark: re.Match[str]) -> int | None:
    """Where a place named at `start` goes on behind a mark that belongs to its name, None if it ends there."""
    end = mark.start()
    belongs = (
        (mark[0] == "." and _SHORT_UNIT.search(text, start, end))
        or (mark[0] == ":" and _UNITS_FOLLOW.search(text, max(start, end - 14), end))
        or (mark[0] == " - " and _DASHED_NAME.search(text, max(start, end - 12), end))
    )
    return mark.end() if belongs else None
