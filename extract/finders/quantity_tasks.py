"""Goals that no word of a goal sets: tasks that are asked of someone, and what is told of with "sẽ" behind it."""

from __future__ import annotations

from typing import Literal

from extract import anchors
from extract.lazy import re

# What someone is told to do with a number of things: "xử lý 12 dự án", "rà soát lại 31 mặt hàng".
_VERBS = (
    "rà soát", "xử lý", "thu hồi", "công khai", "thành lập", "hoàn thành", "trình", "ban hành",
    "cắt giảm", "xây dựng", "xây mới", "khởi công", "giải quyết", "kiểm tra", "thanh tra", "đào tạo",
    "trồng", "di dời", "thay mới", "thay", "sửa chữa", "cổ phần hóa", "sắp xếp", "sáp nhập",
    "tuyển dụng", "nâng cấp", "lắp đặt", "bàn giao", "giải ngân", "thu", "cấp", "chuyển", "xét xử",
    "điều tra", "đưa", "dự trữ", "bố trí", "huy động", "tổ chức",
)  # fmt: skip
_TASK = re.compile(
    anchors.any_of(_VERBS) + r"(?:[ \n](?:lại|xong|thêm|mới|đủ|toàn bộ|dứt điểm|các thủ tục|tiến độ|hiệu quả|hoàn thành"
    r"|ban hành|từ|hoạt động|thủ tục|đúng tiến độ|chất lượng|việc|cho|của|ít nhất|tối thiểu),?){0,5}[ \n]$"
)
# How a task is begun that is asked of someone, or that no one is named for.
_BEGUN = re.compile(
    r"(?:^|[;.\n:]|(?<!\w)và)[ \n]?[-+*•]?[ ]?(?:tập trung|tiếp tục|khẩn trương|quyết liệt|phấn đấu|nhanh chóng"
    r"|trước mắt|ưu tiên)(?!\w)[^.;:\n\d]{0,110}$"
)
_ASKED = re.compile(
    r"(?<!đáp ứng )(?<!theo )(?<!các )(?<!những )(?<!mọi )(?<!về )(?<!với )(?<!do )(?<!có )(?<!tinh thần )(?<!được )"
    r"(?<!\w)(?P<told>yêu cầu|chỉ đạo|đề nghị|giao|nhấn mạnh việc)(?!\w)"
    r"(?! (?:và|của|này|đó|về|dịch|thông|lưu)(?!\w))[^.:\n]{0,250}$"
)
# What is to be raised or brought down: "tiếp tục nâng cao xếp hạng … lên 10-15 bậc".
_RAISED = re.compile(
    r"(?:^|[;:.\n]|(?<!\w)(?:tiếp tục|cần|phải|để|nhằm|tập trung|tiến độ|đẩy mạnh|phấn đấu|cần thiết,))[ \n]?"
    r"(?:[-+*•][ ]?)?"
    r"(?:nâng cấp|nâng cao|nâng|tăng|giảm|đưa|mở rộng|rút ngắn|kéo giảm|hạ|điều chỉnh)(?!\w)[^.;:]{3,110}[ \n]"
    r"(?:lên|xuống|còn|xuống còn|lên thành)[ \n](?:mức |khoảng |trên )?$"
)
_ENDS = ("lên ", "xuống ", "còn ", "thành ", "mức ", "khoảng ", "trên ")  # what a match of it ends with
_DONE = re.compile(
    r"(?<!\w)(?:đã|đang|hiện|vừa|vì|do|bởi|khi|nếu|mới|chỉ(?! số| tiêu)|so với|qua (?:đó|kiểm|rà|thanh|công)|sau"
    r"|trước đó|được|gồm|trong đó|đối với|việc|có|chậm|kéo dài|thua|nhiệm vụ|trách nhiệm|chức năng)(?!\w)|[\"”]|\. "
)
_BEGINNINGS = (
    "tập trung", "tiếp tục", "khẩn trương", "quyết liệt", "phấn đấu", "nhanh chóng", "trước mắt", "ưu tiên",
)  # fmt: skip
_ASKINGS = ("yêu cầu", "chỉ đạo", "đề nghị", "giao", "nhấn mạnh việc")
BEGUN_REACH = 170
"""How far before a number the beginning of its clause is looked for (characters)."""
VERB_REACH = 70
"""How far before a number the verb of its task stands at most (characters)."""
TASK_REACH = 260
"""How far before a number it is heard that something is asked of someone (characters)."""


