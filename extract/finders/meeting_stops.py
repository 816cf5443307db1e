"""The words that end the name of an event: what follows tells of its place, time, people or course."""

from __future__ import annotations

from extract import anchors
from extract.lazy import re
from extract.letters import LOWER, UPPER

# Where a name ends: a place, a time, the people, a verb of which the event is the subject or the object.
_STOPS = (
    r"(?<!tồn.)(?<!hiện.)tại(?! chỗ| doanh nghiệp| dn(?!\w)| các doanh nghiệp)|"
    r"(?<!nhà.)(?<!đất.)(?<!cư.)ở(?! (?:nước ngoài|cơ sở|địa phương|khu dân cư|nông thôn|các cấp|vùng))|"
    r"vào (?:sáng|chiều|ngày|lúc|hồi|tối|tháng|năm|cuối|khoảng|"
    r"đầu|dịp|hôm|trưa|mùa)|diễn ra|được|(?<!chuẩn.)(?<!trang.)(?<!thiết.)bị|đã|sẽ|đang|"
    r"do (?:ông|bà|đồng chí|đ/c|tỉnh|huyện|các|hai|liên|ban|bộ|sở|ủy|chủ|phó|đoàn|\w{2,12}(?=\s(?:[^,.;:\n]|"
    r"[.](?=\w)){2,80}?(?<!\w)"
    r"(?:tổ chức|chủ trì|đăng cai|phối hợp|đồng chủ trì)(?!\w)))|(?<!nhỏ và.)vừa|với sự|dưới sự|"
    r"nhằm|để|trong đó|"
    r"cho biết|cho rằng|khẳng định|nhấn mạnh|phát biểu|yêu cầu|ngày \d|hôm (?:nay|qua|\d)|nhân (?:dịp|ngày|chuyến)|"
    r"(?:sáng|chiều|tối|trưa)(?= ?\d| qua| nay| mai| ngày| hôm| cùng| mùng|[,.]|\s\()|"
    r"lớn nhất(?! (?:thế giới|cả nước|khu vực|việt nam))|với (?:tỷ lệ|tỉ lệ|sự|tư cách|toàn bộ)|"
    r"kỳ (?:này|trước|tới)|(?:tới|đến) (?:hơn|gần|khoảng)|(?<!trước.)đến nay|gần đây|mới (?:có|được)|"
    r"thời gian (?:tới|qua)|"
    r"(?:năm|tháng|tuần) (?:nay|này|ngoái|trước|vừa)|tuần qua|(?:một|\d{1,3}) năm trước|và đề ra|là|thì|"
    r"mà|nhưng|"
    r"khi|sau khi|trước khi|vừa qua|mới đây|sắp tới|"
    r"(?<!tháng.)(?:cuối|đầu|giữa) (?:năm|tháng|tuần)(?= ngoái| trước| nay| này)|này|lần (?:này|đó|trước|tới)|"
    r"nói trên|trên đây|cùng ngày|"
    r"(?:các )?đồng chí|đ/c|"
    r"(?:theo|bằng) hình thức|theo phương thức|bằng (?:tuyên|bài|lời|việc|một)|và trước|kết nối (?:trực tuyến|tới|"
    r"đến|từ)|qua cầu truyền hình|"
    r"(?<!đến.)từ \d|(?:từ|đến) ngày|"
    r"trong (?:hai|ba|\d+|những|các) ngày|trong (?:ngày|thời gian|không khí|bối cảnh|khuôn khổ)|cùng với|cùng đoàn|"
    r"gồm|bao gồm|thu hút|bế mạc|(?<!chào mừng.)thành công|đề ra|thông qua|tham dự|dự kiến|bắt đầu|kết thúc|"
    r"(?<!phải.)có(?! (?:trách|thẩm|hiệu|nguy|thu|uy|liên|công|điều|hoàn|vốn|yếu|nhu|hoạt động|con em))|"
    r"(?<!kỳ.)(?<!phiên.)(?<!cuộc.)(?<!buổi.)họp(?! (?:báo|mặt|đồng))|"
    r"cũng|còn|vẫn|chưa|(?<!đồng.)đều|nên|"
    r"(?<!cần thiết.)phải|(?:lúc|"
    r"hồi) \d|"
    r"(?:và )?chủ trì|xác định|(?<!công bố.)(?<!trao.)(?<!và trao.)(?-i:quyết định)(?! (?:số|điều|bổ|của|thành|"
    r"nghỉ|về|khen|phê|công))|sau đó|trước đó|"
    r"đồng thời|tiếp đó|thay mặt|trong chương trình|theo (?:quy định|sự|lời|quyết|phân công|chỉ|đó|kế hoạch)|nếu|"
    r"bằng việc|rất|(?:chủ yếu )?xoay quanh|khép lại|đưa ra|ra (?:nghị quyết|chỉ thị|tuyên bố)|với \d+ điểm cầu|"
    r"(?:tới|đến) (?:các|\d+) điểm cầu|sau (?:hơn |gần )?\d|trước (?:nhà|trụ sở|cổng)|với kế hoạch lợi|"
    r"trước (?:sự|khi|thềm|đây|đó)|nêu(?! gương| cao)|tập trung (?:thảo|bàn|cho|đánh|vào|làm|xem|đóng|phân|nghiên)|"
    r"thể hiện (?:sự|rõ|quyết|tinh)|cho thấy|chứng tỏ|góp phần|nhận được|không chỉ|hồi (?:tháng|đầu|cuối|năm)|"
    r"buổi(?= sáng| chiều| tối)|chứ|rằng|"
    r"như sau|cụ thể|ghi nhận|đánh dấu|giải tán|cách đây|tới đây|kể từ|khiến|không (?:giúp|được|còn|thể)|(?:đảm|"
    r"bảo) (?:bảo|đảm) tuân thủ|như (?:các|"
    r"mọi|những|thường|nhau)|căn cứ (?:vào|kết|theo|trên)|sắp (?:tới|diễn|khai)|"
    r"vì (?:trong|các|những|đây|đã|có|chưa|không|vậy|thế|đó)|tiếp tục|kéo dài|tiến tới|đúng|dẫn đầu|"
    r"tổ chức (?:tháng|ngày|vào|tại|hôm|sáng|chiều|theo|cuối|đầu|trực tuyến|từ|mới đây|vừa qua|gần đây)|đối với (?:ông|"
    r"bà|đồng chí|các đồng chí)|"
    r"(?:đến|và) (?:với mục|hội nghị|đại hội|kỳ họp|phiên họp|nghị quyết|kết luận|chỉ thị|(?:công văn|thông báo|"
    r"quyết định|"
    r"kế hoạch|chỉ thị|thông tư) số|ngày \d|\d{1,2}[/.]\d)|đến \d|và (?:trong|tại|dự|nghe|lắng nghe|trao|ký|"
    r"tham (?:dự|gia|"
    r"quan)|đi|"
    r"đến|"
    r"có|các đại)"
)
STOP = re.compile(
    r"[ \n](?:(?i:"
    # A hard line end may stand inside a word: "thông⏎qua".
    + anchors.by_letter(_STOPS.replace(" ", r"[ \n]"))
    + r")(?!["
    + LOWER
    + r"])|(?:ông|bà|anh|chị|(?<!ự.)(?<!lý.)do) (?=["
    + UPPER
    + r"])|"
    # Words that open a sentence: flattened pages lose the full stop before them.
    r"(?<=[^\s] )(?:Việc|Tại|Theo|Trong|Sau|Ảnh|Phát biểu|Đây|Trước|Nhiều|Ông|Bà(?! Rịa| Nà)|Đồng chí|Quang cảnh|"
    r"Toàn cảnh|Tham dự|Chiều|Sáng(?! kiến| tạo)|Tối|Tham luận|Ngày(?= \d)|Những|Nguồn|Mở đầu|Tới dự|Đề xuất|Với|"
    r"Để|Khi|Một|Hiện|Dành|Không|Cùng|Nhằm|Đặc biệt|Bên cạnh|Ngoài|"
    r"Tuy|Nếu|Đối với|Mục tiêu|Nói|Về|Báo chí(?= đặt| đã)|Các (?:đại biểu|ý kiến)|Phóng viên|Đến dự|"
    r"Đại diện(?= (?:Vụ|Cục|lãnh đạo|các|Sở|Bộ|UBND))|Ngoài ra|"
    r"Ngay(?= sau| khi| trong| tại)|Trước đó|Sau đó|Tiếp đó|"
    r"Thay mặt|Câu chuyện|Tin(?=, ảnh)|Nhân(?= dịp)|Hôm (?:nay|qua)|Trả lời|Cũng|Đó là|Nhưng|Thừa ủy quyền|Chia sẻ|"
    r"Liên quan|Được biết|Cụ thể|Kết thúc|Vì vậy|Do đó|Từ đó|Đến nay)(?![" + LOWER + r"]))"
)
