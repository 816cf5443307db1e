"""What stands between the titles, honorifics and names of a paragraph, and around them, and what it tells."""

from __future__ import annotations

from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.parts import official as parts

ROLL = parts.pattern(
    r"{listed_body}[^.:\n]{0,60} (?:gồm (?:có )?[^.:\n]{0,30}(?:{member_noun}|ông,? bà)[^.:\n]{0,20}|"
    r"\(\d{1,3} {member_noun}\)[^.:()\n]{0,20}): ?\Z"
)
POST = parts.pattern(r"(?:{post_noun}|nhiệm vụ làm|bổ nhiệm|bổ nhiệm lại) \Z")
# "giữ chức vụ Thứ trưởng … đối với ông A", but not "thay cho ông A"
FOR = re.compile(
    r"[^.;\n]{0,40}(?<! thay)(?<! thay thế) (?:đối với|với|cho) (?:(?:đồng chí|ông|bà|\w{3,6} tướng|đại tá) ){0,2}"
)


def is_weak(role: str) -> bool:
    """Whether anyone may have a role: after a name it is a title only with a body."""
    return role in parts.words("weak_post")


def is_of_state(role: str) -> bool:
    """Whether there is one post of a role in the state: bare, it needs no name."""
    return role in parts.words("state_post")


ADJACENT = re.compile(r" {0,3}")
THEN = r"(?:khi đó|khi ấy|lúc đó|lúc ấy|bấy giờ)"
NOW = r"(?:hiện nay|hiện tại|hiện)"
WHEN = rf"(?: (?:{NOW}|{THEN}|đương nhiệm|mới|cũ|lần lượt))?"
COMPRISES = re.compile(WHEN + r"(?:,? (?:bao gồm|gồm)(?: có)?:?| (?:là|trong đó)(?: có)?:?| ?:) (?:các |những )?")
LISTS = re.compile(WHEN + r" (?:(?:bao )?gồm(?: có)?:?|lần lượt là:?) ")
IS = re.compile(WHEN + r" là:? ")
NEW = re.compile(r" (?:mới|cũ|đương nhiệm|hiện nay)(?: là)? ")
# Before a list of people that begins with one honorific: "gồm đồng chí A, B và C".
OPENS_LIST = re.compile(r"(?<!\w)(?:gồm(?: có)?|lần lượt là):? \Z")
# Before a title that is the object of another word: the person who follows after a comma is someone else.
OBJECT = parts.pattern(
    r"(?<!\w)(?:của|do|với|cho|bởi|cùng|bị|từ|tới|đến|là|làm|và|các|đối với|qua|{post_noun}|{dealing_verb}) \Z"
)
# The opening of a sentence up to the one who is met or answered there.
MEETS = parts.pattern(
    r"(?:^|[.;:!?…\n”\"] ?|- )(?:{opening_deed}|Sau|Trước|(?:Tại|Trong|Ở) (?:cuộc|buổi|phiên|lễ|bữa))"
    r"(?:[^.,;:!?\n]{0,60} (?:của|với|tiếp|gặp|cùng|do|giữa|đón))? \Z"
)
# Before the one in whose name another acts.
ON_BEHALF = re.compile(r"(?<!\w)(?:thừa lệnh|(?:thừa|theo|được)(?: sự)? ủy quyền|thừa ủy nhiệm|thay mặt)(?: của)? \Z")
# Behind a title: when it was held.
HELD = (
    r"(?: ?\(\d{4} ?- ?(?:\d{4}|nay)\)|,? \(?(?:từ|trong|vào|giai đoạn|thời kỳ)"
    r"(?: (?:năm|tháng|các năm|những năm))? [\d/.-]{1,10}"
    r"(?: ?(?:-|đến|và) ?(?:hết )?(?:(?:năm|tháng) )?(?:[\d/.-]{1,10}|nay))?\)?)"
)
HELD_THEN = re.compile(rf"{HELD}(?=; )")
# Behind a bare title: a word that makes it the subject of what follows.
GOES_ON = re.compile(rf"(?!{HELD}) (?!(?:kiêm|và|hoặc|cùng)(?!\w))[{LOWER}]")
# Behind a title: what the one who holds it says there.
SPEAKS = parts.pattern(r" (?:(?:cũng|đã|còn|liền) )?{speech_verb}(?!\w)")
# What follows the name of the one who acts: a word that goes on with the sentence, no time, place or company.
ACTS = re.compile(
    rf" (?!(?:sáng|chiều|tối|trưa|đêm|ngày|tại|ở|vào|và|cùng|về|trong|nhân|khi|để|do|trên|từ|với|của|đang|\()(?!\w))"
    rf"[{LOWER}]"
)
PLACED = re.compile(r" ?\([^()\n]{2,24}\) ")
AFTER_HONORIFIC = re.compile(r" ?[.:]? {0,2}")
LIST = re.compile(
    r"\)? ?(?:,|;|,? ?và|-|kiêm|cùng|,? kiêm|, đồng thời là|/|\|)? ?(?:\([^()\n]{0,60}\))? ?(?:[,;]|và)? ?",
    re.IGNORECASE,
)
OVER_ONE = re.compile(rf", [{UPPER}][{LETTER}' ]{{1,30}}(?:,| và) ")  # a member whose name is not known for one
AFTER_PAREN = re.compile(r" ?\([^()\n]{0,80}\) ?[,;] ?(?:và )?")
PAREN = r"(?: ?\([^()\n]{0,60}\))?"
TO_TITLE = parts.pattern(
    r"\)?" + PAREN + r" {0,2}(?:,|;|-|:"
    rf"|\((?:(?:hiện|nay|{THEN}|vừa|từng|vốn|đồng thời)(?: là| làm)? )?|\||"
    r"[,;-]? ?[Cc]hức (?:vụ|danh):?|và|, và|kiêm|, kiêm|,? ?(?:hiện |nay |vốn |đồng thời )?là"
    r"|,?(?: ?(?:hiện|nay|đang|đã|vừa|mới|sẽ|được|chính thức|tiếp tục|về|đến|sang|từng|tạm thời|kiêm|{elect_verb}|,|và)"
    r"(?=[ ,])){0,7} ?{hold_verb}(?: {post_noun})?(?: là)?"
    r"|,? (?:từng|nguyên|hiện|vốn|tân|từng là|nguyên là|vừa là)"
    r"| ?\([^.,;:()\n]{2,60}, ?"
    r"|,? {calling}(?: [^\W\d_]+){1,6}, ?"
    r"| được [^.,;:()\n]{4,60} (?:giữ chức(?: vụ)?|làm)"
    r"|, đồng thời là|, hiện|, nay|,? với tư cách(?: là)?|,? trên cương vị(?: là)?"
    r"| \((?:\d{2} tuổi|SN \d{4}|sinh năm \d{4})[^()\n]{0,30},"
    r"|, (?:\d{2} tuổi|sinh năm \d{4}|SN \d{4})[^,;.\n]{0,40},)? ?"
)
