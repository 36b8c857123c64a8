"""A demo of five communes in this run's own database, and the province as ``make demo`` builds it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from caunoi.demo.build import build
from caunoi.demo.sizes import COMMUNE
from tests.config.places import Place
from tests.demo_place import FILE

SEED = 37


@pytest.fixture(scope="module")
def small_demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Built once for a module and taken back whole."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(COMMUNE, SEED, tell=lambda _text: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def province(demo_province: Path) -> Place:
    """The terminal of a built province; what is asked of it only reads."""
    key = (demo_province / "data_key").read_text(encoding="ascii")
    return Place(demo_province, f"sqlite:///{demo_province / FILE}", data_key=key)
