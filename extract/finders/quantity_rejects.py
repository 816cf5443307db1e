"""Why a quantity whose sense is told is left out all the same: one table for results and one for goals, the first row
that holds gives the reason.

What is no quantity at all, be its sense what it may, the finder itself leaves out before (`quantity`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extract import anchors
from extract.finders.quantity_asked import Questions
from extract.finders.quantity_document import Sense
from extract.finders.quantity_units import Unit
from extract.lazy import re
from extract.model import Comparator
from extract.parts import quantity as parts


class Told(NamedTuple):
    """A quantity and what is told of it."""

    lower: str
    """The lowered view."""
    first: int
    last: int
    """Where it begins and ends, with its comparator."""
    start: int
    """Where its number begins."""
    value: float
    total: float | None
    unit: Unit
    comparator: Comparator
    sense: Sense
    certain: bool
    """Whether a strong word tells its sense."""
    follows: bool
    """Whether it follows a result in a list."""
    asked: Questions
    """What is asked of its text."""


# The bodies and places that are spoken of by their number.
GROUPS = re.compile(
    r"(?:tỉnh|thành phố|huyện|quận|xã|phường|địa phương|đơn vị|cục|chi cục|sở|cơ quan|quốc gia|nước|ngành)(?!\w)"
)
MANY = 10
"""From how many on a thing that is seldom counted is taken for counted without a word that says so."""
# What is added or taken away is counted, be it one.
_ONE_MORE = parts.pattern(r"(?<!\w){one_more}[ \n]$")


def reason(told: Told) -> str | None:
    """Why a quantity is left out, if it is."""
    for holds, why in _TABLE[told.sense]:
        if holds(told):
            return why
    return None


def adds(lower: str, place: int) -> bool:
    """Whether what stands at `place` is added or taken away: then it is counted, be it one."""
    return _ONE_MORE.search(lower, max(0, place - 16), place) is not None


_AT_LEAST = re.compile(r"ít nhất|đạt (?:và|hoặc) vượt")


def _is_limit(told: Told) -> bool:
    """ "không quá 5 người", but not "đạt và vượt 5%"."""
    return told.comparator == "<=" or (told.comparator == ">=" and not _AT_LEAST.match(told.lower, told.first))


_REQUIRED = parts.pattern(r"(?<!\w)(?:phải|cần)[ \n]{required_verb}[ \n]$")


def _is_required(told: Told) -> bool:
    """ "phải có ít nhất 5 người"."""
    if told.comparator != ">=":
        return False
    return _REQUIRED.search(told.lower, max(0, told.first - 16), told.first) is not None


_DUTY = re.compile(r"(?<!đã )(?<!đang )(?<!không )(?<!còn )(?<!vẫn )(?<!mà )(?<!\w)phải[ \n]([^,.;:()\d]{2,60})$")
_OTHER_CLAUSE = parts.pattern(r"(?<!\w){no_duty}(?!\w)")
_CONTRIBUTES = parts.pattern(
    r"(?<!\w)phải[ \n](?:đóng|nộp|chịu|trích)[ \n](?:mức )?{contribution}(?!\w)[^.;\n]{0,110}$"
)
_DUE = parts.pattern(r"^{due_verb}(?!\w)")


def _is_duty(told: Told) -> bool:
    """ "dự án trên 10 ha phải dành 20% quỹ đất"."""
    if told.unit.kind == "money" or told.total is not None:
        return False
    if told.lower.find("phải", max(0, told.first - 70), told.first) < 0:
        return False
    if told.unit.kind not in ("percent", "measure") and told.comparator not in (">", ">="):
        return False
    duty = _DUTY.search(told.lower, max(0, told.first - 70), told.first)
    if duty is None or "tỷ lệ" in told.lower[max(0, duty.start() - 40) : duty.start()]:
        return False
    said = duty[1].removesuffix("là ") if _DUE.match(duty[1]) else duty[1]
    return not _OTHER_CLAUSE.search(said)


def _is_contribution(told: Told) -> bool:
    """ "phải đóng bảo hiểm bằng 8% tiền lương"."""
    floor = max(0, told.first - 140)
    if told.unit.kind != "percent" or told.total is not None or told.lower.find("phải", floor, told.first) < 0:
        return False
    return _CONTRIBUTES.search(told.lower, floor, told.first) is not None


_GRANTED = re.compile(r"(?<!\w)(?:hỗ trợ|miễn|giảm)[ \n](?:tới |đến )?(?:\d{1,3}%[^.;:\d]{0,40}(?:,| và)[ \n])?$")
_OF_COSTS = parts.pattern(r"[ \n]{cost_noun}(?!\w)")


def _is_support(told: Told) -> bool:
    """ "các hộ được hỗ trợ 50% kinh phí": what a policy grants."""
    if told.certain or told.unit.kind != "percent":
        return False
    if not _OF_COSTS.match(told.lower, told.last):
        return False
    return _GRANTED.search(told.lower, max(0, told.first - 70), told.first) is not None


_ENJOYED = re.compile(
    r"(?<!\w)(?:được |chỉ |người )?hưởng[ \n]$|(?<!\w)(?:hỗ trợ|trợ cấp|phụ cấp)(?!\w)[^.,;:\d]{0,30}[ \n]bằng[ \n]$"
)
_OF_RATE = parts.pattern(r"[ \n](?:mức {rate_noun}|giá {price_noun})(?!\w)")


def _is_rate(told: Told) -> bool:
    """ "bằng 50% mức thuế suất", "hưởng 100% lương": what a rule sets."""
    if told.certain or told.unit.kind != "percent":
        return False
    if _OF_RATE.match(told.lower, told.last):
        return True
    if not told.lower.endswith(("hưởng ", "bằng ", "hưởng\n", "bằng\n"), 0, told.first):
        return False
    return _ENJOYED.search(told.lower, max(0, told.first - 50), told.first) is not None


_FAMILY = parts.pattern(r"(?<!\w){family}[ \n]{kin}(?!\w)[^.;!?\n]{0,200}$")
_OF_FAMILY = parts.pattern(r"[^.;:!?\d\n]{0,30}(?<!\w){family}[ \n]{kin}(?!\w)")
FAMILY_REACH = 220
"""How far behind a family a figure is its own (characters)."""


_RICH = 1000
"""More of any unit is no family's: "gói 30.000 tỷ đồng"."""


