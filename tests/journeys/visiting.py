"""People at the product: signed in through its door, in real Chromium, against a real server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser import open_page

PASSWORD = "caunoi-demo"
FIRST_PAGE = 90_000
"""Milliseconds: behind the door stands the desk, whose figures a server just started counts for the first time."""
_inside: dict[tuple[str, str], Any] = {}


def sign_in(page: Page, address: str, account: str) -> Page:
    """Through the page everybody uses."""
    page.goto(address + "/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(account)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click(timeout=FIRST_PAGE)
    page.wait_for_url(lambda url: "/dang-nhap/" not in url, timeout=FIRST_PAGE)
    return page


def inside(browser: Browser, address: str, account: str) -> Any:
    """The cookies of somebody who signed in, kept for the run so that each person does it once per server."""
    key = (address, account)
    if key not in _inside:
        page = sign_in(open_page(browser), address, account)
        _inside[key] = page.context.storage_state()
        page.context.close()
    return _inside[key]


@contextmanager
def visit(
    browser: Browser, address: str, account: str = "", width: int = 1366, **options: Any
) -> Iterator[Page]:
    """A fresh tab of somebody: signed in when an account is named, nothing pressed yet."""
    if account:
        options["storage_state"] = inside(browser, address, account)
    page = open_page(browser, width, base_url=address, **options)
    try:
        yield page
    finally:
        page.context.close()
