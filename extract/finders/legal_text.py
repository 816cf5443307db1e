"""What the readers of legal references share: patterns with free spaces, quotation marks, where a title or a body ends.

All places are view offsets, and every reader looks a few hundred characters ahead at most.
"""

from __future__ import annotations

from functools import cache

import msgspec

from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.lexicon import load
from extract.view import View

MAX_ISSUER = 160
MAX_TITLE = 420
_GAP = r"[ \n]{1,24}"


def spaced(pattern: str, *, whole: bool = True) -> re.Pattern[str]:
    """A pattern in which each space stands for spaces and line ends; `whole`: its words do not end inside a word."""
    return re.compile(pattern.replace(" ", _GAP) + (r"(?!\w)" if whole else ""))


def any_of(phrases: str) -> str:
    """An alternation of the phrases of a comma-separated list, the longer first, for use in a pattern."""
    listed = sorted({" ".join(p.split()) for p in phrases.split(",") if p.strip()}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", " ") for p in listed) + ")"


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


def trimmed(view: View, start: int, end: int) -> tuple[int, int] | None:
    """The span without spaces and signs at its ends, or None if fewer than two words are left."""
    text = view.text
    while start < end and text[start] in ' \n",:-(':
        start += 1
    while end > start and text[end - 1] in " \n,;:-":
        end -= 1
    if end > start and text[end - 1] == "." and not text[start : end - 1].endswith("TP"):
        end -= 1
    return (start, end) if len(text[start:end].split()) >= 2 else None


# ---- titles ----

_TYPES = any_of(
    "nghị quyết, chỉ thị, kết luận, quyết định, nghị định, thông tư, kế hoạch, luật, bộ luật, công văn, quy định,"
    "hướng dẫn, chương trình, đề án, thông báo, công điện, pháp lệnh, báo cáo"
)
_CAPITAL_TYPES = any_of(
    "Nghị quyết, Chỉ thị, Kết luận, Quyết định, Nghị định, Thông tư, Kế hoạch, Luật, Bộ luật, Công văn, Quy định,"
    "Hướng dẫn, Chương trình, Đề án, Thông báo, Công điện, Pháp lệnh, Báo cáo, Chiến lược"
)
# Words that go on after a title: they tell what the document does, or begin what is said next.
_AFTER_TITLE = any_of(
    "gắn với, nhằm, đã, được ban hành, được sửa, được thông qua, được phê duyệt, được thực hiện, được triển khai,"
    "được quán triệt, được phổ biến, được học tập,"
    "được trình bày, được ký, được Bộ, được Chính phủ, được Quốc hội, được Thủ tướng, được UBND, được "
    "HĐND, có hiệu lực,"
    "có nêu, có quy định, thì, sẽ, đang, cũng, trong đó, kể từ ngày, là, nêu rõ, quy định rõ, ban hành kèm theo,"
    "và chỉ đạo, và ý kiến, và các văn bản, và hướng dẫn của, và quy định của, và các quy định, nhưng, vẫn, chưa,"
    "khẳng định, xác định, đề ra, chính thức có hiệu lực, của Chính phủ trình, và chủ tịch,"
    "vừa được, đến toàn thể, tới toàn thể"
)
_TITLE_STOP = spaced(
    r"(?:\n\s{0,8}\n|\n(?=\s{0,8}(?:[-+*•]|\d{1,2}[.)]))|[.;!?…](?=[\s\"]|$)|:(?=\s)|[()\"]|,\s"
    + rf"|(?:(?<!ứng)(?<!theo)(?<!các) yêu cầu| với(?= \d)| {_AFTER_TITLE})(?!\w)"
    + rf"| (?:và|hoặc) (?={_CAPITAL_TYPES} |{_TYPES} (?:số|\d)))",
    whole=False,
)
_AFTER_COMMA = spaced(
    ", (?!xã hội|hiện đại)"
    + any_of(
        "gắn với, nhất là, trong đó, đồng thời, đặc biệt, tuy nhiên, theo đó, nhằm, qua đó, từ đó, đến nay, "
        "ngày, trong, với,"
        "được, đã, cần, phải, do, căn cứ, trên cơ sở, tạo, để, có, là, thời gian, hôm, sáng, chiều, ông, bà, "
        "đồng chí, tỉnh,"
        "huyện, xã, phường, quận, ban, bộ, sở, ubnd, hđnd, ủy ban, hội đồng, chính phủ, thủ tướng, quốc hội, "
        "theo, tại,"
        "từng bước, sau, trước, thay thế, kèm, kế hoạch, chương trình, nghị quyết, nghị định, quyết định, "
        "chỉ thị, kết luận,"
        "thông tư, luật, công văn, quy định số, qua, tính đến, mới, một số, các, những, lãnh đạo, tập thể, tổng, cục,"
        "hải quan, địa phương, doanh nghiệp, bước đầu, toàn, mỗi, cả, người, trái, gây, nội dung và, góp "
        "phần, thể hiện,"
        "cụ thể, nếu, khi, vì, bởi, song, nhưng, mà, nên, cũng, sẽ, đang, vừa, bảo đảm đúng, giao, ban hành kèm, "
        "hiện nay, hiện đang, hiện đã, hiện còn, hiện có"
    )
)
_SHORT_FORM_OF = spaced(rf"\((?:sau đây|gọi|viết tắt|{_CAPITAL_TYPES} (?:số )?\d)", whole=False)
# A subject may list its aims: "tăng cường xây dựng Đảng; ngăn chặn, đẩy lùi sự suy thoái …".
_LISTED_AIM = spaced(r"; (?:ngăn chặn|đẩy lùi|đẩy mạnh|tăng cường|nâng cao|phát huy)(?:,| \w+)")
_GOES_ON = re.compile(rf",[ \n]{{1,4}}[{LOWER}\d]")
_SHORT_FORM = re.compile(rf"(?:(?<![{LETTER}/&-])(?:TP|Tp|TX|TT|P)|\.Ư)$")
_SHORT_FORMS = ("TP", "Tp", "TX", "TT", ".Ư", "P")


