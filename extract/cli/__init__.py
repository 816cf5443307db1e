"""The command line, `trichluc`: its verbs by what they are for.

What a verb does is elsewhere, and imported only when it is needed.
"""

from __future__ import annotations

import click

from extract.cli.checking import diff, schema, score, validate
from extract.cli.exporting import export, gold, html
from extract.cli.running import run
from extract.cli.showing import explain, record, show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trichluc")
def main() -> None:
    """Records with offsets from Vietnamese Party and government texts.

    \b
    Example:
      trichluc run articles/ -o records/
      trichluc validate records/ --source articles/
    """


for _verb in (run, validate, export, html, gold, score, diff, schema, show, explain, record):
    main.add_command(_verb)
