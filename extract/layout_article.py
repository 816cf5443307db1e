"""Articles: their title, publisher, captions, and the furniture of the page."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from extract import lexicon
from extract.layout_office import Office
from extract.layout_page import BYLINE, DEGREE, HEAD, SHORT, Header, Line, Zone, document_types, publishers
from extract.layout_tail import Tail
from extract.lazy import pattern
from extract.letters import UPPER
from extract.parts import layout as parts

_TITLE = 260  # no title is longer


class _Furniture(msgspec.Struct):
    text: str
    at: Literal["line", "start"]
    example: str


class _Caption(msgspec.Struct):
    opening: str
    example: str


_URL = pattern(
    r"(?:https?://|www\.)\S{3,80}|[a-z0-9-]{2,30}(?:\.[a-z0-9-]{2,20}){0,2}\.(?:gov|dcs|org|com|edu|net)?\.?vn\b"
)


_IMAGE_FILE = pattern(r"[\w .()-]{1,60}\.(?:jpe?g|png|gif|bmp|webp)")


_CREDIT = pattern(r"\(? ?(?:ảnh|nguồn ảnh)(?: minh họa)? ?[:.] ?[^\n]{1,60}$|\((?:ảnh)[^)\n]{0,60}\)")


_SOURCE_PREFIX = pattern(
    rf"[({{\[] ?(?P<name>[{UPPER}][{UPPER}&Đ0-9]{{1,9}}|[A-Za-z0-9.-]{{3,30}}\.vn) ?[)\]}}] ?[-:] ?"
)


@cache
def _furniture() -> re.Pattern[str]:
    entries = lexicon.load("layout_furniture", _Furniture)
    whole = "|".join(re.escape(e.text) for e in entries if e.at == "line")
    prefix = "|".join(re.escape(e.text) for e in entries if e.at == "start")
    # The buttons of a page run into each other: "In tin bàiLưu tin bài".
    return re.compile(rf"(?:{whole})\W*$|(?:{prefix})[^\n]{{0,100}}$")


@cache
def _caption_openings() -> re.Pattern[str]:
    words = "|".join(re.escape(e.opening) for e in lexicon.load("layout_caption", _Caption))
    return re.compile(rf"(?:{words})(?!\w)")


def _is_crumb(text: str) -> bool:
    """A path through a site: "Trang chủ > Tin tức", "Tin tức - Sự kiện"."""
    return " > " in text or " » " in text or text in parts.words("section_name")


class Article(Office, Tail):
    """Reads the head and the short lines of an article."""

    def article_head(self, header: Header | None) -> None:
        """Title, publisher and what stands above them."""
        in_head = header is not None and header.line < HEAD
        candidates: list[int] = []
        for index, line in enumerate(self.lines[:HEAD]):
            if header is not None and in_head and index == header.line:
                if candidates:
                    break
                continue
            kind = self.kinds.get(index)
            if kind in ("furniture", "masthead", "dateline"):
                continue
            if kind is None and not self._may_be_title(line):
                break
            if kind is None:
                candidates.append(index)
            if not in_head and len(candidates) == 3:
                break
        above = self._publisher(candidates)
        candidates = [i for i in candidates if i not in above]
        above_date = header is not None and in_head and bool(candidates) and candidates[-1] < header.line
        title = (candidates[-1] if above_date else candidates[0]) if candidates else None
        if above_date and len(candidates) > 1 and self._names_author(candidates[-1]):
            title = candidates[-2]
        if title is None:
            self._title_before_source()
            return
        if not self._has_text_after(title):
            return
        end = self.lines[title].end
        if document_types().fullmatch(self.lower(self.lines[title])):
            end = self.title_end(title)  # "NGHỊ QUYẾT" alone says nothing
        self.title = (self.lines[title].start, end)
        self.mark(self.lines[title].start, end, "title")
        for index in range(title):
            if self.kinds.get(index) is None:
                self.kinds[index] = "masthead"

    def _names_author(self, index: int) -> bool:
        """A byline between the title and the date."""
        line = self.lines[index]
        text = self.view.text[line.start : line.end]
        if len(text) > 40 or text.isupper() or not self.is_byline(line.start, text):
            return False
        self.kinds[index] = "byline"
        return True

    def _may_be_title(self, line: Line) -> bool:
        text = self.view.text[line.start : line.end]
        if len(text) > _TITLE or not any(c.isalpha() for c in text) or text[0] in "-+*•":
            return False
        if _SOURCE_PREFIX.match(text) or text.lower().startswith(("số:", "số :")):
            return False
        if (degree := DEGREE.match(text)) and BYLINE.fullmatch(text[degree.end() :]):
            return False  # who wrote it stands above the text
        if text.endswith((";", ":", ",")) or (text.endswith(".") and not text.endswith("...")):
            return False
        return not (len(text) > 200 and "," in text and ". " in text)

    def _has_text_after(self, index: int) -> bool:
        """A title has a text below it that is longer than itself."""
        title = self.lines[index]
        return self.lines[-1].end - title.end > title.end - title.start

    def _publisher(self, candidates: list[int]) -> set[int]:
        """The lines at the top that name whose page it is, and what section: not titles."""
        above: set[int] = set()
        for position, index in enumerate(candidates[:-1]):
            line = self.lines[index]
            text = self.lower(line)
            if len(text) > 90 or len(text.split()) > 12:
                break
            first = text.split("|")[0].strip()
            if publishers().match(text):
                if self.publisher is None:
                    self.publisher = self.view.written(line.start, line.start + len(first))
                above.add(index)
            elif "|" in text or (above and len(text.split()) <= 4) or _is_crumb(text):
                above.add(index)
            elif position == 0:
                break
        if self.publisher is None and len(candidates) == 1:
            self._publisher_before(candidates[0])
        return above

    def _publisher_before(self, index: int) -> None:
        for line in self.lines[:index]:
            text = self.lower(line)
            if len(text) <= 90 and publishers().match(text):
                first = text.split("|")[0].strip()
                self.publisher = self.view.written(line.start, line.start + len(first))
                return

    def _title_before_source(self) -> None:
        """Flattened news: "Title (NLĐ) - Ngày 3-2, …"; also a paragraph that opens with its source."""
        line = self.lines[0]
        window = self.view.text[line.start : min(line.end, line.start + _TITLE)]
        for found in _SOURCE_PREFIX.finditer(window):
            name = line.start + found.start("name")
            self.publisher = self.publisher or self.view.written(name, line.start + found.end("name"))
            title = window[: found.start()].rstrip()
            if len(title) > 15 and not title.endswith((".", ",")):
                self.title = (line.start, line.start + len(title))
                self.extra.append(Zone("title", *self.title))
            return

    def mark_captions(self) -> None:
        """Short lines without a full stop between paragraphs, and short lines under a picture."""
        body_seen = False
        for index, line in enumerate(self.lines):
            kind = self.kinds.get(index)
            size = line.end - line.start
            body_seen = body_seen or (kind is None and size > SHORT) or kind == "title"
            if kind is not None or size > SHORT or not body_seen:
                continue
            previous = self.lines[index - 1]
            after_image = self.kinds.get(index - 1) == "furniture" and (
                self.lower(previous) == "[img]" or _IMAGE_FILE.fullmatch(self.lower(previous)) is not None
            )
            low = self.lower(line)
            if after_image or (low[-1] not in ".;:?!…," and _caption_openings().match(low)):
                self.kinds[index] = "caption"

    def mark_short_lines(self) -> None:
        """Furniture and captions: what a short line tells by itself."""
        furniture = _furniture()
        for index, line in enumerate(self.lines):
            if line.end - line.start > SHORT:
                continue
            low = self.lower(line)
            if furniture.match(low) or _IMAGE_FILE.fullmatch(low):
                self.kinds[index] = "furniture"
            elif _URL.fullmatch(low):
                self.kinds[index] = "masthead" if index < HEAD else "furniture"
            elif _CREDIT.search(low) or (low.endswith("|") and len(low) > 8):
                self.kinds[index] = "caption"
