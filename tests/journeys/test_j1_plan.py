"""J1: from the gap to the plan in four presses and back; and a plan solved before one's eyes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, faults_of, meter
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

WAITING = re.compile(r"Chọn (\d+) chưa vào kế hoạch")
PLACED = re.compile(r"Đã đưa (\d+) đồng chí")
SOLVING = 90_000


def waiting(page: Page) -> int:
    """How many of the list are in no plan, by the button that takes them."""
    found = WAITING.search(page.locator("main").inner_text())
    return int(found[1]) if found else 0


def test_those_who_lack_theory_go_into_the_plan_with_four_presses_and_out_with_one(
    browser, office_before_planning
):
    with visit(browser, office_before_planning, "btc") as page:
        page.goto("/")
        page.locator("main [data-figure='gap.LLCT']").first.click()
        assert page.locator("table[data-count]").first.get_attribute("data-count") == "41"
        before = waiting(page)

        page.get_by_role("link", name=WAITING).click()
        expect(page.get_by_text(f"Đã chọn {before}", exact=True)).to_be_visible()
        page.get_by_role("button", name="Đưa vào kế hoạch").click()
        confirm = page.get_by_role("button", name=re.compile("^Xác nhận"))
        going = int((confirm.inner_text()).removeprefix("Xác nhận "))
        assert axe(page) == []
        confirm.click()
        toast = page.get_by_text(PLACED)
        toast.wait_for()

        assert meter(page) == {"clicks": 4, "keys": 0}
        assert PLACED.search(toast.inner_text())[1] == str(going)
        assert going > 0
        assert waiting(page) == before - going
        page.get_by_role("button", name="Hoàn tác").click()
        page.wait_for_load_state()
        page.goto("/can-bo/?nhom=chu-chot&thieu=LLCT")
        assert waiting(page) == before
        assert faults_of(page) == []


def test_the_seats_of_the_plan_are_the_people_put_in(browser, office_before_planning):
    with visit(browser, office_before_planning, "btc") as page:
        page.goto("/ke-hoach/")
        page.get_by_role("link", name=re.compile("^Kế hoạch đào tạo")).first.click()
        seats = page.locator("table [data-figure='plan.seats']")

        assert sum(int(each.get_attribute("data-value")) for each in seats.all()[:-1]) == int(
            seats.last.get_attribute("data-value")
        )


def test_a_plan_is_drafted_and_solved_before_ones_eyes(browser, demo_server):
    with visit(browser, demo_server, "btc") as page:
        page.goto("/ke-hoach/lap/")
        # It is stopped below, on however slow a machine; nothing is pressed for it.
        page.get_by_label(re.compile("^Thời gian tính nhiều nhất")).fill("900")
        page.get_by_role("button", name="Tạo và tính kế hoạch").click()
        expect(page.get_by_text("Đang tìm kế hoạch tốt nhất")).to_be_visible()
        expect(page.get_by_role("listitem").filter(has_text="Khoảng cách")).to_be_visible()
        assert axe(page) == []

        gap = page.get_by_role("listitem").filter(has_text="Khoảng cách")
        expect(gap).to_contain_text(re.compile(r"[\d.,]+\s%"), timeout=SOLVING)
        page.get_by_role("button", name=re.compile("^Dừng")).click()
        expect(page.get_by_text("Kiểm tra độc lập: đúng mọi điều kiện")).to_be_visible(timeout=SOLVING)

        assert int(page.locator("[data-figure='plan.people']").first.get_attribute("data-value")) > 0
        assert "cận trên chứng minh được" in page.locator("main").inner_text()
        assert meter(page) == {"clicks": 2, "keys": 0}
        assert faults_of(page) == []
