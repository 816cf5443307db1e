"""What the text in front of a mention of a document tells of it: who issued it and when, a provision, a title.

All readers work on view offsets and look at most a few hundred characters back.
"""

from __future__ import annotations

from bisect import bisect_left

from extract.context import Context
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.finders.legal_text import issuer_at, issuer_heads, spaced, trimmed
from extract.finders.legal_title_end import MAX_TITLE
from extract.lazy import re
from extract.parts import legal as parts
from extract.resolve.legal_details import DAY, PASSED_BY_ASSEMBLY, Details, Span, without_person
from extract.view import View

_PROVISION = spaced(
    r"(?<!\w)(?:(?:điểm [\wđ]{1,4}|tiết [\w.]{1,6}|khoản \d{1,2}[a-zđ]?|điều \d{1,3}[a-zđ]?|"
    r"chương [ivxl\d]{1,5}|mục [ivxl\d]{1,5})"
    r"(?:, | và | hoặc | của | )?){1,8}$",
    whole=False,
)
_BEFORE_ISSUE = spaced(
    r" (?P<verb>{issuing_verb}|{handle_verb})"
    r"(?: (?:{draft_noun}|các|mới|tiếp|liên tiếp|một số|nhiều|\d{1,2})){0,3}"
    r"(?: (?:dự án )?(?:{document_noun}|văn bản)(?: mới)?(?: như|,? gồm)?:?)? \"?$",
    whole=False,
)
_PASSIVE = spaced(
    r"(?:được|do) (?P<issuer>[^.;,\"()]{3,90}?) (?:đã |về )?{decision_verb}(?: \w{1,12}){0,8}"
    r" (?:theo|tại|kèm theo|bằng|trong) $",
    whole=False,
)
_ADVERBS = spaced(r"(?:,? {act_adverb}){1,5}$", whole=False)
_OF_BEFORE = spaced(
    r"(?:của|do) (?P<issuer>[^.;\"()]{3,90}?(?:\s\(khóa \w{1,5}\))?) (?:về|gồm:?|ban hành|là|tại|theo)(?: các)? \"?$",
    whole=False,
)
_LIST_HEAD = spaced(r"(?:của|do) (?P<issuer>[^.;:\"()]{3,90}?) (?:gồm|như|sau|sau đây|về)\s?:?", whole=False)
_TITLE_BEFORE = spaced(r"\",? (?:theo|trong|của|tại|được nêu trong) (?:(?:tinh thần|nội dung) )?$", whole=False)
_PERSON_DECIDES = re.compile(r"(?:[ ]nêu(?:[ ]rõ)?|[ ]ghi rõ)?[ ]?,[ ]?\n?[ ]{0,3}(?!\n)")
_DECIDES = spaced(r" (?:đã |vừa |cũng )?{decision_verb}")
_SETS_OUT = re.compile(r"[ ](?:nêu|ghi)(?:[ ]rõ)?[ ]?,")
_IN_DOCUMENT = spaced(r"(?<!\w)(?:tại|theo|trong) $", whole=False)
_ON_BEHALF_OF = spaced(r"thay mặt ", whole=False)
_PERSONAL_OFFICE = spaced("(?:phó thủ tướng|phó chủ tịch|thứ trưởng)")
BEFORE_WINDOW = 220


def before(context: Context, candidate: LegalReferenceCandidate, day_starts: list[int]) -> Details:
    """What stands before a mention: a provision, who issued it and when, a title in quotation marks.

    `day_starts` are the starts of `context.dates`.
    """
    view, details = context.view, Details()
    lower, start = view.lower, candidate.head
    low = max(0, start - BEFORE_WINDOW, _sentence_start(view, start))
    if match := _PROVISION.search(lower, low, start):
        details.provision = _provision(lower, match)
    match = _BEFORE_ISSUE.search(lower, low, start)
    if match:
        _who_issued(view, details, low, match.start())
        details.by_act = details.issuer is not None and match["verb"] in parts.words("issuing_verb")
        if candidate.number is None and details.issuer is not None:
            details.issued = _day_of_sentence(context, day_starts, low, match.start("verb"))
        elif candidate.number is not None:
            details.issued = _opening_day(context, day_starts, low, match.start("verb"), candidate.number.year)
            details.opening = details.issued is not None
    else:
        details.issuer = _issuer_of_act(view, candidate, low)
    if (match := _TITLE_BEFORE.search(lower, low, start)) and candidate.document_type not in PASSED_BY_ASSEMBLY:
        opening = view.text.rfind('"', low, match.start())
        if opening >= 0:
            details.title = trimmed(view, opening + 1, match.start())
    return details


