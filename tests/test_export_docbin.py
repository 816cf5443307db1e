"""spaCy's DocBin: documents with all records, in files that spaCy reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gold_results import SEEDS, seed_results

from extract.export import ExportError, export
from extract.export.texts import Texts
from extract.model import RECORD_TYPES

spacy = pytest.importorskip("spacy")
RESULTS = seed_results()


def documents(path: Path) -> list[Any]:
    from spacy.tokens import DocBin

    return list(DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab))


def test_documents_hold_the_text_and_all_records(tmp_path: Path) -> None:
    path = tmp_path / "train.spacy"
    summary = export(RESULTS, f"docbin:{path}", texts=Texts(SEEDS))
    found = documents(path)
    assert [doc.text for doc in found] == [Texts(SEEDS).of(result) for result in RESULTS]
    assert [doc._.records for doc in found] == [result.records for result in RESULTS]
    assert [doc._.document_id for doc in found] == [result.document.id for result in RESULTS]
    widened = 0
    for doc, result in zip(found, RESULTS, strict=True):
        spans = {span.id_: span for span in doc.spans["sc"]}
        for record in result.records:
            span = spans[record.id]
            assert span.label_ == record.type
            assert span.start_char <= record.start < record.end <= span.end_char
            widened += (span.start_char, span.end_char) != (record.start, record.end)
        assert {span.id_ for span in doc.spans["trichluc"]} == spans.keys()
        assert doc.ents
        assert {entity.label_ for entity in doc.ents} <= RECORD_TYPES.keys()
    assert widened <= 1
    assert f"widened    {widened} records" in str(summary)


def test_a_folder_has_files_of_some_documents_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.export.docbin.DOCUMENTS_PER_FILE", 2)
    export(RESULTS, f"docbin:{tmp_path / 'train'}", texts=Texts(SEEDS))
    paths = sorted((tmp_path / "train").iterdir())
    assert [path.name for path in paths] == ["00000.spacy", "00001.spacy", "00002.spacy"]
    ids = [doc._.document_id for path in paths for doc in documents(path)]
    assert ids == [result.document.id for result in RESULTS]
    export([], f"docbin:{tmp_path / 'none'}", texts=Texts(SEEDS))
    assert documents(tmp_path / "none" / "00000.spacy") == []


def test_a_text_that_is_not_found_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "train.spacy"
    path.write_bytes(b"older")
    with pytest.raises(ExportError, match="was not found"):
        export(RESULTS, f"docbin:{path}", texts=Texts(tmp_path))
    assert path.read_bytes() == b"older"
    assert len(list(tmp_path.iterdir())) == 1
