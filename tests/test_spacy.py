"""The spaCy component, as people use it: any pipeline, displaCy, DocBin, several processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import samples
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extract import Result, extract, spacy_component

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def blank(language: str = "xx", **config: Any) -> Language:
    settings = {"nlp": {"tokenizer": {"use_pyvi": False}}} if language == "vi" else {}
    nlp = spacy.blank(language, config=settings)
    nlp.add_pipe("trichluc", config=config)
    return nlp


@pytest.fixture
def _samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """The component finds what `samples` puts there."""

    def find(text: str, *, id: str, only: list[str] | None = None, **_: Any) -> Result:
        assert text == samples.TEXT
        return samples.result(id, only)

    monkeypatch.setattr(spacy_component, "extract", find)


def trained() -> Language:
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("textcat", config={}).add_label("party")  # type: ignore[attr-defined]
    nlp.get_pipe("textcat").add_label("state")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.add_pipe("trichluc", first=True)
    return nlp


@pytest.mark.parametrize("make", [lambda: blank("vi"), lambda: blank("xx"), trained], ids=["vi", "xx", "trained"])
@pytest.mark.usefixtures("_samples")
def test_puts_spans_and_records_on_any_pipeline(make: Any) -> None:
    doc = make()(samples.TEXT)
    expected = samples.result(doc._.trichluc.document.id)
    assert doc._.records == expected.records
    spans = list(doc.spans["trichluc"])
    assert [(s.label_, s.id_) for s in spans] == [(r.type, r.id) for r in expected.records]
    assert [s._.record for s in spans] == expected.records


@pytest.mark.usefixtures("_samples")
def test_a_span_off_the_token_borders_is_widened_and_the_record_is_not() -> None:
    doc = blank("xx")(samples.TEXT)
    (number,) = (s for s in doc.spans["trichluc"] if s.label_ == "actual")
    assert number.text == "26.000m2"
    assert number._.record.text == "26.000"
    for span in doc.spans["trichluc"]:
        record = span._.record
        assert doc.text[record.start : record.end] == record.text
        assert span.start_char <= record.start
        assert record.end <= span.end_char


@pytest.mark.usefixtures("_samples")
def test_strict_leaves_out_only_the_span() -> None:
    doc = blank("xx", alignment_mode="strict")(samples.TEXT)
    assert "actual" not in {s.label_ for s in doc.spans["trichluc"]}
    assert "actual" in {r.type for r in doc._.records}


@pytest.mark.usefixtures("_samples")
def test_options() -> None:
    doc = blank("xx", spans_key="sc", only=["date", "meeting"])(samples.TEXT)
    assert {s.label_ for s in doc.spans["sc"]} == {"date", "meeting"}
    assert "trichluc" not in doc.spans


@pytest.mark.parametrize("config", [{"only": ["dates"]}, {"alignment_mode": "wide"}])
def test_a_wrong_option_is_said_when_the_pipe_is_added(config: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"unknown|wide"):
        blank("xx", **config)


def test_document_id_and_published_come_from_the_doc(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def find(text: str, **given: Any) -> Result:
        seen.append((given["id"], given["published"]))
        return extract(text, **given)

    monkeypatch.setattr(spacy_component, "extract", find)
    nlp = blank("xx", published="2018-01-01")
    nlp("Hôm nay trời đẹp.")
    doc = nlp.make_doc("Hôm nay trời đẹp.")
    doc._.published, doc._.document_id = "2019-02-03", "so-1"
    nlp(doc)
    assert seen[0][1] == "2018-01-01"
    assert len(seen[0][0]) == 16
    assert seen[1] == ("so-1", "2019-02-03")


@pytest.mark.usefixtures("_samples")
def test_displacy_draws_every_span() -> None:
    doc = blank("vi")(samples.TEXT)
    page = displacy.render(doc, style="span", options={"spans_key": "trichluc"}, jupyter=False)
    for span in doc.spans["trichluc"]:
        assert span.label_ in page
    assert page.count("border-radius: 3px") >= 1


@pytest.mark.usefixtures("_samples")
def test_doc_bin_keeps_spans_and_records(tmp_path: Path) -> None:
    doc = blank("vi")(samples.TEXT)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    (back,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(spacy.blank("xx").vocab)
    assert back._.records == doc._.records
    assert [(s.start_char, s.end_char, s.label_, s.id_) for s in back.spans["trichluc"]] == [
        (s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans["trichluc"]
    ]
    assert [s._.record for s in back.spans["trichluc"]] == doc._.records


@pytest.mark.usefixtures("_samples")
def test_doc_bin_without_user_data_keeps_the_spans() -> None:
    doc = blank("xx")(samples.TEXT)
    data = DocBin(docs=[doc], store_user_data=False).to_bytes()
    (back,) = DocBin().from_bytes(data).get_docs(doc.vocab)
    assert len(back.spans["trichluc"]) == len(doc.spans["trichluc"])
    assert back._.records == []
    assert back._.trichluc is None
    assert back.spans["trichluc"][0]._.record is None


@pytest.mark.usefixtures("_samples")
def test_doc_to_disk_keeps_both(tmp_path: Path) -> None:
    doc = blank("xx")(samples.TEXT)
    doc.to_disk(tmp_path / "doc")
    back = Doc(spacy.blank("xx").vocab).from_disk(tmp_path / "doc")
    assert back._.records == doc._.records
    assert len(back.spans["trichluc"]) == len(doc.spans["trichluc"])


@pytest.mark.usefixtures("_samples")
def test_merged_docs_keep_the_spans() -> None:
    nlp = blank("xx")
    docs = [nlp(samples.TEXT), nlp(samples.TEXT)]
    with pytest.warns(UserWarning, match="trichluc_json"):
        merged = Doc.from_docs(docs)
    assert merged is not None
    assert len(merged.spans["trichluc"]) == 2 * len(docs[0].spans["trichluc"])
    assert merged._.records == []


def test_pipeline_to_disk_and_back(tmp_path: Path) -> None:
    nlp = blank("vi", only=["date"], spans_key="dates", alignment_mode="contract")
    nlp.to_disk(tmp_path / "model")
    back = spacy.load(tmp_path / "model")
    pipe = back.get_pipe("trichluc")
    assert isinstance(pipe, spacy_component.Trichluc)
    assert (pipe.only, pipe.spans_key, pipe.alignment_mode) == (["date"], "dates", "contract")


def test_several_processes_find_the_same() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    nlp = blank("xx")
    one = list(nlp.pipe(texts))
    two = list(nlp.pipe(texts, n_process=2, batch_size=2))
    for a, b in zip(one, two, strict=True):
        assert a._.records == b._.records
        assert [(s.start, s.end, s.label_, s.id_) for s in a.spans["trichluc"]] == [
            (s.start, s.end, s.label_, s.id_) for s in b.spans["trichluc"]
        ]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seeds_have_what_extract_finds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    doc = blank("vi")(text)
    result = extract(text, id=doc._.trichluc.document.id)
    assert doc.text == text
    assert doc._.trichluc == result
    assert len(doc.spans["trichluc"]) == len(result.records)


def test_found_by_its_entry_point_without_an_import() -> None:
    code = (
        "import spacy, sys\n"
        "nlp = spacy.blank('xx')\n"
        "nlp.add_pipe('trichluc')\n"
        "assert nlp('Ngày 18/1/2019.')._.trichluc is not None\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_import_extract_does_not_import_spacy() -> None:
    code = "import sys, extract, extract.pipeline\nassert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_empty_text_has_no_records() -> None:
    doc = blank("xx")("")
    assert doc._.records == []
    assert len(doc.spans["trichluc"]) == 0
