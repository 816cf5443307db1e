"""What the readers of legal references share: patterns with free spaces, quotation marks, where a body ends.

All places are view offsets, and every reader looks a few hundred characters ahead at most.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from extract.lazy import later, re
from extract.letters import LETTER, LOWER, UPPER
from extract.lexicon import load
from extract.parts import legal as parts
from extract.view import View

MAX_ISSUER = 160
_GAP = r"[ \n]{1,24}"
# A space of a pattern or of the words in it; what looks behind has one width, and its spaces stay single.
_SPACE = re.compile(r"\(\?<[!=][^()]*\)|\[ \\n\]|\\? ")


def spaced(pattern: str, *, whole: bool = True) -> re.Pattern[str]:
    """A pattern in which each space stands for spaces and line ends, and a role in braces for its words.

    `whole`: its words do not end inside a word.
    """
    return later(lambda: _widened(parts.fill(pattern)) + (r"(?!\w)" if whole else ""))


def _widened(pattern: str) -> str:
    return _SPACE.sub(lambda found: found[0] if found[0].startswith("(?") else _GAP, pattern)


def any_of(phrases: Iterable[str]) -> str:
    """An alternation of phrases, the longer first, for use in a pattern of `spaced`."""
    return f"(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})"


def closing(view: View, opening: int, limit: int) -> int | None:
    """The place of the quotation mark that closes the one at `opening`, at most `limit` further on.

    Marks of the source that have a direction are counted, so that quotes inside a quote do not end it.
    """
    mark = view.text[opening]
    directed = view.source[view.span(opening, opening + 1)[0]] in "“‘«"
    depth = 0
    place = opening
    while 0 <= place < opening + limit:
        sign = view.source[view.span(place, place + 1)[0]]
        if not directed and place > opening:
            return place
        depth += 1 if sign in "“‘«„" or place == opening else -1
        if depth == 0:
            return place
        place = view.text.find(mark, place + 1, opening + limit)
    return None


def closes(view: View, mark: int) -> bool:
    """Whether a quotation mark closes a quotation that was opened before."""
    sign = view.source[view.span(mark, mark + 1)[0]]
    return sign in "”’»" or (sign not in "“‘«" and not view.text[mark - 1].isspace())


def trimmed(view: View, start: int, end: int) -> tuple[int, int] | None:
    """The span without spaces and signs at its ends, or None if fewer than two words are left."""
    text = view.text
    while start < end and text[start] in ' \n",:-(':
        start += 1
    while end > start and text[end - 1] in " \n,;:-…":
        end -= 1
    while end > start and text[end - 1] == "." and not text[max(start, end - 3) : end - 1].endswith("TP"):
        end -= 1
    for joint in (" và", " hoặc", " và các", " của", " được", " do", " để", " tiếp tục"):
        if text.endswith(joint, start, end) and not text.endswith(" tự do", start, end):
            end -= len(joint)
    return (start, end) if len(text[start:end].split()) >= 2 else None


# ---- issuers ----

_SHORT_FORMS = ("TP", "Tp", "TX", "TT", ".Ư", "P")


class IssuerHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that the name of an issuing body or office begins with."""

    head: str
    example: str


@cache
def issuer_heads() -> re.Pattern[str]:
    """The first words of all bodies and offices of the lexicon."""
    return spaced(any_of(entry.head for entry in load("issuers", IssuerHead)))


_ISSUER_STOP = spaced(
    r"(?:[.;:!?\"()\[\]…,]|\n\n|\n\s{0,8}(?=(?:Ngày|Sáng|Chiều|Tối) \d)|\s-\s|"
    r"\s(?={subject_head}\b)|\s(?:{name_end}|{issuer_end})(?!\w))",
    whole=False,
)
_JOINED_ISSUER = re.compile(r"(?:,[ \n]{1,3}(?:và[ \n]{1,3})?|[ \n]{1,3}và[ \n]{1,3}|[ ]?-[ ]?)(?=[A-ZĐỦ])")
_AFTER_JOINED = parts.pattern(
    r"[ \n]{0,3}(?:[.;)\"]|,?[ \n]{1,3}(?:về|v/v|khóa|{document_act})(?!\w)|,?[ \n]{1,3}ngày|\(khóa|$)"
)
_ACTS = re.compile(r"[ \n]{1,3}(?:ban hành|phê duyệt)(?!\w)")
ISSUER_TERM = spaced(
    r"\s{0,3},?\s{0,3}(?P<open>\(\s?)?khóa (?P<n>[ivxl]{1,6}|"
    r"\d{1,2})(?!\w)(?: (?:của )?đảng(?!\w))?(?(open)(?:\s?\))?)",
    whole=False,
)
_NTH = spaced(r" lần thứ \w{1,6}(?: (?:của )?(?=(?:ban chấp hành|bch|trung ương)))?", whole=False)
_AND_PROPER = re.compile(rf"[ \n]và[ \n]{{1,3}}[{UPPER}][{LETTER}]{{1,12}}(?:[ \n](?!số|\d)|[,.;)])")
_AND_OTHER = parts.pattern(r"[ \n]và[ \n]{1,3}{other_head}")
_FIELD = rf"[{UPPER}][{LETTER}]{{1,8}}(?:[ \n][{LOWER}]{{1,8}}){{0,3}}"
_NO_FIELD = r"(?i:{other_head}|thông|tỉnh|thành|đồng|ông|bà)[ \n]"
_LISTED_FIELDS = parts.pattern(
    rf"(?:,[ \n]{{1,3}}(?!{_NO_FIELD}){_FIELD}(?:,[ \n]{_FIELD}){{0,3}}[ \n]và[ \n](?:{_FIELD})"
    rf"|[ \n]?-[ \n]?(?!{_NO_FIELD}){_FIELD})"
)
_SHORT_NAME = re.compile(r"[ \n]{1,3}\([A-ZĐ&-]{2,14}\)")


