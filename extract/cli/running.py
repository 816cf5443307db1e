"""The verb that extracts: `run`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from extract.cli.options import BROKEN_OFF, INVALID, check_published, input_options, published_option, record_types

if TYPE_CHECKING:
    from extract.batch import Summary
    from extract.inputs import Options


@click.command()
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option(
    "-o", "--output", required=True, help="Folder for the results, or an address such as s3://bucket/records."
)
@published_option
@click.option("--only", metavar="TYPE,…", callback=record_types, help="Keep these record types only.")
@click.option(
    "--format",
    type=click.Choice(["json", "jsonl", "parquet"]),
    help="A JSON file a document (the default), shards of a line a document, or shards of a table a record type.",
)
@input_options
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

    Exit status: 0, 1 if a document failed, 2 for wrong usage, 3 if the run was broken off (a full disk, lost workers,
    an address that does not answer), 130 if it was interrupted.

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

    if published is not None:
        check_published(published)
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
    with _stoppable(output), _refusals_told(output), shown(inputs) as progress:
        summary = batch.run(
            inputs,
            settings,
            jobs=jobs,
            resume=resume,
            overwrite=overwrite,
            executor=batch.on_dask(scheduler, jobs) if engine == "dask" else None,
            progress=progress,
        )
    _print_summary(summary, output)
    if summary_file is not None:
        given = {
            "inputs": list(inputs),
            "output": output,
            "format": settings.format,
            "jobs": jobs,
            "engine": engine,
            "resume": resume,
            "rules": batch.rules_version(),
        }
        summary_file.write_bytes(summary.to_json(**given))
    sys.exit(INVALID if summary.errors else 0)


@contextmanager
def _refusals_told(output: str) -> Iterator[None]:
    """What keeps a run from beginning or from going on is told in a line, with the exit status that says which."""
    from extract import batch
    from extract.export.common import ExportError
    from extract.places import AddressError

    # What another attempt does not mend, where an address is written to; else it was not to be reached.
    final = (AddressError, FileNotFoundError, FileExistsError, PermissionError, NotADirectoryError, IsADirectoryError)
    try:
        yield
    except (ExportError, batch.ResumeError) as error:
        raise click.UsageError(str(error)) from None
    except batch.BrokenOffError as error:
        click.echo(f"Error: the run was broken off: {error}. Go on with --resume", err=True)
        sys.exit(BROKEN_OFF)
    except OSError as error:
        told = f"{output} cannot be written to: {error.strerror or error}"
        if _is_remote(output) and not isinstance(error, final):
            click.echo(f"Error: {told}. The same command may be tried again", err=True)
            sys.exit(BROKEN_OFF)
        raise click.BadParameter(told, param_hint="--output") from None


def _is_remote(output: str) -> bool:
    return "://" in output and not output.startswith(("file://", "local://"))


def _output_format(given: str | None, output: str) -> Literal["json", "jsonl", "parquet"]:
    """The format of a run: shards where the output is no folder of this machine. Raises click's errors."""
    if given is None:
        return "jsonl" if _is_remote(output) else "json"
    if given == "json" and _is_remote(output):
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
