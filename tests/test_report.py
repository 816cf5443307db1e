"""The report's pages and data: everything escaped, overlaps kept, sizes bounded, the same bytes twice."""

from __future__ import annotations

import html
import json
import re
import typing
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from gold_results import SEEDS, seed_results
from hypothesis import given
from hypothesis import strategies as st

from extract import display, model
from extract.cli import main
from extract.export.common import ExportError
from extract.export.texts import Texts
from extract.model import Actual, Document, LegalReference, Mention, Official, Position, Result, Target

pytest.importorskip("jinja2")

from extract.report import PART, page_name, write
from extract.report.cards import LABELLED
from extract.report.files import SHARD, UNFINISHED, Folder, script_json
from extract.report.labels import HERE, labels
from extract.report.lists import Gathered, Page, ordered
from extract.report.search import Index, fold, words
from extract.report.text import Mark, Piece, Places, parts, pieces, render

MEGABYTE = 1_000_000
EVIL = "<script>alert(1)</script>\"'&<!--</title></style>]]>\u2028\u202e"


def lines(folder: Path, results: list[tuple[Result, str]]) -> tuple[list[Result], Texts]:
    """Results, and their texts as JSON Lines."""
    path = folder / "texts.jsonl"
    path.write_text("".join(json.dumps({"id": r.document.id, "text": text}) + "\n" for r, text in results))
    return [result for result, _ in results], Texts(path)


def evil() -> tuple[Result, str]:
    """A document in which everything that may hold a text holds markup."""
    text = f"{EVIL} and {EVIL}"
    end = len(EVIL)
    span = Mention(start=0, end=end, text=EVIL)
    name = f"../{EVIL}"
    official = Official(
        id=f"{name}/official/0", start=0, end=end, text=EVIL, rule="official.x", name=EVIL, honorific=EVIL,
        positions=[Position(title=EVIL, start=0, end=end)], mentions=[span],
    )  # fmt: skip
    legal = LegalReference(
        id=f"{name}/legal_reference/0", start=0, end=end, text=EVIL, rule="legal_reference.x", document_type="other",
        number=EVIL, issuer=EVIL, issued="2018", title=EVIL, key=EVIL, mentions=[span],
    )  # fmt: skip
    meeting = model.Meeting(
        id=f"{name}/meeting/0", start=0, end=end, text=EVIL, rule="meeting.x", kind="conference", name=EVIL,
        date="2018", organizer=EVIL, location=EVIL, chairs=[official.id, EVIL], attendees=[], concerns=[legal.id],
        mentions=[span],
    )  # fmt: skip
    target = Target(
        id=f"{name}/target/0", start=0, end=end, text=EVIL, rule="target.x", indicator=EVIL, value=1, unit=EVIL,
        comparator="=", period=EVIL, scope=EVIL,
    )  # fmt: skip
    actual = Actual(
        id=f"{name}/actual/0", start=0, end=end, text=EVIL, rule="actual.x", indicator=EVIL, value=1, unit=EVIL,
        comparator="=", change=1, compared_with=EVIL, period=EVIL, scope=EVIL,
    )  # fmt: skip
    document = Document(
        id=name, source=name, sha256="0" * 64, characters=len(text), title=EVIL, publisher=EVIL, author=EVIL
    )
    return Result(document=document, records=[official, legal, meeting, target, actual]), text


def seed_report(folder: Path) -> None:
    write(seed_results(), folder, Texts(SEEDS.parent))


def content(page: str) -> str:
    """The text of a document's page, as a browser has it."""
    inside = page.partition('<div id="text" lang="vi">')[2].partition("</div>\n</section>")[0]
    return html.unescape(re.sub(r"<[^>]*>", "", inside))


