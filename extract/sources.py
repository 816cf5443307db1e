"""What a path or a stream holds: from the inputs of a run to decoded texts.

`find` turns paths, folders, patterns and `-` into `Source`s with distinct document ids, without reading them; `read`
reads and decodes one. Both say what went wrong as a `Failure` (`find` in its list, `read` by raising it), so that one
bad input never costs its neighbours.

The decoded source is `data.decode("utf-8")` and nothing else: line ends, a byte order mark, NUL characters and the
normal form stay as they are, and offsets count all of them.
"""

from __future__ import annotations

import glob
import hashlib
import os
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

STDIN = "-"
ENDING = ".txt"
"""In a folder only files with this ending are taken; a file that is named itself may have any."""


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


class Failure(Exception):  # noqa: N818 - it is data as much as it is raised
    """Why a document has no result: a line of `errors.jsonl`.

    `stage` is one of `find`, `read`, `decode`, `language`, `extract`, `validate`, `write`.
    """

    def __init__(self, stage: str, reason: str, *, id: str | None = None, source: str | None = None) -> None:
        super().__init__(reason)
        self.id = id
        self.source = source
        self.stage = stage
        self.reason = reason


class Source(NamedTuple):
    """One input that is there but not yet read. `path` is None for standard input."""

    id: str
    path: Path | None

    @property
    def name(self) -> str | None:
        """The path as it was given, with forward slashes, as `document.source` has it; None for standard input."""
        return None if self.path is None else _printable(self.path.as_posix())


class Text(NamedTuple):
    """A decoded source and the SHA-256 of its bytes."""

    text: str
    sha256: str


def find(inputs: Iterable[str]) -> tuple[list[Source], list[Failure]]:
    """The sources that the inputs of a run stand for, in their order, and the inputs that stand for none.

    A folder stands for the `.txt` files in it and below, without hidden ones, in the order of their names; a pattern
    (`*`, `?`, `[…]`, `**`) for what it matches; `-` for standard input. A file that two inputs name is taken once.
    """
    paths: dict[str, Path | None] = {}
    failures = []
    for given in inputs:
        for found in _expand(given):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                paths.setdefault(os.path.abspath(found) if found else STDIN, found)  # noqa: PTH100 - links stay links
    return _name(paths), failures


def _expand(given: str) -> Iterator[Path | Failure | None]:
    """The files that one input stands for, and what hinders."""
    if given == STDIN:
        yield None
    elif os.path.isdir(given):  # noqa: PTH112 - False where Path.is_dir raises
        yield from _files_below(given)
    elif os.path.lexists(given):
        yield Path(given)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - takes absolute patterns too
        if not matches:
            yield _not_found(given, "no file matches this pattern")
        for match in matches:
            if not os.path.isdir(match):  # noqa: PTH112
                yield Path(match)
            elif "**" not in given:
                yield from _files_below(match)
    else:
        yield _not_found(given, "no such file or folder")


def _files_below(folder: str) -> Iterator[Path | Failure]:
    """The `.txt` files of a folder and of the folders below it, and what hinders."""
    barred: list[OSError] = []
    empty = True
    for place, folders, names in os.walk(folder, onerror=barred.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(ENDING) and not name.startswith("."):
                empty = False
                yield Path(place, name)
    for error in barred:
        yield _not_found(str(error.filename or folder), f"the folder cannot be listed: {error.strerror}")
    if empty and not barred:
        yield _not_found(folder, f"no {ENDING} file in this folder")


def _not_found(given: str, reason: str) -> Failure:
    source = _printable(Path(given).as_posix())
    return Failure("find", reason, id=_printable(Path(given).stem) or source, source=source)


def _name(paths: dict[str, Path | None]) -> list[Source]:
    """Sources with distinct ids: the file's name without its ending.

    Where several files have one name, each of them gets the fewest folder names in front that tell them all apart, or
    else its ending too, or at last a number. Names that differ only in case or normal form count as one, since they are
    one file on some disks. The order of the inputs makes no difference.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for absolute in paths:
        groups[_folded(_stem(absolute))].append(absolute)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(groups, key=lambda key: (len(groups[key]), key)):
        members = sorted(groups[key])
        chosen = next(names for names in _choices(members) if taken.isdisjoint(map(_folded, names)))
        taken.update(map(_folded, chosen))
        ids.update(zip(members, chosen, strict=True))
    return [Source(ids[absolute], path) for absolute, path in paths.items()]


def _choices(members: list[str]) -> Iterator[list[str]]:
    """Ways to name files that share a name, the best first; each gives distinct names."""
    depth = max(absolute.count(os.sep) for absolute in members)
    for name in (_stem, _name_with_ending):
        for count in range(depth + 1):
            names = ["-".join([*_folders(absolute, count), name(absolute)]) for absolute in members]
            if len(set(map(_folded, names))) == len(names):
                yield names
    number = 1
    while True:
        yield [f"{_stem(absolute)}-{number + i}" for i, absolute in enumerate(members)]
        number += 1


def _stem(absolute: str) -> str:
    return "stdin" if absolute == STDIN else _printable(Path(absolute).stem)


def _name_with_ending(absolute: str) -> str:
    return _printable(Path(absolute).name)


def _folders(absolute: str, count: int) -> list[str]:
    """The last `count` folders that a file is in."""
    folders = Path(absolute).parts[1:-1]
    return [_printable(name) for name in folders[max(0, len(folders) - count) :]]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _printable(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 as `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def read(source: Source) -> Text:
    """Read and decode a source. Raises `Failure`."""
    try:
        data = sys.stdin.buffer.read() if source.path is None else source.path.read_bytes()
    except OSError as error:
        raise Failure("read", _why_unread(source.path, error), id=source.id, source=source.name) from error
    try:
        return decode(data)
    except Failure as failure:
        failure.id, failure.source = source.id, source.name
        raise


def _why_unread(path: Path | None, error: OSError) -> str:
    if path is not None and path.is_symlink() and not path.exists():
        return f"broken symbolic link to {_printable(str(path.readlink()))}"
    return f"cannot be read: {error.strerror or error}"


def decode(data: bytes) -> Text:
    """Bytes as a text in Vietnamese. Raises `Failure` (without id and source) for what is none, saying what it is."""
    if kind := _file_kind(data):
        raise Failure("decode", f"not a text: it looks like {kind}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Failure("decode", f"not UTF-8 (byte {error.start}): {_looks_like(data)}") from None
    if not data.strip(b"\xef\xbb\xbf\0") or text.strip("\ufeff\0").isspace():
        raise Failure("decode", "nothing but blanks" if data else "the file is empty")
    if _is_binary(data):
        raise Failure("decode", f"not a text: {_looks_like(data)}")
    if _vietnamese_letters(data) < VIETNAMESE_SHARE * len(text):
        raise Failure("language", _why_not_vietnamese(text))
    return Text(text, hashlib.sha256(data).hexdigest())


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
