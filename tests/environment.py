"""What must be settled before Django reads its settings: loaded by ``-p`` in ``pyproject.toml``.

``pytest`` runs on SQLite in memory; ``pytest --postgres`` on a PostgreSQL cluster of its own; with ``DATABASE_URL``
set, on the database it names. ``--meeting-database`` leaves out what meets none: it is the same on every database.
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
ASKS_THE_DATABASE = {"db", "transactional_db", "django_db_setup"}
"""Among all fixtures of a test, those of its fixtures too. The blocker does not count: every test is given it."""
STARTS_THE_PRODUCT = "new_place"
"""A module with this name starts the product as a process on a new database of the run's kind."""
_started: list[Cluster] = []
_folders: list[Path] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres", action="store_true", help="run on a PostgreSQL made for this run instead of SQLite"
    )
    parser.addoption(
        "--meeting-database", action="store_true", help="leave out tests that never meet the run's database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("meeting_database"):
        left_out = [item for item in items if not meets_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def meets_database(item: pytest.Item) -> bool:
    """What says nothing of a database is refused every question to it by pytest-django, so it cannot meet one."""
    fixtures = item.fixturenames if isinstance(item, pytest.Function) else ()
    return (
        item.get_closest_marker("django_db") is not None
        or not ASKS_THE_DATABASE.isdisjoint(fixtures)
        or hasattr(getattr(item, "module", None), STARTS_THE_PRODUCT)
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
