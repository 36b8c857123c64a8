"""What the second wall costs: the commonest pages on PostgreSQL, asked in turn with it and past it.

``python -m scripts.bench_wall [ROUNDS]``, from the root of the repository, makes a cluster of its own, builds the demo
of a province there and prints a table. "Past it" is a role that row policies do not hold for, told nothing; both use
the same rows, side by side.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.postgres import APPLICATION, OWNER, SUPERUSER, Cluster

PAGES = {
    "btc": ("/", "/can-bo/", "/can-bo/?tim=nguyen", "/thieu-chuan/", "/ke-hoach/"),
    "xa": ("/", "/can-bo/", "/can-bo/?tim=nguyen", "/thieu-chuan/", "/nhap/"),
}
BASE = "bench_wall"
WARM, ASKED_AGAIN = 3, 5


def main(rounds: int) -> None:
    cluster = Cluster()
    with tempfile.TemporaryDirectory() as folder:
        try:
            _settings(cluster, folder)
            _build(cluster)
            _measure(cluster, rounds)
        finally:
            cluster.stop()


def _settings(cluster: Cluster, folder: str) -> None:
    application = cluster.start()
    os.environ |= {
        "CAUNOI_VAR": folder, "CAUNOI_DEMO": "1", "CAUNOI_TODAY": "2020-08-31",
        "DATABASE_URL": application.replace("/postgres", f"/{BASE}"),
        "CAUNOI_DATABASE_OWNER": cluster.address(OWNER, BASE),
        "DJANGO_SETTINGS_MODULE": "caunoi.config.settings",
    }  # fmt: skip


def _build(cluster: Cluster) -> None:
    with psycopg.connect(cluster.address(OWNER), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(BASE)))

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from caunoi.foundation.commandline.entry import main as caunoi

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    assert caunoi(["demo", "build", "--size", "province"]) == 0
    with psycopg.connect(cluster.address(SUPERUSER, BASE), autocommit=True) as server:
        server.execute("ANALYZE")


def _measure(cluster: Cluster, rounds: int) -> None:
    from django.test import Client

    from caunoi.apps.accounts.models import User

    print(
        "| who | page | processor past the wall | behind it | more | statements | planned past, behind "
        "| run past, behind |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for role, pages in PAGES.items():
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.get(username=role))
        for page in pages:
            times: dict[bool, list[float]] = {True: [], False: []}
            for turn in range(WARM + rounds):
                for behind in (True, False):
                    took = _asked(cluster, client, page, behind)
                    if turn >= WARM:
                        times[behind].append(took)
            explained = _explained(cluster, client, page)
            print(_line(role, page, times[False], times[True], explained), flush=True)


def _asked(cluster: Cluster, client: Any, page: str, behind: bool) -> float:
    """Processor time, ours and that of the process behind the connection: on a busy machine the clock tells little.

    One connection for each side, made before it is measured.
    """
    from django.db import connections

    from caunoi.foundation.db.postgresql import base

    connection: Any = connections["default"]
    held = _sides.setdefault(behind, {"connection": None})
    connection.connection = held["connection"]
    connection.told = held.get("told", {})
    told = base.wanted
    if not behind:
        base.wanted = dict
        connection.settings_dict.update({"USER": SUPERUSER, "PASSWORD": cluster.password})
    try:
        connection.ensure_connection()
        began = _processor(connection)
        answer = client.get(page)
        _ = answer.content
        took = _processor(connection) - began
        assert answer.status_code == 200, (page, answer.status_code)
    finally:
        base.wanted = told
        held |= {"connection": connection.connection, "told": connection.told}
        connection.settings_dict.update({"USER": "caunoi_app", "PASSWORD": cluster.password})
    return took


_sides: dict[bool, dict[str, Any]] = {}


def _processor(connection: Any) -> float:
    """Milliseconds so far."""
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text(encoding="ascii")
    return time.process_time() * 1000 + int(server.split()[0]) / 1e6


def _explained(cluster: Cluster, client: Any, page: str) -> tuple[int, list[float]]:
    """Every question of the page asked again by ``EXPLAIN (ANALYZE)``: planned and run, past the wall and behind it."""
    from caunoi.foundation.db.postgresql.cursors import said

    asked = _questions(client, page)
    total = [0.0] * 4
    with _as(cluster, SUPERUSER) as past, _as(cluster, APPLICATION) as behind:
        for question, told in asked:
            behind.execute(said(told))
            for place, taken in enumerate((*_smallest(past, question), *_smallest(behind, question))):
                total[place] += taken
    return len(asked), total


def _as(cluster: Cluster, role: str) -> Any:
    return psycopg.connect(cluster.address(role, BASE), autocommit=True, cursor_factory=psycopg.ClientCursor)


def _questions(client: Any, page: str) -> list[tuple[str, dict[str, str]]]:
    """What the page asks, as it is sent, with what the connection is told at that moment."""
    from django.db import connection

    from caunoi.foundation.db.postgresql import base

    asked: list[tuple[str, dict[str, str]]] = []

    def look(execute: Any, query: Any, params: Any, many: bool, context: Any) -> Any:
        if isinstance(query, str) and query.startswith("SELECT"):
            cursor: Any = psycopg.ClientCursor(connection.connection)
            asked.append((cursor.mogrify(query, params) if params else query, dict(base.wanted())))
        return execute(query, params, many, context)

    with connection.execute_wrapper(look):
        client.get(page)
    return asked


def _smallest(connection: Any, question: str) -> tuple[float, float]:
    found = [
        connection.execute(f"EXPLAIN (ANALYZE, SUMMARY, FORMAT JSON) {question}").fetchone()[0][0]
        for _turn in range(ASKED_AGAIN)
    ]
    return min(each["Planning Time"] for each in found), min(each["Execution Time"] for each in found)


def _line(
    role: str, page: str, past: list[float], behind: list[float], explained: tuple[int, list[float]]
) -> str:
    without, with_it = statistics.median(past), statistics.median(behind)
    count, (planned_past, run_past, planned, run) = explained
    cells = (
        role, f"`{page}`", f"{without:.1f} ms", f"{with_it:.1f} ms", f"{with_it / without - 1:+.0%}", str(count),
        f"{planned_past:.1f}, {planned:.1f} ms", f"{run_past:.1f}, {run:.1f} ms",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
