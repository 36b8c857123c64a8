"""Keys are asked for on the story's day by the clerk of a commune office, and counted where the test looks."""

from pathlib import Path
from typing import Any

import pytest

from caunoi.apps.accounts.models import User
from tests.apps.accounts.people import make_grant, make_user
from tests.apps.accounts.tokens.holding import DAY
from tests.factories.cadres import make_province


@pytest.fixture(autouse=True)
def on_the_day(settings: Any, tmp_path: Path) -> None:
    settings.TODAY, settings.VAR = DAY, tmp_path


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def clerk(land: dict[str, Any]) -> User:
    user = make_user("van-phong")
    make_grant(user, "xa", land["xuan_huong"])
    return user
