"""What the words behind a quantity say that it measures: the noun that it counts, what a share is taken of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extract import anchors
from extract.context import Context
from extract.finders import quantity_measures as measures
from extract.finders import quantity_units as units
from extract.finders.quantity import QuantityCandidate
from extract.lazy import later, re
from extract.letters import LOWER, UPPER
from extract.model import Date
from extract.parts import quantity as parts
from extract.resolve import quantity_clause as clause

_ENCLOSED = re.compile(r"[ \n]?\([^()\n]{0,80}\)")
# (A comma between two verbs of one phrase ends nothing: "khám, chữa bệnh", "phòng, chống cháy".)
_RIGHT_END = later(
    lambda: (
        rf",(?!\d)(?! {parts.fill('{second_verb}')} )|;|:|\(|\)|…|\?|!|-(?<=\w-) |\.(?:\s|$)|\n(?=[ ]*\n)"
        rf"|[ ]là[ ](?=[{UPPER}])|[ ]thì[ ]|[\"”](?=[ ]?[,-])"
        r"|[ ](?:và )?(?:có )?(?:xu hướng )?(?:tăng |giảm )?(?:khoảng|hơn|gần|trên|dưới)[ ](?=\d)"
        rf"|{anchors.any_of(parts.words('rest_end'), not_behind=('so ',))}"
        rf"|v(?<!\wv)(?<!so v)(?<!đối v)ới {measures.nouns()}"
    )
)
# A share, and what it is taken of: "bội chi 25 tỷ đồng, bằng 4,1% GDP".
_IS_SHARE = parts.pattern(r"(?<!\w){equals}(?: với)?(?: {share})?(?: tới| đến)?[ \n]$")
_WHOLE = parts.pattern(
    r"[ \n](?:(?:của |trong )(?!(?:năm|quý|tháng|tuần|ngày|thời gian|kỳ|giai đoạn|khi|đó)(?!\w))"
    r"|(?!(?:{set_noun}|và|về|so|trở|là|đã|sẽ|do|tại|ở|trên|vào|nên|thì|với|theo|như|cùng|năm"
    r"|được|có|cao|thấp|tăng|giảm|trong|hoặc|nhưng|mỗi|để|khi|mà|còn|thể hiện|phục vụ)(?!\w))[^\W\d_])"
)
_EMPTY_RIGHT = parts.pattern(r"[ \n]*(?:{empty_rest}|bao[ \n]*$|sau(?= \d))(?!\w)")
_ASIDE = re.compile(r"[ \n]*(?:sẽ|đang|còn|vẫn|không)(?!\w)")
_MERIT = re.compile(r"[ \n](?:đã )?(?:có|đạt) (?:nhiều )?thành tích(?!\w)")
_BY_DOCUMENT = re.compile(r"(?<!\w)theo(?: quy định)?(?: tại| của)?[ \n]$")
_COMPARED = re.compile(r"[ \n]*(?:so với|so)[ \n]")
# The end of the bracket that a change stands in, before what it is compared with: "tăng 6% (12 tỷ đồng) so với".
_COMPARED_BEHIND = re.compile(r"\)(?=[ \n](?:so với|so)[ \n])")
_COMPARED_END = re.compile(
    r"[ \n](?:do|vì|nhờ|chủ yếu|bởi|trong khi|nhưng)(?!\w)"
    r"|(?:(?<=\d)|(?<=trước)|(?<=ngoái)|(?<=cùng kỳ))[ \n]và[ \n]"
)
_BASE = parts.pattern(r"[ \n]*(?:{set_noun}|{base_noun})(?!\w)")
_SAME_PERIOD = re.compile(r"[ \n](?:với )?(cùng kỳ(?: năm (?:trước|ngoái))?)(?!\w)")
_COUNTED_AT = re.compile(r"[ \n]*(?:tại|trên|đối với|ở|cho|của)(?!\w)")
# A second or third verb or noun of what is counted: short, without a number, and the clause ends behind it.
_MORE = parts.pattern(
    r"(?:,[ \n](?!{clause_begin}(?!\w))"
    rf"[{LOWER}][^\W\d_]{{0,7}}(?:(?: [^\W\d_]{{1,8}}){{0,8}}(?=[.,;:]|$)"
    r"|(?: [^\W\d_]{1,8}){0,5}(?= (?:trị giá|với|tại|trên|của|trong|và)(?!\w)(?![^\d,.;]{0,12}\d)))){1,3}"
)
# Further names by their letters, and what goes on behind the last: "trốn đóng BHXH, BHYT, BHTN trong quý".
_MORE_LETTERS = re.compile(rf"(?:,[ ][{UPPER}]{{2,6}}(?!\w)){{1,4}}")
# The whole that a part is of, with its number: "66% trong số 11.000 doanh nghiệp được hỏi".
_OUT_OF = re.compile(
    r"[ \n]trong[ \n](?:tổng[ \n])?số[ \n](?:(?:gần|hơn|trên|khoảng)[ \n])?"
    r"\d[\d.,]{0,12}(?:[ \n](?:nghìn|ngàn|triệu|vạn))?(?=[ \n])"
)
# What leads into a time, and goes with it where it is left out: "tính đến ngày 15/10", "trong năm 2021".
_INTO_TIME = re.compile(
    r"(?<!\w)(?:(?:ước |tính |lũy kế |kể )?(?:đến|tới|từ)|trong|vào|hết)(?: (?:cả|hết|cuối|đầu|giữa)){0,2}[ \n]$",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?:,|[ ]và|;|,[ ]và)?[ \n]*")
_LONGEST_LIST = 12
_REACH = 160
_MOST_WORDS = 12
_FEW_WORDS = 11


class Rests:
    """The words behind the quantities of one document."""

    def __init__(self, context: Context, times: list[Date]) -> None:
        self.view = context.view
        self.candidates = context.quantity_candidates
        self.starts = [c.start for c in self.candidates]
        self.spans = sorted((d.start, d.end) for d in times)
        self.bases = sorted(self._bases(context))
        self.asides = sorted([*self.spans, *self.bases])

    def of(self, index: int, last: int) -> str:
        """What follows the quantity at `index`, up to `last`, and belongs to what is measured; the things of a list
        share what follows it."""
        for _ in range(_LONGEST_LIST):
            if not self._is_listed_with_next(index):
                break
            index += 1
        candidate = self.candidates[index]
        counts = candidate.unit.kind == "count"
        begin = self._begin(candidate)
        if not counts and self.view.text.startswith(",", begin):
            return ""  # "161 tỷ đồng, nộp ngân sách 24 tỷ đồng"
        stop = min(last, begin + _REACH, self._next_basis(begin))
        following = bisect_left(self.starts, begin)
        if following < len(self.starts):
            stop = min(stop, self.starts[following])
        noun = None if counts else units.read(self.view.lower, begin, self.view.text)
        first = noun.end if noun and noun.kind == "count" and noun.end <= stop else begin
        stop = self._stop(begin, first, stop, counts=counts)
        if compared := self._compared(candidate, begin, stop):
            return compared
        piece = self.view.text[begin:stop]
        if piece.startswith(" - ") or (_MERIT if counts else _ASIDE).match(piece):
            return ""
        if _EMPTY_RIGHT.match(piece) and not (counts and _COUNTED_AT.match(piece)):
            return ""
        words = self.without_dates(begin, stop).split()
        piece = clause.first_words(words, _MOST_WORDS if counts or first > begin else _FEW_WORDS)
        if piece.endswith(" trở lên"):
            return piece
        return clause.without_link(clause.without_link(piece)).strip(" ,-\"'./")

    def _begin(self, candidate: QuantityCandidate) -> int:
        """Where what follows a quantity begins: behind a bracket, and behind the number of a whole."""
        text, begin = self.view.text, candidate.end
        enclosed = _ENCLOSED.match(text, begin)
        if enclosed and (candidate.unit.kind == "count" or _COMPARED.match(text, enclosed.end())):
            begin = enclosed.end()
        elif shut := _COMPARED_BEHIND.match(text, begin):
            begin = shut.end()
        out_of = _OUT_OF.match(text, begin)
        return out_of.end() if out_of else begin

    def _stop(self, begin: int, first: int, stop: int, *, counts: bool) -> int:
        """Where what follows a quantity ends, at the latest at `stop`; its noun ends at `first`."""
        text = self.view.text
        based = not counts and _BASE.match(text, begin)  # "chỉ tiêu Bộ Tài chính giao"
        bounds = (_RIGHT_END, clause.bound("stop")) if based else (_RIGHT_END, clause.bound("stop"), clause.opener())
        for bound in bounds:
            end = bound.search(text, first, stop)
            if end and bound is _RIGHT_END and text[end.start() - 1].isupper():
                letters = _MORE_LETTERS.match(text, end.start(), stop)
                end = bound.search(text, letters.end(), stop) if letters else end
            if end and counts and bound is _RIGHT_END and (more := _MORE.match(text, end.start(), stop)):
                end = bound.search(text, more.end(), stop)
            stop = end.start() if end else stop
        return stop

    def _compared(self, candidate: QuantityCandidate, begin: int, stop: int) -> str:
        """What a quantity is compared with or a share of, if that is what follows it."""
        if candidate.unit.kind != "count" and (same := _SAME_PERIOD.match(self.view.text, begin)):
            return f"so với {' '.join(same[1].split())}"
        piece = self.view.text[begin:stop]
        if _COMPARED.match(piece):
            return " ".join(_COMPARED_END.split(piece)[0].split()[:_MOST_WORDS]).removesuffix(" là")
        if _BASE.match(piece):
            base = " ".join(self.without_dates(begin, stop).split()[:_FEW_WORDS])
            return f"so với {clause.without_link(base).removeprefix('trong ')}"
        if candidate.unit.kind == "percent" and candidate.unit.end > candidate.unit.start:
            return self._whole_of(candidate, begin, stop)
        return ""

    def _whole_of(self, candidate: QuantityCandidate, begin: int, stop: int) -> str:
        """What a share that is told beside an amount is taken of, as a comparison ("so với GDP")."""
        if not _IS_SHARE.search(self.view.lower, max(0, candidate.start - 30), candidate.start):
            return ""
        if not _WHOLE.match(self.view.text, begin, stop):
            return ""
        words = self.without_dates(begin, stop).split() or [""]
        whole = clause.without_link(clause.first_words(words, _FEW_WORDS))
        return whole if words[0] == "trong" else f"so với {whole.removeprefix('của ')}".strip()

    def _is_listed_with_next(self, index: int) -> bool:
        if index + 1 == len(self.candidates):
            return False
        this, following = self.candidates[index], self.candidates[index + 1]
        if this.unit.kind != "count" or following.unit.kind != "count" or this.end != this.unit.end:
            return False
        return following.start - this.end < 8 and bool(LISTED.fullmatch(self.view.text, this.end, following.start))

    def without_dates(self, start: int, end: int, *, before: bool = False) -> str:
        """A stretch of the text without its dates; of what stands `before` a quantity, also without the document that
        it was set by."""
        pieces = []
        place = start
        spans = self.asides if before else self.spans
        first = bisect_left(spans, (start, 0))
        for a, b in spans[first : bisect_left(spans, (end, 0))]:
            if b <= end:
                pieces.append(_INTO_TIME.sub("", self.view.text[place:a]))
                place = b
        pieces.append(self.view.text[place:end])
        return " ".join(pieces)

    def _next_basis(self, place: int) -> int:
        """Where the first document is named behind `place` that something was set or done by."""
        following = bisect_left(self.bases, (place, 0))
        return self.bases[following][0] if following < len(self.bases) else len(self.view.text)

    def _bases(self, context: Context) -> Iterator[tuple[int, int]]:
        """Where the text names the document that something was set or done by ("theo Nghị quyết số 12-NQ/TU")."""
        for reference in context.legal_reference_candidates:
            lead = _BY_DOCUMENT.search(self.view.lower, max(0, reference.start - 24), reference.start)
            if lead:
                yield lead.start(), reference.end
