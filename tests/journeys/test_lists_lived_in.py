"""Lists people live in: shaped and kept by hand, many changed at once and back, the palette by the keyboard alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, faults_of, sideways
from tests.demo_place import running
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


@pytest.fixture(scope="module")
def office(demo_province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a province of its own, which these tests write to."""
    folder = tmp_path_factory.mktemp("lists") / "province"
    shutil.copytree(demo_province, folder)
    with running(folder, tmp_path_factory.mktemp("lists-served")) as address:
        yield address


def heads(page: Page) -> list[str]:
    return [each.strip() for each in page.locator("#can-bo thead th:not(.pick)").all_inner_texts()]


def test_a_list_is_shaped_and_kept_under_a_name(browser, office):
    with visit(browser, office, "btc") as page:
        page.goto("/can-bo/?gioi=nu")
        page.get_by_text("Cột và gộp nhóm").click()
        page.locator(".chooser").get_by_label("Tuổi").check()
        for _line_above in ("Số hiệu", "Ngày sinh"):
            page.get_by_role("button", name="Đưa Tuổi lên").click()
        assert axe(page) == []
        page.get_by_role("button", name="Hiện như đã chọn").click()
        shown = heads(page)
        page.get_by_role("link", name="Lưu chế độ xem này").click()
        page.get_by_label("Tên chế độ xem").fill("Nữ, kèm tuổi")
        assert axe(page) == []
        page.locator("#side-panel").get_by_role("button", name="Lưu chế độ xem").click()
        page.wait_for_url("**xem=**")

        assert shown[-2:] == ["Tuổi", "Ngày sinh"]
        page.goto("/can-bo/?xem=tat-ca")
        page.get_by_role("link", name="Nữ, kèm tuổi", exact=True).click()
        assert heads(page) == shown
        assert faults_of(page) == []


def test_groups_open_where_they_stand(browser, office):
    with visit(browser, office, "btc", width=360) as page:
        page.goto("/can-bo/?gop=khoi")
        first = page.locator(".groups details").first
        first.locator("summary").click()
        expect(first.locator(".group-rows tbody tr").first).to_be_visible()

        assert axe(page) == []
        assert not sideways(page)
        assert faults_of(page) == []


def test_many_are_changed_after_a_look_and_put_back(browser, office):
    with visit(browser, office, "btc") as page:
        page.goto("/can-bo/?xa=07420")
        for box in page.locator("[data-pick]").all()[:2]:
            box.check()
        page.get_by_role("button", name="Làm hàng loạt").click()
        page.get_by_label("Ghi thôi công tác").check()
        page.get_by_role("button", name="Tiếp tục").click()
        page.get_by_label("Thôi công tác từ ngày").fill("01/08/2020")
        page.get_by_label("Căn cứ, lý do").fill("Quyết định 12-QĐ/HU")
        assert axe(page) == []
        page.get_by_role("button", name="Xem trước").click()
        assert page.get_by_text("Sẽ đổi").first.is_visible()
        assert axe(page) == []
        page.get_by_role("button", name="Ghi cho 2 người").click()
        expect(page.get_by_text("Đã ghi cho 2 người.")).to_be_visible()
        page.get_by_role("button", name="Hoàn tác cả loạt").click()

        expect(page.locator("#hang-loat").get_by_text("Đã trả lại")).to_have_count(2)
        assert axe(page) == []
        assert faults_of(page) == []


def begin_with(page: Page, many: int, what: str) -> None:
    """Choose so many people of the story's commune for one thing to do."""
    page.goto("/can-bo/?xa=xa-xuan-huong-lang-giang&chuc-danh=CX-PBT&chuc-danh=CX-PCTUB")
    for box in page.locator("[data-pick]").all()[:many]:
        box.check()
    page.get_by_role("button", name="Làm hàng loạt").click()
    page.get_by_label(what).check()
    page.get_by_role("button", name="Tiếp tục").click()


