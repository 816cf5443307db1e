"""Rows of a collection as documents: which columns are taken, and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from extract.inputs.encodings import check
from extract.inputs.parts import Failure, Item, Options, Part
from extract.inputs.published import published

_SHOWN = 12


def wanted_id(value: object) -> str | None:
    """The value of an id column as text; None for none and for what is no id."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def id_column(options: Options) -> str:
    """The column that ids are in, if it is there."""
    return options.id_column or "id"


def item(row: Mapping[str, Any], part: Part, options: Options, *, id: str, line: int) -> Item:
    """The document of a row (column names and values). Raises `Failure` for one that is none, without id and source."""
    text = _text(row, options)
    data = text.encode()
    check(text, data)
    if options.id_column is not None:
        _column(row, options.id_column)
    url = _column(row, options.url_column) if options.url_column else row.get("url")
    when = _column(row, options.published_column) if options.published_column else row.get("published")
    try:
        day = published(when)
    except ValueError as error:
        raise Failure("read", f"its column {options.published_column or 'published'!r} holds {error}") from None
    address = url if isinstance(url, str) and url.strip() else None
    return Item(
        id=id,
        text=text,
        source=address or place(part, line),
        sha256=sha256(data).hexdigest(),
        published=day,
        url=address,
    )


def place(part: Part, line: int) -> str:
    """Where a row stands."""
    return f"{part.path}:{line}"


def _text(row: Mapping[str, Any], options: Options) -> str:
    value = _column(row, options.text_column)
    if not isinstance(value, str):
        kind = "null" if value is None else f"{type(value).__name__}, not a string"
        raise Failure("read", f"its column {options.text_column!r} is {kind}")
    if not value:
        raise Failure("read", f"its column {options.text_column!r} is empty")
    return value


def _column(row: Mapping[str, Any], name: str) -> Any:
    """The value of a column that must be there."""
    if name not in row:
        there = ", ".join(map(repr, list(row)[:_SHOWN])) or "none"
        raise Failure("read", f"it has no column {name!r}; its columns are {there}{', …' * (len(row) > _SHOWN)}")
    return row[name]
