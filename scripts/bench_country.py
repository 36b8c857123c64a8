"""A country over the queue of a PostgreSQL made for this run: ``caunoi bench country``, kept in ``bench/history``.

``python -m scripts.bench_country --size X --pieces 34 --workers 2 --time 100``, from the root of the repository. Words
are those of ``caunoi bench country``; ``--keep`` adds its rows to the history of the day.
"""

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from tests.postgres import OWNER, Cluster

BASE = "bench_country"
HISTORY = Path(__file__).resolve().parent.parent / "bench" / "history"


def main(words: list[str]) -> int:
    cluster = Cluster()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "rows.json"
        try:
            done = _measure(_empty_database(cluster), kept, [word for word in words if word != "--keep"])
        finally:
            cluster.stop()
        if "--keep" in words:
            _keep(json.loads(kept.read_text(encoding="utf-8")))
    return done


def _empty_database(cluster: Cluster) -> str:
    """The address of a database of the owner of its tables."""
    cluster.start()
    with psycopg.connect(cluster.address(OWNER), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(BASE)))
    return cluster.address(OWNER, BASE)


def _measure(database: str, kept: Path, words: list[str]) -> int:
    from caunoi.foundation.commandline.entry import main as caunoi

    return caunoi(["bench", "country", "--database", database, "--json", str(kept), *words])


def _keep(told: dict) -> None:
    """One line a row, as the other benches are kept."""
    head = {"date": datetime.now(UTC).date().isoformat(), "set": "country, over the queue"}
    head |= {name: told[name] for name in ("machine", "load")}
    with (HISTORY / f"{head['date']}.jsonl").open("a", encoding="utf-8") as file:
        file.writelines(json.dumps({**head, **row}, ensure_ascii=False) + "\n" for row in told["rows"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
