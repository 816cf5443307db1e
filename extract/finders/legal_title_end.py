"""Where the subject of a document ends that is not in quotation marks: "về phát triển du lịch, dịch vụ" and no further.

The hard sign is the comma: what stands behind it belongs to the subject or begins what is said next. Words that belong
together across a comma, words that open a clause, and whether the rest of the sentence has a verb of its own decide.
All places are view offsets, and every reader looks a few hundred characters ahead at most.
"""

from __future__ import annotations

from functools import cache

import msgspec

from extract.finders.legal_names import listed_law
from extract.finders.legal_text import any_of, closes, closing, issuer_at, spaced
from extract.finders.official_text import honorifics
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.lexicon import load
from extract.parts import legal as parts
from extract.view import View

MAX_TITLE = 420

# Bodies that a document is told to be of, or by, with no other words between.
MAKERS = rf"(?=[{UPPER}])(?i:{{one_name_body}}|hđnd tỉnh|ubnd tỉnh)"
# "Nghị quyết", but not "nghị quyết": a document that is named.
_CAPITAL_TYPE = rf"(?=[{UPPER}]){{+document_noun}}"
_TITLE_STOP = spaced(
    r"(?:\n\s{0,8}\n|\n(?=\s{0,8}(?:[-+*•]|\d{1,2}[.)](?!\d)))|\.\.\.|[.;!?…](?=[\s\"]|$)|…(?=[A-ZĐ])|:(?=\s)"
    r"|[()\"]| [=-]>|,\s"
    # "phù hợp yêu cầu quản lý", but "… yêu cầu các sở"
    r"|(?: {!demand_of}yêu cầu|(?<!đối) với(?= \d)|(?<!so) với mức"
    # "xe ô tô đã qua sử dụng", "xử phạt vì đã xả thải"
    r"|(?<!do)(?<!vì) đã(?! {done_to_subject})| {title_break})(?!\w)"
    rf"| và (?={MAKERS} (?:đã |vừa )?(?:ban hành|thông qua|ký)(?!\w))"
    r"| quy định (?={bound_party} [^.;,]{3,60} (?:có trách nhiệm|phải|không được)(?!\w))"
    rf"| thay thế cho (?={_CAPITAL_TYPE} )| trình (?={MAKERS}|HĐND|UBND|cấp có)"
    rf"| (?:và|hoặc) (?!Đề án 06)(?=(?:dự án |dự thảo |khung )?{_CAPITAL_TYPE} |Hiệp định |"
    r"{document_noun} (?:số|\d(?!\d? (?:năm|tháng))))"
    # not "quán triệt và triển khai", "học tập và thực hiện": two verbs of one subject
    rf"| {{!first_of_two}}và (?:việc )?(?:thực hiện|triển khai) (?={_CAPITAL_TYPE} |{{document_noun}} (?:số |\d))"
    r"| quy định(?=\s?:)| nêu(?=\s?:)| xác định(?=\s?[:\"]| {set_out}(?!\w))"
    r"| (?={opens_sentence}(?!\w)|(?:Sáng|Chiều|Tối|Ngày) \d))",
    whole=False,
)
_SHORT_FORM_OF = spaced(rf"\((?:sau đây|gọi|viết tắt|{_CAPITAL_TYPE} (?:số )?\d)", whole=False)
# A subject may list its aims ("tăng cường xây dựng Đảng; ngăn chặn, đẩy lùi sự suy thoái …") or what it lays down
# ("quy định chi tiết các hình thức giám sát; việc giới thiệu người ứng cử").
_LISTED_AIM = spaced(r"; {aim_verb}(?:,| \w+)")
_LAYS_DOWN = re.compile(r"(?:quy|qui)[ \n]định|hướng[ \n]dẫn|sửa[ \n]đổi")
_LISTED_RULE = parts.pattern(r";[ \n]{laid_down}[ \n,]")
# What a bracket tells of the document itself, which is no part of its subject.
_REMARK = spaced(r"\({remark}")
# "quy hoạch khảo cổ; quy hoạch bảo quản di tích": an item that begins with two words of the one before.
_ITEM = spaced(rf"; (?P<first>[{LOWER}]{{2,8}}),? (?P<second>[{LOWER}]{{2,8}})(?!\w)", whole=False)
_NO_ITEM = frozenset({"tiếp tục", "công tác", "tổ chức", "thực hiện", "giai đoạn", "đồng thời"})


