"""Who holds an event, as written."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from extract import anchors
from extract.finders.meeting import MET_OR_SEEN, MeetingCandidate
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.resolve.meeting_surroundings import REACH, Surroundings

_HOLDS = re.compile(
    r"[ \n](?:(?:đã|sẽ|vừa|đang|dự kiến|tiếp tục|đồng|cùng|long trọng|trọng thể|trang trọng|chủ trì|phối hợp|"
    r"chính thức|cũng)[ \n]){0,4}"
    r"(?:tổ chức|khai mạc|mở|khai giảng|đăng cai|triệu tập|tiến hành|bế mạc|họp|(?<!và.)chủ trì)"
    r"(?:[ \n](?:thành công|trọng thể|long trọng|trang trọng|buổi|cuộc|chương trình|đợt|đi|đêm|khai mạc|các|một|"
    r"chuyến|triển khai|họp|chuỗi|trực tuyến))"
    r"{0,3}[ \n]$"
)
# "⟨Liên đoàn Lao động tỉnh⟩ đã có buổi làm việc với …".
_HAS_ONE = re.compile(r"[ \n](?:(?:đã|sẽ|vừa|cũng)[ \n]){0,2}có[ \n](?:một[ \n])?$")
_HOLDS_RITE = re.compile(
    r"[ \n](?:(?:đã|vừa|long trọng|trọng thể|trang trọng)[ \n]){0,2}tổ chức[ \n](?:tuyên dương|biểu dương|vinh danh|"
    r"tôn vinh|khen thưởng|trao|công bố|phát động|khánh thành|khởi công|khai trương|ra mắt|kỷ niệm|đón)(?!["
    + LOWER
    + r"])"
)
_HOLDS_A = re.compile(r"tổ chức (?:(?:thành công|buổi|cuộc|chương trình|đợt|một|lớp|đêm) ){0,3}$")
_HOLDS_ACT = re.compile(
    r"(?:[ \n](?:đã|sẽ|vừa|đang|cũng|tiếp tục|có|dự kiến|nhóm|cùng nhau|tổ chức|tiến hành|cùng|đồng loạt|đến|tới|"
    r"đi|buổi|cuộc|chuyến|về|"
    r"trực tiếp|chính thức)){0,5}[ \n]$"
)
# What the name of a body begins with that has no capital: "do ⟨tập đoàn truyền thông Nikkei⟩ tổ chức".
_BODY_NOUN = (
    r"(?:quận|huyện|tỉnh|thành phố|xã|phường|ngành|báo|tạp chí|đài|hội|hiệp hội|liên đoàn|công ty|tổng công ty|"
    r"tập đoàn|ngân hàng|trường|học viện|viện|trung tâm|ủy ban|cục|sở)"
)
_HELD_BY = re.compile(
    r"[ ,(\n]{1,3}(?:[^.;:!?\n]{0,140}?[ \n,])?(?:do|được)[ \n](?P<body>(?:(?:các|hai) )?(?:"
    + _BODY_NOUN
    + r" (?:["
    + LOWER
    + r"]{1,7} ){0,4}?)?["
    + UPPER
    + r"][^.;:!?]{2,150}?)[ \n](?:(?:đã|sẽ|vừa|cùng|đồng|phối hợp|chủ trì|liên kết)[ \n]){0,3}"
    r"(?:(?<!các.)(?<!ban.)(?<!công tác.)tổ chức|đăng cai|triệu tập)(?![" + LOWER + r"])"
)
# Verbs of what a body meets for, which end its name: "phiên họp của ⟨UBND tỉnh⟩ đánh giá …".
OWN_BUSINESS = r"bàn|nghe|đánh giá|tổng kết|sơ kết|triển khai|cho ý kiến|xem xét|thảo luận|quán triệt"
_OF_BODY = re.compile(
    r"(?:[ \n](?:vào |trong |diễn ra )?(?:ngày|sáng|chiều|tối|tháng|đầu|cuối|"
    r"giữa)[^,.;:()\n]{1,22})?[ \n]của[ \n](?P<body>(?:["
    + UPPER
    + r"]|ủy ban|tỉnh|huyện|thành phố|xã|phường|ngành|ban|sở|bộ|đảng)[^,.;:!?()\[\n]{1,80}?)"
    r"(?=[,.;:!?()\n]|[ ]\[|$|[ \n](?:mới đây|gần đây|vừa qua|cách đây|năm \d|kỳ này|hôm|tuần|họp|dự kiến|tổ chức|"
    r"khai mạc|tại|ngày|sáng|chiều|tối|diễn ra|được|đã|sẽ|về|"
    r"với|vào|"
    r"nhằm|do|là|có|và(?![ \n][" + UPPER + r"])|trong|để|"
    r"khai|thông|" + OWN_BUSINESS + r")(?![" + LOWER + r"]))"
)
_PERSON = re.compile(
    r"(?:Phó )?(?:Thủ tướng|Chủ tịch|Tổng Bí thư|Bí thư|Bộ trưởng|Thứ trưởng|Giám đốc|Tổng thống|Đồng chí|Ông|Bà)(?!["
    + LOWER
    + r"])(?! Chính phủ)"
)
BODY_HEAD = (
    r"(?:Chi hội|Phân hội|Tổ công tác|Đại hội đồng|Tập thể(?= [Ll]ãnh đạo)|Tỉnh ủy|Huyện ủy|Thành ủy|Thị ủy|Quận ủy|"
    r"Đảng ủy|Đảng bộ|"
    r"Đảng|Chi bộ|Chi ủy|Ban|Bộ|Sở|Cục|"
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
    r"ủy ban|tỉnh|huyện|thành phố|thị xã|xã(?! hội)|phường|quận|ngành|hai bên|đoàn(?! kết| viên)|ban(?! hành| đầu)|"
    r"sở(?! hữu)|bộ(?! máy| phận)|ủy|thôn|khối(?! lượng)|cụm|chi cục|cục|"
    r"trường(?! hợp)|công ty|chính quyền)"
)
_BODY = re.compile(
    r"(?:các |hai |[Ll]ãnh đạo )?"
    + BODY_HEAD
    + r"(?!["
    + LOWER
    + r"]| [Tt]rưởng| thống| hợp(?! tác)| [Pp]hó|(?<!Ban) [Bb]í thư| [Cc]hủ tịch)"
)
# The body in the name of an event: "Hội nghị lần 3 ⟨Ban Chấp hành Đảng bộ tỉnh⟩", "giao ban của ⟨Sở Tài chính⟩ về …".
_OWN_BODY = re.compile(
    r"(?:[ \n](?:lần (?:thứ )?[^ ]{1,5}|thứ [^ ]{1,5}|\d{1,3}|[IVX]{1,5}|thường kỳ|bất thường|toàn thể|mở rộng|"
    r"đại biểu|toàn quốc|"
    r"định kỳ|chuyên đề|liên tịch|giao ban|đột xuất|khẩn|kín|thường niên|trực tuyến|đầu tiên|cuối cùng|cuối năm|"
    r"giữa năm|"
    r"tháng [\d/]{1,7}|quý [^ ]{1,3}|năm \d{4})){0,5}(?:[ \n]của|,)?[ \n]"
    r"(?!Trung ương (?:\d|lần|thứ|[^ ]{2,4} khóa)|Xã hội|Nhà nước|Nhà giáo|Đoàn viên|Đoàn kết|Hội viên|Ban hành|"
    r"Quân dân|Quân -|Bộ trưởng|"
    r"Thành tựu|Tổng kết|"
    r"Tổng Bí|Đảng(?! bộ| ủy| đoàn))"
    r"(?P<body>(?:(?:tỉnh|thành phố|huyện|xã|phường|ngành|cơ quan) )?(?=["
    + UPPER
    + r"])"
    + BODY_HEAD
    + r"(?!["
    + LOWER
    + r"])(?:[^,.;:()\n\"]|(?<=T[Pp])\.|(?<=T)\.(?=Ư)){0,80}?)"
    r"(?=$|[,(]|[ \n](?:về|lần|thường kỳ|nhiệm kỳ|tháng|năm|quý|"
    r"chuyên đề|"
    r"bất thường|mở rộng|đối thoại|giao ban|với|và các|toàn thể|"
    r"thông qua|để|báo cáo|cuối năm|giữa năm|trực tuyến|định kỳ|chuẩn bị|" + OWN_BUSINESS + r")(?![" + LOWER + r"]))"
)
_BODY_NAME = rf"(?=[{UPPER}]){BODY_HEAD}(?![{LOWER}])[^,.;:()]{{2,60}}?"
# "được ⟨Cục Thuế thành phố⟩ mời tham dự hội nghị".
_INVITES = re.compile(rf"được (?P<body>{_BODY_NAME}) mời (?:tham )?dự $")
_SHARES = re.compile(r"cổ đông|đhđ?cđ")
# "⟨Ngân hàng …⟩ vừa công bố tài liệu đại hội đồng cổ đông".
_ISSUES = re.compile(
    r"[ \n](?:(?:đã|vừa|sẽ)[ \n])?(?:công bố|thông báo|thông qua|gửi|trình|phát hành|ban hành)[ \n](?:các )?"
    r"(?:tài liệu|nghị quyết|kế hoạch|nội dung|biên bản|tờ trình)(?: họp| tổ chức| của)?[ \n]$"
)
# "báo cáo ⟨Quốc hội⟩ tại kỳ họp thứ mười".
_TO_ASSEMBLY = re.compile(
    r"(?:báo cáo|trình|trước|với|gửi|kiến nghị)[ \n](?P<body>(?:Quốc hội|QH|HĐND|Hội đồng [Nn]hân dân|(?:BCH |Ban "
    r"Chấp hành )?Trung ương(?: Đảng)?)(?!["
    + LOWER
    + r"])(?:[ \n](?:tỉnh|thành phố|TP|huyện|xã|khóa)?[ \n]?["
    + UPPER
    + r"][^\s,;.()]{0,14}){0,4})[ \n](?:(?:xem xét|thông qua|cho ý kiến|quyết định|phê chuẩn|ban hành|đưa ra)"
    r"(?:, |[ \n]và[ \n]|[ \n])?){0,3}(?:tại|trong|vào|ở|sang)[ \n]$"
)
_STANDING = re.compile(r"Ủy ban [Tt]hường vụ Quốc hội(?= [" + UPPER + r"])")
_OWN_CELL = re.compile(
    r"(?:[ \n](?:đại biểu|toàn thể))?[ \n](?P<body>(?:chi bộ|đảng bộ|chi đoàn|công đoàn|chi hội)[ \n]["
    + UPPER
    + r"][^,.;:()\n]{2,60}?)(?=$|[ \n](?:lần|nhiệm kỳ|năm|khóa)(?!\w))"
)
_ASSEMBLY_RESOLVES = re.compile(
    r"(?<![Đđ]ại biểu )(?<![Cc]hủ tịch )(?<![Pp]hòng )(?<!khoản )(?<!\w)"
    r"(?:Quốc hội|QH|UB ?TVQH|Hội đồng [Nn]hân dân|HĐND)(?![" + LOWER + r"])"
    r"(?:[ \n][^,;.:]{0,60}?)??(?=[ \n](?:đã |sẽ |vừa |cũng )?(?:thông qua|đồng ý|thống nhất|xem xét|quyết định|"
    r"quyết nghị|biểu quyết|"
    r"ban hành|cho ý kiến|thảo luận|chất vấn|bầu|tiến hành|họp|khai mạc)(?!["
    + LOWER
    + r"])[^.;:]{0,160}?(?:tại|trong|ở)[ \n](?:[^ ,.;]{1,8}[ \n]){0,2}$)"
)
# A body of a kind that is not listed: a name of a few words, right before the verb.
_OTHER_BODY = re.compile(
    r"(?!(?:Phó |Nguyên |Tổng |Quyền ){0,2}(?:Tổ chức|Mục đích|Yêu cầu|H[àằ]ng năm|Vào|Địa điểm|Thời gian|Thành phần|"
    r"Nội dung|Trường hợp|Mẫu|Phụ lục|Số|[Cc]hủ|"
    r"[Bb]í [Tt]hư|[Tt]hủ tướng|[Bb]ộ trưởng|[Tt]hứ trưởng|[Gg]iám đốc|"
    r"[Tt]rưởng|[Tt]hống|[Cc]ục trưởng|[Vv]iện trưởng|Ông|Bà|Đồng chí|Anh|Chị|Ngài|Đại biểu|Đại tướng|Thượng tướng|"
    r"Trung tướng|Thiếu tướng|Nhà báo|Việc|Đây|Sau|Trước|Trong|Theo|Nhân|Để|Nhằm|Từ|Khi|Tại|Với|Qua|Về|Do|Vì|Nếu|"
    r"Như|Cùng|Đến|Bên|Ngoài|Cũng|Hiện|Đã|Sẽ|Vừa|Mới|Tiếp|Dự|Được|Người|Không|Các|Những|Nhiều|Một|Hai|Mỗi|Tuy|Ảnh|"
    r"Quang cảnh|Toàn cảnh|"
    r"Hình ảnh|Tài liệu|Tạm dừng|Tham gia|Cùng đi|Nội dung|Kết quả|Chương trình|Thông tin|Tin)(?!["
    + LOWER
    + r"]))["
    + UPPER
    + r"][^\s,.;:()]{1,12}(?: [^\s,.;:()]{1,14}){0,7}(?: \([^)\n]{1,20}\))?(?: [^\s,.;:()]{1,14}){0,2}$"
)
_NO_BODY = re.compile(
    r"(?<!\w)(?:chủ trì|phát biểu|xem|họp|bác|con đường|lần|buổi|hội nghị|kỳ|lễ|mời|nói|cho|là|đang|được|bị|và cho|"
    r"nêu|gặp|dự|để|"
    r"thì|mà|nên|vẫn|còn|không|khi|rất|xin)(?!\w)",
    re.I,
)
_LEAD_IN = re.compile(
    r"(?:[ \n\-–(]*(?:\([^)\n]{1,40}\)|(?:vào |trong |từ |đúng |khoảng |hôm |buổi )?(?:\d{1,2}h\d{0,2},? )?(?:sáng|"
    r"chiều|tối|trưa|ngày|đêm|hai ngày|"
    r"tháng|mới đây|vừa qua|hôm nay|hôm qua|cùng ngày|năm)(?: nay| qua| ngày| mùng| hôm| và| đến| tháng| năm|"
    r" \(?[\d./\-]+\)?|\d[\d./\-]*){0,6}|"
    r"tiếp đó|sau đó|trước đó|theo đó|h[àằ]ng năm)[ ,:\-–]*){1,4}",
    re.I,
)
# What a clause of its own begins behind: "… nên trước khi ⟨Tổ công tác …⟩ làm việc với …".
_CONJUNCTION = re.compile(r"[^,;:]{0,120}[ \n](?:khi|nơi|rằng)[ \n](?=[" + UPPER + r"])")
_TIME_BEHIND = re.compile(r"[ \n](?:(?:vào|hôm)[ \n])?(?:sáng|chiều|tối|ngày|hôm)[ \n](?:ngày[ \n])?[\d/.\-]{1,10}$")
_ADVERBIAL = re.compile(r"(?:tại|ở|trong|nhân|để|nhằm|thực hiện|theo|với|sau|khi|vì) ", re.I)
_UNIT = re.compile(r"(?:thành phố|tp\.?|tỉnh|huyện|quận|xã|phường|thị xã|thị trấn) (?!ủy)", re.I)
_DATELINE = re.compile(r"[^,.;]{0,30}\([^)\n]{1,40}\) {0,2}- ?|(?:TTO|TTXVN|VOV|NLĐ|SGGP|TP|HDDTVN) - ")
_CLAUSE_VERB = re.compile(
    r"[ \n](?:dự|tham gia|cho ý kiến|thảo luận|xem xét|nghe|biểu quyết|ban hành|xây dựng (?:kế hoạch|chương trình|"
    r"đề án|và)|tại (?:phiên|lễ|buổi)|thường xuyên|thực hiện|"
    r"chặt chẽ|nhấn mạnh|(?:đã|sẽ|"
    r"vừa)(?! phối hợp)|đang|được|"
    r"vừa|là|có|để|cho biết|nhằm|yêu cầu|"
    r"khẳng định|đến|tới|phát biểu|cho rằng|tham dự)[ \n]"
)
# An assembly with the words of its place and term, and no more: "Quốc hội khóa XIV ⟨vì …⟩".
_ASSEMBLY = re.compile(
    r"(?:Ủy ban|UBND)(?!["
    + LOWER
    + r"])[^,;.]{0,60}|(?:Quốc hội|HĐND|Hội đồng [Nn]hân dân|Chính phủ|QH)(?!["
    + LOWER
    + r"])(?: \([^()\n]{2,12}\))?(?:[ \n](?:TP\.(?= )|["
    + UPPER
    + r"\d](?:[^\s,;.()]|\.(?=[^\s])){0,14}|tỉnh|thành|phố|huyện|quận|xã|phường|thị|trấn|khóa|nước|hội|chủ|nghĩa|"
    r"hòa)(?![" + LOWER + r"])){0,12}"
)
_ITS_BUSINESS = re.compile(rf"[ \n](?:{OWN_BUSINESS})(?![{LOWER}])")
_NOT_THE_ASSEMBLY = re.compile(
    r"[ \n](?:của|về|thường kỳ|chuyên đề|bất thường|lần thứ|thứ|tháng|"
    r"năm)(?![" + LOWER + r"])"
)
_ASSEMBLY_BEFORE = re.compile(
    r"(?:(?:Ủy ban [Tt]hường vụ )?Quốc hội|HĐND|Hội đồng [Nn]hân dân|"
    r"Chính phủ)(?![" + LOWER + r"])(?:[ \n][^,;.:]{0,60}?)?(?=,[ \n](?:tại[ \n])?$)"
)
_ASSEMBLY_ACTS = re.compile(
    r",[ \n](Quốc hội|(?:HĐND|Hội đồng nhân dân)[ \n][^,;.]{2,40}?)(?=[ \n](?:đã|thông|sẽ|biểu|tiến|thảo|nghe|tiếp|"
    r"chất)(?![" + LOWER + r"]))"
)
_ASSEMBLY_DID = re.compile(
    r"(?<![Đđ]ại biểu )(?<![Cc]hủ tịch )((?:Quốc hội|QH|HĐND|Hội đồng [Nn]hân dân|Ủy ban Thường vụ Quốc hội)(?!["
    + LOWER
    + r"])(?:[ \n](?:["
    + UPPER
    + r"][^\s,;.()]{0,14}|tỉnh|thành|phố|huyện|xã|khóa|nước)){0,8}?)(?: \([^()\n]{2,8}\))?(?:,[^,.]{2,40},)?[ \n]"
    r"(?:đã |sẽ |vừa |cũng |"
    r"tiếp tục ){0,2}"
    r"(?:thông qua|thảo luận|biểu quyết|xem xét|cho ý kiến|nghe|tiến hành|khai mạc|bế mạc|họp|bầu|chất vấn|làm việc)"
    r"(?![" + LOWER + r"])"
)
_NATIONAL = re.compile(
    r"(?<![Đđ]ại biểu )(?<![Cc]hủ tịch )(?<!Văn phòng )(?<!vụ )(?<!thư ký )(?<!của )Quốc hội(?![ \n][" + UPPER + "])"
)
_PARTY = re.compile(
    r"(?<=của )Đảng(?: (?:Cộng sản|Xã hội|Lao động|Nhân dân|Dân chủ|Hành động)(?: ["
    + UPPER
    + r"]["
    + LOWER
    + r"]{1,6})"
    r"{1,2}| Cộng sản VN)?(?![ \n](?:bộ|ủy|đoàn|viên)(?!\w))(?![" + LOWER + r"])|"
    r"Đảng Cộng sản (?:Việt Nam|VN)|"
    r"(?<=ội )Đảng(?= lần| toàn| [IVX])"
)
_MET_WITH = re.compile(
    r"(?:buổi |cuộc )?(?:làm việc|gặp|tiếp|thăm|hội đàm)[ \n](?:[^ ]{1,8}[ \n]){0,3}(?:với|giữa)[ \n]"
)
# "buổi làm việc của ⟨Tổ công tác của Chính phủ⟩ với Bộ Y tế".
_OF_BODY_WITH = re.compile(
    r"[ \n]của[ \n](?P<body>(?!(?:Phó )?(?:Thủ tướng|Chủ tịch|Tổng Bí thư|Bí thư|Bộ trưởng|Thứ trưởng|Giám đốc|"
    r"Tổng thống|Đồng "
    r"chí|đồng chí|ông|bà|lãnh đạo))(?:["
    + UPPER
    + r"]|đoàn (?:công tác|kiểm tra|giám sát|khảo sát) )[^,.;:()\n]{2,70}?)[ \n](?:với|cùng)[ \n]"
)
_REVIEW = re.compile(r"tổng kết|sơ kết|giao ban|triển khai (?:công tác|nhiệm vụ)")
_ITS_WORK = re.compile(
    r"(?:công tác|nhiệm vụ|phong trào|hoạt động)(?:[ \n][^\s,;]{1,12}){0,9}?[ \n]của[ \n](?P<body>(?!Bộ Chính trị|"
    r"Ban Bí thư|Đảng"
    r"(?! ủy| bộ| đoàn)|Trung ương)(?=[" + UPPER + r"])" + BODY_HEAD + r"(?![" + LOWER + r"])[^,;()]{0,50})$"
)
_REPORTS = re.compile(
    r"(?:[ \n](?:diễn ra|được tổ chức|tổ chức))?(?:[ \n](?:vào |vào ngày |sáng |chiều |ngày |sáng ngày |"
    r"chiều ngày )?[\d/.\-]{3,10}|"
    r"[ \n](?:mới đây|vừa qua|sáng nay|chiều nay|hôm nay))?,[ \n]"
    rf"(?P<body>{_BODY_NAME}(?: \([^()\n]{{2,24}}\))?)[ \n](?:cho biết|cho hay|đã (?:thông|công|đánh|báo|nêu|đề ra)|"
    r"báo cáo|đánh giá|công bố|thông tin)(?!\w)"
)
_TALKS = re.compile(r"(?:đối thoại|gặp gỡ|tiếp xúc)(?!\w)")
_ANSWERS = re.compile(
    r"(?:(?:[^.;:\n]|(?<=T[Pp])\.){0,120}?[ \n](?:ngày|sáng|chiều|"
    r"tổ chức)[ \n][\d/.\- ngày]{3,16})?,[ ]{1,2}(?P<body>(?=["
    + UPPER
    + r"])"
    + BODY_HEAD
    + r"(?!["
    + LOWER
    + r"])(?:[^,.;:()]|(?<=T[Pp])\.){2,60}?)[ \n]đã[ \n](?:giải đáp|trả lời|hướng dẫn|giải|tiếp nhận|cảnh báo|"
    r"thông tin|ghi nhận|lắng nghe|phổ biến)(?!\w)"
)
_JUDGED = re.compile(
    r"(?:đánh giá|thông tin|báo cáo|khẳng định|nhận định|số liệu)[^,.;:]{0,20} của "
    rf"(?P<body>{_BODY_NAME}) (?:đưa ra |nêu )?tại $"
)
# "Mục tiêu trên được ⟨Cục Thuế tỉnh⟩ đề ra tại hội nghị …".
_TOLD_BY = re.compile(
    rf"(?:được|do) (?P<body>{_BODY_NAME}(?: \([^()\n]{{2,24}}\))?) "
    r"(?:đưa ra|đề ra|nêu(?: ra)?|công bố|xác định|cho biết|thông tin|chia sẻ|đánh giá|thông báo|báo cáo) tại $"
)
# "⟨Đoàn công tác của Bộ Chính trị⟩ do đồng chí …, làm trưởng đoàn đã …".
_DELEGATION = re.compile(
    r"(?P<body>[Đđ]oàn (?!viên|kết|thể|do )[^\s,.;:()]{1,14}(?: (?!do )[^\s,.;:()]{1,14}){0,12}?),? do "
    r"[^.;:]{5,240}?(?:[Tt]rưởng [Đđ]oàn|dẫn đầu)[ ,]"
    r"(?: ?(?:đã|có|đến|tới|vừa|sẽ|tiếp tục|tiến hành|buổi|chuyến|cuộc|bắt đầu))*[ ]?$"
)
# "Bí thư Tỉnh ủy … dẫn đầu ⟨đoàn công tác của tỉnh⟩ đến …".
_LED = re.compile(
    r"dẫn đầu (?P<body>[Đđ]oàn (?:công tác|kiểm tra|giám sát|khảo sát|đại biểu)"
    r"(?: (?!đã |đến |tới |đi |vừa |vào |tiến |có |sang |làm |về )[^\s,.;:()]{1,14}){1,10})"
    r"(?: (?:đã|có|đến|tới|đi|vừa|sẽ|sang|về|tiến hành|tiếp tục|buổi|chuyến|cuộc)){0,4} $"
)
# "Chủ tịch nước … cùng ⟨Đoàn đại biểu Quốc hội tỉnh Sơn Khê⟩ đã có buổi tiếp xúc cử tri".
_DEPUTIES = re.compile(
    r"(?P<body>(?:Đoàn|đoàn|Tổ|tổ) (?:[Đđ]ại biểu|ĐB) ?(?:Quốc hội|QH|HĐND)(?: [^\s,.;:()]{1,14}){0,9}?|(?:Đoàn|đoàn) "
    r"ĐBQH(?: [^\s,.;:()]{1,14}){0,7}?) (?:(?:đã|sẽ|có|cùng|tiếp tục|buổi|tổ chức|đơn vị|khóa|vừa) ){0,4}$"
)
_AND = re.compile(r"[ \n]và[ \n]")
_SHORT_UNIT = re.compile(r"(?<!\w)(?:TP|Tp|TX|Tx|TT|Q|P)$")
_EVENT = re.compile(r"(?:Hội nghị|Hội thảo|Đại hội|Kỳ họp|Phiên họp|Cuộc họp|Lễ|Diễn đàn|Tọa đàm)(?!\w)")
_NO_HOLDER = re.compile(_PERSON.pattern + "|" + _EVENT.pattern + r"|(?:Thủ đô|Nhật hoàng|Phó Tổng thống)(?!\w)")
# A whole branch of work, and no body: "Hội nghị ⟨Công an⟩ toàn quốc".
_NATIONWIDE = re.compile(r"(?:(?<=[ \n])|[ \n])(?:toàn quốc|toàn quân|các tỉnh|các cấp)(?!\w)")
_OF_BODIES = frozenset({"session", "congress", "conference", "meeting"})
_HELD_ACTS = frozenset(
    {"meeting", "working_session", "dialogue", "training", "press_conference", "ceremony", "inspection"}
)


class Holders(Surroundings):
    """Looks for the body that holds an event."""

    def lead_holder(self) -> tuple[int, int] | None:
        """Who holds what the first sentence reports with a verb alone: "Ngày 3/6, UBND tỉnh tổ chức tuyên dương …"."""
        start, end = self.lead
        found = _HOLDS_RITE.search(self.text, start, min(end, start + REACH))
        return self._subject(start, found.start()) if found else None

    def _as_known(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span of a body without what a flattened page joins to it."""
        known = _STANDING.match(self.text, *span)
        return known.span() if known else span

    def lead_assembly(self) -> tuple[int, int] | None:
        """The assembly that the first sentence says did something: "Sáng 4/7, ⟨HĐND tỉnh⟩ đã thông qua …"."""
        start, end = self.lead
        found = _ASSEMBLY_DID.search(self.text, start, min(end, start + REACH))
        return found.span(1) if found else None

    def only_assembly(self) -> tuple[int, int] | None:
        """The National Assembly, where the text speaks of no other assembly whose sitting it may be."""
        text = self.text
        if anchors.occur(text, ("HĐND", "Hội đồng nhân dân", "Hội đồng Nhân dân"), 0, len(text)):
            return None
        found = [m.span() for m in islice(_NATIONAL.finditer(text), 2)]
        return found[0] if len(found) == 2 else None

    def organizer(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Who holds the event, as a span: by a verb of holding, else the body it is said to be of."""
        if body := self.holder(candidate):
            return body
        if _MET_WITH.match(self.lower, candidate.start, candidate.end):
            return None  # "buổi làm việc với cán bộ của Bệnh viện …"
        if found := _OF_BODY_WITH.match(self.text, candidate.word_end, candidate.end):
            return self._no_person(found)
        if own := self._of_own_work(candidate) or self._of_answers(candidate):
            return own
        if candidate.word.kind == "session" and _ASSEMBLY.search(self.text, candidate.word_end, candidate.end):
            return self._body_of_session(candidate)
        if candidate.word.kind == "meeting" and (own := self.own_body(candidate)):
            return own
        found = _OF_BODY.match(self.text, candidate.end, self.sentence(candidate)[1])
        if found and not self.officials(*found.span("body")) and not _NO_HOLDER.match(found["body"]):
            return self._as_known(found.span("body"))
        return self._body_of_session(candidate) or self.own_body(candidate)

    def _of_own_work(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The body that looks back on its own work at a conference: "Tại hội nghị tổng kết …, ⟨Cục Thuế⟩ cho biết"."""
        lower, text = self.lower, self.text
        if candidate.word.kind != "conference" or not _REVIEW.search(lower, candidate.start, candidate.end):
            return None
        start, end = self.sentence(candidate)
        if told_by := self._no_person(_TOLD_BY.search(text, start, candidate.start)):
            return told_by
        if found := _ITS_WORK.search(text, candidate.word_end, candidate.end):
            return found.span("body")
        if found := _REPORTS.match(text, candidate.end, end):
            return self._no_person(found)
        return self._no_person(_JUDGED.search(text, start, candidate.start))

    def _of_answers(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The body that answers at a dialogue: "Tại hội nghị đối thoại với doanh nghiệp, ⟨Cục Thuế⟩ đã giải đáp …"."""
        text = self.text
        if candidate.word.kind not in ("conference", "dialogue"):
            return None
        if not _TALKS.search(self.lower, candidate.start, candidate.end):
            return None
        start, end = self.sentence(candidate)
        told_by = self._no_person(_TOLD_BY.search(text, start, candidate.start))
        return told_by or self._no_person(_ANSWERS.match(text, candidate.end, end))

    def _no_person(self, found: re.Match[str] | None) -> tuple[int, int] | None:
        """The `body` of a match as a span, None if a person stands in it: then it is the post of that person."""
        return None if found is None or self.officials(*found.span("body")) else found.span("body")

    def own_body(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The body that the name of an event says it is of, as a span."""
        if candidate.word.kind not in _OF_BODIES:
            return None
        found = _OWN_BODY.match(self.text, candidate.word_end, candidate.end)
        if candidate.word.kind == "congress" and not found:
            found = _OWN_CELL.match(self.text, candidate.word_end, candidate.end)
        if not found or self.officials(*found.span("body")) or _NATIONWIDE.search(found["body"]):
            return None
        return found.span("body")

    def holder(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Who is told to hold the event, as a span."""
        text = self.text
        start, end = self.sentence(candidate)
        if found := _HELD_BY.match(text, candidate.end, end):
            return found.span("body")
        if self.referred(candidate):
            return None
        if candidate.word.kind == "congress" and _SHARES.search(self.lower, candidate.start, candidate.end):
            issued = _ISSUES.search(text, start, candidate.start)
            if issued and (company := self._subject(start, issued.start())):
                return company
        if first := self._joined_to(candidate):
            return self.holder(first)
        if found := self._deputies(candidate) or _INVITES.search(
            text, max(start, candidate.start - 120), candidate.start
        ):
            return found.span("body")
        if candidate.word.form == "noun" or _HOLDS_A.search(text, max(start, candidate.start - 40), candidate.start):
            holds = _HOLDS.search(text, start, candidate.start)
            if holds is None and candidate.word.kind == "working_session":
                holds = _HAS_ONE.search(text, max(start, candidate.start - 30), candidate.start)
        elif candidate.word.kind in MET_OR_SEEN and (found := self._delegation(candidate, start)):
            return found.span("body")
        elif candidate.word.kind in _HELD_ACTS:
            holds = _HOLDS_ACT.search(text, max(start, candidate.start - 60), candidate.start)
        else:
            return None
        if holds is None or text.endswith((" việc", " công tác", " cách", " hướng dẫn", " để"), start, holds.start()):
            return None
        return self._subject(start, holds.start())

    def _joined_to(self, candidate: MeetingCandidate) -> MeetingCandidate | None:
        """The event named before one that was held together with it: "tổ chức ⟨Hội nghị tổng kết⟩ và Hội nghị …"."""
        i = bisect_left(self.starts, candidate.start) - 1
        if (
            i < 0
            or candidate.word.form != "noun"
            or not _AND.fullmatch(self.lower, self.spoken[i].end, candidate.start)
        ):
            return None
        return self.spoken[i]

    def _delegation(self, candidate: MeetingCandidate, start: int) -> re.Match[str] | None:
        """The delegation that came, with who leads it told behind or before it."""
        far, near = max(start, candidate.start - REACH), max(start, candidate.start - 140)
        return _DELEGATION.search(self.text, far, candidate.start) or _LED.search(self.text, near, candidate.start)

    def _deputies(self, candidate: MeetingCandidate) -> re.Match[str] | None:
        """The delegation of deputies that met voters, beside the people named before it."""
        if candidate.word.kind != "dialogue":
            return None
        return _DEPUTIES.search(self.text, max(0, candidate.start - 140), candidate.start)

    def _body_of_session(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        if candidate.word.kind not in ("session", "congress", "conference"):
            return None
        text = self.text
        start, end = self.sentence(candidate)
        if candidate.word.kind == "session":
            if found := _ASSEMBLY.search(text, candidate.start, candidate.end):
                cut = None if found[0].startswith("Ủy") else _NOT_THE_ASSEMBLY.search(text, found.start(), found.end())
                cut = _ITS_BUSINESS.search(text, found.start(), cut.start() if cut else found.end()) or cut
                stop = cut.start() if cut else found.end()
                people = self.officials(found.start(), stop)
                return found.start(), people[0][0] - 1 if people else stop
            if found := _ASSEMBLY_BEFORE.search(text, start, candidate.start):
                return found.span()
            if found := _ASSEMBLY_ACTS.search(text, candidate.end, end):
                return found.span(1)
        if found := _TO_ASSEMBLY.search(text, max(start, candidate.start - 140), candidate.start):
            return found.span("body")
        if candidate.word.kind == "session":
            found = _ASSEMBLY_RESOLVES.search(text, max(start, candidate.start - 240), candidate.start)
        else:
            found = _PARTY.search(text, candidate.start, candidate.end)
        return found.span() if found else None

    def _subject(self, start: int, end: int) -> tuple[int, int] | None:
        """The body that is the subject of a verb at `end`, whose clause begins after `start`."""
        text = self.text
        if text[max(start, end - 1) : end] == "," or text.endswith((" chưa", " không"), start, end):
            return None
        a = self._body_start(_clause_start(text, start, end), end)
        if a is None or text[a:end] in ("đoàn", "Đoàn", "hai bên", "ban", "Ban", "bộ"):
            return None
        if _EVENT.match(text, a) or text[a:end].startswith("Lãnh đạo Đảng"):
            return None  # "Hội nghị … họp phiên bế mạc"
        joint = re.search(
            r" (?:đã |sẽ |vừa |cùng )?(?:phối hợp|chủ trì|long trọng|chủ trì, phối hợp|vào|đến|tới)(?: cùng)?$",
            text[a:end],
        )
        b = a + joint.start() if joint else end
        timed = _TIME_BEHIND.search(text, a, b)
        return (a, timed.start()) if timed else (a, b)

    def _body_start(self, start: int, end: int) -> int | None:
        """Where the name of the body begins that ends at `end`, in a clause that begins at `start`.

        It is read from the last comma back, as long as what stands between two commas may belong to it.
        """
        text = self.text
        starts: list[int] = []  # of the parts of the name, the last part first
        for a, b in reversed(_between_commas(text, start, end)):
            if not starts and (opened := _CONJUNCTION.match(text, a, b)):
                a = opened.end()
            lead = _LEAD_IN.match(text, a, b)
            a = lead.end() if lead else a
            while a < b and text[a] in " \n-–(":
                a += 1
            if opening := _ADVERBIAL.match(text, a, b):
                # "tại … Văn Miếu, thành phố Vĩnh Yên, Hội Nông dân …": the unit closes the place
                if len(starts) > 1 and opening[0].lower() in ("tại ", "ở ") and _UNIT.match(text, starts[-1]):
                    starts.pop()
                break
            if not self._is_part_of_body(a, b, last=not starts):
                break
            starts.append(a)
            if lead:
                break
        return starts[-1] if starts else None

    def _is_part_of_body(self, start: int, end: int, *, last: bool) -> bool:
        """Whether a stretch between commas may be part of the name of a body, the `last` part or one before it."""
        text = self.text
        if not (_BODY.match(text, start, end) or (last and _other_body(text, start, end))):
            return False
        if self.officials(start, end) or end - start > 140 or _CLAUSE_VERB.search(text, start, end):
            return False
        if text.count(")", start, end) > text.count("(", start, end):
            return False
        return last or not any(c.isdigit() for c in text[start:end])


def _clause_start(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at `end` begins, at `start` or behind a mark that parts it from what is before."""
    cut = max(text.rfind(mark, start, end) for mark in (";", ":", "\n\n"))
    stop = text.rfind(". ", start, end)
    while stop > cut and _SHORT_UNIT.search(text, max(start, stop - 4), stop):
        stop = text.rfind(". ", start, stop)  # "LĐLĐ TP. Tân Hòa"
    start = max(start, cut + 1, stop + 1)
    dateline = _DATELINE.match(text, start, end)
    return dateline.end() if dateline else start


def _between_commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a clause between its commas, as spans."""
    commas = [start + comma.start() for comma in re.finditer(r",(?=[ \n])", text[start:end])]
    return list(zip([start, *(comma + 1 for comma in commas)], [*commas, end], strict=True))


def _other_body(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text is the name of a body: some words, of which two in five begin with a capital."""
    if not _OTHER_BODY.match(text, start, end) or _NO_BODY.search(text, start, end):
        return False
    words = text[start:end].split()
    if len(words) == 1 and not words[0].isupper():
        return False
    return 5 * sum(w[0].isupper() for w in words) >= 2 * len(words)
