"""Report forms, the cross table and open data in a real browser: chosen, looked at, opened to the person, taken along."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, faults_of, sideways
from tests.demo_place import running
from tests.journeys import visiting

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIRST_ROW = "#bieu tbody tr:first-child"


@pytest.fixture(scope="module")
def board(demo_province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a province of its own: a template is brought in."""
    folder = tmp_path_factory.mktemp("forms") / "province"
    shutil.copytree(demo_province, folder)
    with running(folder, tmp_path_factory.mktemp("forms-served")) as address:
        yield address


@contextmanager
def visit(browser: Browser, address: str, account: str, width: int = 1366) -> Iterator[Page]:
    """A form asks forty questions about everybody: on a crowded machine that is no fault of the page."""
    with visiting.visit(browser, address, account, width) as page:
        page.set_default_timeout(60_000)
        yield page


def sound(page: Page) -> bool:
    """Nothing for anybody's eyes or hands to stumble over, nothing cut off, nothing said by the console."""
    assert axe(page) == []
    assert not sideways(page)
    assert faults_of(page) == []
    return True


@pytest.mark.parametrize("width", [1366, 360])
def test_a_number_of_a_form_opens_its_list_and_the_list_its_person(browser, board, width):
    with visit(browser, board, "btc", width) as page:
        page.goto("/bieu-mau-bao-cao/")
        assert sound(page)
        page.get_by_role("link", name="Thống kê chất lượng").first.click()
        page.get_by_label("Đơn vị (để trống").fill("Xuân Hương")
        page.get_by_role("button", name="Xem biểu").click()
        page.wait_for_url("**xa=**")
        assert sound(page)

        number = page.locator(f"{FIRST_ROW} a[data-value]").first
        value = number.get_attribute("data-value")
        number.click()
        listed = page.locator("table[data-count]").first
        assert listed.get_attribute("data-count") == value != "0"
        name = page.locator("#can-bo tbody tr:first-child th a").first
        said = name.inner_text()
        name.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(said)


@pytest.mark.parametrize("width", [1366, 360])
def test_forms_are_held_against_each_other_and_a_difference_names_people(browser, board, width):
    with visit(browser, board, "btc", width) as page:
        page.goto("/bieu-mau-bao-cao/")
        page.get_by_role("link", name="Đối chiếu các biểu").click()

        expect(page.locator("main table tbody tr")).to_have_count(6)
        assert sound(page)


@pytest.mark.parametrize("format", ["xlsx", "docx", "pdf"])
def test_a_form_is_taken_along(browser, board, format):
    with visit(browser, board, "btc") as page:
        page.goto("/bieu-mau-bao-cao/so-luong/")
        with page.expect_download() as taken:
            page.locator(f'.downloads a[href*="format={format}"]').click()

        assert taken.value.suggested_filename == f"so-luong-31-08-2020.{format}"


def without(template: bytes, field: str) -> bytes:
    """The office's template after somebody deleted a field in Word."""
    letter = docx.Document(io.BytesIO(template))
    cells = [cell for table in letter.tables for row in table.rows for cell in row.cells]
    for part in [*letter.paragraphs, *(each for cell in cells for each in cell.paragraphs)]:
        for run in part.runs:
            run.text = run.text.replace("{{ " + field + " }}", "")
    kept = io.BytesIO()
    letter.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("width", [1366, 360])
def test_a_template_that_lacks_a_field_is_refused_in_words(browser, board, width):
    with visit(browser, board, "btc", width) as page:
        page.goto("/mau-van-ban/bieu-so-luong/")
        with page.expect_download() as taken:
            page.get_by_role("link", name="Tải mẫu về để sửa").click()
        template = Path(taken.value.path()).read_bytes()
        spoiled = {"name": "so-luong.docx", "mimeType": WORD, "buffer": without(template, "don_vi")}
        page.get_by_label("Tệp mẫu").set_input_files(spoiled)
        page.get_by_role("button", name="Kiểm tra và dùng mẫu này").click()

        expect(page.get_by_text("Mẫu thiếu trường: {{ don_vi }}")).to_be_visible()
        assert axe(page) == [] and not sideways(page)


def test_a_template_the_office_edited_is_used_from_its_day(browser, board):
    with visit(browser, board, "btc") as page:
        page.goto("/mau-van-ban/bieu-chat-luong/")
        with page.expect_download() as taken:
            page.get_by_role("link", name="Tải mẫu về để sửa").click()
        letter = docx.Document(str(taken.value.path()))
        letter.add_paragraph("Nơi nhận: Văn phòng Tỉnh ủy")
        edited = io.BytesIO()
        letter.save(edited)
        file = {"name": "chat-luong.docx", "mimeType": WORD, "buffer": edited.getvalue()}
        page.get_by_label("Tệp mẫu").set_input_files(file)
        page.get_by_role("button", name="Kiểm tra và dùng mẫu này").click()
        expect(page.get_by_text("Đã nhận mẫu mới")).to_be_visible()
        assert sound(page)

    with visit(browser, board, "btc") as page:
        page.goto("/bieu-mau-bao-cao/chat-luong/")
        with page.expect_download() as taken:
            page.locator('.downloads a[href*="format=docx"]').click()
        words = [each.text for each in docx.Document(str(taken.value.path())).paragraphs]
        assert "Nơi nhận: Văn phòng Tỉnh ủy" in words


@pytest.mark.parametrize("width", [1366, 360])
def test_a_visitor_looks_at_open_data_and_takes_a_table(browser, board, width):
    with visit(browser, board, "", width) as page:
        page.goto("/du-lieu-mo/")
        assert sound(page)
        with page.expect_download() as taken:
            page.locator('main a[href$=".csv"]').first.click()

        assert Path(taken.value.path()).stat().st_size > 100
