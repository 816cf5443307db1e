"""The spaCy component: `nlp.add_pipe("trichluc")`.

spaCy finds it by its entry point once the package is installed; nothing of Trichluc need be imported first, and
`import extract` does not import spaCy. For each document it sets

- `doc.spans["trichluc"]`: a span a record (label: the record's type, `id_`: the record's id), in the order of `start`;
- `doc._.records`: the records, typed, with their exact offsets into `doc.text`;
- `doc._.trichluc`: the whole `Result`, with what is known of the document;
- `span._.record`: the record that a span of the group stands for.

**Offsets that are not token borders.** A span of spaCy begins and ends with a token; a record need not ("26.000m2" may
be one token). A span is then widened to the tokens that it touches (`alignment_mode="expand"`); `"contract"` narrows it
and `"strict"` leaves it out, each only in `doc.spans`. The exact offsets are always in `doc._.records`.

**Serialisation.** The result is kept as JSON in `doc._.trichluc_json`, which is user data of the document, so that
`doc.to_bytes()`, `DocBin(store_user_data=True)` and `nlp.pipe(n_process=2)` carry it; without user data the spans
survive and `doc._.records` is empty. `Doc.from_docs` merges the spans but, as with all extensions of whole documents,
not the records.

Put `doc._.published` (ISO date) before the pipe runs to say when a text was published, and `doc._.document_id` to name
it in the ids of its records (by default the first 16 digits of the text's SHA-256).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.model import RECORD_TYPES, AnyRecord, Result
from extract.pipeline import extract

AlignmentMode = Literal["expand", "contract", "strict"]


class Trichluc:
    """The component: takes a `Doc`, gives it back with spans and records. Keeps no state of documents."""

    def __init__(
        self,
        spans_key: str = "trichluc",
        only: Sequence[str] | None = None,
        published: str | None = None,
        alignment_mode: AlignmentMode = "expand",
    ) -> None:
        """`spans_key` names the group in `doc.spans`, `only` the record types to keep, `published` is the ISO date for
        documents without `doc._.published`, `alignment_mode` says what becomes of records off the token borders.

        Raises `ValueError` for an unknown record type or alignment mode.
        """
        if only is not None and (unknown := set(only) - RECORD_TYPES.keys()):
            raise ValueError(f"unknown record type: {', '.join(sorted(unknown))}; known are {', '.join(RECORD_TYPES)}")
        if alignment_mode not in ("expand", "contract", "strict"):
            raise ValueError(f"unknown alignment_mode {alignment_mode!r}; known are expand, contract, strict")
        self.spans_key = spans_key
        self.only = only
        self.published = published
        self.alignment_mode = alignment_mode

    def __call__(self, doc: Doc) -> Doc:
        """Read a document and note its records on it."""
        text = doc.text
        digest = hashlib.sha256(text.encode()).hexdigest()
        result = extract(
            text,
            published=doc._.published or self.published,
            id=doc._.document_id or digest[:16],
            sha256=digest,
            only=self.only,
        )
        doc._.trichluc_json = result.to_json()
        spans = (
            doc.char_span(r.start, r.end, label=r.type, span_id=r.id, alignment_mode=self.alignment_mode)
            for r in result.records
        )
        doc.spans[self.spans_key] = [span for span in spans if span is not None]
        return doc


@Language.factory(
    "trichluc",
    assigns=["doc.spans", "doc._.records"],
    default_config={"spans_key": "trichluc", "only": None, "published": None, "alignment_mode": "expand"},
)
def make_component(
    nlp: Language,
    name: str,
    spans_key: str,
    only: list[str] | None,
    published: str | None,
    alignment_mode: AlignmentMode,
) -> Trichluc:
    """What `nlp.add_pipe("trichluc", config={...})` calls."""
    return Trichluc(spans_key, only, published, alignment_mode)


@lru_cache(maxsize=4)
def _decode(data: bytes) -> tuple[Result, dict[str, AnyRecord]]:
    """A result and its records by id; kept for the few documents in use, since spans ask one by one."""
    result = Result.from_json(data)
    return result, {record.id: record for record in result.records}


def result_of(doc: Doc) -> Result | None:
    """What the component found in a document; None if it has not seen it."""
    data = doc._.trichluc_json
    return None if data is None else _decode(data)[0]


def records_of(doc: Doc) -> list[AnyRecord]:
    """The records of a document, in the order of `start`; empty if the component has not seen it."""
    result = result_of(doc)
    return [] if result is None else list(result.records)


def record_of(span: Span) -> AnyRecord | None:
    """The record that a span stands for; None for a span that the component did not make."""
    data = span.doc._.trichluc_json
    return None if data is None else _decode(data)[1].get(span.id_)


# `force`: a second import (a reload) is no error. What the user gives is left alone if it is already there.
Doc.set_extension("trichluc_json", default=None, force=True)
Doc.set_extension("trichluc", getter=result_of, force=True)
Doc.set_extension("records", getter=records_of, force=True)
Span.set_extension("record", getter=record_of, force=True)
for _given in ("published", "document_id"):
    if not Doc.has_extension(_given):
        Doc.set_extension(_given, default=None)
