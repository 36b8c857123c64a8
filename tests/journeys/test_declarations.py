"""A round of self-declaration in the browser: asked, filled in on a telephone on a weak line, checked; and the queue."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
NAME = "Kê khai bổ sung năm 2020"


@pytest.fixture(scope="module")
def asked(browser: Browser, demo_server: str) -> str:
    """The address of a round that the board opened through its page."""
    with visit(browser, demo_server, "btc") as page:
        page.goto("/ke-khai/")
        page.get_by_role("link", name="Mở đợt").first.click()
        page.get_by_label("Tên đợt").fill(NAME)
        page.get_by_label("Hạn gửi").fill("30/09/2020")
        for group in ("Điện thoại", "Lý luận chính trị"):
            page.get_by_label(group).check()
        assert axe(page) == []
        page.get_by_role("button", name="Mở đợt").click()
        page.wait_for_url(re.compile(r"/ke-khai/[0-9a-f-]{36}/$"))
        return page.url


@pytest.fixture
def telephone(browser: Browser, demo_server: str, asked: str) -> Iterator[Page]:
    with visit(browser, demo_server, "canbo", 360) as page:
        page.goto("/")
        page.get_by_role("link", name="Mở tờ kê khai").first.click()
        yield page


def sound(page: Page) -> None:
    assert axe(page) == [] and not sideways(page)


def test_a_sheet_is_filled_in_over_a_line_that_breaks_and_then_checked(browser, demo_server, telephone):
    page = telephone
    sound(page)
    phone = page.locator("#field-phone")
    phone.get_by_text("Sửa lại").click()
    phone.get_by_label("Điện thoại").fill("0912 345 678")

    page.context.set_offline(True)
    phone.get_by_role("button", name="Lưu mục này").click()
    expect(page.locator("#toasts")).to_contain_text("mạng")
    expect(phone.get_by_label("Điện thoại")).to_have_value("0912 345 678")
    page.context.set_offline(False)
    phone.get_by_role("button", name="Lưu mục này").click()
    expect(page.locator("#field-phone")).to_contain_text("Có thay đổi")
    for button in page.get_by_role("button", name=re.compile("^Đúng")).all()[1:]:
        button.click()
    expect(page.locator("#tien-do")).to_contain_text(re.compile(r"Đã trả lời (\d+) trên \1 mục"))
    sound(page)
    page.get_by_role("button", name="Gửi tờ kê khai").click()
    expect(page.get_by_text("Đang chờ kiểm tra từng mục")).to_be_visible()
    check = page.url + "kiem-tra/"

    with visit(browser, demo_server, "xa") as clerk:
        clerk.goto("/ke-khai/kiem-tra/")
        sound(clerk)
        clerk.goto(check)
        sound(clerk)
        clerk.get_by_role("button", name="Nhận vào hồ sơ").click()
        clerk.wait_for_url("**/ke-khai/kiem-tra/")
        expect(clerk.locator(f'a[href="{urlsplit(check).path}"]')).to_have_count(0)

    page.reload()
    expect(page.get_by_text("Mọi mục đã được xác nhận")).to_be_visible()
    expect(page.locator("#field-phone")).to_contain_text("Đã nhận vào hồ sơ")


def test_a_round_shows_its_units_and_the_people_of_one(browser, demo_server, asked):
    with visit(browser, demo_server, "btc") as page:
        page.goto(asked)
        sound(page)
        page.get_by_role("row").nth(1).get_by_role("link").first.click()
        expect(page.get_by_role("table", name="Từng người")).to_be_visible()
        sound(page)
        page.get_by_role("button", name=re.compile("^Nhắc")).click()
        expect(page.locator("#toasts")).to_contain_text("Đã nhắc")


def test_the_queue_is_worked_with_the_keys_alone(browser, demo_server):
    with visit(browser, demo_server, "btc") as page:
        page.goto("/minh-chung/?loai=van-bang")
        first = page.locator("h2").first.inner_text()
        left = int(re.findall(r"trong (\d+)", first)[0])
        sound(page)
        assert page.locator(".scan img").first.evaluate("image => image.naturalWidth") > 100

        page.keyboard.press("l")
        page.keyboard.type("Số hiệu trên bằng khác")
        page.keyboard.press("Enter")
        expect(page.locator("#toasts")).to_contain_text("không khớp")
        page.keyboard.press("k")
        expect(page.locator("#toasts")).to_contain_text("đã đối chiếu")

        page.goto("/minh-chung/?loai=van-bang")
        told = page.locator("main").inner_text()
        now = re.findall(r"trong (\d+) bản", told)
        assert (int(now[0]) if now else 0) == left - 2


COVERED = """() => {
    const bar = document.querySelector('.deciding'), here = document.activeElement;
    const box = here.getBoundingClientRect(), over = bar.getBoundingClientRect();
    return !bar.contains(here) && box.bottom > over.top && box.top < over.bottom ? here.outerHTML : '';
}"""


def test_on_a_telephone_the_decision_stays_in_sight_and_covers_nothing_that_has_the_focus(
    browser, demo_server
):
    with visit(browser, demo_server, "btc", 360) as page:
        page.goto("/minh-chung/")
        sound(page)
        page.evaluate("document.querySelector('.scan').scrollIntoView()")
        expect(page.get_by_role("button", name="Khớp", exact=False).first).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Không khớp")).to_be_in_viewport(ratio=1)

        within = page.locator("main :is(a, button, input:not([type=hidden]))").all()
        covered = []
        for each in within:
            each.focus()
            covered.append(page.evaluate(COVERED))

        assert len(within) > 8 and not any(covered), covered
