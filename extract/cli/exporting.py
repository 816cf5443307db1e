"""The verbs that bring results elsewhere, and back: `export`, `html`, `gold`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.options import existing, input_options

if TYPE_CHECKING:
    from extract.inputs import Options


@click.command()
@click.argument("outputs", metavar="OUTPUT…", nargs=-1, required=True)
@click.option("--to", "target", metavar="TARGET", required=True, help="Where the records go.")
@click.option(
    "--texts",
    metavar="PLACE",
    callback=existing,
    help="Folder of the texts, or what the run has read (JSON Lines, Parquet, WARC …), where a target needs them. "
    "Else where the result says.",
)
@input_options
def export(outputs: tuple[str, ...], target: str, texts: str | None, reading: Options) -> None:
    """Bring the records of a run into another system.

    OUTPUT is a result file, a JSON Lines file of results, a folder of these, or a folder of Parquet tables; it may be
    an address such as s3://bucket/records, and so may PLACE. Options of rows are those that the run had. TARGET is one
    of:

    \b
      sqlite:///FILE.db              a database in a file
      postgresql://USER@HOST/NAME    a database on a PostgreSQL server
      csv:FOLDER                     a table a record type, for spreadsheets
      parquet:FOLDER                 a table a record type, to compute with
      followthemoney:FILE.json       entities for OpenAleph and OpenSanctions tools
      label-studio:FOLDER            tasks to correct in Label Studio, and their form
      docbin:FILE.spacy              documents to train spaCy models on; docbin:FOLDER for many
      json-ld:FILE.jsonld            linked data in the terms of schema.org

    FILE and FOLDER (not of databases) may be addresses, too. A target is written whole or not at all: on an error what
    was there stays.

    Exit status: 0, 1 if an output cannot be read or the target does not take it, 2 for wrong usage.

    \b
    Example:
      trichluc export output --to sqlite:///records.db
    """
    from extract.export import ExportError, parse_target
    from extract.export import export as write
    from extract.export.reading import read
    from extract.export.texts import Texts

    try:
        parse_target(target)
    except ExportError as error:
        raise click.BadParameter(str(error), param_hint="--to") from None
    try:
        summary = write(read(outputs), target, texts=Texts(texts, reading=reading))
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    click.echo(str(summary), err=True)


@click.command()
@click.argument("outputs", metavar="OUTPUT…", nargs=-1, required=True)
@click.option("-o", "--output", required=True, help="Folder to write, or an address such as s3://bucket/report.")
@click.option(
    "--source",
    metavar="PLACE",
    callback=existing,
    help="Folder of the texts, or what the run has read (JSON Lines, Parquet, WARC …). Else where the results say.",
)
@input_options
def html(outputs: tuple[str, ...], output: str, source: str | None, reading: Options) -> None:
    """Make a report of a run to look at: pages that open from disk, without a server.

    OUTPUT is a result file, a JSON Lines file of results, a folder of these, or a folder of Parquet tables; it may be
    an address such as s3://bucket/records, and so may PLACE. Options of rows are those that the run had. The report
    shows each text with its records marked, lists of meetings, cited documents, officials, targets and actuals, and
    searches the texts. The folder is new, empty, or has a report, which is replaced. Open its index.html in a browser;
    index.html#ID leads to the record of that id.

    Exit status: 0, 1 if an output cannot be read or a text is not found, 2 for wrong usage.

    \b
    Example:
      trichluc html output -o report --source seeds
    """
    from extract.export import ExportError
    from extract.export.reading import read
    from extract.export.texts import Texts
    from extract.report import write

    try:
        summary = write(read(outputs), output, Texts(source, option="--source", reading=reading))
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    click.echo(str(summary), err=True)


@click.command()
@click.argument("annotations", metavar="EXPORT", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the gold files.")
@click.option("--overwrite", is_flag=True, help="Take the gold files that are in the folder away.")
def gold(annotations: Path, output: Path, overwrite: bool) -> None:
    """Make gold files of corrected annotations.

    EXPORT is what Label Studio exports, of the kind JSON, of a project with the tasks of `trichluc export`. Of several
    annotations of a text the last is taken; texts without one are left out. A folder with gold files in it is refused,
    since runs are scored against all of a folder; --overwrite replaces them.

    Exit status: 0, 1 if the export cannot be read, an annotation lacks something or the folder is refused, 2 for wrong
    usage.

    \b
    Example:
      trichluc gold project-1.json -o gold
      trichluc score gold output
    """
    from extract.export import ExportError
    from extract.export.label_studio import write_gold

    try:
        count = write_gold(annotations, output, overwrite=overwrite)
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{count} gold files in {output}", err=True)
