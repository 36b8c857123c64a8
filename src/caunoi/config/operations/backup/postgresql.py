"""PostgreSQL: its own dump of one snapshot, loaded and verified inside one transaction."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection, transaction

from caunoi.config.operations.backup.contents import contents_of
from caunoi.config.operations.backup.manifest import Contents
from caunoi.foundation.db.owning import as_owner_of_tables
from caunoi.foundation.db.statements import literal, statement
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.walls import raise_wall
from caunoi.foundation.policy.walls.settings_told import WHO

PART = "database.dump"
BINARIES = Path("/usr/lib/postgresql")
PREAMBLE = "SET lock_timeout = '30s'; DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;\n"


def dump(folder: Path) -> tuple[Path, Contents]:
    """The dump and the counts see the same snapshot, whatever is written meanwhile."""
    copy = folder / PART
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        contents = contents_of_database()
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--enable-row-security",
            f"--snapshot={snapshot}",
            f"--file={copy}",
        )
    return copy, contents


def contents_of_database() -> Contents:
    with connection.cursor() as cursor:

        def ask(query: str) -> list[tuple[object, ...]]:
            cursor.execute(query)
            return list(cursor.fetchall())

        return contents_of(ask, "postgresql")


def load(staged: Path, expected: Contents) -> None:
    """Drop, load and compare with the manifest in one transaction: whatever goes wrong, nothing has changed."""
    folder = staged.parent
    script, preamble, assertions = folder / "load.sql", folder / "before.sql", folder / "after.sql"
    _run(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        "--enable-row-security",
        f"--file={script}",
        str(staged),
    )
    preamble.write_text(PREAMBLE, encoding="utf-8")
    assertions.write_text(_assertions(expected), encoding="utf-8")
    connection.close()
    with as_owner_of_tables():
        _run(
            "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null",
            *(f"--file={each}" for each in (preamble, script, assertions)),
        )  # fmt: skip
        raise_wall()


def _assertions(expected: Contents) -> str:
    """One statement for each table: a count that differs stops the transaction."""
    check = (
        "DO $$ BEGIN IF (SELECT count(*) FROM public.{table}) <> {count} THEN "
        "RAISE EXCEPTION {told}; END IF; END $$;\n"
    )
    return "".join(
        statement(check, table=table, count=count, told=literal(f"bảng {table} không đủ {count} dòng"))
        for table, count in expected.rows.items()
    )


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603  # _binary finds only pg_dump, pg_restore and psql; no shell reads the words
        [_binary(program), *arguments],
        # A program of PostgreSQL's own is told, like our connections, that the product asks and not a person.
        env={**os.environ, "PGOPTIONS": f"-c {WHO}=system", **_address()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["không rõ"]
        raise Refused(f"{program} không làm được: {last[0]}. Cơ sở dữ liệu vẫn như trước.")


def _binary(program: str) -> str:
    newest = sorted(BINARIES.glob(f"*/bin/{program}"), key=lambda path: int(path.parts[-3]))
    found = str(newest[-1]) if newest else shutil.which(program)
    if not found:
        raise Refused(f"Không thấy chương trình {program}. Cài gói postgresql-client rồi chạy lại.")
    return found


def _address() -> dict[str, str]:
    chosen = connection.settings_dict
    named = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    return {variable: str(chosen[key]) for variable, key in named.items() if chosen.get(key)}
