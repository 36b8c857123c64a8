"""Rights in people's hands: passed on and ended, one file opened in an emergency, and who is told of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import HEIGHTS, axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
WHY = "Đơn thư tố cáo số 15 ngày 20/08/2020"


def sound(page: Page, path: str = "") -> list[str]:
    """Wide and narrow, for everybody's eyes."""
    faults = []
    if path:
        page.goto(path)
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        faults += [f"{width} {page.url}: {each}" for each in axe(page)]
        faults += [f"{width} {page.url}: rộng hơn cửa sổ"] if sideways(page) else []
    return faults


def test_a_clerk_passes_the_right_on_an_administrator_approves_and_the_clerk_ends_it(browser, demo_server):
    with visit(browser, demo_server, "xa") as clerk:
        clerk.goto("/toi/")
        clerk.get_by_role("link", name="Ủy quyền", exact=True).click()
        clerk.get_by_label("Giao cho").fill("mattran")
        clerk.get_by_label("Lý do").fill("đi học bồi dưỡng một tuần")
        clerk.get_by_role("button", name="Ghi ủy quyền").click()
        expect(clerk.get_by_text("Có hiệu lực khi một quản trị viên duyệt")).to_be_visible()
        faults = sound(clerk)

        with visit(browser, demo_server, "quantri") as administrator:
            administrator.goto("/qt/quyen/")
            administrator.get_by_role("link", name="Tạ Thị Hằng").click()
            expect(administrator.get_by_text("Bùi Thị Nhung").first).to_be_visible()
            administrator.get_by_role("button", name="Duyệt", exact=True).click()

        with visit(browser, demo_server, "mattran") as deputy:
            assert deputy.goto("/can-bo/").status == 200
            deputy.goto("/toi/")
            expect(deputy.get_by_text("thay mặt Bùi Thị Nhung")).to_be_visible()

            clerk.goto("/toi/uy-quyen/")
            clerk.get_by_role("button", name="Kết thúc ngay").first.click()

            assert deputy.goto("/can-bo/").status == 403
    assert faults == []


def test_a_file_is_opened_for_a_reason_the_person_reads_it_and_the_board_looks_at_it(browser, demo_server):
    with visit(browser, demo_server, "canbo") as person:
        person.goto("/")
        mine = person.get_by_role("link", name="Mở hồ sơ của tôi").get_attribute("href") or ""

        with visit(browser, demo_server, "kiemtra") as inspector:
            inspector.goto(mine)
            expect(inspector.get_by_text("Dân tộc", exact=True)).to_have_count(0)
            inspector.get_by_role("link", name="Mở khẩn cấp").click()
            inspector.get_by_label("Loại nhu cầu").select_option(label="Giải quyết đơn thư, tố cáo")
            inspector.get_by_label("Lý do").fill(WHY)
            faults = sound(inspector)
            inspector.get_by_role("button", name="Mở hồ sơ").click()
            expect(inspector.get_by_text("Hồ sơ đang mở khẩn cấp đến")).to_be_visible()
            expect(inspector.get_by_text("Dân tộc", exact=True)).to_be_visible()
            inspector.get_by_role("link", name="Đóng ngay").click()
            faults += sound(inspector)
            inspector.get_by_role("button", name="Đóng hồ sơ").click()
            inspector.goto(mine)
            expect(inspector.get_by_text("Dân tộc", exact=True)).to_have_count(0)

        person.get_by_role("link", name="Ai đã xem hồ sơ tôi").first.click()
        expect(person.get_by_text(WHY).first).to_be_visible()
        faults += sound(person)

    with visit(browser, demo_server, "btc") as board:
        board.goto("/")
        board.get_by_role("link", name="Xem lại hồ sơ mở khẩn cấp").click()
        faults += sound(board)
        board.get_by_role("link", name="Xem lại", exact=True).click()
        faults += sound(board)
        board.get_by_role("button", name="Đúng việc").click()
        expect(board.get_by_role("cell", name="Đúng việc").first).to_be_visible()
    assert faults == []
