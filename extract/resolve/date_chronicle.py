"""What a document names that had its time: sessions, plenums, congresses, terms, holders of offices, bodies.

None of it tells a year by itself: a text that names no year implies none. It says which of the years that a text speaks
of can be the one in which it was written: the third session of the fourteenth National Assembly is spoken of while it
sits, seldom long before or after, and a plenum's resolution never before the plenum.

The months (`date_sessions.json`, `date_chronicle.json`, `_COUNCILS`) were checked on 2026-11-22, one by one, against:
- sessions of the National Assembly: those of the 14th in vi.wikipedia.org "Quốc hội Việt Nam khóa XIV"; the others in
  the communiqués of quochoi.vn, the Vietnam News Agency (vietnamplus.vn, nvsk.vnanet.vn) and dantri.com.vn ("Quốc hội
  khóa X", "XI", "XII"), and by the day on which a law says that the session passed it. Of the 10th Assembly's third to
  sixth and eleventh and the 12th's fifth the last month only is known so, of the number by counting two sessions a
  year; of its eighth nothing was found, and it is left out. Not found: the last month of the 15th's second, the first
  of the 11th's third to fifth, ninth and tenth.
- plenums: en.wikipedia.org "8th", "9th" and "10th Central Committee of the Communist Party of Vietnam" (the 9th's
  seventh sat twice, 11/2002 and 1/2003: vietnamembassy-usa.org), daihoi13.dangcongsan.vn "Đại hội XI của Đảng: Các kỳ
  Hội nghị Trung ương", and for the 12th to the 14th the news agency's reports. The month of the 14th's second
  was not found; it is left out.
- congresses: nvsk.vnanet.vn, qdnd.vn "Đảng Cộng sản Việt Nam qua các kỳ đại hội", congthuong.vn (the 8th).
- holders: en. and vi.wikipedia.org on each, the news agency on elections and dismissals. In April 2026 six deputy prime
  ministers were approved (baochinhphu.vn, 8/4/2026); five of them are named in what was found, that the seven before
  them left then is concluded. Not found: the first month of Hoàng Trung Hải and Nguyễn Thiện Nhân (8/2007) and of Vũ
  Khoan (8/2002).
- bodies: the resolutions of the National Assembly 02/2002/QH11, 01/2007/QH12 and 176/2025/QH15, and the ministries' own
  histories. Of Bộ Văn hóa - Thông tin, Bộ Thủy sản and Hà Tây the first year only is known. Not found: the first month
  of Bộ Nông nghiệp và Phát triển nông thôn and of Ban Tư tưởng - Văn hóa.
- terms of the People's Councils: reports of first sessions in June 2011 and June 2021; elected on 15/3/2026, first
  sessions not found; nor those of 1999, 2004 and 2016.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import msgspec

from extract import lexicon
from extract.lazy import pattern
from extract.ordinals import PATTERN as ORDINAL
from extract.ordinals import ordinal
from extract.parts import date as parts
from extract.resolve.date_document import Document


class Span(NamedTuple):
    """The first and last month, counted from the year 0, of what is named (`kind`)."""

    kind: str
    first: int
    last: int


class _Entry(msgspec.Struct):
    word: str
    first: str
    example: str
    last: str | None = None


class _Session(msgspec.Struct):
    body: str
    term: int
    number: int
    first: str
    last: str
    example: str


FAR = 12 * 9999
# For each kind: from how many months before its first or (past) after its last month on, what share of the texts that
# name it were written then, against those of its own time.
_BEFORE: dict[str, tuple[tuple[int, float], ...]] = {
    "session": ((1, 0.7), (8, 0.2), (FAR, 0.02)),
    "plenum": ((1, 0.4), (4, 0.1), (FAR, 0.01)),
    "congress": ((6, 0.5), (30, 0.2), (FAR, 0.02)),
    "congress_ahead": ((30, 1.0), (FAR, 0.1)),
    "resolution": ((FAR, 0.01),),
    "term": ((8, 0.3), (FAR, 0.02)),
    "party_term": ((FAR, 0.02),),
    "holder": ((1, 0.3), (FAR, 0.02)),
}
_AFTER: dict[str, tuple[tuple[int, float], ...]] = {
    "session": ((1, 0.5), (8, 0.15), (30, 0.06), (FAR, 0.02)),
    "plenum": ((12, 0.8), (36, 0.4), (84, 0.25), (FAR, 0.08)),
    "congress": ((60, 0.9), (72, 0.3), (FAR, 0.08)),
    "congress_ahead": ((1, 0.3), (FAR, 0.05)),
    "resolution": ((12, 0.9), (36, 0.6), (72, 0.35), (FAR, 0.08)),
    "term": ((6, 0.3), (FAR, 0.1)),
    "party_term": ((6, 0.5), (FAR, 0.1)),
    "holder": ((6, 0.25), (FAR, 0.08)),
}
_TERM = r"(?P<term>[ivx]{1,5}|\d{1,2})(?!\w)"
_SESSION = pattern(
    rf"kỳ họp thứ (?P<number>{ORDINAL})(?P<of>,? ?(?:của )?(?:quốc hội|qh)(?!\w))?(?: nước [^.;\n]{{5,60}}?)?"
    rf"[ ,(]{{0,3}}(?:(?:quốc hội |qh )?khóa {_TERM})?"
)
_ASSEMBLY_BEFORE = pattern(
    rf"(?:quốc hội|qh)(?: nước (?:[^.;\n]){{5,45}}?)?(?: khóa {_TERM})?[ ,(-]{{1,3}}(?:[^\W\d]{{1,8}} ){{0,2}}$"
)
_ELECTION = pattern(r"(?<!\w)(?:bầu|ứng) cử(?!\w)[^.;\n]{0,50}$")  # begins a year ahead of the term
_TERMS = ("term", "party_term")  # who served in former terms is told in lives
_COUNCIL = pattern(r"hđnd|hội đồng nhân dân")
_COUNCILS = ("1999-11", "2004-05", "2011-06", "2016-06", "2021-06", "2026-04")  # the months in which their terms begin
_COMMITTEE = r"(?:bch|ban chấp hành) (?:trung ương|tư|t\.ư)(?: đảng)?(?: cộng sản việt nam)?"
_PLENUM = pattern(
    rf"(?:trung ương(?: đảng)? (?:lần thứ )?(?P<number>{ORDINAL})(?: của đảng)?|"
    rf"thứ (?P<also>{ORDINAL})[, ]{{1,2}}(?:của )?{_COMMITTEE})[ ,(]{{1,3}}$"
)
_OF_TERM = pattern(rf"khóa {_TERM}")
_PARTY_BEFORE = parts.pattern(r"{party_body}[ ,(]{1,3}$")
_MORE_TERMS = pattern(rf"(?:,| và) {_TERM}")
_TOWARDS = parts.pattern(r"(?<!\w){towards}(?!\w)[^.;!?\n]{0,40}$")
_OF_PARTY = r"(?:(?:của )?đảng(?! bộ)(?: cộng sản việt nam)? )"
_CONGRESS = pattern(
    rf"đại hội (?:đại biểu )?(?P<before>{_OF_PARTY})?(?:toàn quốc )?(?P<inside>{_OF_PARTY})?"
    rf"(?:lần thứ )?{_TERM}(?P<behind>(?: của)? đảng(?! bộ))?"
)


def month_of(text: str) -> int:
    """The number of a month ("2017-05"), counted from the year 0."""
    return 12 * int(text[:4]) + int(text[5:7]) - 1


@cache
def words() -> dict[str, tuple[Span, ...]]:
    """The names of holders and bodies, in lower case, and their times: two of who held an office twice."""
    found: dict[str, tuple[Span, ...]] = {}
    for entry in lexicon.load("date_chronicle", _Entry):
        span = Span("holder", month_of(entry.first), month_of(entry.last) if entry.last else FAR)
        offices = [office for office in ("thủ tướng ", "phó thủ tướng ") if entry.word.startswith(office)]
        longer = [f"{office}chính phủ {entry.word.removeprefix(office)}" for office in offices]
        for name in (entry.word, *longer):
            found[name] = (*found.get(name, ()), span)
    return found


@cache
def _sessions() -> dict[tuple[str, int, int], Span]:
    kinds = {"quốc hội": "session", "trung ương": "plenum", "đại hội": "congress"}
    return {
        (s.body, s.term, s.number): Span(kinds[s.body], month_of(s.first), month_of(s.last))
        for s in lexicon.load("date_sessions", _Session)
    }


def spans(document: Document) -> list[tuple[Span, ...]]:
    """The times of what a document names; several where the text leaves open which of them is meant."""
    cues = document.context.cues
    found: dict[tuple[Span, ...], None] = {}
    for cue in cues["date_holder"]:
        if not document.lower.endswith(("nguyên ", "cựu ", "cố ", "phó "), max(0, cue.start - 7), cue.start):
            found[cue.entry] = None
    for cue in cues["date_session"]:
        times = _READ[cue.entry](document.lower, cue.start)
        if times:
            found[times] = None
    newest = {kind: max(t.first for (t, *_) in found if t.kind == kind) for kind in {times[0].kind for times in found}}
    ahead = {times[0].first for times in found if times[0].kind == "congress_ahead"}
    return [
        times
        for times in found
        if (times[0].kind not in ("congress", "resolution") or times[0].first not in ahead)
        and (times[0].kind not in _TERMS or times[0].first == newest[times[0].kind])
    ]


def _session(lower: str, place: int) -> tuple[Span, ...]:
    """The session of the National Assembly at "kỳ họp"; each that bears the number where the term is not told."""
    match = _SESSION.match(lower, place)
    if match is None:
        return ()
    number, term = ordinal(match["number"]), match["term"]
    if not match["of"]:
        if number and _COUNCIL.search(lower, max(0, place - 40), min(len(lower), match.end() + 45)):
            return _council(number)
        before = _ASSEMBLY_BEFORE.search(lower, max(0, place - 90), place)
        if before is None and term is None and "quốc hội" not in lower[max(0, place - 150) : place + 200]:
            return ()
        term = term or (before["term"] if before else None)
    told = ordinal(term) if term else None
    return tuple(
        span
        for (body, of, session), span in _sessions().items()
        if body == "quốc hội" and session == number and told in (None, of)
    )


def _council(number: int) -> tuple[Span, ...]:
    """When the session of that number of a People's Council may sit, in each of the terms: two or more a year."""
    if not 2 <= number <= 12:
        return ()
    return tuple(
        Span("session", first + 2 * (number - 1), min(first + 6 * number, first + 60))
        for first in map(month_of, _COUNCILS)
    )


