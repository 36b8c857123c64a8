"""The import pages through the client: few clicks, every answer a page, and nobody else's file."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, ImportBatch
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs import worker
from tests.apps.cadres.lists import HEADINGS, good_row, good_workbook, workbook
from tests.factories.cadres import all_of, make_cadre, make_province
from tests.factories.organisation import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_province()


def signed_in(client, username, role, unit):
    user = (
        User.objects.create_user(username=username, full_name=f"Người {username}")
        if hasattr(User.objects, "create_user")
        else User.objects.create(username=username, full_name=f"Người {username}")
    )
    Grant.objects.create(
        user=user, role=role, unit=unit, reach="subtree", valid_from=LONG_AGO, basis="thử", granted_by="thử"
    )
    client.force_login(user)
    return client


@pytest.fixture
def board(client, units):
    return signed_in(client, "bantochuc", "btc", units["province"])


def run_jobs():
    """What the worker does, without a process of its own."""
    while (job := jobs.claim()) is not None:
        worker.run_here(job.pk)


def handed_in(client, content, name="ds.xlsx"):
    answer = client.post("/nhap/", {"tep": SimpleUploadedFile(name, content), "on": "31/08/2020"})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return answer["Location"]


def test_a_clean_file_needs_a_drop_and_one_button(board):
    assert "Thả tệp danh sách cán bộ vào đây" in board.get("/nhap/").content.decode()

    address = handed_in(board, good_workbook(3))
    assert "Kiểm tra tệp ds.xlsx" in board.get(address).content.decode()
    run_jobs()
    check = board.get(address).content.decode()
    assert "Ghi 3 dòng" in check
    assert board.post(address + "ghi/").status_code == 302
    run_jobs()

    result = board.get(address).content.decode()
    assert "Đã ghi 3 dòng vào sổ" in result
    assert "Hoàn tác cả lần nhập" in result
    assert len(all_of(Cadre)) == 3


def test_the_progress_asks_again_until_the_job_ends_and_then_the_page_comes_anew(board):
    address = handed_in(board, good_workbook(3))

    waiting = board.get(address, headers={"HX-Request": "true"})
    run_jobs()
    ended = board.get(address, headers={"HX-Request": "true"})

    assert f'hx-get="{address}"' in waiting.content.decode()
    assert ended["HX-Refresh"] == "true"


def test_bad_rows_come_back_as_a_workbook_and_go_in_mended(board):
    rows = [good_row(number) for number in range(1, 6)]
    rows[3] = good_row(4, Xã="Xuân Hưong")
    address = handed_in(board, workbook(rows))
    run_jobs()
    check = board.get(address).content.decode()
    assert "Không có xã “Xuân Hưong”. Gần nhất: Xuân Hương (Lạng Giang)" in check
    assert "Ghi 4 dòng hợp lệ" in check

    book = openpyxl.load_workbook(io.BytesIO(board.get(address + "tep-loi/").content))
    book.worksheets[0].cell(2, HEADINGS.index("Xã") + 1).value = "Xuân Hương"
    out = io.BytesIO()
    book.save(out)
    board.post(address + "nap-da-sua/", {"tep": SimpleUploadedFile("sua.xlsx", out.getvalue())})
    run_jobs()

    assert "Ghi 5 dòng" in board.get(address).content.decode()


def test_every_tab_shows_its_rows_and_their_number(board, units):
    make_cadre(units["xuan_huong"], "Trần Đức An", number="BG00001", birth=PartialDate(1961))
    rows = [good_row(number) for number in range(1, 5)]
    rows[3] = good_row(4, Xã="Xuân Hưong")
    address = handed_in(board, workbook(rows))
    run_jobs()

    counts = {"them": 2, "sua": 1, "khong-doi": 0, "loi": 1}
    for part, count in counts.items():
        assert f'data-count="{count}"' in board.get(f"{address}?phan={part}").content.decode(), part
    assert "Ngày sinh: 1961 → 02/02/1961" in board.get(f"{address}?phan=sua").content.decode()


def test_two_people_who_may_be_one_stand_side_by_side_until_somebody_says(board, units):
    known = make_cadre(units["tan_thanh"], "Trần Đức Ăn", birth=PartialDate(1961, 2, 2))
    address = handed_in(board, workbook([good_row(1, Số_hiệu=None, Xã="Tân Thành")]))
    run_jobs()
    check = board.get(address).content.decode()
    assert "Cùng một người" in check
    assert "Trần Đức Ăn" in check

    board.post(address + "trung/", {"number": "2", "answer": str(known.pk)})
    run_jobs()

    assert "Ghi 1 dòng" in board.get(address).content.decode()
    assert all_of(ImportBatch)[0].changed == 1


def test_a_column_nobody_knows_is_shown_and_may_be_named(board):
    headings = ["Họ tên", "Ông bà", "Xã", "Huyện", "Chức vụ"]
    content = workbook(
        [["Nguyễn Văn An", "03/04/1975", "Xuân Hương", "Lạng Giang", "Bí thư Đảng ủy"]], headings
    )
    address = handed_in(board, content)
    run_jobs()
    assert "Chưa biết và bỏ qua: “Ông bà”" in board.get(address).content.decode()

    answer = board.post(address + "cot/", {"cot_0": "full_name", "cot_1": "birth"})
    run_jobs()

    assert answer.status_code == 302
    check = board.get(address).content.decode()
    assert "Chưa biết" not in check
    assert "3 tháng 4 năm 1975" in check


def test_a_hostile_file_is_told_why_and_how_to_mend(board):
    address = handed_in(board, b"PK\x03\x04 nothing of a workbook", "bom.xlsx")
    run_jobs()

    page = board.get(address).content.decode()

    assert "Chưa đọc được tệp này" in page
    assert "nạp lại" in page


def test_no_file_is_asked_for_by_name(board):
    answer = board.post("/nhap/", {"on": "31/08/2020"})

    assert answer.status_code == 422
    assert "Chọn tệp danh sách" in answer.content.decode()


def test_the_undo_is_shown_before_it_is_done(board, units):
    address = handed_in(board, good_workbook(3))
    run_jobs()
    board.post(address + "ghi/")
    run_jobs()

    preview = board.get(address + "hoan-tac/").content.decode()
    assert "Hoàn tác 3 hồ sơ" in preview
    board.post(address + "hoan-tac/")

    assert not all_of(Cadre)
    assert "Đã hoàn tác lúc" in board.get(address).content.decode()


def test_the_protocol_names_every_row(board):
    address = handed_in(board, good_workbook(3))
    run_jobs()
    board.post(address + "ghi/")
    run_jobs()

    book = openpyxl.load_workbook(io.BytesIO(board.get(address + "bien-ban/").content))

    rows = list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    assert [(row[0], row[2]) for row in rows] == [(2, "Thêm"), (3, "Thêm"), (4, "Thêm")]


def test_the_template_filled_in_is_read_without_a_question(board, system, day):
    book = openpyxl.load_workbook(io.BytesIO(board.get("/nhap/mau/?ngay=2020-08-31").content))
    sheet = book.worksheets[0]
    headings = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    filled = {"Họ và tên": "Nguyễn Văn An", "Chức danh": "Bí thư Đảng ủy", "Huyện": "Lạng Giang", "Xã": "Xuân Hương",
              "Ngày sinh": "03/04/1975", "Từ ngày": "15/06/2018"}  # fmt: skip
    for heading, value in filled.items():
        sheet.cell(2, headings[heading]).value = value
    out = io.BytesIO()
    book.save(out)

    checked = services.check_only(actor=system, file_name="mau.xlsx", content=out.getvalue(), on=day)

    assert (checked.counts["rows"], checked.counts["added"]) == (1, 1)
    assert checked.plans[0].problems == []


def test_an_import_of_another_is_not_there(board, units, client):
    address = handed_in(board, good_workbook(2))
    run_jobs()
    clerk = signed_in(client, "vanphong", "xa", units["xuan_huong"])

    for part in ("", "tep-loi/", "hoan-tac/", "bien-ban/"):
        assert clerk.get(address + part).status_code == 404, part
    for part in ("ghi/", "bo/", "hoan-tac/", "trung/", "cot/", "nap-da-sua/", "dung/", "kiem-tra/"):
        assert clerk.post(address + part).status_code == 404, part


def test_a_reader_has_no_import_at_all(client, units):
    auditor = signed_in(client, "kiemtra", "kiemtra", units["province"])

    assert auditor.get("/nhap/").status_code == 403
    assert auditor.get("/nhap/xuat/").status_code == 403


def test_a_check_asked_to_stop_leaves_nothing_and_may_be_begun_again(board):
    address = handed_in(board, good_workbook(3))

    board.post(address + "dung/")
    run_jobs()
    halted = board.get(address).content.decode()
    assert "Đã dừng kiểm tra" in halted

    board.post(address + "kiem-tra/")
    run_jobs()
    assert "Ghi 3 dòng" in board.get(address).content.decode()


def test_an_import_thrown_away_is_gone_but_listed(board):
    address = handed_in(board, good_workbook(3))
    run_jobs()

    board.post(address + "bo/")

    assert "Đã bỏ" in board.get("/nhap/").content.decode()
    assert "Chưa có gì được ghi vào sổ" in board.get(address).content.decode()
    assert board.post(address + "ghi/").status_code == 409


@pytest.mark.parametrize("form", ["plain", "csv", "official"])
def test_the_list_is_taken_away_in_three_forms(board, units, form):
    make_cadre(units["xuan_huong"], "Trần Thị Ánh", birth=PartialDate(1975))

    answer = board.get(f"/nhap/xuat/?dang={form}&ngay=2020-08-31")

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert board.get("/nhap/xuat/?dang=pdf").status_code == 409
