"""Into a relational database, SQLite or PostgreSQL, in one transaction through SQLAlchemy.

The tables are those of `extract.export.relational`. A document that is already there with the same content is left
alone, one with other content replaces the rows of the old; documents that the output does not have stay. Whatever
breaks the load off, the database is then as it was.
"""

from __future__ import annotations

import getpass
import os
import socket
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.export import relational
from extract.export.common import ExportError, Summary, need
from extract.export.relational import Row, Rows
from extract.model import SCHEMA_VERSION, Result

if TYPE_CHECKING:
    import sqlalchemy
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

EXTRA = "sql"
BATCH_ROWS = 20_000
BATCH_DOCUMENTS = 500
"""So many documents are compared with those in the database at once; below SQLite's limit of parameters."""

LOCK_SECONDS = 60
"""How long a load waits for another into the same SQLite file."""

VERSION_TABLE = "trichluc"
_LOCK = 0x7472636C
"""The number of the lock that keeps two loads into one PostgreSQL database from crossing."""


def write(results: Iterable[Result], address: str) -> Summary:
    """Load results into the database at `address` (an SQLAlchemy URL). Raises `ExportError`."""
    need("sqlalchemy", EXTRA)
    url = _url(address)
    with _undone_if_new(url):
        engine = _engine(url)
        try:
            return _load(results, engine)
        finally:
            engine.dispose()


def _url(address: str) -> URL:
    """The address with the driver that is known here. Raises `ExportError`."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
    except ArgumentError as error:
        raise ExportError(f"{address}: no address of a database; give sqlite:///FILE or postgresql://…") from error
    if url.drivername == "sqlite":
        if not url.database or url.database == ":memory:":
            raise ExportError(f"{address}: give a file: sqlite:///records.db")
        return url
    if url.drivername in ("postgresql", "postgresql+pg8000"):
        need("pg8000", EXTRA)
        return url.set(
            drivername="postgresql+pg8000",
            username=url.username or os.environ.get("PGUSER") or getpass.getuser(),  # as psql does
            password=url.password or os.environ.get("PGPASSWORD"),
        )
    raise ExportError(f"{address}: {url.drivername} is not supported; give sqlite:///FILE or postgresql://…")


@contextmanager
def _undone_if_new(url: URL) -> Iterator[None]:
    """Takes an SQLite file away again that a load made and then did not fill."""
    path = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    new = path if path is not None and not path.exists() else None
    try:
        yield
    except BaseException:
        if new is not None:
            new.unlink(missing_ok=True)
        raise


def _engine(url: URL) -> Engine:
    from sqlalchemy import create_engine, event

    is_sqlite = url.get_backend_name() == "sqlite"
    engine = create_engine(url, connect_args={"timeout": LOCK_SECONDS} if is_sqlite else {})
    if is_sqlite:
        # Python's driver would begin transactions by itself, and not before CREATE TABLE.
        @event.listens_for(engine, "connect")
        def _no_implicit_begin(connection: Any, record: Any) -> None:
            connection.isolation_level = None

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    else:

        @event.listens_for(engine, "connect")
        def _send_at_once(connection: Any, record: Any) -> None:
            # Else the end of each COPY waits some 40 ms for the server to acknowledge its data (Nagle's algorithm).
            opened = getattr(connection, "_usock", None)
            if opened is not None and opened.family in (socket.AF_INET, socket.AF_INET6):
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    return engine


def _load(results: Iterable[Result], engine: Engine) -> Summary:
    from sqlalchemy.exc import SQLAlchemyError

    name = engine.url.render_as_string(hide_password=True)
    try:
        with engine.begin() as connection:
            loader = _Loader(connection)
            loader.prepare()
            for result in results:
                loader.add(result)
            loader.flush()
            return loader.done()
    except SQLAlchemyError as error:
        raise ExportError(f"{name}: {_reason(error)}; nothing was changed") from error


def _reason(error: Exception) -> str:
    """What the database said, in one line."""
    cause = getattr(error, "orig", None) or error
    told = cause.args[0] if cause.args else str(cause)
    if isinstance(told, dict):  # pg8000: the fields of the server's message
        told = told.get("M", told)
    return " ".join(str(told).split()) or type(cause).__name__


class _Loader:
    """One load: collects rows and puts them into the tables by the batch, in the transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.metadata, self.version = _metadata()
        self.new = False
        self.summary = Summary()
        self.replaced = self.unchanged = 0
        self.results: list[tuple[str, Result]] = []
        self.rows = 0

    def prepare(self) -> None:
        """Make the tables, or check those that are there. Raises `ExportError`."""
        from sqlalchemy import insert, inspect, select, text

        if self.connection.dialect.name == "postgresql":
            self.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        there = set(inspect(self.connection).get_table_names())
        if VERSION_TABLE in there:
            version = self.connection.execute(select(self.version.c.schema_version)).scalar()
            if version != SCHEMA_VERSION:
                raise ExportError(
                    f"the tables there are of version {version} of the format, this Trichluc writes {SCHEMA_VERSION}: "
                    "load into a new database"
                )
        elif foreign := there & set(relational.tables()):
            raise ExportError(
                f"there are tables that Trichluc did not make ({', '.join(sorted(foreign))}): "
                "load into a database of its own"
            )
        else:
            self.new = True
            self.metadata.create_all(self.connection)
            self.connection.execute(insert(self.version), {"schema_version": SCHEMA_VERSION})

    def add(self, result: Result) -> None:
        """Take a result."""
        self.summary.add(result)
        self.results.append((relational.digest(result), result))
        self.rows += len(result.records)
        if self.rows >= BATCH_ROWS or len(self.results) >= BATCH_DOCUMENTS:
            self.flush()

    def flush(self) -> None:
        """Put what was taken into the tables."""
        there = self._digests([result.document.id for _, result in self.results])
        rows: Rows = defaultdict(list)
        old = []
        for digest, result in self.results:
            name = result.document.id
            if there.get(name) == digest:
                self.unchanged += 1
                continue
            if name in there:
                old.append(name)
            relational.add_rows(rows, result, digest)
        self._delete(old)
        for table in relational.tables():
            if rows[table]:
                _insert(self.connection, self.metadata.tables[table], rows[table])
        self.replaced += len(old)
        self.results.clear()
        self.rows = 0

    def done(self) -> Summary:
        """Finish the tables, and say what the load did."""
        if self.new:
            _create_indexes(self.connection, self.metadata)
        new = self.summary.documents - self.replaced - self.unchanged
        self.summary.notes.append(
            f"of the documents {new} are new, {self.replaced} replaced an older version, {self.unchanged} were there"
        )
        return self.summary

    def _digests(self, names: list[str]) -> dict[str, str]:
        """The digests of those of the documents that are in the database."""
        from sqlalchemy import select

        documents = self.metadata.tables["documents"]
        query = select(documents.c.id, documents.c.digest).where(documents.c.id.in_(names))
        return {name: digest for name, digest in self.connection.execute(query)}  # noqa: C416 - Row is no tuple to mypy

    def _delete(self, names: list[str]) -> None:
        """Remove all rows of documents."""
        from sqlalchemy import delete

        if not names:
            return
        for table in reversed(relational.tables()):
            stored = self.metadata.tables[table]
            column = stored.c.id if table == "documents" else stored.c.document_id
            self.connection.execute(delete(stored).where(column.in_(names)))


