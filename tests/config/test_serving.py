"""``caunoi serve`` as an operator meets it: it looks before it starts, answers, and ends cleanly."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.config.places import ROOT, Place, new_place

HEARS_A_CLOSED_WINDOW = ["env", "--default-signal=HUP"]  # also when the tests themselves run under ``nohup``


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Place:
    place = new_place(tmp_path_factory.mktemp("serving"), "serve_migrated")
    place.migrate()
    return place


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _serve(place: Place, port: int, process_group: int | None = None) -> subprocess.Popen:
    return subprocess.Popen(
        [*HEARS_A_CLOSED_WINDOW, sys.executable, "-m", "caunoi", "serve", "--port", str(port)],
        env={
            **os.environ,
            "CAUNOI_VAR": str(place.folder),
            "DATABASE_URL": place.database,
            "CAUNOI_DATABASE_OWNER": place.owner,
            "PYTHONPATH": str(ROOT / "src"),
        },
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        process_group=process_group,
    )


def _answer(port: int, address: str) -> tuple[int, dict]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/{address}", timeout=60) as response:
            return response.status, json.load(response)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def _first_words(server: subprocess.Popen) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if "http://" in line:
            return line
    return ""


def test_it_answers_runs_jobs_and_ends_cleanly(migrated):
    port = _free_port()
    server = _serve(migrated, port)
    try:
        assert f"http://127.0.0.1:{port}" in _first_words(server)
        assert _answer(port, "healthz")[1]["status"] == "ok"
        assert _answer(port, "readyz") == (
            200,
            {"status": "ok", "database": True, "schema": True, "disk": True},
        )
        children = _when_there_are(2, server.pid)

        server.send_signal(signal.SIGTERM)

        assert server.wait(timeout=15) == 0
        assert not any(_lives(child) for child in children)
    finally:
        server.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_a_terminal_that_tells_the_whole_group_leaves_nobody_behind(migrated, number):
    """Ctrl+C, or a window that is closed: the kernel tells every process of the terminal's group at once."""
    server = _serve(migrated, _free_port(), process_group=0)
    try:
        assert _first_words(server)
        family = _family(_when_there_are(2, server.pid))

        os.killpg(server.pid, number)

        assert server.wait(timeout=15) == 0
        assert len(family) > 2
        assert not any(_lives(each) for each in family)
    finally:
        server.kill()


def test_ctrl_c_reaches_only_the_one_that_then_tells_the_others(migrated):
    server = _serve(migrated, _free_port(), process_group=0)
    try:
        assert _first_words(server)

        _when_there_are(2, server.pid)

        # A child stands in its parent's group for a moment, between being forked and beginning its own program.
        assert _soon(lambda: server.pid not in _groups_of(_family(_children(server.pid))))
    finally:
        server.terminate()
        server.wait(timeout=15)


def test_a_taken_port_is_refused_with_another_proposed(migrated):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        answer = migrated.run("serve", "--port", str(port))

    assert answer.code == 1
    assert f"PORT={port + 1}" in answer.told


def test_a_database_without_its_tables_is_refused_and_says_what_to_run(tmp_path):
    place = new_place(tmp_path, "serve_empty")

    answer = place.run("serve", "--port", str(_free_port()))

    assert answer.code == 1
    assert "caunoi serve --migrate" in answer.told


FORGET = """
import django
django.setup()
from django.db import connection
from caunoi.foundation.db.owning import as_owner_of_tables
from caunoi.foundation.system_time.shadows import dialect
with as_owner_of_tables(), connection.cursor() as cursor:
    for each in dialect().triggers_to_drop(cursor):
        cursor.execute(each)
"""
READY = """
import django
django.setup()
from caunoi.config.operations.serving import make_ready
make_ready(migrate=True)
"""


def test_what_keeps_former_states_is_mended_though_no_step_of_the_schema_is_missing(migrated):
    assert migrated._run("-c", FORGET).code == 0
    told = migrated.run("invariants")
    assert told.code == 1
    assert "caunoi serve --migrate" in told.out

    mended = migrated._run("-c", READY)

    assert mended.code == 0, mended.told
    assert migrated.run("invariants").code == 0


def test_a_database_that_cannot_be_reached_is_refused(tmp_path):
    place = Place(tmp_path, "postgresql://nobody@127.0.0.1:1/nothing")

    answer = place.run("serve", "--port", str(_free_port()))

    assert answer.code == 1
    assert "DATABASE_URL" in answer.told


def _when_there_are(number: int, pid: int) -> list[int]:
    limit = time.monotonic() + 10
    while len(found := _children(pid)) < number:
        assert time.monotonic() < limit, f"{len(found)} children after ten seconds"
        time.sleep(0.1)
    return found


def _soon(holds: Callable[[], bool]) -> bool:
    limit = time.monotonic() + 10
    while not holds():
        if time.monotonic() > limit:
            return False
        time.sleep(0.1)
    return True


def _groups_of(pids: list[int]) -> set[int]:
    return {os.getpgid(each) for each in pids if _lives(each)}


def _children(pid: int) -> list[int]:
    """None of a process that has just ended."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in told.split()]


def _family(pids: list[int]) -> list[int]:
    return [each for pid in pids for each in [pid, *_family(_children(pid))]]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
