"""The pictures of README and manual, taken from the running product: ``CAUNOI_SCREENSHOTS=1`` puts them in their place."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser import shot
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

ROOT = Path(settings.ROOT)
IMAGES = ROOT / "docs" / "images"
DOCUMENTS = [ROOT / "README.md", ROOT / "docs" / "huong-dan" / "README.md"]
SMALLEST = 20_000
PICTURES = {
    "thieu-chuan.png": ("btc", "/thieu-chuan/", 1366),
    "lanh-dao.png": ("lanhdao", "/", 1366),
    "danh-sach.png": ("btc", "/can-bo/?nhom=chu-chot&thieu=LLCT", 1366),
    "dien-thoai.png": ("lanhdao", "/", 360),
}
PLAN = "ke-hoach.png"


def place(tmp_path: Path) -> Path:
    """Where pictures go: into the documents when asked to, else only looked at here."""
    return IMAGES if os.environ.get("CAUNOI_SCREENSHOTS") == "1" else tmp_path


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_is_photographed(browser, reading_room, tmp_path, name):
    role, path, width = PICTURES[name]
    with visit(browser, reading_room, role, width) as page:
        answer = page.goto(path)

        assert answer.status == 200
        assert shot(page, place(tmp_path) / name).stat().st_size > SMALLEST


def test_the_plan_is_photographed(browser, reading_room, tmp_path):
    with visit(browser, reading_room, "btc") as page:
        page.goto("/ke-hoach/")
        page.locator("main table tbody a").first.click()

        assert page.get_by_text("Kiểm tra độc lập: đúng mọi điều kiện").is_visible()
        assert shot(page, place(tmp_path) / PLAN).stat().st_size > SMALLEST


def test_every_picture_kept_is_one_a_test_takes_and_a_document_shows():
    kept = {path.name for path in IMAGES.iterdir()}
    shown = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)

    assert kept == {*PICTURES, PLAN}
    assert [name for name in sorted(kept) if f"images/{name}" not in shown] == []
