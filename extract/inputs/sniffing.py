"""What bytes are, by how they begin."""

from __future__ import annotations

import re

from extract.inputs.parts import Compression, Format

ENDINGS: dict[str, Format] = {
    ".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".warc": "warc", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
"""In a folder files with these endings are taken; a file that is named itself may have any."""

COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}

COLLECTIONS: frozenset[Format] = frozenset({"jsonl", "parquet", "warc"})
"""Formats that hold many documents."""

_BLANK = b"\xef\xbb\xbf \t\r\n"
_JSON_OBJECT = re.compile(rb'\{[ \t]{0,9}(?:"(?:[^"\\\n]|\\.){0,200}"\s{0,9}:|\}\s)')
_RESULT = re.compile(
    rb'\s{0,9}\{\s{0,9}"(?:schema_version"|id":(?:null|"[^"\n]{0,999}"),"source":(?:null|"[^"\n]{0,999}"),"stage":)'
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--[^\0]{0,2000}?-->\s{0,99}){0,9}"
    rb"<(?:!doctype\s{1,9}html|html|head|body)[\s>]",
    re.IGNORECASE,
)


def by_name(name: str) -> tuple[Format | None, Compression | None]:
    """The format and compression that a file's name promises."""
    lower = name.lower()
    compression = next((kind for ending, kind in COMPRESSIONS.items() if lower.endswith(ending)), None)
    if compression:
        lower = lower.rpartition(".")[0]
    return next((kind for ending, kind in ENDINGS.items() if lower.endswith(ending)), None), compression


def is_spreadsheet(name: str) -> bool:
    """Whether a file is a table by its name, whose contents look like any text."""
    lower = name.lower()
    ending = next((ending for ending in COMPRESSIONS if lower.endswith(ending)), "")
    return lower.removesuffix(ending).endswith((".csv", ".tsv"))


def is_result(head: bytes) -> bool:
    """Whether (decompressed) bytes begin like results or errors of a run."""
    return _RESULT.match(head) is not None


def format_of(head: bytes, named: Format | None) -> Format:
    """The format of (decompressed) bytes by how they begin; by the name only where the contents may be anything."""
    return _by_content(head) or (named if named in ("jsonl", "html") else None) or "text"


def _by_content(head: bytes) -> Format | None:
    """The format of (decompressed) bytes by how they begin; None for text, or for what is none of these."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    start = head.lstrip(_BLANK)
    if _HTML.match(start):
        return "html"
    if _JSON_OBJECT.match(start):
        return "jsonl"
    return None