def _is_private(told: Told) -> bool:
    """ "gia đình ông Mẫu thu lãi 400 triệu đồng"."""
    if told.unit.kind not in ("money", "measure", "multiplier") or told.value > _RICH:
        return False
    floor = max(0, told.first - FAMILY_REACH)
    if anchors.occur(told.lower, parts.words("family"), floor, told.first) and _FAMILY.search(
        told.lower, floor, told.first
    ):
        return True
    if not anchors.occur(told.lower, parts.words("family"), told.last, told.last + 42):
        return False
    return _OF_FAMILY.match(told.lower, told.last) is not None


_PRIVATE_PAYMENT = parts.pattern(r"(?<!\w){private_payment}(?!\w)[^.;!?\n]{0,60}$")


def _is_private_payment(told: Told) -> bool:
    """ "bồi thường cho gia đình nạn nhân 40 triệu đồng", "giải độc đắc 22 tỷ đồng"."""
    floor = max(0, told.first - 90)
    if told.unit.kind != "money" or not anchors.occur(told.lower, parts.words("private_payment"), floor, told.first):
        return False
    return _PRIVATE_PAYMENT.search(told.lower, floor, told.first) is not None


# "ông Phạm Văn Mẫu đã bán 3 triệu cổ phiếu", "bà Lò Thị Mận lỗ gần 600 triệu đồng"
_PERSONAL = parts.pattern(
    r"(?<!\w){kin}(?:[ \n](?!{public_noun})[^\s,.;:()\"\d]{1,9}){1,7}?[ \n]{personal_verb}(?!\w)[^.;!?:\n]{0,60}$"
)
_STAKE = re.compile(r"(?:triệu |nghìn )?(?:cổ phiếu|cổ phần)|%[ \n](?:cổ phần|cổ phiếu|vốn)")
PERSONAL_REACH = 130
"""How far behind a person what that person has, buys or loses is told (characters)."""


