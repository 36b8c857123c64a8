"""The papers of a review: a clerk takes the sheet on the office's form, the board takes a letter to who is waited for."""

import io
import re

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


def sound(page: Page) -> None:
    assert axe(page) == [] and not sideways(page)


def taken(page: Page, name: str) -> bytes:
    with page.expect_download() as saved:
        page.get_by_role("link", name=name, exact=True).click()
    return saved.value.path().read_bytes()


@pytest.mark.parametrize("width", [1366, 360])
def test_a_clerk_reads_the_form_and_takes_it_as_a_workbook(browser: Browser, demo_server: str, width: int):
    with visit(browser, demo_server, "xa", width) as page:
        page.goto("/")
        page.get_by_role("link", name=re.compile("Rà soát cán bộ năm 2020")).click()
        name = page.locator("article[id^=nguoi-] a").first.inner_text()

        page.get_by_role("link", name="Xem, tải bảng theo mẫu").click()

        expect(page.get_by_role("columnheader", name="Đối chiếu tiêu chuẩn")).to_be_attached()
        expect(page.get_by_role("link", name=name).first).to_be_visible()
        sound(page)
        book = openpyxl.load_workbook(io.BytesIO(taken(page, "Excel"))).active
        assert name in [cell for row in book.iter_rows(values_only=True) for cell in row]


def test_the_board_takes_a_letter_and_finds_its_template(browser: Browser, demo_server: str):
    with visit(browser, demo_server, "btc") as page:
        page.goto("/ra-soat/")
        page.get_by_role("link", name="Rà soát cán bộ năm 2020").click()
        page.get_by_role("link", name=re.compile("Chưa gửi")).click()
        unit = page.locator("table tbody a").first
        name = unit.inner_text()
        unit.click()
        page.goto(f"{page.url}gui/")
        sound(page)

        letter = docx.Document(io.BytesIO(taken(page, "Thư nhắc để in")))

        assert any(name in each.text for each in letter.paragraphs)
        page.goto("/mau-van-ban/nhac-ra-soat/")
        sound(page)
        expect(page.get_by_text("Thư nhắc rà soát").first).to_be_visible()
