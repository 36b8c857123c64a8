"""J9: the leader's number, the people behind it, and where a fact comes from, in three taps on a phone."""

import pytest

from tests.browser import axe, meter
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


@pytest.mark.parametrize("width", [360, 1366])
def test_from_the_number_to_the_people_to_the_record_in_three_taps(browser, reading_room, width):
    with visit(browser, reading_room, "lanhdao", width) as page:
        page.goto("/")
        shown = {
            code: page.locator(f"main [data-figure='{code}']").first.inner_text()
            for code in ("standard.met", "standard.people", "standard.not_met")
        }
        assert shown == {"standard.met": "1.300", "standard.people": "1.368", "standard.not_met": "68"}
        assert "95,0\u00a0%" in page.locator("main").inner_text()

        page.locator("main [data-figure='standard.not_met']").first.click()
        assert page.locator("table[data-count]").first.get_attribute("data-count") == "68"
        assert axe(page) == []

        page.locator("table[data-count] tbody a").first.click()
        assert "đã xác minh" in page.locator("main").inner_text()
        assert axe(page) == []

        page.get_by_role("link", name="Nhật ký", exact=True).last.click()
        assert page.locator("table, .timeline").last.is_visible()
        assert meter(page) == {"clicks": 3, "keys": 0}
        assert page.faults == []


def test_the_leader_sees_where_who_why_and_what_is_being_done(browser, reading_room):
    with visit(browser, reading_room, "lanhdao") as page:
        page.goto("/")
        words = page.locator("main").inner_text()

        assert page.locator("main [data-figure='gap.LLCT']").count() > 1
        assert page.locator("main [data-figure^='plan.']").count() > 0
        assert all(word in words for word in ("lý luận chính trị", "chuyên môn", "Xã Xuân Hương"))
