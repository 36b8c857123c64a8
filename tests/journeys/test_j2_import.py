"""J2: 1.368 people from last year's workbook, clean in four presses, with twelve mistakes in seven, and taken back."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import axe, faults_of, meter
from tests.journeys.lists import ADDED, CHANGED, PEOPLE, TWELVE_DEFECTS, changed_list, mended
from tests.journeys.visiting import PASSWORD, visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

EXPORT = "/nhap/xuat/?dang=plain"
LONGEST = 120_000
IN_THE_DIALOGUE = (
    1  # the press that chooses the file happens in a window of the system, which no page can count
)


@pytest.fixture
def officer(browser: Browser, demo_server: str) -> Iterator[Page]:
    with visit(browser, demo_server, "btc") as page:
        page.goto("/")
        yield page


def everybody(page: Page) -> bytes:
    """The file of everybody asks who one is where that was not proved lately; here it is told each time."""
    question = page.request.get(f"/xac-nhan/?next={quote(EXPORT)}").text()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', question)[0]
    told = {"csrfmiddlewaretoken": token, "xac_nhan": PASSWORD, "next": EXPORT}
    return page.request.post("/xac-nhan/", form=told).body()


def choose(page: Page, button: Locator, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        button.click()
    chooser.value.set_files(file)


def tally(page: Page) -> dict[str, int]:
    """The figures of the check by their words."""
    words = page.locator(".tally").first.inner_text()
    found = re.findall(r"([\d.]+)\s*\n\s*(Thêm|Sửa|Không đổi|Lỗi|Cộng)", words)
    return {name: int(number.replace(".", "")) for number, name in found}


def write_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"^Ghi [\d.]+ dòng"))


def bring_in(page: Page, file: Path) -> None:
    """From the home to the check page, as an officer does it."""
    page.get_by_role("link", name=re.compile("^Nhập")).first.click()
    choose(page, page.get_by_text("Chọn tệp", exact=True), file)
    write_button(page).wait_for(timeout=LONGEST)


def test_a_clean_list_goes_in_with_four_presses_and_back_out_to_the_byte(
    officer: Page, tmp_path: Path
) -> None:
    before = everybody(officer)
    file = changed_list(before).save(tmp_path / "Danh sách chủ chốt 2019.xlsx")

    bring_in(officer, file)
    assert tally(officer) == {
        "Thêm": ADDED,
        "Sửa": CHANGED,
        "Không đổi": PEOPLE - ADDED - CHANGED,
        "Lỗi": 0,
        "Cộng": PEOPLE,
    }
    assert axe(officer) == []
    write_button(officer).click()
    officer.get_by_text(f"Đã ghi {PEOPLE:,}".replace(",", ".")).wait_for(timeout=LONGEST)

    assert meter(officer)["clicks"] + IN_THE_DIALOGUE == 4
    assert meter(officer)["keys"] == 0
    assert everybody(officer) != before
    assert axe(officer) == []
    take_back(officer)
    assert everybody(officer) == before
    assert faults_of(officer) == []


def test_the_way_back_never_writes_twice(officer: Page, tmp_path: Path) -> None:
    file = changed_list(everybody(officer)).save(tmp_path / "Danh sách.xlsx")
    bring_in(officer, file)
    check = officer.url

    write_button(officer).click()
    officer.get_by_text("Đã ghi 1.368").wait_for(timeout=LONGEST)
    after = everybody(officer)
    officer.go_back()
    officer.go_back()
    expect(officer.get_by_text("Chọn tệp", exact=True)).to_be_visible()
    officer.goto(check)

    expect(officer.get_by_text("Đã ghi 1.368")).to_be_visible()
    assert write_button(officer).count() == 0
    assert everybody(officer) == after
    take_back(officer)


def take_back(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Hoàn tác cả lần nhập")).click()
    page.get_by_role("button", name=re.compile(r"^Hoàn tác [\d.]+ hồ sơ")).click()
    expect(page.get_by_text("Đã hoàn tác lúc")).to_be_visible(timeout=LONGEST)


def test_twelve_mistakes_are_mended_and_all_goes_in_with_seven_presses(officer: Page, tmp_path: Path) -> None:
    content = everybody(officer)
    good, spoiled = changed_list(content), changed_list(content)
    spoiled.spoil_twelve()

    bring_in(officer, spoiled.save(tmp_path / "Danh sách 2019.xlsx"))
    assert tally(officer)["Lỗi"] == len(TWELVE_DEFECTS)
    with officer.expect_download() as download:
        officer.get_by_role("link", name="Tải tệp lỗi (12 dòng)").click()
    errors = tmp_path / "lỗi.xlsx"
    download.value.save_as(errors)
    assert notes(errors) == len(TWELVE_DEFECTS)

    choose(
        officer, officer.get_by_text("Chọn tệp", exact=True), mended(errors, good, tmp_path / "đã sửa.xlsx")
    )
    expect(officer.get_by_role("button", name="Ghi 1.368 dòng", exact=True)).to_be_visible(timeout=LONGEST)
    assert tally(officer)["Lỗi"] == 0
    write_button(officer).click()
    officer.get_by_text("Đã ghi 1.368").wait_for(timeout=LONGEST)

    assert meter(officer)["clicks"] + 2 * IN_THE_DIALOGUE == 7
    assert meter(officer)["keys"] == 0
    assert faults_of(officer) == []


def notes(path: Path) -> int:
    """How many rows of the error workbook say what is wrong with them, each in the words meant for it."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    told = [" ".join(cell.comment.text for cell in row if cell.comment) for row in sheet.iter_rows(min_row=2)]
    missing = [words for _column, _value, words in TWELVE_DEFECTS if not any(words in note for note in told)]
    assert missing == [], told
    return sum(bool(note) for note in told)
