"""The real territory, loaded once for a file of tests; each test still has a transaction of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

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