def title_end(view: View, start: int, *, opened: bool = False) -> int:
    """Where a title that is not in quotation marks ends; `opened`: a bracket before it is still open."""
    text = view.text
    limit = min(len(text), start + MAX_TITLE)
    at = start
    for _ in range(60):
        stop = _TITLE_STOP.search(text, at, limit)
        if stop is None:
            cut = text.rfind(" ", start, limit)
            return cut if limit < len(text) and cut > start else limit
        sign, place = stop[0][0], stop.start()
        at = stop.end()
        if sign == "(" and not opened:
            close = text.find(")", place, place + 80)
            if close < 0 or not re.match(rf"[ \n][{LOWER}]", text[close + 1 : close + 3]):
                return place
            if _SHORT_FORM_OF.match(text, place):
                return place
            at = close + 1
        elif sign == '"':
            # a name of some length in marks without direction is more likely two names
            directed = view.source[view.span(place, place + 1)[0]] in "“‘«"
            close = closing(view, place, 320 if directed else 160) or -1
            if close < 0:
                return place
            at = close + 1
        elif sign == ";":
            if not _LISTED_AIM.match(view.lower, place):
                return place
        elif sign == ",":
            if _AFTER_COMMA.match(view.lower, place) or not _GOES_ON.match(text, place):
                return place
        elif sign != "." or not _SHORT_FORM.search(text, max(0, place - 3), place):
            return place
    return at


# ---- issuers ----


class IssuerHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that the name of an issuing body or office begins with."""

    head: str
    example: str


@cache
def issuer_heads() -> re.Pattern[str]:
    """The first words of all bodies and offices of the lexicon."""
    heads = sorted((entry.head for entry in load("issuers", IssuerHead)), key=len, reverse=True)
    return spaced("(?:" + "|".join(re.escape(h).replace(r"\ ", " ") for h in heads) + ")")


_ISSUER_STOP = spaced(
    r"(?:[.;:!?\"()\[\]…,]|\n\n|\n\s{0,8}(?=(?:Ngày|Sáng|Chiều|Tối) \d)|\s-\s|"
    r"\s(?=(?:Quy định|Hướng dẫn|Sửa đổi|Ban hành|Phê duyệt|Về|Quy chế)\b)|\s"
    + any_of(
        "về, v/v, ngày, ban hành, quy định, qui định, hướng dẫn, phê duyệt, đã, được, có, là, để, nhằm, "
        "trong, gắn, với, vào,"
        "từ, tại, thì, cũng, đang, sẽ, như, nêu, yêu cầu, cho, do, mà, khi, theo, đến, tới, trên, sửa đổi, "
        "giai đoạn, thông qua,"
        "chỉ đạo, triển khai, thực hiện, cần, phải, vừa, mới, trước, sau, đối, đề ra, hoặc, và, số, năm, "
        "nhiệm kỳ, khóa, ký,"
        "gửi, này, đó, nhưng, nên, xác định, giao, còn, chưa, không, bị, so, tăng, liên quan, kèm, hôm, "
        "tháng, tập trung, chỉ,"
        "góp, khẳng định, nhấn mạnh, ra, đưa, hiện, đề nghị, hỗ trợ, lần, cùng, bằng, quyết định, thành "
        "lập, điều chỉnh,"
        "công bố, tiếp tục, đi, cấm, nói, rất, xử lý, bãi bỏ, thay thế, phù hợp, hết, quy, công nhận, bổ "
        "nhiệm, đánh giá,"
        "hay, của các, phát động, tổ chức thực hiện, làm, bảo đảm, đảm bảo, bao gồm, gồm, đồng ý, cho biết, "
        "nhận, đặt, thể hiện,"
        "khoảng, áp dụng, tiếp thu, thay mặt, giải ngân, kiến nghị, đồng thời, phân công, cam kết, dựa"
    )
    + r"(?![\w]))",
    whole=False,
)
_JOINED_ISSUER = re.compile(r"(?:,[ \n]{1,3}(?:và[ \n]{1,3})?|[ \n]{1,3}và[ \n]{1,3}|[ ]?-[ ]?)(?=[A-ZĐỦ])")
_AFTER_JOINED = re.compile(
    r"[ \n]{0,3}(?:[.;)\"]|,?[ \n]{1,3}(?:về|v/v|quy định|hướng dẫn|sửa đổi|ban hành|phê duyệt|"
    r"khóa)(?!\w)|,?[ \n]{1,3}ngày|\(khóa|$)"
)
ISSUER_TERM = spaced(
    r"\s{0,3},?\s{0,3}(?P<open>\(\s?)?khóa (?P<n>[ivxl]{1,6}|"
    r"\d{1,2})(?!\w)(?: (?:của )?đảng(?!\w))?(?(open)(?:\s?\))?)",
    whole=False,
)
_NTH = spaced(r" lần thứ \w{1,6}(?: (?:của )?(?=(?:ban chấp hành|bch|trung ương)))?", whole=False)
_AND_PROPER = re.compile(rf"[ \n]và[ \n]{{1,3}}[{UPPER}][{LETTER}]{{1,12}}(?:[ \n](?!số|\d)|[,.;)])")
_AND_OTHER = re.compile(
    r"[ \n]và[ \n]{1,3}(?:nghị|quyết|chỉ|kết|thông tư|luật|kế|chiến lược|chương|công văn|ủy ban|bộ|ban|"
    r"chính|đoàn|quy|hướng|"
    r"đề|hội đồng|thủ tướng|quốc hội)"
)
_FIELD = rf"[{UPPER}][{LETTER}]{{1,8}}(?:[ \n][{LOWER}]{{1,8}}){{0,3}}"
_NO_FIELD = any_of(
    "Nghị, Quyết, Chỉ, Kết, Thông, Luật, Kế, Ban, Bộ, Chính, Thủ, Quốc, Hội, Ủy, Tỉnh, Thành, Đồng, Ông, Bà"
)
_LISTED_FIELDS = re.compile(
    rf"(?:,[ \n]{{1,3}}(?!{_NO_FIELD}[ \n]){_FIELD}(?:,[ \n]{_FIELD}){{0,3}}[ \n]và[ \n](?:{_FIELD})"
    rf"|[ \n]?-[ \n]?(?!{_NO_FIELD}[ \n]){_FIELD})"
)
_SHORT_NAME = re.compile(r"[ \n]{1,3}\([A-ZĐ&-]{2,14}\)")


# First words of bodies that are common nouns when they are small: "hội trường", "bộ máy", "đoàn xe".
_COMMON_NOUNS = frozenset(
    {
        "bộ",
        "ban",
        "hội",
        "viện",
        "trường",
        "cục",
        "sở",
        "đoàn",
        "ub",
        "cp",
        "ngân hàng",
        "văn phòng",
        "hội đồng",
        "tập đoàn",
    }
)


def issuer_at(view: View, place: int) -> tuple[int, int] | None:
    """The span of the issuing body whose name begins at `place`, or None if no known kind of body does."""
    lower = view.lower
    head = issuer_heads().match(lower, place)
    if head is None or (view.text[place].islower() and head[0] in _COMMON_NOUNS):
        return None
    end = _body_end(view, head.end(), place + MAX_ISSUER)
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
