"""Where an event takes place, as written."""

from __future__ import annotations

from collections.abc import Iterator

from extract.finders.meeting import MeetingCandidate
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
    r"thời gian|kỳ họp|hội nghị|phiên họp|đại hội|cuộc họp|buổi|vừa)(?![" + LOWER + r"])"
)
_PLACE_GOES_ON = re.compile(
    r",[ ](?=(?:(?:xã|phường|thị trấn|quận|huyện|thị xã|thành phố|tp\.?|tỉnh|thủ đô|đường|số)[ ](?!ủy)|(?:hà nội|"
    r"tp\.? ?hcm)\b))",
    re.I,
)
_WIDER = re.compile(rf",[ ]([{UPPER}][{LOWER}]+(?:[ -]{{1,3}}[{UPPER}][{LOWER}]+){{0,4}})(?=[,.;)\n]|$)")
_DATED = re.compile(r" \((?:(?:ngày|tháng|năm) )?[\d/.\- ]{3,22}\)$")
_DASHED_NAME = re.compile(r"(?:Bà Rịa|Thừa Thiên|Phan Rang)$")
_AT = re.compile(r"(?:[Tt](?<!\w.)ại|[ởỞ](?<!\w.)(?<!nhà .))[ \n](?=" + _PLACE_START + r")(?!xã hội)")
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
        before = [
            p for p in self._adjuncts(start, candidate.start) if _BEFORE_SUBJECT.match(text, p[1], candidate.start)
        ]
        return before[-1] if before else None

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
        limit = min(limit, start + 160)
        place = start
        while True:
            cut = _PLACE_END.search(text, place, limit)
            end = cut.start() if cut else limit
            if cut is None:
                break
            if cut[0] == "," and (more := _PLACE_GOES_ON.match(text, end)):
                place = more.end()
                continue
            if cut[0] == "," and (more := _WIDER.match(text, end)) and more[1] in places():
                place = more.end()
                continue
            if cut[0] == "." and re.search(r"(?:TP|Tp|TX|Q|P|H|T|St)$", text[start:end]):
                place = cut.end()
                continue
            if cut[0] == ":" and re.search(r"\b(?:xã|huyện|phường|tỉnh)(?: gồm)?$", text[start:end]):
                stop = re.compile(r"[.;\n]").search(text, end + 1, min(len(text), end + 120))
                end = stop.start() if stop else end
                break
            if cut[0] == " - " and _DASHED_NAME.search(text, max(start, end - 12), end):
                place = cut.end()
                continue
            if cut[0] == ")" and "(" in text[start:end]:
                end = cut.end()
                place = end
                if text[end : end + 2].startswith(", ") and _PLACE_GOES_ON.match(text, end):
                    continue
                break
            break
        piece = text[start:end].rstrip(" ,-")
        if piece.count("(") > piece.count(")"):
            piece = piece[: piece.rfind("(")].rstrip()
        if dated := _DATED.search(piece):
            piece = piece[: dated.start()].rstrip()
        if piece.endswith((" này", " đó", " nói trên")):
            return None
        vague = piece.islower() and (" " not in piece or piece.startswith(("các ", "cơ quan ", "đơn vị ")))
        return (start, start + len(piece)) if len(piece) >= 2 and not vague else None