def _is_personal(told: Told) -> bool:
    """ "ông Phạm Văn Mẫu đã bán 3 triệu cổ phiếu": what someone has, buys, sells or loses."""
    floor = max(0, told.first - PERSONAL_REACH)
    if not (told.unit.kind == "money" or _STAKE.match(told.lower, told.unit.start)):
        return False
    if not anchors.occur(told.lower, parts.words("personal_verb"), floor, told.first):
        return False
    return _PERSONAL.search(told.lower, floor, told.first) is not None


# "cho phép thành phố vay ở mức không vượt quá 40% số thu"
_ALLOWED = parts.pattern(r"(?<!\w){permission}(?!\w)[^.;:\n]{0,150}$")


def _is_allowed(told: Told) -> bool:
    """ "cho phép vay không quá 40% số thu": how much of something is allowed, and no one is to reach it."""
    floor = max(0, told.first - 170)
    if told.comparator != "<=" or not anchors.occur(told.lower, parts.words("permission"), floor, told.first):
        return False
    return _ALLOWED.search(told.lower, floor, told.first) is not None


_NOT_ABOVE = re.compile(r"(?<!\w)không (?:được |thể )?(?:vượt|cao hơn|nhiều hơn|thấp hơn|ít hơn)[ \n]$")


def _is_bound(told: Told) -> bool:
    """ "không được vượt quá 70% giá xuất xưởng"."""
    if told.lower.find("không", max(0, told.first - 24), told.first) < 0:
        return False
    return _NOT_ABOVE.search(told.lower, max(0, told.first - 24), told.first) is not None


_SET_DOWN = parts.pattern(r"(?<!\w){goals_set}[ \n]$")


def _lists_goals(told: Told) -> bool:
    """ "Đại hội thông qua 26 chỉ tiêu": how many goals were set."""
    if told.total is not None or told.lower.startswith(" tuyển sinh", told.last):
        return False
    if not told.lower.startswith(("chỉ tiêu", "mục tiêu"), told.unit.start):
        return False
    return _SET_DOWN.search(told.lower, max(0, told.first - 16), told.first) is not None


def _is_speed(told: Told) -> bool:
    """ "với vận tốc 20 km/h"."""
    return told.lower.startswith(("km/h", "km/giờ"), told.unit.start)


_ALL_PROVINCES = (63, 34, 64)
_GATHERED = parts.pattern(r"(?<!\w){gathered}(?!\w)[^.;]{0,60}$")


def _is_whole_country(told: Told) -> bool:
    """ "hội nghị trực tuyến với lãnh đạo 63 tỉnh, thành phố"."""
    if told.value not in _ALL_PROVINCES or told.total is not None or not told.lower.startswith("tỉnh", told.unit.start):
        return False
    return _GATHERED.search(told.lower, max(0, told.first - 80), told.first) is not None


_PLOT = parts.pattern(r"(?<!thu hồi ){plot_noun} đất(?!\w)[^,.;:()\d]{0,30}$")


def _is_plot(told: Told) -> bool:
    """ "tại lô đất 8.476 m2"."""
    if told.unit.kind != "measure":
        return False
    if told.lower.find(" đất", max(0, told.first - 50), told.first) < 0:
        return False
    return _PLOT.search(told.lower, max(0, told.first - 50), told.first) is not None


# What a limit stands behind that is reached: "còn dưới 2%", not "hộ có doanh thu dưới 1 tỷ đồng".
_REACHED = parts.pattern(r"(?<!\w){limit_reached}[ \n](?:tới |đến )?$")


