"""Documents of an office: whose they are, what they are called, who receives them."""

from __future__ import annotations

import re
from bisect import bisect_right

from extract.layout_dates import Dates, dateline_value
from extract.layout_page import HEAD, SHORT, document_types
from extract.lazy import pattern
from extract.parts import layout as parts

_LONG_TITLE = 500  # but for what a document in capitals is called, on one line


_MOTTO = pattern(
    r"^ {0,20}(?:CỘNG\s{1,3}H\S{1,3}A\s{1,3}X\S\s{1,3}HỘI\s{1,3}CHỦ\s{1,3}NGHĨA\s{1,3}VIỆT\s{1,3}NAM"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM {0,20}$)",
    re.MULTILINE,
)


_RECIPIENTS = pattern(r"^ {0,20}nơi nhận ?:?", re.MULTILINE)


_YEARS_ALONE = pattern(r"\d{4}(?: ?- ?\d{4})?")


# Who issues a document stands in capitals between its title and its legal grounds.
_ISSUES = parts.pattern(r"{issuer}(?!\w)")


_LEGAL_BODY = parts.pattern(r"(?:{text_opening}|để|điều \d|theo|nhằm|trong|i\.|1\.)(?!\w)")


class Office(Dates):
    """Reads a document of an office."""

    def read_official(self) -> None:
        """The motto or a dateline makes a document official; the dateline says when it was put out."""
        if len(self.lines) < 3:
            return
        head_end = self.lines[min(HEAD, len(self.lines)) - 1].end
        last = min(head_end, 1500)
        motto = _MOTTO.search(self.view.text, 0, last) if self.view.text.find("CỘNG", 0, last) >= 0 else None
        tail_start = self.lines[max(0, len(self.lines) - 60)].start
        recipients = "nơi nhận" in self.view.lower and _RECIPIENTS.search(self.view.lower, tail_start)
        dateline = self.find_dateline(0, min(head_end, 2500))
        if dateline is None and (motto or recipients):
            dateline = self.find_dateline(max(head_end, tail_start), len(self.view.text))
        self.official = bool(motto or dateline or recipients) and self._opens_official(motto)
        if not self.official:
            return
        if dateline is not None:
            self.published = dateline_value(dateline)
            self.published_span = dateline.span("date" if dateline["d"] else "month")
            self.mark(dateline.start(), dateline.end(), "dateline")
        if motto:
            self._official_masthead(motto)
        if recipients:
            self._recipients(recipients.start())

    def _opens_official(self, motto: re.Match[str] | None) -> bool:
        """Whether the head is that of an office: capitals from the first line on. An article may reprint a document."""
        if motto is None:
            return self.in_capitals(self.lines[0]) or self.lower(self.lines[0]).startswith(("kính gửi", "số"))
        above = [line for line in self.lines[:HEAD] if line.start < motto.start()]
        return all(self.in_capitals(line) or self.lower(line).startswith(("số", "nghị quyết số")) for line in above)

    def _official_masthead(self, motto: re.Match[str]) -> None:
        start, end = motto.span()
        self.mark(self.lines[0].start, end, "masthead")
        body_end = re.compile(r"\n\s*(?:nghị quyết |quyết định )?số\s*:|\n\s*-{3,}|\n\s*\*|$").search(
            self.view.lower, self.lines[0].start, start
        )
        first = self.lines[0].start
        stop = body_end.start() if body_end else start
        name = self.view.text[first:stop].strip(" \n/-*_")
        if 4 < len(name) < 160:
            offset = self.view.text.find(name, first)
            self.publisher = self.view.written(offset, offset + len(name))

    def official_title(self) -> None:
        """ "KẾ HOẠCH" and the lines below it that say what of."""
        types = document_types()
        for index, line in enumerate(self.lines[:HEAD]):
            low = self.lower(line)
            joined = low
            last = index
            if index + 1 < len(self.lines) and len(low) < 12 and not types.match(low):
                joined, last = f"{low} {self.lower(self.lines[index + 1])}", index + 1
            if not types.match(" ".join(joined.split())) or not self.view.text[line.start].isupper():
                continue
            if self.view.text[line.start : line.end] != self.view.text[line.start : line.end].upper():
                continue
            end = self.title_end(last)
            self.title = (line.start, end)
            self.mark(line.start, end, "title")
            return

    def title_end(self, index: int) -> int:
        """Where the lines end that say what a document is of: before its legal grounds, its issuer or its text."""
        first = end = self.lines[index].end
        for line in self.lines[index + 1 : index + 9]:
            low = self.lower(line)
            apart = self.view.text.count("\n", end, line.start) > 1
            if self.in_capitals(line):
                if (apart and _ISSUES.match(low)) or line.end - line.start > _LONG_TITLE:
                    break
            elif (apart and end > first) or _LEGAL_BODY.match(low) or line.end - line.start > SHORT:
                break
            if not any(c.isalpha() for c in low) and not _YEARS_ALONE.fullmatch(low):
                break
            end = line.end
            if self.view.text[line.end - 1] in ".;":
                break
        return end

    def _recipients(self, start: int) -> None:
        """The list of recipients: "Nơi nhận:" and the lines with a dash after it; who signs is not part of it."""
        index = max(0, bisect_right(self.lines, start, key=lambda line: line.start) - 1)
        if self.lines[index].start < start:
            index += 1
        self.kinds[index] = "furniture"
        for at in range(index + 1, len(self.lines)):
            line = self.lines[at]
            text = self.view.text[line.start : line.end]
            if text[0] in "-+*" or text[-1] in ";," or (text[-1] == "." and "lưu" in text.lower()):
                self.kinds[at] = "furniture"
            else:
                break
