"""The verbs of `trichluc` and their options. What they do is elsewhere, and imported only when a verb needs it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from extract.inputs.parts import FORMATS
from extract.model import RECORD_TYPES, Result

if TYPE_CHECKING:
    from extract.batch import Summary
    from extract.inputs import Format, Item, Options

INVALID = 1
"""Exit status where a document failed or a file is invalid; 2 is click's, for wrong usage."""
BROKEN_OFF = 3
"""Exit status of a run that did not come to its end: what started it may start it again, with --resume."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trichluc")
def main() -> None:
    """Records with offsets from Vietnamese Party and government texts.

    \b
    Example:
      trichluc run articles/ -o records/
      trichluc validate records/ --source articles/
    """


def _record_types(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """The types of `--only date,meeting`."""
    if value is None:
        return None
    types = tuple(part.strip() for part in value.split(",") if part.strip())
    unknown = [kind for kind in types if kind not in RECORD_TYPES]
    if unknown or not types:
        raise click.BadParameter(f"{', '.join(unknown) or 'no type'} given; the types are {', '.join(RECORD_TYPES)}")
    return types


_published_option = click.option(
    "--published", metavar="DATE", help="Date of publication (ISO) that relative dates are resolved against."
)


def _check_published(published: str | None) -> None:
    from extract.pipeline import check_published

    try:
        check_published(published)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from None


def _input_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of how inputs are read, which the command gets as one argument, `reading`."""

    @wraps(command)
    def with_reading(
        input_format: Format | None,
        text_column: str,
        id_column: str | None,
        published_column: str | None,
        url_column: str | None,
        **others: Any,
    ) -> None:
        from extract.inputs import Options

        reading = Options(
            format=input_format,
            text_column=text_column,
            id_column=id_column,
            published_column=published_column,
            url_column=url_column,
        )
        command(reading=reading, **others)

    options = (
        click.option("--input-format", type=click.Choice(FORMATS), help="What inputs are, whatever they look like."),
        click.option("--text-column", metavar="NAME", default="text", show_default=True, help="Of rows: the text."),
        click.option(
            "--id-column", metavar="NAME", help="Of rows: the id. [default: id if it is there, else the line]"
        ),
        click.option("--published-column", metavar="NAME", help="Of rows: when it was published. [default: published]"),
        click.option("--url-column", metavar="NAME", help="Of rows: the address of the page. [default: url]"),
    )
    decorated: Callable[..., None] = with_reading
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