def told(lower: str, first: int, start: int) -> Literal["begun", "asked"] | None:
    """Whether the number at `start`, in the sentence from `first`, says how much is to be done or reached: where no one
    is named who does it ("Tập trung hoàn thành 6 đề án", "tiếp tục nâng xếp hạng lên 10 bậc": begun), or where someone
    is asked to ("yêu cầu các sở xử lý 12 dự án": asked)."""
    near = max(first, start - BEGUN_REACH)
    clause = lower[near:start]
    if clause.endswith(_ENDS) and (raised := _RAISED.search(clause)) and not _DONE.search(clause, raised.start()):
        return "begun"
    far = max(first, start - TASK_REACH)
    begins = anchors.occur(lower, _BEGINNINGS, near, start)
    asks = anchors.occur(lower, _ASKINGS, far, start)
    verb = _TASK.search(lower, max(first, start - VERB_REACH), start) if begins or asks else None
    if verb is None:
        return None
    begun = _BEGUN.search(lower[near : verb.start()]) if begins else None
    if begun and not _DONE.search(lower, near + begun.start(), verb.start()):
        return "begun"
    asked = _ASKED.search(lower, far, verb.start()) if asks else None
    if asked and not _DONE.search(lower, asked.end("told"), verb.start()):
        return "asked"
    return None


# What is said of so many that come, or are to be had: "2.000 đại biểu sẽ dự", "50% lợi nhuận của công ty sẽ đến từ".
_WILL = re.compile(
    r"(?:[ \n](?!này|đó|trên|nói trên|và)[^\s,.;:()\"\d]{1,9}){0,2}[ \n]sẽ[ \n](?:chính thức[ \n])?"
    r"(?:dự|tham dự|tham gia|tiến hành|được (?!hưởng|xem xét|quốc hội)|hoàn thành|khởi công|phải nghỉ"
    r"|phải di dời|cổ phần|thoái|thực hiện)(?!\w)"
)
_WILL_REACH = re.compile(
    r"(?:[ \n](?!này|đó|trên|nói trên|và|thu|đã)[^\s,.;:()\"\d]{1,9}){0,5}[ \n]sẽ[ \n]"
    r"(?:được (?:xây dựng|đầu tư|phát triển)|phát triển|đến từ|đạt|hoàn thành)(?!\w)"
)
_MANY = re.compile(r"\D{0,16}[1-9](?:\d|[.,]\d|[ ](?:nghìn|ngàn|triệu|tỷ|tỉ))")


_LATER = re.compile(r"(?:[ \n](?!này|đó|trên|nói trên|và)[^\s,.;:()\"\d]{1,9}){0,3}[ \n]sẽ(?!\w)")


def is_later(lower: str, end: int) -> bool:
    """Whether the clause behind a quantity that ends at `end` tells of what comes: "4.000 công nhân sẽ mất việc"."""
    return _LATER.match(lower, end) is not None


def will_be(lower: str, start: int, end: int, *, counts: bool) -> bool:
    """Whether the quantity at (start, end) is what the clause says "sẽ" of; `counts` says that it counts things."""
    if _WILL_REACH.match(lower, end):
        return True
    return counts and _MANY.match(lower, start) is not None and _WILL.match(lower, end) is not None


_FORESEEN = re.compile(
    r",?[ \n]là[ \n](?:[^\s,.;:()\d]{1,9}[ \n]){1,4}(?:dự kiến|dự tính|dự toán|khái toán|ước tính)(?!\w)"
    r"|[ \n](?:cho (?:cả )?năm[ \n]\d{4}[ \n])?(?:là[ \n])?(?:hoàn toàn |rất )?khả thi(?!\w)"
)


def is_foreseen(lower: str, end: int) -> bool:
    """Whether what stands behind a quantity says that it is foreseen ("khoảng 23.000 tỷ đồng, là kinh phí dự kiến")."""
    return _FORESEEN.match(lower, end) is not None
