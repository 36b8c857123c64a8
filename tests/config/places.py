"""A place where the product is installed: its own folder, database and keys, worked through the command line."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

ROOT = Path(settings.ROOT)
WRITE_ACCOUNTS = """
import sys, django
django.setup()
from datetime import date
from caunoi.apps.accounts.services import open_account
from caunoi.foundation.actors import SystemActor
system = SystemActor(key="system:tests", label="Kiểm thử", on=date(2020, 8, 31))
for name in sys.argv[1:]:
    open_account(actor=system, username=name, full_name="Nguyễn Thị Hòa", password="mật khẩu dài để thử")
"""


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    told: str

    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Place:
    """One installation; ``run`` is its terminal."""

    folder: Path
    database: str
    owner: str = ""
    data_key: str = "khóa dữ liệu của cuộc thử"

    def run(self, *words: str, **environment: str) -> Answer:
        return self._run("-m", "caunoi", *words, **environment)

    def migrate(self, *where: str) -> None:
        assert self._run(str(ROOT / "manage.py"), "migrate", "--verbosity=0", *where).code == 0

    def write_accounts(self, *names: str) -> None:
        answer = self._run("-c", WRITE_ACCOUNTS, *names)
        assert answer.code == 0, answer.told

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """A question put to the database past the product."""
        if self.database.startswith("sqlite"):
            import sqlite3

            with sqlite3.connect(self.database.removeprefix("sqlite:///")) as file:
                return file.execute(query).fetchall()
        with psycopg.connect(self.owner, autocommit=True, options="-c caunoi.who=system") as server:
            return server.execute(query.encode()).fetchall()

    def _run(self, *words: str, **environment: str) -> Answer:
        own = {name: value for name, value in os.environ.items() if not name.startswith("CAUNOI_")}
        own |= {
            "CAUNOI_VAR": str(self.folder),
            "DATABASE_URL": self.database,
            "CAUNOI_DATABASE_OWNER": self.owner,
            "CAUNOI_DATA_KEY": self.data_key,
            "DJANGO_SETTINGS_MODULE": "caunoi.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
            **environment,
        }
        done = subprocess.run(
            [sys.executable, *words], env=own, cwd=ROOT, capture_output=True, text=True, check=False
        )
        return Answer(done.returncode, done.stdout, done.stderr)


def new_place(folder: Path, name: str) -> Place:
    """An empty place with a database of the kind the run is about."""
    home = folder / name
    home.mkdir()
    if connection.vendor == "sqlite":
        return Place(home, f"sqlite:///{home / 'caunoi.sqlite3'}")
    address, owner = os.environ["DATABASE_URL"], os.environ.get("CAUNOI_DATABASE_OWNER", "")
    owner = owner or address
    with psycopg.connect(owner, autocommit=True) as server:
        for step in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}"):
            server.execute(sql.SQL(step).format(sql.Identifier(name)))
    return Place(home, *(urlsplit(each)._replace(path=f"/{name}").geturl() for each in (address, owner)))
