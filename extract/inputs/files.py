"""Files as streams of bytes: local, on standard input or behind an fsspec URL; decompressed."""

from __future__ import annotations

import gzip
import io
import re
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from extract.inputs.extras import need
from extract.inputs.parts import Compression, Failure
from extract.inputs.paths import STDIN, is_url, local, printable

if TYPE_CHECKING:
    from types import ModuleType

    from _typeshed import WriteableBuffer

HEAD = 8192
"""How many bytes of a file are looked at to tell what it is."""

_ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
_STACK = re.compile(r"\n|\\n\\tat ")
_BUFFER = 1 << 16
_SKIPPED = 1 << 20
_MAGIC: tuple[tuple[bytes, Compression], ...] = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"))


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file, to be read; standard input is not closed. Raises `OSError` and `Failure`."""
    if path == STDIN:
        yield sys.stdin.buffer
    elif is_url(path):
        fsspec = need("fsspec")
        with fsspec.open(path, "rb") as file:
            yield stream_of(file)
    else:
        with local(path).open("rb") as file:
            yield file


def stream_of(file: Any) -> io.BufferedReader:
    """A file of fsspec as one of Python's: those have no `readline` with a limit, some no `readinto` or no lines."""
    return io.BufferedReader(_Remote(file), _BUFFER)


class _Raw(io.RawIOBase):
    """A stream made of another, which says what comes next of it."""

    def _next(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        raise NotImplementedError

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._next(len(view))
        view[: len(data)] = data
        return len(data)


class _Remote(_Raw):
    """A file of fsspec, of which no more is taken to be there than `read`, `seek` and `tell`."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def _next(self, size: int) -> bytes:
        data: bytes = self._file.read(size)
        return data

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._file.seek(offset, whence)
        return self.tell()

    def tell(self) -> int:
        return int(self._file.tell())


def compression_of(head: bytes) -> Compression | None:
    """How bytes are compressed, by their beginning."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


def decompressed(file: BinaryIO, compression: Compression) -> io.BufferedReader:
    """What a compressed file holds, as a stream, up to where the file is cut off or damaged."""
    opened = gzip.GzipFile(fileobj=file, mode="rb") if compression == "gzip" else zstd().ZstdFile(file, "rb")
    return io.BufferedReader(_Pieces(opened), _BUFFER)


@contextmanager
def decompressed_from(path: str, compression: Compression, start: int, *, keep: bool) -> Iterator[io.BufferedReader]:
    """What a compressed file holds, from a byte of that on. Raises `OSError` and `Failure`.

    With `keep` the stream is left open for the part that follows: who reads parts of a file in their order unpacks it
    once. (With N workers each does so once. It takes a hundredth of the time that the records take.)
    """
    key = path, None if is_url(path) else local(path).stat().st_mtime_ns
    kept: _Kept | None = _open.__dict__.pop("kept", None)
    if kept is None or kept.key != key or kept.stream.tell() > start:
        if kept is not None:
            kept.files.close()
        with ExitStack() as files:
            file = buffered(files.enter_context(opened(path)))
            kept = _Kept(key, files.enter_context(decompressed(file, compression)), files.pop_all())
    with ExitStack() as files:
        files.callback(kept.files.close)
        while (left := start - kept.stream.tell()) > 0 and kept.stream.read(min(left, _SKIPPED)):
            pass
        yield kept.stream
        if keep:
            files.pop_all()
            _open.kept = kept


class _Kept(NamedTuple):
    """A compressed file that is open: its path and when it was written; what it holds; what to close."""

    key: tuple[str, int | None]
    stream: io.BufferedReader
    files: ExitStack


_open = threading.local()
"""What is kept open, by the thread."""


class _Pieces(_Raw):
    """Gives what a decompressed stream has, before it raises for what it has not."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self._at = 0

    def tell(self) -> int:
        return self._at

    def _next(self, size: int) -> bytes:
        data = self._stream.read1(size)
        self._at += len(data)
        return data


def until(file: BinaryIO, length: int) -> io.BufferedReader:
    """The next bytes of a stream as a stream of their own, which takes no more from it."""
    return io.BufferedReader(_Slice(file, length), _BUFFER)


class _Slice(_Raw):
    """So many bytes of a stream."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self._left = length

    def _next(self, size: int) -> bytes:
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data


def zstd() -> ModuleType:
    """Python's zstd: of 3.14, or brought back to earlier ones."""
    return need(_ZSTD)


def faults() -> tuple[type[Exception], ...]:
    """What may be raised where a stream is read that is broken or cut off."""
    loaded = sys.modules.get(_ZSTD)
    return (OSError, EOFError, zlib.error, *((loaded.ZstdError,) if loaded else ()))


def why(path: str, error: Exception) -> str:
    """Why a file cannot be read."""
    if isinstance(error, EOFError):
        return "the compressed file is cut off"
    if not isinstance(error, OSError) or isinstance(error, gzip.BadGzipFile):
        return f"the compressed file is damaged: {error}"
    place = local(path)
    if path != STDIN and not is_url(path) and place.is_symlink() and not place.exists():
        return f"broken symbolic link to {printable(str(place.readlink()))}"
    return f"cannot be read: {error.strerror or first_line(error)}"


def first_line(error: Exception) -> str:
    """What an error says, without the stack of the server that some file systems send along."""
    return _STACK.split(str(error), maxsplit=1)[0]


def buffered(file: BinaryIO) -> io.BufferedReader:
    """A stream whose beginning can be looked at without being taken off."""
    if isinstance(file, io.BufferedReader):
        return file
    return io.BufferedReader(cast("io.RawIOBase", file), _BUFFER)


def read_all(file: BinaryIO, largest: int) -> bytes:
    """All bytes of a stream. Raises `Failure` where they are more than a document may have."""
    data = file.read(largest + 1)
    if len(data) > largest:
        raise Failure("read", f"larger than a document may be ({largest >> 20} MiB)")
    return data
