"""A mistake with personal data is entered, whose files it reached is looked for, the authority told, and closed."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import HEIGHTS, axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


def sound(page: Page) -> None:
    """Wide and narrow; what was typed stays."""
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        assert axe(page) == [] and not sideways(page), f"{page.url} {width}"


def entered(page: Page) -> None:
    """A wrong hour is said; the rest of what was typed is kept."""
    page.goto("/yeu-cau-du-lieu/")
    page.get_by_role("link", name="Sổ sự cố").first.click()
    sound(page)
    page.get_by_role("link", name="Ghi sự cố").first.click()
    page.get_by_label("Phát hiện lúc").fill("hôm qua")
    page.get_by_label("Diễn biến").fill("Danh sách gửi nhầm sang xã khác")
    page.get_by_label("Loại dữ liệu bị ảnh hưởng").fill("họ tên, ngày sinh")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_role("main")).to_contain_text("phải có dạng 31/08/2020 14:30")
    expect(page.get_by_label("Diễn biến")).to_have_value("Danh sách gửi nhầm sang xã khác")
    sound(page)
    page.get_by_label("Phát hiện lúc").fill("31/08/2020 08:15")
    page.get_by_role("button", name="Ghi vào sổ").click()
    page.wait_for_url(re.compile(r"/su-co-du-lieu/[0-9a-f-]{36}/$"))
    expect(page.get_by_role("main")).to_contain_text("03/09/2020")


def reached(page: Page) -> None:
    """Whose files the account opened that day, today among them."""
    page.get_by_role("link", name="Tìm người").first.click()
    page.get_by_label("Tên đăng nhập của tài khoản").fill("xa")
    page.get_by_label("Từ ngày").fill("01/01/2020")
    page.get_by_label("Đến ngày").fill("31/12/2030")
    page.get_by_role("main").get_by_role("button", name="Tìm").click()
    sound(page)
    page.get_by_role("button", name="Đưa những người đã chọn vào sự cố").click()


def test_an_incident_is_entered_its_people_found_told_and_closed(browser: Browser, demo_server: str) -> None:
    with visit(browser, demo_server, "xa") as clerk:
        clerk.goto("/can-bo/")
        clerk.locator("main tbody a[href^='/can-bo/']").first.click()
        clerk.wait_for_url(re.compile(r"/can-bo/[0-9a-f-]{36}/"))
        opened = clerk.locator("h1").inner_text()

    with visit(browser, demo_server, "btc") as page:
        entered(page)
        address = page.url
        sound(page)
        page.get_by_role("button", name="Đóng sự cố").click()
        expect(page.get_by_role("main")).to_contain_text("Cần sửa")
        reached(page)
        page.wait_for_url(address)
        expect(page.get_by_role("main")).to_contain_text(opened)

        page.get_by_label("Báo lúc").fill("31/08/2020 10:00")
        page.get_by_label("Nơi nhận, số văn bản hoặc cách báo").fill("Công văn 12-CV/BTC")
        page.get_by_role("button", name="Ghi lần báo").click()
        expect(page.get_by_role("main")).to_contain_text("Công văn 12-CV/BTC")
        page.get_by_label("Kết luận").fill("Đã thu hồi danh sách, nhắc người gửi")
        page.get_by_role("button", name="Đóng sự cố").click()
        expect(page.get_by_role("button", name="Đóng sự cố")).to_have_count(0)
        expect(page.get_by_role("main")).to_contain_text("Đã thu hồi danh sách, nhắc người gửi")
        sound(page)

        page.goto("/su-co-du-lieu/xem-lai/")
        sound(page)
        page.goto("/su-co-du-lieu/")
        expect(page.get_by_role("main")).to_contain_text("Đã đóng")


def test_whoever_confirms_an_erasure_sees_whose_data_go_and_may_keep_them(
    browser: Browser, demo_server: str
) -> None:
    with visit(browser, demo_server, "btc") as page:
        page.goto("/yeu-cau-du-lieu/")
        page.get_by_role("link", name=re.compile("lưu|Lưu")).first.click()
        sound(page)
        line = page.locator("main tbody tr").first
        name = line.get_by_role("link").first.inner_text()
        line.get_by_role("link").first.click()
        expect(page.get_by_role("main")).to_contain_text(name)
        sound(page)
        page.get_by_role("button", name="Không xóa").click()
        expect(page.get_by_role("main")).to_contain_text("Cần sửa")
        page.get_by_label("Lý do không xóa").fill("Đang có đơn thư")
        page.get_by_role("button", name="Không xóa").click()

        page.goto("/luu-giu/")
        decided = page.locator("section:has(h2:text-is('Đã quyết định gần đây'))")
        expect(decided).to_contain_text(name)
