"""A class on the calendar of a plan: dragged with the mouse, moved with keys alone, kept or let be."""

import re
from itertools import product

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe, faults_of
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
KEPT = re.compile(r"Đã chuyển cả lớp, \d+ người")


def open_plan(page: Page) -> None:
    page.goto("/ke-hoach/")
    page.get_by_role("link", name=re.compile("^Kế hoạch đào tạo")).first.click()
    page.locator("table.board").wait_for()


# Which plan is found depends on the machine, so nothing here counts on one class of it.
ROOM = {"ArrowRight": "td.taken:has(+ td.free)", "ArrowLeft": "td.free + td.taken"}
"""For each way a class may go, those with a free week next to them there."""
WEEKS = (2, 1, 4, 8)


def open_move(page: Page, bar: Locator, keys: list[str]) -> Locator:
    """Aims with the arrows and asks; answers the panel that tells what would happen."""
    bar.focus()
    for key in [*keys, "Enter"]:
        page.keyboard.press(key)
    panel = page.locator("#side-panel")
    said = f"Chuyển lớp {bar.locator('strong').inner_text()}"
    expect(panel.get_by_role("heading", name=said, exact=True)).to_be_visible()
    expect(panel).to_contain_text("Nếu chuyển đến")
    return panel


def move_that_can_be_kept(page: Page) -> Locator:
    """By keys from class to class until one may go on or back; the others say why they may not, and are let be."""
    for weeks, (key, room) in product(WEEKS, ROOM.items()):
        for bar in page.locator(f"{room} [data-bar]").all():
            panel = open_move(page, bar, [key] * weeks)
            keep = panel.get_by_role("button", name="Giữ thay đổi này")
            if keep.is_visible():
                return keep
            expect(panel).to_contain_text("Không giữ được, vì")
            assert panel.locator("details li").count() > 0
            page.keyboard.press("Escape")
            expect(panel).to_be_hidden()
    raise AssertionError("no class of the plan may go anywhere")


def test_a_class_dragged_to_other_weeks_is_first_shown_and_then_kept_and_taken_back(
    browser, office_before_planning
):
    with visit(browser, office_before_planning, "btc") as page:
        open_plan(page)
        before = weeks_of_bars(page)
        lane = page.locator("tbody tr", has=page.locator(ROOM["ArrowRight"])).first
        bar, target = lane.locator(f"{ROOM['ArrowRight']} [data-bar]").first, lane.locator("td.free").last
        code = bar.locator("strong").inner_text()
        bar.scroll_into_view_if_needed()

        bar.drag_to(target)
        panel = page.locator("#side-panel")
        expect(panel).to_contain_text(f"Chuyển lớp {code}")
        expect(panel).to_contain_text(re.compile("Nếu chuyển đến"))
        assert axe(page) == []

        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        assert weeks_of_bars(page) == before
        assert faults_of(page) == []


def test_with_keys_alone_a_class_is_aimed_asked_kept_and_taken_back(browser, office_before_planning):
    with visit(browser, office_before_planning, "btc") as page:
        open_plan(page)
        before = weeks_of_bars(page)
        bar = page.locator(f"{ROOM['ArrowRight']} [data-bar]").first
        bar.focus()
        for _press in range(2):
            page.keyboard.press("ArrowRight")
        assert page.locator("thead .aim").count() == int(bar.get_attribute("data-weeks"))
        expect(page.locator("[data-board-said]")).to_contain_text("Enter để xem điều gì đổi")
        page.keyboard.press("Escape")
        assert page.locator("thead .aim").count() == 0

        keep = move_that_can_be_kept(page)
        assert weeks_of_bars(page) == before
        keep.focus()
        page.keyboard.press("Enter")
        page.get_by_text(KEPT).wait_for()
        assert weeks_of_bars(page) != before

        undo = page.locator("[data-toast]").get_by_role("button", name="Hoàn tác")
        undo.focus()
        page.keyboard.press("Enter")
        page.get_by_text(re.compile("Đã hoàn tác")).wait_for()
        assert weeks_of_bars(page) == before
        assert faults_of(page) == []


def test_a_label_that_hangs_over_other_weeks_catches_no_drop_there(browser, office_before_planning):
    """While a class is dragged, the labels of the others let the week below them be aimed at."""
    with visit(browser, office_before_planning, "btc") as page:
        open_plan(page)
        hanging = page.locator(".bar.short .label")
        catches = "bars => bars.map(bar => getComputedStyle(bar).pointerEvents)"
        assert set(hanging.evaluate_all(catches)) <= {"auto"}

        held = max(page.locator("[data-bar]").all(), key=lambda bar: int(bar.get_attribute("data-weeks")))
        held.dispatch_event("dragstart", {"dataTransfer": page.evaluate_handle("() => new DataTransfer()")})

        others = page.locator(".bar.short:not(.held) .label")
        assert others.count() >= 1
        assert set(others.evaluate_all(catches)) == {"none"}
        held.dispatch_event("dragend")
        assert set(hanging.evaluate_all(catches)) == {"auto"}


def weeks_of_bars(page: Page) -> list[list[str]]:
    """Where every class stands, by its code."""
    told = "bars => bars.map(bar => [bar.dataset.move, bar.dataset.week, bar.dataset.venue])"
    return sorted(page.locator("[data-bar]").evaluate_all(told))


@pytest.mark.parametrize("width", [1366, 360])
def test_nothing_but_the_calendar_itself_scrolls_sideways(browser, office_before_planning, width):
    with visit(browser, office_before_planning, "btc", width=width) as page:
        open_plan(page)

        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert axe(page) == []


def test_one_proposes_and_another_adopts_and_the_paper_s_code_is_found(browser, office_before_planning):
    with visit(browser, office_before_planning, "btc") as page:
        open_plan(page)
        address = page.url
        page.get_by_role("button", name="Trình phê duyệt").click()
        expect(page.get_by_text(re.compile("^Chờ phê duyệt:"))).to_be_visible()
        assert axe(page) == []
    with visit(browser, office_before_planning, "lanhdao") as page:
        page.goto("/")
        page.get_by_role("link", name=re.compile("Phê duyệt hoặc trả lại")).click()
        page.get_by_role("link", name="Phê duyệt", exact=True).click()
        page.get_by_label(re.compile("Số, ký hiệu")).fill("Quyết định số 08/QĐ-UBND")
        page.locator("#side-panel").get_by_role("button", name="Phê duyệt").click()
        page.get_by_text("Đã phê duyệt kế hoạch.").wait_for()
        assert page.url.split("?")[0] == address.split("?")[0]
        page.get_by_role("link", name="Kiểm tra mã").click()
        expect(page.get_by_text("Mã đúng")).to_be_visible()
        assert faults_of(page) == []