def test_a_missing_fact_is_asked_of_its_keeper_who_finds_it_at_home_and_answers(browser, office):
    with visit(browser, office, "btc") as page:
        begin_with(page, 2, "Hỏi đơn vị một mục còn thiếu")
        page.get_by_label("Hỏi mục nào").select_option("phone")
        page.get_by_label("Trả lời trước hết ngày").fill("15/09/2020")
        assert axe(page) == []
        page.get_by_role("button", name="Xem trước").click()
        page.get_by_role("button", name="Hỏi về 2 người").click()
        page.get_by_role("link", name="Xem các yêu cầu").click()
        assert axe(page) == []
        assert faults_of(page) == []

    with visit(browser, office, "xa", width=360) as page:
        page.goto("/")
        page.get_by_role("link", name="Bổ sung hồ sơ theo yêu cầu").click()
        page.locator("#bo-sung tbody").get_by_role("link", name="Điện thoại").click()
        assert axe(page) == []
        assert not sideways(page)
        page.get_by_role("link", name="Bổ sung", exact=True).first.click()
        page.get_by_label("Điện thoại").fill("0912 345 678")
        page.get_by_role("button", name="Lưu").click()
        page.goto("/can-bo/can-bo-sung/")
        page.locator("#bo-sung tbody").get_by_role("link", name="Điện thoại").click()
        expect(page.get_by_text("Đã có trong hồ sơ")).to_have_count(1)
        page.get_by_role("link", name="Không có được").click()
        page.get_by_label("Vì sao không có được").fill("Không dùng điện thoại")
        page.get_by_role("button", name="Trả lời").click()
        expect(page.get_by_text("Không dùng điện thoại")).to_be_visible()
        assert faults_of(page) == []


def test_people_are_put_together_under_a_name_and_found_again_by_it(browser, office):
    with visit(browser, office, "btc") as page:
        begin_with(page, 2, "Đưa vào nhóm dùng chung")
        page.get_by_label("Tên nhóm mới").fill("Dự lớp tháng 10")
        page.get_by_label("Ghi chú cho từng người").fill("đã đăng ký")
        assert axe(page) == []
        page.get_by_role("button", name="Xem trước").click()
        page.get_by_role("button", name="Đưa 2 người vào nhóm").click()
        page.get_by_role("link", name="Xem các nhóm").click()
        page.get_by_role("link", name="Dự lớp tháng 10").click()
        assert axe(page) == []
        page.get_by_role("link", name="Mở trong danh sách cán bộ").click()
        expect(page.locator("#can-bo tbody tr")).to_have_count(2)
        assert faults_of(page) == []

    with visit(browser, office, "lanhdao", width=360) as page:
        page.goto("/can-bo/nhom/")
        page.get_by_role("link", name="Dự lớp tháng 10").click()
        expect(page.locator("#nguoi-trong-nhom tbody tr")).to_have_count(2)
        expect(page.get_by_text("đã đăng ký")).to_have_count(0)
        assert not sideways(page)
        assert axe(page) == []


@pytest.mark.parametrize("width", [1366, 360])
def test_the_palette_leads_to_a_unit_by_the_keyboard_alone(browser, office, width):
    with visit(browser, office, "btc", width=width) as page:
        page.goto("/ke-hoach/")
        page.keyboard.press("Control+k")
        box = page.get_by_role("combobox", name="Gõ tên trang")
        expect(box).to_be_focused()
        page.keyboard.type("xuan huong")
        option = page.get_by_role("option", name="Xã Xuân Hương")
        expect(option).to_have_attribute("aria-selected", "true")
        assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
        assert axe(page) == []
        assert not sideways(page)
        page.keyboard.press("Enter")

        page.wait_for_url("**/don-vi/**")
        expect(page.get_by_role("heading", name="Xã Xuân Hương").first).to_be_visible()
        assert faults_of(page) == []


def test_escape_gives_the_focus_back(browser, office):
    with visit(browser, office, "btc") as page:
        page.goto("/can-bo/")
        opener = page.get_by_role("button", name="Lệnh")
        opener.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#bang-lenh")).to_be_visible()
        page.keyboard.press("Escape")

        expect(page.locator("#bang-lenh")).to_be_hidden()
        expect(opener).to_be_focused()