def _repeats_words(view: View, start: int, place: int) -> bool:
    """Whether the item behind the semicolon at `place` begins with two words that stand together in the title."""
    item = _ITEM.match(view.text, place)
    if item is None:
        return False
    words = f"{item['first']} {item['second']}"
    title = " ".join(view.lower[start:place].replace(",", " ").split())
    return words not in _NO_ITEM and f" {words} " in f" {title} "


_SHORT_FORM = re.compile(rf"(?:(?<![{LETTER}/&-])(?:TP|Tp|TX|TT|P)|\.Ư)$")


# What is carried out may be two documents, and what is amended two of a type.
_AND_DOCUMENT = spaced(r" (?:và|hoặc) (?={document_noun} )", whole=False)
_CARRIED_OUT = spaced(r"(?:triển khai |tổ chức )?thực hiện {document_noun} (?:số )?\d", whole=False)
_AMENDED = spaced(
    r"(?:(?:sửa đổi, bổ sung|sửa đổi|bổ sung) (?:(?:một số )?(?:điều|nội dung|điểm) (?:của )?)?|bãi bỏ )(?:các )?"
    r"(?P<type>{document_noun}) (?:số )?\d",
    whole=False,
)


def _two_documents(lower: str, start: int, place: int) -> bool:
    """Whether the document behind `và` at `place` is carried out or amended with the one before it."""
    joined = _AND_DOCUMENT.match(lower, place)
    if joined is None:
        return False
    amended = _AMENDED.match(lower, start)
    same = amended is not None and lower.startswith(amended["type"], joined.end())
    return same or _CARRIED_OUT.match(lower, start) is not None


_AND_LAW = spaced(r" và (?=(?:bộ )?luật )(?:bộ )?luật ", whole=False)
_AMENDS_LAWS = spaced(r"(?:quy định )?(?:việc )?(?:sửa đổi|bổ sung|bãi bỏ)[^;.]{0,60} (?:bộ )?luật ", whole=False)
_LAW_ENDS = re.compile(r"[ ]?(?:[.;,)]|\n[ ]?\n|\n-|$)|[ \n](?:số|ngày|năm)[ \n]\d")


def _amends_law(view: View, start: int, place: int) -> bool:
    """Whether the law behind `và` at `place` is the last of those that are amended."""
    law = _AND_LAW.match(view.lower, place)
    listed = listed_law(view, law.end()) if law and _AMENDS_LAWS.match(view.lower, start, place) else None
    return listed is not None and _LAW_ENDS.match(view.text, listed[0]) is not None


# "về một số giải pháp nhằm duy trì tăng trưởng": what the measures are for is of the subject.
_MEASURES = spaced(
    r"(?:ban hành |quy định |thực hiện |triển khai )?(?:(?:một số|những|các|nhiệm vụ,|cơ chế,) ){0,2}"
    r"(?:nhóm )?{solution_noun}[^.,;:()]{0,24}",
    whole=False,
)
_AIM = spaced(r" nhằm")


def _goes_on_with(view: View, start: int, place: int, head: int | None) -> bool:
    """Whether the words at `place`, which mostly end a title, go on with the one that begins at `start`."""
    if _AIM.match(view.lower, place):
        return _MEASURES.fullmatch(view.lower, start, place) is not None
    if head is not None and _second_inner(view.lower, start, place, head):
        return True
    return _two_documents(view.lower, start, place) or _amends_law(view, start, place)


_INNER_DOCUMENT = parts.pattern(r"(?<!\w)(?P<type>{document_noun})[ \n]{1,3}(?:số[ \n]{1,3})?\d")