@main.command()
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option(
    "-o", "--output", required=True, help="Folder for the results, or an address such as s3://bucket/records."
)
@_published_option
@click.option("--only", metavar="TYPE,…", callback=_record_types, help="Keep these record types only.")
@click.option(
    "--format",
    type=click.Choice(["json", "jsonl", "parquet"]),
    help="A JSON file a document (the default), shards of a line a document, or shards of a table a record type.",
)
@_input_options
@click.option("--with-text", is_flag=True, help="Write texts taken out of HTML, DOCX and PDF beside the records.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Worker processes; one a core if not given.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="What does the work: processes of this machine, or Dask.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Of Dask, such as tcp://host:8786, or its file (--scheduler-file); else it is started here.",
)
@click.option(
    "--shard-mb",
    metavar="MB",
    type=click.FloatRange(min=0, min_open=True),
    default=1,
    show_default=True,
    help="Input that a shard, and a step of a run, has at least.",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@click.option("--overwrite", is_flag=True, help="Take the shards of another run away and start anew.")
@click.option("--strict", is_flag=True, help="Stop at the first document that fails.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=120,
    show_default=True,
    help="Cut a document off that takes longer (a megabyte of text; longer ones in proportion); 0 for never.",
)
@click.option("--summary", "summary_file", type=click.Path(path_type=Path), help="Write what was done there, as JSON.")
@click.option(
    "--log-level",
    type=click.Choice(["debug", "info", "warning", "error"]),
    default="error",
    show_default=True,
    help="What is told on standard error while it runs: warning tells each failure.",
)
@click.option("-v", "--verbose", is_flag=True, help="The same as --log-level info.")
def run(
    inputs: tuple[str, ...],
    output: str,
    published: str | None,
    only: tuple[str, ...] | None,
    format: str | None,
    reading: Options,
    with_text: bool,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    shard_mb: float,
    resume: bool,
    overwrite: bool,
    strict: bool,
    timeout: float,
    summary_file: Path | None,
    log_level: str,
    verbose: bool,
) -> None:
    """Extract the records of texts.

    INPUT is a file, a folder (its files of known endings, and those of the folders below), a pattern in quotation
    marks, an address such as s3://bucket/folder, or - for standard input. Read are text, HTML, JSON Lines, Parquet,
    WARC, DOCX and PDF, also in gzip and zstd (all but text and JSON Lines need the extra trichluc[archives]).

    A document's id is its file name without the ending, or of a row what its id column says; like ones are told apart.
    What fails is listed in errors.jsonl in the output folder, with the reason.

    A run that is stopped, by whatever, goes on with --resume: no document is done twice, and none is left out.

    Exit status: 0, 1 if a document failed, 2 for wrong usage, 3 if the run was broken off (a full disk, lost workers),
    130 if it was interrupted.

    \b
    Example:
      trichluc run seeds -o output
      trichluc run 'archive/**/*.txt' -o records --only date,meeting
      trichluc run crawl.parquet -o records --id-column url
      trichluc run crawl.jsonl -o records --format jsonl --jobs 8 --resume
      trichluc run 's3://crawl/*.parquet' -o s3://records --engine dask --scheduler tcp://host:8786
      curl -s https://example.org/article.txt | trichluc run - -o records --published 2019-01-20
    """
    import msgspec

    from extract import batch
    from extract.batch.progress import shown
    from extract.export.common import ExportError

    if published is not None:
        _check_published(published)
    if scheduler is not None and engine != "dask":
        raise click.BadParameter("is for --engine dask", param_hint="--scheduler")
    _log("info" if verbose else log_level)
    shard_bytes = max(1, round(shard_mb * 1e6))
    settings = batch.Settings(
        output=output,
        format=_output_format(format, output),
        options=msgspec.structs.replace(reading, part_bytes=max(1, shard_bytes // batch.PIECES)),
        task_bytes=shard_bytes,
        published=published,
        only=only,
        with_text=with_text,
        timeout=timeout,
        strict=strict,
    )
    with _stoppable(output):
        try:
            with shown(inputs) as progress:
                summary = batch.run(
                    inputs,
                    settings,
                    jobs=jobs,
                    resume=resume,
                    overwrite=overwrite,
                    executor=batch.on_dask(scheduler, jobs) if engine == "dask" else None,
                    progress=progress,
                )
        except ExportError as error:
            raise click.UsageError(str(error)) from None
        except batch.ResumeError as error:
            raise click.UsageError(str(error)) from None
        except batch.BrokenOffError as error:
            click.echo(f"Error: the run was broken off: {error}. Go on with --resume", err=True)
            sys.exit(BROKEN_OFF)
        except OSError as error:
            raise click.BadParameter(
                f"{output} cannot be written to: {error.strerror or error}", param_hint="--output"
            ) from None
    _print_summary(summary, output)
    if summary_file is not None:
        given = {
            "inputs": list(inputs),
            "output": output,
            "format": settings.format,
            "jobs": jobs,
            "engine": engine,
            "resume": resume,
        }
        summary_file.write_bytes(summary.to_json(**given))
    sys.exit(INVALID if summary.errors else 0)


def _output_format(given: str | None, output: str) -> Literal["json", "jsonl", "parquet"]:
    """The format of a run: shards where the output is no folder of this machine. Raises click's errors."""
    remote = "://" in output and not output.startswith(("file://", "local://"))
    if given is None:
        return "jsonl" if remote else "json"
    if given == "json" and remote:
        raise click.BadParameter(
            "a file a document is for folders of this machine; take jsonl or parquet", param_hint="--format"
        )
    if given == "parquet":
        from extract.export.common import ExportError, need

        try:
            need("pyarrow.parquet", "tables")
        except ExportError as error:
            raise click.BadParameter(str(error), param_hint="--format") from None
    return cast("Literal['json', 'jsonl', 'parquet']", given)


def _log(level: str) -> None:
    """Messages of a run on standard error."""
    import logging

    logger = logging.getLogger("trichluc")
    logger.setLevel(level.upper())
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.handlers = [handler]


@contextmanager
def _stoppable(output: str) -> Iterator[None]:
    """Ctrl-C and SIGTERM end a run in good order."""
    import signal

    def stop(signum: int, frame: object) -> None:
        raise KeyboardInterrupt(signum)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt as error:
        signum = error.args[0] if error.args else signal.SIGINT
        click.echo(f"stopped; what is done is in {output}, go on with --resume", err=True)
        sys.exit(128 + signum)
    finally:
        signal.signal(signal.SIGTERM, before)


def _print_summary(summary: Summary, output: str) -> None:
    for note in summary.notes:
        click.echo(note, err=True)
    click.echo(str(summary), err=True)
    for fault in summary.faults:
        click.echo(f"  {fault.source or fault.id}: {fault.stage}: {fault.reason}", err=True)
    if summary.errors:
        click.echo(f"all errors are in {output.rstrip('/')}/errors.jsonl", err=True)
    if summary.stopped:
        click.echo("stopped at the first error; --resume without --strict goes on", err=True)


def _existing(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Paths and addresses (one or several, or None) that are there."""
    from extract import places

    for place in value if isinstance(value, tuple) else [value] if value is not None else []:
        try:
            there = places.is_folder(place) or places.is_file(place)
        except OSError as error:
            raise click.BadParameter(f"{place} cannot be read: {error.strerror or error}") from None
        if not there:
            raise click.BadParameter(f"there is no {place}")
    return value


@main.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, callback=_existing)
@click.option(
    "--source",
    metavar="PLACE",
    callback=_existing,
    help="Folder of the texts, or what the run has read (JSON Lines, Parquet, WARC …); every result must have its text "
    "there. Else where the result says, if it is there.",
)
@_input_options
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
    sys.exit(INVALID if invalid else 0)


@main.command()
@click.argument("outputs", metavar="OUTPUT…", nargs=-1, required=True)
@click.option("--to", "target", metavar="TARGET", required=True, help="Where the records go.")
@click.option(
    "--texts",
    metavar="PLACE",
    callback=_existing,
    help="Folder of the texts, or what the run has read (JSON Lines, Parquet, WARC …), where a target needs them. "
    "Else where the result says.",
)
@_input_options
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


@main.command()
@click.argument("outputs", metavar="OUTPUT…", nargs=-1, required=True)
@click.option("-o", "--output", required=True, help="Folder to write, or an address such as s3://bucket/report.")
@click.option(
    "--source",
    metavar="PLACE",
    callback=_existing,
    help="Folder of the texts, or what the run has read (JSON Lines, Parquet, WARC …). Else where the results say.",
)
@_input_options
def html(outputs: tuple[str, ...], output: str, source: str | None, reading: Options) -> None:
    """Make a report of a run to look at: pages that open from disk, without a server.

    OUTPUT is a result file, a JSON Lines file of results, a folder of these, or a folder of Parquet tables; it may be
    an address such as s3://bucket/records, and so may PLACE. Options of rows are those that the run had. The report
    shows each text with its records marked, lists of meetings, cited documents, officials and targets, and searches
    the texts. The folder is new, empty, or has a report, which is replaced. Open its index.html in a browser.

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


@main.command()
@click.argument("annotations", metavar="EXPORT", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the gold files.")
def gold(annotations: Path, output: Path) -> None:
    """Make gold files of corrected annotations.

    EXPORT is what Label Studio exports, of the kind JSON, of a project with the tasks of `trichluc export`. Of several
    annotations of a text the last is taken; texts without one are left out.

    Exit status: 0, 1 if the export cannot be read or an annotation lacks something, 2 for wrong usage.

    \b
    Example:
      trichluc gold project-1.json -o gold
      trichluc score gold output
    """
    from extract.export import ExportError
    from extract.export.label_studio import write_gold

    try:
        count = write_gold(annotations, output)
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{count} gold files in {output}", err=True)


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("outputs", metavar="OUTPUT…", nargs=-1, required=True)
@click.option(
    "--errors", "kind", is_flag=False, flag_value="", metavar="[TYPE]", help="List what was missed and extra."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def score(gold: Path, outputs: tuple[str, ...], kind: str | None, as_json: bool) -> None:
    """Compare the records of a run with gold: precision, recall and F1 by type.

    GOLD is a folder with <id>.json beside <id>.txt, as in the guide on what counts as a record. OUTPUT is a result
    file, a JSON Lines file of results, a folder of these, or a folder of Parquet tables.

    Exit status: 0, 1 if the gold or an output cannot be read, 2 for wrong usage.

    \b
    Example:
      trichluc score tests/gold output --errors meeting
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


@main.command()
@click.argument("old", callback=_existing)
@click.argument("new", callback=_existing)
@click.option("--only", metavar="TYPE,…", callback=_record_types, help="Changes of these record types only.")
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


@main.command()
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


def _read_one(file: str, published: str | None) -> Item:
    """The text of the one file that a verb is about, or a clear error."""
    from extract.inputs import Failure, one

    _check_published(published)
    try:
        return one(file)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="FILE") from None
    except Failure as failure:
        raise click.ClickException(f"{failure.source or file}: {failure.reason}") from None


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
        raise click.ClickException(f"{file}: its text {where or '(standard input)'} is not here; show the text itself")
    item = _read_one(where, None)
    if item.sha256 != result.document.sha256:
        raise click.ClickException(f"{file}: its text {where} has changed since the run; show the text itself")
    return result, item.text


@main.command()
@click.argument("file")
@_published_option
@click.option("--only", metavar="TYPE,…", callback=_record_types, help="Show these record types only.")
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


@main.command()
@click.argument("file")
@click.option("--at", metavar="OFFSET", type=int, required=True, help="The place: code points from the start, from 0.")
@click.option("--around", metavar="N", type=click.IntRange(min=0), default=0, help="Also within N characters of it.")
@_published_option
def explain(file: str, at: int, around: int, published: str | None) -> None:
    """Say which rules fired or gave up at a place of a text, and why, and where they live.

    FILE is a text, a page, a Word document or a PDF, or - for standard input. OFFSET is what records call start, and
    what stands at the end of their ids. Shown are the cues there (the words that make a rule look), the rules that gave
    up, the candidates, and the records in full.

    \b
    Example:
      trichluc explain seeds/giang-thanh-2019.txt --at 4579
      trichluc explain seeds/giang-thanh-2019.txt --at 4579 --around 30
    """
    from extract import display
    from extract import explain as explaining

    item = _read_one(file, published)
    try:
        explanation = explaining.explain(
            item.text, at, around=around, published=published or item.published, document_id=item.id
        )
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    explaining.render(explanation, display.console())


@main.command()
@click.argument("file")
@click.argument("which")
def record(file: str, which: str) -> None:
    """Print one record of a result in full.

    FILE is a result of a run; WHICH the id of a record, or a record type for the first of that type.

    \b
    Example:
      trichluc record output/giang-thanh-2019.json meeting
    """
    import msgspec

    for found in _decode_result(file).records:
        if which in (found.id, found.type):
            click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
            return
    raise click.ClickException(f"there is no record {which} in {file}")
