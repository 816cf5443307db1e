"""Goals that no word of a goal sets: tasks that are asked of someone, and what is told of with "sẽ" behind it."""

from __future__ import annotations

from typing import Literal

from extract import anchors
from extract.lazy import re
from extract.parts import quantity as parts

# What someone is told to do with a number of things: "xử lý 12 dự án", "rà soát lại 31 mặt hàng".
_TASK = parts.pattern(r"{^task_verb}(?:[ \n]{task_manner},?){0,5}[ \n]$")
# How a task is begun that is asked of someone, or that no one is named for.
_BEGUN = parts.pattern(r"(?:^|[;.\n:]|(?<!\w)và)[ \n]?[-+*•]?[ ]?{task_begun}(?!\w)[^.;:\n\d]{0,110}$")
_ASKED = parts.pattern(
    r"{!no_asking}(?<!\w)(?P<told>{asking})(?!\w)(?! (?:và|của|này|đó|về|dịch|thông|lưu)(?!\w))[^.:\n]{0,250}$"
)
# What is to be raised or brought down: "tiếp tục nâng cao xếp hạng … lên 10-15 bậc".
_RAISED = parts.pattern(
    r"(?:^|[;:.\n]|(?<!\w){raise_begun}|cần thiết,)[ \n]?(?:[-+*•][ ]?)?{raise_task}(?!\w)[^.;:]{3,110}[ \n]"
    r"(?:lên|xuống|còn|xuống còn|lên thành)[ \n](?:mức |khoảng |trên )?$"
)
_ENDS = ("lên ", "xuống ", "còn ", "thành ", "mức ", "khoảng ", "trên ")  # what a match of it ends with
_DONE = parts.pattern(r"(?<!\w)(?:{no_task}|chỉ(?! số| tiêu))(?!\w)|[\"”]|\. ")
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
    begins = anchors.occur(lower, parts.words("task_begun"), near, start)
    asks = anchors.occur(lower, parts.words("asking"), far, start)
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
_POINTING = "này|đó|trên|nói trên|và"
_WILL = parts.pattern(
    rf"(?:[ \n](?!{_POINTING})[^\s,.;:()\"\d]{{1,9}}){{0,2}}[ \n]sẽ[ \n](?:chính thức[ \n])?"
    r"(?:{will_verb}|được (?!hưởng|xem xét|quốc hội))(?!\w)"
)
_WILL_REACH = parts.pattern(
    rf"(?:[ \n](?!{_POINTING}|thu|đã)[^\s,.;:()\"\d]{{1,9}}){{0,5}}[ \n]sẽ[ \n]{{will_become}}(?!\w)"
)
_MANY = parts.pattern(r"\D{0,16}[1-9](?:\d|[.,]\d|[ ]{scale})")


_WILL_WITHIN = 64
"""How far behind a quantity "sẽ" stands at most in these patterns: five words and the spaces (characters)."""
_LATER = re.compile(rf"(?:[ \n](?!{_POINTING})[^\s,.;:()\"\d]{{1,9}}){{0,3}}[ \n]sẽ(?!\w)")


def is_later(lower: str, end: int) -> bool:
    """Whether the clause behind a quantity that ends at `end` tells of what comes: "4.000 công nhân sẽ mất việc"."""
    return lower.find("sẽ", end, end + _WILL_WITHIN) >= 0 and _LATER.match(lower, end) is not None


def will_be(lower: str, start: int, end: int, *, counts: bool) -> bool:
    """Whether the quantity at (start, end) is what the clause says "sẽ" of; `counts` says that it counts things."""
    if lower.find("sẽ", end, end + _WILL_WITHIN) < 0:
        return False
    if _WILL_REACH.match(lower, end):
        return True
    return counts and _MANY.match(lower, start) is not None and _WILL.match(lower, end) is not None


_FORESEEN = parts.pattern(
    r",?[ \n]là[ \n](?:[^\s,.;:()\d]{1,9}[ \n]){1,4}{foreseen}(?!\w)"
    r"|[ \n](?:cho (?:cả )?năm[ \n]\d{4}[ \n])?(?:là[ \n])?(?:hoàn toàn |rất )?khả thi(?!\w)"
)


def is_foreseen(lower: str, end: int) -> bool:
    """Whether what stands behind a quantity says that it is foreseen ("khoảng 23.000 tỷ đồng, là kinh phí dự kiến")."""
    return _FORESEEN.match(lower, end) is not None
