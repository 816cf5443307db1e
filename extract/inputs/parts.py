"""What passes between planning, reading and running: options, parts of the inputs, documents, failures."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import msgspec

from extract.inputs.paths import source_of

Format = Literal["text", "html", "jsonl", "parquet", "warc", "docx", "pdf"]
Compression = Literal["gzip", "zstd"]

FORMATS: tuple[Format, ...] = get_args(Format)


class Failure(Exception):  # noqa: N818 - it is data as much as it is raised
    """Why a document has no result: a line of `errors.jsonl`.

    `stage` is one of `find`, `read`, `decode`, `language`, `extract`, `validate`, `write`. `of_file` says that it is of
    a file of many documents (or of none): its `id` is what the file is called, and may be that of a document, too.
    """

    def __init__(
        self, stage: str, reason: str, *, id: str | None = None, source: str | None = None, of_file: bool = False
    ) -> None:
        super().__init__(reason)
        self.id = id
        self.source = source
        self.stage = stage
        self.reason = reason
        self.of_file = of_file

    def __reduce__(self) -> tuple[object, ...]:
        return _failure, (self.stage, self.reason, self.id, self.source, self.of_file)


def _failure(stage: str, reason: str, id: str | None, source: str | None, of_file: bool) -> Failure:
    return Failure(stage, reason, id=id, source=source, of_file=of_file)


class TooLongError(BaseException):
    """The time of a document is over: raised in whatever makes it, and told as a `Failure` in its place.

    Not an `Exception`, so that no handler on the way takes it for its own.
    """

    def __str__(self) -> str:
        return super().__str__() or "took too long"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How inputs are read; what makes no difference to the documents is `part_bytes` alone.

    `format` overrules what the contents look like. The columns are of JSON Lines and Parquet; where one is None, the
    column of that usual name is taken if it is there (`id`, `published`, `url`), and one that is named must be there.
    """

    format: Format | None = None
    text_column: str = "text"
    id_column: str | None = None
    published_column: str | None = None
    url_column: str | None = None
    part_bytes: int = 16 << 20
    """Files that can be split are split into parts of about this size."""
    largest: int = 100 << 20
    """A document of more bytes (decompressed) is refused: reading a text takes about 20 times its size."""
    any_text: bool = False
    """Rows are taken whatever their text is: to look up the texts of results, not to make some."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A slice of the inputs that one worker reads: a file, or a run of lines, records or row groups of one.

    `path` is a path as it was given, an fsspec URL, or `-` (see `extract.inputs.paths`). `id` is the document's id
    where the file is one document, else what its documents are called after. `start` and `stop` are bytes of JSON Lines
    or WARC (each begins a line or record; of a compressed file, bytes of what it holds) or row groups of Parquet;
    `stop` is None for the end of the file. `size` is about how many bytes of the file are to be read.

    `line` is the number of the first line, record or row, from 1. `alone` says that the file is the only one of the
    run, so that ids from its id column need no file id in front. `names` gives the ids of lines whose id stands earlier
    in the file too, where the file is split and the part cannot know.

    `skip` are documents, by their place in the part from 0, that are not to be touched again since they have cost a
    worker before: there is a `Failure` in their place.
    """

    path: str
    id: str
    format: Format
    compression: Compression | None = None
    start: int = 0
    stop: int | None = None
    size: int = 0
    line: int = 1
    alone: bool = True
    names: dict[int, str] = {}
    skip: frozenset[int] = frozenset()

    @property
    def source(self) -> str | None:
        """The path as people read it, and as `document.source` has it; None for standard input."""
        return source_of(self.path)

    @property
    def whole(self) -> bool:
        """Whether this is all of the file."""
        return self.start == 0 and self.stop is None


class Item(NamedTuple):
    """One document, decoded.

    `source` is where it comes from: the path of a file that is one document; of a collection the URL of the document
    if it has one, else the path with the line or row (`corpus.jsonl:17`). `sha256` is of the bytes of the file where
    the text is what these bytes decode to, else of the text in UTF-8. `published` is what `extract` takes. `extracted`
    says that the text was taken out of something else (HTML, DOCX, PDF).
    """

    id: str
    text: str
    source: str | None
    sha256: str
    published: str | None = None
    url: str | None = None
    extracted: bool = False
