"""Tells a goal from a result, and both from a rule: one table of rules, the first that speaks decides.

Each rule looks at one kind of evidence: the words before and behind the quantity (`quantity_words`), the quantity
before it, the sentences, headings and lists above it (`quantity_outline`), the kind and the year of the text
(`quantity_document`). They stand in the order of the table, each with its patterns; those of goals that no word of a
goal tells are in `quantity_unsaid`. What more than one of them asks of the text, or takes more than a pattern to
answer, is in `quantity_asked`.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.finders import quantity_tasks as tasks
from extract.finders import quantity_unsaid as unsaid
from extract.finders.quantity_asked import (
    NEAR_REACH,
    NORM_REACH,
    STRONG_REACH,
    Before,
    Place,
    Questions,
    Verdict,
)
from extract.finders.quantity_words import Marker
from extract.lazy import re
from extract.parts import quantity as parts

_SUPPOSED = re.compile(r"(?<!\w)giả (?:sử|định|thiết)(?!\w)")


# Whom an example is told of: "Công ty A ghi nhận 155 triệu đồng".
_NAMED_BY_A_LETTER = parts.pattern(r"{named_by_letter}[ ](?:tnhh |cp )?[a-exyz](?![\w.])")


_LETTER = re.compile(r"[ ][A-EXYZ](?![\w.])")


def _supposed(text: Questions, at: Place) -> Verdict | None:
    """ "Giả sử doanh nghiệp nộp 600 triệu đồng"."""
    first = max(at.first, at.start - STRONG_REACH)
    if (
        at.money
        and _LETTER.search(text.view.text, first, at.start)
        and _NAMED_BY_A_LETTER.search(text.view.lower, first, at.start)
    ):
        return Verdict(None, True, "told of whom a letter names: an example")
    if text.view.lower.find("giả ", first, at.start) >= 0 and _SUPPOSED.search(text.view.lower, first, at.start):
        return Verdict(None, True, "supposed, not told")
    return None


RULE_REACH = 35
"""How far on a word of a rule is heard, whatever else is said."""


def _near_a_word_of_rules(text: Questions, at: Place) -> Verdict | None:
    """A word of rules, tariffs or prices that rules over what follows at once."""
    if not at.norms:
        return None
    norm = at.norms[-1]
    if text.foretells(norm, at):
        return None
    near = at.start - norm.end <= (norm.reach or RULE_REACH)
    if near or (not any(m.start > norm.start for m in at.strong) and text.is_ruled(norm, at.start)):
        return Verdict(None, True, f"a rule, a tariff or a price: {_word(text, norm)}")
    return None


def _behind_the_noun_of_a_goal(text: Questions, at: Place) -> Verdict | None:
    """ "chỉ tiêu giao 9.400 tỷ đồng"."""
    if text.is_set(at.first, at.start) or text.is_amount_set(at.first, at.start, money=at.money):
        return Verdict("target", True, "stands behind the noun of a goal", leads=False)
    return None


_LABEL = re.compile(r"\W{0,8}(?:chỉ|mục) tiêu(?:[ \n](?:số )?\d{1,2}(?:\.\d{1,2})?)?[ ]?[:.]")


def _labelled_as_a_goal(text: Questions, at: Place) -> Verdict | None:
    """ "Chỉ tiêu 3: Tỷ lệ hộ nghèo giảm còn 2%", in a plan."""
    if not text.plan or not _LABEL.match(text.view.lower, at.first) or any(m.kind == "result" for m in at.strong):
        return None
    return Verdict("target", True, "labelled as a goal")


def _in_a_list_of_goals(text: Questions, at: Place) -> Verdict | None:
    """ "- 100% cán bộ đã được phân công …", under "Mục tiêu cụ thể:": a deed there says who is meant."""
    if (text.normative and not text.plan) or text.sets_rules(at.start) or text.opened(at.start) != "target":
        return None
    if text.words.tells_past(at.first, at.start) or text.is_enclosed(at):
        return None
    told = [m for m in (*at.strong, *at.after) if m.kind == "result"]
    if any(not text.says_which(m) for m in told) or at.norms:
        return None
    return Verdict("target", True, "an item of a list of goals")


def _in_a_run_in_list_of_goals(text: Questions, at: Place) -> Verdict | None:
    """ "… đề ra các chỉ tiêu: trồng 5.000 cây xanh; 100% chi bộ đăng ký …; mở 50 lớp …"."""
    item = text.run_in(at)
    if item is None or (text.normative and not text.plan) or text.sets_rules(at.start) or text.is_enclosed(at):
        return None
    told = [m for m in (*at.strong, *at.after) if m.kind == "result" and m.start >= item]
    if at.norms or text.words.tells_past(item, at.start) or any(not text.says_which(m) for m in told):
        return None
    return Verdict("target", True, "an item of a list of goals in its sentence", leads=False)


_STILL_TO_COME = ("đến", "tới", "vào", "đang phấn đấu")


def _before_what_is_to_come(text: Questions, at: Place) -> Verdict | None:
    """ "45% vào năm 2030", "còn 17 trạm đang phấn đấu hoàn thành"."""
    if at.after and at.after[0].kind == "goal" and text.view.lower.startswith(_STILL_TO_COME, at.after[0].start):
        return _told(text, at.after[0])
    return None


_PART_OF = re.compile(r"(?<!\w)(?:trong đó|trong số đó)(?:,| có| đã có){0,2}[ \n]$")
_IS_DONE = re.compile(r"(?:[ \n](?!so )[^\s\d,.;:()]{1,7}){0,3}[ \n](?:đã|đang|vừa được|hiện đang)(?!\w)")


def _done_in_part(text: Questions, at: Place) -> Verdict | None:
    """ "trong đó có 17 bãi đỗ xe đã được đầu tư": the part of a goal that is reached."""
    lower = text.view.lower
    if _PART_OF.search(lower, max(at.first, at.start - 24), at.start) and _IS_DONE.match(lower, at.end):
        return Verdict("actual", True, "a part that is reached", leads=False)
    return None


LIST_CHAIN_REACH = 200
"""How near those of a list follow each other whose items end with semicolons."""
JOINT_REACH = 130
"""How near the second of two goals follows that "và" joins."""
CHAIN_REACH = 90
"""How near the quantities of a list follow each other."""
_IN_DETAIL = parts.pattern(r"(?<!\w){in_detail}(?!\w)")
_TURNS = parts.pattern(r"(?<!\w){turn}(?!\w)")


def _behind_another(text: Questions, at: Place) -> Verdict | None:
    """The sense of the quantity before, if this one follows it in a list and no word stands between."""
    previous = at.previous
    if previous is None or previous.start < at.first:
        return None
    if previous.sense == "target" and text.opens_item(at, previous):
        return Verdict("target", True, "an item beside another", previous.leads)
    strong = at.strong if previous.sense == "actual" else [m for m in at.strong if not text.is_deed(m)]
    decided = strong[-1].start if strong else -1
    if decided > previous.start:
        return None
    between = text.view.lower[previous.end : at.start]
    detailed = previous.sense == "target" and _IN_DETAIL.search(between)
    joined = previous.sense == "target" and between.startswith(" và ")
    reach = LIST_CHAIN_REACH if ";" in between or detailed else JOINT_REACH if joined else CHAIN_REACH
    if at.start - previous.end > reach or (decided >= 0 and previous.sense == "actual"):
        return None
    if ")" in between and "(" not in between.partition(")")[0] and "(" not in between.rpartition(")")[2]:
        return None  # it stood in brackets, and this one does not
    if previous.sense == "target" and (_TURNS.search(between) or text.is_measure_of(previous, at.first)):
        return None
    told = strong[-1].kind if strong and previous.sense == "target" else None
    if told == "result" and text.is_set(at.first, previous.start):
        return None  # "đã đạt 40% chỉ tiêu năm là 481 tỷ đồng, tăng gần 50%": it was only named
    if previous.sense == "actual" and text.now and text.ahead(previous.end, at.start):
        return Verdict("target", False, "a year to come", leads=False)
    return Verdict(previous.sense, True, "follows another", previous.leads, is_open=previous.is_open)


_BRACKETED = re.compile(r"\)[^.;:()\n\d]{1,80}\($")


def _in_brackets_like_another(text: Questions, at: Place) -> Verdict | None:
    """ "Công ty Than (6 doanh nghiệp), Công ty Cao su (4 doanh nghiệp)"."""
    previous, lower = at.previous, text.view.lower
    if previous is None or not lower.startswith(")", at.end) or lower[previous.start - 1 : previous.start] != "(":
        return None
    if not _BRACKETED.fullmatch(lower, previous.end, at.start):
        return None
    return Verdict(previous.sense, True, "in brackets like the one before", leads=False)


def _behind_a_word(text: Questions, at: Place) -> Verdict | None:
    """The last word before it that decides; in a list of goals, and of a share, a deed ("phát hiện") does not."""
    said = [m for m in at.strong if not text.is_deed(m)]
    if at.share and said and said[-1].kind == "goal":
        return _told(text, said[-1])
    if at.strong and (said or text.inherited(at) != "target"):
        return _told(text, at.strong[-1])
    return None


def _before_a_word(text: Questions, at: Place) -> Verdict | None:
    """ "100% hồ sơ đã được số hóa"."""
    if not at.after or text.normative:
        return None
    told = at.after[0]
    if told.kind == "goal" and not (text.is_year(told) or text.is_called(at.end, told.start)):
        return None  # "21 quốc gia thành viên với mục tiêu hợp tác"
    return _told(text, told)


def _farther_from_a_word_of_rules(text: Questions, at: Place) -> Verdict | None:
    """A word of rules in its clause, where no word of a goal or a result decides."""
    if at.norms and at.start - at.norms[-1].end <= NORM_REACH and not text.foretells(at.norms[-1], at):
        return Verdict(None, True, f"a rule: {_word(text, at.norms[-1])}")
    return None


def _under_a_goal(text: Questions, at: Place) -> Verdict | None:
    """The sentences before it in its list or paragraph, or the headings above it, speak of goals."""
    if text.inherited(at) == "target":
        return Verdict("target", True, "stands under a goal")
    return None


LATER_REACH = 110
"""How far behind a share a year is read that it is to be reached by (characters)."""


def _in_a_time_to_come(text: Questions, at: Place) -> Verdict | None:
    """ "tạo ra nguồn thu 15 tỷ đồng trong giai đoạn 2025-2030", where nothing says that it is reached."""
    if text.sets_rules(at.start):
        return None
    if not (at.share or at.money) and text.view.lower.startswith(("tối đa", "không quá"), at.start):
        return None  # how many of them one may be
    times = [m for m in at.told if text.is_year(m) and at.start - m.end <= NEAR_REACH]
    times += [m for m in text.words.between(at.end, text.clause_end(at.end, at.last)) if text.is_year(m)]
    if at.share and not times:  # "đáp ứng 80% nhu cầu trong nước, … vào năm 2030"
        later = text.words.between(at.end, min(at.last, at.end + LATER_REACH))
        times = [m for m in later if text.is_year(m) or (m.kind == "result" and m.force == "strong")][:1]
        times = [m for m in times if text.is_led(m) and ";" not in text.view.lower[at.end : m.start]]
    if not times or any(m.kind != "goal" for m in times) or text.is_back(times[0].end, at.start):
        return None
    if not text.context.published and str(text.now) in text.view.lower[times[-1].start : times[-1].end]:
        return None  # the period may be what tells in which year the text speaks
    return Verdict("target", False, f"a time to come: {_word(text, times[-1])}")


WEAK_REACH = 30
"""How near a weak word of a result must stand to make it certain."""


def _near_a_weak_word(text: Questions, at: Place) -> Verdict | None:
    """A word such as "bảo đảm" at once before a share."""
    goals = [m for m in at.told if m.kind == "goal"]
    if not goals or not at.share or text.sets_rules(at.start):
        return None
    begin = goals[-1].end
    near = at.told[-1] is goals[-1] and at.start - begin <= WEAK_REACH
    if not near and not (text.is_assured(goals[-1]) and text.assures(begin, at)):
        return None
    return Verdict("target", False, _word(text, goals[-1]), leads=False)


# What is told as a fact, in a text of rules too: "có tới 8 Phó Giám đốc".
_COUNTS = re.compile(
    r"(?<!\w)(?:(?:có|vượt|lên|dư) (?:tới|đến)|hiện có|chỉ có|đang có"
    r"|(?:hiện|hiện nay|đến nay|tính đến nay),?[ \n](?:[^.,;:()\d\n]{1,40}[ \n])?(?:đã )?có)[ \n]$"
)
COUNTS_REACH = 66
"""How far before a number it is looked for (characters)."""
# How many voted for something: "418/423 đại biểu", "99% đại biểu tán thành"; a rule asks for two thirds or a half.
_COUNTED_OF = re.compile(r"[1-9]\d{1,2}/[1-9]\d{1,2}[ \n]")
_VOTED = re.compile(
    r"[ \n](?:tổng số |số )?(?:đại biểu|đbqh)(?!\w)[^.;:\d]{0,70}(?:tán thành|có mặt|tham gia biểu quyết)"
)


def _in_a_text_of_rules(text: Questions, at: Place) -> Verdict | None:
    """In a text that sets rules a bare number is neither a goal nor a result."""
    lower = text.view.lower
    if not text.normative or _COUNTS.search(lower, max(at.first, at.start - COUNTS_REACH), at.start):
        return None
    if _COUNTED_OF.match(lower, at.start) or (lower[at.start].isdigit() and _VOTED.match(lower, at.end)):
        return None
    return Verdict(None, False, "a text of rules, and no word of a goal or a result")


_CONDITION = parts.pattern(r"(?<!\w)(?<!\d )(?<!trong )(?:khi(?! ấy| đó)|{condition})(?!\w)[^,.;:(]{0,60}$")


# A verb at once before the number is of the main clause: "dư nợ đối với ngành lúa đạt 45.000 tỷ đồng".
_PREDICATE = parts.pattern(r"(?<!\w)(?<!không ){predicate}[ \n]$")


# Whom something was done to, by their number: "kiểm tra đối với 15 cơ sở".
_DONE_TO = ("đối với ", "đối với\n")


# "doanh nghiệp nào còn giữ 36% vốn thì phải báo cáo"
_WHICHEVER = re.compile(r"(?<!\w)nào[ \n][^.;:,()\n]{0,50}$")
_THEN = re.compile(r"[^.;:\n\d]{0,60}(?<!\w)thì(?!\w)")


def _of_whichever(text: Questions, at: Place) -> Verdict | None:
    """ "doanh nghiệp nào còn giữ 36% vốn thì phải báo cáo": a condition, be a goal told before it."""
    lower, floor = text.view.lower, max(at.first, at.start - 56)
    if lower.find("nào", floor, at.start) < 0 or not _WHICHEVER.search(lower, floor, at.start):
        return None
    return Verdict(None, False, "a condition") if _THEN.match(lower, at.end) else None


def _in_a_condition(text: Questions, at: Place) -> Verdict | None:
    """ "nơi có từ 3 đảng viên"."""
    lower = text.view.lower
    if at.counts and lower[at.start].isdigit() and lower.endswith(_DONE_TO, at.first, at.start):
        return None
    if _CONDITION.search(lower, max(at.first, at.start - 70), at.start) and not _PREDICATE.search(
        lower, max(at.first, at.start - 16), at.start
    ):
        return Verdict(None, False, "a condition")
    return None


SEQUEL_REACH = 120
"""How close behind a goal a quantity goes on with it where no word says so (characters)."""
_OF_A_PLAN = re.compile(r"(?: so với)?[ \n](?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)(?!\w)")
_GOALS_COUNTED = re.compile(r"(?:chỉ tiêu|tiêu chí|mục tiêu|kế hoạch)(?!\w)")
# "Lượng hàng hóa cũng giảm 13%": it goes on with what the sentence before told.
_ALSO = re.compile(r"(?<!\w)cũng[ \n](?:tăng|giảm|đạt)[ \n](?:khoảng |gần |trên |hơn )?$")
ALSO_REACH = 24
"""How far before a quantity "cũng" stands at most (characters)."""
_OTHER_MATTER = re.compile(r"\s{0,3}\"|\s{0,3}(?:bên cạnh đó|cùng với đó|về)(?!\w)")


def _close_behind_a_goal(text: Questions, at: Place) -> Verdict | None:
    """The next sentence after a goal, if it begins with a measure and no word tells anything: "Tỷ lệ nợ xấu 2%"."""
    previous = at.previous
    if previous is None or previous.sense != "target" or at.start - previous.end > SEQUEL_REACH:
        return None
    lower = text.view.lower
    if (
        text.is_named_only(previous)
        or _OF_A_PLAN.match(lower, at.end)
        or _GOALS_COUNTED.search(lower, at.start, at.end)
    ):
        return None
    if text.words.tells_past(at.first, at.last) or text.sets_rules(at.start):
        return None
    if not (text.goes_on(at.first) or _ALSO.search(lower, max(at.first, at.start - ALSO_REACH), at.start)):
        return None
    if _OTHER_MATTER.match(lower, at.first):
        return None
    if lower.count("\n\n", previous.end, at.start) > 1:
        return None  # a headline, and something else between
    return Verdict("target", False, "the sentence before sets a goal", leads=False)


EVIDENCE_REACH = 45
"""How near the word must stand that lets a quantity pass for reported."""
_NOTHING = re.compile(r"[ \n\"“']*")
# A round number of many is told for its own sake, and one that is exact to the last of its digits was counted.
_ROUND = re.compile(r"(?:hơn|gần|trên|khoảng)[ \n]\d\d")
_EXACT = re.compile(r"(?:\d{1,3}\.)?\d{2}[1-9](?![\d.,])|\d{1,3}\.\d[1-9]0(?![\d.,])")


# Who is present besides those that are named: "…, Chủ tịch UBND xã và 52 đảng viên".
_PRESENT = re.compile(r"(?<!\w)(?:cùng|và)[ \n](?:với[ \n]|toàn thể[ \n])?$")
_PEOPLE = parts.pattern(r"(?:hơn |gần |trên |khoảng )?[\d.]{2,7}[ \n]{people}(?!\w)")


# What is counted of one on an average: "bình quân 1 phụ nữ có 2 con".
_AVERAGED = re.compile(r"(?<!\w)(?:bình quân|trung bình)(?!\w)[^.,;\n]{1,50}$")


def _is_present(text: Questions, at: Place) -> bool:
    lower = text.view.lower
    return bool(_PEOPLE.match(lower, at.start) and _PRESENT.search(lower, max(at.first, at.start - 20), at.start))


def _where_nothing_is_told(text: Questions, at: Place) -> Verdict | None:
    """A count is reported where a word near it says so, or where the sentence begins with it."""
    if at.share or (at.told and at.start - at.told[-1].end <= EVIDENCE_REACH):
        return None
    lower = text.view.lower
    if _NOTHING.fullmatch(lower, at.first, at.start) or lower.startswith("ước", at.start):
        return None
    if at.counts and (_ROUND.match(lower, at.start) or _EXACT.match(lower, at.start) or _is_present(text, at)):
        return None
    if _AVERAGED.search(lower, max(at.first, at.start - 60), at.start):
        return Verdict("actual", True, "an average", leads=False)
    return Verdict(None, False, "no word tells that it is a goal or a result", is_open=True)


def _only_comes(text: Questions, at: Place) -> Verdict | None:
    """ "4.000 công nhân sẽ mất việc": it has not come, and no one aims at it."""
    if not at.counts or not tasks.is_later(text.view.lower, at.end):
        return None
    return Verdict(None, False, "told of what comes, and no goal")


def _reported(_text: Questions, _at: Place) -> Verdict:
    """What is told with no word of a goal is a result."""
    return Verdict("actual", False, "reported", leads=False, is_open=True)


def _told(text: Questions, marker: Marker) -> Verdict:
    """What a word tells; a strong one makes it certain, and the sentences that follow go on with it."""
    firm = marker.force == "strong"
    return Verdict(marker.sense, firm, _word(text, marker), firm)


def _word(text: Questions, marker: Marker) -> str:
    """A word of the text, as a reason quotes it."""
    return f"“{text.view.lower[marker.start : marker.end]}”"


_TABLE: tuple[Callable[[Questions, Place], Verdict | None], ...] = (
    _supposed,
    _of_whichever,
    unsaid.in_a_scenario,
    unsaid.paid_later,
    _near_a_word_of_rules,
    _behind_the_noun_of_a_goal,
    _labelled_as_a_goal,
    _in_a_list_of_goals,
    _in_a_run_in_list_of_goals,
    _before_what_is_to_come,
    unsaid.possible,
    unsaid.asked_for,
    unsaid.in_a_budget,
    unsaid.required,
    unsaid.task,
    unsaid.item_of_a_plan,
    unsaid.told_of_what_comes,
    unsaid.size_of_a_plan,
    unsaid.decided_on,
    unsaid.purpose,
    _done_in_part,
    _in_brackets_like_another,
    _behind_another,
    _behind_a_word,
    _before_a_word,
    _farther_from_a_word_of_rules,
    _under_a_goal,
    _in_a_time_to_come,
    _near_a_weak_word,
    _in_a_text_of_rules,
    _in_a_condition,
    _close_behind_a_goal,
    _where_nothing_is_told,
    _only_comes,
    _reported,
)


def sense(
    text: Questions,
    start: int,
    end: int,
    previous: Before | None,
    *,
    share: bool,
    changed: bool = False,
    money: bool = False,
    counts: bool = False,
) -> Verdict:
    """Goal, result or neither of the quantity at (start, end).

    `previous` is the quantity before it; `share` says that it is a percentage or a multiple, `money` that it is an
    amount of money, `counts` that things or people are counted,
    `changed` that it is an end of a change ("từ 7 tỷ đồng lên 12 tỷ đồng").
    """
    place = text.place(start, end, previous, share=share, changed=changed, money=money, counts=counts)
    for rule in _TABLE:
        if verdict := rule(text, place):
            return verdict
    raise AssertionError("the last rule of the table always speaks")
