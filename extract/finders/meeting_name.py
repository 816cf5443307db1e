"""Where the name of an event ends: the grammar of what follows its kind word.

A name runs from the kind word to the end of what names the business ("hội nghị tổng kết công tác năm 2018"), without
date, place and people. All searches stay in the sentence and in a window of `WINDOW` characters.
"""

from __future__ import annotations

from functools import cache

import msgspec

from extract import anchors, lexicon
from extract.finders.meeting_commas import WINDOW, body_of_session, past_comma
from extract.finders.meeting_stops import stops
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.parts import meeting as parts
from extract.view import View


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
_NOT_A_NAME = parts.pattern(
    r"[ \n](?:{course_verb}|{event_quality}|{day_word}(?! kiến| tạo| tác)|đầu tiên(?! của)|về phía|đó|nói|trên|nhiều|"
    r"sắp|do|và|hoặc|hay|cho|cần|không|cùng|theo|từ|đến|trong|"
    r"(?:năm|tháng|tuần) (?:nay|này|ngoái|trước|tới|sau)|(?:đầu|giữa|cuối) (?:tháng|năm|tuần)|"
    r"\d+ (?:ngày|tháng(?! đầu| cuối)|tuần)|ngoài|ra|vào|dưới|bằng|như|mới|một|hai|trước|sau|dù|bởi|vì|hết|thật|lại|"
    r"rồi|nữa|sớm|gần|kịp|ai|nào|gì|đây|kia|ấy|thường xuyên|hằng|hàng|qua|đại diện (?:lãnh đạo|cho|các)|ông|bà|"
    r"các đại biểu|đại biểu (?:dự|đã)|\d{1,2}[.)])(?![" + LOWER + r"])"
)
# What the name of a congress begins with where it is no proper name or number ("Đại hội ⟨đại biểu …⟩"): all else tells
# what the congress does or is.
_CONGRESS_NAME = parts.pattern(
    r"[ \n](?:[\"'(\d]|(?-i:[" + UPPER + r"])|(?i:{congress_word}|lần|thứ|các|đầu tiên của)(?![" + LOWER + r"]))"
)
# A person who has a part in a congress or session, and does not lend it a name: "kỳ họp ⟨của Chủ tịch Quốc hội …⟩".
_OF_PERSON = parts.pattern(
    r"[ \n]của[ \n](?:(?:nguyên|cố|đồng chí|đ/c|ông|bà|tân)[ \n]){0,2}(?:(?:Phó )?(?:{post}|{lesser_post})|ông|bà)(?!["
    + LOWER
    + r"])"
)
# Verbs that tell what the event did wherever it opens a clause ("Hội nghị nghe báo cáo …").
_EVENT_VERB = parts.pattern(r"[ \n]{deliberation_verb}(?![" + LOWER + r"])")
# A ceremony is named by what else tells of an event's course.
_RITE = parts.pattern(r"[ \n]{rite_verb}(?![" + LOWER + r"])")
# Verbs that name a business, but tell what the event did where it is the subject ("Hội nghị bàn về …").
_SUBJECT_VERB = parts.pattern(r"[ \n]{business_verb}(?![" + LOWER + r"])")
# Words that end a name, but are syllables of names of places and people where a capital stands before them.
_IN_NAMES = frozenset(
    {"Phải", "Còn", "Là", "Có", "Đang", "Mà", "Nên", "Bị", "Đúng", "Đều", "Thì", "Chưa", "Hồi", "Gồm"}
)
_NAME_BEFORE = re.compile(r"(?<!\w)[" + UPPER + r"][" + LOWER + r"]{0,6}$")
_RECEIVES = parts.pattern(r"(?:tiếp|gặp|với)[ \n](?:ông|bà)[ \n].{2,80}[ \n]và$|(?:{received_by}|với)$")
_PERSON = re.compile(r"[" + UPPER + r"][^\s,.;:()]{0,12}(?: [" + UPPER + r"][^\s,.;:()]{0,12}){0,5}")
_GOES_ON = re.compile(r"[ \n](?:và|về|cùng|với)[ \n]|,[ \n]|[;.]")
_BREAK = parts.pattern(
    r"\]|[.!?](?=[ \n]|$|[" + UPPER + r"][" + LOWER + r"])|[;:…]|\.\.\.|,|\(|\)|\[| - (?=(?i:ảnh|ông|bà|đồng chí|đ/c|"
    r"phó|(?:{post}|{lesser_post})|ủy viên|nguyên|một|người) |(?i:ảnh):)|(?<=["
    + LOWER
    + r"])/(?=[ ]?["
    + LOWER
    + r"]{2})"
    r'|"|\d{1,2}[hg]\d{2}|/\.|\||\*|\n(?=[^\n' + LOWER + r"][^\n]{0,29}\n|\n)"
)
_QUOTED_THEME = re.compile(r"(?:[ \n][^\s,.;:()]{1,12}){0,4}?(?:[ \n](?:với )?(?:chủ đề|đề tài|tên gọi))?:?[ \n]$")
_THEME_COLON = re.compile(r"(?:chủ đề|đề tài|tên gọi)$")
_BRACKET = re.compile(
    r"\((?:(?:[Kk]hóa|[Ll]ần) [^()\n]{1,12}\)|(?!ghi|ký|kư|ảnh|Ảnh)[^()\n]{1,28}\)(?=[ \n][" + UPPER + LOWER + r"]))"
)
# After the number of a congress or session comes the body, its term and no more.
_NUMBERED = re.compile(
    (
        r"(?:lần (?:thứ )?|thứ |kỳ họp (?=\d)|đại hội (?:đảng |đại biểu |toàn quốc |của đảng ){0,3}|"
        r"trung ương (?:lần thứ )?)"
        r"(?:\d{1,3}|[ivxlc]{1,7}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)\b"
    ).replace(" ", r"[ \n]")
)
_AFTER_NUMBER = parts.pattern(
    r"[ \n](?:{course_verb}|{numbered_course}|với|vào|vì|và|về|đi|qua|ông|bà|trước|đặc|trong|trên|cho|tới|đến|theo|"
    r"không|mới|sắp|&gt|ban chấp hành|bch)(?![" + LOWER + r"])"
)
_OF_A_YEAR = re.compile(r"(?:thường niên|bất thường)(?: năm)? \d{4}|[ ]năm \d{4}")
# … and a numbered session or conference tells its business only after "về", "chuyên đề" and the like.
_TERM = re.compile(r"khóa (?:\d{1,2}|[ivxlc]{1,7})\)?")
_OF_ASSEMBLY = parts.pattern(
    r"[ \n]của[ \n](?:(?i:{assembly})|chính phủ|ủy ban thường vụ quốc hội|đảng|trung ương đảng)(?! \w*bộ)(?!\w)"
)
_AFTER_TERM = parts.pattern(
    r"[ \n](?:{course_verb}|{numbered_course}|và|với|vào|trong|trên|cho|tới|đến|đặc biệt|không|các dự|mới|sắp)"
    r"(?![" + LOWER + r"])"
)
# Who tells of a session stands behind its term: "… gửi đến kỳ họp thứ 2, Quốc hội khóa XIV ⟨của Ban Dân nguyện⟩".
_OF_ANOTHER = re.compile(r"[ \n]của[ \n](?!đảng(?!\w)|quốc hội)")
_YEARS_IN_BRACKETS = re.compile(r"\((?:19|20)\d\d ?- ?(?:19|20)\d\d\)(?=[ \n][" + LOWER + r"])")
_PAPER_BEFORE = parts.pattern(r"{paper}[ \n](?:số[ \n])?\d[^\s,;]*$")
_ORDINAL_BEFORE = re.compile(r"(?:lần )?thứ (?:nhất|hai|ba|tư|\d{1,2}|[ivx]{1,4})$")
_SHORT_UNIT = re.compile(r"(?<!\w)(?:TP|Tp|TX|Tx|TT)$")
# A period closes what a conference looks back on: a body behind it holds the event.
_PERIOD_END = parts.pattern(r"{period_noun}(?: học)? [\d/\- –IVX]{1,12}$|(?:đầu|cuối) năm$")
_MET = parts.pattern(r"(?:{meet_verb}|{talk_verb})[ \n](?:[^ ]{1,8}[ \n]){0,3}với[ \n]|giữa[ \n]")
# What may follow the quoted title of an event and still name it.
_AFTER_TITLE = parts.pattern(r"[ \n](?:{period_noun}|{unit_noun}|lần|cho|dành|cấp|toàn quốc|khu vực|xuân)(?!\w)")
# A month closes the name of what is held month by month; behind another name it is its time.
_MONTH_TAIL = re.compile(r"[ \n](?:(?:vào|trong|hồi)[ \n])?tháng \d{1,2}(?:[/.\-]| năm )\d{4}$")
_OPENS = re.compile(r"(?:[ \n](?:khai mạc|bế mạc)|,[ \n]chính thức)$")
# A review, and the work to come: "hội nghị tổng kết công tác năm 2020, triển khai ⟨nhiệm vụ năm 2021⟩".
_REVIEW = re.compile(r"(?:tổng kết|sơ kết|đánh giá)(?!\w)")
_NEXT_WORK = parts.pattern(r"[ \n](?:(?:các|một số|phương hướng)[ \n])?(?:{work_noun}|{plan_noun})(?!\w)")
# What it is about was said before: "buổi làm việc với UBND tỉnh ⟨về vấn đề⟩ này".
_THIS = re.compile(r"[ \n](?:này|nói trên|trên đây)(?!\w)")
_SAID_BEFORE = re.compile(r"(?:^|[ \n])về[ \n](?:[^\s,]{1,8}[ \n]){0,3}[^\s,]{1,8}$")
_MONTHLY = parts.pattern(r"(?i:{monthly_business})")
_TRAILING = parts.pattern(
    r"(?:[ \n,\-:]|[ \n](?:[Vv]à|của|với|về|cho|các|những|trong|trên|tới|do|có|cùng|đến|đi|là|từ|theo|hoặc|một|"
    r"vào|vì|họp|(?<![Hh]ội.)(?<![Cc]ộng.)(?<![Hh]ợp.)(?<![Nn]hi.)đồng|(?!ngày|hôm){day_word}|{solemnly}|qua|giữa|thay|cũng|sang|"
    r"đó|cả|đối)){1,8}$"
)
# Nouns that go on telling what was checked or talked about, where other business words would tell a second act.
_OF_THE_SAME = parts.pattern(r"(?:{work_noun}|{plan_noun}|{period_noun}|khóa)$")
# Verbs that share one object: "thăm hỏi, động viên và tặng quà các hộ dân".
_NO_OBJECT = parts.pattern(r"(?: ?,?[ \n](?:{joint_act}|và)){0,8} ?")
# What someone did who came to see or check: a second verb tells of more than the event's name.
_ACTS_TOO = parts.pattern(r"[ \n]và[ \n]{further_act}(?![" + LOWER + r"])")
# The body that holds the event closes the name: "Hội nghị tổng kết năm 2020 ⟨của Cục Hải quan …⟩".
_OWNER = parts.pattern(
    r"[ \n]của[ \n](?=(?:[" + UPPER + r"]|(?:các|{unit_noun}|ngành) |đơn vị|cơ quan))[^,;.\n]{2,80}$"
)
# … unless what stands before "của" belongs to it: "… thực hiện Nghị quyết số 12 của Bộ Chính trị".
_OWNED = parts.pattern(r"(?i:{paper}|{owned_noun})[^,;]{0,60}$")


