"""Where an event takes place, as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.finders.meeting import MeetingCandidate
from extract.finders.meeting_commas import OPENS_CLAUSE
from extract.finders.meeting_stops import stops
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.names import places
from extract.resolve.meeting_holder import BODY_HEAD
from extract.resolve.meeting_surroundings import HELD_REACH, REACH, Surroundings, only_circumstances

_PLACE_START = (
    r"(?:["
    + UPPER
    + r"\d]|hội trường|trụ sở|điểm cầu|xã |huyện |thị trấn|thị xã|phường|quận |khu |văn phòng|nhà |trung tâm|"
    r"thành phố|tp|tỉnh |thủ đô|quảng trường|khách sạn|cung |nghĩa trang|đình |chùa|đền |tượng đài|bảo tàng|hồ |"
    r"sân |công viên|"
    r"trường |đại sứ quán|cửa khẩu|cảng|bệnh viện|công ty|nhà máy|thôn |bản |ấp |phòng họp|cơ quan|đường |ủy ban|"
    r"ban |sở |bộ |"
    r"học viện|các (?:xã|huyện|phường|điểm cầu|tỉnh|quận)(?= [" + UPPER + r"]|:)|hai (?:xã|huyện|điểm)|\d+ (?:xã|"
    r"huyện|điểm cầu))"
)
_NO_PLACE = re.compile(
    r"(?:buổi|hội nghị|cuộc|lễ|đây|đại hội|kỳ họp|phiên|hội thảo|chỗ|thời điểm|khoản|điều|mục|nghị|quyết|thông tư|"
    r"văn bản|chương|"
    r"doanh nghiệp|dn|báo cáo|công văn|diễn đàn|tọa đàm|sự kiện|kế hoạch|luật|chỉ thị|bài)\b",
    re.I,
)
_PLACE_END = re.compile(
    r"[;:.!?…\n\"]|,|\)| - |[ ]"
    r"(?:nghe|hồi|mới đây|vừa qua|gần đây|xem xét|bàn|thảo luận|biểu quyết|tổ chức|đã|sẽ|đang|diễn ra|có|là|được|do|"
    r"với|nhằm|để|về|và (?:có|đã|"
    r"quyết|thông qua|bầu|"
    r"triển|trao|phát)|trong|vào|"
    r"(?<!niệm )(?<!thờ )(?<!mộ )(?<!đài )(?<!hương )(?:đồng chí|ông|bà)|(?<!\d )tháng|từ|theo|dự|của|cho|chủ trì|"
    r"khai mạc|long trọng|tiếp|sáng|chiều|tối|ngày|nhân|đến|thuộc khuôn khổ|"
    r"nên|(?<!hàng )không|phải|cần|thì|để|sau|bằng|qua|cũng như|dưới|nơi|trước|nhưng|cùng|mà|cũng|còn|khi|"
    r"như|hôm|tới đây|sắp tới|(?<!niệm )(?<!mộ )(?<!đài )(?<!lăng )(?<!đường )(?<!Tổng )(?:Phó )?(?:Tổng Bí thư|"
    r"Thủ tướng|"
    r"(?<!Phủ )Chủ tịch(?! Hồ)|Bí thư|"
    r"Tổng cục trưởng|Cục trưởng|Vụ trưởng|Bộ trưởng|"
    r"Thứ trưởng|Giám đốc)|"
    r"thời gian|[Kk]ỳ họp|hội nghị|[Pp]hiên họp|đại hội|cuộc họp|buổi|vừa)(?![" + LOWER + r"])"
)
_PLACE_GOES_ON = re.compile(
    r",[ ](?=(?:(?:xã|phường|thị trấn|quận|huyện|thị xã|thành phố|tp\.?|tỉnh|thủ đô|đường|số|thôn|xóm|ấp|bản|buôn|làng|"
    r"khóm|khu phố|khối|tổ dân phố|khu đô thị|khu công nghiệp|kcn|khu dân cư)[ ](?!ủy)|(?:tp|tx|tt|[hqpx])\.[ ]?\w|"
    r"(?:hà nội|tp\.? ?hcm)\b))",
    re.I,
)
_WIDER = re.compile(rf",[ ]([{UPPER}][{LOWER}]+(?:[ -]{{1,3}}[{UPPER}][{LOWER}]+){{0,4}})(?=[,.;)\n]|$)")
# What a list of units follows on a colon.
_UNITS_FOLLOW = re.compile(r"(?<!\w)(?:xã|huyện|phường|tỉnh|quận)(?: gồm)?$")
_DATED = re.compile(r" \((?:(?:ngày|tháng|năm) )?[\d/.\- ]{3,22}\)$")
# What a full stop shortens: "TP. Tân Hòa".
_SHORT_UNIT = re.compile(r"(?:TP|Tp|TX|Q|P|H|T|St)$")
_DASHED_NAME = re.compile(r"(?:Bà Rịa|Thừa Thiên|Phan Rang)$")
_AT = re.compile(
    r"(?:[Tt](?<!\w.)ại|[ởỞ](?<!\w.)(?<!nhà .))[ \n](?=" + _PLACE_START + r")(?!xã hội|(?<=[ởỞ] )Việt Nam)"
)
# The voters of a unit or of several.
_VOTERS = re.compile(
    r"cử tri[ \n](?:(?:tại|ở|của|là nhân dân)[ \n])?(?=(?:các |hai |ba |\d+ )?(?:[Qq]uận|[Hh]uyện|[Xx]ã|[Pp]hường|"
    r"[Tt]hị xã|[Tt]hị trấn|[Tt]hành phố|TP|[Tt]ỉnh)[ .:])"
)
LIST_REACH = 140
"""How far behind a name the place of its event is told, where a list stands between them, in characters."""
_AT_AN_EVENT = re.compile(r"(?<!\w)(?:trong|tại|sau|trước|nhân|qua|từ)(?: suốt)?(?: (?:buổi|cuộc|chuyến))? $")
_LIST_ENDS = re.compile(r"[.;:!?()\"\n]")
_ADJUNCT = re.compile(r"(?:^|[,\-)\d:]|[ \n](?:nay|qua|ngày|cũng|đó))[ \n]*$|^[ \n]+$")
# What follows a place that is told before the body or person that the clause is about.
_BEFORE_SUBJECT = re.compile(
    r"\)?(?:,|[ \n](?:" + BODY_HEAD + r"|đã|sẽ|vừa|cũng|diễn|tổ chức|khai mạc|long trọng|đồng chí|Chủ|Phó|Bí|Thủ))"
)


class Where(Surroundings):
    """Looks for the place of an event."""

    def location(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Where the event takes place, as a span."""
        text = self.view.text
        start, end = self.sentence(candidate)
        referred = self.referred(candidate)
        for at in _AT.finditer(text, max(candidate.end - 1, 0), min(end, candidate.end + 140)):
            if self.event_between(candidate.end, at.start()):
                break
            if not only_circumstances(self.view.lower, candidate.end, at.start()):
                break
            if referred and " của " in self.view.lower[candidate.end : at.start()]:
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
        text = self.view.text
        if not text.startswith(", ", candidate.end) or not text[candidate.end + 2 : candidate.end + 3].islower():
            return None  # what begins with a capital tells who was met: "…, Đại sứ Lào tại Việt Nam"
        if _AT_AN_EVENT.search(self.view.lower, max(0, candidate.start - 24), candidate.start):
            return None  # a subject follows: "Trong chuyến thăm, bà con tại …"
        limit = min(end, candidate.end + LIST_REACH)
        at = _AT.search(text, candidate.end, limit)
        ends = stops().search(text, candidate.end, limit)
        if at is None or (ends and ends.start() < at.start() - 1) or _LIST_ENDS.search(text, candidate.end, at.start()):
            return None
        commas = (i for i in range(candidate.end, at.start()) if text[i] == ",")
        if any(OPENS_CLAUSE.match(self.view.lower, comma) for comma in commas):
            return None
        if self.event_between(candidate.end, at.start()) or self.officials(candidate.end, at.start()):
            return None
        return self.place(at.end(), end)

    def voters_place(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The units whose voters were met, as a span: "tiếp xúc cử tri ⟨quận Ba Đình⟩"."""
        if candidate.word.kind != "dialogue" or self.referred(candidate):
            return None
        _, end = self.sentence(candidate)
        voters = _VOTERS.search(self.view.text, candidate.start, min(end, candidate.end + 30))
        return self.place(voters.end(), end) if voters else None

    def fullest(self, found: Iterable[tuple[int, int] | None]) -> tuple[int, int] | None:
        """The first of the places found, or another that tells it more fully: "trụ sở … tại Đà Nẵng" for "Đà Nẵng"."""
        places = [place for place in found if place is not None]
        lower = self.view.lower
        told = lower[slice(*places[0])] if places else ""
        same = (p for p in places if lower.startswith(told, *p) or lower.endswith(told, *p))
        return max(same, key=lambda p: (p[1] - p[0], -p[0]), default=None)

    def lead_place(self) -> tuple[int, int] | None:
        """Where what the first sentence reports takes place, as a span: "Tối 22/4, tại tỉnh Thái Nguyên, …"."""
        start, end = self.lead
        found = self._adjuncts(start, min(end, start + REACH))
        return next((place for place in found if self.view.text[place[1] : place[1] + 1] == ","), None)

    def _adjuncts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The places told between two offsets, without those that belong to a noun: "SEA Games tại Malaysia"."""
        text = self.view.text
        for at in _AT.finditer(text, start, end):
            alone = at.start() <= start or _ADJUNCT.search(text, max(start, at.start() - 8), at.start())
            if alone and (place := self.place(at.end(), end)):
                yield place

    def place(self, start: int, limit: int) -> tuple[int, int] | None:
        """The place that is named at `start`, as a span."""
        text = self.view.text
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
    if more := _PLACE_GOES_ON.match(text, comma.start()):
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
