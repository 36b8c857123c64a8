"""One world a file of tests: built once, taken back at its end."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from caunoi.apps.accounts.doors import stages
from tests.leaks.asking import Everybody
from tests.leaks.world import World, build


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(database) -> World:
    return build()


@pytest.fixture(scope="module")
def everybody(world) -> Everybody:
    return Everybody(world)


@pytest.fixture(autouse=True)
def files_of_the_test(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")


@pytest.fixture(autouse=True)
def who_one_is_was_just_proved(monkeypatch) -> None:
    """Everybody signs in once for all questions, and asking them takes longer than a proof lasts."""
    monkeypatch.setattr(stages, "FRESH", timedelta(days=1))
