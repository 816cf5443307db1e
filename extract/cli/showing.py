"""The verbs that look at one text or result: `show`, `explain`, `record`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.options import check_published, published_option, record_types
from extract.model import RECORD_TYPES, Result

if TYPE_CHECKING:
    from extract.inputs import Item


def _read_one(file: str, published: str | None) -> Item:
    """The text of the one file that a verb is about, or a clear error."""
    from extract.inputs import Failure, one

    check_published(published)
    try:
        if _is_result(file):
            raise click.ClickException(
                f"{file}: results of a run, not a text (trichluc record prints one record, trichluc html shows all)"
            )
        return one(file)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="FILE") from None
    except Failure as failure:
        raise click.ClickException(f"{failure.source or file}: {failure.reason}") from None


def _is_result(file: str) -> bool:
    """Whether a file holds results of a run."""
    from extract.inputs.files import HEAD
    from extract.inputs.sniffing import is_result

    path = Path(file)
    try:
        if not path.is_file():  # what is read from a pipe is gone
            return False
        with path.open("rb") as opened:
            return is_result(opened.read(HEAD))
    except (OSError, ValueError):  # the reader of inputs says what it is
        return False


def _decode_result(file: str) -> Result:
    """A result of a run, or a clear error."""
    import msgspec

    try:
        return Result.from_json(Path(file).read_bytes())
    except OSError as error:
        raise click.ClickException(f"{file}: cannot be read: {error.strerror}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: not a result of a run: {error}") from None


def _read_result(file: str) -> tuple[Result, str]:
    """A result of a run and its text, which must be where the result says, unchanged; or a clear error."""
    result = _decode_result(file)
    where = result.document.source
    if where is None or not Path(where).is_file():
        raise click.ClickException(f"{file}: its text {where or '(standard input)'} is not here; name the text itself")
    item = _read_one(where, None)
    if item.sha256 != result.document.sha256:
        raise click.ClickException(f"{file}: its text {where} has changed since the run; name the text itself")
    return result, item.text


@click.command()
@click.argument("file")
@published_option
@click.option("--only", metavar="TYPE,…", callback=record_types, help="Show these record types only.")
def show(file: str, published: str | None, only: tuple[str, ...] | None) -> None:
    """Print a text with its records in colour, and a table of the records.

    FILE is a text, a page, a Word document or a PDF, - for standard input, or a result of a run (.json) whose text
    still is where it was. Each record stands in brackets with its number in the table; further mentions of it carry the
    same number. NO_COLOR=1 leaves the colours out, FORCE_COLOR=1 keeps them in a pipe.

    \b
    Example:
      trichluc show seeds/giang-thanh-2019.txt
      trichluc show output/giang-thanh-2019.json
      trichluc show seeds/giang-thanh-2019.txt --only official,meeting
      FORCE_COLOR=1 trichluc show seeds/giang-thanh-2019.txt | less -R
    """
    from extract import display
    from extract.pipeline import extract

    if file.endswith(".json"):
        result, text = _read_result(file)
        kept = result.records if only is None else [record for record in result.records if record.type in only]
        display.show(Result(document=result.document, records=kept), text, display.console())
        return
    item = _read_one(file, published)
    result = extract(
        item.text,
        published=published or item.published,
        id=item.id,
        source=item.source,
        sha256=item.sha256,
        only=only,
    )
    display.show(result, item.text, display.console())


@click.command()
@click.argument("file")
@click.option("--at", metavar="OFFSET", type=int, required=True, help="The place: code points from the start, from 0.")
@click.option("--around", metavar="N", type=click.IntRange(min=0), default=0, help="Also within N characters of it.")
@published_option
def explain(file: str, at: int, around: int, published: str | None) -> None:
    """Say which rules fired or gave up at a place of a text, and why, and where they live.

    FILE is a text, a page, a Word document or a PDF, - for standard input, or a result of a run (.json) whose text
    still is where it was. OFFSET is what records call start, and what stands at the end of their ids. Shown are the
    cues there (the words that make a rule look), the rules that gave up, the candidates, and the records in full.

    \b
    Example:
      trichluc explain seeds/giang-thanh-2019.txt --at 4579
      trichluc explain seeds/giang-thanh-2019.txt --at 4579 --around 30
      trichluc explain output/giang-thanh-2019.json --at 4579
    """
    from extract import display
    from extract import explain as explaining

    if file.endswith(".json"):
        check_published(published)
        result, text = _read_result(file)
        told, document = result.document.published, result.document.id
    else:
        item = _read_one(file, published)
        text, told, document = item.text, item.published, item.id
    try:
        explanation = explaining.explain(text, at, around=around, published=published or told, document_id=document)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    explaining.render(explanation, display.console())


@click.command()
@click.argument("output")
@click.argument("which")
def record(output: str, which: str) -> None:
    """Print one record of a run in full.

    OUTPUT is a result file, a JSON Lines file of results, a folder of these, or a folder of Parquet tables; WHICH the
    id of a record, or a record type for the first of that type.

    \b
    Example:
      trichluc record output/giang-thanh-2019.json meeting
      trichluc record output giang-thanh-2019/meeting/212
    """
    import msgspec

    from extract.export.common import ExportError
    from extract.export.reading import read

    try:
        for result in read([output]):
            for found in result.records:
                if which in (found.id, found.type):
                    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
                    return
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    if "/" not in which and which not in RECORD_TYPES:
        types = ", ".join(RECORD_TYPES)
        raise click.UsageError(f"{which} is no record type ({types}) and no id of a record (DOCUMENT/TYPE/START)")
    raise click.ClickException(f"there is no record {which} in {output}")