_LINE_GOES_ON = parts.pattern(r"(?<!\w){body_opens}[ ]?\n$")


def _sentence_start(view: View, place: int) -> int:
    """Where the sentence around a place begins, across lines that were broken before a capital: "Sở\nTài chính"."""
    start = view.sentence(place)[0]
    for _ in range(4):
        if place - start > BEFORE_WINDOW or not _LINE_GOES_ON.search(view.lower, max(0, start - 12), start):
            break
        start = view.sentence(start - 2)[0]
    return start


# "phụ cấp của tỉnh theo Nghị quyết 03": whose allowance it is.
_BARE_LEVELS = frozenset({"tỉnh", "huyện", "xã", "thành phố", "ngành"})


def _issuer_of_act(view: View, candidate: LegalReferenceCandidate, low: int) -> Span | None:
    """Who does what the document is cited for: "được Chính phủ giao theo …", "theo …, Bộ A quyết định"."""
    lower, start = view.lower, candidate.head
    found: Span | None = None
    if match := _PASSIVE.search(lower, low, start):
        found = _whole_issuer(view, *match.span("issuer"))
    if found is None and candidate.number is not None and (match := _PAPER_OF.search(lower, low, start)):
        found = _whole_issuer(view, *match.span("issuer"))
    if found is None and (match := _OF_BEFORE.search(lower, low, start)):
        of_level = view.text[slice(*match.span("issuer"))] in _BARE_LEVELS
        found = None if of_level else _whole_issuer(view, *match.span("issuer"))
    if found is None and candidate.number is not None and (match := _APPROVES.search(lower, low, start)):
        found = _subject_before(view, low, match.start())
    if found is None and (_IN_DOCUMENT.search(lower, low, start) or _SETS_OUT.match(lower, candidate.end)):
        found = _decider_after(view, candidate.end)
    return found


# "UBND tỉnh phê duyệt dự án tại Quyết định số …", "HĐND huyện đã ban hành Đề án kèm theo Nghị quyết số …"
_APPROVES = spaced(
    r" (?:đã |vừa )?(?:phê duyệt (?:[^.;,:()]{3,90}? )?(?:tại|theo|bằng)"
    r"|(?:thông qua|ban hành) (?:(?!theo )[^.;,:()\s]{1,12} ){1,20}(?:tại|kèm theo|bằng)) $",
    whole=False,
)
# "Xét Tờ trình của Bộ … (Tờ trình số …": who asks or reports does so by the document in the bracket.
_PAPER_OF = spaced(
    r"(?<!\w)(?:{request_noun}|{document_noun}|văn bản) của (?P<issuer>[^.;,()\n]{3,90}?) \($",
    whole=False,
)


def _provision(lower: str, match: re.Match[str]) -> Span:
    end = match.end()
    for tail in (" ", "\n", ",", "của", " "):
        while lower.endswith(tail, 0, end) and end > match.start():
            end -= len(tail)
    return match.start(), end


# "Phó Giám đốc Sở …" signs for another; "Chánh Thanh tra tỉnh" is one office.
_RANK = re.compile(r"(?<!\w)(?:(?P<deputy>phó(?:[ \n](?:chánh|tổng))?|thứ)|chánh|tổng)[ \n]{1,3}$")
# "Chi nhánh … tỉnh Điện Biên": the place of another body, unless a day or nothing stands before it.
_LEVEL_OPENS = re.compile(r"[ \n]*|[^.;]*\d[ \n]*")
_PREMIER = spaced(r"(?<!\w)thủ tướng(?: chính phủ)?$", whole=False)


