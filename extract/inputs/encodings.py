"""From bytes to a text in Vietnamese, or why they are none.

Text in UTF-8 is `data.decode("utf-8")` and nothing else: line ends, a byte order mark, NUL characters and the normal
form stay as they are, and offsets count all of them. UTF-16, UTF-32 and Windows-1258 are decoded by Python's codecs
(`utf-16`, `utf-16-le`, `utf-16-be`, `utf-32`, `cp1258`) where the bytes show that they are that. TCVN3, VNI and VISCII
are recognised and refused.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from extract.inputs.parts import Failure

_FILE_KINDS = {
    b"%PDF-": "a PDF file", b"PK\x03\x04": "a ZIP, DOCX or XLSX file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file: save it as DOCX, or its rows as JSON Lines",
    b"{\\rtf": "an RTF file: save it as DOCX or text", b"\x1f\x8b": "a gzip file", b"(\xb5/\xfd": "a zstd file",
    b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"\x7fELF": "a program",
    b"SQLite format 3": "a database", b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf\x27\x1c": "a 7z file", b"Rar!": "a RAR file",
}  # fmt: skip
_MARKUP = re.compile(
    r"\ufeff?\s{0,9}(?:(?P<array>\[\s{0,99}\{\s{0,99}\")|(?P<object>\{[ \t]{0,9}\r?\n\s{0,99}\"[^\"\n]{1,99}\"\s{0,9}:)"
    r"|(?P<xml><\?xml\s)|(?P<mail>(?:From: .{1,200}\n|MIME-Version: )))"
)
_MARKUP_KINDS = {
    "array": "a JSON array: write its objects as JSON Lines, one a line",
    "object": "JSON over several lines: write its objects as JSON Lines, one a line",
    "xml": "an XML file", "mail": "a mail or an MHTML page",
}  # fmt: skip
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_WINDOWS = "Windows-1258"
# How được, của, người, những, với, một are written in the encodings that came before Unicode.
_OLD_ENCODINGS = {
    "TCVN3 (ABC)": (b"\xae\xad\xeec", b"c\xf1a", b"ng\xad\xeai", b"nh\xf7ng", b"v\xedi", b"m\xe9t"),
    "VNI": (b"\xf1\xf6\xf4\xefc", b"cu\xfba", b"ng\xf6\xf4\xf8i", b"nh\xf6\xf5ng", b"v\xf4\xf9i", b"mo\xe4t"),
    _WINDOWS: (
        b"\xf0\xfd\xf5\xf2c", b"cu\xd2a", b"ng\xfd\xf5\xcci", b"nh\xfd\xdeng", b"v\xf5\xeci", b"m\xf4\xf2t",
    ),
    "VISCII": (b"\xf0\xdf\xfec", b"c\xfca", b"ng\xdf\xb6i", b"nh\xdf\xe6ng", b"v\xbei", b"m\xb5t"),
}  # fmt: skip
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
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
    text = to_text(data)
    if match := _MARKUP.match(text):
        raise Failure("decode", f"not a text: it looks like {_MARKUP_KINDS[str(match.lastgroup)]}")
    check(text, text.encode())
    return Text(text, hashlib.sha256(data).hexdigest())


def to_text(data: bytes) -> str:
    """Bytes as a text in any language. Raises `Failure` where they are none, or in no encoding that is known."""
    if not data:
        raise Failure("decode", "the file is empty")
    if kind := _file_kind(data):
        raise Failure("decode", f"not a text: it looks like {kind}")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, "byte order mark")
    if wide := _without_mark(data[:_SAMPLE]):
        return _decoded(data, wide, "without a byte order mark")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _of_old_encoding(data, error.start)


def check(text: str, data: bytes) -> None:
    """Raises `Failure` for a text that has nothing to read in Vietnamese. `data` is the text in UTF-8."""
    if not text.strip("\ufeff\0").strip():
        raise Failure("decode", "nothing but blanks")
    if _is_binary(data):
        raise Failure("decode", "not a text: it looks like binary data")
    if not is_vietnamese(data, len(text)):
        raise Failure("language", _why_not_vietnamese(text))


def is_vietnamese(data: bytes, characters: int) -> bool:
    """Whether a text in UTF-8 has its share of letters that only Vietnamese has (lead bytes that no other letter has).

    The commonest are counted first.
    """
    wanted = VIETNAMESE_SHARE * characters
    return any((wanted := wanted - data.count(lead)) <= 0 for lead in _VIETNAMESE_ONLY)


def _is_binary(data: bytes) -> bool:
    """Whether more than one byte in a hundred is a control character."""
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 100


def _file_kind(data: bytes) -> str | None:
    return next((kind for start, kind in _FILE_KINDS.items() if data.startswith(start)), None)


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 by its NUL bytes: half of the high bytes of a Latin text are 0, and none of the low ones."""
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[high::2].count(0) > len(sample) / 8 and sample[1 - high :: 2].count(0) < len(sample) / 50:
            return encoding
    return None


