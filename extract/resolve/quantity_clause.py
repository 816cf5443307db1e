"""The words of a clause around a quantity: what joins, opens and ends what is measured, and its trimming."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from extract import anchors, lexicon
from extract.finders.quantity_words import Word
from extract.lazy import re

# What joins the words of an indicator to its number, or to what was said before, and says nothing of it.
_LINKS = (
    r"(?<!không )(?<!chưa )đạt"
    r"|đạt được|là|ở mức|mức|đối với|với|còn|(?<!chứng )(?<!bỏ địa )(?<!tín )chỉ|chỉ còn"
    r"|lên|xuống|đến|tới|lên tới|lên đến|bằng|chiếm|có"
    r"|được|cho|của|từ|thêm|khoảng|ước|ước đạt|thì|phải|đã|sẽ|trong đó|và|hoặc|cùng|tương đương|tương ứng|tại|đang"
    r"|(?<!lương )(?<!nhập )(?<!suất )bình quân|trung bình|trước|gồm|bao gồm|gồm có|bao gồm có"
    r"|của cả|cán mốc|có thể|(?<!cổ )(?<!lập )(?<!tin )tức|tức là|nhiều nhất|cao nhất|thấp nhất"
    r"|tăng lên|nâng lên|tổng cộng|(?<!phát )(?<!thực )(?<!thể )(?<!xuất )(?<!tái )(?<!biểu )hiện"
    r"|ước tính|dự kiến|vẫn|cũng|mà|để|hơn|gần|tỷ lệ là|vào|trong|(?<!mang )(?<!thu )(?<!đưa )(?<!đem )về|thuộc"
    r"|chỉ mất|mất|xấp xỉ|khiến|khiến cho"
    r"|(?<!việc )làm|tiêu tốn|toàn bộ|được kiểm soát|được duy trì|có giá trị|có trị giá"
    r"|do|lên thành|nhất là|(?<!nhà )(?<!đất )(?<!chỗ )ở|nhanh chóng|số lượng|giảm còn|giảm xuống|còn lại"
    r"|lần lượt|tối thiểu|tối đa|chiếm tỷ lệ"
    r"|với tỷ lệ|nay|hay|như|theo|tính đến thời điểm|đến thời điểm|tại thời điểm|thời điểm|tính đến"
    r"|mặc dù|cũng mới|mới chỉ|mới được|mới có|giờ mới|còn thiếu"
    r"|(?<!trở )(?<!ở )(?<!đi )(?<!qua )(?<!vay )lại|đều|liên tục|không ngừng|ngày càng|dao động|-"
)

_LINK = re.compile(rf"(?:^|[ \n])(?:{_LINKS})$")

_LINK_ENDS = frozenset(re.split(r"[ )]", link)[-1] for link in _LINKS.split("|"))
"""The last words of the links."""

_LONGEST_LINK = 24

_LEADS = (
    r"cùng kỳ|cùng thời điểm"
    r"|toàn (?:tỉnh|huyện|tp|thành phố|thị xã|thị trấn|quận|xã|phường|quốc|cục|đơn vị|đảng bộ)"
    r"|và|với|trong đó|cụ thể|theo đó|cùng|hoặc|nhưng|còn|ngoài ra"
    r"|mục tiêu|chỉ tiêu|kế hoạch|dự toán|bên cạnh đó|đồng thời|riêng|về|tiếp tục|cùng với|trong|đối với|nổi bật"
    r"|đặc biệt|đáng chú ý|tuy nhiên|tuy|do đó|như vậy|nay|từ|đến|tính|thì|có(?! thể)|là|nhằm|để|rằng|khi|hiện"
    r"|cho biết|cùng đó|năm|mà|tại|ở|vào|của|được|qua|qua đó"
    r"|kết quả|toàn bộ|toàn(?! ngành| hệ thống| vùng)|đó|này|từ đó|thuộc|tới"
    r"|nhờ vậy|tuy vậy|vì vậy|do vậy|bởi vậy|vậy|nhờ đó"
    r"|hết|có tới|điển hình|điển hình là|theo xu hướng|xu hướng|dự báo|kết thúc|nâng(?= tổng)"
    r"|(?:đơn vị|công ty|doanh nghiệp|địa phương|chi cục|cục) này|đơn vị(?= thu | thu$| nộp )"
    r"|xuất sắc|vinh dự|sau này"
    r"|ví dụ|chẳng hạn|chưa kể|(?:bao )?gồm cả|kể cả|thay vì|(?:tính |chỉ )riêng|sau đó|trước đó|sao|nếu|như"
    r"|cả(?! nước| năm| hai| \w+ lẫn)|vì|đã|thực tế|theo(?= tính toán)|số còn lại"
    r"|thứ (?:nhất|hai|ba|tư|năm)(?: là)?|(?:một|hai|ba|bốn) là"
    r"|định hướng|cả năm|hoàn thành (?:vượt mức )?(?:nhiệm vụ|chỉ tiêu|kế hoạch|dự toán)"
)
_LEADING = re.compile(
    r"^(?:[\s\-+*•,;:.)\"'“”]|\d{1,2}[.)] |[a-zđ]\) |(?:" + anchors.by_letter(_LEADS) + r")(?=[\s,]|$)){1,8}",
    re.IGNORECASE,
)

_JOINING = {"và", "của", "cho", "với", "tại", "trên", "trong", "để", "từ", "đến", "do", "về", "ở", "theo", "thuộc"}

# Behind what an indicator that is too long may begin.
_CUTS = _JOINING | {"là", "thì", "nên", "mà", "cùng", "nhưng", "khi", "cả"}

_SLACK = 3

_BEFORE_NAMES = (*sorted(_JOINING), "vào", "bởi", "là", "được")

_ASKING = {"yêu cầu", "đề nghị", "cần", "phải", "bảo đảm", "đảm bảo", "xác định", "cố gắng"}


class IndicatorWord(msgspec.Struct, frozen=True):
    """A word that bounds an indicator: one that opens the clause it stands in, or a `stop` that it ends before; or that
    is no part of one: what opens a `predicate` of a measure, the place or the office `whose` it is, the `manner` of a
    deed, a `pointer` to what was told."""

    word: str
    role: Literal["clause", "stop", "predicate", "whose", "manner", "pointer"]
    example: str
    indicator: str
    """What the number of the example measures."""


@cache
def of_role(role: str) -> tuple[str, ...]:
    """The words of a role."""
    return tuple(w.word for w in lexicon.load("indicator_words", IndicatorWord) if w.role == role)


@cache
def bound(role: str) -> re.Pattern[str]:
    """What finds the words of a role: those that open the clause of an indicator, or those that it ends before."""
    return re.compile(anchors.any_of(of_role(role), not_behind=("từ ", "sau ", "trước ") if role == "clause" else ()))


class _Opener(msgspec.Struct, frozen=True):
    word: str


@cache
def opener() -> re.Pattern[str]:
    """The first word of the next sentence, where no stop stands before it (a heading, a caption)."""
    openers = (w.word for w in lexicon.load("sentence_openers", _Opener) if w.word[1:].islower())
    words = "|".join(map(re.escape, openers))
    inside = "".join(f"(?<![ ]{word}[ ])" for word in _BEFORE_NAMES)  # asked behind the space, to leap to it
    return re.compile(rf" (?<=[^\W\d_] ){inside}(?:{words})(?= [^\W\d_])")


@cache
def _frame() -> re.Pattern[str]:
    """The words that say that something is a goal or a result, not what it is."""
    told = [*lexicon.load("goal_words", Word), *lexicon.load("result_words", Word)]
    words = {e.word for e in told if e.strength not in ("weak", "noun") and not e.content} | _ASKING
    inside = ("phát ", "thực ", "thể ", "xuất ", "biểu ")  # "phát hiện tại" is not "hiện tại"
    nouns = anchors.any_of(("mục tiêu", "chỉ tiêu"), not_behind=(*inside, "so với ", "vượt ")) + r"(?! tốn| dùng| hao)"
    return re.compile(f"{anchors.any_of(words, not_behind=inside)}|{nouns}")


def without_frame(piece: str) -> list[str]:
    """What stands between the words of the frame, in any case."""
    lower = piece.lower()
    parts: list[str] = []
    place = 0
    for told in _frame().finditer(lower if len(lower) == len(piece) else piece):
        parts.append(piece[place : told.start()])
        place = told.end()
    parts.append(piece[place:])
    return parts


def without_link(piece: str) -> str:
    """A piece without the word at its end that joins it to its number."""
    if piece[max(piece.rfind(" "), piece.rfind("\n")) + 1 :] not in _LINK_ENDS:
        return piece
    link = _LINK.search(piece, max(0, len(piece) - _LONGEST_LINK))
    return piece[: link.start()] if link else piece


def last_words(part: str, most: int) -> str:
    """The last words of a part, about `most` of them: from behind a joining word if one stands near, never from within
    a name ("Trung ương"); all of them where few more would be left out than that."""
    words = part.split()
    cut = len(words) - most
    if cut <= _SLACK:
        return " ".join(words)
    near = sorted(range(cut - _SLACK, cut + _SLACK + 1), key=lambda i: abs(i - cut))
    first = next((i for i in near if words[i - 1].lower() in _CUTS), cut)
    if words[first - 1][:1].isupper() and words[first][:1].islower():
        first -= 1
    return " ".join(words[first:])


def first_words(words: list[str], most: int) -> str:
    """The first words of what follows a quantity; one that is too long ends before its last joining word."""
    if len(words) <= most + _SLACK:
        return " ".join(words)
    for i in range(most - 1, most // 2, -1):
        if words[i] in _JOINING or words[i - 1].endswith(","):
            return " ".join(words[:i]).rstrip(",")
    return " ".join(words[:most])


def trim(piece: str) -> str:
    """A piece of a clause without what leads into it and what joins it to its number."""
    while True:
        shorter = without_link(piece.rstrip(" \n-,:")).strip()
        if leading := _LEADING.match(shorter):
            shorter = shorter[leading.end() :].strip()
        elif len(shorter) == len(piece.strip()):
            return shorter
        piece = shorter
