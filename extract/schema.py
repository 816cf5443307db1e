"""The JSON Schemas of the output, made from the structs of `extract.model`.

`schemas/` holds what `python -m extract.schema` writes: one file a record type, and `document.schema.json` for a whole
result. They are committed, and shipped in the wheel as `extract/schemas/`. Each stands alone: what it refers to is in
its own `$defs`.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from extract.model import RECORD_TYPES, SCHEMA_VERSION, Result

DOCUMENT = "document"
NAMES = (*RECORD_TYPES, DOCUMENT)
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/"


def folder() -> Path:
    """Where the schemas are: in the package once installed, else beside it in the clone."""
    package = Path(__file__).parent
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


def path(name: str) -> Path:
    """The file of a schema: `name` is a record type or `document`."""
    return folder() / f"{name}.schema.json"


@cache
def load(name: str) -> dict[str, Any]:
    """The committed schema of a record type or of the `document`, as plain data."""
    schema: dict[str, Any] = msgspec.json.decode(path(name).read_bytes())
    return schema


def generate(name: str) -> dict[str, Any]:
    """The schema of a record type or of the `document`, made anew from the model."""
    struct = Result if name == DOCUMENT else RECORD_TYPES[name]
    _, components = msgspec.json.schema_components([struct], ref_template=_REF + "{name}")
    definitions = {key: _strict(schema) for key, schema in components.items()}
    top = definitions.pop(struct.__name__)
    if name == DOCUMENT:
        top["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    schema = {"$schema": DIALECT, "$id": f"urn:trichluc:{SCHEMA_VERSION}:{name}", **top}
    return schema | {"$defs": definitions} if definitions else schema


def _strict(struct: dict[str, Any]) -> dict[str, Any]:
    """A struct's schema as the contract has it: every field is written, one that the text does not give is null."""
    properties = {name: _field(name, schema) for name, schema in struct["properties"].items()}
    return struct | {"properties": properties, "required": list(properties)}


def _field(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A field's schema with its words first; without the default, which is of the Python struct."""
    field = {key: value for key, value in schema.items() if key != "default"}
    if name == "type":
        return {"description": "The record type", "const": field["enum"][0]}
    words: dict[str, Any] = {}
    if "anyOf" in field:  # msgspec leaves the words of an optional field with its first alternative
        field["anyOf"] = [dict(alternative) for alternative in field["anyOf"]]
        for alternative in field["anyOf"]:
            words |= {key: alternative.pop(key) for key in ("description", "examples") if key in alternative}
    if "items" in field:
        field["items"] = {key: value for key, value in field["items"].items() if key != "discriminator"}
    return words | field


def encode(schema: dict[str, Any]) -> bytes:
    """A schema as it is written: UTF-8, two spaces a level, a line end at its end."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def write(to: Path) -> None:
    """Make all schemas anew and write them into a folder."""
    to.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (to / f"{name}.schema.json").write_bytes(encode(generate(name)))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else folder())