def _second_inner(lower: str, start: int, place: int, head: int) -> bool:
    """Whether the document behind `và` is of one type with the last that the title names, and not with the titled one.

    "Thông tư … hướng dẫn việc ưu đãi tại Nghị định 5 và Nghị định 7"; `head` is where the titled document stands.
    """
    joined = _AND_DOCUMENT.match(lower, place)
    second = _INNER_DOCUMENT.match(lower, joined.end()) if joined else None
    if second is None or lower.startswith(second["type"], head):
        return False
    inner = list(_INNER_DOCUMENT.finditer(lower, max(start, place - 120), place))
    return bool(inner) and inner[-1]["type"] == second["type"]


def _quoted_end(view: View, mark: int) -> int | None:
    """Where the quotation ends that `mark` opens inside a title; None if it closes one around the title."""
    # a name of some length in marks without direction is more likely two names
    directed = view.source[view.span(mark, mark + 1)[0]] in "“‘«"
    close = None if closes(view, mark) else closing(view, mark, 320 if directed else 160)
    return close + 1 if close else None


def title_end(view: View, start: int, *, opened: bool = False, name: bool = False, head: int | None = None) -> int:
    """Where a title that is not in quotation marks ends.

    `head`: where the document stands that has the title; `opened`: a bracket before it is still open; `name`: it is a
    document's name, which a comma ends unless the words behind it plainly belong to those before.
    """
    text = view.text
    limit = min(len(text), start + MAX_TITLE)
    at = start
    for _ in range(60):
        stop = _TITLE_STOP.search(text, at, limit)
        if stop is None:
            cut = text.rfind(" ", start, limit)
            return cut if limit < len(text) and cut > start else limit
        on = _goes_on_behind(view, start, stop, opened=opened, name=name, head=head)
        if on is None:
            return stop.start()
        at = on
    return at


def _goes_on_behind(
    view: View, start: int, stop: re.Match[str], *, opened: bool, name: bool, head: int | None
) -> int | None:
    """From where the title goes on behind what may end it; None if it ends there. For the rest see `title_end`."""
    text, sign, place = view.text, stop[0][0], stop.start()
    if sign == "(" and not opened:
        return _bracket_end(view, place)
    if sign == '"':
        return _quoted_end(view, place)
    if sign == ";":
        goes_on = _lists_on(view, start, place)
    elif sign == ",":
        goes_on = not _ends_at_comma(view, start, place) and (not name or _name_goes_on(view, start, place))
    elif _goes_on_with(view, start, place, head):
        goes_on = True
    elif stop[0] == "...":
        goes_on = re.match(rf"[ ][{LOWER}]", text[stop.end() : stop.end() + 2]) is not None
    elif sign == ":" and _PHASE.match(view.lower, max(start, place - 18)):
        goes_on = True
    else:
        goes_on = sign == "." and _SHORT_FORM.search(text, max(0, place - 3), place) is not None
    return stop.end() if goes_on else None


def _bracket_end(view: View, place: int) -> int | None:
    """Where the bracket ends that opens at `place` inside a title; None if the title ends before it."""
    text = view.text
    close = text.find(")", place, place + 80)
    if close < 0 or not re.match(rf"[ \n][{LOWER}]", text[close + 1 : close + 3]):
        return None
    if _SHORT_FORM_OF.match(text, place) or _REMARK.match(view.lower, place):
        return None
    return close + 1


def _lists_on(view: View, start: int, place: int) -> bool:
    """Whether the semicolon at `place` parts the items of one subject."""
    if _LAYS_DOWN.match(view.lower, start) and _LISTED_RULE.match(view.lower, place):
        return True
    return _repeats_words(view, start, place) or _LISTED_AIM.match(view.lower, place) is not None


# "giai đoạn I: từ năm 2021 đến năm 2025" is one indication of time.
_PHASE = spaced(r"[^:]{0,8}giai đoạn [ivx\d]{1,3}: từ (?:năm )?\d", whole=False)


# ---- commas ----


