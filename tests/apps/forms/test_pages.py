"""The pages of the forms and their files: one set of rows on the page, in the workbook, in Word and in the PDF."""

import io
import re

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from caunoi.foundation.audit.models import AuditEvent
from tests.apps.cadres.readers import signed_in
from tests.apps.forms.forms_at_hand import make_scene
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
PAGE = "/bieu-mau-bao-cao/{key}/?ngay=31/08/2020"


@pytest.fixture
def board():
    return signed_in("btc", make_scene()["province"])


def workbook(client, key: str) -> openpyxl.worksheet.worksheet.Worksheet:
    answer = client.get(PAGE.format(key=key) + "&format=xlsx")
    return openpyxl.load_workbook(io.BytesIO(answer.content)).active


def test_the_list_of_forms_leads_to_each_of_them(board):
    page = board.get("/bieu-mau-bao-cao/?ngay=31/08/2020").content.decode()

    links = re.findall(r'href="(/bieu-mau-bao-cao/[a-z-]+/\?ngay=[^"]+)"', page)
    assert len(set(links)) == 6
    assert {board.get(link.replace("&amp;", "&")).status_code for link in links} == {200}


def test_a_role_that_exports_no_list_is_offered_none(board):
    auditor = signed_in("kiemtra")

    page = auditor.get("/bieu-mau-bao-cao/").content.decode()

    assert "/bieu-mau-bao-cao/trich-ngang/" not in page and "/bieu-mau-bao-cao/so-luong/" in page
    assert auditor.get(PAGE.format(key="trich-ngang")).status_code == 409


def test_a_school_fills_lists_of_classes_and_nothing_else(board):
    school = signed_in("truong")

    page = school.get("/bieu-mau-bao-cao/?ngay=31/08/2020").content.decode()

    assert set(re.findall(r'href="/bieu-mau-bao-cao/([a-z-]+)/', page)) == {"danh-sach-lop"}
    assert school.get(PAGE.format(key="danh-sach-lop")).status_code == 200
    assert school.get(PAGE.format(key="so-luong")).status_code == 404
    assert school.get("/bieu-mau-bao-cao/doi-chieu/").status_code == 403


def test_numbers_on_the_page_are_links_with_their_value(board):
    page = board.get(PAGE.format(key="so-luong")).content.decode()

    found = re.findall(r'data-figure="cadres.people" data-value="(\d+)" href="([^"]+)"', page)
    assert found[0][0] == "4" and len(found) > 200
    first = board.get(found[2][1].replace("&amp;", "&")).content.decode()
    assert "Nguyễn Thị Hoa" in first and "Trần Văn Bình" not in first


def test_a_workbook_keeps_merged_headings_and_holds_numbers(board):
    page = workbook(board, "so-luong")

    rows = {row[0].value: [cell.value for cell in row] for row in page.iter_rows() if row[0].value}
    assert rows["Tổng số"][1:4] == [4, 2, 1]
    assert all(isinstance(value, int) for value in rows["Bí thư Đảng ủy"][1:])
    merged = {page.cell(each.min_row, each.min_col).value for each in page.merged_cells.ranges}
    assert {"Trong đó", "Tuổi", "Giáo dục phổ thông", "Nhóm, chức danh"} <= merged


def test_days_in_a_workbook_are_days(board):
    page = workbook(board, "trich-ngang")

    hoa = next(row for row in page.iter_rows() if row[1].value == "Nguyễn Thị Hoa")
    assert hoa[3].value.date().isoformat() == "1985-05-01"


@pytest.mark.parametrize("key", ["so-luong", "chat-luong", "trich-ngang", "chua-dat-chuan"])
def test_pdf_word_and_workbook_say_the_same(board, key):
    files = {
        form: board.get(PAGE.format(key=key) + f"&format={form}").content for form in ("pdf", "docx", "xlsx")
    }

    rows = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).active.iter_rows(values_only=True)
    first = next(row for row in rows if row[0] in ("Tổng số", 1))
    words = [
        f"{value:%d/%m/%Y}" if hasattr(value, "year") else str(value) for value in first if value is not None
    ]
    table = docx.Document(io.BytesIO(files["docx"])).tables[1]
    in_word = [" ".join(cell.text for cell in row.cells) for row in table.rows]
    printed = re.sub(
        r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages)
    )
    assert any(all(word in line for word in words) for line in in_word)
    assert [word for word in words if word not in printed] == []
    assert "{{" not in " ".join(in_word) and "{%" not in " ".join(in_word)


def test_a_file_of_people_is_remembered(board):
    board.get(PAGE.format(key="trich-ngang") + "&format=pdf")

    (taken,) = [each for each in all_of(AuditEvent) if each.changes.get("form") == [None, "pdf"]]
    assert taken.changes["rows"] == [None, 4]


def test_a_wrong_unit_or_kind_of_file_has_its_sentence(board):
    unit = board.get(PAGE.format(key="so-luong") + "&xa=Không Có")
    kind = board.get(PAGE.format(key="so-luong") + "&format=exe")

    assert unit.status_code == 400 and "không có đơn vị" in unit.content.decode()
    assert kind.status_code == 400 and "xlsx, docx hoặc pdf" in kind.content.decode()


def test_the_page_of_checks_names_whom_a_difference_is_about(board):
    page = board.get("/bieu-mau-bao-cao/doi-chieu/?ngay=31/08/2020").content.decode()

    assert "Văn phòng - thống kê: 0 so với 1" in page and "Phạm Dung" in page
    assert "khớp 1 dòng" in page