def data(path: Path) -> typing.Any:
    """The value that a data script hands over."""
    match = re.fullmatch(r'trichluc\.put\("([a-z0-9-]+)",(.*)\);\n', path.read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    assert match[1] == path.stem
    return json.loads(match[2])


def test_the_seeds(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["html", str(SEEDS.parent / "output"), "-o", str(tmp_path), "--source", str(SEEDS)])
    assert done.exit_code == 0, done.output
    results = {p.stem: Result.from_json(p.read_bytes()) for p in (SEEDS.parent / "output").glob("*.json")}
    manifest = data(tmp_path / "data" / "manifest.js")
    assert manifest["lists"]["documents"]["rows"] == len(results)
    for name, result in results.items():
        page = (tmp_path / "documents" / f"{page_name(name)}.html").read_text(encoding="utf-8")
        assert content(page) == display.printable((SEEDS / f"{name}.txt").read_bytes().decode())
        assert page.count('<li class="card ') == len(result.records)


def test_links_lead_somewhere(tmp_path: Path) -> None:
    seed_report(tmp_path)
    ids = {p: set(re.findall(r'\bid="([^"]+)"', p.read_text(encoding="utf-8"))) for p in tmp_path.rglob("*.html")}
    links = [(p, href) for p in ids for href in re.findall(r'\b(?:href|src)="([^"]+)"', p.read_text(encoding="utf-8"))]
    for path in (tmp_path / "data").glob("*-0.js"):
        links += [(tmp_path / "index.html", h) for h in re.findall(r'"(documents/[^"]+)"', path.read_text())]
    assert len(links) > 300
    for page, href in links:
        file, _, place = href.partition("#")
        target = (page.parent / file.partition("?")[0]).resolve() if file else page
        assert target.is_file(), href
        assert not place or place in ids[target], href


def test_no_page_names_the_network(tmp_path: Path) -> None:
    seed_report(tmp_path)
    for path in tmp_path.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r'(?:href|src|action)="(?:\w+:|//)', page)
        assert page.count("<script") == page.count("<script src=")


def test_markup_stays_text(tmp_path: Path) -> None:
    results, texts = lines(tmp_path, [evil()])
    folder = tmp_path / "report"
    write(results, folder, texts)
    assert all(path.resolve().is_relative_to(folder) for path in folder.rglob("*"))
    for path in folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "alert(1)" not in re.sub(r"&lt;script&gt;alert\(1\)&lt;/script&gt;", "", page), path
        assert "<!--" not in page
        assert "\u202e" not in page
        assert not re.search(r"<(?:script|style)(?! src=)[\s>]", page)
    for path in (folder / "data").glob("*.js"):
        script = path.read_text(encoding="utf-8")
        assert not re.search("[<>&\u2028]", script), path
    (page,) = [p.read_text(encoding="utf-8") for p in (folder / "documents").iterdir()]
    assert content(page) == display.printable(f"{EVIL} and {EVIL}")
    shown = " ".join(display.printable(EVIL).split())
    assert data(folder / "data" / "targets-unit-0.js")[0][2] == shown
    assert [data(folder / "data" / "actuals-unit-0.js")[0][i] for i in (2, 4, 6)] == [shown] * 3


def test_events_of_unknown_years_come_last() -> None:
    gathered = Gathered()
    span = Mention(start=0, end=3, text="họp")
    dates = ("XXXX-06-27", "2018", "2019-06-03")
    for i, date in enumerate(dates):
        meeting = model.Meeting(
            id=f"d{i}/meeting/0", start=0, end=3, text="họp", rule="meeting.x", kind="meeting", name="họp", date=date,
            chairs=[], attendees=[], concerns=[], mentions=[span],
        )  # fmt: skip
        result = Result(document=Document(id=f"d{i}", sha256="0" * 64, characters=3), records=[meeting])
        gathered.add(result, Page(i, "họp", "documents/x.html"), "#r{}".format)
    gathered.finish()
    assert gathered.years() == [("2018", 1, 0), ("2019", 1, 0)]
    order, nulls = ordered(gathered.rows["timeline"], "date")
    assert ([dates[i] for i in order], nulls) == (["2018", "2019-06-03", "XXXX-06-27"], 1)


