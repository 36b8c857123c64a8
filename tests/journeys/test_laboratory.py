"""A draft standard from a copy of the law to its cost, in a real browser: pressed, read, sound for eyes and hands."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import HEIGHTS, axe, faults_of, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


def test_a_draft_is_copied_changed_tried_and_costed(browser, demo_server):
    with visit(browser, demo_server, "btc") as page:
        page.goto("/tieu-chuan/")
        page.get_by_role("link", name="Thử một quy định mới").click()
        page.get_by_role("link", name="Lập bản thảo").first.click()
        page.get_by_label("Tiêu chuẩn để chép").select_option("QD04-2004/CT-PCT")
        page.get_by_role("button", name="Chép và đổi giá trị").click()
        page.get_by_label(re.compile("^Lý luận chính trị")).select_option("cao_cap")
        page.get_by_label("Bỏ mọi ngoại lệ, miễn và chuyển tiếp").check()
        page.get_by_role("button", name="Ghi và thử").click()

        expect(
            page.get_by_text(re.compile(r"người giữ chức danh này, .* người thành chưa đạt"))
        ).to_be_visible()
        turned = page.locator(".tally a.so").first
        said = turned.get_attribute("data-value")
        assert int(said or 0) > 0
        page.get_by_role("button", name="Tính chi phí nâng chuẩn").click()
        expect(page.get_by_text(re.compile(r"Bản thảo làm \d+ người thiếu thêm"))).to_be_visible(
            timeout=90_000
        )
        expect(page.get_by_text(re.compile("không cách xếp nào|đều tốn ít nhất"))).to_be_visible()
        assert axe(page) == []
        page.set_viewport_size({"width": 360, "height": HEIGHTS[360]})
        assert axe(page) == []
        assert not sideways(page)

        page.locator(".tally a.so").first.click()
        assert page.locator("main table").first.get_attribute("data-count") == said
        assert faults_of(page) == []
