"""Goals that a plan tells without a verb of its own: how large what is planned is to be, what something is done for,
and what is paid from a day to come on."""

from __future__ import annotations

from extract import anchors
from extract.lazy import re
from extract.parts import quantity as parts

_ABOUT = r"(?:khoảng |gần |trên |hơn |tối đa |tối thiểu )?"
_FEW = r"(?:[ \n][^\s.,;:()\d]{1,9})"
# "quy hoạch khu công nghiệp với tổng diện tích 537 ha", "phương án xây cầu, chiều dài 1.465 m"
_SIZE_OF_PLAN = parts.pattern(
    rf"(?<!\w)(?:{{plan_noun}}(?!\w)|{{to_be}}[ \n](?:được[ \n])?{{build_verb}}(?!\w))[^;\n]{{0,170}}?"
    rf"(?<!\w){{size_noun}}{_FEW}{{0,6}}[ \n]{_ABOUT}$"
)
_TO_BE = parts.pattern(r"{to_be}[ \n](?:được[ \n])?{build_verb}")
_SIZE_REACH = 260
_NOUN_REACH = 70
_STANDS = parts.pattern(r"(?<!\w){already}(?!\w)")


def plan(lower: str, first: int, start: int) -> int | None:
    """Where the plan is named that the quantity at `start`, in the sentence from `first`, tells the size or the cost
    of; None if it tells of none."""
    floor = max(first, start - _SIZE_REACH)
    if not anchors.occur(lower, parts.words("size_noun"), max(floor, start - _NOUN_REACH), start):
        return None
    if not (anchors.occur(lower, parts.words("plan_noun"), floor, start) or _TO_BE.search(lower, floor, start)):
        return None
    found = _SIZE_OF_PLAN.search(lower, floor, start)
    if found is None or _STANDS.search(lower, max(first, found.start() - 20), start):
        return None
    return found.start()


# "vừa chốt phương án chuyển nhượng 100% vốn góp"
_DECIDED = parts.pattern(
    rf"(?<!\w){{plan_decided}}(?!\w)(?:{_FEW}){{0,4}}?[ \n]{{decided_plan}}(?!\w)(?![ \n]{{carried_out}}(?!\w))"
    r"(?P<behind>[^;\n]{1,170})$"
)
# How many were decided on is counted, and so is what a plan brings that is told of many: "phê duyệt đề án của 12 xã".
_OF_MANY = re.compile(r"(?<!\w)(?:của[ \n]\d|(?:cho|đối với|các|những|nhiều)[ \n])")
_MANY_BEFORE = re.compile(r"\d[ \n](?:dự án|đề án|phương án|doanh nghiệp|dn|dnnn|công ty|đơn vị)(?!\w)")
_DECIDED_REACH = 240


def decided(lower: str, first: int, start: int) -> int | None:
    """Where it is told, of a plan that was decided on, what it is to bring, up to the quantity at `start` in the
    sentence from `first`; None if that tells of none."""
    floor = max(first, start - _DECIDED_REACH)
    if not anchors.occur(lower, parts.words("decided_plan"), floor, start):
        return None
    found = _DECIDED.search(lower, floor, start)
    if found is None or _OF_MANY.search(lower, found.start("behind"), start):
        return None
    if _MANY_BEFORE.search(lower, floor, found.start()):
        return None
    return found.start("behind")


_PURPOSE = parts.pattern(
    rf"(?<!\w)(?:để|nhằm)[ \n](?:[^.;:()\d]{{1,90}}[ ,\n])??(?:"
    rf"{{raise_verb}}(?:[ \n]thêm)?|{{raise_verb}}[ \n][^.;:()]{{2,80}}[ \n]{{raised_to}})[ \n]{_ABOUT}$"
)
_PURPOSE_REACH = 200
_IN_ORDER_TO = ("để", "nhằm")


def purpose(lower: str, first: int, start: int) -> int | None:
    """Where the purpose begins that the quantity at `start`, in the sentence from `first`, tells the aim of: "để giảm
    25% lượng xe", "nhằm đưa tốc độ tăng trưởng đạt 12%"; None if it tells of none."""
    if not anchors.occur(lower, _IN_ORDER_TO, max(first, start - _PURPOSE_REACH), start):
        return None
    found = _PURPOSE.search(lower, max(first, start - _PURPOSE_REACH), start)
    return found.start() if found else None


_PAID = parts.pattern(
    rf"(?<!\w){{pay_noun}}(?!\w)[^.;\n]{{0,110}}(?<!\w)(?:sẽ|dự kiến)[ \n](?:được[ \n])?(?:điều chỉnh[ \n])?"
    rf"(?:tăng|giảm|nâng)[ \n](?:(?:thêm|lên)[ \n]|từ[ \n][\d.,%]{{1,12}}{_FEW}{{0,3}}[ \n]lên[ \n])?{_ABOUT}$"
)
_PAID_REACH = 200


def is_paid_later(lower: str, first: int, start: int) -> bool:
    """Whether it is by how much, or to how much, what the state pays is to rise: "mức lương hưu sẽ tăng thêm 7%"."""
    if not anchors.occur(lower, parts.words("pay_noun"), max(first, start - _PAID_REACH), start):
        return False
    return _PAID.search(lower, max(first, start - _PAID_REACH), start) is not None
