"""J9: the leader's number, the people behind it, and where a fact comes from, in three taps on a phone."""

import pytest

from tests.browser import axe, faults_of, meter
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


@pytest.mark.parametrize("width", [360, 1366])
def test_from_the_number_to_the_person_to_the_scan_in_three_taps(browser, reading_room, width):
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

        page.locator("table[data-count] tbody th a").last.click()
        assert "đã xác minh" in page.locator("main").inner_text()
        assert axe(page) == []

        page.get_by_role("link", name="Minh chứng").first.click()
        scan = page.locator(".scan img").first
        scan.wait_for(state="visible")
        assert scan.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 600
        assert meter(page) == {"clicks": 3, "keys": 0}
        assert axe(page) == []
        assert faults_of(page) == []


def test_everybody_short_of_the_standard_has_a_decision_to_look_at(browser, reading_room):
    with visit(browser, reading_room, "lanhdao") as page:
        page.goto("/")
        people = page.request.get("/can-bo/?nhom=chu-chot&dat=chua&format=json").json()["rows"]

        assert len(people) == 68
        shown = {one["number"]: page.request.get(f"/can-bo/{one['id']}/").text() for one in people}
        assert [number for number, told in shown.items() if "/minh-chung/" not in told] == []


def test_on_a_telephone_no_picture_of_the_leader_is_wider_than_its_box(browser, reading_room):
    with visit(browser, reading_room, "lanhdao", 360) as page:
        page.goto("/")

        boxes = page.locator(".picture-scroll")
        assert boxes.count() >= 2
        assert boxes.evaluate_all("all => all.every(box => box.scrollWidth <= box.clientWidth)")


def test_the_leader_sees_where_who_why_and_what_is_being_done(browser, reading_room):
    with visit(browser, reading_room, "lanhdao") as page:
        page.goto("/")
        words = page.locator("main").inner_text()

        assert page.locator("main [data-figure='gap.LLCT']").count() > 1
        assert page.locator("main [data-figure^='plan.']").count() > 0
        assert all(word in words for word in ("lý luận chính trị", "chuyên môn", "Xã Xuân Hương"))
