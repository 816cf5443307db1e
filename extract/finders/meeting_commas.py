"""Where the name of an event goes on behind a comma: things of one kind told in a list, and words that belong together.

Matching is bounded everywhere: a list is read no further than `LIST_REACH` characters behind the comma.
"""

from __future__ import annotations

from extract.finders.meeting_stops import stops
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.view import View

LIST_REACH = 160
"""How far behind a comma the end of a list is looked for, in characters."""

# A numbered session and the body whose it is: "kỳ họp thứ 9, Quốc hội khóa XV".
BODY_FOLLOWS = re.compile(
    r",[ \n](?:hđnd|hội đồng nhân dân|quốc hội|qh|ban chấp hành|bch|ủy ban)[^,.;:\n]{0,60}?[ \n]khóa[ \n](?:\d{1,2}|"
    r"[ivxlc]{1,7})\b"
)

# Bodies and people of one kind, told in a list: "các bộ, ngành, địa phương", "cán bộ, phóng viên".
_OFFICES = re.compile(
    r",[ \n](?:ban|ngành|tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|địa phương|đoàn thể|đơn vị|hội|"
    r"cơ quan|doanh nghiệp|chiến sĩ|công chức|viên chức|công nhân|đảng viên|hội viên|đoàn viên|người lao động|"
    r"phóng viên|biên tập viên|kỹ thuật viên|giáo viên|học sinh|sinh viên|bác sĩ|nhân viên|nhân dân|trí thức|"
    r"văn nghệ sĩ|nhà khoa học|người có uy tín|chức sắc)(?![" + LOWER + r"])"
)
_OFFICES_BEFORE = re.compile(
    r"(?<!\w)(?:sở|bộ|ban|ngành|tỉnh|thành phố|quận|huyện|thị xã|xã|phường|địa phương|đoàn thể|cơ quan|đơn vị|"
    r"cán bộ|chiến sĩ|công chức|viên chức|đảng viên|hội viên|phóng viên|biên tập viên|kỹ thuật viên|giáo viên|"
    r"lãnh đạo|văn nghệ sĩ|trí thức|nhân sĩ|chuyên gia|nhà khoa học|doanh nhân|già làng|cựu chiến binh|học sinh|"
    r"sinh viên|bác sĩ|công nhân)$"
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
    r"đầu tư,[ \n]kinh doanh|khó khăn,[ \n]vướng mắc|hạn chế,[ \n](?:yếu kém|bất cập|khuyết điểm)|"
    r"khuyết điểm,[ \n](?:hạn chế|yếu kém|vi phạm)|văn hóa,[ \n](?:thể thao|nghệ thuật|giáo dục|văn nghệ)|"
    r"thể thao,[ \n]du lịch|văn học,[ \n]nghệ thuật|nghệ thuật,[ \n]báo chí|tập thể,[ \n]cá nhân|"
    r"tổ chức,[ \n](?:cá nhân|đơn vị|đoàn thể)|cơ quan,[ \n]tổ chức|cây trồng,[ \n]vật nuôi|thuốc lá,[ \n]rượu|"
    r"ý kiến,[ \n](?:kiến nghị|nguyện vọng)|hàng giả,[ \n](?:hàng|gian)|buôn lậu,[ \n]gian lận|dự án,[ \n]công trình|"
    r"công trình,[ \n]dự án|thạc sĩ,[ \n]tiến sĩ|liệt sĩ,[ \n]người có công|thương binh,[ \n](?:liệt|bệnh)|"
    r"chính sách,[ \n]người có công|bồi thường,[ \n](?:hỗ trợ|giải phóng)|thiên tai,[ \n](?:dịch bệnh|tìm kiếm)|"
    r"nhiệm vụ,[ \n](?:giải pháp|kế hoạch)|thời gian,[ \n]phương án|thực phẩm,[ \n]đồ uống|nắng,[ \n]nóng|"
    r"sản xuất,[ \n]kinh doanh|quốc gia,[ \n]trọng điểm|lương,[ \n]thưởng|rượu,[ \n]bia|đảng,[ \n]chính phủ|"
    r"tiểu học,[ \n]trung[ \n]học|tỉnh ủy,[ \n]thành ủy|thành ủy,[ \n]đảng ủy|đảng,[ \n]chính quyền|"
    r"công tác tổ chức,[ \n]cán bộ|cbcc,[ \n](?:viên chức|người lao động)|hiệp hội,[ \n]doanh nghiệp|"
    r"ngang bộ,[ \n](?:ubnd|ủy ban|cơ quan)|thỏa thuận,[ \n]lập|lựa chọn,[ \n]lập|thực hiện,[ \n]giải ngân|"
    r"(?:trang )?thiết bị,[ \n]vật tư|"
    r"huấn luyện viên,[ \n]vận động viên|đầu tư,[ \n]xây dựng|quy hoạch,[ \n]xây dựng|lãnh đạo,[ \n]chỉ đạo|"
    r"điều động,[ \n](?:bổ nhiệm|luân chuyển|phân công)|bổ nhiệm,[ \n](?:điều động|miễn nhiệm|bổ nhiệm)|"
    r"miễn nhiệm,[ \n]bổ nhiệm|sáng tác,[ \n]quảng bá|"
    r"vệ sinh,[ \n]an toàn|"
    r"an toàn,[ \n]vệ sinh|thuế,[ \n](?:phí|hải quan)|"
    r"biên giới,[ \n]hải đảo)"
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
_YEAR_GOES_ON = re.compile(r",[ \n](?:tháng \d|quý [ivx\d]|(?:19|20)\d\d(?![\d/]))")
_PERIOD_BEFORE = re.compile(r"(?:năm|tài chính|tuần|kỳ|quý|tháng) [\dIVXivx]{1,4}$")
_LIST_AFTER = re.compile(r"(?:về|liên quan đến|gồm|lĩnh vực|thẩm tra)[ \n]")
_LIST_GOES_ON = re.compile(
    r",[ \n](?:an toàn|an ninh|quốc phòng|văn hóa|xã hội|y tế|giáo dục|khu dân cư|đầu tư|xuất|nhập|thu|chi|sản xuất|"
    r"hạ tầng|"
    r"quản lý|bảo vệ|bảo đảm|đảm bảo|tình hình|việc|kết quả|kế hoạch|giải pháp|chương trình(?! đối thoại|"
    r" hội nghị| làm việc| nghị sự)|đề xuất|kiến nghị|"
    r"môi trường|"
    r"các (?:chương trình|dự án|giải pháp|nhiệm vụ|lĩnh vực|vấn đề|nội dung)|nông nghiệp|du lịch|thương mại|"
    r"công nghiệp|"
    r"cải cách|chuyển đổi|quy hoạch|sắp xếp|tổ chức|nhà ở|giao thông|tài chính|ngân sách|khoa học|lao động|dân tộc|"
    r"tôn giáo|"
    r"đất đai|tài nguyên|thủy lợi|dịch vụ|chống|ngăn|kiểm soát|thực hiện|hoàn thiện|định hướng|một số|tư pháp|"
    r"nội chính|"
    r"phòng|thanh tra|kiểm tra|giám sát)(?![" + LOWER + r"])"
)
_HEAD = re.compile(rf",[ \n]([{LOWER}]{{2,7}}[ \n][{LOWER}]{{1,7}})(?!\w)")
# Bodies of one kind in a list: "làm việc với Đảng ủy Công an tỉnh, Đảng ủy phường 5".
_BODY_AGAIN = re.compile(
    r",[ \n]((?:Đảng ủy|Huyện ủy|Quận ủy|Tỉnh ủy|Thành ủy|UBND|HĐND|Ủy ban|Ban|Sở|Cục|Bộ(?! trưởng)|Công ty|Hội)(?!\w))"
)
_DOES = re.compile(
    r"[ \n](?:đã|sẽ|vừa|cho biết|thống nhất|chỉ đạo|yêu cầu|khẳng định|nhấn mạnh|ghi nhận|quyết định|phát biểu|nêu|"
    r"cho rằng|đánh giá cao|biểu dương|giao nhiệm vụ|đề nghị|kiến nghị|báo cáo|phối hợp|tổ chức|cũng|là|được)(?!\w)"
)
_MARK = re.compile(r"[,.;:\n]")
_SUBJECT_OPENS = re.compile(r"(?:[\n,\-)]|[.] )[ \n]?$")
_PREDICATE_AFTER = re.compile(
    r"(?:,[ \n][^,.;:()\n]{2,110}?){1,3}[ \n](?:(?:đã|vừa|sẽ|chính thức|cũng)[ \n]){0,2}"
    r"(?:diễn ra|được[ \n][^,.;:\n]{0,70}?tổ chức|do[ \n][^,.;:\n]{2,70}?[ \n]tổ chức|khai mạc|bế mạc|kết thúc)(?!\w)"
)

# The name of a body that has commas of its own: "Bộ Văn hóa⟨, Thể thao và⟩ Du lịch".
_BODY_OPEN = re.compile(
    r"(?<!\w)(?:Bộ|Sở|Ủy ban|Ban|Cục|Vụ|Phòng|Hội|Viện|Trường|Thứ trưởng|Bộ trưởng|Giám đốc Sở)(?: về)?"
    r"(?:[ \n](?:[" + UPPER + r"][" + LOWER + r"]{1,7}|[" + LOWER + r"]{1,6})){1,5}$"
)
_BODY_WORD = r"[ \n][" + UPPER + r"][" + LOWER + r"]{1,7}(?:[ \n][" + LOWER + r"]{1,7}){0,3}"
_BODY_CLOSES = re.compile(r"(?:," + _BODY_WORD + r"){1,4}[ \n]và(?=[ \n][" + UPPER + r"][" + LOWER + r"])")
# "HLV, VĐV", "CB, CC"
_ACRONYM = re.compile(r"(?<![" + UPPER + r"])[" + UPPER + r"]{2,5}$")
_ACRONYM_NEXT = re.compile(r",[ ][" + UPPER + r"]{2,5}(?![" + UPPER + LOWER + r"])")
# "đánh giá 3 năm⟨, 6 năm và 13 năm⟩ thi hành …"
_YEARS_OF = re.compile(r"\d{1,2} năm$")
_YEARS_NEXT = re.compile(r",[ \n]\d{1,2} năm")
# Awards and documents that are told one after the other.
_AWARD = (
    r"(?:[Hh]uy hiệu|[Hh]uân chương|[Hh]uy chương|[Gg]iải thưởng|[Bb]ằng khen|[Gg]iấy khen|[Cc]ờ thi đua|[Dd]anh hiệu|"
    r"[Kk]ỷ niệm chương)"
)
_AWARD_NEXT = re.compile(r",[ \n](?:các )?" + _AWARD + r"(?![" + LOWER + r"])")
_AWARD_BEFORE = re.compile(_AWARD + r"(?![" + LOWER + r"])[^,]{0,60}$")
_PAPER = r"(?:Nghị quyết|Nghị định|Thông tư|Luật|Chỉ thị|Kết luận|Quyết định|Quy định|Kế hoạch|Hướng dẫn)"
_PAPER_NEXT = re.compile(r",[ \n](?:các )?" + _PAPER + r"(?= (?:số |[\dA-ZĐ]))")
_PAPER_BEFORE = re.compile(
    r"(?:triển khai|quán triệt|phổ biến|thực hiện|học tập|tập huấn|tuyên truyền|"
    r"giới thiệu)[^,]{0,60}" + _PAPER + r" [^,]{2,60}$"
)
# Two offices of one person, whose name comes behind the second.
_OFFICE_OPEN = re.compile(
    r"(?:Tổng Bí thư|Bí thư(?: Thứ nhất)?|Chủ tịch nước|Đại sứ|Thủ tướng|Phó Thủ tướng|Chủ tịch Đảng|"
    r"Ủy viên Bộ Chính trị|Ủy viên Trung ương Đảng|Phó Chủ tịch)$"
)
_OFFICE_NEXT = re.compile(
    r",[ \n](?:Phó |Tổng )?(?:Chủ tịch|Bí thư|Lãnh sự|Thủ tướng|Bộ trưởng|Tổng thống|Trưởng ban)(?!\w)"
)
_ANOTHER_BODY = re.compile(
    r",[ \n](?:và[ \n])?(?:Ban|Bộ(?! trưởng)|Sở|Cục|Chi cục|Tổng cục|Học viện|Viện|Tạp chí|Hội|Đoàn|Công an|"
    r"Đảng ủy|Huyện ủy|"
    r"Tỉnh ủy|Thành ủy|Quận ủy|UBND|HĐND|Ủy ban|Văn phòng|Công ty|Tập đoàn|Ngân hàng|Hiệp hội|Liên đoàn|Tổng công ty|"
    r"Trường|Quận|quận|huyện|tỉnh)(?=[ \n][" + UPPER + LOWER + r"\d])"
)
_WITH_BODY = re.compile(
    r"(?:làm việc|gặp(?: gỡ| mặt)?|đối thoại|họp|hội đàm|tiếp xúc|trao đổi)[ \n](?:[^\s]{1,8}[ \n]){0,3}?với[ \n]"
)
_AND_THING = re.compile(r"[ \n](?:và|hoặc)(?=[ \n](?!(?:đại hội|hội nghị|kỳ họp|phiên|buổi|cuộc|lễ)(?!\w))[^\s])")
# What opens a clause of its own behind a comma, and no thing of a list.
_NO_THING = re.compile(
    r",[ \n](?:và[ \n])?(?:"
    r"các (?:tỉnh|bộ|sở|địa phương|đơn vị|cấp|ngành|cơ quan|nhà)|"
    r"nghe|thảo luận|thông qua|bàn|cho|xem|đề|yêu cầu|khẳng định|nhấn|ông|bà|anh|chị|em|đồng|đ/c|các đồng|"
    r"các đại|với|tại|do|từ|trong|sau|trước|nhằm|để|đã|sẽ|đang|được|có|là|gồm|nhất|thống nhất|quyết|bầu|"
    r"ghi|diễn|tổ chức|dưới|theo|vì|nên|nhưng|mà|qua|vào|ngày|sáng|chiều|tối|tháng|năm|nơi|đồng thời|cùng|"
    r"trao đổi|chia sẻ|giải đáp|lắng|phát|dự|tham|chủ|kết|trình|báo|chúc|tặng|gửi|bày|mong|hy vọng|đến|tới|"
    r"nêu|chỉ|nhiều|hầu|đa số|một|tất cả|hai|hiện|nay|đây|này|tuy|song|bên|như|nếu|khi|vẫn|cũng|còn|chưa|"
    r"không|phải|cần|đại diện|lãnh đạo|đại biểu|cán bộ và|chính phủ|người dân|hội nghị|đại hội|kỳ họp|buổi|"
    r"cuộc|về phía|nhân|vừa|rồi|trên|trong đó|cụ thể|đặc biệt|nhất là|thứ trưởng|bộ trưởng|giám đốc|"
    r"chủ tịch|bí thư|phó|trưởng|toàn thể|bởi|thu hút|thành phần|mời|tiến hành|tiếp|ký|gặp|thăm|làm việc|"
    r"kiểm tra|đi|về|trao|thắp|dâng|đánh giá|công bố|giao|biểu dương|tuyên dương|chỉ đạo|động viên"
    r")(?![" + LOWER + r"])"
)
_SPEAKS = re.compile(
    r"[ \n](?:đã|sẽ|vừa|đang|cũng|rất|còn|phải|cần|được|là|cho biết|cho rằng|thống nhất|yêu cầu|khẳng định|nhấn mạnh|"
    r"bày tỏ|kiến nghị|đề nghị|tập trung|tiếp tục|cùng|chúc|tham gia|dự|nghe|phát biểu)(?![" + LOWER + r"])"
)
_HELD = re.compile(r"[ \n](?:đã |sẽ |vừa |được )?(?:diễn ra|tổ chức|khai mạc|bế mạc)(?!\w)")


# A verb that comes again: "giao đất, giao rừng".
_REPEATED = re.compile(
    rf"(?<![{LETTER}])(giao|chống|phòng|ngăn|trồng|nuôi|giảm|tăng|giữ|cấp)(?:[ \n][{LETTER}]+){{1,3}},[ \n]\1(?=[ \n])"
)


def past_comma(view: View, start: int, end: int, place: int) -> int | None:
    """Where the name of an event goes on behind the comma at `place`, None where the comma ends it.

    The kind word of the event stands at `start` to `end` (view offsets).
    """
    text, lower = view.text, view.lower
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
    if _YEARS_OF.search(lower, max(end, place - 12), place) and (years := _YEARS_NEXT.match(lower, place)):
        return years.end()
    if (award := _AWARD_NEXT.match(text, place)) and _AWARD_BEFORE.search(text, max(end, place - 90), place):
        return award.end()
    if (paper := _PAPER_NEXT.match(text, place)) and _PAPER_BEFORE.search(text, max(end, place - 150), place):
        return paper.end()
    acronym = _ACRONYM_NEXT.match(text, place) if _ACRONYM.search(text, max(end, place - 7), place) else None
    if acronym and not _DOES.search(lower, acronym.end(), _clause_end(text, acronym.end())):
        return acronym.end()
    if _BODY_OPEN.search(text, max(end, place - 50), place) and (body := _BODY_CLOSES.match(text, place)):
        return body.end()
    if _OFFICE_OPEN.search(text, max(end, place - 26), place) and (office := _OFFICE_NEXT.match(text, place)):
        return office.end()
    if (again := _REPEATED.search(lower, max(end, place - 30), place + 12)) and again.start() < place < again.end():
        return again.end()
    if _coordinated(view, start, end, place):
        return place + 2
    return _past_things(view, end, place)


def body_of_session(view: View, place: int) -> int | None:
    """Where the body of a numbered session ends that is named behind the comma at `place`."""
    body = BODY_FOLLOWS.match(view.lower, place)
    return body.end() if body else None


def _coordinated(view: View, start: int, end: int, comma: int) -> bool:
    """Whether a comma stands between things of one kind: "cán bộ nữ, cán bộ trẻ", "giáo viên, học sinh … được tổ chức".

    Told by a head word that comes again, by a list of bodies that were met, or by the verb of the event behind the
    list, where the event is the subject.
    """
    lower, text = view.lower, view.text
    if (body := _BODY_AGAIN.match(text, comma)) and body[1] in text[end:comma]:
        return not _DOES.search(lower, body.end(), _clause_end(text, body.end()))
    if _WITH_BODY.search(lower, start, comma) and (body := _ANOTHER_BODY.match(text, comma)):
        return not _DOES.search(lower, body.end(), _clause_end(text, body.end()))
    head = _HEAD.match(text, comma)
    if head is None or head[1] == "lần thứ":
        return False
    if re.search(rf"(?<!\w){re.escape(head[1])}(?!\w)", lower[end:comma]):
        return True
    subject = start == 0 or _SUBJECT_OPENS.search(lower, max(0, start - 12), start)
    return bool(subject and text[comma + 2].islower() and _PREDICATE_AFTER.match(lower, comma, comma + 200))


def _past_things(view: View, end: int, comma: int) -> int | None:
    """Where a list of things that "và" closes goes on behind the comma: "… về đất đai⟨, khoáng sản và⟩ môi trường"."""
    text, lower = view.text, view.lower
    if not text[comma + 2 : comma + 3].islower() or text[comma + 1] not in " \n" or comma - end < 8:
        return None
    limit = min(len(text), comma + LIST_REACH)
    last = comma
    for _ in range(5):
        if _NO_THING.match(lower, last):
            return None
        following = _MARK.search(text, last + 1, limit)
        stop = following.start() if following else limit
        joined = _AND_THING.search(lower, last + 1, stop)
        if joined:
            break
        if following is None or following[0] != "," or len(text[last:stop].split()) > 8:
            return None
        last = stop
    else:
        return None
    if len(text[last : joined.start()].split()) > 8 or stops().search(text, comma, joined.start()):
        return None
    stop = _clause_end(text, joined.end())
    says = _SPEAKS.search(lower, joined.end(), stop)
    return None if says and not _HELD.match(lower, says.start()) else joined.end()


def _clause_end(text: str, place: int) -> int:
    """Where the next comma or full stop stands, no further than a list may reach."""
    mark = _MARK.search(text, place, min(len(text), place + 2 * LIST_REACH))
    return mark.start() if mark else min(len(text), place + 2 * LIST_REACH)
