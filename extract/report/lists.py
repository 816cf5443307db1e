"""The lists of a report: rows gathered from all documents, written in each of their orders as scripts of rows.

A cell is a text, a number, null, `["text", "href"]` for a link, `{"t": key}` for a label, or `{"list": [cells]}`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extract.display import figure, quantity
from extract.model import RECORD_TYPES, Actual, LegalReference, Meeting, Official, Result, Target
from extract.report.cards import clean, head
from extract.report.files import Folder, script_json
from extract.report.search import fold

Cell = str | int | float | None | list[str] | dict[str, Any]
Row = list[Cell]

NAMED = 8
"""Documents or positions that a row names; the rest is counted."""

TEXT = 240
DATE = 60


class Page(NamedTuple):
    """Where a document is in the report: its number in the order of the input, its title, and its first page."""

    number: int
    title: str
    href: str


class Columns(NamedTuple):
    """The columns of a list, and those it can be sorted by, with the first order shown and whether it runs down."""

    names: tuple[str, ...]
    orders: tuple[str, ...]
    first: str
    down: bool = False


LISTS = {
    "documents": Columns(("title", "published", "publisher", "records"), ("title", "published", "records"), "input"),
    "timeline": Columns(("date", "event", "what", "who", "where"), ("date", "what", "who"), "date", True),
    "citations": Columns(
        ("documents", "name", "kind", "title", "issued", "where"), ("documents", "name", "issued"), "documents", True
    ),
    "officials": Columns(("documents", "name", "positions", "where"), ("documents", "name"), "documents", True),
    "targets": Columns(
        ("indicator", "value", "unit", "period", "scope", "document"),
        ("indicator", "value", "unit", "period", "scope"),
        "indicator",
    ),
    "actuals": Columns(
        ("indicator", "value", "unit", "change", "compared", "period", "scope", "document"),
        ("indicator", "value", "unit", "change", "compared", "period", "scope"),
        "indicator",
    ),
}


class Keyed(NamedTuple):
    """A row, and what it is sorted by in each order of its list."""

    row: Row
    keys: dict[str, Any]


@dataclass
class _Cited:
    record: LegalReference
    title: str | None = None
    issued: str | None = None
    documents: int = 0
    where: list[Cell] = field(default_factory=list)
    href: str = ""


@dataclass
class _Named:
    name: str
    documents: int = 0
    positions: Counter[str] = field(default_factory=Counter)
    where: list[Cell] = field(default_factory=list)


@dataclass
class Gathered:
    """What the overview and the lists show of all documents; `add` takes them one by one."""

    documents: int = 0
    characters: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    rows: dict[str, list[Keyed]] = field(default_factory=lambda: {name: [] for name in LISTS})
    cited: dict[str, _Cited] = field(default_factory=dict)
    named: dict[str, _Named] = field(default_factory=dict)

    def add(self, result: Result, page: Page, card_href: Callable[[int], str]) -> None:
        """Add a document; `card_href` links the card of a record by its number in the document."""
        document = result.document
        self.documents += 1
        self.characters += document.characters
        self.counts.update(record.type for record in result.records)
        of_type = Counter(record.type for record in result.records)
        self.rows["documents"].append(
            Keyed(
                [
                    [page.title, page.href],
                    document.published,
                    clean(document.publisher, TEXT) if document.publisher else None,
                    {"types": [of_type[kind] for kind in RECORD_TYPES]},
                ],
                {"title": fold(page.title), "published": document.published, "records": len(result.records)},
            )
        )
        for number, record in enumerate(result.records, 1):
            match record:
                case Meeting():
                    self._add_meeting(record, page, card_href(number))
                case LegalReference():
                    self._add_citation(record, page, card_href(number))
                case Official():
                    self._add_official(record, page, card_href(number))
                case Target() | Actual():
                    self._add_quantity(record, page, card_href(number))
                case _:
                    pass

    def _add_meeting(self, record: Meeting, page: Page, href: str) -> None:
        if record.date is not None:
            name, who = clean(record.name, TEXT), clean(record.organizer, TEXT) if record.organizer else None
            row: Row = [clean(record.date, DATE), {"t": "event.held"}, [name, href], who, [page.title, page.href]]
            year_known = record.date[:4].isdigit()  # XXXX-06-27 stands behind all years
            keys = {"date": record.date if year_known else None, "what": fold(name), "who": who and fold(who)}
            self.rows["timeline"].append(Keyed(row, keys))

    def _add_citation(self, record: LegalReference, page: Page, href: str) -> None:
        cited = self.cited.setdefault(record.key, _Cited(record, href=href))
        cited.title = cited.title or record.title
        cited.issued = max(filter(None, (cited.issued, record.issued)), key=len, default=None)
        cited.documents += 1
        if len(cited.where) < NAMED:
            cited.where.append([page.title, href])

    def _add_official(self, record: Official, page: Page, href: str) -> None:
        name = clean(record.name, TEXT)
        named = self.named.setdefault(" ".join(name.casefold().split()), _Named(name))
        named.documents += 1
        named.positions.update(dict.fromkeys((clean(p.title, TEXT) for p in record.positions), 1))
        if len(named.where) < NAMED:
            named.where.append([page.title, href])

    def _add_quantity(self, record: Target | Actual, page: Page, href: str) -> None:
        def said(text: str | None, longest: int = TEXT) -> str | None:
            return clean(text, longest) if text else None

        indicator, unit, scope = said(record.indicator), said(record.unit), said(record.scope)
        cells: dict[str, Cell] = {
            "indicator": [indicator or f"“{clean(record.text, TEXT)}”", href],
            "value": clean(quantity(record).removesuffix(f" {record.unit}"), TEXT),
            "unit": unit,
            "period": said(record.period, DATE),
            "scope": scope,
            "document": [page.title, page.href],
        }
        keys = {
            "indicator": indicator and fold(indicator),
            "value": record.value,
            "unit": unit and fold(unit),
            "period": record.period,
            "scope": scope and fold(scope),
        }
        if isinstance(record, Actual):
            cells["change"] = None if record.change is None else f"{'+' * (record.change > 0)}{figure(record.change)}"
            cells["compared"] = said(record.compared_with, DATE)
            keys |= {"change": record.change, "compared": record.compared_with}
        name = "actuals" if isinstance(record, Actual) else "targets"
        self.rows[name].append(Keyed([cells[column] for column in LISTS[name].names], keys))

    def finish(self) -> None:
        """Make the rows of what was gathered by document cited and by person, when all documents were added."""
        for cited in self.cited.values():
            record = cited.record
            name = clean(head(record), TEXT)
            title = clean(cited.title, TEXT) if cited.title else None
            kind: Cell = {"t": f"document_type.{record.document_type}"}
            where: Cell = {"list": cited.where, "others": cited.documents - len(cited.where)}
            row: Row = [cited.documents, name, kind, title, cited.issued, where]
            keys = {"documents": cited.documents, "name": fold(name), "issued": cited.issued}
            self.rows["citations"].append(Keyed(row, keys))
            if cited.issued is not None:
                who = clean(record.issuer, TEXT) if record.issuer else None
                event: Row = [cited.issued, {"t": "event.issued"}, [name, cited.href], who, cited.where[0]]
                event_keys = {"date": cited.issued, "what": fold(name), "who": who and fold(who)}
                self.rows["timeline"].append(Keyed(event, event_keys))
        for named in self.named.values():
            most = named.positions.most_common()
            posts: Cell = {"list": [title for title, _ in most[:NAMED]], "others": max(0, len(most) - NAMED)}
            where = {"list": named.where, "others": named.documents - len(named.where)}
            row = [named.documents, named.name, posts, where]
            self.rows["officials"].append(Keyed(row, {"documents": named.documents, "name": fold(named.name)}))

    def years(self) -> list[tuple[str, int, int]]:
        """The meetings held and the documents issued by year."""
        found: Counter[tuple[str, str]] = Counter()
        for row, keys in self.rows["timeline"]:
            kind = row[1]
            assert isinstance(kind, dict)
            if keys["date"] is not None:
                found[keys["date"][:4], kind["t"]] += 1
        years = sorted({year for year, _ in found})
        return [(year, found[year, "event.held"], found[year, "event.issued"]) for year in years]

    def top(self, name: str, count: int) -> list[Row]:
        """The rows of a list that stand first in its first order."""
        columns = LISTS[name]
        order, _ = ordered(self.rows[name], columns.first)
        return [self.rows[name][i].row for i in (reversed(order[-count:]) if columns.down else order[:count])]

    def write(self, folder: Folder, name: str) -> dict[str, Any]:
        """Write a list in all its orders; gives what a page must know to load it."""
        columns, rows = LISTS[name], self.rows[name]
        encoded = [script_json(row) for row, _ in rows]
        orders = {}
        for order in dict.fromkeys((columns.first, *columns.orders)):
            places, nulls = ordered(rows, order)
            starts = list(folder.put_shards(f"{name}-{order}", (encoded[i] for i in places)))
            orders[order] = {"starts": starts, "nulls": nulls}
        return {
            "rows": len(rows),
            "columns": columns.names,
            "sortable": columns.orders,
            "order": columns.first,
            "down": columns.down,
            "orders": orders,
        }


def ordered(rows: list[Keyed], order: str) -> tuple[list[int], int]:
    """The numbers of rows in ascending order of a key, those without it at the end, and how many these are."""
    if order == "input":
        return list(range(len(rows))), 0
    given = [i for i, row in enumerate(rows) if row.keys[order] is not None]
    nulls = [i for i, row in enumerate(rows) if row.keys[order] is None]
    given.sort(key=lambda i: rows[i].keys[order])
    return given + nulls, len(nulls)
