"""Places in the corpus where a cue of a type stands but no record came out, by frequency of their shape.

    python benchmarks/leftovers.py [--type TYPE ...] [--documents 300] [--seed 1] [--corpus NAME ...]
                                   [--limit 25] [--examples 3] [--only-shape SHAPE]

A shape is the cue with digits as 0, capitalised words as X: "ngày 0/0", "đồng chí X X X". For each the report counts
the places, how many of them a rule looked at and gave up (with the commonest reason), and shows examples in context;
the place stands between ⟦ and ⟧. Most of what it shows is rightly left out: it is a list to read, not a score.
What is printed are other people's texts: to read, not to commit.
"""

from __future__ import annotations

import argparse
import random
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sample import CORPORA, documents

from extract.context import Context
from extract.letters import CAPITALISED, LETTER, UPPER
from extract.model import RECORD_TYPES
from extract.names import surnames
from extract.pipeline import read

NAME = rf"{CAPITALISED}(?: {CAPITALISED}){{1,4}}"
FULL_NAME = rf"(?:{'|'.join(surnames())})(?: {CAPITALISED}){{1,3}}"
NUMBER = r"\d{1,3}(?:\.\d{3}){1,4}|\d+(?:,\d+)?"
GOAL = (
    "phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|đến năm|dự kiến|ước đạt|đề ra|giao|bảo đảm|đảm bảo|quyết tâm|"
    "nâng (?:tỷ lệ|lên)|giảm (?:còn|xuống)|sẽ"
)
UNIT = (
    "%|phần trăm|tỷ|triệu|nghìn|ha|km|m2|m3|tấn|kg|MW|người|hộ|xã|huyện|thôn|bản|đơn vị|cơ quan|doanh nghiệp|"
    "đại biểu|cán bộ|đảng viên|hội viên|đoàn viên|công trình|dự án|mô hình|trường|lượt|vụ|cuộc|lớp|học sinh|sản phẩm"
)
ROLE = (
    "Bí thư|Phó Bí thư|Chủ tịch|Phó Chủ tịch|Giám đốc|Phó Giám đốc|Bộ trưởng|Thứ trưởng|Trưởng Ban|Trưởng ban|"
    "Phó Trưởng Ban|Phó Trưởng ban|Cục trưởng|Vụ trưởng|Viện trưởng|Chánh Văn phòng|Chánh án|Thủ tướng|Tổng Bí thư|"
    "Ủy viên|Tổng Giám đốc|Hiệu trưởng|Tư lệnh|Chính ủy|Chỉ huy trưởng|Trưởng phòng|Tổng cục trưởng|Đại sứ|Trưởng đoàn"
)
DOCUMENT_TYPE = (
    "nghị quyết|chỉ thị|kết luận|quy định|quy chế|quyết định|nghị định|thông tư|pháp lệnh|kế hoạch|chương trình|"
    "đề án|hướng dẫn|thông báo|báo cáo|công văn|tờ trình|công điện|lệnh"
)
EVENT = (
    "hội nghị|đại hội|kỳ họp|phiên họp|cuộc họp|buổi làm việc|hội thảo|tọa đàm|diễn đàn|gặp mặt|hội đàm|lễ|họp báo|"
    "tập huấn|đối thoại|tiếp xúc cử tri|làm việc với"
)
DAY = r"(?:ngày|sáng|chiều|tối) (?:ngày )?\d{1,2}[/.-]\d{1,2}"


class Cue(NamedTuple):
    """What a careful reader would look at.

    The group `place` of the pattern (the whole match if there is none) must be covered by a record of one of the types
    in `covered_by`; the group `word`, if there is one, stands in the shape before it.
    """

    name: str
    pattern: re.Pattern[str]
    covered_by: tuple[str, ...]


def _cue(name: str, pattern: str, covered_by: Iterable[str], *, case: bool = True) -> Cue:
    return Cue(name, re.compile(pattern, 0 if case else re.IGNORECASE), tuple(covered_by))