def _is_low(told: Told) -> bool:
    """ "đơn vị có tỷ lệ thấp dưới 30%"."""
    return told.lower.startswith("dưới", told.first) and told.lower.endswith(("thấp ", "thấp\n"), 0, told.first)


_CLASS = re.compile(r"[ \n]đến[ \n]dưới[ \n]")


def _says_which(told: Told) -> bool:
    """ "hộ có doanh thu dưới 1 tỷ đồng", "từ 5 nghìn đến dưới 9 nghìn người"."""
    if _CLASS.search(told.lower, told.first, told.last):
        return True
    if not told.lower.startswith("dưới", told.first):
        return False
    return not _REACHED.search(told.lower, max(0, told.first - 24), told.first)


_PARTIES = parts.pattern(r"(?<!\w){partner_link}[ \n](?:hơn |gần |trên )?$")


def _is_party(told: Told) -> bool:
    """ "hợp tác với 5 quốc gia"."""
    if not GROUPS.match(told.lower, told.unit.start):
        return False
    return _PARTIES.search(told.lower, max(0, told.first - 24), told.first) is not None


_GIVEN_TO = re.compile(r"(?<!\w)(?:giao|phân bổ|phân)[ \n]cho[ \n]$")


def _is_given_to(told: Told) -> bool:
    """ "giao cho 14 tỉnh": how many are given something."""
    if not GROUPS.match(told.lower, told.unit.start):
        return False
    return _GIVEN_TO.search(told.lower, max(0, told.first - 14), told.first) is not None


_PLACED = parts.pattern(r"(?<!\w){placed}[ \n]$")


def _says_where(told: Told) -> bool:
    """ "tại 3 huyện"."""
    if told.certain or told.unit.kind != "count":
        return False
    return _PLACED.search(told.lower, max(0, told.first - 8), told.first) is not None


_GOALS_NUMBERED = parts.pattern(r"(?:chỉ tiêu|mục tiêu|tiêu chí)[ \n]{goal_kind}(?!\w)")


def _counts_goals(told: Told) -> bool:
    """ "15 chỉ tiêu chủ yếu"."""
    return _GOALS_NUMBERED.match(told.lower, told.unit.start) is not None


HALF = 50
"""What a procedure asks for, in percent: nobody reports that more than half agreed."""
_OF_THOSE_PRESENT = re.compile(
    r"[ \n](?:tổng )?số (?:cử tri|đại biểu|thành viên|ủy viên|đảng viên|hội viên|phiếu)[ \n]"
    r"(?:được |phải )?(?:tham dự|dự|có mặt|triệu tập|tán thành|tín nhiệm|tham gia)(?!\w)"
)


def _is_majority(told: Told) -> bool:
    """ "trên 50% tổng số cử tri tham dự hội nghị tán thành": the quorum or the majority that a procedure asks for."""
    if told.unit.kind != "percent" or told.comparator not in (">", ">="):
        return False
    if told.sense != "target" and told.value != HALF:
        return False  # "hơn 88% số đại biểu có mặt tán thành"
    return _OF_THOSE_PRESENT.match(told.lower, told.last) is not None


def _is_unknown_in_rules(told: Told) -> bool:
    """A number of something that no lexicon knows, in a text that sets rules."""
    return told.unit.unlisted and told.asked.normative


_A = re.compile(r"một[ \n]")
_AND_MORE = re.compile(r"[^,.;:\d]{0,30}(?:,| và)[ \n](?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?!\w)")


def _is_article(told: Told) -> bool:
    """ "một" before something, and no other number beside it."""
    if told.total is not None or told.unit.kind not in ("count", "points"):
        return False
    if not _A.match(told.lower, told.first) or told.follows:
        return False
    return not adds(told.lower, told.first) and not _AND_MORE.match(told.lower, told.last)


