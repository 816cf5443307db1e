"""Goals that no word of a goal tells: what is possible, asked for, decided on, planned, or done for some end.

Each is a rule of the table in `quantity_sense`, and stands where that asks it.
"""

from __future__ import annotations

from functools import cache

from extract import anchors
from extract.finders import quantity_budget as budget
from extract.finders import quantity_planned as planned
from extract.finders import quantity_tasks as tasks
from extract.finders.quantity_asked import ITEM_MARK, STRONG_REACH, Place, Questions, Verdict
from extract.lazy import re
from extract.parts import quantity as parts

_POSSIBLE = re.compile(
    r"(?<!\w)có thể[ \n](?:sẽ )?(?:đạt |lên |còn )?(?:tới |đến |mức )?$"
    r"|(?<!\w)có khả năng[ \n](?:sẽ )?(?:đạt|đạt được|tăng|vượt|lên)[ \n](?:tăng trưởng |tới |đến |mức )?$"
    r"|(?<!\w)có thể[ \n](?:sẽ )?(?:nâng|tăng|đưa|mở rộng)[ \n][^.;:,\d]{0,50}[ \n]lên[ \n](?:tới |đến |mức )?$"
)


_MAY = ("có thể", "có\nthể", "có khả năng")  # what a match of it begins with


def possible(text: Questions, at: Place) -> Verdict | None:
    """ "có thể trên 11.000 tỷ đồng"."""
    lower, floor = text.view.lower, max(at.first, at.start - 80)
    if not anchors.occur(lower, _MAY, floor, at.start):
        return None
    if text.sets_rules(at.start) or not _POSSIBLE.search(lower, floor, at.start):
        return None
    return Verdict("target", False, "expected", leads=False)


ASKED_REACH = 190
"""How far on it is heard that something is asked for (characters)."""
# What the end of a change stands behind: "từ 19 tỷ đồng lên".
_CHANGE = re.compile(r"từ[ \n][\d.,]{1,12}[ \n][^\d.,;]{1,20}[ \n](?:lên|xuống|còn|thành|lên thành|xuống còn)[ \n]$")
# (Where "kiến nghị" is no noun: "850 kiến nghị đã được giải quyết".)
_ASKED = parts.pattern(
    r"{!no_request}(?<!\d )(?<!\w)(?:{request}|trình[ \n][^.;:,\d]{2,60}[ \n]cho phép)(?!\w)[^.;:\d]{0,110}"
    r"(?<!\w){money_verb}(?!\w)(?:[^,.;:\d]|(?<=số )\d){0,40}$"
)
_ASKED_NEAR = parts.pattern(
    r"{!no_request}(?<!\d )(?<!đã )(?<!vừa )(?<!\w){request_formal}(?!\w)"
    r"(?!(?:[ \n]\w{1,9}){0,4}[ \n]không(?!\w))[^.;:\d]{0,110}(?<!\w){request_verb}[ \n]"
    r"(?:thêm |tối đa |tối thiểu |ít nhất |khoảng )?$"
)


@cache
def _requests() -> tuple[str, ...]:
    """What a match of `_ASKED` or `_ASKED_NEAR` holds."""
    return (*parts.words("request"), "cho phép")


def asked_for(text: Questions, at: Place) -> Verdict | None:
    """ "kiến nghị Chính phủ bố trí 3.000 tỷ đồng"."""
    asked = _ASKED if at.money else _ASKED_NEAR
    floor = max(at.first, at.start - ASKED_REACH)
    if not anchors.occur(text.view.lower, _requests(), floor, at.start):
        return None
    change = _CHANGE.search(text.view.lower, max(floor, at.start - 60), at.start)
    found = asked.search(text.view.lower, floor, change.start() if change else at.start)
    if not found or any(m.start > found.start() for m in at.strong):
        return None
    if not at.money and text.sets_rules(at.start):
        return None
    return Verdict("target", False, "asked for", leads=False)


def in_a_budget(text: Questions, at: Place) -> Verdict | None:
    """ "Quốc hội quyết nghị thông qua dự toán … Tổng số chi là 3.000 tỷ đồng": told as a fact, and set."""
    if not at.money or not budget.is_figure(text.view.lower, at.first, at.start):
        return None
    return Verdict("target", True, "a figure of a budget that was decided on", leads=False)


