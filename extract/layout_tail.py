"""Who wrote an article: labels, bylines and sources at its end."""

from __future__ import annotations

import re

from extract.layout_page import BYLINE, DEGREE, HEAD, SHORT, TAIL, Page, Zone, label_words
from extract.lazy import pattern
from extract.parts import layout as parts

_DONE = pattern(r"(?:ghi|dịch|thuật|theo .{1,20}|ảnh.{0,20})")


_PRESS = parts.pattern(r"{press_word}")


_CREDITED = parts.pattern(r"{credit_label} ?: ?(?P<name>[^\n:]{4,50})$")


def _is_press(agency: str) -> bool:
    """Whether what stands in brackets behind a byline publishes news ("TTXVN", "Báo An Bình"), and is no office."""
    low = agency.lower()
    return not _DONE.fullmatch(low) and (bool(_PRESS.search(low)) or (agency.isupper() and " " not in agency))


class Tail(Page):
    """Reads the end of an article."""

    def tail(self) -> None:
        """Labels, byline and source at the end (or right under the title)."""
        last = len(self.lines) - 1
        for index in [*range(min(HEAD, last + 1)), *range(max(HEAD, last - TAIL), last + 1)]:
            if self.kinds.get(index) in (None, "dateline", "caption"):
                self._labelled(index)
        if self.author is None:
            self._byline_line()
        if self.author is None:
            self._byline_at_end()

    def _labelled(self, index: int) -> None:
        line = self.lines[index]
        if line.end - line.start > SHORT:
            return
        kinds, pattern = label_words()
        found = pattern.match(self.lower(line))
        if found is None or ":" not in found["colon"]:
            return
        kind = kinds[found["label"]]
        start, end = line.start + found.end(), line.end
        value = self.view.text[start:end]
        if kind == "author":
            name = re.split(r" - | \| |\(|;", value)[0].strip(" .-")
            if self.author is None and BYLINE.fullmatch(name):
                offset = self.view.text.find(name, start)
                self.author = self.view.written(offset, offset + len(name))
                self.kinds[index] = "byline"
        elif kind == "source" and value:
            self.publisher = self.publisher or self.view.written(start, end)
            self.kinds[index] = "byline"

    def _byline_line(self) -> None:
        """A line of its own with nothing but a name, after the body."""
        seen = 0
        for index in range(len(self.lines) - 1, max(0, len(self.lines) - TAIL), -1):
            line = self.lines[index]
            if self.kinds.get(index) in ("furniture", "dateline", "byline"):
                continue
            text = self.view.text[line.start : line.end].strip("./ ")
            if len(text) <= 60 and self._signs(index) and BYLINE.fullmatch(text):
                return
            if len(text) <= 60 and self.is_byline(line.start, text):
                self.kinds[index] = "byline"
                return
            seen += self.kinds.get(index) != "caption"
            if seen > 2:  # a flattened summary may follow the byline, no more
                return

    def _signs(self, index: int) -> bool:
        """Whether a post in capitals stands above the name: who signs is no author."""
        above = self.lines[index - 1]
        return above.end - above.start <= 80 and self.in_capitals(above) and self.kinds.get(index - 1) is None

    def _byline_at_end(self) -> None:
        """Flattened news: "… giải pháp. Lê Mận" on the last line."""
        line = self.lines[-1]
        if self.published_span and line.start <= self.published_span[0] < line.end:
            return
        window_start = max(line.start, line.end - 110)
        window = self.view.text[window_start : line.end]
        credited = _CREDITED.search(window.rstrip("./ "))
        if credited and self.is_byline(window_start + credited.start("name"), credited["name"].strip("./ ")):
            self.extra.append(Zone("byline", window_start + credited.start(), line.end))
            return
        cut = None
        for found in re.compile(r"(?:[.!?…](?:/\.)?[\"')\]]{0,3}|/\.) +").finditer(window):
            cut = found.end()
            rest = window[cut:].strip("./ ")
            if 3 < len(rest) <= 60 and self.is_byline(window_start + cut, rest):
                self.extra.append(Zone("byline", window_start + cut, line.end))
                return

    def is_byline(self, start: int, text: str) -> bool:
        """Whether a text that begins at `start` is a byline; the author and publisher it names are kept."""
        degree = DEGREE.match(text)
        bare = text[degree.end() :] if degree else text
        if bare.startswith("Theo "):
            return True  # a source, not an author
        found = BYLINE.fullmatch(bare)
        if found is None:
            return False
        words = found["name"].split()
        if len(words) < 2 and "." not in found["name"]:
            return False
        names = re.split(r"\.? Ảnh: ?| - Ảnh: ?|/|\(", found[0])[0].rstrip(" .-,")
        offset = self.view.text.find(names, start)
        self.author = self.view.written(offset, offset + len(names))
        if found["agency"] and self.publisher is None and _is_press(found["agency"]):
            at = self.view.text.find(found["agency"], offset)
            self.publisher = self.view.written(at, at + len(found["agency"]))
        return True