# Bodies with one name, which no small word goes on: "Chính phủ", but "Hội đồng nhân dân", "Văn phòng huyện ủy".
_ONE_NAME = spaced(r"(?i:{one_name_body})")
_SMALL_WORD = re.compile(rf"[ \n]{{1,3}}(?!nước[ \n]|khóa[ \n]|và[ \n])[{LOWER}]")
# Bodies that are written with small letters as well: "cục thuế TP Hà Nội".
_SMALL_BODY = spaced(r"cục (?:thuế|hải quan) (?:tp\.?|tỉnh|thành phố) ", whole=False)
_LEVELS = frozenset({"tỉnh", "huyện", "xã", "thành phố"})
_LEVEL_ENDS = _ISSUER_STOP
# "… tỉnh Lâm Hà bổ sung": a small word behind the name of a place.
_AFTER_PLACE = parts.pattern(
    rf"{{unit_level}}[ \n](?:[{UPPER}][{LETTER}]{{1,7}}[ \n]){{2,4}}"
    rf"(?!(?:và|khóa|nhiệm|lần|tỉnh|thành|huyện)[ \n])(?=[{LOWER}])"
)
# Boards that are named after their field: "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng".
_BOARD = spaced(r"{field_board}")
_FIELD_OF_BOARD = spaced(
    r" về (?P<field>[^.;:\n\"()]{4,150}?)(?= (?:về|{document_act})(?!\w)|,? ngày \d|, khóa )"
    r"|(?<=học), công nghệ, đổi mới sáng tạo(?: và|,) chuyển đổi số(?: quốc gia| tỉnh(?! ủy)| thành phố)?"
    r"(?:,? (?:và )?cải cách hành chính)?(?: và đề án 06)?"
    r"| về (?!việc )[^.;:,\n\"()]{4,40}(?=\))"
    r"| về {board_field}",
    whole=False,
)


def issuer_at(view: View, place: int) -> tuple[int, int] | None:
    """The span of the issuing body whose name begins at `place`, or None if no known kind of body does."""
    lower = view.lower
    head = issuer_heads().match(lower, place)
    if head is None or (
        view.text[place].islower() and head[0] in parts.words("common_noun") and not _SMALL_BODY.match(lower, place)
    ):
        return None
    if head[0] in _LEVELS and _SMALL_WORD.match(view.text, head.end()) and not _LEVEL_ENDS.match(lower, head.end()):
        return None  # "huyện nghèo", "xã nông thôn mới"
    end = _body_end(view, head.end(), place + MAX_ISSUER)
    one = _ONE_NAME.match(lower, place)
    if one is not None and one.end() < end and _SMALL_WORD.match(view.text, one.end()):
        end = one.end()
    elif small := _AFTER_PLACE.search(view.text, place, min(end + 1, len(lower))):
        end = small.end() - 1
    elif _BOARD.match(lower, place) and (field := _FIELD_OF_BOARD.match(lower, end)):
        end = field.end()
    for _ in range(3):
        joint = _JOINED_ISSUER.match(view.text, end)
        if joint is None or head[0] == "đảng":
            break
        more = issuer_heads().match(lower, joint.end())
        if more is None:
            break
        more_end = _body_end(view, more.end(), place + MAX_ISSUER)
        if not _AFTER_JOINED.match(lower, more_end) and not _JOINED_ISSUER.match(view.text, more_end):
            break
        if joint[0].startswith(",") and _ACTS.match(lower, more_end) and more[0] != "ban bí thư":
            break  # "… của Ban Chỉ đạo, UBND tỉnh ban hành …": the second acts by the document of the first
        end = more_end
    if term := ISSUER_TERM.match(lower, end):
        end = term.end()
    while end > place and lower[end - 1] in " \n,":
        end -= 1
    return place, end


def _body_end(view: View, place: int, limit: int) -> int:
    """Where the words of a body's name end, from the end of its first words on."""
    text = view.text
    capitals = text[max(0, place - 12) : place].isupper()
    words = view.lower if capitals else text  # "Cần Thơ" does not end a name, "cần" does
    if nth := _NTH.match(view.lower, place):
        place = nth.end()
    at = place
    for _ in range(12):
        stop = _ISSUER_STOP.search(words, at, limit)
        if stop is None:
            break
        where = stop.start()
        at = where + 1
        if _AND_PROPER.match(text, where) and not _AND_OTHER.match(view.lower, where):
            continue  # "Bộ Giáo dục và Đào tạo", but not "… và Nghị quyết số"
        if stop[0] in ",-" or stop[0].strip() == "-":
            if _LISTED_FIELDS.match(text, where):
                continue  # "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Lao động - Thương binh và Xã hội"
            return where
        if stop[0] == "(" and (short := _SHORT_NAME.match(text, where - 1)):
            at = short.end()
            continue
        if stop[0] == "." and (
            text[max(0, where - 2) : where].endswith(_SHORT_FORMS) or text[where - 1 : where + 2] in ("T.Ư", "T.W")
        ):
            continue
        return where
    return min(limit, len(text))
