"""The real territory, loaded once for a file of tests; each test still has a transaction of its own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from caunoi.foundation.commandline import entry
from tests.factories.organisation import real_territory


@pytest.fixture(scope="module")
def loaded(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        real_territory()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def territory(loaded: None, db: None) -> None:
    """Bắc Giang and Bắc Ninh through time, as they come with the product."""


@pytest.fixture
def caunoi(capsys: Any) -> Callable[..., tuple[int, str, str]]:
    """Run a command of the group: exit code, what was printed, what was complained of."""

    def run(*words: str) -> tuple[int, str, str]:
        status = entry.main(["organisation", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run
