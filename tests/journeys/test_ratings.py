"""A year of rating in the browser: the own words on a telephone, the office's part, what the board sees and corrects."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


def sound(page: Page) -> None:
    assert axe(page) == [] and not sideways(page)


def test_an_official_writes_on_the_telephone_and_the_office_goes_on(browser, demo_server):
    with visit(browser, demo_server, "canbo", 360) as page:
        page.goto("/")
        sound(page)
        page.get_by_role("link", name="Viết tự đánh giá").click()
        boxes = page.locator("textarea")
        boxes.first.fill("Chấp hành tốt, họp chi bộ đầy đủ.")
        page.get_by_role("button", name="Lưu nháp").click()
        expect(page.locator("textarea").first).to_have_value("Chấp hành tốt, họp chi bộ đầy đủ.")
        sound(page)
        for place in range(1, boxes.count()):
            boxes.nth(place).fill("Hoàn thành các việc được giao đúng hạn.")
        page.get_by_label("Mức tự nhận").select_option("htt")
        page.get_by_role("button", name="Gửi").click()
        expect(page.get_by_text("Đã gửi phần tự đánh giá")).to_be_visible()
        name = page.locator("main a[href^='/can-bo/']").first.inner_text()
        sound(page)

    with visit(browser, demo_server, "xa") as page:
        page.goto("/")
        page.get_by_role("link", name=re.compile("Xếp loại năm 2020")).click()
        sound(page)
        page.get_by_role("link", name=name).click()
        page.get_by_role("link", name="Ghi nhận xét").click()
        page.get_by_label("Nhận xét của tập thể").fill("Tập thể nhất trí.")
        page.get_by_role("button", name="Ghi nhận xét").click()
        page.get_by_role("link", name="Đề xuất mức").click()
        sound(page)
        page.get_by_role("button", name="Đề xuất mức").click()
        expect(page.get_by_text("Đã đề xuất mức.")).to_be_visible()
        sound(page)


def test_a_year_that_is_not_over_is_not_decided_on(browser, demo_server):
    with visit(browser, demo_server, "btc") as page:
        page.goto("/xep-loai/?nam=2020")
        sound(page)
        page.get_by_role("link", name="Tiến độ năm 2020").click()
        sound(page)
        page.get_by_role("link", name=re.compile("Xuân Hương")).first.click()
        expect(page.get_by_text("01/12/2020")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("theo mức đề xuất"))).to_have_count(0)
        expect(page.get_by_role("link", name="Chốt năm của đơn vị")).to_have_count(0)
        sound(page)


@pytest.mark.parametrize("width", [1366, 360])
def test_a_sealed_year_shows_the_correction_beside_the_level(browser, demo_server, width):
    with visit(browser, demo_server, "btc", width) as page:
        page.goto("/xep-loai/?nam=2019")
        page.get_by_role("link", name="Tiến độ năm 2019").click()
        sound(page)
        page.get_by_role("link", name=re.compile("Xuân Hương")).first.click()
        expect(page.get_by_text("Đã chốt năm của đơn vị")).to_be_visible()
        expect(page.get_by_text(re.compile("điều chỉnh từ"))).to_be_visible()
        sound(page)


def test_the_work_of_a_year_is_there_in_english(browser, demo_server):
    with visit(browser, demo_server, "btc") as page:
        page.goto("/")
        page.get_by_role("button", name=re.compile("English")).click()
        page.goto("/xep-loai/mo/")

        expect(page.get_by_role("heading", level=1)).to_have_text("Open a year of rating")
        page.get_by_role("button", name=re.compile("Tiếng Việt")).click()


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize("account", ["lanhdao", "kiemtra"])
def test_a_year_is_followed_from_above_without_anybodys_level(browser, demo_server, account, width):
    with visit(browser, demo_server, account, width) as page:
        page.goto("/")
        page.get_by_role("link", name="Toàn cảnh xếp loại").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Toàn cảnh xếp loại năm 2019")
        sound(page)
        page.locator("#muc a").first.click()
        expect(page.get_by_text("•••").first).to_be_visible()
        sound(page)
        page.goto("/xep-loai/toan-canh/?nam=2020")
        sound(page)
        page.locator("[data-figure='rating.unsaid']").first.click()
        page.locator("main a[href^='/can-bo/']").first.click()
        expect(page).to_have_url(re.compile("/can-bo/"))


def test_the_year_from_above_is_there_in_english(browser, demo_server):
    with visit(browser, demo_server, "lanhdao") as page:
        page.goto("/")
        page.get_by_role("button", name=re.compile("English")).click()
        page.goto("/xep-loai/toan-canh/?nam=2019")

        expect(page.get_by_role("heading", level=1)).to_have_text("Ratings of 2019 from above")
        sound(page)
        page.get_by_role("button", name=re.compile("Tiếng Việt")).click()