def _plenum(lower: str, place: int) -> tuple[Span, ...]:
    """The plenum of the Central Committee, or the term of the National Assembly, at "khóa"."""
    after = _OF_TERM.match(lower, place)
    term = ordinal(after["term"]) if after else None
    if after is None or term is None:
        return ()
    before = _PLENUM.search(lower, max(0, place - 80), place)
    if before:
        number = ordinal(before["number"] or before["also"])
        span = _sessions().get(("trung ương", term, number or 0))
        if span and lower.rfind("nghị quyết", max(0, place - 80), place) >= 0:
            span = span._replace(kind="resolution")
        return (span,) if span else ()
    if lower.endswith(("quốc hội ", "qh ", "quốc hội, "), max(0, place - 10), place):
        first = _sessions().get(("quốc hội", term, 1))
        if first is None or _ELECTION.search(lower, max(0, place - 80), place):
            return ()
        return (Span("term", first.first, first.first + 60),)
    if _PARTY_BEFORE.search(lower, max(0, place - 24), place):
        while more := _MORE_TERMS.match(lower, after.end()):  # "khóa X, XI, XII"
            term, after = ordinal(more["term"]) or term, more
        congress = _sessions().get(("đại hội", term, 1))
        return (Span("party_term", congress.first, congress.first + 60),) if congress else ()
    return ()