def _decoded(data: bytes, encoding: str, by: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        where = "is cut off" if error.end >= len(data) else f"is damaged at byte {error.start}"
        raise Failure("decode", f"it looks like {encoding.upper()} ({by}), but {where}") from None


def _of_old_encoding(data: bytes, place: int) -> str:
    """Bytes that are no UTF-8 from some place on, in an encoding of before Unicode."""
    wrong = f"not UTF-8 (byte {place}):"
    if _is_binary(data):
        raise Failure("decode", f"{wrong} it looks like binary data")
    counts = _words_of_old_encodings(data)
    old = max(counts, key=counts.__getitem__)
    if not counts[old] or old == _WINDOWS:
        others = sum(counts.values()) - counts[_WINDOWS]
        text = _of_windows_1258(data, certain=counts[_WINDOWS] > 10 * others)
        if text is not None and counts[_WINDOWS] >= 10 * others:
            return text
    if not counts[old]:
        raise Failure("decode", f"{wrong} its encoding is not known (an old Vietnamese one?); convert it to UTF-8")
    raise Failure("decode", f"{wrong} it looks like {old}, which cannot be read; convert it to UTF-8")


def _of_windows_1258(data: bytes, *, certain: bool) -> str | None:
    """Bytes decoded as Windows-1258, which has a tone mark behind its letter; None where this gives no Vietnamese.

    Tone marks must make a letter with what they stand behind, nearly all of them; and they must be as many as
    Vietnamese has, where it is not `certain` by words that are found.
    """
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return None
    marks = sum(map(text.count, _TONES))
    if not certain and marks < len(text) / 50:
        return None
    whole = unicodedata.normalize("NFC", text)
    return text if sum(map(whole.count, _TONES)) <= marks / 100 else None


def _words_of_old_encodings(data: bytes) -> dict[str, int]:
    """How many of the commonest Vietnamese words are found in each encoding."""
    words = Counter(data.split())
    return {name: sum(words[word] for word in known) for name, known in _OLD_ENCODINGS.items()}


def _why_not_vietnamese(text: str) -> str:
    """Why a text is not taken for Vietnamese."""
    sample = text[:_SAMPLE]
    counts = _words_of_old_encodings(sample.encode("cp1252", "replace"))
    old = max(counts, key=counts.__getitem__)
    if counts[old]:
        return f"no Vietnamese in it: it looks like {old} that was saved as UTF-8 without being converted"
    if is_vietnamese(sample.encode("cp1252", "ignore"), len(sample)):
        return "no Vietnamese in it: it looks like UTF-8 that was read as Windows-1252 and saved again"
    least = round(1 / VIETNAMESE_SHARE)
    return f"no Vietnamese in it: fewer than 1 in {least} characters are letters that only Vietnamese has"
