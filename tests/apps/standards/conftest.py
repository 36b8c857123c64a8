"""The province of these tests."""

from typing import Any

import pytest

from tests.apps.standards.land import make_land


@pytest.fixture
def land(db) -> dict[str, Any]:
    return make_land()


@pytest.fixture
def board(actor_with, land):
    """An officer of the province's board: sees everybody."""
    return actor_with("btc", land["province"])
