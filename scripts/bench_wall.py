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
from typing import Any

import psycopg
from psycopg import sql

from tests.postgres import OWNER, SUPERUSER, Cluster

PAGES = {
    "btc": ("/", "/can-bo/", "/can-bo/?tim=nguyen", "/thieu-chuan/", "/ke-hoach/"),
    "xa": ("/", "/can-bo/", "/can-bo/?tim=nguyen", "/thieu-chuan/", "/nhap/"),
}
BASE = "bench_wall"
WARM = 3


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

    print("| who | page | past the wall, p50 | behind it, p50 | past, p95 | behind, p95 | more at p95 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
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
            print(_line(role, page, times[False], times[True]), flush=True)


def _asked(cluster: Cluster, client: Any, page: str, behind: bool) -> float:
    """One connection for each side, made before the clock starts."""
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
        began = time.perf_counter()
        answer = client.get(page)
        _ = answer.content
        took = time.perf_counter() - began
        assert answer.status_code == 200, (page, answer.status_code)
    finally:
        base.wanted = told
        held |= {"connection": connection.connection, "told": connection.told}
        connection.settings_dict.update({"USER": "caunoi_app", "PASSWORD": cluster.password})
    return took * 1000


_sides: dict[bool, dict[str, Any]] = {}


def _line(role: str, page: str, without: list[float], behind: list[float]) -> str:
    halves = [statistics.median(each) for each in (without, behind)]
    late = [statistics.quantiles(each, n=20)[-1] for each in (without, behind)]
    cells = [f"{number:.1f} ms" for number in (*halves, *late)]
    return f"| {role} | `{page}` | {' | '.join(cells)} | {late[1] / late[0] - 1:+.0%} |"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