_SCENARIO = re.compile(r"(?<!\w)kịch bản(?!\w)[^\n]{0,400}$")


# "Nếu dịch được khống chế, GDP quý I ước tăng 4,5%"
_ESTIMATED_IF = re.compile(
    r"(?<!\w)nếu(?!\w)[^.;\n]{8,180},[^.;\n]{0,120}(?<!\w)(?:ước tính|ước|dự kiến)(?!\w)[^.;,\n\d]{0,24}"
    r"(?:quý \d/\d{4}[ ])?(?:(?:tăng|đạt|giảm|còn)[ ])?\d[\d.,]*[^,.;\d\n]{0,24}$"
)
_ESTIMATES = ("ước", "dự kiến")
IF_REACH = 330
"""How far before a quantity it may be told on what it hangs (characters)."""
SCENARIO_REACH = 420
"""How far on a scenario is heard (characters)."""


def in_a_scenario(text: Questions, at: Place) -> Verdict | None:
    """ "Ở kịch bản tốt nhất, lượng khách ước đạt 8,6 triệu lượt", "Nếu …, GDP ước tăng 4,5%"."""
    lower = text.view.lower
    if any(m.kind == "result" and m.start > at.first for m in at.strong) or text.normative:
        return None
    estimated = lower.startswith(("ước", "dự kiến"), at.start)
    floor = max(at.first, at.start - IF_REACH)
    supposed = lower.find("nếu", floor, at.start) >= 0 and anchors.occur(lower, _ESTIMATES, floor, at.end)
    if supposed and _ESTIMATED_IF.search(lower, floor, at.end):
        return Verdict("target", False, "a scenario", leads=False)
    if not estimated or lower.rfind("kịch bản", max(0, at.start - SCENARIO_REACH), at.start) < 0:
        return None
    if not _SCENARIO.search(lower, max(0, at.start - SCENARIO_REACH), at.start):
        return None
    return Verdict("target", False, "a scenario", leads=False)


_OF_CAPITAL = (" vốn", " cổ phần", " quỹ", " lương")
_RAISED = parts.pattern(rf"{ITEM_MARK}{{raise_share}}[ ](?:dần |cao |mạnh )?{{share_noun}}(?!\w)")
_TO_WHAT = re.compile(r"(?<!\w)(?:lên|xuống|còn|đạt|thành)[ ](?:mức |khoảng )?$")
_ALL_OF = parts.pattern(rf"{ITEM_MARK}{{throughout}}(?!\w)[^,.;:\d]{{0,50}}[ ]")
REQUIRED_REACH = 320
"""How far on it is heard that something is asked of someone (characters)."""
# A share that someone is told to reach, and a sentence that says only what is to be raised or brought down.
_REQUIRED = parts.pattern(
    r"{!no_requirement}(?:yêu cầu|chỉ đạo|đề nghị|giao)(?!\w)(?= (?:{required_of}|cấp(?! cứu))(?!\w))"
)
_TOLD_BETWEEN = parts.pattern(r"(?<!\w){no_requirement_told}(?!\w)|[\"”]|\. ")


_SIZE = re.compile(r"(?:km|ha|m2|m²|m3|m³|tấn|mw|kwh)(?:/\w{1,5})?$")


def required(text: Questions, at: Place) -> Verdict | None:
    """ "yêu cầu các xã rà soát bến bãi; 100% bến đò có biển báo": a share that is asked for, or set by a sentence
    without a subject ("Nâng tỷ lệ … lên trên 70%")."""
    lower = text.view.lower
    if at.strong or at.norms or text.sets_rules(at.start) or lower.startswith(_OF_CAPITAL, at.end):
        return None
    if not (at.share or at.money or _SIZE.search(lower, at.start, at.end)):
        return None
    if text.words.tells_past(at.first, at.start) or text.is_enclosed(at) or any(m.kind == "result" for m in at.after):
        return None
    if _RAISED.match(lower, at.first) and _TO_WHAT.search(lower, max(at.first, at.start - 24), at.start):
        return Verdict("target", False, "to be raised or brought down")
    clause = max(at.first, lower.rfind(";", at.first, at.start) + 1)
    if lower.startswith("100%", at.start) and _ALL_OF.fullmatch(lower, clause, at.start):
        behind = text.words.between(at.end, min(at.last, at.end + STRONG_REACH))
        done = text.inherited(at) == "actual" or any(m.kind == "result" and m.force == "strong" for m in behind)
        return None if done else Verdict("target", False, "to be done throughout")
    floor = max(at.first, at.start - REQUIRED_REACH)
    asked = _REQUIRED.search(lower, floor, at.start)
    if asked and not _TOLD_BETWEEN.search(lower, asked.end(), at.start):
        return Verdict("target", False, "asked for", leads=False)
    return None


