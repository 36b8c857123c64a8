"""J3: a commune's yearly review, on a line that breaks: at most twenty clicks, and nothing lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from caunoi.apps.reviews.presenters.results import PAGE
from tests.browser import axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
BUDGET = 20
CLICKS = "addEventListener('click', () => sessionStorage.setItem('n', 1 + Number(sessionStorage.getItem('n'))), true)"


@pytest.fixture(scope="module")
def opened(browser: Browser, demo_server: str) -> str:
    """The address of this year's round of the demo; a second one of the same year is refused where it is opened."""
    with visit(browser, demo_server, "btc") as page:
        page.goto("/ra-soat/")
        sound(page)
        page.get_by_role("link", name="Mở đợt").first.click()
        page.get_by_label("Hạn các đơn vị gửi").fill("30/09/2020")
        sound(page)
        page.get_by_role("button", name="Mở đợt").click()
        expect(page.get_by_text("Năm 2020 đơn vị này đã có đợt rà soát")).to_be_visible()
        page.goto("/ra-soat/")
        page.get_by_role("link", name="Rà soát cán bộ năm 2020").click()
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


def test_a_number_of_last_year_leads_to_a_person_and_to_a_code_anybody_checks(
    browser, demo_server, tmp_path: Path
):
    with visit(browser, demo_server, "btc") as page:
        page.goto("/ra-soat/")
        page.get_by_role("link", name="Rà soát cán bộ năm 2019").click()
        page.get_by_role("link", name="Kết quả từng người").click()
        sound(page)
        page.get_by_label("Kết luận đã chốt").select_option("chua")
        page.get_by_role("button", name="Lọc danh sách").click()
        many = int(page.locator("table[data-count]").get_attribute("data-count"))
        assert min(many, PAGE) == page.locator("table[data-count] tbody tr").count() > 0
        with page.expect_download() as saved:
            page.get_by_role("link", name="CSV").click()
        assert len(saved.value.path().read_text("utf-8-sig").strip().splitlines()) == many + 1
        page.locator("table[data-count] tbody a").first.click()
        sound(page)
        name, code = page.locator("h1").inner_text(), page.locator("code").inner_text()

    with visit(browser, demo_server, width=360) as page:
        page.goto("/ra-soat/ma/")
        sound(page)
        page.get_by_label("Mã kiểm tra").fill(code)
        page.get_by_role("button", name="Kiểm tra mã").click()
        expect(page.get_by_text("Mã đúng")).to_be_visible()
        expect(page.get_by_text("chưa đạt").first).to_be_visible()
        assert name not in page.content()
        sound(page)