def _congress(lower: str, place: int) -> tuple[Span, ...]:
    """The national congress of the Party at "đại hội"."""
    match = _CONGRESS.match(lower, place)
    if match is None:
        return ()
    before = lower[max(0, place - 60) : place]
    if not (match["behind"] or match["before"] or match["inside"] or before.endswith("nghị quyết ")):
        return ()
    span = _sessions().get(("đại hội", ordinal(match["term"]) or 0, 1))
    if span is None:
        return ()
    if before.endswith("nghị quyết "):
        return (span._replace(kind="resolution"),)
    ahead = _TOWARDS.search(before) or lower.startswith((" sẽ ", " sắp tới", " tới đây"), match.end())
    return (span._replace(kind="congress_ahead"),) if ahead else (span,)


_READ = {"session": _session, "plenum": _plenum, "congress": _congress}
SESSION_CUES = {"kỳ họp thứ": "session", "khóa": "plenum", "đại hội": "congress"}


def share(span: Span, month: int) -> float:
    """How usual it is to name something in a month, against the months of its own time."""
    if month < span.first:
        steps, away = _BEFORE[span.kind], span.first - month
    elif month > span.last:
        steps, away = _AFTER[span.kind], month - span.last
    else:
        return 1.0
    return next(part for limit, part in steps if away <= limit)
