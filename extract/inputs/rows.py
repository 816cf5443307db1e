"""Rows of a collection as documents: which columns are taken, and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from extract.inputs.encodings import check
from extract.inputs.naming import Names, plain
from extract.inputs.parts import Failure, Item, Options, Part
from extract.inputs.paths import STDIN
from extract.inputs.published import published

TEXT, ID, PUBLISHED, URL = "text", "id", "published", "url"
"""The columns that are taken if they are there, where options name no other. The `date` of FineWeb-2 and the
`timestamp` of CulturaX are none of them: they say when a page was crawled, not when it was published."""

_SHOWN = 12


def wanted_id(value: object) -> str | None:
    """The value of an id column as text; None for none and for what is no id."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def id_column(options: Options) -> str:
    """The column that ids are in, if it is there."""
    return options.id_column or ID


def column_names(options: Options) -> frozenset[str]:
    """The columns that are looked at."""
    return frozenset(
        (options.text_column, id_column(options), options.published_column or PUBLISHED, options.url_column or URL)
    )


def name(part: Part, names: Names | None, wanted: str | None, line: int) -> str:
    """The id of the document at a line. `names` has those of the file so far; None where `part` knows the like ones."""
    if names is None:
        return part.names.get(line) or plain(part.id, part.alone, wanted, line)
    return names.give(wanted, line)[0]


def document(row: Mapping[str, Any] | Failure, part: Part, options: Options, *, id: str, line: int) -> Item | Failure:
    """The document of a row (column names and values), or why there is none."""
    try:
        if isinstance(row, Failure):
            raise row
        return _item(row, part, options, id, line)
    except Failure as failure:
        failure.id, failure.source = id, place(part, line)
        return failure


def place(part: Part, line: int) -> str:
    """Where a row stands."""
    return f"{part.source or STDIN}:{line}"


def column(row: Mapping[str, Any], name: str) -> Any:
    """The value of a column. Raises `Failure` where it is not there or damaged."""
    if name not in row:
        there = ", ".join(map(repr, list(row)[:_SHOWN])) or "none"
        hint = "; say with --text-column which one has the texts" if name == TEXT else ""
        raise Failure("read", f"there is no column {name!r}; there are {there}{', …' * (len(row) > _SHOWN)}{hint}")
    if isinstance(row[name], Failure):
        raise row[name]
    return row[name]


def _item(row: Mapping[str, Any], part: Part, options: Options, id: str, line: int) -> Item:
    text = _text(row, options)
    data = text.encode()
    if not options.any_text:
        check(text, data)
    if options.id_column is not None:
        column(row, options.id_column)
    url = column(row, options.url_column) if options.url_column else row.get(URL)
    address = url if isinstance(url, str) and url.strip() else None
    return Item(
        id=id,
        text=text,
        source=address or (place(part, line) if part.source else None),
        sha256=sha256(data).hexdigest(),
        published=_published(row, options),
        url=address,
    )


def _text(row: Mapping[str, Any], options: Options) -> str:
    value = column(row, options.text_column)
    if not isinstance(value, str):
        kind = "null" if value is None else f"{type(value).__name__}, not a string"
        raise Failure("read", f"the column {options.text_column!r} is {kind}")
    if not value:
        raise Failure("read", f"the column {options.text_column!r} is empty")
    return value


def _published(row: Mapping[str, Any], options: Options) -> str | None:
    try:
        return published(column(row, options.published_column) if options.published_column else row.get(PUBLISHED))
    except ValueError as error:
        raise Failure("read", f"the column {options.published_column or PUBLISHED!r} holds {error}") from None