class TitlePair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that belong together across a comma: what the part before it holds, what the part behind opens with."""

    before: str
    after: str
    example: str


@cache
def title_pairs() -> dict[str, tuple[str, ...]]:
    """The words that may stand before the comma, by those that open the part behind it."""
    pairs: dict[str, list[str]] = {}
    for pair in load("title_pairs", TitlePair):
        pairs.setdefault(pair.after, []).append(pair.before)
    return {after: tuple(before) for after, before in pairs.items()}


@cache
def _second_words() -> re.Pattern[str]:
    return spaced(any_of(title_pairs()))


_NEXT = re.compile(r",[ \n]{1,4}(?=\S)")
# The name of a plan, a term or a session goes on with its years, whatever follows.
_DATED_TAIL = spaced(
    r"(?:{plan_horizon}(?: đến| tới)?(?: năm)? (?:20)?\d|giai đoạn \d|giai đoạn [ivx]+(?!\w)|"
    r"nhiệm kỳ \d|khóa [ivx\d])",
    whole=False,
)
# What begins the next clause: adverbs, conjunctions, verbs that say what the document or somebody does.
_OPENS_CLAUSE = spaced(r"(?:từ(?= \d)|{clause_opener})")
# Nouns that go on with a list as often as they are the subject of the next clause.
_MAY_BE_SUBJECT = spaced(r"{clause_subject}")
_VERB = spaced(r"(?<!\w){clause_verb}")
# An action that is the subject: "…, triển khai Nghị quyết này phải gắn với …".
_ACTION = spaced(r"(?:việc|triển khai|thực hiện) [^,.;:()\n]{3,70} (?:phải|được|đã|cần|là|thì|sẽ|không)", whole=True)
_STATES = spaced(r"(?:xác định|quy định|nêu)(?=\s?[:\"])|xác định(?= {set_out}(?!\w))", whole=False)
_DAY_ENDS = re.compile(r"ngày[ \n]\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?$")
_CLAUSE_END = re.compile(r"[.;:!?…\"()](?=[\s\"]|$)|[\"()]|\n[ ]{0,8}\n")
_ACRONYM = re.compile(r"[A-ZĐ&]{2,8}(?!\w)")
_PROPER = re.compile(rf"[{UPPER}][{LETTER}]{{1,9}}[ \n][{UPPER}]")
_FIRST_WORD = re.compile(rf"[{LETTER}]{{2,12}}")
# "… tại các tỉnh Hà Tĩnh, Quảng Bình và Quảng Trị": places that are listed.
_PLACE_BEFORE = parts.pattern(
    rf"{{unit_level}}(?:[ \n][{UPPER}][{LOWER}]{{0,7}}){{1,3}}"
    rf"(?:,(?:[ \n][{UPPER}][{LOWER}]{{0,7}}){{1,3}}){{0,8}}$"
)
_PLACE_AFTER = re.compile(
    rf"[{UPPER}][{LOWER}]{{0,7}}(?:[ \n][{UPPER}][{LOWER}]{{0,7}}){{1,2}}(?:,|[ \n]và)[ \n][{UPPER}]"
)
# "tăng thêm số lượng Thứ trưởng, Phó Thủ trưởng cơ quan ngang Bộ": offices that are listed.
_OFFICE = parts.pattern(rf"(?=[{UPPER}])(?i:(?:phó[ \n])?{{office_held}}|phó giám đốc)")
_SESSION = spaced(r"(?:kỳ|phiên) họp (?:thứ \w{1,6}(?: \w{1,6})?|bất thường[^,]{0,20})$")


@cache
def _appoints() -> re.Pattern[str]:
    """What is done to a person, up to the name: "bổ nhiệm đồng chí …"."""
    titles = "|".join(map(re.escape, honorifics()))
    return spaced(
        rf"(?:(?:về |việc |tiếp nhận(?:,| và) ){{0,2}}{{personnel_verb}}[^,.;]{{0,110}}?)(?:{titles}) ", whole=False
    )


_TAKES_OFFICE = spaced(r" {takes_office}(?!\w)")
# "kết luận của Phó Thủ tướng …, Trưởng Ban Chỉ đạo tại cuộc họp …": who concludes has two offices.
_CONCLUDES = spaced(
    r"(?:truyền đạt |thông báo )?(?:ý kiến )?(?:kết luận|chỉ đạo) (?:của )?"
    r"(?:đồng chí|[^,.;]{0,30}(?:tướng|trưởng|tịch|thư)) ",
    whole=False,
)
_ITS_HEAD = spaced(r"(?:phó )?{office_held}")
# "về việc Mặt trận Tổ quốc, các đoàn thể tham gia góp ý": who acts is listed, and the act follows.
_SUBJECT_OF_ACT = re.compile(rf"việc[ \n](?:[Cc]ác[ \n])?[{UPPER}][^,;.()]{{1,34}}$")
_LAW = spaced(r"(?:bộ luật|luật|pháp lệnh) ", whole=False)


def _ends_at_comma(view: View, start: int, comma: int) -> bool:
    """Whether the title that begins at `start` ends at a comma."""
    text, lower = view.text, view.lower
    following = _NEXT.match(text, comma)
    if following is None or following[0].count("\n") > 1:
        return True
    rest = following.end()
    if _belongs_across(view, start, comma, rest) or _dates_inner(lower, start, comma, rest):
        return False
    if _OPENS_CLAUSE.match(lower, rest) or _ACTION.match(lower, rest) or _STATES.match(lower, rest):
        return True
    if _DAY_ENDS.search(lower, max(start, comma - 20), comma):
        return not lower.startswith("của ", rest)
    if _SESSION.search(lower, max(start, comma - 40), comma) and lower.startswith(
        ("quốc hội", "hđnd", "hội đồng"), rest
    ):
        return False
    if _appoints().match(lower, start, comma):
        if " chức " in lower[start:comma]:
            return False
        return not _TAKES_OFFICE.search(lower, rest - 1, min(rest + 180, _clause_end(text, rest)))
    if _SUBJECT_OF_ACT.search(text, max(start - 8, comma - 44), comma) and text[rest].islower():
        return False
    if _CONCLUDES.match(lower, start, comma) and _ITS_HEAD.match(lower, rest):
        return False
    if named := _names_document(view, start, rest):
        return named == "other"
    return _is_clause(view, start, comma, rest)


# "thực hiện Chỉ thị số 46-CT/TW, ngày 16/5/2025 của …": the day of a document that the title names.
_INNER_NUMBER = parts.pattern(
    r"{document_noun}(?:[ \n](?:hành[ \n]động|kết[ \n]luận))?[ \n]{1,3}(?:số[ \n]{1,3})?\d{1,4}[^ \n]{0,20}$"
)
_INNER_DAY = spaced(
    r"ngày (?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})(?:,? (?:của|về) |[.;]|\)| \"|$)",
    whole=False,
)


def _dates_inner(lower: str, start: int, comma: int, rest: int) -> bool:
    """Whether the day of issue of a document that the title names stands behind the comma."""
    if not _INNER_DAY.match(lower, rest):
        return False
    return _INNER_NUMBER.search(lower, max(start, comma - 60), comma) is not None


def _name_goes_on(view: View, start: int, comma: int) -> bool:
    """Whether what follows a comma plainly belongs to the name before it."""
    text = view.text
    following = _NEXT.match(text, comma)
    if following is None:
        return False
    rest = following.end()
    if _belongs_across(view, start, comma, rest):
        return True
    if _ACRONYM.match(text, rest) and " và " in text[rest : rest + 12]:
        return True
    words = text[rest : rest + 30].split()[:2]
    return len(text[start:comma].split()) <= 2 or any(_repeats_item(text, start, comma, word) for word in words)


def _belongs_across(view: View, start: int, comma: int, rest: int) -> bool:
    """Whether what stands behind the comma, at `rest`, is of one phrase, law or term with what stands before it."""
    lower = view.lower
    if _pair_across(lower, start, comma, rest) or _in_law_name(view, start, comma):
        return True
    return _DATED_TAIL.match(lower, rest) is not None


def _pair_across(lower: str, start: int, comma: int, rest: int) -> bool:
    """Whether words of the lexicon stand on both sides of the comma."""
    second = _second_words().match(lower, rest)
    if second is None:
        return False
    item = " " + " ".join(lower[max(start, comma - 60) : comma].rpartition(", ")[2].split())
    for first in title_pairs()[" ".join(second[0].split())]:
        found = item.rfind(f" {first}")
        gap = len(item) - found - len(first) - 1
        if found >= 0 and gap <= (0 if len(first) <= 6 else 30):
            return True
    return False


def _in_law_name(view: View, start: int, comma: int) -> bool:
    """Whether the comma is one in a law's name: "Luật Tài nguyên, môi trường biển và hải đảo"."""
    low = max(start, comma - 60)
    for word in _LAW.finditer(view.lower, low, comma):
        listed = listed_law(view, word.end())
        if listed is not None and listed[0] > comma:
            return True
    return False