def test_the_rows_of_actuals(tmp_path: Path) -> None:
    text = "giảm 2,5 tỷ đồng, còn 560 tỷ đồng/690 tỷ đồng"
    fell = Actual(
        id="d/actual/0", start=0, end=16, text=text[:16], rule="actual.x", indicator="Nợ thuế", value=2.5,
        unit="tỷ đồng", comparator="=", direction="decrease", change=-2.5, compared_with="2017", period="2018",
    )  # fmt: skip
    left = Actual(
        id="d/actual/22", start=22, end=len(text), text=text[22:], rule="actual.x", value=560, total=690,
        unit="tỷ đồng", comparator="=", scope="toàn huyện",
    )  # fmt: skip
    grew = msgspec.structs.replace(fell, id="d/actual/1", start=1, text=text[1:16], indicator="Thu", change=3000000)
    result = Result(document=Document(id="d", sha256="0" * 64, characters=len(text)), records=[fell, grew, left])
    results, texts = lines(tmp_path, [(result, text)])
    write(results, tmp_path / "report", texts)
    page = f"documents/{page_name('d')}.html"
    rows = data(tmp_path / "report" / "data" / "actuals-change-0.js")
    assert rows == [
        [["Nợ thuế", f"{page}#r1"], "2.5", "tỷ đồng", "-2.5", "2017", "2018", None, ["d", page]],
        [["Thu", f"{page}#r2"], "2.5", "tỷ đồng", "+3000000", "2017", "2018", None, ["d", page]],
        [[f"“{text[22:]}”", f"{page}#r3"], "560/690", "tỷ đồng", None, None, None, "toàn huyện", ["d", page]],
    ]
    manifest = data(tmp_path / "report" / "data" / "manifest.js")["lists"]
    assert manifest["actuals"]["orders"]["change"]["nulls"] == 1
    assert manifest["targets"]["rows"] == 0


@given(st.text() | st.lists(st.text()))
def test_json_in_scripts(value: typing.Any) -> None:
    written = script_json(value)
    assert json.loads(written) == value
    assert not re.search("[<>&\u2028\u2029]", written)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 9)), max_size=12))
def test_pieces_tell_which_records_are_over_them(given: list[tuple[int, int, int]]) -> None:
    marks = [Mark(min(a, b), max(a, b), number) for a, b, number in given]
    found = list(pieces(30, marks))
    assert [p.start for p in found[1:]] == [p.end for p in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, 30)
    for piece in found:
        over = {m.number for m in marks if m.start <= piece.start and piece.end <= m.end and m.start < m.end}
        assert set(piece.records) <= over
        assert len(piece.records) >= min(len(over), 1)
        assert set(piece.first) == {m.number for m in marks if m.start == piece.start < m.end}


def test_overlaps_are_told_apart() -> None:
    found = list(pieces(30, [Mark(0, 20, 1), Mark(10, 20, 2), Mark(15, 25, 3)]))
    assert [(p.start, p.end, p.records) for p in found] == [
        (0, 10, (1,)), (10, 15, (2, 1)), (15, 20, (3, 2, 1)), (20, 25, (3,)), (25, 30, ()),
    ]  # fmt: skip
    text = "a" * 30
    part = parts(text, [Mark(0, 20, 1), Mark(10, 20, 2)], {1: 10, 2: 10}, PART)[0]
    page = render(text, part, ["", "meeting", "date"], "#r{}".format)
    assert 'class="m t-date over o-meeting end" href="#r2" data-r="2 1" id="o10" data-n="2"' in page


@given(st.text("ab\n<", max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=20))
def test_parts_hold_all_text_and_each_card_once(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(min(a, b, len(text)), min(max(a, b), len(text)), i) for i, (a, b) in enumerate(spans, 1)]
    cards = dict.fromkeys(range(1, len(spans) + 1), 300)
    found = parts(text, marks, cards, 1000)
    assert "".join(text[p.start : p.end] for part in found for p in part.pieces) == text
    assert sorted(number for part in found for number in part.records) == sorted(cards)
    places = Places(found)
    for i, part in enumerate(found):
        assert sum(300 for _ in part.records) <= 1000
        assert all(places.of_offset(p.start) == i for p in part.pieces)


def long_documents() -> list[tuple[Result, str]]:
    """A long text of one line, one of markup, one with very many records in one place, one with very many mentions."""

    def document(name: str, text: str, records: list[typing.Any]) -> tuple[Result, str]:
        info = Document(id=name, sha256="0" * 64, characters=len(text), title="t" * 5000)
        return Result(document=info, records=records), text

    line = "không dấu cách " * 40_000
    many = [
        Target(id=f"many/target/{i}", start=0, end=900, text=("&" * 900), rule="target.x", indicator="<" * 3000,
               value=i, unit="%", comparator="=")
        for i in range(300)
    ]  # fmt: skip
    places = [Mention(start=i * 4, end=i * 4 + 3, text="ông") for i in range(10_000)]
    named = Official(
        id="named/official/0", start=0, end=3, text="ông", rule="official.x", name="ông", positions=[], mentions=places
    )
    return [
        document("line", line, []),
        document("markup", "<&\n" * 90_000, []),
        document("many", "&" * 1000, many),
        document("named", "ông " * 10_000, [named]),
    ]


