"""J3: a commune's yearly review, on a line that breaks: at most twenty clicks, and nothing lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
BUDGET = 20
CLICKS = "addEventListener('click', () => sessionStorage.setItem('n', 1 + Number(sessionStorage.getItem('n'))), true)"


@pytest.fixture(scope="module")
def opened(browser: Browser, demo_server: str) -> str:
    """The address of a round that the board opened through its page."""
    with visit(browser, demo_server, "btc") as page:
        page.goto("/ra-soat/")
        sound(page)
        page.get_by_role("link", name="Mở đợt").first.click()
        page.get_by_label("Hạn các đơn vị gửi").fill("30/09/2020")
        sound(page)
        page.get_by_role("button", name="Mở đợt").click()
        page.wait_for_url(re.compile(r"/ra-soat/[0-9a-f-]{36}/$"))
        sound(page)
        return page.url


def sound(page: Page) -> None:
    assert axe(page) == [] and not sideways(page)


def person(page: Page, place: int):
    return page.locator("article[id^=nguoi-]").nth(place)


def test_a_commune_reviews_its_people_within_twenty_clicks(browser, demo_server, opened, tmp_path: Path):
    with visit(browser, demo_server, "xa") as page:
        page.add_init_script(CLICKS)
        page.goto("/")
        page.get_by_role("link", name=re.compile("Rà soát cán bộ năm 2020")).click()
        expect(page.locator("#tien-do")).to_contain_text("Đã xác nhận 0 trên")
        sound(page)

        first = person(page, 0)
        first.get_by_role("link", name="Có thay đổi").click()
        first.get_by_label("Điện thoại").fill("0912 345 678")
        page.context.set_offline(True)
        first.get_by_role("button", name="Lưu thay đổi").click()
        expect(page.locator("#kept-told")).to_contain_text("Chờ gửi: 1")
        page.context.set_offline(False)
        expect(page.locator("#tien-do")).to_contain_text("Đã xác nhận 1 trên", timeout=20_000)
        expect(page.locator("#kept-told")).to_be_hidden()
        expect(person(page, 0)).to_contain_text("Đã lưu")

        second = person(page, 1)
        second.get_by_role("link", name="Có thay đổi").click()
        second.get_by_label("Lý luận chính trị mới").select_option("trung_cap")
        second.get_by_label("Ngày cấp bằng ấy").nth(1).fill("2019")
        second.get_by_role("button", name="Lưu thay đổi").click()
        expect(person(page, 1)).to_contain_text("Lý luận chính trị")

        page.get_by_role("link", name=re.compile("Giữ nguyên .* người còn lại")).click()
        page.get_by_role("button", name=re.compile("Giữ nguyên .* người còn lại")).click()
        page.get_by_role("link", name="Xem lại và gửi").click()
        sound(page)
        page.get_by_role("button", name="Gửi Ban Tổ chức").click()
        expect(page.get_by_text("RS-2020-").first).to_be_visible()
        assert int(page.evaluate("sessionStorage.getItem('n')")) <= BUDGET
        check = page.url

    with visit(browser, demo_server, "btc", 360) as page:
        page.goto(check)
        sound(page)
        page.get_by_role("button", name="Duyệt và khóa").click()
        expect(page.get_by_text("Đã duyệt và khóa").first).to_be_visible()
        page.goto(opened)
        sound(page)


def test_what_was_not_sent_survives_a_closed_page(browser, demo_server, opened):
    with visit(browser, demo_server, "xa2") as page:
        page.goto("/")
        page.get_by_role("link", name=re.compile("Rà soát cán bộ năm 2020")).click()
        page.context.set_offline(True)
        person(page, 0).get_by_role("button", name="Giữ nguyên").click()
        expect(page.locator("#kept-told")).to_contain_text("Chờ gửi: 1")
        address = page.url
        page.goto("about:blank")
        page.context.set_offline(False)

        page.goto(address)

        expect(page.locator("#tien-do")).to_contain_text("Đã xác nhận 1 trên")