def _names_document(view: View, start: int, rest: int) -> str | None:
    """Whether a document is named at `rest`: a law of the same list ("law"), or another document ("other")."""
    if law := _LAW.match(view.lower, rest):
        amends = _ACTS_ON_LAWS.match(view.lower, start)
        if amends and view.text[rest].isupper() and listed_law(view, law.end()):
            return "law"
    return "other" if _DOCUMENT.match(view.text, rest) else None


_STOPS = re.compile(r"[.;)]|[ ]?\n[ ]?\n|$")
_ACTS_ON_LAWS = spaced(r"(?:{document_act}|bãi bỏ)", whole=False)
_DOCUMENT = spaced(
    rf"(?:{_CAPITAL_TYPE}(?= )|{{document_noun}} (?:số |\d)|Hiệp định|Hiến pháp|Điều lệ|Nghị định thư)", whole=False
)


def _clause_end(text: str, place: int) -> int:
    """Where the sentence or bracket around `place` ends, at most some 240 characters on."""
    found = _CLAUSE_END.search(text, place, place + 240)
    return found.start() if found else min(len(text), place + 240)


def _is_clause(view: View, start: int, comma: int, rest: int) -> bool:
    """Whether a clause with a subject of its own begins at `rest`."""
    text, lower = view.text, view.lower
    if text[start:comma].isupper():
        return not text[rest].isupper()
    if text[rest] == '"':
        return text[comma - 1] != '"'
    word = _FIRST_WORD.match(text, rest)
    repeated = word is not None and _repeats_item(text, start, comma, word[0])
    if text[rest].isupper() and not _ACRONYM.match(text, rest):
        body = issuer_at(view, rest)
        if body is not None:
            return not (_ends_with_body(view, start, comma) and _STOPS.match(text, body[1]))
        if _PLACE_AFTER.match(text, rest) and _PLACE_BEFORE.search(text, max(start, comma - 160), comma):
            return False
        if _OFFICE.match(text, rest) and _OFFICE.search(text, max(start, comma - 40), comma):
            return False
        if _PROPER.match(text, rest):
            return True
        return not repeated and bool(_VERB.search(lower, rest, _clause_end(text, rest)))
    if _MAY_BE_SUBJECT.match(lower, rest) or text[rest].isupper():
        return not repeated and bool(_VERB.search(lower, rest, _clause_end(text, rest)))
    return not (text[rest].islower() or text[rest].isdigit())


def _repeats_item(text: str, start: int, comma: int, word: str) -> bool:
    """Whether a part of the title before the comma begins with the same word: "Biểu thuế xuất khẩu, Biểu thuế …"."""
    items = text[start:comma].split(", ")
    return any(item.startswith(word) for item in items) or (word.islower() and f" {word} " in items[-1])


def _ends_with_body(view: View, start: int, comma: int) -> bool:
    """Whether an issuing body's name ends at the comma: "của Bộ Chính trị, Ban Bí thư"."""
    of = view.lower.rfind(" của ", max(start, comma - 80), comma)
    body = issuer_at(view, of + 5) if of >= 0 else None
    return body is not None and body[1] >= comma
