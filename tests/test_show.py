"""`trichluc show`: a text with its records in colour and a table below."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import samples
from click.testing import CliRunner
from rich.console import Console

from extract import display
from extract.cli import main
from extract.model import RECORD_TYPES, Actual, Mention, Official, Target

SEED = Path(__file__).parents[1] / "seeds" / "giang-thanh-2019.txt"


def shown(*, color: bool = False, text: str = samples.TEXT) -> str:
    console = Console(file=io.StringIO(), force_terminal=color, color_system="truecolor" if color else None, width=200)
    display.show(samples.result(), text, console)
    out = console.file
    assert isinstance(out, io.StringIO)
    return out.getvalue()


def test_records_stand_in_brackets_with_their_numbers() -> None:
    out = shown()
    assert "[Sáng 18/1/2019]₁, Huyện ủy Tân Phong" in out
    assert "[26.000]₆m2 rừng" in out


def test_overlapping_records_can_be_told_apart() -> None:
    assert "[hội nghị tổng kết công tác dân vận [năm 2018]₃]₂ theo" in shown()


def test_records_that_cross_are_closed_each_with_its_own_number() -> None:
    marks = [display.Mark(0, 6, "date", 1, True), display.Mark(4, 9, "meeting", 2, True)]
    assert display.coloured("abcdefghij", marks).plain == "[abcd[ef]₁ghi]₂j"


def test_records_that_touch_do_not_nest() -> None:
    marks = [display.Mark(0, 3, "date", 1, True), display.Mark(3, 6, "target", 2, True)]
    assert display.coloured("abcdef", marks).plain == "[abc]₁[def]₂"


def test_two_records_of_one_span() -> None:
    marks = [display.Mark(0, 3, "target", 1, True), display.Mark(0, 3, "actual", 2, True)]
    assert display.coloured("abc", marks).plain == "[[abc]₂]₁"


def test_a_further_mention_carries_the_number_of_its_record() -> None:
    out = shown()
    assert "[Lê Thị Mẫu]₅" in out
    assert "[Đồng chí Bí thư]₅ cảm ơn" in out


def test_the_text_is_all_there() -> None:
    plain = display.coloured(samples.TEXT, display.marks(samples.result().records)).plain
    for sign in "[]₁₂₃₄₅₆₇":
        plain = plain.replace(sign, "")
    assert plain == samples.TEXT


def test_each_type_has_a_colour_of_its_own() -> None:
    assert display.COLORS.keys() == RECORD_TYPES.keys()
    assert len(set(display.COLORS.values())) == len(RECORD_TYPES)
    out = shown(color=True)
    for color in display.COLORS.values():
        red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
        assert f"38;2;{red};{green};{blue}m" in out


def test_the_table_says_what_each_record_reads_as() -> None:
    out = shown()
    for said in ("2019-01-18", "25-NQ/TW · resolution", "chairs Lê Thị Mẫu", "> 80 % · 2019", "26000 m2"):
        assert said in out


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (Actual(start=0, end=1, rule="actual.rule", value=16, total=21, unit="sở", comparator="="), "16/21 sở"),
        (Target(start=0, end=1, rule="target.rule", value=7.5, max=8, unit="%", comparator="="), "7.5-8 %"),
        (Target(start=0, end=1, rule="target.rule", value=1_127_000_000, comparator=">"), "> 1127000000"),
    ],
)
def test_quantities(record: Target | Actual, said: str) -> None:
    assert display.quantity(record) == said


def test_what_a_terminal_would_act_upon_is_not_printed() -> None:
    hostile = "Ngày \x1b[31m18/1\x1b]0;title\x07\x9b\u202e/2019"
    safe = display.printable(hostile)
    assert len(safe) == len(hostile)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(safe)


def test_markup_in_a_text_is_only_text() -> None:
    console = Console(file=io.StringIO(), width=200)
    official = Official(
        start=0, end=13, rule="official.rule", name="[red]An[/red]", positions=[],
        mentions=[Mention(start=0, end=13, text="[red]An[/red]")], text="[red]An[/red]",
    )  # fmt: skip
    console.print(display.coloured("[red]An[/red] đến.", display.marks([official])))
    console.print(display.table([official]))
    out = console.file
    assert isinstance(out, io.StringIO)
    assert out.getvalue().count("[red]An[/red]") == 3


def test_many_records_take_linear_time() -> None:
    marks = [display.Mark(i, i + 2, "date", i, True) for i in range(0, 60_000, 3)]
    assert len(display.coloured("a" * 60_000, marks).plain) > 60_000


def test_the_verb_shows_a_file_and_standard_input() -> None:
    runner = CliRunner()
    from_file = runner.invoke(main, ["show", str(SEED)])
    from_stdin = runner.invoke(main, ["show", "-"], input=SEED.read_bytes())
    assert from_file.exit_code == 0
    assert from_file.output == from_stdin.output
    assert "Nghị quyết số 25-NQ/TW" in from_file.output


def test_the_verb_shows_a_result_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(SEED.read_bytes())
    runner = CliRunner()
    assert runner.invoke(main, ["run", "a.txt", "-o", "out"]).exit_code == 0
    assert runner.invoke(main, ["show", "out/a.json"]).output == runner.invoke(main, ["show", "a.txt"]).output
    only = ["--only", "date"]
    assert (
        runner.invoke(main, ["show", "out/a.json", *only]).output
        == runner.invoke(main, ["show", "a.txt", *only]).output
    )
    Path("a.txt").write_bytes(SEED.read_bytes() + b"\n")
    changed = runner.invoke(main, ["show", "out/a.json"])
    assert (changed.exit_code, "has changed since" in changed.output) == (1, True)
    Path("a.txt").unlink()
    gone = runner.invoke(main, ["show", "out/a.json"])
    assert (gone.exit_code, "a.txt is not here" in gone.output) == (1, True)


def test_a_json_file_that_is_no_result_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"a": 1}')
    done = CliRunner().invoke(main, ["show", str(path)])
    assert (done.exit_code, "not a result of a run" in done.output) == (1, True)


def test_the_verb_keeps_to_the_types_asked_for() -> None:
    done = CliRunner().invoke(main, ["show", str(SEED), "--only", "date"])
    assert done.exit_code == 0
    assert "legal_reference" not in done.output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nowhere.txt"], 1, "no such file"),
        ([str(SEED), "--only", "dates"], 2, "the types are date"),
        ([str(SEED), "--published", "yesterday"], 2, "--published"),
        ([str(SEED.parent)], 2, "name one"),
    ],
)
def test_what_cannot_be_shown_is_said(arguments: list[str], status: int, said: str) -> None:
    done = CliRunner().invoke(main, ["show", *arguments])
    assert done.exit_code == status
    assert said in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"", b"plain English"])
def test_what_is_no_vietnamese_text_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    done = CliRunner().invoke(main, ["show", str(path)])
    assert done.exit_code == 1
    assert str(path) in done.output
