"""Somebody forgot the password: asks at the door, gets a letter from an administrator, comes in with a new one."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, open_page, sideways
from tests.journeys.visiting import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
ACCOUNT, FRESH = "canbo", "sông Thương nước chảy đôi dòng"


@pytest.fixture
def visitor(browser: Browser, demo_server: str) -> Iterator[Page]:
    opened = open_page(browser, 360, base_url=demo_server)
    yield opened
    opened.context.close()


@pytest.fixture
def administrator(browser: Browser, demo_server: str) -> Iterator[Page]:
    opened = open_page(browser, 1366, base_url=demo_server)
    yield sign_in(opened, demo_server, "quantri")
    opened.context.close()


def unsound(page: Page) -> list[str]:
    return [*axe(page), *(["wider than the window"] if sideways(page) else [])]


def test_a_letter_from_an_administrator_sets_a_new_password(visitor: Page, administrator: Page) -> None:
    visitor.goto("/dang-nhap/")
    visitor.get_by_role("link", name="Quên mật khẩu?").click()
    visitor.get_by_label("Tên đăng nhập").fill(ACCOUNT)
    assert unsound(visitor) == []
    visitor.get_by_role("button", name="Báo quản trị viên").click()
    expect(visitor.get_by_text("Đã nhận yêu cầu")).to_be_visible()
    assert unsound(visitor) == []

    administrator.goto("/qt/nguoi-dung/")
    administrator.get_by_role("link", name="Đối chiếu và cấp giấy").click()
    assert unsound(administrator) == []
    administrator.get_by_role("table").get_by_role("link").click()
    administrator.get_by_label("Đã đối chiếu thế nào").fill("đã gặp, đối chiếu thẻ căn cước")
    assert unsound(administrator) == []
    administrator.get_by_role("button", name="Cấp giấy").click()
    expect(administrator.get_by_role("button", name="In giấy này")).to_be_visible()
    assert unsound(administrator) == []
    code = administrator.locator(".letter-code").inner_text()

    visitor.get_by_role("link", name="Đã có giấy").click()
    visitor.get_by_label("Tên đăng nhập").fill(ACCOUNT)
    visitor.get_by_label("Mã trên giấy").fill(code.upper().replace("-", " "))
    visitor.get_by_label("Mật khẩu mới").fill("ngắn")
    assert unsound(visitor) == []
    visitor.get_by_role("button", name="Đặt mật khẩu mới").click()
    expect(visitor.get_by_text("Mật khẩu cần ít nhất 15 ký tự").first).to_be_visible()
    visitor.get_by_label("Mật khẩu mới").fill(FRESH)
    visitor.get_by_role("button", name="Đặt mật khẩu mới").click()

    expect(visitor.get_by_text("Đã đặt mật khẩu mới")).to_be_visible()
    visitor.get_by_label("Tên đăng nhập").fill(ACCOUNT)
    visitor.get_by_label("Mật khẩu", exact=True).fill(FRESH)
    visitor.get_by_role("button", name="Đăng nhập").click()
    expect(visitor).not_to_have_url(re.compile("dang-nhap"))
    visitor.goto("/toi/")
    expect(visitor.get_by_role("heading", name="Cài đặt của tôi")).to_be_visible()