_NOT_SO = re.compile(r"(?<!\w)không phải(?: là| chỉ)?[ \n]$")


def _is_denied(told: Told) -> bool:
    """ "không phải là 5 vụ"."""
    return _NOT_SO.search(told.lower, max(0, told.first - 14), told.first) is not None


_DIMENSION = parts.pattern(r"(?<!\w){dimension}(?!\w)(?! (?:hơn|nhất là))[^,.;:()\d]{0,30}$")
_BUILT = parts.pattern(r"(?<!\w){built_verb}(?!\w)")


def _is_dimension(told: Told) -> bool:
    """A length that says how large a thing is, and not how much of it was built."""
    if told.unit.kind != "measure":
        return False
    if not _DIMENSION.search(told.lower, max(0, told.first - 50), told.first):
        return False
    return not _BUILT.search(told.lower, max(0, told.first - 130), told.first)


_OF_PROJECT = parts.pattern(r"(?<!\w){project_noun}[ \n]$")


def _says_which_project(told: Told) -> bool:
    """ "dự án 300 tỷ đồng"."""
    if told.certain or told.unit.kind != "money":
        return False
    return _OF_PROJECT.search(told.lower, max(0, told.first - 12), told.first) is not None


def _is_seldom_counted(told: Told) -> bool:
    """A few of a thing that is seldom counted."""
    return told.unit.soft and not told.certain and told.value < MANY and not told.unit.scaled


_WANTED = parts.pattern(r"(?<!\w){growth_wanted}(?!\w)[^,.;:]{0,50}$")


def _is_wanted(told: Told) -> bool:
    """ "thúc đẩy tăng trưởng hai con số"."""
    if told.unit.comparator == "=":
        return False
    return _WANTED.search(told.lower, max(0, told.start - 60), told.start) is not None


_Row = tuple[Callable[[Told], bool], str]
_RESULTS: tuple[_Row, ...] = (
    (_is_limit, "a limit, not a result"),
    (_is_required, "a rule, not a result"),
    (_is_duty, "a duty, not a result"),
    (_is_support, "what a policy grants"),
    (_is_rate, "what a rule sets"),
    (_is_bound, "a bound, not a result"),
    (_is_private, "a figure of a private person"),
    (_is_private_payment, "a figure of a private person"),
    (_is_personal, "a figure of a private person"),
    (_lists_goals, "how many goals were set"),
    (_is_speed, "a speed"),
    (_is_whole_country, "all provinces, and none counted"),
    (_is_plot, "the size of a plot"),
    (_says_which, "a limit that says which are meant, not a result"),
    (_is_article, "“một” tells what it is, not how many"),
    (_is_denied, "denied"),
    (_is_dimension, "the size of a thing"),
    (_is_seldom_counted, "counts something, but no word near it says that it is a goal or a result"),
    (_is_wanted, "a growth that is worked for"),
)
_GOALS: tuple[_Row, ...] = (
    (_is_contribution, "a duty, not a result"),
    (_is_whole_country, "all provinces, and none counted"),
    (_is_private_payment, "a figure of a private person"),
    (_is_personal, "a figure of a private person"),
    (_is_allowed, "how much is allowed"),
    (_is_low, "a limit that says which are meant, not a goal"),
    (_is_given_to, "who is given something, and no goal"),
    (_is_party, "the parties spoken of"),
    (_says_where, "says where, not how many"),
    (_counts_goals, "how many goals there are"),
    (_is_majority, "a quorum or a majority, which a procedure asks for"),
    (_is_unknown_in_rules, "no goal in a text of rules: something that no lexicon knows"),
    (_says_which_project, "says which project, not how much is to be spent"),
    (_is_seldom_counted, "counts something, but no word near it says that it is a goal or a result"),
)
_TABLE: dict[Sense, tuple[_Row, ...]] = {"actual": _RESULTS, "target": _GOALS}
"""The rows that are asked of a result, and those that are asked of a goal."""
