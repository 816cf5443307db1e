"""Into spaCy's `DocBin`, to train models on the records.

Each text is a `Doc` of `spacy.blank("xx")`: the tokens of spaCy's Vietnamese without pyvi keep the comma behind a word,
so that half of all records would not begin and end with a token; of these nearly all do. On each document stand

- `doc.spans["sc"]`: all records, with the record type as label, where `spancat` looks for them;
- `doc.spans["trichluc"]`: the same, as the pipeline component has them, and `doc._.records` with all fields;
- `doc.ents`: the longest of those that overlap, for `ner`.

A record that does not end with a token is widened to the token's end.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extract.export.common import Summary, new_file, new_files
from extract.export.texts import Texts
from extract.model import Result
from extract.places import Place

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

LANGUAGE = "xx"
ENDING = ".spacy"
DOCUMENTS_PER_FILE = 500
"""So many documents of a folder are in one file: a file is in memory as a whole, when it is written and when read."""


def write(results: Iterable[Result], place: Place, texts: Texts) -> Summary:
    """Write a `.spacy` file, or a folder of them if the name has no such ending. Raises `ExportError`."""
    summary = Summary()
    maker = _Maker(texts)
    if str(place).endswith(ENDING):
        with new_file(place) as unfinished:
            for result in results:
                maker.add(result)
                summary.add(result)
            unfinished.write_bytes(maker.take())
    else:
        with new_files(place) as folder:
            for result in results:
                maker.add(result)
                summary.add(result)
                if summary.documents % DOCUMENTS_PER_FILE == 0:
                    _shard(folder, summary.documents).write_bytes(maker.take())
            if summary.documents % DOCUMENTS_PER_FILE or not summary.documents:
                _shard(folder, summary.documents).write_bytes(maker.take())
    summary.notes.append(f"widened    {maker.widened} records to the tokens that they end in")
    return summary


def _shard(folder: Path, documents: int) -> Path:
    """The file that takes the last of so many documents."""
    return folder / f"{max(documents - 1, 0) // DOCUMENTS_PER_FILE:05d}{ENDING}"


class _Maker:
    """Collects documents for a file."""

    def __init__(self, texts: Texts) -> None:
        import extract.spacy_component  # noqa: F401 - declares doc._.records

        self.texts = texts
        self.widened = 0
        self.nlp, self.bin = self._new()

    def _new(self) -> tuple[Language, DocBin]:
        """An empty file, and a vocabulary for it alone: one for all files would keep every word and id."""
        import spacy
        from spacy.tokens import DocBin

        return spacy.blank(LANGUAGE), DocBin(attrs=["ORTH", "SPACY", "ENT_TYPE", "ENT_IOB"], store_user_data=True)

    def add(self, result: Result) -> None:
        """Add the document of a result. Raises `ExportError` if its text is not found."""
        self.bin.add(self.make(result, self.texts.of(result)))

    def take(self) -> bytes:
        """The documents since the last time, as a file has them."""
        data = self.bin.to_bytes()
        self.nlp, self.bin = self._new()
        return data

    def make(self, result: Result, text: str) -> Doc:
        from spacy.util import filter_spans

        doc = self.nlp.make_doc(text)
        spans = []
        for record in result.records:
            span = doc.char_span(
                record.start, record.end, label=record.type, span_id=record.id, alignment_mode="expand"
            )
            if span is not None:
                spans.append(span)
                self.widened += (span.start_char, span.end_char) != (record.start, record.end)
        doc.spans["sc"] = spans
        doc.spans["trichluc"] = spans
        doc.ents = filter_spans(spans)
        doc._.trichluc_json = result.to_json()
        doc._.document_id = result.document.id
        return doc
