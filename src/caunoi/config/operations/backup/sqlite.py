"""SQLite: copied page by page through its own backup call, never as a file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from caunoi.config.operations.backup.contents import contents_of
from caunoi.config.operations.backup.manifest import Contents
from caunoi.config.operations.backup.seal import damaged

PART = "database.sqlite3"


def dump(folder: Path) -> tuple[Path, Contents]:
    """A copy of the database as it is at one moment, with what that copy holds."""
    connection.ensure_connection()
    copy = folder / PART
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    return copy, contents_of_file(copy)


def contents_of_file(path: Path) -> Contents:
    with closing(sqlite3.connect(path)) as database:
        return contents_of(lambda query: database.execute(query).fetchall(), "sqlite")


def check(path: Path) -> Contents:
    """Is the file whole, and what is in it?"""
    try:
        with closing(sqlite3.connect(path)) as database:
            answer = database.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            raise damaged(f"cơ sở dữ liệu bên trong không toàn vẹn ({answer})")
        return contents_of_file(path)
    except sqlite3.DatabaseError as fault:
        raise damaged(f"cơ sở dữ liệu bên trong không đọc được ({fault})") from fault


def load(staged: Path, target: Path) -> None:
    """Put the copy in place in one transaction of the target: readers see the old or the new."""
    with closing(sqlite3.connect(staged)) as source, closing(sqlite3.connect(target, timeout=30)) as live:
        source.backup(live)
        live.execute("PRAGMA journal_mode = WAL")
        live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
