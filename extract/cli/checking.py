"""The verbs that check and compare results: `validate`, `score`, `diff`; and `schema`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.options import INVALID, existing, input_options, record_types
from extract.model import RECORD_TYPES

if TYPE_CHECKING:
    from extract.inputs import Options


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, callback=existing)
@click.option(
    "--source",
    metavar="PLACE",
    callback=existing,
    help="Folder of the texts, or what the run has read (JSON Lines, Parquet, WARC …); every result must have its text "
    "there. Else where the result says, if it is there.",
)
@input_options
def validate(paths: tuple[str, ...], source: str | None, reading: Options) -> None:
    """Check results against the schemas and their texts.

    PATH is a result file, a JSON Lines file of results, a folder of these, or a folder of Parquet tables; it may be an
    address such as s3://bucket/records, and so may PLACE. Options of rows are those that the run had. Checked are the
    schemas, the form and uniqueness of ids, that records referred to exist and are of the right type, order,
    offsets and days; and against the text its SHA-256, and that every quote stands where its offsets say.

    Exit status: 0 valid, 1 invalid, 2 for wrong usage.

    \b
    Example:
      trichluc validate output --source seeds
      trichluc validate s3://records/2024 --source s3://crawl/2024.parquet --id-column url
    """
    from extract.export.common import ExportError
    from extract.export.texts import Texts
    from extract.validate import check_files

    try:
        texts = Texts(source, option="--source", reading=reading)
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    checked = invalid = with_source = 0
    for report in check_files(paths, texts):
        checked += 1
        with_source += report.source_checked
        invalid += bool(report.problems)
        for problem in report.problems:
            click.echo(f"{report.file}: {problem}")
    if not checked:
        raise click.UsageError(f"there is no result in {', '.join(paths)}")
    click.echo(f"{checked} results checked, {with_source} of them against their text, {invalid} invalid", err=True)
    if with_source < checked and source is None:
        click.echo("--source says where the texts are that were not found", err=True)
    sys.exit(INVALID if invalid else 0)


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("outputs", metavar="OUTPUT…", nargs=-1, required=True)
@click.option(
    "--errors", "kind", is_flag=False, flag_value="", metavar="[TYPE]", help="List what was missed and extra."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def score(gold: Path, outputs: tuple[str, ...], kind: str | None, as_json: bool) -> None:
    """Compare the records of a run with gold: precision, recall and F1 by type.

    GOLD is a folder with <id>.json beside <id>.txt: what a careful reader finds in the text. OUTPUT is a result file,
    a JSON Lines file of results, a folder of these, or a folder of Parquet tables.

    Exit status: 0, 1 if the gold or an output cannot be read, 2 for wrong usage.

    \b
    Example:
      trichluc score gold output --errors meeting
    """
    from extract.export import ExportError
    from extract.export.reading import read
    from extract.score import SCORED
    from extract.score import score as compare

    if kind and kind not in SCORED:
        raise click.BadParameter(f"{kind}; the types are {', '.join(SCORED)}", param_hint="--errors")
    try:
        report = compare(gold, read(outputs))
    except (ExportError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        import json

        click.echo(json.dumps(report.to_dict()))
        return
    for wrong in report.errors if kind is not None else ():
        if kind in ("", wrong.type):
            click.echo(str(wrong))
    click.echo(str(report))


@click.command()
@click.argument("old", callback=existing)
@click.argument("new", callback=existing)
@click.option("--only", metavar="TYPE,…", callback=record_types, help="Changes of these record types only.")
@click.option("--json", "as_json", is_flag=True, help="Print each change as a line of JSON, with both records.")
def diff(old: str, new: str, only: tuple[str, ...] | None, as_json: bool) -> None:
    """Show the records that one run has gained, lost and changed against another.

    OLD and NEW are result files, JSON Lines files of results, folders of these, or folders of Parquet tables. A record
    is changed where its id is the same, or its type and part of its place; the rule that found it counts as a field.

    Exit status: 0 if there is no difference, 1 if there is one, 2 for wrong usage and for what cannot be read.

    \b
    Example:
      trichluc diff records-before records --only meeting
    """
    from collections import Counter

    import msgspec

    from extract.diff import diff as compare
    from extract.export import ExportError
    from extract.export.reading import read

    found: Counter[tuple[str, str]] = Counter()
    try:
        for change in compare(read([old]), read([new])):
            if only is None or change.type in only:
                found[change.type, change.kind] += 1
                click.echo(msgspec.json.encode(change._asdict()) if as_json else str(change))
    except ExportError as error:
        raise click.UsageError(str(error)) from None
    for kind in sorted({kind for kind, _ in found}):
        told = ", ".join(f"{found[kind, how]} {how}" for how in ("gained", "lost", "changed"))
        click.echo(f"{kind:16} {told}", err=True)
    if not found:
        click.echo("no difference", err=True)
    sys.exit(INVALID if found else 0)


@click.command()
@click.argument("type", metavar="[TYPE]", default="document", type=click.Choice([*RECORD_TYPES, "document"]))
def schema(type: str) -> None:
    """Print a JSON Schema.

    TYPE is a record type, or "document" (if none is given) for a whole result.

    \b
    Example:
      trichluc schema meeting > meeting.schema.json
    """
    from extract.schema import path

    click.echo(path(type).read_bytes(), nl=False)
