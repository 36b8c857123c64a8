"""What must be settled before Django reads its settings: loaded by ``-p`` in ``pyproject.toml``.

``pytest`` runs on SQLite in memory; ``pytest --postgres`` on a PostgreSQL cluster of its own; with ``DATABASE_URL``
set, on the database it names.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.postgres import OWNER, Cluster

STORY_DAY = "2020-08-31"
OURS = ("CAUNOI_DEMO", "CAUNOI_DEBUG", "CAUNOI_HTTPS", "CAUNOI_HOSTS", "CAUNOI_FILES", "CAUNOI_BACKUP_KEY")
_started: list[Cluster] = []
_folders: list[Path] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres", action="store_true", help="run on a PostgreSQL made for this run instead of SQLite"
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """A wrapper runs before pytest-django, which reads the settings here."""
    for name in OURS:
        os.environ.pop(name, None)
    os.environ["CAUNOI_VAR"] = str(_own_folder())
    os.environ["CAUNOI_TODAY"] = STORY_DAY
    if early_config.known_args_namespace.postgres and not _in_worker():
        cluster = Cluster()
        _started.append(cluster)
        # A run that ends before it is configured (a fault in the settings, say) is never unconfigured.
        atexit.register(_clear_away, os.getpid())
        os.environ["DATABASE_URL"] = cluster.start()
        os.environ["CAUNOI_DATABASE_OWNER"] = cluster.address(OWNER)
    return (yield)


def pytest_unconfigure() -> None:
    _clear_away(os.getpid())


def _clear_away(owner: int) -> None:
    """Only by the process that made these, not by a copy that a test has forked."""
    if os.getpid() != owner:
        return
    for cluster in _started:
        cluster.stop()
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)
    _started.clear()
    _folders.clear()


def _in_worker() -> bool:
    """A worker of pytest-xdist inherits the address from the process that started the cluster."""
    return "PYTEST_XDIST_WORKER" in os.environ


def _own_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="caunoi-tests-"))
    (folder / "static").mkdir()
    _folders.append(folder)
    return folder
