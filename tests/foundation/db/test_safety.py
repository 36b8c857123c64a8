"""A database file is ours alone: it holds people."""

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from caunoi.config import env

pytestmark = pytest.mark.django_db


def opened(path) -> DatabaseWrapper:
    settings = {
        **env.database("NO_SUCH_VARIABLE", path),
        "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None, "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "TEST": {},
    }  # fmt: skip
    connection = DatabaseWrapper(settings, "aside")
    connection.ensure_connection()
    return connection


def modes(folder) -> set[str]:
    return {f"{path.stat().st_mode & 0o777:o}" for path in folder.iterdir()}


def test_nobody_else_on_the_machine_reads_the_database_or_its_log(tmp_path):
    connection = opened(tmp_path / "moi.sqlite3")
    connection.cursor().execute("CREATE TABLE person (name TEXT)")

    assert (tmp_path / "moi.sqlite3-wal").exists()
    assert modes(tmp_path) == {"600"}
    connection.close()


def test_a_file_left_open_to_all_is_closed_when_it_is_used_again(tmp_path):
    opened(tmp_path / "cu.sqlite3").close()
    (tmp_path / "cu.sqlite3").chmod(0o644)

    connection = opened(tmp_path / "cu.sqlite3")

    assert modes(tmp_path) == {"600"}
    connection.close()
