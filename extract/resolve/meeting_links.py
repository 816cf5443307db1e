"""What the text tells of an event around the places where it is spoken of: when, where, by whom, with whom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from extract.context import Context
from extract.finders.meeting import MeetingCandidate
from extract.finders.meeting_name import sentence
from extract.letters import LOWER, UPPER
from extract.model import Date, MeetingMode, Official

REACH = 320
"""How far around a mention of an event its circumstances are looked for, in characters."""
LABEL_REACH = 1200
"""How far behind an event the labels of an invitation or minutes are looked for, in characters."""
NEXT_SENTENCES = 3
"""How many sentences behind a mention of an event are read for those who speak there."""
LIST_REACH = 2500
"""How long a list of those who take part may be, in characters."""

# The event is only referred to: the time, place and body of the sentence are not its own.
_REFERRED = re.compile(
    r"(?<!\w)(?:(?<!chương )trình|nhân dịp(?: đang diễn ra)?|chào mừng(?: thành công)?|chuẩn bị(?: cho)?|tiến tới|"
    r"hướng tới|hướng về|"
    r"phục vụ|kết quả|"
    r"bên lề|(?<!tổ chức )thành công(?: của)?|(?<!báo cáo )(?<!phát biểu )(?<!trình bày )trước(?: thềm)?|"
    r"(?<!ngay )sau|từ|"
    r"đến|nghị quyết(?: của)?|văn kiện|tinh thần|"
    r"kết luận|"
    r"quyết tâm|do|từ sau|"
    r"kể từ|theo|so với|tuyên truyền|về|chào đón|lập thành tích|mục tiêu|bầu cử|phát huy)(?: (?:các|một))?\s$"
)
_NOT_THE_DAY = re.compile(
    r"(?:chậm nhất(?: là)?|muộn nhất|hoàn thành|trước|tính đến|đến hết|kể từ|từ nay đến|hạn|hiệu lực|ngày sinh|sinh|"
    r"kỷ niệm|quyết định|nghị quyết|kế hoạch|"
    r"thông báo|công văn|"
    r"chỉ thị|số [^\s,;]{1,25}|luật|ký|ban hành|đến) ?,? ?\(?$"
)
_CIRCUMSTANCE_WORDS = (
    r"(?:dự kiến|sẽ|đã|tổ chức|diễn ra|khai mạc|bế mạc|họp|vào|trong|từ|đến|lúc|hồi|hai|ba|hôm|buổi|qua|nay|"
    r"thông qua|chính thức|"
    r"đang|tiến hành|thực hiện|bắt đầu|khai giảng|ngày|tháng|năm|sáng|chiều|tối|hôm nay|trực tiếp|trang trọng|"
    r"long trọng|trọng thể|"
    r"triển khai|thành công|và)(?!\w)"
)
_CIRCUMSTANCE = re.compile(_CIRCUMSTANCE_WORDS + r"|[\d/.\-]+\)?")
_CIRCUMSTANCE_NEXT = re.compile(r"[ \n,(]+(?=" + _CIRCUMSTANCE_WORDS + r")")
_CIRCUMSTANCE_HEAD = re.compile(r"(?:của|tại|ở|do|được|với sự|bởi)(?=[ \n])")
_BETWEEN = re.compile(r"[ \n,(]*")
_IN_MONTH = re.compile(
    r",? ?(?:(?:mới đây|gần đây)(?: nhất)? |mới nhất |vừa qua )?(?:tại [^,.;]{2,40}? )?(?:diễn ra |được tổ chức |"
    r"tổ chức |sẽ |đã |dự kiến ){0,4}(?:vào |trong )?"
    r"(?:hồi |cuối |đầu )?\(?"
)
_IN_A_SPEECH = re.compile(
    r"(?:cho biết|cho hay|nhấn mạnh|khẳng định|cho rằng|nêu rõ|phát biểu|báo cáo|thông tin|yêu cầu|chia sẻ|"
    r"bày tỏ)[,:][ \n]|[ \n]là năm "
)
# The day is that of a paper which tells of the event.
_IN_A_PAPER = re.compile(
    r"nhận được (?:văn bản|công văn|thông báo)|(?:ban hành|có|ra|gửi) (?:văn bản|thông báo|công văn|kết luận)"
)
_ANOTHER_TIME = re.compile(
    r"(?:năm ngoái|năm trước|tháng trước|tuần trước|tuần qua|trước đó|trước đây|mới đây|vừa qua|gần đây|sắp tới|"
    r"tới đây|cuối năm|"
    r"hôm qua|hôm trước|đầu tuần|cuối tuần|trong tuần|vừa rồi|lần trước)(?!\w)"
)
_BESIDE = re.compile(
    r"[ \n\-]{0,3}(?:trong khuôn khổ|trong chương trình|nhân|bên lề|sau|trước|tiếp theo|tiếp nối|để|chuẩn bị|nhằm|"
    r"hướng tới|chào mừng)(?!\w)"
)
_BESIDE_IT = re.compile(r"(?<!\w)(?:bên lề|trong khuôn khổ|nhân dịp)[ \n]")
_APART = re.compile(r"(?: ?\([^()\n]{1,20}\))?,[ \n]")
_MONTH_LED = re.compile(r"(?:^|[,.\n] ?|vào |hồi )(?:đầu|cuối|giữa|trong|vào|hồi) $|, $")
_OPEN_END = re.compile(r"(?:từ|đến|trước|hiệu lực|thông qua|có|\()\s?$")
_SAME_DAY = re.compile(
    r"(?:cùng ngày|sau đó|tiếp đó|nhân dịp này|tiếp theo|tiếp đến|dịp này|cùng buổi|ngay sau (?:đó|khi|buổi|lễ|"
    r"hội nghị|cuộc|"
    r"hội đàm|phiên|kỳ họp|phần|đại hội|họp))(?!\w)"
)

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
    r"(?:nghe|xem xét|bàn|thảo luận|biểu quyết|tổ chức|đã|sẽ|đang|diễn ra|có|là|được|do|với|nhằm|để|về|và (?:có|đã|"
    r"triển|trao|phát)|trong|vào|"
    r"(?<!niệm )(?<!thờ )(?<!mộ )(?<!đài )(?<!hương )(?:đồng chí|ông|bà)|(?<!\d )tháng|từ|theo|dự|của|cho|chủ trì|"
    r"khai mạc|long trọng|tiếp|sáng|chiều|tối|ngày|nhân|đến|thuộc khuôn khổ|"
    r"nên|(?<!hàng )không|phải|cần|thì|để|sau|bằng|qua|cũng như|dưới|nơi|trước|nhưng|cùng|mà|cũng|còn|khi|"
    r"như)(?![" + LOWER + r"])"
)
_PLACE_GOES_ON = re.compile(
    r",[ ](?=(?:(?:xã|phường|thị trấn|quận|huyện|thị xã|thành phố|tp\.?|tỉnh|thủ đô|đường|số)[ ](?!ủy)|(?:hà nội|"
    r"tp\.? ?hcm)\b))",
    re.I,
)
_DASHED_NAME = re.compile(r"(?:Bà Rịa|Thừa Thiên|Phan Rang)$")
_AT = re.compile(r"(?<!\w)(?:[Tt]ại|(?<!nhà )[ởỞ])[ \n](?=" + _PLACE_START + r")(?!xã hội)")

_ADJUNCT = re.compile(r"(?:^|[,\-)\d:]|[ \n](?:nay|qua|ngày|cũng|đó))[ \n]*$|^[ \n]+$")
_HOLDS = re.compile(
    r"[ \n](?:(?:đã|sẽ|vừa|đang|dự kiến|tiếp tục|đồng|cùng|long trọng|trọng thể|trang trọng|chủ trì|phối hợp|"
    r"chính thức|cũng)[ \n]){0,4}"
    r"(?:tổ chức|khai mạc|mở|khai giảng|đăng cai|triệu tập|tiến hành|bế mạc|họp)"
    r"(?:[ \n](?:thành công|trọng thể|long trọng|trang trọng|buổi|cuộc|chương trình|đợt|đi|đêm|khai mạc|các|một|"
    r"chuyến|triển khai|họp|chuỗi|trực tuyến))"
    r"{0,3}[ \n]$"
)
_LABEL = re.compile(
    r"(?:^|\n)[ \-+*•\d.)IVX]{0,8}(Thời gian|Ngày họp|Địa điểm|Chủ trì|Chủ tọa|Chủ trì hội nghị|Chủ trì cuộc họp)"
    r"(?: (?:tổ chức|họp|hội nghị|cuộc họp|phiên họp))?[ ]?:[ ]{0,4}"
)
_HOLDS_RITE = re.compile(
    r"[ \n](?:(?:đã|vừa|long trọng|trọng thể|trang trọng)[ \n]){0,2}tổ chức[ \n](?:tuyên dương|biểu dương|vinh danh|"
    r"tôn vinh|khen thưởng|trao|công bố|phát động|khánh thành|khởi công|khai trương|ra mắt|kỷ niệm|đón)(?!["
    + LOWER
    + r"])"
)
_HOLDS_A = re.compile(r"tổ chức (?:(?:thành công|buổi|cuộc|chương trình|đợt|một|lớp|đêm) ){0,3}$")
_HOLDS_ACT = re.compile(
    r"(?:[ \n](?:đã|sẽ|vừa|đang|cũng|tiếp tục|có|tổ chức|tiến hành|cùng|đồng loạt|đến|tới|đi|buổi|cuộc|chuyến|về|"
    r"trực tiếp|chính thức)){0,5}[ \n]$"
)
_HELD_BY = re.compile(
    r"[ ,(\n]{1,3}(?:[^.;:!?\n]{0,140}?[ \n,])?(?:do|được)[ \n](?P<body>(?:các |"
    r"hai )?[" + UPPER + r"][^.;:!?]{2,150}?)[ \n]"
    r"(?:(?:đã|sẽ|vừa|cùng|đồng|phối hợp|chủ trì|liên kết)[ \n]){0,3}(?:tổ chức|đăng cai|triệu tập)(?![" + LOWER + r"])"
)
_OF_BODY = re.compile(
    r"[ \n]của[ \n](?P<body>(?:["
    + UPPER
    + r"]|ủy ban|tỉnh|huyện|thành phố|xã|phường|ngành|ban|sở|bộ|đảng)[^,.;:!?()\n]{1,80}?)"
    r"(?=[,.;:!?()\n]|$|[ \n](?:tại|ngày|sáng|chiều|tối|diễn ra|được|đã|sẽ|về|với|vào|nhằm|do|là|có|và|trong|để|"
    r"khai|thông)(?![" + LOWER + r"]))"
)
_PERSON = re.compile(
    r"(?:Phó )?(?:Thủ tướng|Chủ tịch|Tổng Bí thư|Bí thư|Bộ trưởng|Thứ trưởng|Giám đốc|Tổng thống|Đồng chí|Ông|Bà)(?!["
    + LOWER
    + r"])(?! Chính phủ)"
)
_BODY_HEAD = (
    r"(?:Chi hội|Phân hội|Tỉnh ủy|Huyện ủy|Thành ủy|Thị ủy|Quận ủy|Đảng ủy|Đảng bộ|Đảng|Chi bộ|Chi ủy|Ban|Bộ|Sở|Cục|"
    r"Chi cục|"
    r"Tổng (?:cục|công ty|Công ty|liên đoàn|Liên đoàn|hội|lãnh sự)|Tổng LĐLĐ|TCT|Vụ|"
    r"Viện|Văn phòng|Ủy ban|"
    r"UBND|HĐND|UBMTTQ|MTTQ|UB|Hội|Liên|Công đoàn|Công an|Công ty|CĐ|Mặt trận|Đoàn|Tỉnh đoàn|Huyện đoàn|Thành đoàn|"
    r"Trung tâm|Trường|Học viện|"
    r"Quân|Chính phủ|Quốc hội|Thường trực|Thường vụ|Tòa|Viện|Kiểm toán|Thanh tra|Ngân hàng|Tập đoàn|Hiệp hội|"
    r"Câu lạc bộ|Khối|Cụm|Báo(?! cáo)|Đài|"
    r"Phòng|Kho bạc|Bảo hiểm|BHXH|LĐLĐ|Tỉnh|Huyện|Thành phố|TP|Xã|Phường|Thị|Trung ương|Ủy|BCH|BTV|BCĐ|Quỹ|Lữ đoàn|"
    r"Sư đoàn|Trung đoàn|Nhà|VCCI|"
    r"Tạp chí|Mạng lưới|Diễn đàn|Nhóm|Sàn|Bệnh viện|Bảo tàng|Thư viện|Cảng|Ngành|Đại sứ quán|Tổng|Thành|"
    r"ủy ban|tỉnh|huyện|thành phố|thị xã|xã|phường|quận|ngành|hai bên|đoàn|ban|sở|bộ|ủy|thôn|khối|cụm|chi cục|cục|"
    r"trường|công ty|chính quyền)"
)
_BODY = re.compile(
    r"(?:các |hai |[Ll]ãnh đạo )?"
    + _BODY_HEAD
    + r"(?!["
    + LOWER
    + r"]| [Tt]rưởng| [Pp]hó|(?<!Ban) [Bb]í thư| [Cc]hủ tịch)"
)
# A body of a kind that is not listed: a name of a few words, right before the verb.
_OTHER_BODY = re.compile(
    r"(?!(?:Phó |Nguyên |Tổng |Quyền )?(?:[Cc]hủ|[Bb]í thư|[Tt]hủ tướng|[Bb]ộ trưởng|[Tt]hứ trưởng|[Gg]iám đốc|"
    r"[Tt]rưởng|[Tt]hống|[Cc]ục trưởng|[Vv]iện trưởng|Ông|Bà|Đồng chí|Anh|Chị|Ngài|Đại biểu|Đại tướng|Thượng tướng|"
    r"Trung tướng|Thiếu tướng|Nhà báo|Việc|Đây|Sau|Trước|Trong|Theo|Nhân|Để|Nhằm|Từ|Khi|Tại|Với|Qua|Về|Do|Vì|Nếu|"
    r"Như|Cùng|Đến|Bên|Ngoài|Cũng|Hiện|Đã|Sẽ|Vừa|Mới|Tiếp|Dự|Được|Người|Không|Các|Những|Nhiều|Một|Hai|Mỗi|Tuy|Ảnh)(?!["
    + LOWER
    + r"]))["
    + UPPER
    + r"][^\s,.;:()]{1,12}(?: [^\s,.;:()]{1,14}){0,7}(?: \([^)\n]{1,20}\))?(?: [^\s,.;:()]{1,14}){0,2}$"
)
_NO_BODY = re.compile(
    r"(?<!\w)(?:chủ trì|phát biểu|xem|họp|buổi|hội nghị|kỳ|lễ|mời|nói|cho|là|đang|được|bị|và cho|nêu|gặp|dự|để|"
    r"thì|mà|nên|vẫn|còn|không|khi|rất|xin)(?!\w)",
    re.I,
)


def _other_body(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text is the name of a body: some words, of which two in five begin with a capital."""
    if not _OTHER_BODY.match(text, start, end) or _NO_BODY.search(text, start, end):
        return False
    words = text[start:end].split()
    return 5 * sum(w[0].isupper() for w in words) >= 2 * len(words)


