"""The documentation as pages: `make docs`, or `python docs/build.py`.

Makes `build/docs` of the pages in `docs/`, of CONTRIBUTING.md and CHANGELOG.md, and of what the program says of itself
(the schemas, the help of the verbs), then runs MkDocs on it, which follows `mkdocs.yml`. A broken link is an error. The
pages are in `build/site`; they open from disk and load nothing from elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from click import Context

from extract import schema
from extract.cli import main as command_line

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs"
MADE = ROOT / "build" / "docs"
SITE = ROOT / "build" / "site"

BROUGHT = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
"""Pages that stand elsewhere in the clone, and their names here."""

ELSEWHERE = {**BROUGHT, "README.md": "index.md", "schemas": "reference/records.md"}
"""Where a link leads here that leads out of `docs/` in the clone."""

WIDTH: dict[str, Any] = {"terminal_width": 80, "max_content_width": 80}
"""So many characters of help stand on a page without being pushed."""

_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#\s]+)")
_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def make() -> None:
    """Write `build/docs` anew."""
    shutil.rmtree(MADE, ignore_errors=True)
    shutil.copytree(PAGES, MADE, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for path in sorted(PAGES.rglob("*.md")):
        put(path.relative_to(PAGES), relinked(path))
    for name, page in BROUGHT.items():
        put(Path(page), relinked(ROOT / name))
    put(Path("reference/records.md"), "\n".join(records()))
    put(Path("reference/command-line.md"), "\n".join(verbs()))


def put(page: Path, text: str) -> None:
    (MADE / page).write_text(text, encoding="utf-8")


def relinked(path: Path) -> str:
    """A page of the clone with its links as they are here. Raises `ValueError` for one that leads to nothing here."""
    here = path.relative_to(PAGES) if path.is_relative_to(PAGES) else Path(BROUGHT[path.name])

    def link(match: re.Match[str]) -> str:
        target = Path(os.path.normpath(path.parent / match[1]))
        if target.is_relative_to(PAGES):
            found = target.relative_to(PAGES)
        elif (name := target.relative_to(ROOT).as_posix()) in ELSEWHERE:
            found = Path(ELSEWHERE[name])
        else:
            raise ValueError(f"{path}: the link to {match[1]} leads to no page of the documentation")
        return Path(os.path.relpath(found, here.parent)).as_posix()

    parts = _FENCE.split(path.read_text(encoding="utf-8"))
    return "".join(part if part.startswith("```") else _LINK.sub(link, part) for part in parts)


def records() -> Iterator[str]:
    """The page of the records' fields, as the schemas have them."""
    yield "# Fields of records\n"
    yield "Made from the JSON Schemas, which `trichluc schema TYPE` prints. [The output](../output.md) says what they"
    yield "mean. Every field is always there; one that may be null is null where the text does not give it.\n"
    parts: dict[str, Any] = {}
    kinds = {schema.load(name)["title"] for name in schema.NAMES}
    for name in schema.NAMES:
        shown = schema.load(name)
        yield from fields("result" if name == schema.DOCUMENT else name, shown)
        parts |= {part: definition for part, definition in shown.get("$defs", {}).items() if part not in kinds}
    for part, definition in sorted(parts.items()):
        yield from fields(part, definition)


def fields(name: str, shown: dict[str, Any]) -> Iterator[str]:
    """A heading and a table of the fields of a schema."""
    yield f"## {name} {{#{name.lower()}}}\n"
    yield f"{shown.get('description', '')}\n"
    yield "| field | holds | what it is | for example |"
    yield "|---|---|---|---|"
    for field, value in shown["properties"].items():
        examples = ", ".join(f"`{cell(plain(example))}`" for example in value.get("examples", []))
        yield f"| `{field}` | {holds(value)} | {cell(escape(value.get('description', ''), quote=False))} | {examples} |"
    yield ""


def plain(example: object) -> str:
    return example if isinstance(example, str) else schema.encode({"": example}).decode().split(":", 1)[1].strip(" }\n")


def cell(text: str) -> str:
    """Text for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def holds(value: dict[str, Any]) -> str:
    """What a field may hold, in words."""
    if "anyOf" in value:
        return " or ".join(holds(choice) for choice in value["anyOf"])
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{re.sub(r'(?<=[a-z])(?=[A-Z])', '_', name).lower()})"
    if "const" in value:
        return f"`{cell(str(value['const']))}`"
    if "enum" in value:
        return ", ".join("null" if choice is None else f"`{cell(str(choice))}`" for choice in value["enum"])
    if value.get("type") == "array":
        return f"list of {holds(value['items'])}"
    kinds = value.get("type", "any")
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)


def verbs() -> Iterator[str]:
    """The page of the command line: what each verb says with `--help`."""
    yield "# Command line\n"
    yield "What each verb says with `--help`. `python -m extract` is the same as `trichluc`.\n"
    whole = Context(command_line, info_name="trichluc", **WIDTH, **command_line.context_settings)
    yield from said("trichluc", whole)
    for name, verb in sorted(command_line.commands.items()):
        yield from said(f"trichluc {name}", Context(verb, parent=whole, info_name=name, **WIDTH))


def said(name: str, context: Context) -> Iterator[str]:
    yield f"## {name}\n\n```text\n{context.get_help()}\n```\n"


def main() -> int:
    """Make the pages; gives the exit status of MkDocs."""
    make()
    # not --quiet: MkDocs then hides warnings from --strict as well
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(ROOT / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
    else:
        print(f"open {SITE / 'index.html'}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