# What goes on behind a line end, though a capital or a digit follows there.
_BODY_BROKEN = parts.pattern(
    r"(?<!\w)(?:{unit_noun}|khóa|lần|thứ|của|và|với|về|số|tại|do|các|hội đồng|kỳ họp|phiên họp|ngày|tháng|năm|ông|bà|"
    r"đồng chí)$"
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
    low, high = max(start, place - WINDOW), min(end, place + WINDOW)
    if not anchors.occur(view.text, (" * ", " + ", " • "), low, high + 1):
        return start, end
    for bullet in _BULLET.finditer(view.text, low, high):
        if bullet.end() > place:
            return start, bullet.end()
        start = bullet.end()
    return start, end


def is_bare(
    view: View,
    end: int,
    sentence_end: int,
    *,
    opens: bool,
    used: bool,
    act: bool,
    rite: bool,
    assembly: bool,
    congress: bool,
) -> bool:
    """Whether nothing that names the business follows a kind word that ends at `end`.

    `opens` says that the word opens its clause, `used` that it was used before: then a verb after it tells what the
    event did. `act` says that the word is a verb, which may go on with others ("thăm, tặng quà …"), `rite` that it is
    "lễ", `assembly` that it is of a congress or session, `congress` that it is "đại hội".
    """
    if act and (_continues().match(view.lower, end) or _and_continues().match(view.lower, end)):
        return False
    window = view.lower[end : min(sentence_end, end + 40)].replace("\n", " ")
    if not window or not window[0].isspace():
        return True
    if view.lower.endswith("với", 0, end) and window.lstrip().startswith(("các đồng chí", "đồng chí", "ông ", "bà ")):
        return False
    if assembly and _OF_PERSON.match(view.text, end):
        return True
    if congress and not _CONGRESS_NAME.match(view.text, end):
        return not view.text.startswith((" của ", "\ncủa ", " Của "), end)
    rest = view.text[end : end + 40].lstrip(" \n")
    if not rest.startswith('"') and (_BREAK.match(rest) or rest.startswith("-")):
        return True
    if rite and _RITE.match(window):
        return False
    if opens and _EVENT_VERB.match(window):
        return True
    return bool(_NOT_A_NAME.match(window) or (opens and used and _SUBJECT_VERB.match(window)))


def name_end(
    view: View, start: int, end: int, sentence_end: int, *, owner: bool, congress: bool, act: bool = False
) -> int:
    """The end of the name of an event whose kind word stands at `start` to `end` (view offsets).

    `owner` says that a body named with "của" at the end is the organiser and no part of the name; `congress` that the
    event is a congress, which has no business in its name; `act` that a verb tells of it ("đã thăm …").
    """
    limit = min(sentence_end, end + WINDOW)
    numbered = _NUMBERED.search(view.lower, start, min(limit, end + 90))
    if congress and numbered and (over := _AFTER_NUMBER.search(view.lower, numbered.end(), limit)):
        limit = over.start()
    elif congress and (year := _OF_A_YEAR.search(view.lower, end, min(limit, end + 90))):
        over = _AFTER_NUMBER.match(view.lower, year.end(), limit)
        limit = over.start() if over else limit
    elif numbered and not congress:
        limit = _past_number(view, start, numbered.end(), limit)
    more = _ACTS_TOO.search(view.lower, end, limit) if act else None
    if more and not _NO_OBJECT.fullmatch(view.lower, end, more.start()):
        limit = more.start()
    place = end
    hard = _stop(view, start, end, end, limit)
    while True:
        cut = _BREAK.search(view.text, place, min(len(view.text), hard + 1))
        if cut is None or cut.start() >= hard:
            result = hard
            break
        result = cut.start()
        if cut[0] == '"' and view.text[start - 1 : start] == '"':
            break  # what the quotation marks hold is the name
        onward = _past(view, start, end, cut, act=act)
        if onward is None or onward > limit:
            break
        if cut[0] == '"' and _is_title(view, end, cut.start()) and not _AFTER_TITLE.match(view.lower, onward):
            return onward
        place = onward
        hard = _stop(view, start, end, max(onward - 1, end), limit)
    return _trimmed(view, start, end, result, owner)


def _past_number(view: View, start: int, number_end: int, limit: int) -> int:
    """Where a sentence goes on behind the number and term of a session or conference, `limit` where the name does."""
    if view.lower.find("hiệp thương", start, number_end) >= 0:
        return limit
    place = number_end
    if of_body := _OF_ASSEMBLY.match(view.lower, number_end, limit):
        place = number_end = of_body.end()
    if term := _TERM.search(view.lower, number_end, min(limit, number_end + 90)):
        place = term.end()
        if of_another := _OF_ANOTHER.match(view.lower, place, limit):
            return of_another.start()
    over = _AFTER_TERM.match(view.lower, place, limit) or _AFTER_TERM.match(view.lower, number_end, limit)
    return over.start() if over else limit


def _stop(view: View, start: int, end: int, place: int, limit: int) -> int:
    """Where the next word that ends a name stands, `limit` if there is none."""
    while stop := stops().search(view.text, place, limit):
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
        if view.lower.startswith("và", stop.start() + 1) and _PAPER_BEFORE.search(
            view.lower, max(end, stop.start() - 60), stop.start()
        ):
            place = stop.end()  # "họp báo về Nghị quyết số 12/NQ-CP và Nghị quyết số 15/NQ-CP"
            continue
        if stop[0][1:] in _IN_NAMES and _NAME_BEFORE.search(view.text, max(0, stop.start() - 10), stop.start()):
            place = stop.end()  # "xã Trí Phải", "huyện Mỏ Cày"
            continue
        if "đồng chí" in stop[0] and view.lower.endswith("với", 0, stop.start()) and stop.start() - end <= len(" với"):
            place = stop.end()  # "làm việc với các đồng chí lãnh đạo tỉnh", "cuộc hội đàm với đồng chí …"
            continue
        if stop[0][1:] in ("ông ", "bà ") and _RECEIVES.search(view.lower, start, stop.start()):
            named = _PERSON.match(view.text, stop.end())
            if named and not _GOES_ON.match(view.lower, named.end()):
                return min(named.end(), limit)
            place = named.end() if named else stop.end()  # "tiếp ông An và bà Bình"
            continue
        return stop.start()
    return limit


def _past(view: View, start: int, end: int, cut: re.Match[str], *, act: bool) -> int | None:
    """Where the name goes on behind a break, None where the break ends it."""
    text, lower, place = view.text, view.lower, cut.start()
    if cut[0] == ".":
        return place + 1 if _SHORT_UNIT.search(text, max(end, place - 4), place) else None
    if cut[0] == ",":
        if place == end and not _continues().match(lower, place):
            return None
        if _NUMBERED.search(lower, max(start, place - 20), place) and (body := body_of_session(view, place)):
            return body
        goes_on = _continues().match(lower, place)
        # "thăm Việt Nam, đánh giá cao …": what they did next
        if act and goes_on and not _NO_OBJECT.fullmatch(lower, end, place) and not _OF_THE_SAME.search(goes_on[0]):
            goes_on = None
        if goes_on and (
            text[start].isupper()
            or not goes_on[0].endswith("triển khai")
            or _is_review(view, start, end, place, goes_on.end())
        ):
            return goes_on.end()
        return past_comma(view, start, end, place)
    if cut[0] == "(":
        bracket = _BRACKET.match(text, place)
        if bracket and lower.startswith(("(khóa", "(lần"), place):
            return bracket.end()
        if _YEARS_IN_BRACKETS.match(text, place) and not stops().match(text, text.find(")", place) + 1):
            return text.find(")", place) + 1
        if bracket and not any(c.isdigit() for c in bracket[0]) and not stops().match(text, bracket.end()):
            return bracket.end()
        return None
    if cut[0] == ":" and _THEME_COLON.search(lower, max(end, place - 10), place):
        return place + 1  # "tọa đàm với chủ đề: "…""
    if cut[0] == '"' and _is_title(view, end, place):
        closing = text.find('"', place + 1, min(len(text), place + 200))
        return closing + 1 if closing > 0 else None
    if cut[0] == '"':
        closing = text.find('"', place + 1, min(len(text), place + 120))
        return closing + 1 if closing > 0 else None
    return None


def _is_review(view: View, start: int, end: int, place: int, onward: int) -> bool:
    """Whether a review and the work to come name one event, and are not two things that someone did."""
    named = not view.lower.endswith("tổ chức ", 0, start) or view.text[end + 1 : end + 2].isupper()
    return bool(named and _REVIEW.search(view.lower, end, place) and _NEXT_WORK.match(view.lower, onward))


def _is_title(view: View, end: int, quote: int) -> bool:
    """Whether a quotation mark opens the title of an event whose kind word ends at `end`."""
    return bool(_QUOTED_THEME.fullmatch(view.lower, end, quote) or view.lower.endswith("chủ đề ", end, quote))


def _trimmed(view: View, start: int, end: int, result: int, owner: bool) -> int:
    """The end of a name without connecting words and without the body that holds the event."""
    tail = view.text[end:result]
    if _THIS.match(view.lower, result) and (said := _SAID_BEFORE.search(tail.lower())):
        tail = tail[: said.start()]
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
    trailing = _TRAILING.search(tail.lower() if tail.isupper() else tail, max(0, len(tail) - 60))
    if trailing:
        tail = tail[: trailing.start()]
    tail = tail.rstrip()
    if (opens := _OPENS.search(tail)) and len(tail[: opens.start()].split()) >= 2:
        tail = tail[: opens.start()]
    return end + len(tail[:-1] if tail.endswith(".") and not _SHORT_UNIT.search(tail[:-1]) else tail)
