"""Run as a program: import one workbook again and again, killed each time at another moment.

``python -m tests.apps.cadres.killing FOLDER POINTS`` prints one JSON line per killed run: when it was killed, how
many people, facts, records and batches it left, and what SQLite says of the file.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from datetime import date
from pathlib import Path

PEOPLE = 300
DAY = date(2020, 8, 31)


def main(folder: Path, points: int) -> None:
    import django

    django.setup()
    prepared = folder / "prepared.sqlite3"
    _prepare(prepared)
    content = _content()
    whole = _run(prepared, folder / "whole.sqlite3", content, None)
    print(json.dumps({"killed_at": None, **_left(folder / "whole.sqlite3")}), flush=True)
    chance = random.Random(37)
    for point in range(points):
        delay = whole * (point + chance.random()) / points
        copy = folder / f"{point}.sqlite3"
        _run(prepared, copy, content, delay)
        print(json.dumps({"killed_at": round(delay, 4), **_left(copy)}), flush=True)


def _prepare(path: Path) -> None:
    from django.core.management import call_command

    from tests.factories.cadres import make_province

    _use(path)
    call_command("migrate", verbosity=0)
    make_province()
    _close()


def _content() -> bytes:
    from tests.apps.cadres.lists import good_workbook

    return good_workbook(PEOPLE)


def _use(path: Path) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(path)


def _close() -> None:
    from django.db import connection

    connection.close()


def _run(prepared: Path, copy: Path, content: bytes, delay: float | None) -> float:
    """Import into a copy in a process of its own; killed after ``delay`` seconds. Returns how long it took."""
    shutil.copy(prepared, copy)
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _import(copy, content)
        os._exit(0)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - began


def _import(copy: Path, content: bytes) -> None:
    from caunoi.apps.cadres import services
    from caunoi.foundation.actors import SystemActor

    _use(copy)
    actor = SystemActor(key="system:tests", label="Kiểm thử", on=DAY)
    batch = services.start_import(
        actor=actor, file_name="ds.xlsx", content=content, on=DAY, in_background=False
    )
    services.import_now(actor=actor, batch=batch)
    _close()


def _left(path: Path) -> dict[str, object]:
    with sqlite3.connect(path) as database:
        count = {
            table: database.execute(f"SELECT count(*) FROM cadres_{table}").fetchone()[0]
            for table in ("cadre", "posting", "qualification", "rating", "importrow")
        }
        records = database.execute(
            "SELECT count(*) FROM audit_auditevent WHERE action = 'cadres.cadre_registered'"
        ).fetchone()[0]
        written = database.execute(
            "SELECT count(*) FROM cadres_importbatch WHERE state = 'written'"
        ).fetchone()[0]
        whole = database.execute("PRAGMA integrity_check").fetchone()[0]
    return {**count, "records": records, "written": written, "integrity": whole}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
