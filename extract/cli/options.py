"""Options and checks that more than one verb has, and the exit statuses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from extract.inputs.parts import FORMATS
from extract.model import RECORD_TYPES

if TYPE_CHECKING:
    from extract.inputs import Format


INVALID = 1
"""Exit status where a document failed or a file is invalid; 2 is click's, for wrong usage."""
BROKEN_OFF = 3
"""Exit status of a run that did not come to its end: what started it may start it again, with --resume."""


def record_types(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """The types of `--only date,meeting`."""
    if value is None:
        return None
    types = tuple(part.strip() for part in value.split(",") if part.strip())
    unknown = [kind for kind in types if kind not in RECORD_TYPES]
    if unknown or not types:
        raise click.BadParameter(f"{', '.join(unknown) or 'no type'} given; the types are {', '.join(RECORD_TYPES)}")
    return types


published_option = click.option(
    "--published", metavar="DATE", help="Date of publication (ISO) that relative dates are resolved against."
)


def check_published(published: str | None) -> None:
    """Raise click's error if `--published` is no ISO date."""
    from extract.pipeline import check_published

    try:
        check_published(published)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from None


def input_options(command: Callable[..., None]) -> Callable[..., None]:
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


def existing(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
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
