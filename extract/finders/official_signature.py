"""Signature blocks of official documents: a line that is a title alone, then a line that is a name alone."""

from __future__ import annotations

from bisect import bisect_left

from extract import anchors, names, titles
from extract.context import Context
from extract.finders.official_candidate import OfficialCandidate, TitleSpan
from extract.finders.official_text import Flow, honorifics
from extract.lazy import re
from extract.letters import UPPER
from extract.parts import official as parts

_SIGNED = parts.pattern(r"(?i)[\s\[(]*{signed_mark}[^\n]{0,30}")
# A body in whose name someone signs, with no post under it ("T/M BAN BÍ THƯ").
_FOR_BODY = re.compile(rf"^[ \t]{{0,80}}(?:T/M|TM|T\.M)[. ]{{1,3}}[{UPPER}][{UPPER} ]{{4,60}}$", re.MULTILINE)
_PROXY = parts.pattern(r"(?i)\s*{proxy_mark}\b\.?")


def signs_for_body(text: str) -> bool:
    """Whether someone may sign in the name of a body, with no post."""
    return anchors.occur(text, ("T/M", "TM", "T.M"), 0, len(text))


def signatures(context: Context, flow: Flow) -> list[OfficialCandidate]:
    """The signers of official documents: a line that is a title alone, then a line that is a name alone."""
    found: list[OfficialCandidate] = []
    text = context.view.text
    taken = -1
    for cue in flow.roles:
        if cue.start < taken:
            continue
        start, end = context.view.line(cue.start)
        line = text[start:end]
        if len(line) > 90 or not _signing_line(line, cue.start - start):
            continue
        name, last = _signer(flow, text, end)
        if name is None:
            context.reject("official.signature", start, end, "no line with a name alone follows")
            continue
        taken = name[1]
        lead = _PROXY.match(line)
        first = start + (lead.end() if lead else 0)
        while first < end and text[first] in " .":
            first += 1
        while last > first and text[last - 1] in " .,:;":
            last -= 1
        head_end = min(titles.head_end(flow.lower, cue.end, last), last)
        candidate = OfficialCandidate(name[0], name[1], "official.signature")
        candidate.titles.append(TitleSpan(first, last, cue.start, head_end, cue.role))
        found.append(candidate)
    signed = {candidate.start for candidate in found}
    lines = context.view.line_starts if signs_for_body(text) else ()
    for match in anchors.finditer(_FOR_BODY, text, lines):
        name, last = _signer(flow, text, match.end())
        if name is not None and last == match.end() and name[0] not in signed:
            found.append(OfficialCandidate(name[0], name[1], "official.signature"))
    return found


def _signing_line(line: str, offset: int) -> bool:
    """Whether the line is nothing but a title: in capitals, or short and beginning with the role word."""
    stripped = line.strip()
    lead = _PROXY.match(line)
    before = line[lead.end() if lead else 0 : offset].strip(" .")
    if before.lower() not in ("", "phó", "quyền", "q"):
        return False
    return stripped.isupper() or (stripped[:1].isupper() and not re.search(r"[.,;:()]\s*\S", stripped))


def _signer(flow: Flow, text: str, place: int) -> tuple[tuple[int, int] | None, int]:
    """The name that stands alone on one of the next lines, and where the title ends (it may take a second line)."""
    last = place
    for _ in range(8):
        if place >= len(text):
            return None, last
        start = place + 1
        place = text.find("\n", start, start + 200)
        if place < 0:
            place = min(len(text), start + 200)
            if place < len(text):
                return None, last
        line = text[start:place]
        if not line.strip() or _SIGNED.fullmatch(line):
            continue
        begin = start + len(line) - len(line.lstrip())
        run = names.run_at(text, begin, place)
        while run and _is_degree(run[0].text):
            run = run[1:]
        alone = bool(run) and text[run[-1].end : place].strip(" .") == "" and 2 <= len(run) <= 5
        # many a commune is called like a person, none signs
        if alone and names.name_score(run) is not None and names.place_level(run) in (None, "commune"):
            return (run[0].start, run[-1].end), last
        if last < start - 1 or not _second_line(flow, line, start, place):
            return None, last
        last = place
    return None, last


def _is_degree(word: str) -> bool:
    """Whether a word is a degree ("TS")."""
    entry = honorifics().get(word.rstrip(".").lower())
    return entry is not None and entry.kind == "degree"


def _second_line(flow: Flow, line: str, start: int, end: int) -> bool:
    """Whether a line of capitals goes on with the title of the line before it ("CỤC TRƯỞNG CỤC / CHUYỂN ĐỔI SỐ")."""
    index = bisect_left(flow.role_starts, start)
    other = index < len(flow.role_starts) and flow.role_starts[index] < end
    return line.strip().isupper() and " " in line.strip() and not other and not re.search(r"[0-9:;]", line)
