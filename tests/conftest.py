"""What every test may use. The settings themselves come from ``tests/environment.py``.

The audit table refuses UPDATE and DELETE, so a test that flushes tables (``transaction=True``) must not write
audit records on SQLite: use ``django_capture_on_commit_callbacks(execute=True)`` to see what happens after a commit.
Browser tests of whole journeys run a real server process on a built demo: ``demo_server``.
"""

import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from caunoi.apps.accounts.selectors import Person
from caunoi.foundation.actors import Granted, SystemActor, Visitor
from caunoi.foundation.policy.walls import acting
from tests.demo_place import build_demo, running
from tests.owner import be_at_hand

DAY = date(2020, 8, 31)
HERE = {"127.0.0.1", "::1", "localhost"}


def pytest_configure() -> None:
    """Argon2 costs a third of a second for every user; static names need no manifest here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WALL_GUARD = "refuse"


@pytest.fixture(scope="session", autouse=True)
def the_product_acts() -> Iterator[None]:
    """What a test calls by itself runs behind the second wall as the product; requests, jobs and commands as theirs."""
    with acting(SystemActor(key="system:tests", label="Kiểm thử", on=DAY)):
        yield


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Nothing in a test reaches another machine."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in HERE:
            raise RuntimeError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        yield


@pytest.fixture(scope="session")
def demo_province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo of one province, built once for the run; a folder with database and keys, not to be written to."""
    return build_demo(tmp_path_factory.mktemp("demo"), "province")


@pytest.fixture(scope="module")
def demo_server(demo_province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server on this module's own copy of the province."""
    with running(demo_province, tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def owner_at_hand(django_db_setup: None, django_db_blocker: Any) -> None:
    """For tests that tamper with the database as only its owner can: ``tests.owner.as_owner``."""
    with django_db_blocker.unblock():
        be_at_hand()


@pytest.fixture
def day() -> date:
    """The story's day."""
    return DAY


@pytest.fixture
def system() -> SystemActor:
    """The product itself: sees everything."""
    return SystemActor(key="system:tests", label="Kiểm thử", on=DAY)


@pytest.fixture
def visitor() -> Visitor:
    """Somebody without an account."""
    return Visitor(on=DAY)


@pytest.fixture
def actor_with() -> Callable[..., Person]:
    """``actor_with("xa", unit)``: somebody holding one role for a unit; ``reach`` unit, subtree (default) or self."""

    def make(
        role: str, unit: Any = None, reach: str = "subtree", *, subject_id: UUID | None = None, on: date = DAY
    ) -> Person:
        unit_id = getattr(unit, "pk", unit)
        grants = (Granted(role, unit_id, reach),)
        return Person(
            key=f"user:{uuid4()}",
            label=f"Người thử {role}",
            on=on,
            grants=grants,
            subject_id=subject_id,
            username=role,
        )

    return make
