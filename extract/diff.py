"""What two runs over the same texts have made differently: records gained, lost and changed.

A record is the same one where its id is, which says document, type and start; or, of those left, where one of the same
type in the same document overlaps it: then its span has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

import msgspec

from extract.model import AnyRecord, Result

Kind = Literal["gained", "lost", "changed"]
DOCUMENT = "document"
IGNORED = ("source",)
"""Fields of a document that tell of the run and not of the text."""


class Change(NamedTuple):
    """A difference: of a record, or of what is known of the document (`type` is then `document`).

    `old` and `new` are plain data, None where the other run has none; `fields` are those in which they differ.
    """

    kind: Kind
    type: str
    id: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        there = self.new or self.old or {}
        if self.kind != "changed":
            return f"{self.kind:8} {self.id}  {there.get('text') or there.get('title') or ''}".rstrip()
        assert self.old is not None
        assert self.new is not None
        values = [f"{name}: {_show(self.old[name])} -> {_show(self.new[name])}" for name in self.fields]
        return f"{self.kind:8} {self.id}  " + "; ".join(values)


def _show(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def diff(old: Iterable[Result], new: Iterable[Result]) -> Iterator[Change]:
    """The changes from the results of one run to those of another, document by document.

    Documents are paired by id in any order; memory does not grow where both runs have them in the same order.
    """
    for before, after in _paired(old, new):
        yield from _changes(before, after)


def counts(changes: Iterable[Change]) -> Counter[tuple[str, Kind]]:
    """How many changes there are of each type and kind."""
    return Counter((change.type, change.kind) for change in changes)


def _paired(old: Iterable[Result], new: Iterable[Result]) -> Iterator[tuple[Result | None, Result | None]]:
    """The results of the same document, and those that one side does not have."""
    waiting_old: dict[str, Result] = {}
    waiting_new: dict[str, Result] = {}
    for before, after in zip_longest(old, new):
        if before is not None:
            waiting_old[before.document.id] = before
        if after is not None:
            waiting_new[after.document.id] = after
        for name in {result.document.id for result in (before, after) if result is not None}:
            if name in waiting_old and name in waiting_new:
                yield waiting_old.pop(name), waiting_new.pop(name)
    for before in waiting_old.values():
        yield before, None
    for after in waiting_new.values():
        yield None, after


def _changes(before: Result | None, after: Result | None) -> Iterator[Change]:
    """What is different of one document."""
    if before is None or after is None:
        there = after or before
        assert there is not None
        kind: Kind = "lost" if after is None else "gained"
        yield _one_sided(kind, DOCUMENT, there.document.id, msgspec.to_builtins(there.document))
        for record in there.records:
            yield _one_sided(kind, record.type, record.id, msgspec.to_builtins(record))
        return
    yield from _changed(DOCUMENT, msgspec.to_builtins(before.document), msgspec.to_builtins(after.document))
    new = {record.id: record for record in after.records}
    left_old = []
    for record in before.records:
        same = new.pop(record.id, None)
        if same is None:
            left_old.append(record)
        elif same != record:
            yield from _changed(record.type, msgspec.to_builtins(record), msgspec.to_builtins(same))
    yield from _moved(left_old, list(new.values()))


def _moved(old: list[AnyRecord], new: list[AnyRecord]) -> Iterator[Change]:
    """Records of one type that overlap as changed, the rest as lost and gained."""
    for kind in sorted({record.type for record in (*old, *new)}):
        lost = sorted((r for r in old if r.type == kind), key=lambda r: (r.start, r.end))
        gained = sorted((r for r in new if r.type == kind), key=lambda r: (r.start, r.end))
        i = j = 0
        while i < len(lost) or j < len(gained):
            if j == len(gained) or (i < len(lost) and lost[i].end <= gained[j].start):
                yield _one_sided("lost", kind, lost[i].id, msgspec.to_builtins(lost[i]))
                i += 1
            elif i == len(lost) or gained[j].end <= lost[i].start:
                yield _one_sided("gained", kind, gained[j].id, msgspec.to_builtins(gained[j]))
                j += 1
            else:
                yield from _changed(kind, msgspec.to_builtins(lost[i]), msgspec.to_builtins(gained[j]))
                i, j = i + 1, j + 1


def _one_sided(kind: Kind, type: str, id: str, data: dict[str, Any]) -> Change:
    return Change(kind, type, id, data if kind == "lost" else None, data if kind == "gained" else None)


def _changed(type: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """The change between two records or documents, if there is one that counts."""
    ignored = IGNORED if type == DOCUMENT else ("id",)
    fields = tuple(name for name in new if name not in ignored and old.get(name) != new[name])
    if fields:
        yield Change("changed", type, old["id"], old, new, fields)
