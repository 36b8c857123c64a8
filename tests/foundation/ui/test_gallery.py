"""The component page in real Chromium: wide and narrow, by mouse and by keyboard, with and without script."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page

from tests.browser import axe, chromium, faults_of, meter, open_page, serving, shot, sideways

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with override_settings(ROOT_URLCONF="tests.foundation.ui.urls"), serving() as where:
        yield where + "/giao-dien/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = open_page(browser)
    answer = opened.goto(address)
    assert answer is not None and answer.ok
    yield opened
    opened.context.close()


@pytest.mark.parametrize("width", [320, 360, 1366])
def test_no_violation_no_console_error_no_sideways_scroll(
    browser: Browser, address: str, width: int, tmp_path
) -> None:
    page = open_page(browser, width)

    page.goto(address)

    assert axe(page) == []
    assert faults_of(page) == []
    assert sideways(page) == 0
    assert shot(page, tmp_path / "gallery.png", full=True).stat().st_size > 50_000
    page.context.close()


def test_nothing_is_fetched_from_another_host(browser: Browser, address: str) -> None:
    page = open_page(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(address, wait_until="networkidle")

    assert len(asked) >= 6
    assert all(url.startswith(address.removesuffix("/giao-dien/")) for url in asked)
    page.context.close()


def test_a_planted_script_does_not_run(page: Page) -> None:
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.planted = 1'; document.body.append(s); }"
    )

    assert page.evaluate("window.planted") is None
    assert any("Content Security Policy" in fault for fault in faults_of(page))


def test_the_explanation_opens_beside_and_gives_the_focus_back(page: Page) -> None:
    mark = page.locator(".statement .explain")

    mark.click()
    page.locator("#side-panel[open] h2").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "side-panel-body"
    assert axe(page) == []

    page.keyboard.press("Escape")
    assert page.locator("#side-panel[open]").count() == 0
    assert "explain" in page.evaluate("document.activeElement.className")


REFUSAL = '<div class="toast loi" role="alert" data-toast><div><p>Đợt này đã khóa.</p></div></div>'


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (409, REFUSAL, "Đợt này đã khóa."),
        (500, "", "Máy chủ gặp lỗi."),
        (404, "<h1>404</h1>", "ngoài phạm vi của bạn"),
    ],
)
def test_an_answer_that_refuses_is_told_and_the_page_stays(
    page: Page, status: int, body: str, told: str
) -> None:
    page.route(
        "**/bang-ben/", lambda route: route.fulfill(status=status, body=body, content_type="text/html")
    )

    page.locator(".statement .explain").click()

    page.locator("#toasts .toast", has_text=told).wait_for()
    assert page.locator("#side-panel[open]").count() == 0
    assert page.locator("#toasts .toast").count() == 1


def test_a_lost_line_is_told(page: Page) -> None:
    page.context.set_offline(True)

    page.locator(".statement .explain").click()

    page.locator("#toasts .toast", has_text="Mất mạng").wait_for()


def test_a_toast_is_closed_by_its_button(page: Page) -> None:
    toast = page.locator("[data-toast]").first

    toast.locator("[data-dismiss]").click()

    assert page.locator("[data-toast]").count() == 0


def test_control_slash_goes_to_the_search_box(page: Page) -> None:
    page.evaluate("""() => {
        const box = document.createElement("input");
        box.dataset.search = "";
        box.setAttribute("aria-label", "Tìm");
        document.querySelector("main").append(box);
    }""")

    page.keyboard.press("Control+/")

    assert page.evaluate("document.activeElement.hasAttribute('data-search')")


def test_rows_are_chosen_by_range_and_counted(page: Page) -> None:
    boxes = page.locator("[data-pick]")

    boxes.nth(0).click()
    boxes.nth(3).click(modifiers=["Shift"])
    assert page.locator("[data-bulk-count]").inner_text() == "Đã chọn 4"

    page.locator("[data-pick-matching]").click()
    assert page.locator("[data-bulk-count]").inner_text() == "Đã chọn 41"

    page.locator("[data-pick-all]").uncheck()
    assert meter(page)["clicks"] == 4


def test_arrows_walk_the_matrix(page: Page) -> None:
    def number() -> str:
        return str(page.evaluate("document.activeElement.textContent"))

    page.locator("#thieu tbody tr").nth(0).locator("td a").nth(0).focus()
    assert number() == "9"
    page.keyboard.press("ArrowDown")
    assert number() == "6"
    page.keyboard.press("ArrowRight")
    assert number() == "0"
    page.keyboard.press("ArrowUp")
    assert number() == "4"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert number() == "Xã An Lạc"


def test_a_file_that_is_dropped_is_named(page: Page) -> None:
    page.set_input_files("#id_tep", {"name": "can-bo.xlsx", "mimeType": "application/zip", "buffer": b"x"})

    assert page.locator("[data-chosen]").inner_text() == "can-bo.xlsx"


def test_a_form_with_faults_begins_at_its_summary(page: Page) -> None:
    assert "error-summary" in page.evaluate("document.activeElement.className")

    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_full_name"


def test_focus_is_three_pixels_of_gold_within_dark(page: Page) -> None:
    page.keyboard.press("Tab")
    style = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return [s.outlineWidth, s.outlineColor, s.boxShadow]; }"
    )

    assert style[0] == "3px"
    assert style[1] == "rgb(255, 210, 74)"
    assert style[2].startswith("rgb(27, 31, 36) 0px 0px 0px 6px")


def test_an_office_row_is_thirty_three_pixels(page: Page) -> None:
    box = page.locator("#thieu tbody tr").nth(1).bounding_box()

    assert box is not None and 32 <= box["height"] <= 36


def test_a_page_without_script_shows_everything(browser: Browser, address: str) -> None:
    page = open_page(browser, java_script_enabled=False)

    page.goto(address)
    page.locator(".statement .explain").click()

    assert page.url.endswith("/giao-dien/bang-ben/")
    assert page.locator("h2").first.inner_text() == "Giải thích"
    page.context.close()


def test_print_hides_the_chrome_and_repeats_the_heading_of_tables(page: Page) -> None:
    page.emulate_media(media="print")

    assert not page.locator(".masthead").is_visible()
    assert not page.locator(".bulk").is_visible()
    assert page.locator(".print-heading").is_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#thieu thead')).display")
        == "table-header-group"
    )
    assert "gradient" in page.evaluate(
        "getComputedStyle(document.querySelector('#thieu .h5')).backgroundImage"
    )


def test_forced_colours_keep_the_current_entry_visible(browser: Browser, address: str) -> None:
    page = open_page(browser, forced_colors="active", reduced_motion="reduce")

    page.goto(address)

    assert axe(page) == []
    page.context.close()


def test_the_first_visit_is_light(browser: Browser, address: str) -> None:
    page = open_page(browser)
    sizes: dict[str, int] = {}
    page.on(
        "requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]})
    )

    page.goto(address, wait_until="networkidle")

    # Unpacked, as this server sends it; packed it is a third of this.
    assert sum(sizes.values()) <= 250 * 1024
    page.context.close()
