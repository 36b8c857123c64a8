"""Choosing people in the browser: a commune nominates, the board approves and puts them in; owed standards; succession."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
ENGLISH = [
    ("/de-cu/", "Nominations for training"),
    ("/no-chuan/", "Owed standards"),
    ("/quy-hoach/", "Succession planning"),
]


def sound(page: Page) -> None:
    assert axe(page) == [] and not sideways(page)


def test_from_a_nomination_to_the_plan(browser, demo_server):
    with visit(browser, demo_server, "xa") as page:
        page.goto("/")
        page.get_by_role("link", name="Đề cử đi học").first.click()
        sound(page)
        first = page.get_by_role("row").nth(1)
        name = first.get_by_role("link").first.inner_text()
        first.get_by_role("checkbox").check()
        page.get_by_role("button", name="Đề cử").click()
        expect(page.get_by_text("Đã đề cử 1 người")).to_be_visible()
        expect(page.get_by_role("link", name=name)).to_be_visible()

    with visit(browser, demo_server, "btc") as page:
        page.goto("/")
        page.get_by_role("link", name="Duyệt đề cử đi học").click()
        page.get_by_role("checkbox", name="Chọn cả trang").check()
        page.get_by_role("button", name="Duyệt").click()
        expect(page.get_by_text(re.compile("Đã duyệt . đề cử"))).to_be_visible()
        page.goto("/de-cu/?xem=da-duyet")
        expect(page.get_by_role("link", name=name)).to_be_visible()
        sound(page)
        page.get_by_role("link", name="Xem đề cử").first.click()
        expect(page.get_by_text("Quá trình đề cử và duyệt")).to_be_visible()
        sound(page)

    with visit(browser, demo_server, "xa", 360) as page:
        page.goto("/de-cu/?xem=tat-ca")
        sound(page)


def test_a_standard_owed_past_its_day_leads_the_head_to_the_name(browser, demo_server):
    with visit(browser, demo_server, "lanhdao") as page:
        page.goto("/")
        page.get_by_role("link", name="Nợ chuẩn quá hạn").click()
        expect(page.get_by_text(re.compile("Quá hạn .* ngày")).first).to_be_visible()
        sound(page)
        page.get_by_role("row").nth(1).get_by_role("link").nth(1).click()
        expect(page.get_by_text("Văn bản quyết định")).to_be_visible()
        sound(page)


def test_a_standard_is_let_be_owed_from_the_page_of_a_person(browser, demo_server):
    with visit(browser, demo_server, "btc", 360) as page:
        page.goto("/can-bo/?thieu=llct")
        page.get_by_role("row").nth(2).get_by_role("link").first.click()
        page.get_by_role("link", name="Cho nợ chuẩn").click()
        sound(page)
        page.get_by_role("button", name="Ghi nợ chuẩn").click()
        sound(page)
        page.get_by_label("Văn bản quyết định").fill("QĐ 301-QĐ/HU")
        page.get_by_label("Ngày quyết định").fill("01/08/2020")
        page.get_by_label("Hạn trả nợ").fill("31/12/2020")
        page.get_by_label("Lý do").fill("Chờ lớp của Trường Chính trị")
        page.get_by_role("button", name="Ghi nợ chuẩn").click()
        expect(page.get_by_text("Kết luận chuẩn không đổi")).to_be_visible()
        expect(page.get_by_text(re.compile("Còn .* ngày"))).to_be_visible()
        sound(page)


def test_the_plan_of_succession_names_what_fails(browser, demo_server):
    for width in (1366, 360):
        with visit(browser, demo_server, "btc", width) as page:
            page.goto("/quy-hoach/")
            expect(page.get_by_text("Chưa bảo đảm").first).to_be_visible()
            sound(page)
            page.get_by_role("link", name=re.compile("Chưa đủ hoặc quá số người")).click()
            page.get_by_role("link", name="Đưa ra").first.click()
            sound(page)


@pytest.mark.parametrize(("address", "title"), ENGLISH)
def test_each_page_is_there_in_english(browser, demo_server, address, title):
    with visit(browser, demo_server, "btc") as page:
        page.goto("/")
        page.get_by_role("button", name=re.compile("English")).click()
        page.goto(address)

        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        page.get_by_role("button", name=re.compile("Tiếng Việt")).click()
