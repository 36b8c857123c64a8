"""Workers on several machines, one database: real processes, each with a folder and keys of its own, share the pieces."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json
from caunoi.domain.allocation.problem import Prices, Problem
from caunoi.domain.allocation.verify import verify
from tests.config.places import ROOT, Place

LEASE, SOLVING, PATIENCE = 2, 2, 240.0
JOBS = """SELECT p.name, j.state, j.attempts, j.worker, p.worker, p.placements,
j.started_at > clock_timestamp() - interval '1 second' FROM planning_countrypiece p
JOIN jobs_job j ON j.id = p.job_id ORDER BY p.name"""
KEPT = "SELECT target_id FROM audit_auditevent WHERE action = 'planning.piece_solved'"

T = TypeVar("T")

# This must stand: no two machines can share an SQLite file, so on SQLite there is nothing to show. Every whole run has
# a PostgreSQL half (`scripts/test.sh`), and there it is never left out.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite is of one machine and has one write lock"
    ),
]


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The test database once more under another name, so that what processes commit there is theirs alone."""
    connection.close()
    template, address = connection.settings_dict["NAME"], os.environ["DATABASE_URL"]
    owner = os.environ.get("CAUNOI_DATABASE_OWNER") or address
    with psycopg.connect(owner, autocommit=True) as server:
        for step in ("DROP DATABASE IF EXISTS {0}", "CREATE DATABASE {0} TEMPLATE {1}"):
            names = sql.Identifier("workers_place"), sql.Identifier(template)
            server.execute(sql.SQL(step).format(*names))
    own = [urlsplit(each)._replace(path="/workers_place").geturl() for each in (address, owner)]
    return Place(tmp_path_factory.mktemp("office"), *own)


@contextmanager
def worker(place: Place, machine: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``caunoi jobs work`` as on another machine: nothing of the place but the address of its database."""
    machine.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAUNOI_")}
    command = [
        sys.executable,
        "-m",
        "caunoi",
        "jobs",
        "work",
        "--only",
        "planning.piece",
        "--lease",
        str(LEASE),
    ]
    own = {"CAUNOI_VAR": str(machine), "DATABASE_URL": place.database, "PYTHONPATH": str(ROOT / "src")}
    started = subprocess.Popen(command, env={**kept, **own}, cwd=machine)
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def tiny(number: int) -> dict[str, Any]:
    """Two of three fit into the class; solved as soon as it is read."""
    return problem_as_json(
        Problem.build(
            offerings=[{"programme": 0, "capacity": 2, "open_cost": 1}],
            requests=[{"person": n, "programme": 0, "weight": number + n} for n in range(3)],
            prices=Prices(weight=1, open_cost=-1),
        )
    )


PROBLEMS = {
    **{f"tinh-{number}": tiny(number) for number in (1, 2, 3)},
    **{f"tinh-{3 + seed}": problem_as_json(generate_province("XS", seed)) for seed in (1, 2, 3)},
}
"""The last three take all the time they are given."""


@dataclass(frozen=True)
class Piece:
    """A piece as it stands in the database: its job's state, who claimed it last, whose plan was kept.

    ``fresh`` was claimed for the first time within this second.
    """

    state: str
    attempts: int
    claimed: str
    solved: str
    placements: list[list[int]]
    fresh: bool


@dataclass(frozen=True)
class Ran:
    """What came of it: the pieces, which one the killed worker had in hand, and the two workers' names."""

    pieces: dict[str, Piece]
    lost: str
    killed: str
    stayed: str


@pytest.fixture(scope="module")
def ran(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Six pieces and two workers; once both have worked, one is killed while it solves."""
    machines = tmp_path_factory.mktemp("machines")
    with worker(place, machines / "a") as one, worker(place, machines / "b") as other:
        ask(place, tmp_path_factory.mktemp("problems"))
        lost, name = wait_for(lambda: long_piece_of_one_who_worked(pieces_of(place)))
        killed, stays = (one, other) if name.endswith(f":{one.pid}") else (other, one)
        killed.send_signal(signal.SIGKILL)
        wait_for(lambda: all(piece.state == "done" for piece in pieces_of(place).values()))
    return Ran(pieces_of(place), lost, name, name.replace(f":{killed.pid}", f":{stays.pid}"))


def ask(place: Place, folder: Path) -> None:
    for name, problem in PROBLEMS.items():
        (folder / f"{name}.json").write_text(json.dumps(problem), encoding="utf-8")
    words = ("planning", "country", str(folder), "--run", "thử", "--time-limit", str(SOLVING), "--no-wait")
    assert place.run(*words).told == ""


def pieces_of(place: Place) -> dict[str, Piece]:
    return {name: Piece(*row) for name, *row in place.ask(JOBS)}


def long_piece_of_one_who_worked(pieces: dict[str, Piece]) -> tuple[str, str] | None:
    """A piece that takes its time, just claimed by a worker that has solved another before; both have solved some."""
    solved = {piece.solved for piece in pieces.values() if piece.solved}
    running = [(name, piece.claimed) for name, piece in pieces.items() if piece.fresh and not piece.solved]
    found = [(name, by) for name, by in running if by in solved and name > "tinh-3"]
    return found[0] if found and len(solved) == 2 else None


def wait_for(asked: Callable[[], T | None]) -> T:
    limit = time.monotonic() + PATIENCE
    while not (found := asked()):
        assert time.monotonic() < limit, "nobody came"
        time.sleep(0.1)
    return found


def test_every_piece_is_run_exactly_once_but_the_one_whose_worker_was_killed(ran: Ran) -> None:
    assert {name: piece.attempts for name, piece in ran.pieces.items()} == {
        **dict.fromkeys(PROBLEMS, 1),
        ran.lost: 2,
    }


def test_two_workers_with_nothing_in_common_but_the_address_share_the_work(ran: Ran) -> None:
    assert {piece.solved for piece in ran.pieces.values()} == {ran.killed, ran.stayed}
    assert all(piece.claimed == piece.solved for piece in ran.pieces.values())


def test_the_piece_of_a_killed_worker_is_solved_again_by_the_other_and_kept_once(
    ran: Ran, place: Place
) -> None:
    assert ran.pieces[ran.lost].solved == ran.stayed
    assert sorted(Counter(place.ask(KEPT)).values()) == [1] * len(PROBLEMS)


def test_every_plan_kept_holds_by_the_checker(ran: Ran) -> None:
    verdicts = [verify(problem, ran.pieces[name].placements) for name, problem in PROBLEMS.items()]

    assert all(verdict.valid and verdict.objective > 0 for verdict in verdicts)
