"""The cross table and the meeting pack in a real browser: chosen in a form, walked by arrows, each cell its people."""

import re

import pytest

from tests.browser import axe, faults_of, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


@pytest.mark.parametrize("width", [360, 1366])
def test_an_officer_lays_out_a_table_and_opens_a_cell(browser, reading_room, width):
    with visit(browser, reading_room, "btc", width) as page:
        page.goto("/bao-cao/bang-cheo/")
        page.get_by_label("Hàng 1").select_option(label="Khối")
        page.get_by_label("Hàng 2").select_option(label="Trình độ chuyên môn")
        page.get_by_label("Cột 1").select_option(label="Giới tính")
        page.get_by_label("Cột 2").select_option(label="Nhóm tuổi")
        page.get_by_role("button", name="Lập bảng").click()
        page.wait_for_url(re.compile("hang=bac-hoc"))
        assert axe(page) == []
        assert not sideways(page)

        cell = page.locator("#bang-cheo tbody tr:nth-child(2) td a").first
        value = cell.get_attribute("data-value")
        cell.click()
        assert page.locator("table[data-count]").first.get_attribute("data-count") == value
        assert faults_of(page) == []


def test_arrows_go_from_number_to_number_and_enter_opens(browser, reading_room):
    with visit(browser, reading_room, "btc") as page:
        page.goto("/bao-cao/bang-cheo/?hang=khoi&cot=bac-hoc")
        page.locator("#bang-cheo tbody tr:first-child td a").first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        value = page.evaluate("document.activeElement.dataset.value")
        page.keyboard.press("Enter")
        page.wait_for_url("**/can-bo/**")

        assert page.locator("table[data-count]").first.get_attribute("data-count") == value


def test_the_leader_takes_the_picture_along(browser, reading_room):
    with visit(browser, reading_room, "lanhdao") as page:
        page.goto("/")
        page.get_by_role("link", name="In tài liệu họp").click()
        assert "1.300" in page.locator("main").inner_text()
        assert axe(page) == []

        with page.expect_download() as taken:
            page.get_by_role("link", name="PDF").click()
        assert taken.value.suggested_filename == "Tài liệu họp 31-08-2020.pdf"
        assert faults_of(page) == []
