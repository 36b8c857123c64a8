"""What a person agrees to on the check page, what a write notices, and what stays to be done after it."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, ImportBatch, ImportRow, Posting
from caunoi.apps.cadres.selectors.imports import near_misses
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import Refused
from tests.apps.cadres.lists import HEADINGS, good_row, good_workbook, workbook
from tests.apps.cadres.test_import import checked, counts
from tests.apps.cadres.test_import_pages import board, handed_in, run_jobs, units
from tests.factories.cadres import all_of, make_cadre

__all__ = ["board", "units"]
pytestmark = pytest.mark.django_db
NEAR = {"column": "commune", "typed": "Xuân Hưong", "meant": "Xuân Hương (Lạng Giang)"}


def misspelt():
    rows = [good_row(number) for number in range(1, 6)]
    for at in (1, 3):
        rows[at] = good_row(at + 1, Xã="Xuân Hưong")
    rows[4] = good_row(5, LLCT="Trung cáp")
    return workbook(rows)


def again(system):
    return services.check_batch(actor=system, batch=all_of(ImportBatch)[0])


def test_a_near_miss_is_taken_for_every_row_that_says_it_and_kept_with_the_import(units, system, day):
    batch = checked(system, day, misspelt())
    assert counts(batch) == (5, 2, 0, 0, 3)
    assert [(miss.typed, miss.meant, miss.rows) for miss in near_misses(system, batch)] == [
        ("Xuân Hưong", "Xuân Hương (Lạng Giang)", 2),
        ("Trung cáp", "Trung cấp", 1),
    ]

    services.use_suggestion(actor=system, batch=batch, **NEAR, in_background=False)
    batch = again(system)

    assert counts(batch) == (5, 4, 0, 0, 1)
    assert batch.overrides["words"] == [NEAR]
    services.write_batch(actor=system, batch=batch)
    assert {post.unit_id for post in all_of(Posting)} == {units["xuan_huong"].pk}


def test_a_word_taken_is_given_up_again(units, system, day):
    batch = checked(system, day, misspelt())
    services.use_suggestion(actor=system, batch=batch, **NEAR, in_background=False)

    services.drop_suggestion(actor=system, batch=again(system), **NEAR, in_background=False)

    assert counts(again(system)) == (5, 2, 0, 0, 3)


def test_only_what_the_check_asked_about_is_taken(units, system, day):
    batch = checked(system, day, misspelt())

    with pytest.raises(Refused, match="Không còn dòng nào"):
        services.use_suggestion(
            actor=system, batch=batch, **{**NEAR, "meant": "Tân Thành (Lạng Giang)"}, in_background=False
        )


def test_one_press_on_the_page_takes_the_word_and_another_gives_it_up(board):
    address = handed_in(board, misspelt())
    run_jobs()
    assert "Dùng cho 2 dòng" in board.get(address).content.decode()

    board.post(address + "tu-gan-dung/", NEAR)
    run_jobs()
    page = board.get(address).content.decode()
    assert "“Xuân Hưong” trong tệp được hiểu là “Xuân Hương (Lạng Giang)”" in page
    assert "Ghi 4 dòng hợp lệ" in page

    board.post(address + "tu-gan-dung/", {**NEAR, "undo": "1"})
    run_jobs()
    assert "Ghi 2 dòng hợp lệ" in board.get(address).content.decode()


def test_a_change_that_leaves_the_counts_alone_is_noticed_before_the_write(units, system, day):
    known = make_cadre(units["xuan_huong"], "Trần Đức An", number="BG00001", birth=PartialDate(1961))
    batch = checked(system, day, good_workbook(2))
    before = counts(batch)
    services.correct_cadre(
        actor=system, cadre=known, expected_version=known.version, changes={"birth": PartialDate(1961, 2)}
    )

    batch = services.write_batch(actor=system, batch=batch)

    assert (batch.state, counts(batch)) == ("checked", before)
    assert batch.reading["stale"]
    (row,) = all_of(ImportRow, batch=batch, verdict="changed")
    assert row.changes["birth"] == ["2/1961", "02/02/1961"]
    assert services.write_batch(actor=system, batch=batch).state == "written"


def test_rows_left_out_of_a_write_are_mended_and_come_as_the_next_import(board):
    rows = [good_row(number) for number in range(1, 4)]
    rows[1] = good_row(2, Năm_sinh="31/02/1975")
    address = handed_in(board, workbook(rows))
    run_jobs()
    board.post(address + "ghi/")
    run_jobs()
    written = board.get(address + "?phan=loi").content.decode()
    assert "Tải tệp lỗi (1 dòng)" in written
    assert "Nạp tệp đã sửa" in written

    book = openpyxl.load_workbook(io.BytesIO(board.get(address + "tep-loi/").content))
    book.worksheets[0].cell(2, HEADINGS.index("Năm sinh") + 1).value = "28/02/1975"
    out = io.BytesIO()
    book.save(out)
    answer = board.post(address + "nap-da-sua/", {"tep": SimpleUploadedFile("sua.xlsx", out.getvalue())})
    run_jobs()

    assert answer["Location"] != address
    assert "Ghi 1 dòng" in board.get(answer["Location"]).content.decode()
    board.post(answer["Location"] + "ghi/")
    run_jobs()
    assert len(all_of(Cadre)) == 3


def test_a_second_main_post_from_the_same_day_is_told_as_such_with_what_the_file_says(units, system, day):
    content = workbook([good_row(1)])
    services.write_batch(actor=system, batch=checked(system, day, content))

    batch = checked(system, day, workbook([good_row(1, Chức_vụ="PCT UBND")]))

    (row,) = all_of(ImportRow, batch=batch, verdict="rejected")
    (problem,) = row.problems
    assert "giữ từ cùng ngày: Chủ tịch UBND, Xã Xuân Hương, từ 15/06/2015" in problem["message"]
    assert "mới hơn" not in problem["message"]
    assert problem["value"] == "Phó Chủ tịch UBND từ 15/06/2015"