CUES: dict[str, tuple[Cue, ...]] = {
    "date": (
        _cue(
            "lead word",
            r"\b(?:ngày|tháng|năm|quý|giai đoạn|nhiệm kỳ|năm học|mùng|mồng) (?:\d+|[IVX]+\b)(?: ?[/.-] ?\d+){0,2}",
            ("date", "legal_reference"),
            case=False,
        ),
        _cue(
            "day and month",
            r"(?<![\w/.,-])\d{1,2}(?:/|-|\.)\d{1,2}(?:(?:/|-|\.)(?:\d{4}|\d{2}))?(?![\w/%]|[.,-]\d)",
            ("date", "legal_reference", "target", "actual"),
        ),
        _cue("bare year", r"(?<![\w/.,-])(?:19|20)\d\d(?![\w/%]|[.,-]\d)", ("date", "legal_reference")),
        _cue(
            "months of a year",
            r"\b\d{1,2} tháng (?:đầu|cuối)(?: năm)?(?: \d{4})?",
            ("date", "legal_reference"),
            case=False,
        ),
        _cue(
            "relative",
            r"\b(?:hôm nay|hôm qua|sáng nay|chiều nay|tối nay|năm nay|năm ngoái|tháng trước|cùng kỳ năm \w+)",
            ("date",),
            case=False,
        ),
    ),
    "official": (
        _cue("đồng chí", rf"\b(?P<word>[đĐ]ồng chí|ĐỒNG CHÍ|[đĐ]/c):? (?P<place>{NAME})", ("official",)),
        _cue("ông, bà", rf"\b(?P<word>[ôÔ]ng|[bB]à) (?P<place>{NAME})", ("official",)),
        _cue(
            "title and name",
            rf"\b(?P<word>{ROLE})(?: [{LETTER}]+){{0,6}}?[:,]? (?P<place>{FULL_NAME})(?=[,.;)\n]| -)",
            ("official",),
        ),
        _cue("name and title", rf"\b(?P<place>{FULL_NAME}) ?(?:,|-|\() ?(?:{ROLE})\b", ("official",)),
    ),
    "legal_reference": (
        _cue(
            "number",
            rf"(?<![\w/])\d{{1,5}}(?:/\d{{4}})?[-/](?:[{UPPER}]{{2,}}\w*)(?:[-/][{UPPER}\w]+){{0,4}}",
            ("legal_reference",),
        ),
        _cue("type and number", rf"\b(?:{DOCUMENT_TYPE})(?: số:?)? ?\d+(?:[-/]\w+)*", ("legal_reference",), case=False),
        _cue("law", rf"\b(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Điều lệ) (?:[{UPPER}]\w+|\d+)", ("legal_reference",)),
        _cue(
            "congress, plenum",
            r"\bnghị quyết (?:đại hội|trung ương|hội nghị)[^\n,.;]{0,40}",
            ("legal_reference",),
            case=False,
        ),
        _cue("in quotation marks", rf'\b(?:{DOCUMENT_TYPE}) "[^"\n]{{3,60}}', ("legal_reference",), case=False),
    ),
    "meeting": (
        _cue("event and day", rf"\b(?P<place>{EVENT})\b[^.\n]{{0,80}}\b{DAY}", ("meeting",), case=False),
        _cue("day and event", rf"\b{DAY}[^.\n]{{0,80}}?\b(?P<place>{EVENT})\b", ("meeting",), case=False),
        _cue(
            "held or chaired",
            rf"\b(?:tổ chức|khai mạc|bế mạc|chủ trì|tham dự|dự|phát biểu tại|diễn ra) (?P<place>{EVENT})\b",
            ("meeting",),
            case=False,
        ),
    ),
    "target": (
        _cue(
            "goal word and quantity",
            rf"\b(?P<word>{GOAL})\b[^.\n;]{{0,80}}?(?<![\w/.,-])(?P<place>(?:{NUMBER}) ?(?:{UNIT}))(?!\w)",
            ("target", "actual"),
            case=False,
        ),
    ),
    "actual": (
        _cue("per cent", rf"(?<![\w/.,-])(?:{NUMBER}) ?(?:%|phần trăm)", ("target", "actual"), case=False),
        _cue("quantity", rf"(?<![\w/.,-])(?:{NUMBER}) (?:{UNIT})(?!\w)", ("target", "actual", "date"), case=False),
        _cue("part of a whole", r"(?<![\w/.,-])\d+/\d+ (?=[^\W\d])", ("target", "actual", "date", "legal_reference")),
    ),
}