def test_no_page_is_over_a_megabyte(tmp_path: Path) -> None:
    results, texts = lines(tmp_path, long_documents())
    folder = tmp_path / "report"
    write(results, folder, texts)
    sizes = {path.name: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    assert max(sizes.values()) < MEGABYTE, sizes
    assert len(list(folder.glob("documents/line-*"))) > 1
    assert len(list(folder.glob("documents/many-*"))) > 1
    pages = sorted(folder.glob("documents/named-*"), key=lambda p: int(p.suffixes[0][1:]) if len(p.suffixes) > 1 else 1)
    assert "".join(content(p.read_text(encoding="utf-8")) for p in pages) == "ông " * 10_000
    assert max(path.stat().st_size for path in folder.glob("data/*")) < SHARD * 2


def test_twice_the_same_and_nothing_left_over(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    seed_report(folder)
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    seed_report(folder)
    assert first == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    kept = seed_results()[:2]
    (folder / "documents" / "mine.html").write_text("mine")
    write(kept, folder, Texts(SEEDS.parent))
    names = {path.name for path in (folder / "documents").iterdir()}
    assert names == {"mine.html", *(f"{page_name(r.document.id)}.html" for r in kept)}


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ExportError, match="other things"):
        Folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    output = tmp_path / "one.json"
    output.write_bytes(evil()[0].to_json())
    done = CliRunner().invoke(main, ["html", str(output), "-o", str(tmp_path / "report")])
    assert done.exit_code == 1
    assert "--source" in done.output


def test_an_output_that_cannot_be_read_leaves_the_report_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    seed_report(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    good = seed_results()[0]
    changed = msgspec.structs.replace(good, records=good.records[:1])
    output = tmp_path / "output.jsonl"
    output.write_bytes(changed.to_json() + b"\n" + good.to_json()[:99] + b"\n")
    for place in (folder, tmp_path / "new"):
        done = CliRunner().invoke(main, ["html", str(output), "-o", str(place), "--source", str(SEEDS)])
        assert done.exit_code == 1
        assert "output.jsonl:2" in done.output
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not (tmp_path / "new").exists()


def test_a_killed_report_is_no_other_thing(tmp_path: Path) -> None:
    (tmp_path / f"{UNFINISHED}1" / "documents").mkdir(parents=True)
    seed_report(tmp_path)
    assert not list(tmp_path.glob(f"{UNFINISHED}*"))


def test_names_of_pages() -> None:
    names = [page_name(name) for name in ("a", "A", "../a", "a/b", "đạt/2018", "<script>", "x" * 900, "ư̛", "...")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]{1,61}", name) for name in names)
    assert names[4].startswith("dat-2018-")


def test_every_term_has_two_labels() -> None:
    known = labels()
    assert all(len(both) == 2 and all(both) for both in known.values())
    wanted = {f"type.{kind}" for kind in model.RECORD_TYPES}
    for kind in model.RECORD_TYPES.values():
        hints = typing.get_type_hints(kind)
        wanted |= {f"field.{name}" for name in hints if name not in ("id", "start", "end", "text", "rule", "mentions")}
        for name in LABELLED:
            if name in hints:
                wanted |= {f"{name}.{value}" for value in literals(hints[name])}
    assert not wanted - known.keys() - {"field.chairs", "field.comparator"}
    used = "".join(p.read_text(encoding="utf-8") for p in (HERE / "templates").iterdir())
    used += (HERE / "report.js").read_text(encoding="utf-8")
    keys = re.findall(r"""\b(?:t|word|label)\("([\w.]+)"\)|words\["([\w.]+)"\]""", used)
    assert not {a or b for a, b in keys} - known.keys()


def literals(hint: typing.Any) -> list[str]:
    """The words that a type allows."""
    if typing.get_origin(hint) is typing.Literal:
        return list(typing.get_args(hint))
    return [word for part in typing.get_args(hint) for word in literals(part)]


def test_colours_are_those_of_show() -> None:
    style = (HERE / "style.css").read_text(encoding="utf-8")
    for kind, colour in display.COLORS.items():
        assert f"--{kind}: {colour};" in style


def test_search_words() -> None:
    assert words("Nghị quyết số 25-NQ/TW, Đảng") == ["nghi", "quyet", "so", "25", "nq", "tw", "dang"]
    assert fold("Ủy") == fold("Uỷ") == "uy"


def test_the_index(tmp_path: Path) -> None:
    index = Index()
    for number in range(2000):
        index.add(number, f"tên {number}", f"văn bản chung số {number}")
    with Folder(tmp_path / "report") as folder:
        firsts = index.write(folder)
    for kind in ("words", "pairs"):
        shards = [data(folder.path / "data" / f"search-{kind}-{i}.js") for i in range(len(firsts[kind]))]
        assert [shard[0][0] for shard in shards] == firsts[kind]
        terms = [term for shard in shards for term, _ in shard]
        assert terms == sorted(terms)
    found = dict(data(folder.path / "data" / "search-words-0.js"))
    assert found["1234"] == "ya"
    assert len(found["chung"].split()) == 2000


def all_ids(folder: Path) -> list[typing.Any]:
    """The entries of the index of ids, each script beginning where the manifest says."""
    firsts = data(folder / "data" / "manifest.js")["search"]["ids"]
    shards = [data(folder / "data" / f"search-ids-{i}.js") for i in range(len(firsts))]
    assert [shard[0][0] for shard in shards] == firsts
    return [entry for shard in shards for entry in shard]


def test_ids_lead_to_their_cards(tmp_path: Path) -> None:
    results, texts = lines(tmp_path, [*long_documents(), evil()])
    folder = tmp_path / "report"
    write(results, folder, texts)
    entries = all_ids(folder)
    assert [name for name, *_ in entries] == sorted(name for name, *_ in entries)
    numbers = {r.document.id: number for number, r in enumerate(results)}
    first: dict[str, str] = {}
    cards: dict[str, tuple[str, str]] = {}
    for name, number, page, known in entries:
        assert number == numbers[name]
        first.setdefault(name, page)
        cards |= {f"{name}/{record}": (page, card) for record, card in known.items()}
    assert first == {name: f"documents/{page_name(name)}.html" for name in numbers}
    assert set(cards) == {record.id for r in results for record in r.records}
    assert len({page for page, _ in cards.values()}) > 3
    for page, card in cards.values():
        assert f'id="{card}"' in (folder / page).read_text(encoding="utf-8")


def test_ids_of_other_forms(tmp_path: Path) -> None:
    index = Index()
    cards = [("x", "documents/a.html#r1"), ("https://e.vn/a?b=1/date/7", "documents/a.html#r2"), ("x", "a.html#r3")]
    index.add_ids(0, "đạt/1", "documents/a.html", cards)
    with Folder(tmp_path) as folder:
        index.write(folder)
    assert data(tmp_path / "data" / "search-ids-0.js") == [
        ["", 0, "documents/a.html", {"x": "r1"}],
        ["", 0, "a.html", {"x": "r3"}],
        ["https://e.vn/a?b=1", 0, "documents/a.html", {"date/7": "r2"}],
        ["đạt/1", 0, "documents/a.html", {}],
    ]


def test_many_ids_are_in_many_scripts(tmp_path: Path) -> None:
    index = Index()
    for i in range(3000):
        cards = [(f"d{i}/date/{at}", f"documents/d{i}.html#r{at}") for at in range(20)]
        index.add_ids(i, f"d{i}", f"documents/d{i}.html", cards)
    with Folder(tmp_path) as folder:
        firsts = index.write(folder)["ids"]
    assert len(firsts) > 5
    assert firsts == sorted(firsts)
    assert max(path.stat().st_size for path in (tmp_path / "data").iterdir()) < SHARD * 2


def test_pieces_are_linear() -> None:
    marks = [Mark(i, 20_000 - i, i + 1) for i in range(9_000)]
    assert sum(len(p.records) for p in pieces(20_000, marks)) < 400_000
    assert Piece(0, 1, ()) not in pieces(20_000, marks)


def test_msgspec_reads_what_is_written(tmp_path: Path) -> None:
    seed_report(tmp_path)
    manifest = (tmp_path / "data" / "manifest.js").read_text()
    assert msgspec.json.decode(manifest[len('trichluc.put("manifest",') : -3])["search"]["words"]
