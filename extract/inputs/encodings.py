"""From bytes to a text in Vietnamese, or why they are none.

The decoded source is `data.decode("utf-8")` and nothing else: line ends, a byte order mark, NUL characters and the
normal form stay as they are, and offsets count all of them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import NamedTuple

from extract.inputs.parts import Failure

_FILE_KINDS = {
    b"%PDF-": "a PDF file", b"PK\x03\x04": "a ZIP, DOCX or XLSX file", b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF file", b"\x1f\x8b": "a gzip file", b"(\xb5/\xfd": "a zstd file", b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"\x7fELF": "a program", b"SQLite format 3": "a database",
}  # fmt: skip
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"),
)  # fmt: skip
# How được, của, người, những, với, một are written in the encodings that came before Unicode.
_OLD_ENCODINGS = {
    "TCVN3 (ABC)": (b"\xae\xad\xeec", b"c\xf1a", b"ng\xad\xeai", b"nh\xf7ng", b"v\xedi", b"m\xe9t"),
    "VNI": (b"\xf1\xf6\xf4\xefc", b"cu\xfba", b"ng\xf6\xf4\xf8i", b"nh\xf6\xf5ng", b"v\xf4\xf9i", b"mo\xe4t"),
    "Windows-1258": (b"\xf0\xfd\xf5\xf2c", b"cu\xd2a", b"ng\xfd\xf5\xcci", b"nh\xfd\xdeng", b"v\xf5\xeci"),
    "VISCII": (b"\xf0\xdf\xfec", b"c\xfca", b"ng\xdf\xb6i", b"nh\xdf\xe6ng", b"v\xbei", b"m\xb5t"),
}  # fmt: skip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r")) + b"\x7f"
_SAMPLE = 1 << 16

# In UTF-8: U+1E80 to U+1EFF, Ơ ơ Ư ư, Đ đ, and the combining hook, horn and dot below of NFD.
_VIETNAMESE_ONLY = (
    b"\xe1\xba", b"\xe1\xbb", b"\xc6\xa0", b"\xc6\xa1", b"\xc6\xaf", b"\xc6\xb0", b"\xc4\x90", b"\xc4\x91",
    b"\xcc\x89", b"\xcc\x9b", b"\xcc\xa3",
)  # fmt: skip
VIETNAMESE_SHARE = 1 / 200
"""The least share of letters that only Vietnamese has among the characters of a Vietnamese text.

Vietnamese news has 1 in 7, tables and lists of foreign names at least 1 in 40; text in other languages has none but in
Vietnamese names, and Vietnamese typed without marks has none.
"""


class Text(NamedTuple):
    """A decoded source and the SHA-256 of its bytes."""

    text: str
    sha256: str


def decode(data: bytes) -> Text:
    """Bytes as a text in Vietnamese. Raises `Failure` (without id and source) for what is none, saying what it is."""
    if kind := _file_kind(data):
        raise Failure("decode", f"not a text: it looks like {kind}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Failure("decode", f"not UTF-8 (byte {error.start}): {_looks_like(data)}") from None
    if not data:
        raise Failure("decode", "the file is empty")
    check(text, data)
    return Text(text, hashlib.sha256(data).hexdigest())


def check(text: str, data: bytes) -> None:
    """Raises `Failure` for a text that has nothing to read in Vietnamese. `data` is the text in UTF-8."""
    if not text.strip("\ufeff\0").strip():
        raise Failure("decode", "nothing but blanks")
    if _is_binary(data):
        raise Failure("decode", f"not a text: {_looks_like(data)}")
    if not _is_vietnamese(data, len(text)):
        raise Failure("language", _why_not_vietnamese(text))


def _is_vietnamese(data: bytes, characters: int) -> bool:
    """Whether a text in UTF-8 has its share of letters that only Vietnamese has; the commonest are counted first."""
    wanted = VIETNAMESE_SHARE * characters
    return any((wanted := wanted - data.count(lead)) <= 0 for lead in _VIETNAMESE_ONLY)


def _vietnamese_letters(data: bytes) -> int:
    """How many letters that only Vietnamese has (lead bytes are counted, which no other letter shares)."""
    return sum(map(data.count, _VIETNAMESE_ONLY))


def _is_binary(data: bytes) -> bool:
    """Whether more than one byte in a hundred is a control character."""
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 100


def _file_kind(data: bytes) -> str | None:
    return next((kind for start, kind in _FILE_KINDS.items() if data.startswith(start)), None)


def _looks_like(data: bytes) -> str:
    """What bytes that are no UTF-8 text seem to be, and how to mend that."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return f"it looks like {encoding} (byte order mark); convert it with `iconv -f {encoding} -t UTF-8`"
    sample = data[:_SAMPLE]
    for high, encoding in ((1, "UTF-16LE"), (0, "UTF-16BE")):  # half of the high bytes of a Latin text are 0
        if sample[high::2].count(0) > len(sample) / 8 and sample[1 - high :: 2].count(0) < len(sample) / 50:
            return f"it looks like {encoding} without a byte order mark; convert it with `iconv -f {encoding} -t UTF-8`"
    if _is_binary(data):
        return "it looks like binary data"
    if old := _old_encoding(sample):
        return f"it looks like {old}; convert it to UTF-8"
    return "its encoding is not known; convert it to UTF-8"


def _old_encoding(sample: bytes) -> str | None:
    """The encoding in which the commonest Vietnamese words are found, if in any."""
    words = Counter(sample.split())
    counts = {name: sum(words[word] for word in known) for name, known in _OLD_ENCODINGS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


def _why_not_vietnamese(text: str) -> str:
    """Why a UTF-8 text is not taken for Vietnamese."""
    old = text[:_SAMPLE].encode("cp1252", "replace")
    if encoding := _old_encoding(old):
        return f"no Vietnamese in it: it looks like {encoding} that was saved as UTF-8 without being converted"
    if _vietnamese_letters(text[:_SAMPLE].encode("cp1252", "ignore")) > VIETNAMESE_SHARE * len(text[:_SAMPLE]):
        return "no Vietnamese in it: it looks like UTF-8 that was read as Windows-1252 and saved again"
    least = round(1 / VIETNAMESE_SHARE)
    return f"no Vietnamese in it: fewer than 1 in {least} characters are letters that only Vietnamese has"