def task(text: Questions, at: Place) -> Verdict | None:
    """ "yêu cầu các sở rà soát 300 ban chỉ đạo", "Tập trung hoàn thành 6 đề án": how much is asked of someone."""
    if at.strong or at.norms or any(m.kind == "result" for m in at.after) or text.sets_rules(at.start):
        return None
    if text.words.tells_past(at.first, at.start) or text.is_enclosed(at) or text.normative:
        return None
    told = tasks.told(text.view.lower, at.first, at.start)
    return Verdict("target", told == "begun", "a task", leads=False) if told else None


_ITEM_OF_A_PLAN = parts.pattern(rf"{ITEM_MARK}{{plan_item}}(?!\w)")


def item_of_a_plan(text: Questions, at: Place) -> Verdict | None:
    """ "+ Đầu tư mới trạm 5G: 35 trạm", in a plan."""
    if not text.plan or at.strong or at.norms or any(m.kind == "result" for m in at.after):
        return None
    if text.is_enclosed(at) or "/" in text.view.lower[at.start : at.end]:
        return None
    if text.words.tells_past(at.first, at.start) or not _ITEM_OF_A_PLAN.match(text.view.lower, at.first):
        return None
    if text.opened(at.start) == "actual" or text.headings.sense(at.start) == "actual":
        return None
    return Verdict("target", False, "an item of a plan", leads=False)


def told_of_what_comes(text: Questions, at: Place) -> Verdict | None:
    """ "2.000 đại biểu sẽ dự hội nghị", "23.000 tỷ đồng, là kinh phí dự kiến"."""
    if at.norms or text.normative or any(m.kind == "result" for m in at.strong):
        return None
    lower = text.view.lower
    if tasks.is_foreseen(lower, at.end) or tasks.will_be(lower, at.start, at.end, counts=not (at.share or at.money)):
        return Verdict("target", False, "told of what comes", leads=False)
    return None


def size_of_a_plan(text: Questions, at: Place) -> Verdict | None:
    """ "quy hoạch khu công nghiệp với diện tích 537 ha": how large what is planned is to be, or what it costs."""
    if at.share or at.norms or text.sets_rules(at.start) or any(m.kind == "result" for m in at.after):
        return None
    plan = planned.plan(text.view.lower, at.first, at.start)
    if plan is None or any(m.kind == "result" and m.start > plan for m in at.strong):
        return None
    if text.words.tells_past(plan, at.start):
        return None
    return Verdict("target", False, "the size of what is planned", leads=False)


def decided_on(text: Questions, at: Place) -> Verdict | None:
    """ "vừa chốt phương án chuyển nhượng 100% vốn góp": the deed is done, and what it decides on is to come."""
    if at.norms or text.sets_rules(at.start) or any(m.kind == "result" for m in at.after):
        return None
    plan = planned.decided(text.view.lower, at.first, at.start)
    if plan is None or any(m.kind == "result" and m.start > plan for m in at.strong):
        return None
    if at.counts or text.words.tells_past(at.first, at.start):
        return None
    return Verdict("target", False, "what a plan is to bring that was decided on")


def purpose(text: Questions, at: Place) -> Verdict | None:
    """ "mở một cảng để giảm 25% lượng xe": what is done for, unless it is told that it was done."""
    if at.norms or text.sets_rules(at.start) or text.words.tells_past(at.first, at.start):
        return None
    begin = planned.purpose(text.view.lower, at.first, at.start)
    if begin is None or any(m.kind == "result" and not (m.start < begin and text.goes_on_now(m)) for m in at.strong):
        return None
    return Verdict("target", False, "what something is done for", leads=False)


def paid_later(text: Questions, at: Place) -> Verdict | None:
    """ "mức lương hưu sẽ tăng thêm 7%", in a text of rules too."""
    if (at.share or at.money) and planned.is_paid_later(text.view.lower, at.first, at.start):
        return Verdict("target", True, "what is paid from a day to come on", leads=False)
    return None
