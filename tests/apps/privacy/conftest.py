"""Files and readings of a test lie where the test looks, and nowhere else."""

from datetime import date
from typing import Any

import pytest

from caunoi.apps.cadres.models import Cadre
from tests.factories.cadres import make_cadre, make_province

DAY = date(2020, 8, 31)


@pytest.fixture(autouse=True)
def place_of_the_test(settings: Any, tmp_path: Any) -> None:
    settings.TODAY, settings.VAR, settings.FILES = DAY, tmp_path, tmp_path / "files"


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def cadre(land: dict[str, Any]) -> Cadre:
    return make_cadre(
        land["xuan_huong"], "Nguyễn Thị Tĩnh", identity_number="024185000123", phone="0912345678"
    )


@pytest.fixture
def board(actor_with: Any, land: dict[str, Any]) -> Any:
    return actor_with("btc", land["province"])


@pytest.fixture
def second(actor_with: Any, land: dict[str, Any]) -> Any:
    """Another officer of the board."""
    return actor_with("btc", land["province"])


@pytest.fixture
def herself(actor_with: Any, cadre: Cadre) -> Any:
    return actor_with("canbo", reach="self", subject_id=cadre.pk)
