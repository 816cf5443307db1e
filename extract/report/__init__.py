"""`trichluc html`: a report of static pages that opens from disk.

A page a document (more where it is long) with the text, its records marked and their cards; an overview; lists and a
search whose data are scripts that pages load when they need them, since a page opened from disk may load scripts and
nothing else. `text` cuts texts, `cards` says what cards show, `lists` gathers rows, `search` is the index, `files`
writes. The templates escape all they are given.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.export.common import Summary, need
from extract.model import RECORD_TYPES, Result
from extract.places import Place, is_remote, join

if TYPE_CHECKING:
    from extract.export.texts import Texts

__all__ = ["PART", "write"]

PART = 400_000
"""Bytes of text and cards on a page, about; the longest page is below a megabyte."""

ASSETS = ("style.css", "report.js")
TITLE = 160
MOST_YEARS = 60
TOP = 10


def write(results: Iterable[Result], folder: Place, texts: Texts) -> Summary:
    """Write the report of results into a folder, here or at an address, and say what was written.

    Raises `ExportError` where a text is not found, and where the folder has other things in it; what is in the folder
    then stays as it was.
    """
    need("jinja2", "html")
    from extract.report.files import Folder, RemoteFolder

    summary = Summary()
    with RemoteFolder(str(folder)) if is_remote(folder) else Folder(Path(folder)) as files:
        report = _Report(files)
        for result in results:
            report.add(result, texts.of(result))
            summary.add(result)
        report.finish()
    summary.notes.append(f"open {join(folder, 'index.html')}")
    return summary


def page_name(document_id: str) -> str:
    """The name of a document's page: what is harmless of its id, and what tells it from all others."""
    from extract.report.search import fold

    harmless = re.sub(r"[^a-z0-9]+", "-", fold(document_id[:200]))[:48].strip("-") or "document"
    return f"{harmless}-{hashlib.sha256(document_id.encode()).hexdigest()[:12]}"


class _Report:
    def __init__(self, folder: Any) -> None:
        import jinja2

        from extract.report.labels import HERE, label, labels
        from extract.report.lists import Gathered
        from extract.report.search import Index

        self.folder = folder
        self.gathered = Gathered()
        self.index = Index()
        self.templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )  # fmt: skip
        self.templates.globals |= {"t": label, "words": labels(), "types": list(RECORD_TYPES), "lists": LIST_PAGES}

    def add(self, result: Result, text: str) -> None:
        """Write the pages of a document and gather what the others show of it."""
        from extract.display import printable
        from extract.report.cards import clean
        from extract.report.lists import Page

        document = result.document
        name = page_name(document.id)
        title = clean(document.title or document.id, TITLE) or clean(document.id, TITLE) or name
        page = Page(self.gathered.documents, title, f"documents/{name}.html")
        places = self._write_document(result, printable(text), title, name)
        self.index.add(page.number, title, f"{document.id}\n{text}")

        def card_href(number: int) -> str:
            return f"documents/{_part_name(name, places.of_card(number))}#r{number}"

        cards = ((record.id, card_href(number)) for number, record in enumerate(result.records, 1))
        self.index.add_ids(page.number, document.id, page.href, cards)
        self.gathered.add(result, page, card_href)

    def _write_document(self, result: Result, text: str, title: str, name: str) -> Any:
        from extract.report.cards import Cards, clean
        from extract.report.text import Mark, Places, parts, render

        records = result.records
        marks = [
            Mark(mention.start, min(mention.end, len(text)), number)
            for number, record in enumerate(records, 1)
            for mention in [record, *getattr(record, "mentions", ())]
        ]
        made = Cards(records)
        template = self.templates.get_template("card.html")
        shown = [
            template.render(card=made.card(number, "#o{}".format, "#r{}".format))
            for number in range(1, len(records) + 1)
        ]
        sizes = {number: _card_size(html) for number, html in enumerate(shown, 1)}
        divided = parts(text, marks, sizes, PART)
        places = Places(divided)
        files = [_part_name(name, i) for i in range(len(divided))]
        kinds = ["", *(record.type for record in records)]
        document = result.document
        known = (document.id, document.published, document.publisher, document.author)
        about = [clean(value, TITLE) for value in known if value]
        here = 0

        def mention_href(offset: int) -> str:
            part = places.of_offset(offset)
            return f"{'' if part == here else files[part]}#o{offset}"

        def card_href(number: int) -> str:
            part = places.of_card(number)
            return f"{'' if part == here else files[part]}#r{number}"

        for here, part in enumerate(divided):
            if len(divided) > 1:
                for number in part.records:
                    shown[number - 1] = template.render(card=made.card(number, mention_href, card_href))
            counts = Counter(kinds[number] for number in part.records)
            self._page(
                f"documents/{files[here]}", "document.html", title=title, root="../", here="documents",
                about=about, text=render(text, part, kinds, card_href), cards=[shown[n - 1] for n in part.records],
                counts=counts, parts=files, part=here,
            )  # fmt: skip
        return places

    def _page(self, file: str, template: str, **values: Any) -> None:
        self.folder.write(file, self.templates.get_template(template).render(**values))

    def finish(self) -> None:
        """Write what is about all documents."""
        from extract.report.files import script_json
        from extract.report.labels import HERE, labels
        from extract.report.lists import LISTS

        gathered = self.gathered
        gathered.finish()
        known: dict[str, Any] = {"lists": {name: gathered.write(self.folder, name) for name in LISTS}}
        known["search"] = self.index.write(self.folder)
        self.folder.put("manifest", script_json(known))
        self.folder.put("labels", script_json(labels()))
        for asset in ASSETS:
            self.folder.write(f"assets/{asset}", (HERE / asset).read_text(encoding="utf-8"))
        for name in LISTS:
            self._page(f"{name}.html", "list.html", title=None, root="", here=name, name=name)
        self._page("search.html", "search.html", title=None, root="", here="search")
        years = gathered.years()[-MOST_YEARS:]
        self._page(
            "index.html", "overview.html", title=None, root="", here="overview", gathered=gathered, years=years,
            highest=max((max(held, issued) for _, held, issued in years), default=1),
            cited=gathered.top("citations", TOP), officials=gathered.top("officials", TOP),
        )  # fmt: skip


LIST_PAGES = ("documents", "timeline", "citations", "officials", "targets", "actuals")


def _part_name(name: str, part: int) -> str:
    return f"{name}.html" if part == 0 else f"{name}.{part + 1}.html"


def _card_size(html: str) -> int:
    """The bytes of a card at most: its links are longer where they lead to another page."""
    return len(html.encode()) + 80 * html.count("href=")