_LEAD_IN = re.compile(
    r"^(?:[ \n\-–(]*(?:\([^)\n]{1,40}\)|(?:vào |trong |từ |đúng |khoảng |hôm |buổi )?(?:\d{1,2}h\d{0,2},? )?(?:sáng|"
    r"chiều|tối|trưa|ngày|đêm|hai ngày|"
    r"tháng|mới đây|vừa qua|hôm nay|hôm qua|cùng ngày|năm)(?: nay| qua| ngày| mùng| hôm| và| đến| tháng| năm|"
    r" \(?[\d./\-]+\)?|\d[\d./\-]*){0,6}|"
    r"tiếp đó|sau đó|trước đó|theo đó)[ ,:\-–]*){1,4}",
    re.I,
)
_ADVERBIAL = re.compile(r"(?:tại|ở|trong|nhân|để|nhằm|thực hiện|theo|với|sau|khi|vì) ", re.I)
_UNIT = re.compile(r"(?:thành phố|tp\.?|tỉnh|huyện|quận|xã|phường|thị xã|thị trấn) ", re.I)
_DATELINE = re.compile(r"[^,.;]{0,30}\([^)\n]{1,40}\) {0,2}- ?|(?:TTO|TTXVN|VOV|NLĐ|SGGP|TP|HDDTVN) - ")
_CLAUSE_VERB = re.compile(
    r"[ \n](?:dự|ban hành|xây dựng|tại (?:phiên|lễ|buổi)|thường xuyên|thực hiện|chặt chẽ|nhấn mạnh|đã|sẽ|đang|được|"
    r"vừa|là|có|để|cho biết|nhằm|yêu cầu|"
    r"khẳng định|đến|tới|phát biểu|cho rằng|tham dự)[ \n]"
)
_ASSEMBLY = re.compile(
    r"(?:Quốc hội|HĐND|Hội đồng [Nn]hân dân|Chính phủ|Ủy ban|UBND|QH)(?![" + LOWER + r"])[^,;.]{0,60}"
)
_NOT_THE_ASSEMBLY = re.compile(
    r"[ \n](?:của|về|thường kỳ|chuyên đề|bất thường|lần thứ|thứ|tháng|"
    r"năm)(?![" + LOWER + r"])"
)
_ASSEMBLY_BEFORE = re.compile(
    r"(?:Quốc hội|HĐND|Hội đồng [Nn]hân dân|"
    r"Chính phủ)(?![" + LOWER + r"])(?:[ \n][^,;.:]{0,60}?)?(?=,[ \n](?:tại[ \n])?$)"
)
_ASSEMBLY_ACTS = re.compile(
    r",[ \n](Quốc hội|(?:HĐND|Hội đồng nhân dân)[ \n][^,;.]{2,40}?)(?=[ \n](?:đã|thông|sẽ|biểu|tiến|thảo|nghe|tiếp|"
    r"chất)(?![" + LOWER + r"]))"
)
_PARTY = re.compile(
    r"(?<=của )Đảng(?: Cộng sản(?: [" + UPPER + r"][" + LOWER + r"]{1,6}){1,2}| Cộng sản VN)?|"
    r"Đảng Cộng sản (?:Việt Nam|VN)|"
    r"(?<=ội )Đảng(?= lần| toàn| [IVX])"
)
_CHAIRS = re.compile(
    r"(?<!["
    + LOWER
    + r"])(?:đồng chủ trì|cùng chủ trì|chủ trì|chủ tọa|điều hành|điều khiển|chủ trị)(?!["
    + LOWER
    + r"])"
)
_PRESIDIUM = re.compile(r"Đoàn [Cc]hủ tịch[^.;:\n]{0,50}?(?: gồm|:)")
_TWO_OF_A_TITLE = re.compile(
    r"(?:hai|2) (Thủ tướng|Bộ trưởng|Chủ tịch Quốc hội|Chủ tịch nước|Tổng Bí thư|Phó Thủ tướng|Thứ trưởng|"
    r"Ngoại trưởng)[^,.;]{0,20}$"
)
_ANOTHER_SUBJECT = re.compile(r";|[ \n](?:cho biết|cho hay|nói|thông tin|khẳng định|nêu rõ|nhấn mạnh)[, ]")
_UNDER = re.compile(r"(?:dưới sự|do|với sự|được sự)[ \n]$")
_CHAIR_LIST = re.compile(
    r"(?:^|[\n.;] ?)[\-+* ]{0,4}(?:đồng )?(?:chủ trì|chủ tọa|điều hành)(?: và [^:,.;\n]{2,25}?)?"
    r"(?: (?:hội nghị|buổi lễ|cuộc họp|buổi làm việc|phiên họp|kỳ họp|hội thảo|tọa đàm|đại hội|buổi họp|buổi tiếp|"
    r"diễn đàn|họp|buổi đối thoại))?"
    r"(?: tại (?:các )?điểm cầu[^,.;:\n]{0,40})?(?: có| gồm| là)?(?: các)?(?: đồng chí| đ/c| ông| bà)?[: ]"
)
_ATTEND = re.compile(
    r"(?:tham dự|cùng dự|đến dự|tới dự|về dự|dự|dự và chỉ đạo|tham gia|có mặt|chứng kiến|phát biểu|kết luận|"
    r"khai mạc|bế mạc|chỉ đạo|nhấn mạnh|"
    r"khẳng định|cho biết|báo cáo|trao|yêu cầu|đề nghị|nói|tiếp|làm việc|thăm|kiểm tra|khảo sát|giám sát|gặp|"
    r"hội đàm|hội kiến|đối thoại|trình bày|"
    r"dẫn đầu|truyền đạt|quán triệt|đọc|ghi nhận|chúc mừng|bày tỏ|thông tin|đánh giá|biểu dương|dâng|viếng|chất vấn|"
    r"trả lời)"
)
_ATTEND_LIST = re.compile(
    r"[\-+* ]{0,4}(?:tham dự|cùng dự|đến dự|tới dự|về dự|dự|cùng tham dự|tham gia|về phía|cùng tham gia|có mặt|"
    r"cùng đi|tiếp và làm việc)(?![" + LOWER + r"])",
    re.I,
)
_LIST_OPENS = re.compile(r"[^.;\n]{0,60}?(?:[ \n](?:có|gồm)(?!\w)|:)")
_IN_MEMORY = re.compile(
    r"(?:ngày sinh|ngày mất|tưởng niệm|tưởng nhớ|lưu niệm|dâng hương|viếng)(?: của)?"
    r"(?: (?:đồng chí|cố|chủ tịch|tổng bí thư|nữ tướng|đại tướng|trung tướng|thủ tướng|ông|bà|anh hùng|luật sư|"
    r"giáo sư|bác sĩ|bác)){0,3} ?$"
)
_SPEAKS_HERE = re.compile(
    r"(?: ?\([^()\n]{1,40}\))?(?:(?:,| -) [^.;:\n]{2,70}?,?)?[ \n](?:đã |cũng |còn |sẽ |một lần nữa |tiếp tục ){0,3}"
    r"(?:tới dự|đến dự|về dự|dự|tham dự|có mặt|phát biểu|có bài phát biểu|nhấn mạnh|khẳng định|cho biết|đề nghị|"
    r"yêu cầu|"
    r"báo cáo|trình bày|bày tỏ|ghi nhận|biểu dương|đánh giá cao|kết luận|chúc mừng|cảm ơn|chỉ đạo|lưu ý|trao|tặng|"
    r"công bố|thông báo|cho rằng|chia sẻ|kiến nghị|giải trình)(?![" + LOWER + r"])"
)
_SPEAKS = re.compile(r"(?:phát biểu|chỉ đạo|bế mạc|khai mạc|nói|khẳng định|nhấn mạnh)[^,.;]{0,30}$")
_HYBRID = re.compile(
    r"trực tiếp (?:kết hợp|và|với|kết hợp với) (?:với )?trực tuyến|trực tuyến kết hợp (?:với )?trực tiếp"
)
_ONLINE = re.compile(r"trực tuyến|cầu truyền hình")
_IN_PERSON = re.compile(r"(?:hình thức|phương thức) trực tiếp(?! (?:kết hợp|và|với))")


