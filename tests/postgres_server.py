"""A PostgreSQL server of the tests' own, in a folder of its own, on a free port of the loopback address."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres`: of the newest version that Debian has installed, or on the path."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found and shutil.which("postgres") else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server; gives the address of a database in it, without the name: `postgresql://test@127.0.0.1:5678`."""
    folder = Path(tempfile.mkdtemp(prefix="trichluc-postgres-"))
    user = _other_user()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    as_user: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    data, port = folder / "data", _free_port()
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **as_user,
        )  # fmt: skip
        settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "fsync": "off"}
        options = [f"-c{name}={value}" for name, value in settings.items()]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, *options], stderr=log, cwd=folder, **as_user
            )  # fmt: skip
        try:
            _wait(process, port, folder / "log")
            yield f"postgresql://test@127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)  # without waiting for connections that somebody left open
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    import pg8000.dbapi

    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            pg8000.dbapi.connect("test", "127.0.0.1", "postgres", port).close()  # type: ignore[no-untyped-call]
        except pg8000.dbapi.Error:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL does not start: {log.read_text(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _other_user() -> pwd.struct_passwd | None:
    """Who to run the server as, where we are root, which it refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