def _whole_issuer(view: View, start: int, end: int) -> Span | None:
    """The last body named between two places, if its name fills the stretch up to the end."""
    subject_end = end
    for head in issuer_heads().finditer(view.lower, max(start, end - 120), end):
        if head.start() > start and view.lower[head.start() - 1].isalnum():
            continue
        rank = _RANK.search(view.lower, max(start, head.start() - 14), head.start())
        if rank is not None and rank["deputy"]:
            return None
        if head[0] in _BARE_LEVELS and not _LEVEL_OPENS.fullmatch(view.text, start, head.start()):
            continue
        office_end = without_person(view, rank.start() if rank else head.start(), subject_end)
        if _PERSONAL_OFFICE.match(view.lower, head.start()) or office_end is None:
            return None
        found = issuer_at(view, head.start())
        if found is not None and found[1] >= office_end:
            premier = _PREMIER.search(view.lower, found[0] + 1, office_end)
            if premier is not None and head[0] in ("tổng cục", "cục", "bộ"):
                return premier.start(), office_end  # the stop between two sentences is lost
            return rank.start() if rank else found[0], office_end
    return None


def _decider_after(view: View, place: int) -> Span | None:
    """The issuer of "tại Quyết định số …, Thủ tướng quyết định …"."""
    day = DAY.match(view.lower, place)
    comma = _PERSON_DECIDES.match(view.lower, day.end() if day else place)
    if comma is None:
        return None
    found = issuer_at(view, comma.end())
    return found if found and _DECIDES.match(view.lower, found[1]) else None


# "Hội nghị đã ra Nghị quyết …": which one is not said.
_NAMELESS = frozenset({"hội nghị", "đại hội", "cuộc họp"})


def _who_issued(view: View, details: Details, low: int, end: int) -> None:
    """The body in front of `ban hành` or `thông qua`."""
    issuer = _on_behalf_of(view, low, end) or _subject_before(view, low, end)
    if issuer is not None and view.lower[slice(*issuer)] not in _NAMELESS:
        details.issuer = issuer


def _on_behalf_of(view: View, low: int, end: int) -> Span | None:
    """The body that a person signs for: "Thay mặt Quốc hội, Chủ tịch Quốc hội … ký"."""
    signs = _ON_BEHALF_OF.search(view.lower, low, end)
    found = issuer_at(view, signs.end()) if signs else None
    if found is None or view.text[found[1] : found[1] + 1] != ",":
        return None
    also = issuer_at(view, found[1] + 2)  # "Thay mặt Bộ Chính trị, Ban Bí thư, đồng chí …"
    return (found[0], also[1]) if also and view.text[also[1] : also[1] + 1] == "," else found


def _subject_before(view: View, low: int, end: int) -> Span | None:
    """The body that is the subject of a verb at `end`."""
    while (cut := _ADVERBS.search(view.lower, low, end)) is not None:
        end = cut.start()
    while end > low and view.lower[end - 1] in " \n,":
        end -= 1
    chunk = max(low, view.lower.rfind(", ", low, end) + 1, view.lower.rfind(";", low, end) + 1)
    return _whole_issuer(view, chunk, end)


def _day_of_sentence(context: Context, starts: list[int], low: int, high: int) -> str | None:
    """The last day, else the last year, that the sentence names before its verb."""
    last = bisect_left(starts, high) - 1
    for i in range(last, max(-1, last - 10), -1):
        date = context.dates[i]
        if date.start < low:
            return None
        if date.granularity in ("day", "minute") and re.match(r"\d{4}-\d\d-\d\d", date.value):
            return date.value[:10]
        if date.granularity == "year" and re.match(r"\d{4}", date.value):
            return date.value[:4]
    return None


_CITATION = parts.pattern(r"\([ \n]{0,3}$|\((?=(?:{document_noun}|văn bản)[ \n])[^()]{1,120}(?:,|;|[ \n]và)[ \n]{1,3}$")
_ACT = spaced(
    r"(?:(?:đã |vừa |mới |ký ){0,2}(?:ban hành|phê duyệt|thông qua)|(?:đã|vừa|mới) quyết định) "
    r"(?:kèm theo )?(?:về (?:việc )?)?",
    whole=False,
)
_REPEATS_TYPE = spaced(r"(?:{document_noun}|văn bản)(?: (?:của [^;,.()]{3,40}?))? (?:về|v/v)(?: việc)? ", whole=False)


