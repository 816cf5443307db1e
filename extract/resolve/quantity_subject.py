"""What the words before a quantity say that it measures: the subject, the verb and the change of its clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extract.finders import quantity_measures as measures
from extract.finders.quantity_units import UnitKind
from extract.lazy import later, re
from extract.letters import LOWER, UPPER
from extract.parts import quantity as parts
from extract.resolve import quantity_clause as clause

_CHANGE = parts.pattern(
    r"(?i:(?:^|[ \n])({change_verb}(?: {change_of}){0,3})"
    r"(?: (?:{change_manner}|là|đạt|ở mức|khoảng|từ mức)){0,3}[ \n]{0,3}$)"
)
_LONGEST_CHANGE = 80
_FEW_LISTED = 5
_LONGEST_SECTOR = 5
_LONGEST_AMOUNT = 90
_ASPECT = parts.pattern(r"(?<!\w)(?:đã|sẽ|đang|phải|cần|vẫn|cũng|còn|{deed_lead}|mới(?= {so_far} ))(?!\w)")
# (One by one, not as a set: a search leaps to the next of some characters only where each is an alternative.)
DELIMITER = re.compile(r",(?!\d)(?!(?<=\d,) \d)|;|:|…|\(|\)|\"|\. |\n(?=[ ]*\n)")
# An amount that is told but is no record ("ước đạt 8,6 triệu lượt"): what stands before it says what it measures.
_TOLD_AMOUNT = re.compile(
    r"[ \n](?:(?:ước|đạt|được|là|có|còn|chỉ|xấp xỉ|khoảng|hơn|gần|trên|dưới|tới|đến|lên|xuống|với)[ \n]){1,5}"
    r"\d[\d.,]{0,12}(?:(?:/|[ ]?-[ ]?)\d[\d.,]{0,12})?"
    r"(?:[ ]?%|[ \n](?!tuổi)[^\W\d_]{1,8}(?:[/ \n][^\W\d_]{1,8}){0,3})?[ \n]{0,2}$"
)
_TOLD_AND = re.compile(
    r"[ \n](?:có|đạt|là|hơn|gần|trên|khoảng)[ \n]\d[\d.,]{0,12}(?:[ \n][^\W\d_]{1,8}){0,5}[ \n]và[ \n]"
)
_SAYS_MORE = parts.pattern(r"(?<!\w){says_amount}(?!\w)")
_RISES = re.compile(r"(?:tăng|giảm)(?! thêm) ", re.IGNORECASE)
_AMOUNTS_TO = re.compile(r"(?<!\w)(?:đạt|là|còn|lên|xuống)[ \n]*$")
_AIMS = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu|quyết tâm)(?!\w)")
# Where a figure comes from, or at which event it was told: no part of what it measures.
_SOURCE = parts.pattern(
    r"(?i:[\s\"“'-]*(?:(?:theo )?{source_noun}(?: {source_of}(?!\w)[^,]*|)$"
    r"|(?:cũng )?(?:tại|trong|nhân|ở) {occasion}(?!\w)[^,]*$))"
)
_BY = re.compile(r"\s*[Tt]heo[ ](?!đó)[^\d]*$")  # who or what tells it, before a comma
_SAYER = parts.pattern(
    r"(?<!\w)(?:{says}|nêu(?= mức)|(?:cung cấp|dẫn|đưa ra) (?:các |một |những )?(?:số liệu|con số)"
    r"|đề cập (?:đến |tới )?(?:thực trạng|tình trạng|việc))(?!\w)"
)
_SAYS = ("cho ", "nêu", "khẳng", "nhấn", "dẫn", "cung cấp", "đưa ra", "đề cập")  # without which none of them stands
_LEVEL = re.compile(r"(?<!\w)(?:thấp|cao|nhiều|ít|lớn) hơn (?:so với )?(?:mức )?(.{0,80})$")
_NAME_FIRST = parts.pattern(
    rf"^[{UPPER}].{{0,60}}(?<!\w)(?!{{name_head}} )"
    rf"[{UPPER}]\w{{0,7}} [{UPPER}]\w{{0,7}} (?P<verb>[^{UPPER}]{{2,40}})$"
)
_MEASURE_FIRST = later(lambda: rf"(?i:{measures.nouns()})")
# A verb that only says that the measure behind it was reached.
_LIGHT_VERB = parts.pattern(r"(?:cũng )?{light_verb}(?: được| có)? (?!số hóa)")
_WHERE = re.compile(r"[ ](?:tại|trên địa bàn)[ ]")
_LONGEST_MEASURE = 20
_LONG_MEASURE = 13
# A measure that says nothing without what it measures.
_HOLLOW = parts.pattern(r"(?i:(?:đạt |chiếm )?(?:mức |có )?(?:{share}|{hollow_measure}))")
AMOUNT = later(lambda: rf"(?:^|[ \n](?<!đối )(?<!so ))với[ \n]((?:tổng )?{measures.nouns(deeds=False)}[^,;]{{0,40}})$")
BARE_AMOUNT = later(lambda: rf"(?i:(?:có )?(?:{measures.nouns(deeds=False)} ?){{1,3}})")
_MEASURE = later(lambda: rf"(?<!\w)có ({measures.nouns(deeds=False)}.{{0,80}})$")
_OF_WHICH = re.compile(r"(?<!\w)trong (?:đó|số)(?: có)?(?!\w)")
_BEARER_WORDS = 9
# Whose it is, where that only points to one told before.
_OF_ITSELF = parts.pattern(r"[ ](?:của|tại|qua) (?:toàn )?(?:{own_body} này|địa bàn(?: này)?)$")
# What kind of thing it is, said aside.
_ONE_OF = re.compile(r"(?<=\w) là một trong(?: những| các| số| \d+)(?!\w).*$")
# What only points to something told before.
_POINTS_BACK = parts.pattern(r"(?<!\w)(?:này|đó|trên|họ|đây)$|^{own_body}$")
_PLACE = re.compile(r"(?:trên|tại|ở|của|trong|cho|so với)(?!\w)")
# The head of a list of one or two nouns, which goes on behind a comma: "tỷ lệ đoàn viên, hội viên dự học".
_HEAD = parts.pattern(
    r"(?<!\w)(?:tỷ lệ|tỉ lệ|{list_head})[ ](?!như|này|đó|liệu)"
    rf"(?:[{LOWER}][^\W\d_]{{0,7}}[ ]){{0,2}}[{LOWER}][^\W\d_]{{0,7}}$"
)
MEASURED = parts.pattern(r"(?i:{number_noun}(?!\w))")
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")
_ITEM = re.compile(rf"[ ](?:[{UPPER}]{{2,6}}|[{LOWER}][^\W\d_]{{0,7}}(?:[ ][{LOWER}][^\W\d_]{{0,7}})?)")
_NAMED = re.compile(rf"^[^\s,]{{2,8}}[ ].{{0,40}}[ ][{UPPER}][\w.]{{1,12}}$")
# What is attained as a property, not as a number: "số xã đạt chuẩn".
_ATTAINS = parts.pattern(r" đạt {attained}(?!\w)")
_WHOLE_AMOUNT = 3
_LONG_AMOUNT = 5
_SET_BY_BODY = parts.pattern(rf"(?:do )?[{UPPER}][^,]{{2,30}} (?:{{set_out}}|giao|thông qua)")
_LONGEST_LIST = 12
_SUBJECT_WORDS = 12
_VERB_WORDS = 10


class Subject(NamedTuple):
    """What the words before a quantity say: what it measures, the verb of a change of it, and whose deed it is."""

    measured: str
    change: str = ""
    actor: str = ""


def read(text: str, *, kind: UnitKind, follows: bool, whole: bool) -> Subject:
    """What a stretch of a clause in front of a quantity says, from the nearest piece of it that says anything.

    `kind` is that of the quantity's unit; `follows` says that another quantity stands before it in its sentence, where
    the text begins then; `whole` that what follows it already tells what is measured: then nothing is looked for
    beyond the piece that the quantity stands in, unless a verb there needs a subject.
    """
    if "(" in text:
        text = _BRACKET.sub(" ", text)
    change = hollow = ""
    pieces = DELIMITER.split(text)
    if follows and len(pieces) > 1:
        del pieces[0]  # it belongs to the quantity before
    elif follows and not AMOUNT.search(clause.trim(text)):
        pieces = [text.rpartition(" và ")[2]]
    if whole and len(pieces) > 1 and not pieces[-1].strip() and any(map(str.isdigit, pieces[-2])):
        return Subject("")  # an item by itself, behind one with a number: "… dưới 5 tuổi còn 9,1; 75% trạm y tế"
    if (kind != "count" or _AMOUNTS_TO.search(text)) and (measure := _headed(pieces, text)):
        return Subject(_without_predicate(measure) if not clause.trim(pieces[-1]) else measure)
    for whole_piece in reversed(pieces) if kind == "count" else _joined_lists(pieces):
        if whole_piece is not pieces[-1] and _BY.match(whole_piece):
            continue
        piece = _without_amount(whole_piece)
        level = _LEVEL.search(piece) if follows and " hơn " in piece else None
        if level:
            return Subject("", level[1].strip())
        found = _change(piece)
        if found and not change:
            change = " ".join(found[1].split())
        measured, actor = _content(piece[: found.start()] if found else piece, keeps_subject=kind == "percent")
        if _HOLLOW.fullmatch(measured) and not hollow and kind != "count":
            # Of what stands before the comma: "Người ứng cử là nữ, bảo đảm tỷ lệ 35%".
            hollow = f"{measured.removeprefix('đạt ').removeprefix('chiếm ')} "
        elif measured or (whole and (_AIMS.search(piece) or not _SAYS_MORE.search(piece))):
            if whole_piece is not pieces[-1] and is_measure(measured):
                measured = _without_predicate(measured)
            if kind != "count" and not hollow:
                measured = _listed_measure(measured, whole_piece, pieces, text)
            return Subject(f"{hollow}{measured}".strip(), change, "" if hollow else actor)
    return Subject(hollow.strip(), change)


def is_measure(phrase: str) -> bool:
    """Whether a phrase begins with what is measured, and not with a verb or a body."""
    return bool(_MEASURE_FIRST.match(phrase))


def _without_predicate(measured: str) -> str:
    """A measure without what its clause says of it before its number: "thu ngân sách bắt đầu khởi sắc, đạt"."""
    said = clause.bound("predicate").search(measured)
    before = measured[: said.start()].strip() if said else ""
    return before if " " in before else measured


def _listed_measure(measured: str, piece: str, pieces: list[str], text: str) -> str:
    """The last verb or noun of a list with the measure that heads it in the piece before ("số vụ án được phát hiện,
    triệt phá tăng 5%")."""
    if not measured or len(measured.split()) > _FEW_LISTED or measured[0].isupper() or piece not in pieces[1:]:
        return measured
    head = pieces[pieces.index(piece, 1) - 1]
    if (
        _RISES.match(measured)
        or _SAYS_MORE.search(head)
        or any(map(str.isdigit, head))
        or f"{head},{piece}" not in text
    ):
        return measured
    head = clause.trim(head)
    if not _MEASURE_FIRST.match(head) or len(head.split()) > _LONGEST_MEASURE:
        return measured
    return f"{head}, {measured}"


def _change(piece: str) -> re.Match[str] | None:
    """The verb of a change that ends a piece of a clause."""
    end = piece[-_LONGEST_CHANGE:].lower()
    if not any(verb in end for verb in parts.words("change_verb")):
        return None
    return _CHANGE.search(piece, max(0, len(piece) - _LONGEST_CHANGE))


def _without_amount(piece: str) -> str:
    """A piece of a clause without the amount that ends it, or what stands behind "và" where one is told before it."""
    if not any(map(str.isdigit, piece)):
        return piece
    if told := _TOLD_AND.search(piece):
        return piece[told.end() :]
    told = _TOLD_AMOUNT.search(piece, max(0, len(piece) - _LONGEST_AMOUNT))
    return piece[: told.start()] if told else piece


def _headed(pieces: list[str], text: str) -> str:
    """A measure whose nouns are a list, so that its head stands before the last comma ("Tổng giá trị sản phẩm công
    nghiệp, thủ công nghiệp xuất khẩu đạt"); nothing where the last piece tells a measure or a change it"""
    last = pieces[-1]
    item = clause.trim(last)
    if _MEASURE_FIRST.match(item) or _RISES.match(item) or _change(last):
        return ""
    for begin in range(len(pieces) - 2, max(-1, len(pieces) - 4), -1):
        head = clause.trim(pieces[begin])
        if _SAYS_MORE.search(pieces[begin]) or any(map(str.isdigit, pieces[begin])):
            return ""
        if f"{pieces[begin]},{pieces[begin + 1]}" not in text or not head:
            return ""
        if _MEASURE_FIRST.match(head):
            told, *beyond = clause.without_frame(clause.trim(",".join(pieces[begin:])))
            measure = clause.trim(told).split()
            return " ".join(measure) if not any(map(clause.trim, beyond)) and len(measure) <= _LONGEST_MEASURE else ""
    return ""


def _joined_lists(pieces: list[str]) -> Iterator[str]:
    """The pieces of a clause from the last to the first; a list with an item of one or two words is one piece
    ("xuất khẩu nông, lâm, thủy sản")."""
    place = len(pieces) - 1
    while place >= 0:
        piece, begin = pieces[place], place
        while (
            begin > 0
            and not _HEAD.search(pieces[begin])
            and place - begin < _LONGEST_LIST
            and _is_item(piece, pieces[begin - 1])
        ):
            begin -= 1
            piece = f"{pieces[begin]},{piece}"
        if head := _HEAD.search(pieces[begin]):
            piece = piece[piece.index(head[0]) :]
        elif 0 < begin < place:
            begin -= 1
            piece = f"{clause.last_words(pieces[begin], _VERB_WORDS)},{piece}"
        yield piece
        place = begin - 1


def _is_item(piece: str, before: str) -> bool:
    if piece[:1] != " " or _RISES.match(piece, 1):
        return False
    head = _HEAD.search(before)
    if head and not MEASURED.match(piece.strip()):
        sector = head[0].startswith(("lĩnh vực", "ngành", "khu vực"))
        return not sector or len(clause.trim(piece).split()) <= _LONGEST_SECTOR
    return bool(_ITEM.fullmatch(before) and clause.trim("".join(clause.without_frame(before))))


def _content(piece: str, *, keeps_subject: bool) -> tuple[str, str]:
    """The part of a piece of a clause that says what is measured, and whose deed it tells."""
    if any(word in piece for word in _SAYS):
        piece = _SAYER.split(piece)[-1]
    if _SOURCE.match(piece):
        return "", ""
    told = [part for part in map(clause.trim, clause.without_frame(piece)) if part]
    if not told or len(told[-1]) == 1:  # the letter of an item: "a) "
        return "", ""
    set_by = parts.words("set_by")
    while len(told) > 1 and (told[-1].lower() in set_by or _SET_BY_BODY.fullmatch(told[-1])):
        del told[-1]  # "thu ngân sách theo chỉ tiêu được giao"
    part = told[-1]
    if part.lower() in set_by:
        return "", ""
    if len(told) > 1 and _MEASURE_FIRST.match(told[0]):
        part = " ".join(told)  # "tỷ lệ rác thải phải được thu gom"
    elif len(told) > 1 and (_PLACE.match(part) or (" " not in part and _NAMED.search(told[-2]))):
        part = f"{told[-2]} {part}"  # "ngành du lịch đặt mục tiêu thu"
    part = clause.trim(clause.bound("clause").split(part)[-1]) or part
    part = _ONE_OF.sub("", part)
    if not keeps_subject and (light := _LIGHT_VERB.match(part)) and _MEASURE_FIRST.match(part, light.end()):
        part = part[light.end() :]
    if "có " in part and not is_measure(part) and (measure := _MEASURE.search(part)) and not AMOUNT.search(part):
        part = _of_bearer(measure[1].strip(), part[: measure.start()])
    if "với" in part and (amount := AMOUNT.search(part)):
        if len(amount[1].split()) > _WHOLE_AMOUNT and not BARE_AMOUNT.fullmatch(amount[1].strip()):
            return amount[1].strip(), ""  # "thông qua dự toán với số thu ngân sách là"
        whose, _ = _content(part[: amount.start()], keeps_subject=False)
        return " ".join([*amount[1].split(), *whose.split()[-8:]]), ""
    keeps_subject = keeps_subject or bool(_MEASURE_FIRST.match(part))
    part, actor = (_ASPECT.sub(" ", part), "") if keeps_subject else _deed(part)
    reached = part.rfind(" đạt ")
    if reached > 0 and not _ATTAINS.match(part, reached):
        whose, part = part[:reached], part[reached + 5 :]
        if BARE_AMOUNT.fullmatch(part.strip()):
            part = f"{part.strip()} {clause.last_words(whose, _VERB_WORDS - len(part.split()))}"
    if not keeps_subject and (named := _NAME_FIRST.match(part)) and not named["verb"].startswith(("được", "bị")):
        part, actor = named["verb"], actor or part[: named.start("verb")].strip()
    part = _OF_ITSELF.sub("", part)
    if len(told) > 1 and not actor and " giao" not in told[-2] and not part.startswith(told[-2]):
        actor = told[-2]
    return _shortened(part, _SUBJECT_WORDS if keeps_subject else _VERB_WORDS), actor


def _of_bearer(measure: str, bearer: str) -> str:
    """A measure that says little by itself, with what has it ("hồ Suối Đá có dung tích")."""
    bearer = clause.trim(_OF_WHICH.split(bearer)[-1])
    if len(measure.split()) > _LONG_AMOUNT or " " not in bearer or _POINTS_BACK.search(bearer):
        return measure
    return f"{measure} {clause.last_words(bearer, _BEARER_WORDS)}"


def _deed(part: str) -> tuple[str, str]:
    """What stands behind "đã" or "sẽ", and who stands before it; all of it where that is only a state ("còn thiếu")."""
    aspects = list(_ASPECT.finditer(part))
    if not aspects:
        return part, ""
    head, tail = clause.trim(part[: aspects[-1].start()]), clause.trim(part[aspects[-1].end() :])
    if head and tail in parts.words("state"):
        return head, ""
    return tail or head or part, head if tail else ""


def _shortened(part: str, most: int) -> str:
    """A part of a clause in about `most` words: its last ones, or if a measure heads it, all that it measures."""
    words = part.split()
    if len(words) <= most:
        return part
    if not _MEASURE_FIRST.match(part):
        return clause.last_words(part, most)
    placed = _WHERE.search(part, len(" ".join(words[:5])))
    if placed and len(words) > _LONG_MEASURE:
        part = part[: placed.start()]
    return clause.without_link(" ".join(part.split()[:_LONGEST_MEASURE]))
