"""Pictures as a person gets them: the sheet that fits, the letters of a real browser, the keyboard, grey paper."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page

from tests.browser import axe, chromium, open_page, serving

pytestmark = pytest.mark.browser

# What lies in a drawing that is shown: boxes of its words, in units of the picture.
MEASURE = """() => [...document.querySelectorAll('.picture svg')].filter(svg => svg.getBoundingClientRect().width)
  .map(svg => ({
    name: svg.querySelector('title').textContent, sheet: svg.classList[0], width: svg.viewBox.baseVal.width,
    height: svg.viewBox.baseVal.height, shown: svg.getBoundingClientRect().width,
    words: [...svg.querySelectorAll('text')].flatMap(text => (text.children.length ? [...text.children] : [text])
      .map(line => ({ box: text.children.length ? null : text.getBBox(), said: line.textContent,
        length: line.getComputedTextLength(), x: line.getStartPositionOfChar(0).x })))
  }))"""
OVERLAPPING = """() => [...document.querySelectorAll('.picture svg')].filter(svg => svg.getBoundingClientRect().width)
  .flatMap(svg => {
    const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBBox()]);
    const meet = (a, b) => a.x < b.x + b.width - .5 && b.x < a.x + a.width - .5
      && a.y + 2.5 < b.y + b.height - 2.5 && b.y + 2.5 < a.y + a.height - 2.5;
    return texts.flatMap(([said, a], at) => texts.slice(at + 1).filter(([_said, b]) => meet(a, b))
      .map(([other]) => `${said} / ${other}`));
  })"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with override_settings(ROOT_URLCONF="tests.foundation.ui.urls"), serving() as where:
        yield where + "/giao-dien/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def opened(browser: Browser, address: str, width: int) -> Page:
    page = open_page(browser, width)
    page.goto(address, wait_until="networkidle")
    return page


@pytest.mark.parametrize("width", [320, 360, 768, 1366])
def test_one_sheet_of_each_picture_is_shown_and_its_words_fit(
    browser: Browser, address: str, width: int
) -> None:
    page = opened(browser, address, width)

    drawn = page.evaluate(MEASURE)

    assert len({each["name"] for each in drawn}) == len(drawn) == page.locator(".picture").count() == 12
    assert page.evaluate(OVERLAPPING) == []
    for each in drawn:
        assert [
            word["said"]
            for word in each["words"]
            if word["x"] < -1 or word["x"] + word["length"] > each["width"] + 1
        ] == []
        assert each["shown"] / each["width"] > 0.85, "letters of 13 must not become smaller than 11"
    sheets = {each["sheet"] for each in drawn}
    assert sheets == ({"wide", "broad"} if width == 1366 else {"wide"} if width == 768 else {"narrow"})
    page.context.close()


def test_no_picture_is_wider_than_a_telephone(browser: Browser, address: str) -> None:
    page = opened(browser, address, 360)

    boxes = page.locator(".picture-scroll")

    assert boxes.evaluate_all("all => all.every(box => box.scrollWidth <= box.clientWidth)")
    page.context.close()


def test_the_keyboard_reaches_each_mark_once_and_its_name_is_said(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1366)
    page.locator(".picture").first.locator("figcaption").evaluate(
        "title => { title.tabIndex = -1; title.focus() }"
    )
    said = []

    for _press in range(4):
        page.keyboard.press("Tab")
        said.append(page.evaluate("document.activeElement.querySelector('title')?.textContent"))

    assert said[0] == "Đạt chuẩn chung: 95,0 %"
    assert said[3] == "Sinh hoạt chi bộ ở thôn: chưa có số"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.context.close()


def test_the_table_beside_a_picture_opens_and_breaks_no_rule(browser: Browser, address: str) -> None:
    page = opened(browser, address, 360)

    for summary in page.locator(".picture summary").all():
        summary.click()

    assert page.locator(".picture details[open] table").count() == page.locator(".picture").count()
    assert axe(page) == []
    page.context.close()


def test_paper_gets_ink_instead_of_colour(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1366)
    page.emulate_media(media="print")

    colours = page.evaluate(
        """() => [...document.querySelectorAll('.picture :is(rect, path, circle, line, text)')].flatMap(mark => {
          const style = getComputedStyle(mark);
          return [style.fill, style.stroke];
        }).filter(paint => paint.startsWith('rgb('))"""
    )

    channels = {tuple(map(int, paint[4:-1].split(", "))) for paint in colours}
    # The secondary letters keep their blueish grey, which is a grey on any printer.
    assert [each for each in channels if max(each) - min(each) > 24] == []
    page.context.close()


def test_a_page_of_paper_shows_the_sheet_for_its_width(browser: Browser, address: str) -> None:
    page = opened(browser, address, 623)
    page.emulate_media(media="print")

    drawn = page.evaluate(MEASURE)

    assert {each["sheet"] for each in drawn} == {"wide"}
    page.context.close()