def bracketed(view: View, candidate: LegalReferenceCandidate) -> Details | None:
    """What stands before a citation in brackets: "Thủ tướng đã ban hành Quy chế làm việc (Quyết định số …)"."""
    lower, start = view.lower, candidate.head
    citation = _CITATION.search(lower, max(0, start - 130), start)
    if citation is None:
        return None
    close = lower.find(")", candidate.end, candidate.end + 130)
    end = citation.start()
    low = max(view.sentence(end)[0], end - 300)
    acts = list(_ACT.finditer(lower, low, end)) if close >= 0 else []
    if not acts:
        return None
    act = acts[-1]
    subject = act.end()
    if repeated := _REPEATS_TYPE.match(lower, subject, end):
        subject = repeated.end()
    if end - subject > MAX_TITLE or len(lower[subject:end].split()) < 4:
        return None
    details = Details(title=trimmed(view, subject, end))
    for place in (act.start(), acts[0].start()):
        _who_issued(view, details, low, place)
        if details.issuer is not None:
            return details
    return details


# What stands before the day of an act: the start of the sentence, perhaps with a short adverbial, or a comma.
_OPENS = re.compile(
    r"(?:[,;:.)-][ \n]{1,4}|\n)(?:(?:trước|sau|tiếp)[ ]đó,?[ ])?"
    r"(?:(?:vào|đến|cũng|cũng[ ]trong|ngay[ ]trong|cụ thể|còn|và|[-+*])[ ])?$"
)
_ANOTHER_ACT = re.compile(
    r"[;:]|,[ \n](?:đồng thời|sau đó|tiếp đó)(?!\w)|(?<!\w)(?:đã|vừa|được|ban hành|tổ chức)[ \n](?!$)"
)
_ACT_WORDS = parts.pattern(r"[ \n](?:(?:{act_adverb},?|lại)[ \n]?){1,4}$")


_YEARS = ("năm", "đầu năm", "cuối năm", "giữa năm")


# "Cùng ngày, Sở ký …": the day told last before it.
_SAME_DAY = re.compile(r"\s{0,4}(?:cũng[ ]trong[ ]|trong[ ])?(?P<day>cùng[ ]ngày)(?=,?[ ])")
_SAME_DAY_WINDOW = 600


def _opening_day(context: Context, starts: list[int], low: int, verb: int, year: str | None) -> str | None:
    """The day that stands before the subject of the act by which a numbered document is issued.

    "Ngày 5/3/2016, Bộ A ban hành …", "Sau đó, ngày 5/3/2016, Bộ A ban hành …"; a year only where nothing else tells it.
    """
    last = bisect_left(starts, verb) - 1
    lower = context.view.lower
    same = _SAME_DAY.match(lower, low)
    if last < 0 or (starts[last] < low and (same is None or low - starts[last] > _SAME_DAY_WINDOW)):
        return None
    date = context.dates[last]
    start, end = (same.start("day"), same.end()) if same and starts[last] < low else (date.start, date.end)
    between = lower[end:verb]
    if acts := _ACT_WORDS.search(between):
        between = between[: acts.start()]
    first = context.view.sentence(start)[0] >= start - 2
    if _ANOTHER_ACT.search(between + " ") or not (between.startswith((",", " ,")) or (first and between[:1] == " ")):
        return None
    if not first and not _OPENS.search(lower, max(0, start - 24), start):
        return None
    if date.granularity == "year" and year is None and lower.startswith(_YEARS, date.start):
        return date.value[:4]
    if date.granularity == "month" and year in (None, date.value[:4]) and re.fullmatch(r"\d{4}-\d\d", date.value):
        return date.value
    if date.granularity not in ("day", "minute") or not re.match(r"\d{4}-\d\d-\d\d", date.value):
        return None
    return date.value[:10] if year in (None, date.value[:4]) else None


def list_issuer(view: View, candidate: LegalReferenceCandidate) -> Span | None:
    """The issuer of "các Thông tư của Bộ trưởng Bộ Tài chính gồm: …" before the first of a list."""
    low = max(0, candidate.start - 120)
    for match in _LIST_HEAD.finditer(view.lower, low, candidate.start):
        if view.lower[match.end() : candidate.start].strip(' \n"') in ("", "các"):
            return _whole_issuer(view, *match.span("issuer"))
    return None
