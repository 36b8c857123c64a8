"""The pictures of the README are pages of the demo, taken here; CAUNOI_SCREENSHOTS=1 keeps the new ones."""

import os
from pathlib import Path

import pytest

from tests.browser import shot
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SMALLEST = 20_000


def test_the_readme_shows_the_gap_matrix_of_the_demo(browser, demo_server, tmp_path):
    place = IMAGES if os.environ.get("CAUNOI_SCREENSHOTS") else tmp_path
    with visit(browser, demo_server, "btc") as page:
        page.goto("/thieu-chuan/")

        shot(page, place / "thieu-chuan.png", 1366)

        assert page.locator("[data-figure='standard.met']").first.get_attribute("data-value") == "1300"
        assert (place / "thieu-chuan.png").stat().st_size > SMALLEST
    assert "docs/images/thieu-chuan.png" in (IMAGES.parents[1] / "README.md").read_text(encoding="utf-8")
