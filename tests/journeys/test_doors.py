"""An official makes signing in safe: a phone, then a passkey, each then used at the door, in real Chromium."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from caunoi.apps.accounts.doors import one_time
from caunoi.foundation import clock
from tests.browser import axe, listen, open_page, sideways
from tests.journeys.visiting import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
ACCOUNT = "thon"
# A device with a lock, as a notebook with a fingerprint reader is one.
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def address(demo_server: str) -> str:
    """Browsers know passkeys for names, not for numbers."""
    return demo_server.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = open_page(browser, 1366, base_url=address)
    yield opened
    opened.context.close()


def give_device(page: Page) -> Any:
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return line


def shown(key: str, steps: int) -> str:
    """What the phone shows now, or what a phone whose clock runs ahead shows: both fit for half a minute at least."""
    return one_time.code_at(key, one_time.step_of(clock.now()) + steps)


def type_password(page: Page) -> None:
    """As far as the second step: the page before it has a button of the same name for passkeys."""
    page.goto("/dang-nhap/?next=/toi/")
    page.get_by_label("Tên đăng nhập").fill(ACCOUNT)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Bước thứ hai")).to_be_visible()


def leave(page: Page) -> None:
    """Signed out when the page of visitors is there; going on before that would take the wish back."""
    page.locator(".me summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Đăng nhập")).to_be_visible()


def sound(page: Page) -> list[str]:
    """What is wrong with a page of the doors, wide and narrow."""
    faults = list(axe(page))
    page.set_viewport_size({"width": 360, "height": 740})
    faults += axe(page)
    if wider := sideways(page):
        faults.append(f"wider than the window by {wider} px")
    page.set_viewport_size({"width": 1366, "height": 768})
    return faults


def test_a_phone_and_a_passkey_are_set_up_and_open_the_door(page: Page, address: str) -> None:
    faults = listen(page)
    sign_in(page, address, ACCOUNT)
    page.goto("/toi/")
    page.locator("#bao-mat").get_by_role("link", name="Bật").click()
    assert sound(page) == []

    page.get_by_role("link", name="Bật mã một lần").click()
    assert sound(page) == []
    page.get_by_text("Không quét được?").click()
    key = re.sub(r"\s", "", page.locator("details code").inner_text())
    page.get_by_label("Mã trên điện thoại").fill(shown(key, 0))
    page.get_by_role("button", name="Bật mã một lần").click()
    expect(page.locator("ol.codes code")).to_have_count(10)
    expect(page.get_by_role("button", name="In các mã này")).to_be_visible()
    assert sound(page) == []
    recovery = page.locator("ol.codes code").first.inner_text()

    page.context.clear_cookies()
    type_password(page)
    assert sound(page) == []
    page.get_by_label("Mã trên điện thoại").fill(shown(key, 1))
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(re.compile("/toi/$"))

    device = give_device(page)
    page.goto("/toi/bao-mat/")
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.get_by_label("Tên để nhận ra").fill("máy ở nhà văn hóa")
    assert sound(page) == []
    page.get_by_role("button", name="Thêm khóa truy cập").click()
    expect(page.get_by_role("rowheader", name="máy ở nhà văn hóa")).to_be_visible()
    assert sound(page) == []

    leave(page)
    page.goto("/dang-nhap/?next=/toi/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page).to_have_url(re.compile("/toi/$"))
    expect(page.get_by_text("Đang bật")).to_be_visible()

    page.context.clear_cookies()
    type_password(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page).to_have_url(re.compile("/toi/$"))

    page.context.clear_cookies()
    device.send("WebAuthn.disable")
    type_password(page)
    page.get_by_role("link", name="Dùng mã khôi phục").click()
    page.get_by_label("Mã khôi phục").fill(recovery.upper())
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("còn 9 mã")).to_be_visible()
    assert faults == []