def _metadata() -> tuple[sqlalchemy.MetaData, sqlalchemy.Table]:
    """The tables for SQLAlchemy, and the one that holds the version of the format."""
    import sqlalchemy as sa

    types: dict[relational.Kind, sa.types.TypeEngine[Any]] = {
        "text": sa.Text(),
        "integer": sa.Integer(),
        "number": sa.Double(),
        "day": sa.Date(),
    }
    # Ids need no order of a language, which is slow to compare by.
    key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    metadata = sa.MetaData()
    for table in relational.tables().values():
        columns: list[sa.Column[Any]] = [
            sa.Column(
                column.name,
                key if column.name == "id" or column.name.endswith("_id") else types[column.kind],
                *([sa.ForeignKey(f"{column.refers_to}.id")] if column.refers_to else []),
                primary_key=column.name in table.key,
                nullable=not column.required,
                comment=column.description or None,
            )
            for column in table.columns
        ]
        sa.Table(table.name, metadata, *columns, comment=table.description)
    version = sa.Table(
        VERSION_TABLE,
        metadata,
        sa.Column("schema_version", sa.Text, primary_key=True, comment="The version of the format of all tables"),
    )
    return metadata, version


def _create_indexes(connection: Connection, metadata: sqlalchemy.MetaData) -> None:
    """Make the tables quick to search; after the first load, since rows that come later are slower to put in."""
    import sqlalchemy as sa

    for table in relational.tables().values():
        for name in table.searched:
            sa.Index(f"{table.name}_{name}", metadata.tables[table.name].c[name]).create(connection)


def _insert(connection: Connection, table: sqlalchemy.Table, rows: list[Row]) -> None:
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
        return
    # Compiled once and given tuples: rows as dicts through the typed layer take three times as long.
    places = ", ".join("?" * len(table.columns))
    connection.exec_driver_sql(f"INSERT INTO {_name(connection, table)} VALUES ({places})", rows)


def _copy(connection: Connection, table: sqlalchemy.Table, rows: list[Row]) -> None:
    """Rows by COPY, on the connection and in the transaction that SQLAlchemy holds."""
    from sqlalchemy.exc import DBAPIError

    driver = connection.connection.driver_connection
    assert driver is not None
    statement = f"COPY {_name(connection, table)} FROM STDIN"
    stream = BytesIO("".join(_copy_lines(rows)).encode())
    cursor = driver.cursor()
    try:
        cursor.execute(statement, stream=stream)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error
    finally:
        cursor.close()


def _name(connection: Connection, table: sqlalchemy.Table) -> str:
    """The table's name, with its columns, as SQL."""
    quote = connection.dialect.identifier_preparer.quote
    return f"{quote(table.name)} ({', '.join(quote(column.name) for column in table.columns)})"


def _copy_lines(rows: list[Row]) -> Iterator[str]:
    """Rows in the text format of COPY. Raises `ExportError` for a character that PostgreSQL cannot hold."""
    for row in rows:
        fields = []
        for value in row:
            if value is None:
                fields.append("\\N")
            elif isinstance(value, str):
                fields.append(_escaped(value, row) if _needs_escape(value) else value)
            else:
                fields.append(repr(value))
        yield "\t".join(fields) + "\n"


def _needs_escape(value: str) -> bool:
    return "\n" in value or "\t" in value or "\\" in value or "\r" in value or "\0" in value


def _escaped(value: str, row: Row) -> str:
    if "\0" in value:
        raise ExportError(f"{row[0]}: PostgreSQL cannot hold the character NUL, which stands in {value[:80]!r}")
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
