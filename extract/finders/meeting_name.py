"""Where the name of an event ends: the grammar of what follows its kind word.

A name runs from the kind word to the end of what names the business ("hội nghị tổng kết công tác năm 2018"), without
date, place and people. All searches stay in the sentence and in a window of `WINDOW` characters.
"""

from __future__ import annotations

from functools import cache

import msgspec

from extract import lexicon
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.view import View

WINDOW = 320
"""How far a name may reach, in characters."""


class BusinessWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that carries the name of an event on after a comma."""

    word: str
    example: str


@cache
def _business() -> str:
    return "|".join(re.escape(entry.word) for entry in lexicon.load("meeting_business", BusinessWord))


@cache
def _continues() -> re.Pattern[str]:
    return re.compile(rf",[ \n](?:và )?(?:{_business()})(?![{LOWER}])")


@cache
def _and_continues() -> re.Pattern[str]:
    return re.compile(rf"[ \n]và[ \n](?:{_business()})(?![{LOWER}])")


# What follows the kind word where the text speaks of the event without naming it ("hội nghị đã thống nhất").
_NOT_A_NAME = re.compile(
    r"[ \n](?:đầu tiên(?! của)|đề cập|về phía|đã|sẽ|đang|vừa|cũng|có|là|diễn|được|bị|nhằm|để|này|đó|nói|trên|"
    r"lần này|lần trước|"
    r"lần tới|sắp|hôm|sáng(?! kiến| tạo| tác)|chiều|tối|trưa|"
    r"ngày|tại|ở|do|thì|mà|và|hoặc|hay|cho|khi|nên|nhưng|còn|vẫn|đều|phải|cần|không|chưa|cùng|theo|từ|đến|trong|"
    r"(?:năm|tháng|tuần) (?:nay|này|ngoái|trước|tới|sau)|(?:đầu|giữa|cuối) (?:tháng|năm|tuần)|\d+ (?:ngày|"
    r"tháng(?! đầu| cuối)|tuần)|"
    r"ngoài|ra|vào|nhất trí|thống nhất|ghi nhận|kết thúc|bế mạc|khai mạc|thành công|bắt đầu|thông qua|biểu quyết|"
    r"bầu|cử|quyết định|quyết nghị|biểu thị|khẳng định|yêu cầu|đề nghị|nhấn mạnh|cho rằng|cho biết|xác định|đề ra|"
    r"dành|tập trung|tiếp tục|tiến hành|kéo dài|thu hút|gồm|bao gồm|quy tụ|kêu gọi|nêu|chỉ|vui mừng|đánh giá cao|"
    r"xem xét|nhận được|mang|hướng|rất|quan trọng|lớn|dưới|với sự|cũng như|bằng|như|diễn biến|xin|mới|một|hai|"
    r"trước|sau|dù|bởi|vì|thể hiện|tạo|góp phần|giúp|giữ|phê phán|trở|hết|thật|đưa|lại|xuống|thấy|dừng|rồi|"
    r"làm lễ|đạt|chụp ảnh|vỗ tay|bỏ phiếu|giơ|nghiêng mình|mặc niệm|phản ánh|chứng kiến|nữa|sớm|gần|kịp|ai|nào|gì|đây|"
    r"kia|ấy|đúng|bảo đảm|đảm bảo|thường xuyên|hằng|hàng|qua|đặc biệt quan trọng|"
    r"trang trọng|ấm|tham gia|đồng chí|đ/c|ông|bà|các đồng chí|các đại biểu|đại biểu (?:dự|đã)|vẫn|\d{1,2}[.)])(?!["
    + LOWER
    + r"])"
)
# Verbs that tell what the event did wherever it opens a clause ("Hội nghị nghe báo cáo …").
_EVENT_VERB = re.compile(
    r"[ \n](?:nghe|thông qua|xem xét|thảo luận|bàn|cho ý kiến|tán thành|biểu quyết)(?![" + LOWER + r"])"
)
# A ceremony is named by what else tells of an event's course.
_RITE = re.compile(
    r"[ \n](?:khai mạc|bế mạc|khai giảng|bế giảng|ra mắt|ra quân|đón|đưa|hướng|kết thúc|nhận|"
    r"trao)(?![" + LOWER + r"])"
)
# Verbs that name a business, but tell what the event did where it is the subject ("Hội nghị bàn về …").
_SUBJECT_VERB = re.compile(
    r"[ \n](?:đánh giá|quán triệt|công bố|triển khai|tổng kết|sơ kết|phổ biến|giới thiệu|trao đổi|"
    r"lấy ý kiến|tuyên dương|biểu dương|trao|góp ý|phát động|phân tích|làm rõ|rà soát|kiểm điểm|tán thành|"
    r"cho ý kiến)(?![" + LOWER + r"])"
)
# Where a name ends: a place, a time, the people, a verb of which the event is the subject or the object.
_STOP = re.compile(
    r"[ \n](?:(?i:"
    r"(?<!tồn.)(?<!hiện.)tại(?! chỗ| doanh nghiệp| dn(?!\w)| các doanh nghiệp)|"
    r"(?<!nhà.)(?<!đất.)(?<!cư.)ở(?! (?:nước ngoài|cơ sở|địa phương|khu dân cư|nông thôn|các cấp|vùng))|"
    r"vào (?:sáng|chiều|ngày|lúc|hồi|tối|tháng|năm|cuối|khoảng|"
    r"đầu|dịp|hôm|trưa|mùa)|diễn ra|được|(?<!chuẩn.)(?<!trang.)(?<!thiết.)bị|đã|sẽ|đang|"
    r"do (?:ông|bà|đồng chí|đ/c|tỉnh|huyện|các|hai|liên|ban|bộ|sở|ủy|chủ|phó|đoàn)|(?<!nhỏ và.)vừa|với sự|dưới sự|"
    r"nhằm|để|trong đó|"
    r"cho biết|cho rằng|khẳng định|nhấn mạnh|phát biểu|yêu cầu|ngày \d|hôm (?:nay|qua|\d)|nhân (?:dịp|ngày|chuyến)|"
    r"(?:sáng|chiều|tối|trưa)(?= ?\d| qua| nay| mai| ngày| hôm| cùng| mùng|[,.]|[ \n]\()|"
    r"lớn nhất(?! (?:thế giới|cả nước|khu vực|việt nam))|với (?:tỷ lệ|tỉ lệ|sự|tư cách)|"
    r"kỳ (?:này|trước|tới)|(?:tới|đến) (?:hơn|gần|khoảng)|đến nay|mới (?:có|được)|thời gian (?:tới|qua)|"
    r"(?:năm|tháng|tuần) (?:nay|này|ngoái|trước|vừa)|một năm trước|và đề ra|là|thì|"
    r"mà|nhưng|"
    r"khi|sau khi|trước khi|vừa qua|mới đây|sắp tới|"
    r"(?<!tháng.)(?:cuối|đầu|giữa) (?:năm|tháng|tuần)(?= ngoái| trước| nay| này)|này|lần (?:này|đó|trước|tới)|"
    r"nói trên|trên đây|cùng ngày|"
    r"(?:các )?đồng chí|đ/c|"
    r"(?:theo|bằng) hình thức|theo phương thức|bằng (?:tuyên|bài|lời|việc|một)|và trước|kết nối (?:trực tuyến|tới|"
    r"đến|từ)|qua cầu truyền hình|"
    r"từ \d|(?:từ|đến) ngày|"
    r"trong (?:hai|ba|\d+|những|các) ngày|trong (?:ngày|thời gian|không khí|bối cảnh|khuôn khổ)|cùng với|cùng đoàn|"
    r"gồm|bao gồm|thu hút|bế mạc|(?<!chào mừng.)thành công|đề ra|thông qua|tham dự|dự kiến|bắt đầu|kết thúc|"
    r"có(?! (?:trách|thẩm|hiệu|nguy|thu|uy|liên|công|điều|hoàn|vốn|yếu|nhu))|"
    r"(?<!kỳ.)(?<!phiên.)(?<!cuộc.)(?<!buổi.)họp(?! (?:báo|mặt|đồng))|"
    r"cũng|còn|vẫn|chưa|(?<!đồng.)đều|nên|"
    r"(?<!cần thiết.)phải|(?:lúc|"
    r"hồi) \d|"
    r"(?:và )?chủ trì|xác định|(?-i:quyết định)(?! (?:số|điều|bổ|của|thành|nghỉ|về|khen|phê|công))|sau đó|trước đó|"
    r"đồng thời|tiếp đó|thay mặt|trong chương trình|theo (?:quy định|sự|lời|quyết|phân công|chỉ|đó|kế hoạch)|nếu|"
    r"bằng việc|rất|"
    r"trước (?:sự|khi|thềm|đây|đó)|nêu(?! gương| cao)|tập trung (?:thảo|bàn|cho|đánh|vào|làm|xem|đóng|phân|nghiên)|"
    r"thể hiện (?:sự|rõ|quyết|tinh)|cho thấy|chứng tỏ|góp phần|nhận được|không chỉ|hồi (?:tháng|đầu|cuối|năm)|"
    r"buổi(?= sáng| chiều| tối)|chứ|rằng|"
    r"như sau|cụ thể|ghi nhận|tiếp tục|kéo dài|tiến tới|đúng|dẫn đầu|"
    r"tổ chức (?:tháng|ngày|vào|tại|hôm|sáng|chiều|theo|cuối|đầu|trực tuyến|từ)|đối với (?:ông|"
    r"bà|đồng chí|các đồng chí)|"
    r"(?:đến|và) (?:hội nghị|đại hội|kỳ họp|phiên họp|nghị quyết|kết luận|chỉ thị|(?:công văn|thông báo|quyết định|"
    r"kế hoạch|chỉ thị|thông tư) số|ngày \d|\d{1,2}[/.]\d)|đến \d|và (?:dự|nghe|lắng nghe|trao|ký|tham (?:dự|gia|"
    r"quan)|đi|"
    r"đến|"
    r"có|các đại)"
    r")(?![" + LOWER + r"])|(?:ông|bà|anh|chị|do) (?=[" + UPPER + r"])|"
    # Words that open a sentence: flattened pages lose the full stop before them.
    r"(?<=[^\s] )(?:Việc|Tại|Theo|Trong|Sau|Ảnh|Phát biểu|Đây|Trước|Nhiều|Ông|Bà|Đồng chí|Quang cảnh|Toàn cảnh|Tham dự|"
    r"Chiều|Sáng(?! kiến| tạo)|Tối|Tham luận|Ngày(?= \d)|Những|Nguồn|Mở đầu|Tới dự|Đề xuất|Với|Để|Khi|"
    r"Một|Hiện|Dành|Không|Cùng|Nhằm|Đặc biệt|Bên cạnh|Ngoài|"
    r"Tuy|Nếu|Đối với|Mục tiêu|Nói)(?![" + LOWER + r"]))"
)
_BREAK = re.compile(
    r"\]|[.!?](?=[ \n]|$|[" + UPPER + r"][" + LOWER + r"])|[;:…]|\.\.\.|,|\(|\)|\[| - (?=(?i:ảnh|ông|bà|đồng chí|đ/c) )"
    r'|"|\d{1,2}[hg]\d{2}|/\.|\||\*|\n(?=[^\n' + LOWER + r"][^\n]{0,29}\n|\n)"
)
_QUOTED_THEME = re.compile(r"(?:[ \n][^\s,.;:()]{1,12}){0,4}?(?:[ \n](?:với )?(?:chủ đề|đề tài|tên gọi))?:?[ \n]$")
_BRACKET = re.compile(
    r"\((?:(?:[Kk]hóa|[Ll]ần) [^()\n]{1,12}\)|(?!ghi|ký|kư|ảnh|Ảnh)[^()\n]{1,28}\)(?=[ \n][" + UPPER + LOWER + r"]))"
)
# After the number of a congress or session comes the body, its term and no more.
_NUMBERED = re.compile(
    r"(?:lần (?:thứ )?|thứ |đại hội (?:đảng |đại biểu |toàn quốc |của đảng ){0,3}|trung ương (?:lần thứ )?)"
    r"(?:\d{1,3}|[ivxlc]{1,7}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)\b"
)
_AFTER_NUMBER = re.compile(
    r"[ \n](?:với|vào|vì|và|về|đi|trở|qua|có|ông|bà|trước|phải|đặc|khai mạc|bế mạc|họp|kết thúc|cổ vũ|mang|đặt|mở|"
    r"là|trong|trên|hướng|gắn|cho|"
    r"tới|đến|theo)(?![" + LOWER + r"])"
)
# … and a numbered session or conference tells its business only after "về", "chuyên đề" and the like.
_TERM = re.compile(r"khóa (?:\d{1,2}|[ivxlc]{1,7})\)?")
_AFTER_TERM = re.compile(
    r"[ \n](?:và|với|vào|có|khai mạc|bế mạc|họp|kết thúc|là|trong|trên|cho|tới|đến|tập trung|trình|mong|tiến hành|"
    r"tán thành|giảm|tăng|đạt|vượt|phải|đặc biệt|để|không|chưa)(?![" + LOWER + r"])"
)
_BODY_FOLLOWS = re.compile(
    r",[ \n](?:hđnd|hội đồng nhân dân|quốc hội|qh|ban chấp hành|bch|ủy ban)[^,.;:\n]{0,60}?[ \n]khóa[ \n](?:\d{1,2}|"
    r"[ivxlc]{1,7})\b"
)
_YEARS_IN_BRACKETS = re.compile(r"\((?:19|20)\d\d ?- ?(?:19|20)\d\d\)(?=[ \n][" + LOWER + r"])")
_ORDINAL_BEFORE = re.compile(r"(?:lần )?thứ (?:nhất|hai|ba|tư|\d{1,2}|[ivx]{1,4})$")
# Bodies and people of one kind, told in a list: "các bộ, ngành, địa phương", "cán bộ, phóng viên".
_OFFICES = re.compile(
    r",[ \n](?:ban|ngành|tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|địa phương|đoàn thể|đơn vị|hội|"
    r"cơ quan|doanh nghiệp|chiến sĩ|công chức|viên chức|công nhân|đảng viên|hội viên|đoàn viên|người lao động|"
    r"phóng viên|biên tập viên|kỹ thuật viên|giáo viên|học sinh|sinh viên|bác sĩ|nhân viên|nhân dân)(?!["
    + LOWER
    + r"])"
)
_OFFICES_BEFORE = re.compile(
    r"(?<!\w)(?:sở|bộ|ban|ngành|tỉnh|thành phố|quận|huyện|thị xã|xã|phường|địa phương|đoàn thể|cơ quan|đơn vị|"
    r"cán bộ|chiến sĩ|công chức|viên chức|đảng viên|hội viên|phóng viên|biên tập viên|kỹ thuật viên|giáo viên|"
    r"học sinh|sinh viên|bác sĩ|công nhân)$"
)
# Words that belong together over a comma, wherever they stand.
_PAIRS = re.compile(
    r"(?:(?<!\w)phòng,[ \n]chống|khám,[ \n]chữa|đảng,[ \n]nhà nước|hđnd,[ \n]ubnd|ủy,[ \n](?:hđnd|ubnd)|"
    r"tài chính,[ \n]tiền tệ|tiếp xúc,[ \n]đối thoại|quy hoạch,[ \n]luân chuyển|"
    r"(?:quyết định|kế hoạch|chỉ thị|nghị quyết|kết luận|chương trình|luật|nghị định),[ \n](?:quyết định|kế hoạch|"
    r"chỉ thị|"
    r"nghị quyết|kết luận|chương trình|đề án|nghị định|thông tư)|thi đua,[ \n]khen thưởng|"
    r"sắp xếp,[ \n]đổi mới|đổi mới,[ \n]sắp xếp|xây dựng,[ \n]nâng cấp|đóng mới,[ \n]nâng cấp|chính trị,[ \n]tư tưởng|"
    r"an ninh,[ \n]trật tự|tư tưởng,[ \n]đạo đức|đạo đức,[ \n]phong cách|"
    r"kiểm tra,[ \n]giám sát|"
    r"khiếu nại,[ \n]tố cáo|tham nhũng,[ \n]tiêu cực|tham nhũng,[ \n]lãng phí|"
    r"xây dựng,[ \n]chỉnh đốn|"
    r"sửa đổi,[ \n]bổ sung|tìm kiếm,[ \n]cứu nạn|kinh tế,[ \n]xã hội|văn hóa,[ \n]xã hội|chức năng,[ \n]nhiệm vụ|"
    r"nông nghiệp,[ \n]nông (?:dân|thôn)|nông dân,[ \n]nông thôn|lãnh đạo,[ \n]quản lý|quản lý,[ \n]sử dụng|"
    r"khai thác,[ \n]kinh doanh|đào tạo,[ \n]bồi dưỡng|luật,[ \n]pháp lệnh|"
    r"chính sách,[ \n](?:thủ tục|pháp luật)|(?:cơ chế|chế độ),[ \n]chính sách|sáp nhập,[ \n]hợp nhất|"
    r"đầu tư,[ \n]kinh doanh)"
    r"(?![" + LOWER + r"])"
)
# Units of one level in a list: "quận Ba Đình, Tây Hồ".
_UNITS_BEFORE = re.compile(
    r"(?<!\w)(?:[Tt]ỉnh|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hành phố|TP\.?|[Tt]hị xã|[Tt]hị trấn)[ .](?:["
    + UPPER
    + r"\d][^\s,.;:()]{0,12})(?:,?[ ](?:(?:[Qq]uận|[Hh]uyện|[Xx]ã|[Pp]hường) )?["
    + UPPER
    + r"\d][^\s,.;:()]{0,12}){0,8}$"
)
_UNITS_GO_ON = re.compile(
    r",[ \n](?:(?:quận|huyện|xã|phường|thị xã|Quận|Huyện)[ ])?(?:[" + UPPER + r"][" + LOWER + r"]+|\d{1,2})"
    r"(?:[ ]["
    + UPPER
    + r"]["
    + LOWER
    + r"]+){0,3}(?=[,.;)\n]|$|[ ](?:và|về|tại|ngày|sáng|chiều|để|trước|sau|theo|nhằm)[ ])"
)
_SHORT_UNIT = re.compile(r"(?<!\w)(?:TP|Tp|TX|Tx|TT)$")
_YEAR_GOES_ON = re.compile(r",[ \n](?:tháng \d|quý [ivx\d]|(?:19|20)\d\d(?![\d/]))")
_PERIOD_BEFORE = re.compile(r"(?:năm|tài chính|tuần|kỳ|quý|tháng) [\dIVXivx]{1,4}$")
# A period closes what a conference looks back on: a body behind it holds the event.
_PERIOD_END = re.compile(r"(?:năm|quý|tháng|giai đoạn|nhiệm kỳ)(?: học)? [\d/\- –IVX]{1,12}$|(?:đầu|cuối) năm$")
_LIST_AFTER = re.compile(r"(?:về|liên quan đến|gồm|lĩnh vực|thẩm tra)[ \n]")
_LIST_GOES_ON = re.compile(
    r",[ \n](?:an toàn|an ninh|quốc phòng|văn hóa|xã hội|y tế|giáo dục|khu dân cư|đầu tư|xuất|nhập|thu|chi|sản xuất|"
    r"hạ tầng|"
    r"quản lý|bảo vệ|bảo đảm|đảm bảo|tình hình|việc|kết quả|kế hoạch|giải pháp|chương trình|đề xuất|kiến nghị|"
    r"môi trường|"
    r"các (?:chương trình|dự án|giải pháp|nhiệm vụ|lĩnh vực|vấn đề|nội dung)|nông nghiệp|du lịch|thương mại|"
    r"công nghiệp|"
    r"cải cách|chuyển đổi|quy hoạch|sắp xếp|tổ chức|nhà ở|giao thông|tài chính|ngân sách|khoa học|lao động|dân tộc|"
    r"tôn giáo|"
    r"đất đai|tài nguyên|thủy lợi|dịch vụ|chống|ngăn|kiểm soát|thực hiện|hoàn thiện|định hướng|một số|tư pháp|"
    r"nội chính|"
    r"phòng|thanh tra|kiểm tra|giám sát)(?![" + LOWER + r"])"
)
_MET = re.compile(r"(?:làm việc|gặp(?: gỡ| mặt)?|tiếp|đối thoại|họp)[ \n](?:[^ ]{1,8}[ \n]){0,3}với[ \n]|giữa[ \n]")
# What may follow the quoted title of an event and still name it.
_AFTER_TITLE = re.compile(
    r"[ \n](?:năm|lần|giai đoạn|nhiệm kỳ|cho|dành|do|cấp|toàn quốc|tỉnh|huyện|khu vực|xuân)(?!\w)"
)
_HEAD = re.compile(rf",[ \n]([{LOWER}]{{2,7}}[ \n][{LOWER}]{{1,7}})(?!\w)")
# Bodies of one kind in a list: "làm việc với Đảng ủy Công an tỉnh, Đảng ủy phường 5".
_BODY_AGAIN = re.compile(
    r",[ \n]((?:Đảng ủy|Huyện ủy|Quận ủy|Tỉnh ủy|Thành ủy|UBND|HĐND|Ủy ban|Ban|Sở|Cục|Bộ|Công ty|Hội)(?!\w))"
)
_DOES = re.compile(r"[ \n](?:đã|sẽ|vừa|cho biết|đề nghị|kiến nghị|báo cáo|phối hợp|tổ chức|cũng|là|được)(?!\w)")
_MARK = re.compile(r"[,.;:\n]")
_SUBJECT_OPENS = re.compile(r"(?:[\n,\-)]|[.] )[ \n]?$")
_PREDICATE_AFTER = re.compile(
    r"(?:,[ \n][^,.;:()\n]{2,110}?){1,3}[ \n](?:(?:đã|vừa|sẽ|chính thức|cũng)[ \n]){0,2}"
    r"(?:diễn ra|được[ \n][^,.;:\n]{0,70}?tổ chức|do[ \n][^,.;:\n]{2,70}?[ \n]tổ chức|khai mạc|bế mạc|kết thúc)(?!\w)"
)
# A month closes the name of what is held month by month; behind another name it is its time.
_MONTH_TAIL = re.compile(r"[ \n](?:(?:vào|trong|hồi)[ \n])?tháng \d{1,2}(?:[/.\-]| năm )\d{4}$")
_OPENS = re.compile(r"[ \n](?:khai mạc|bế mạc)$")
_MONTHLY = re.compile(
    r"(?i:thường kỳ|định kỳ|giao ban|họp báo|sơ kết|tổng kết|đánh giá|công tác|nhiệm vụ|tình hình|báo cáo|chuyên đề|"
    r"sinh hoạt|họp chính phủ|kết quả|ubnd|triển khai|tuần)"
)
_TRAILING = re.compile(
    r"(?:[ \n,\-:]|[ \n](?i:và|của|với|về|cho|các|những|trong|trên|tới|do|có|cùng|đến|đi|là|từ|theo|hoặc|một|"
    r"vào|vì|họp|(?<!hội.)(?<!cộng.)(?<!hợp.)(?<!nhi.)đồng|"
    r"sáng|chiều|tối|trưa|qua|giữa|long trọng|trọng thể|trang trọng|cũng|sang|đó|cả|đối)){1,8}$"
)
# The body that holds the event closes the name: "Hội nghị tổng kết năm 2020 ⟨của Cục Hải quan …⟩".
_OWNER = re.compile(
    r"[ \n]của[ \n](?=(?:["
    + UPPER
    + r"]|các |tỉnh |huyện |thành phố |xã |phường |ngành |đơn vị|cơ quan))[^,;.\n]{2,80}$"
)
# … unless what stands before "của" belongs to it: "… thực hiện Nghị quyết số 12 của Bộ Chính trị".
_OWNED = re.compile(
    r"(?i:nghị quyết|chỉ thị|kết luận|nghị định|quyết định|thông tư|quy định|luật|đề án|kế hoạch|chương trình|"
    r"cuộc vận động|"
    r"lãnh đạo|chỉ đạo|ý kiến|tư tưởng|phong cách|di chúc|giám sát|điều hành|danh hiệu|quy chế|điều lệ|vai trò|"
    r"công tác|"
    r"tác phẩm|bài viết|đoàn|chủ trương|nhiệm vụ|kết quả|báo cáo|yêu cầu|đề xuất|kiến nghị)[^,;]{0,60}$"
)


# What goes on behind a line end, though a capital or a digit follows there.
_BODY_BROKEN = re.compile(
    r"(?<!\w)(?:khóa|lần|thứ|của|và|với|về|số|tại|do|các|hội đồng|thành phố|tỉnh|huyện|quận|xã|phường|kỳ họp|phiên họp|"
    r"ngày|tháng|năm|ông|bà|đồng chí)$"
)
# A bullet on the same line opens another sentence: flattened pages lose the line end before it.
_BULLET = re.compile(r"[.!?…]\"?[ ](?=[*+•][ ])")


def sentence(view: View, place: int) -> tuple[int, int]:
    """The sentence of a place, read on over line ends that cut a phrase in two ("Quốc hội khóa⏎XV")."""
    start, end = view.sentence(place)
    for _ in range(4):
        if (
            end >= len(view)
            or view.text[end - 1 : end] != "\n"
            or not _BODY_BROKEN.search(view.lower, max(0, end - 14), end - 1)
        ):
            break
        end = view.sentence(end)[1]
    for _ in range(4):
        if (
            start < 2
            or view.text[start - 1] != "\n"
            or not _BODY_BROKEN.search(view.lower, max(0, start - 14), start - 1)
        ):
            break
        start = view.sentence(start - 1)[0]
    for bullet in _BULLET.finditer(view.text, max(start, place - WINDOW), min(end, place + WINDOW)):
        if bullet.end() > place:
            return start, bullet.end()
        start = bullet.end()
    return start, end


def is_bare(view: View, end: int, sentence_end: int, *, opens: bool, used: bool, act: bool, rite: bool) -> bool:
    """Whether nothing that names the business follows a kind word that ends at `end`.

    `opens` says that the word opens its clause, `used` that it was used before: then a verb after it tells what the
    event did. `act` says that the word is a verb, which may go on with others ("thăm, tặng quà …"), `rite` that it is
    "lễ".
    """
    if act and (_continues().match(view.lower, end) or _and_continues().match(view.lower, end)):
        return False
    window = view.lower[end : min(sentence_end, end + 40)]
    if not window or not window[0].isspace():
        return True
    rest = view.text[end : end + 40].lstrip(" \n")
    if not rest.startswith('"') and (_BREAK.match(rest) or rest.startswith("-")):
        return True
    if rite and _RITE.match(window):
        return False
    if opens and _EVENT_VERB.match(window):
        return True
    return bool(_NOT_A_NAME.match(window) or (opens and used and _SUBJECT_VERB.match(window)))


def name_end(view: View, start: int, end: int, sentence_end: int, *, owner: bool, congress: bool) -> int:
    """The end of the name of an event whose kind word stands at `start` to `end` (view offsets).

    `owner` says that a body named with "của" at the end is the organiser and no part of the name; `congress` that the
    event is a congress, which has no business in its name.
    """
    limit = min(sentence_end, end + WINDOW)
    numbered = _NUMBERED.search(view.lower, start, min(limit, end + 90))
    if congress and numbered and (over := _AFTER_NUMBER.search(view.lower, numbered.end(), limit)):
        limit = over.start()
    elif numbered and not congress:
        limit = _past_number(view, start, numbered.end(), limit)
    place = end
    hard = _stop(view, end, limit)
    while True:
        cut = _BREAK.search(view.text, place, min(len(view.text), hard + 1))
        if cut is None or cut.start() >= hard:
            result = hard
            break
        result = cut.start()
        onward = _past(view, start, end, cut, hard)
        if onward is None or onward > limit:
            break
        if cut[0] == '"' and _is_title(view, end, cut.start()) and not _AFTER_TITLE.match(view.lower, onward):
            return onward
        place = onward
        hard = _stop(view, max(onward - 1, end), limit)
    return _trimmed(view, start, end, result, owner)


def _past_number(view: View, start: int, number_end: int, limit: int) -> int:
    """Where a sentence goes on behind the number and term of a session or conference, `limit` where the name does."""
    if view.lower.find("hiệp thương", start, number_end) >= 0:
        return limit
    place = number_end
    if term := _TERM.search(view.lower, number_end, min(limit, number_end + 90)):
        place = term.end()
    over = _AFTER_TERM.match(view.lower, place, limit) or _AFTER_TERM.match(view.lower, number_end, limit)
    return over.start() if over else limit


def _stop(view: View, place: int, limit: int) -> int:
    """Where the next word that ends a name stands, `limit` if there is none."""
    while stop := _STOP.search(view.text, place, limit):
        if view.lower.startswith("cùng", stop.start() + 1):
            between = view.lower.rfind("giữa ", max(0, stop.start() - 60), stop.start())
            if between >= 0 and not re.search(r" (?:và|với) ", view.lower[between : stop.start()]):
                place = stop.end()  # "buổi làm việc giữa lãnh đạo tỉnh cùng đoàn công tác …"
                continue
        if view.lower.startswith("để", stop.start() + 1) and _ORDINAL_BEFORE.search(
            view.lower, max(0, stop.start() - 20), stop.start()
        ):
            place = stop.end()  # "hội nghị hiệp thương lần thứ hai để thỏa thuận …" names the step
            continue
        return stop.start()
    return limit


def _past(view: View, start: int, end: int, cut: re.Match[str], hard: int) -> int | None:
    """Where the name goes on behind a break, None where the break ends it."""
    text, lower, place = view.text, view.lower, cut.start()
    if cut[0] == ".":
        return place + 1 if _SHORT_UNIT.search(text, max(end, place - 4), place) else None
    if cut[0] == ",":
        if place == end and not _continues().match(lower, place):
            return None
        if _NUMBERED.search(lower, max(start, place - 20), place) and (body := _BODY_FOLLOWS.match(lower, place)):
            return body.end()
        goes_on = _continues().match(lower, place)
        if goes_on and (text[start].isupper() or not goes_on[0].endswith("triển khai")):
            return goes_on.end()
        if _OFFICES_BEFORE.search(lower, max(end, place - 20), place) and (goes_on := _OFFICES.match(lower, place)):
            return goes_on.end()
        comma = max(end, place - 12)
        if (pair := _PAIRS.search(lower, comma, min(len(lower), place + 14))) and pair.start() < place < pair.end():
            return pair.end()
        if _UNITS_BEFORE.search(text, max(end, place - 60), place) and (goes_on := _UNITS_GO_ON.match(text, place)):
            return goes_on.end()
        if _PERIOD_BEFORE.search(text, max(end, place - 16), place) and (goes_on := _YEAR_GOES_ON.match(lower, place)):
            return goes_on.end()
        if _LIST_AFTER.search(lower, end, place) and (goes_on := _LIST_GOES_ON.match(lower, place)):
            return goes_on.end()
        if _coordinated(view, start, end, place):
            return place + 2
        return None
    if cut[0] == "(":
        bracket = _BRACKET.match(text, place)
        if bracket and lower.startswith(("(khóa", "(lần"), place):
            return bracket.end()
        if _YEARS_IN_BRACKETS.match(text, place) and not _STOP.match(text, text.find(")", place) + 1):
            return text.find(")", place) + 1
        if bracket and not any(c.isdigit() for c in bracket[0]) and not _STOP.match(text, bracket.end()):
            return bracket.end()
        return None
    if cut[0] == '"' and _is_title(view, end, place):
        closing = text.find('"', place + 1, min(len(text), place + 200))
        return closing + 1 if closing > 0 else None
    if cut[0] == '"':
        closing = text.find('"', place + 1, min(len(text), place + 120))
        return closing + 1 if closing > 0 else None
    return None


def _is_title(view: View, end: int, quote: int) -> bool:
    """Whether a quotation mark opens the title of an event whose kind word ends at `end`."""
    return bool(_QUOTED_THEME.fullmatch(view.lower, end, quote) or view.lower.endswith("chủ đề ", end, quote))


def _coordinated(view: View, start: int, end: int, comma: int) -> bool:
    """Whether a comma stands between things of one kind: "cán bộ nữ, cán bộ trẻ", "giáo viên, học sinh … được tổ chức".

    Told by a head word that comes again, or by the verb of the event behind the list, where the event is the subject.
    """
    lower = view.lower
    if (body := _BODY_AGAIN.match(view.text, comma)) and body[1] in view.text[end:comma]:
        return not _DOES.search(lower, body.end(), _clause_end(view.text, body.end()))
    head = _HEAD.match(view.text, comma)
    if head is None:
        return False
    if re.search(rf"(?<!\w){re.escape(head[1])}(?!\w)", lower[end:comma]):
        return True
    subject = start == 0 or _SUBJECT_OPENS.search(lower, max(0, start - 12), start)
    return bool(subject and view.text[comma + 2].islower() and _PREDICATE_AFTER.match(lower, comma, comma + 200))


def _clause_end(text: str, place: int) -> int:
    """Where the next comma or full stop stands, no further than a name may reach."""
    mark = _MARK.search(text, place, min(len(text), place + WINDOW))
    return mark.start() if mark else min(len(text), place + WINDOW)


def _trimmed(view: View, start: int, end: int, result: int, owner: bool) -> int:
    """The end of a name without connecting words and without the body that holds the event."""
    tail = view.text[end:result]
    held_by = _OWNER.search(tail) if owner else None
    if held_by:
        before = tail[: held_by.start()]
        owned = (_OWNED.search(before) and not _PERIOD_END.search(before)) or _MET.search(
            view.lower, start, end + len(before)
        )
        if len(before.split()) >= 4 and not owned and "của Đảng" not in held_by[0]:
            tail = before
    month = _MONTH_TAIL.search(tail, max(0, len(tail) - 30))
    if month and not _MONTHLY.search(view.text, start, end + month.start()):
        tail = tail[: month.start()]
    trailing = _TRAILING.search(tail, max(0, len(tail) - 60))
    if trailing:
        tail = tail[: trailing.start()]
    tail = tail.rstrip()
    if (opens := _OPENS.search(tail)) and len(tail[: opens.start()].split()) >= 2:
        tail = tail[: opens.start()]
    return end + len(tail[:-1] if tail.endswith(".") and not _SHORT_UNIT.search(tail[:-1]) else tail)
