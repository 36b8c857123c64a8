"""Hands: typing Vietnamese, the keyboard alone, the other language, the way back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

COMPOSED = [
    ["t", "th", "thi", "thí"],
    ["d", "đ", "đư", "đươ", "đườ", "đườn", "đường"],
    ["h", "ho", "hoa", "hoà"],
    ["n", "ng", "ngu", "nguy", "nguyê", "nguyễ", "nguyễn"],
]


def composed(page: Page, steps: list[str]) -> None:
    """A word as an input method of the system makes it: shown while it grows, then put in at once."""
    session = page.context.new_cdp_session(page)
    for text in steps:
        length = len(text)
        told = {"text": text, "selectionStart": length, "selectionEnd": length}
        session.send("Input.imeSetComposition", told)
    session.send("Input.insertText", {"text": steps[-1]})


@pytest.mark.parametrize("steps", COMPOSED, ids=[word[-1] for word in COMPOSED])
@pytest.mark.parametrize(
    "path, box", [("/can-bo/", "#tim"), ("/don-vi/", "main input[type=search], main input[name=q]")]
)
def test_telex_leaves_the_word_and_the_focus_alone(browser, reading_room, path, box, steps):
    with visit(browser, reading_room, "btc") as page:
        page.goto(path)
        field = page.locator(box).first
        field.focus()

        composed(page, steps)
        page.wait_for_timeout(500)

        expect(field).to_have_value(steps[-1])
        assert field.evaluate("each => each === document.activeElement")


def test_unikey_that_types_over_itself_leaves_one_word(browser, reading_room):
    with visit(browser, reading_room, "btc") as page:
        page.goto("/can-bo/")
        field = page.locator("#tim")
        field.focus()

        for key, letters in (
            ("", "tha"),
            ("Backspace", "á"),
            ("", "ng"),
            ("Backspace", ""),
            ("Backspace", "ng"),
        ):
            if key:
                page.keyboard.press(key)
            page.keyboard.insert_text(letters) if letters else None

        expect(field).to_have_value("tháng")
        assert field.evaluate("each => each === document.activeElement")


def test_a_name_is_found_without_marks_from_every_page(browser, reading_room):
    with visit(browser, reading_room, "btc") as page:
        page.goto("/don-vi/")

        page.keyboard.press("Control+/")
        page.keyboard.type("tran thi anh")
        page.keyboard.press("Enter")

        expect(page.get_by_role("link", name="Trần Thị Ánh", exact=True).first).to_be_visible()


def test_the_matrix_is_walked_by_keyboard_alone(browser, reading_room):
    with visit(browser, reading_room, "btc") as page:
        page.goto("/thieu-chuan/?xa=220")
        cells = page.locator("table[data-grid] tbody a")
        cells.first.focus()

        focused = []
        for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp"):
            page.keyboard.press(key)
            focused.append(page.evaluate("document.activeElement.getAttribute('href')"))
        assert len(set(focused)) >= 3
        assert outlined(page)
        href = focused[-1]
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url.endswith(href))

        assert page.locator("[data-count]").count() > 0


def outlined(page: Page) -> bool:
    """The thing that has the focus shows it, and nothing lies over it."""
    seen: bool = page.evaluate(
        """() => {
          const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
          const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return parseFloat(style.outlineWidth) >= 3 && style.outlineStyle !== "none" && each.contains(over);
        }"""
    )
    return seen


def test_the_first_thing_a_keyboard_meets_leads_past_the_frame(browser, reading_room):
    with visit(browser, reading_room, "lanhdao") as page:
        page.goto("/")

        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#noi-dung"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("document.activeElement.closest('main') !== null")
        assert outlined(page)


def test_the_other_language_keeps_the_page_and_its_filter(browser, reading_room):
    with visit(browser, reading_room, "btc") as page:
        page.goto("/can-bo/?nhom=chu-chot&thieu=LLCT&ngay=2020-08-31")
        before = page.url

        page.get_by_role("button", name=re.compile("English")).click()

        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert page.url == before
        assert page.locator("[data-count]").first.get_attribute("data-count") == "41"


def test_a_page_asked_for_before_signing_in_comes_after_it(browser, reading_room):
    with visit(browser, reading_room) as page:
        page.goto("/thieu-chuan/?xa=220")
        page.get_by_label("Tên đăng nhập").fill("btc")
        page.get_by_label("Mật khẩu", exact=True).fill("caunoi-demo")

        page.keyboard.press("Enter")

        page.wait_for_url(re.compile(r"/thieu-chuan/\?xa=220$"))