_DAYS = re.compile(r"([\dX]{4})-\d\d-\d\d/([\dX]{4})-\d\d-\d\d")
_HELD_ACTS = frozenset({"meeting", "dialogue", "training", "press_conference", "ceremony", "inspection"})


class Scene:
    """The dates, people and documents of a text, to be looked up around a place. All offsets are of the view."""

    def __init__(self, context: Context) -> None:
        self.view = context.view
        self.context = context
        self.dates = sorted(context.dates, key=lambda d: d.start)
        self._date_starts = [d.start for d in self.dates]
        people = [(m.start, m.end, o) for o in context.officials for m in o.mentions]
        self.people: list[tuple[int, int, Official]] = sorted(people, key=lambda p: (p[0], p[1]))
        self._people_starts = [p[0] for p in self.people]
        cited = [(m.start, m.end, r.start) for r in context.legal_references for m in r.mentions]
        self.cited = sorted(cited)
        self._cited_starts = [c[0] for c in self.cited]
        self.starts = sorted(c.start for c in context.meeting_candidates)
        self._referred: dict[int, bool] = {}
        self._sentences: dict[tuple[int, int], tuple[int, int]] = {}

    @cached_property
    def lead(self) -> tuple[int, int]:
        """The first sentence of the body that is longer than a headline, or an empty span."""
        for end in self.view.sentence_ends[:12]:
            start, _ = self.view.sentence(end - 1)
            if self._days(start, end) and self.context.layout.zone_at(start) in ("body", "caption"):
                return start, end
        return 0, 0

    def sentence(self, candidate: MeetingCandidate) -> tuple[int, int]:
        """The sentence of a mention, no further than `REACH` from it."""
        place = (candidate.start, candidate.end)
        if place not in self._sentences:
            start, end = sentence(self.view, candidate.start)
            self._sentences[place] = max(start, place[0] - REACH), min(max(end, place[1]), place[1] + REACH)
        return self._sentences[place]

    def _days(self, start: int, end: int) -> list[Date]:
        first, last = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return [d for d in self.dates[first:last] if d.granularity != "month" and day_of(d) is not None]

    def officials(self, start: int, end: int) -> list[tuple[int, int, Official]]:
        """The mentions of people between two places."""
        return self.people[bisect_left(self._people_starts, start) : bisect_left(self._people_starts, end)]

    def referred(self, candidate: MeetingCandidate) -> bool:
        """Whether a mention only refers to the event ("chào mừng Đại hội"), so that its sentence tells of another."""
        if candidate.word.form == "act":
            return False
        place = candidate.start
        if place not in self._referred:
            self._referred[place] = bool(_REFERRED.search(self.view.lower, max(0, place - 30), place))
        return candidate.inside or self._referred[place]

    def date(self, candidate: MeetingCandidate) -> Date | None:
        """The date on which the event of a mention takes place, told in its sentence."""
        start, end = self.sentence(candidate)
        lower = self.view.lower
        days = [d for d in self._days(start, end) if d.end <= candidate.start or d.start >= candidate.end]
        days = [d for d in days if not self._dates_a_document(d)]
        days = [d for d in days if not _NOT_THE_DAY.search(lower, max(start, d.start - 30), d.start)]
        if month := self._month(candidate, end):
            inside = [d for d in days if d.end <= candidate.start and d.value.startswith(month.value)]
            return inside[-1] if inside else month
        after = [d for d in days if d.start >= candidate.end]
        for day in after[:1]:
            if self._opens_clause(day, start, candidate):
                after = []
            elif _only_circumstances(lower, candidate.end, day.start):
                return day
        if self.referred(candidate):
            return None
        before = [d for d in days if d.end <= candidate.start and not self._told_of(d.end, candidate.start)]
        if before:
            return before[-1]
        if (month := self._lead_month(candidate, start)) and not after:
            return month
        for day in after[:1]:
            others = self.starts[bisect_right(self.starts, candidate.start) : bisect_left(self.starts, day.start)]
            if (
                not others
                and day.start - candidate.end <= 100
                and not _OPEN_END.search(lower, candidate.end, day.start)
            ):
                return day
        return None

    def _opens_clause(self, day: Date, start: int, candidate: MeetingCandidate) -> bool:
        """Whether a day behind an event opens what the sentence tells: "Nhân dịp dự hội nghị …, ngày 6/6, …"."""
        lower = self.view.lower
        return (
            _APART.fullmatch(lower, candidate.end, day.start) is not None
            and lower.startswith(",", day.end)
            and bool(
                _BESIDE.match(lower, start, candidate.start)
                or _BESIDE_IT.search(lower, max(start, candidate.start - 120), candidate.start)
            )
        )

    def _told_of(self, start: int, end: int) -> bool:
        """Whether what stands between a day and an event is what someone said or wrote on that day."""
        lower = self.view.lower
        return bool(_IN_A_SPEECH.search(lower, start, end) or _IN_A_PAPER.search(lower, start, end))

    def _lead_month(self, candidate: MeetingCandidate, start: int) -> Date | None:
        """The month that opens the sentence of a mention: "Tháng 11/2016, cuộc họp do …"."""
        lower = self.view.lower
        first, last = bisect_left(self._date_starts, start), bisect_left(self._date_starts, candidate.start)
        for month in self.dates[first:last]:
            before = lower[max(start, month.start - 12) : month.start]
            opens = not before.strip(" -\n(") or _MONTH_LED.search(before)
            if (
                month.granularity == "month"
                and opens
                and month.end <= candidate.start
                and not self._event_between(month.end, candidate.start)
                and not self._told_of(month.end, candidate.start)
                and not self._dates_a_document(month)
            ):
                return month
        return None

    def _month(self, candidate: MeetingCandidate, end: int) -> Date | None:
        """The month that stands right behind the name: "Hội nghị … vào tháng 11/2017"."""
        i = bisect_left(self._date_starts, candidate.end)
        if i == len(self.dates) or self.dates[i].start >= end or self.dates[i].granularity != "month":
            return None
        between = self.view.lower[candidate.end : self.dates[i].start]
        if self._event_between(candidate.end, self.dates[i].start):
            return None
        return self.dates[i] if _IN_MONTH.fullmatch(between) else None

    def lead_holder(self) -> tuple[int, int] | None:
        """Who holds what the first sentence reports with a verb alone: "Ngày 3/6, UBND tỉnh tổ chức tuyên dương …"."""
        start, end = self.lead
        found = _HOLDS_RITE.search(self.view.text, start, min(end, start + REACH))
        return self._subject(start, found.start()) if found else None

    def lead_date(self) -> Date | None:
        """The first day that the first sentence with a date tells, as the day of what the text reports."""
        for day in self._days(*self.lead):
            start = max(0, day.start - 30)
            told = not (
                _NOT_THE_DAY.search(self.view.lower, start, day.start)
                or _OPEN_END.search(self.view.lower, start, day.start)
            )
            if told and not self._dates_a_document(day):
                return day
        return None

    def another_time(self, candidate: MeetingCandidate) -> bool:
        """Whether the sentence of a mention speaks of another time than the text's own ("cuối năm ngoái")."""
        start, end = self.sentence(candidate)
        lower = self.view.lower
        spoken = _IN_A_SPEECH.search(lower, start, candidate.start) and not lower.endswith(
            "tại ", start, candidate.start
        )
        written = _IN_A_PAPER.search(lower, start, candidate.start)
        return bool(spoken or written or _ANOTHER_TIME.search(lower, start, end))

    def same_day(self, candidate: MeetingCandidate) -> bool:
        """Whether the sentence says that the event follows another of the same day."""
        start, _ = self.sentence(candidate)
        return bool(_SAME_DAY.search(self.view.lower, start, candidate.start))

    def _dates_a_document(self, day: Date) -> bool:
        i = bisect_left(self._cited_starts, day.start) - 1
        return i >= 0 and 0 <= day.start - self.cited[i][1] <= 8

    def organizer(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Who holds the event, as a span: by a verb of holding, else the body it is said to be of."""
        if body := self.holder(candidate):
            return body
        found = _OF_BODY.match(self.view.text, candidate.end, self.sentence(candidate)[1])
        if found and not self.officials(*found.span("body")) and not _PERSON.match(found["body"]):
            return found.span("body")
        return self._body_of_session(candidate)

    def holder(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Who is told to hold the event, as a span."""
        text = self.view.text
        start, end = self.sentence(candidate)
        if found := _HELD_BY.match(text, candidate.end, end):
            return found.span("body")
        if self.referred(candidate):
            return None
        if candidate.word.form == "noun" or _HOLDS_A.search(text, max(start, candidate.start - 40), candidate.start):
            holds = _HOLDS.search(text, start, candidate.start)
        elif candidate.word.kind in _HELD_ACTS:
            holds = _HOLDS_ACT.search(text, max(start, candidate.start - 60), candidate.start)
        else:
            return None
        return self._subject(start, holds.start()) if holds else None

    def _body_of_session(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        if candidate.word.kind not in ("session", "congress", "conference"):
            return None
        text = self.view.text
        start, end = self.sentence(candidate)
        if candidate.word.kind == "session":
            if found := _ASSEMBLY.search(text, candidate.start, candidate.end):
                cut = _NOT_THE_ASSEMBLY.search(text, found.start(), found.end())
                return found.start(), cut.start() if cut and not found[0].startswith("Ủy") else found.end()
            if found := _ASSEMBLY_BEFORE.search(text, start, candidate.start):
                return found.span()
            if found := _ASSEMBLY_ACTS.search(text, candidate.end, end):
                return found.span(1)
        elif found := _PARTY.search(text, candidate.start, candidate.end):
            return found.span()
        return None

    def _subject(self, start: int, end: int) -> tuple[int, int] | None:
        """The body that is the subject of a verb at `end`, whose clause begins after `start`."""
        text = self.view.text
        if text[max(start, end - 1) : end] == ",":
            return None
        cut = max(text.rfind(mark, start, end) for mark in (";", ":", "\n\n", ". "))
        start = max(start, cut + 1)
        if dateline := _DATELINE.match(text, start, end):
            start = dateline.end()
        segments = []
        place = start
        for comma in re.finditer(r",(?=[ \n])", text[start:end]):
            segments.append((place, start + comma.start()))
            place = start + comma.end()
        segments.append((place, end))
        chosen: tuple[int, int] | None = None
        inner: int | None = None
        for a, b in reversed(segments):
            lead = _LEAD_IN.match(text, a, b)
            if lead and lead.end() > a:
                a = lead.end()
            while a < b and text[a] in " \n-–(":
                a += 1
            if opening := _ADVERBIAL.match(text, a, b):
                # "tại … Văn Miếu, thành phố Vĩnh Yên, Hội Nông dân …": the unit closes the place
                if (
                    chosen
                    and inner is not None
                    and opening[0].lower() in ("tại ", "ở ")
                    and _UNIT.match(text, chosen[0])
                ):
                    chosen = (inner, chosen[1])
                break
            head = _BODY.match(text, a, b) or (chosen is None and _other_body(text, a, b))
            if not head or self.officials(a, b) or b - a > 140 or _CLAUSE_VERB.search(text, a, b):
                break
            if text.count(")", a, b) > text.count("(", a, b) or (chosen and any(c.isdigit() for c in text[a:b])):
                break
            inner = chosen[0] if chosen else None
            chosen = (a, b if chosen is None else chosen[1])
            if lead:
                break
        if chosen is None:
            return None
        a, b = chosen
        joint = re.search(
            r" (?:đã |sẽ |vừa |cùng )?(?:phối hợp|chủ trì|long trọng|chủ trì, phối hợp)(?: cùng)?$", text[a:b]
        )
        return (a, a + joint.start()) if joint else (a, b)

    def location(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Where the event takes place, as a span."""
        text = self.view.text
        start, end = self.sentence(candidate)
        referred = self.referred(candidate)
        for at in _AT.finditer(text, max(candidate.end - 1, 0), min(end, candidate.end + 140)):
            if self._event_between(candidate.end, at.start()):
                break
            if not _only_circumstances(self.view.lower, candidate.end, at.start()):
                break
            if referred and " của " in self.view.lower[candidate.end : at.start()]:
                break
            if place := self._place(at.end(), end):
                return place
        if referred:
            return None
        last = None
        for at in _AT.finditer(text, start, candidate.start):
            if at.start() > start and not _ADJUNCT.search(text, max(start, at.start() - 8), at.start()):
                continue  # it belongs to a noun: "tham dự SEA Games tại Malaysia"
            if place := self._place(at.end(), candidate.start):
                between = text[place[1] : candidate.start]
                if re.match(
                    r"\)?(?:,|[ \n](?:"
                    + _BODY_HEAD
                    + r"|đã|diễn|"
                    + r"tổ chức|khai mạc|long trọng|đồng chí|Chủ|Phó|Bí|Thủ))",
                    between,
                ):
                    last = place
        return last

    def _event_between(self, start: int, end: int) -> bool:
        i = bisect_left(self.starts, start)
        return i < len(self.starts) and self.starts[i] < end

    def _place(self, start: int, limit: int) -> tuple[int, int] | None:
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
        if piece.endswith((" này", " đó", " nói trên")):
            return None
        vague = piece.islower() and (" " not in piece or piece.startswith(("các ", "cơ quan ", "đơn vị ")))
        return (start, start + len(piece)) if len(piece) >= 2 and not vague else None

    def labelled(self, candidate: MeetingCandidate) -> tuple[Date | None, tuple[int, int] | None, list[Official]]:
        """The day, place and chairs of an invitation or minutes, which stand behind labels on lines of their own."""
        text = self.view.text
        date: Date | None = None
        place: tuple[int, int] | None = None
        chairs: list[Official] = []
        for label in _LABEL.finditer(text, candidate.end, min(len(text), candidate.end + LABEL_REACH)):
            end = self.view.line(label.end())[1]
            end = min(end, label.end() + REACH)
            kind = label[1].lower()
            if kind.startswith(("thời", "ngày")) and date is None:
                date = next(iter(self._days(label.end(), end)), None)
            elif kind.startswith("địa") and place is None and 0 < end - label.end() <= 160:
                place = label.end(), label.end() + len(text[label.end() : end].rstrip(" .;,"))
            elif kind.startswith("ch") and not chairs:
                chairs = [o for _, _, o in self.officials(label.end(), end)]
        return date, place if place and place[1] - place[0] >= 2 else None, chairs

    def mode(self, candidates: list[MeetingCandidate]) -> MeetingMode | None:
        """Whether people meet online, told in a sentence that speaks of the event."""
        lower = self.view.lower
        spans = [(c.start, c.end) if self.referred(c) else self.sentence(c) for c in candidates[:12]]
        if any(_HYBRID.search(lower, a, b) for a, b in spans):
            return "hybrid"
        if any(_ONLINE.search(lower, a, b) for a, b in spans):
            return "online"
        return "in_person" if any(_IN_PERSON.search(lower, a, b) for a, b in spans) else None

    def chairs(self, candidate: MeetingCandidate, own: frozenset[int]) -> list[Official]:
        """Who chairs the event of a mention, told in its sentence; `own` are the starts of its mentions."""
        start, end = self.sentence(candidate)
        found: list[Official] = []
        if (presidium := _PRESIDIUM.search(self.view.text, start, end)) and not self.referred(candidate):
            found += [o for _, _, o in self.officials(presidium.end(), self._end_of_list(presidium.end(), end))]
        for verb in _CHAIRS.finditer(self.view.lower, start, end):
            i = bisect_left(self.starts, verb.end())
            if i < len(self.starts) and self.starts[i] < min(end, verb.end() + 40) and self.starts[i] not in own:
                continue  # another event is its object
            found += self._chairs_at(verb, start, end)
        return found

    def chairs_after(self, candidate: MeetingCandidate) -> list[Official]:
        """Who chairs it by the next sentence, which names no event: "Đồng chí … chủ trì."."""
        _, end = self.view.sentence(candidate.start)
        if end >= len(self.view) or self._event_between(end, min(self.view.sentence(end)[1], end + REACH)):
            return []
        start, stop = end, min(self.view.sentence(end)[1], end + REACH)
        found: list[Official] = []
        for verb in _CHAIRS.finditer(self.view.lower, start, stop):
            found += self._chairs_at(verb, start, stop)
        return found

    def _chairs_at(self, verb: re.Match[str], start: int, end: int) -> list[Official]:
        lower, text = self.view.lower, self.view.text
        if _UNDER.search(lower, start, verb.start()) and lower[verb.end() : verb.end() + 20].lstrip().startswith("của"):
            stop = re.compile(r"[;.]|, (?=[^,]{0,30}(?:đã|tổ chức|họp|diễn))| đã | họp ").search(text, verb.end(), end)
            return [o for _, _, o in self.officials(verb.end(), stop.start() if stop else end)]
        if (by := lower.rfind(" do ", start, verb.start())) >= 0 and (people := self.officials(by, verb.start())):
            return [o for _, _, o in people]
        if pair := _TWO_OF_A_TITLE.search(text[max(start, verb.start() - 60) : verb.start()]):
            both = [o for o in self.context.officials if any(p.title.startswith(pair[1]) for p in o.positions)]
            return both if len(both) == 2 else []
        opening = _CHAIR_LIST.match(lower, max(start - 1, 0), end) or _CHAIR_LIST.match(lower, start, end)
        if opening and opening.start() <= verb.start() < opening.end():
            return [o for _, _, o in self.officials(opening.end(), self._end_of_list(opening.end(), end))]
        if (
            re.match(
                r"[ \n](?:hội nghị|họp|buổi|cuộc|phiên|kỳ|lễ|hội thảo|tọa đàm|đại hội|và|,|\.|$|làm việc|tiếp|"
                r"đối thoại|chung|chương trình|diễn đàn|giao ban|điểm cầu|tại)|[,.;)]",
                lower[verb.end() : verb.end() + 20],
            )
            is None
        ):
            return []
        before = self.officials(start, verb.start())
        if not before:
            return []
        if _ANOTHER_SUBJECT.search(text, before[-1][1], verb.start()):
            return []
        chosen = [before[-1]]
        joint = verb[0] in ("đồng chủ trì", "cùng chủ trì")
        for person in reversed(before[:-1]):
            gap = text[person[1] : chosen[-1][0]]
            joined = re.search(r"(?:^|[ ,])(?:và|cùng)(?: |$)", gap) or (joint and ("," in gap or ";" in gap))
            ends = r"[.]" if joint else r"[.;]"
            if not joined or re.search(ends + r"| (?:dự|phát biểu|cho biết|có|với|tiếp|làm việc) ", gap):
                break
            chosen.append(person)
        return [o for _, _, o in reversed(chosen)]

    def _end_of_list(self, start: int, end: int) -> int:
        """The end of a list of people, which may run over lines."""
        stop = re.compile(r"\.(?=[ \n][" + UPPER + r"])|\n\n").search(
            self.view.text, start, min(len(self.view), max(end, start + 1500))
        )
        return stop.start() if stop else end

    def attendees(self, candidate: MeetingCandidate, *, background: bool) -> list[Official]:
        """Who takes part, told in the sentence of a mention and in the lists that follow it."""
        lower = self.view.lower
        start, end = self.view.sentence(candidate.start)
        start = max(start, candidate.start - REACH)
        listed = _ATTEND_LIST.search(lower, start, candidate.start) and _LIST_OPENS.match(lower, candidate.end)
        end = min(end, candidate.end + (LIST_REACH if listed else REACH))
        if background:
            if not _SPEAKS.search(lower, max(start, candidate.start - 80), candidate.start):
                return []
            return [o for _, _, o in self.officials(max(start, candidate.start - 120), candidate.start)[-1:]]
        found: list[Official] = []
        if _ATTEND.search(lower, start, end):
            found = [o for a, b, o in self.officials(start, end) if b <= candidate.start or a >= candidate.end]
        place = self.view.sentence(candidate.start)[1]
        for _ in range(12):
            if place >= len(self.view):
                break
            a, b = self.view.sentence(place)
            follows = lower[a : a + 60].lstrip()
            goes_on = lower[max(0, a - 4) : a].rstrip()[-1:] in (";", ":") or follows.startswith(("- ", "+ "))
            goes_on = goes_on or follows.startswith(("các đồng chí", "đại diện", "ngoài ra", "về phía"))
            if not _ATTEND_LIST.match(follows) and not (goes_on and listed):
                break
            listed = listed or _ATTEND_LIST.match(follows)
            found += [o for _, _, o in self.officials(a, min(b, a + LIST_REACH))]
            place = b
        return found

    def speakers(self, candidate: MeetingCandidate) -> list[Official]:
        """Who speaks or is present by the next sentences, up to the next mention of an event."""
        lower = self.view.lower
        found: list[Official] = []
        place = self.view.sentence(candidate.start)[1]
        for _ in range(NEXT_SENTENCES):
            if place >= len(self.view):
                break
            a, b = self.view.sentence(place)
            if self._event_between(a, b):
                break
            for _, end, person in self.officials(a, min(b, a + 140))[:3]:
                if _SPEAKS_HERE.match(lower, end, min(b, end + 110)):
                    found.append(person)
            place = b
        return found

    def honoured(self, person: Official) -> bool:
        """Whether an event is held in memory of a person: "kỷ niệm 100 năm ngày sinh đồng chí …"."""
        return any(_IN_MEMORY.search(self.view.lower, max(0, m.start - 60), m.start) for m in person.mentions[:4])

    def concerns(self, start: int, end: int) -> list[int]:
        """The starts of the documents that a stretch of text cites."""
        first, last = bisect_left(self._cited_starts, start), bisect_left(self._cited_starts, end)
        return list(dict.fromkeys(c[2] for c in self.cited[first:last]))


def _only_circumstances(lower: str, start: int, end: int) -> bool:
    """Whether nothing but the course, time, place and organiser of an event is told between two places.

    Reads from left to right without going back, so that the work is linear.
    """
    place = start
    for _ in range(24):
        space = _BETWEEN.match(lower, place, end)
        place = space.end() if space else place
        if place >= end:
            return True
        if word := _CIRCUMSTANCE.match(lower, place, end):
            place = word.end()
        elif head := _CIRCUMSTANCE_HEAD.match(lower, place, end):
            onward = _CIRCUMSTANCE_NEXT.search(lower, head.end(), min(end, head.end() + 100))
            place = onward.start() if onward else end
            if any(mark in lower[head.end() : place] for mark in (". ", ";", ":", "!", "?", "\n\n")):
                return False
        else:
            return False
    return False


def day_of(date: Date) -> str | None:
    """The ISO day or interval of days that a date gives (or a month), None for years and the like."""
    value = date.value
    if date.granularity == "minute":
        return value.split("T")[0]
    if date.granularity in ("day", "month"):
        return value
    if date.granularity == "interval" and (days := _DAYS.fullmatch(value)) and days[1] == days[2]:
        return value
    return None
