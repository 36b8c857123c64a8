"""The product as ``make demo`` runs it: a real server process on a built demo database, for browser tests.

::

    def test_…(demo_server):            # one province, built once per run, a fresh copy per module
        page.goto(demo_server + "/can-bo/")
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

STORY = {"CAUNOI_DEMO": "1", "CAUNOI_TODAY": "2020-08-31"}
FILE = "demo.sqlite3"
SHARED = "CAUNOI_TESTS_SHARE"
"""Names the folder in which one run of several processes builds each demo once."""


def build_demo(folder: Path, size: str) -> Path:
    """The demo database with its keys, in a folder of its own, built through the services."""
    return made_once(folder, size, lambda place: _build(place, size))


def made_once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder ``name`` as ``make`` fills it.

    Runs side by side name a folder they share: whoever comes first makes it there, the others wait and copy.
    """
    shared = os.environ.get(SHARED)
    if shared is None:
        return _made(folder / name, make)
    with (Path(shared) / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = Path(shared) / name
        if not done.exists():
            shutil.rmtree(Path(shared) / f"{name}.unfinished", ignore_errors=True)
            _made(Path(shared) / f"{name}.unfinished", make).rename(done)
    return Path(shutil.copytree(done, folder / name))


def _made(place: Path, make: Callable[[Path], None]) -> Path:
    place.mkdir()
    make(place)
    return place


def _build(place: Path, size: str) -> None:
    words = [str(settings.ROOT / "scripts/build_demo.sh"), str(place / FILE), size, "37"]
    done = subprocess.run(words, env=_environment(place), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def running(built: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of what was built, so that whatever a test writes stays its own; yields the address."""
    place = folder / "place"
    shutil.copytree(built, place)
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "caunoi", "serve", "--migrate", "--port", str(port)],
        env=_environment(place),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        assert any("http://" in line for line in server.stdout), "the demo did not start"
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
        shutil.rmtree(place, ignore_errors=True)


def _environment(place: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("CAUNOI_")}
    address = f"sqlite:///{place / FILE}"
    return {
        **own,
        **STORY,
        "CAUNOI_VAR": str(place),
        "DATABASE_URL": address,
        "PYTHONPATH": str(settings.ROOT / "src"),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
