"""Results into other systems: one module a target, and `reading` for the output of a run.

`export(results, target)` picks the module by the target: a database address (`sqlite:///records.db`) or
`<kind>:<place>` (`csv:tables/`, `csv:s3://bucket/tables`). Every target is written whole or not at
all, and takes results one by one, so that memory does not grow with the output. Libraries that a target needs are
imported when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extract.export.common import ExportError, Summary
from extract.places import is_remote

if TYPE_CHECKING:
    from extract.export.texts import Texts
    from extract.model import Result

__all__ = ["TARGETS", "ExportError", "Summary", "Target", "export", "parse_target"]


class Target(NamedTuple):
    """Where results go: the `kind` of system, and the file, folder or address there."""

    kind: str
    place: str


class _Kind(NamedTuple):
    """A kind of target: the module and its function, how it is given, and whether it needs the texts."""

    module: str
    function: str
    description: str
    needs_texts: bool = False


TARGETS = {
    "sqlite": _Kind("sql", "write", "sqlite:///FILE.db: a database in a file"),
    "postgresql": _Kind("sql", "write", "postgresql://USER@HOST/NAME: a database on a PostgreSQL server"),
    "csv": _Kind("tables", "write_csv", "csv:FOLDER: a table a record type, for spreadsheets"),
    "parquet": _Kind("tables", "write_parquet", "parquet:FOLDER: a table a record type, to compute with"),
    "followthemoney": _Kind("followthemoney", "write", "followthemoney:FILE.json: entities, a line each"),
    "label-studio": _Kind("label_studio", "write", "label-studio:FOLDER: tasks to correct, and their form", True),
    "docbin": _Kind("docbin", "write", "docbin:FILE.spacy or docbin:FOLDER: to train spaCy models", True),
    "json-ld": _Kind("json_ld", "write", "json-ld:FILE.jsonld: linked data in the terms of schema.org"),
}
"""The kinds of targets by the word before the colon."""


def parse_target(given: str) -> Target:
    """What `--to` names. Raises `ExportError` for a kind that is not known or a place that is not given."""
    word, colon, place = given.partition(":")
    kind = word.partition("+")[0]  # postgresql+pg8000://
    if kind not in TARGETS or not colon:
        known = "\n".join(f"  {kind.description}" for kind in TARGETS.values())
        raise ExportError(f"{given!r} is no target; the targets are\n{known}")
    if not place.strip("/"):
        raise ExportError(f"{given!r} does not say where to: {TARGETS[kind].description}")
    return Target(kind, given if place.startswith("//") else place)


def export(results: Iterable[Result], target: str, *, texts: Texts | None = None) -> Summary:
    """Write results to a target, and say what was written.

    `target` is what `parse_target` reads. `texts` gives the sources, for the targets that show records in them.
    Raises `ExportError` with what is there left as it was.
    """
    kind, place = parse_target(target)
    known = TARGETS[kind]
    write: Callable[..., Summary] = getattr(import_module(f"extract.export.{known.module}"), known.function)
    where = place if known.module == "sql" or is_remote(place) else Path(place)
    if known.needs_texts:
        from extract.export.texts import Texts

        return write(results, where, texts or Texts(None))
    return write(results, where)