class Spans:
    """The places that records of some types cover: own spans and mentions (view offsets)."""

    def __init__(self, context: Context, types: Iterable[str]) -> None:
        spans = []
        for kind in types:
            for record in getattr(context, f"{kind}s"):
                spans.append((record.start, record.end))
                spans.extend((m.start, m.end) for m in getattr(record, "mentions", ()))
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._longest = max((end - start for start, end in self._spans), default=0)

    def touch(self, start: int, end: int) -> bool:
        """Whether a span shares a character with the place."""
        i = bisect_right(self._starts, end - 1) - 1
        while i >= 0 and self._starts[i] > start - self._longest:
            if self._spans[i][1] > start:
                return True
            i -= 1
        return False


@dataclass(slots=True)
class Leftover:
    """All places of one shape that no record covers."""

    places: list[tuple[str, str]] = field(default_factory=list)
    """Document id and the place in its context."""
    reasons: Counter[str] = field(default_factory=Counter)


_DIGITS = re.compile(r"\d+(?:[.,]\d{3})*(?:,\d+)?")
_WORD = re.compile(rf"\b(?!X\b){CAPITALISED}")


def shape(cue: Cue, match: re.Match[str]) -> str:
    """The shape of a cue: digits as 0, capitalised words as X, at most 60 characters."""
    groups = match.groupdict()
    place = groups.get("place") or match[0]
    if cue.pattern.flags & re.IGNORECASE:
        place = place.lower()
    words = [groups.get("word", "").lower(), _WORD.sub("X", _DIGITS.sub("0", place))]
    return f"{cue.name}: " + " ".join(" ".join(words).split())[:60]


def leftovers(context: Context, kind: str) -> Iterator[tuple[str, int, int, list[str]]]:
    """Shape, start, end (view offsets) and the reasons of rules that gave up there, for each place left over."""
    seen: set[tuple[int, int]] = set()
    for cue in CUES[kind]:
        covered = Spans(context, cue.covered_by)
        for match in cue.pattern.finditer(context.view.text):
            start, end = match.span("place" if "place" in cue.pattern.groupindex else 0)
            if (start, end) in seen or covered.touch(start, end):
                continue
            seen.add((start, end))
            reasons = [
                f"{r.rule}: {r.reason}"
                for r in context.rejections or ()
                if r.start < end and start < max(r.end, r.start + 1) and r.rule.split(".")[0] in cue.covered_by
            ]
            yield shape(cue, match), start, end, reasons


def collect(texts: list[tuple[str, str]], kinds: Iterable[str], around: int) -> dict[str, dict[str, Leftover]]:
    """Per type and shape, all that is left over in the texts."""
    found: dict[str, dict[str, Leftover]] = {kind: defaultdict(Leftover) for kind in kinds}
    for name, text in texts:
        context = read(text, explain=True)
        view = context.view.text
        for kind, shapes in found.items():
            for label, start, end, reasons in leftovers(context, kind):
                before, after = view[max(0, start - around) : start], view[end : end + around]
                shapes[label].places.append((name, f"{before}⟦{view[start:end]}⟧{after}".replace("\n", "⏎")))
                shapes[label].reasons.update(reasons)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--type", nargs="+", choices=list(RECORD_TYPES), default=list(RECORD_TYPES))
    parser.add_argument("--documents", type=int, default=300, help="how many texts to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", nargs="+", default=list(CORPORA))
    parser.add_argument("--limit", type=int, default=25, help="shapes a type, the commonest first")
    parser.add_argument("--examples", type=int, default=3, help="examples a shape")
    parser.add_argument("--only-shape", help="only shapes that hold this string")
    parser.add_argument("--around", type=int, default=70, help="characters of context on each side")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    texts = list(documents(options.corpus))
    chance.shuffle(texts)
    for kind, shapes in collect(texts[: options.documents], options.type, options.around).items():
        total = sum(len(left.places) for left in shapes.values())
        print(f"== {kind}: {total} places of {len(shapes)} shapes in {min(options.documents, len(texts))} documents")
        chosen = [(s, left) for s, left in shapes.items() if not options.only_shape or options.only_shape in s]
        chosen.sort(key=lambda item: (-len(item[1].places), item[0]))
        for label, left in chosen[: options.limit]:
            gave_up = "; ".join(f"{n}× {reason}" for reason, n in left.reasons.most_common(2))
            print(f"{len(left.places):6}  {label}" + (f"   [{gave_up}]" if gave_up else ""))
            for name, place in chance.sample(left.places, min(options.examples, len(left.places))):
                print(f"            {name}: {place}")


if __name__ == "__main__":
    main()
