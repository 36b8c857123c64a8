"""A class cannot be held: the officer says so, reads who changes and why, and takes the adjusted plan over by keys."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, faults_of
from tests.journeys.test_plan_board import open_plan
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
A_MINUTE = 90_000
"""Milliseconds: a re-plan may take sixty seconds, and waits for its turn before."""


def open_shock(page: Page) -> str:
    """From the page of the plan; answers the plan's address."""
    open_plan(page)
    address = page.url.split("?")[0]
    page.get_by_role("link", name="Điều chỉnh sau biến cố").click()
    expect(page.get_by_role("heading", name="Điều gì đã xảy ra")).to_be_visible()
    return address


def classes_on(page: Page) -> list[str]:
    """The codes on the calendar."""
    return page.locator("table.board [data-bar] strong").all_inner_texts()


def test_with_keys_a_class_falls_who_changes_is_read_and_the_adjusted_plan_taken_over(
    browser, office_before_planning
):
    with visit(browser, office_before_planning, "btc") as page:
        address = open_shock(page)
        first = page.locator("input[name=lop]").first
        code = first.get_attribute("value")
        first.focus()
        page.keyboard.press("Space")
        assert axe(page) == []
        page.get_by_role("button", name="Tính điều chỉnh").focus()
        page.keyboard.press("Enter")

        page.locator("#ai-doi").wait_for(timeout=A_MINUTE)
        expect(page.locator("#ket-qua")).to_contain_text(f"Không tổ chức được: {code}.")
        expect(page.locator("#ket-qua")).to_contain_text(re.compile("chứng minh"))
        expect(page.locator("#ai-doi")).to_contain_text(f"Lớp {code} không tổ chức được.")
        assert axe(page) == []

        page.get_by_role("button", name="Nhận thành phương án mới").focus()
        page.keyboard.press("Enter")
        page.get_by_text(re.compile("Đã chép thành")).wait_for(timeout=A_MINUTE)
        assert page.url.split("?")[0] != address
        expect(page.locator("#chot")).to_contain_text(f"Lớp {code} không mở")
        assert code not in classes_on(page)
        expect(page.get_by_text("Kiểm tra độc lập: đúng mọi điều kiện")).to_be_visible()
        page.goto(address)
        assert code in classes_on(page)
        assert faults_of(page) == []


def test_at_a_telephone_s_width_somebody_is_found_by_name_and_leaves_the_plan(
    browser, office_before_planning
):
    with visit(browser, office_before_planning, "btc", width=360) as page:
        open_shock(page)
        first = page.locator("input[name=nguoi]").first
        who, name = first.get_attribute("value"), first.locator("+ span").inner_text().split(",")[0]
        page.get_by_label(re.compile("^Tìm người không")).fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_label(re.compile("^Tìm người không"))).to_have_value(name)
        page.locator(f"input[name=nguoi][value='{who}']").check()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.get_by_role("button", name="Tính điều chỉnh").click()

        page.get_by_role("button", name="Ghi vào dự thảo này").wait_for(timeout=A_MINUTE)
        expect(page.locator("#ket-qua")).to_contain_text(f"Không đi học được: {name}.")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert axe(page) == []
        page.get_by_role("button", name="Ghi vào dự thảo này").click()
        page.get_by_text(re.compile("Đã điều chỉnh kế hoạch")).wait_for()
        expect(page.locator("#chot")).to_contain_text(f"{name} lần này không xếp")
        assert faults_of(page) == []


@pytest.mark.parametrize("width", [1366, 360])
def test_of_those_left_out_twenty_stand_on_the_plan_and_all_on_a_list_that_is_searched(
    browser, office_before_planning, width
):
    with visit(browser, office_before_planning, "btc", width=width) as page:
        open_plan(page)
        assert page.locator("#chua-xep tbody tr").count() <= 20
        page.goto(page.url.split("?")[0] + "chua-xep/")
        page.get_by_role("searchbox", name=re.compile("^Tìm theo tên")).fill("ly luan")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("tim=ly"))
        assert page.locator("#chua-xep tbody tr").count() > 0
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert axe(page) == []
        assert faults_of(page) == []
