"""A list into the registry: read, checked, mended, written; what is counted is what happens."""

import io
from datetime import date

import openpyxl
import pytest

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, ImportBatch, ImportRow, Posting, Qualification, Rating
from caunoi.apps.cadres.services.watching import Watch
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import Stopped
from tests.apps.cadres.lists import HEADINGS, good_row, good_workbook, workbook
from tests.factories.cadres import all_of, make_cadre, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_province()


def started(actor, day, content, name="danh_sach.xlsx"):
    return services.start_import(actor=actor, file_name=name, content=content, on=day, in_background=False)


def checked(actor, day, content):
    return services.check_batch(actor=actor, batch=started(actor, day, content))


def counts(batch):
    return (batch.rows, batch.added, batch.changed, batch.unchanged, batch.rejected)


def test_a_plain_list_is_read_checked_and_written(units, system, day):
    batch = checked(system, day, good_workbook(5))

    assert (batch.state, counts(batch)) == ("checked", (5, 5, 0, 0, 0))
    assert not all_of(Cadre)
    batch = services.write_batch(actor=system, batch=batch)
    assert batch.state == "written"
    first = all_of(Cadre, number="BG00001")[0]
    assert (first.full_name, first.birth, first.sex) == ("Trần Đức An", PartialDate(1961, 2, 2), "nam")
    (post,) = all_of(Posting, cadre=first)
    assert (post.title_code, post.unit_id, post.valid_from) == (
        "CX-CTUB",
        units["xuan_huong"].pk,
        date(2015, 6, 15),
    )
    levels = {fact.kind: (fact.level, fact.field) for fact in all_of(Qualification, cadre=first)}
    assert levels == {
        "general_education": ("thpt", ""),
        "professional": ("dai_hoc", "Luật"),
        "political_theory": ("trung_cap", ""),
    }
    assert [(rating.year, rating.grade) for rating in all_of(Rating, cadre=first)] == [(2019, "htt")]
    assert (post.batch_id, post.row_number) == (batch.pk, 2)


def test_the_same_list_again_changes_nothing(units, system, day):
    services.write_batch(actor=system, batch=checked(system, day, good_workbook(5)))

    again = checked(system, day, good_workbook(5))

    assert counts(again) == (5, 0, 0, 5, 0)


def test_two_titles_in_one_cell_are_a_main_post_and_a_concurrent_one(units, system, day):
    content = workbook([good_row(1, Chức_vụ="Bí thư Đảng ủy, Chủ tịch HĐND")])

    services.write_batch(actor=system, batch=checked(system, day, content))

    posts = {(post.title_code, post.kind) for post in all_of(Posting)}
    assert posts == {("CX-BT", "main"), ("CX-CTHD", "concurrent")}


def test_every_defect_is_told_once_at_its_row_in_plain_words(units, system, day):
    defects = {
        "Họ tên": ("Nguyễn Văn 7uấn", "chữ số"),
        "Năm sinh": ("31/02/1975", "không có trong lịch"),
        "Giới tính": ("Nàm", "Gần nhất: Nam"),
        "CCCD": ("02407500123X", "12 chữ số"),
        "Chức vụ": ("Trưởng phòng Mỹ thuật", "Không có chức danh"),
        "Xã": ("Xuân Hưong", "Không có xã “Xuân Hưong”. Gần nhất: Xuân Hương (Lạng Giang)"),
        "LLCT": ("Trung cấp hành chính", "Không có lý luận chính trị"),
    }
    rows = [good_row(number) for number in range(1, 4)]
    for number, (column, (cell, _)) in enumerate(defects.items(), start=10):
        rows.append(good_row(number, **{column.replace(" ", "_"): cell}))

    batch = checked(system, day, workbook(rows))

    assert counts(batch) == (10, 3, 0, 0, 7)
    bad = all_of(ImportRow, batch=batch, verdict="rejected")
    for row, (_, words) in zip(bad, defects.values(), strict=True):
        assert [words in problem["message"] for problem in row.problems] == [True], row.problems
    assert [row.number for row in bad] == [5, 6, 7, 8, 9, 10, 11]


def test_the_error_workbook_holds_only_the_bad_rows_and_mended_it_joins(units, system, day):
    rows = [good_row(number) for number in range(1, 9)]
    rows[2] = good_row(3, Xã="Xuân Hưong")
    rows[6] = good_row(7, Năm_sinh="31/02/1975")
    batch = checked(system, day, workbook(rows))
    assert counts(batch) == (8, 6, 0, 0, 2)

    book = openpyxl.load_workbook(io.BytesIO(services.error_workbook(actor=system, batch=batch)))
    sheet = book.worksheets[0]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["BG00003", "BG00007"]
    assert "Gần nhất: Xuân Hương" in sheet.cell(2, HEADINGS.index("Xã") + 1).comment.text
    sheet.cell(2, HEADINGS.index("Xã") + 1).value = "Xuân Hương"
    sheet.cell(3, HEADINGS.index("Năm sinh") + 1).value = "28/02/1975"
    out = io.BytesIO()
    book.save(out)
    services.upload_corrected(
        actor=system, batch=batch, file_name="sua.xlsx", content=out.getvalue(), in_background=False
    )
    batch.refresh_from_db(from_queryset=ImportBatch.objects.all().scoped())
    batch = services.check_batch(actor=system, batch=batch)

    assert counts(batch) == (8, 8, 0, 0, 0)
    assert [row.number for row in all_of(ImportRow, batch=batch)] == list(range(2, 10))
    services.write_batch(actor=system, batch=batch)
    assert len(all_of(Cadre)) == 8


def test_nothing_is_written_when_the_registry_moved_since_the_check(units, system, day):
    batch = checked(system, day, good_workbook(3))
    make_cadre(units["xuan_huong"], "Trần Đức An", number="BG00001", birth=PartialDate(1961, 2, 2))

    batch = services.write_batch(actor=system, batch=batch)

    assert batch.state == "checked"
    assert batch.reading["stale"]
    assert (batch.added, batch.changed) == (2, 1) or batch.rejected
    assert len(all_of(Cadre)) == 1


def test_asked_to_stop_nothing_is_written(units, system, day):
    batch = checked(system, day, good_workbook(30))
    asked = []

    def after_the_first_look():
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Stopped):
        services.write_batch(actor=system, batch=batch, watch=Watch(stop_asked=after_the_first_look))

    assert not all_of(Cadre)
    assert all_of(ImportBatch)[0].state == "checked"


def test_births_of_the_fifties_and_sixties_stay_in_their_century(units, system, day):
    typed = {
        "03/04/58": (1958, 4, 3),
        "7/69": None,
        "1950": (1950, None, None),
        1963: (1963, None, None),
        "15-6-61": (1961, 6, 15),
    }
    rows = [good_row(number, Năm_sinh=cell) for number, cell in enumerate(typed, start=1)]

    services.write_batch(actor=system, batch=checked(system, day, workbook(rows)))

    births = {cadre.number: cadre.birth for cadre in all_of(Cadre)}
    for number, wanted in enumerate(typed.values(), start=1):
        if wanted:
            assert births[f"BG{number:05d}"] == PartialDate(*wanted)
        else:
            assert f"BG{number:05d}" not in births


def test_a_file_that_is_no_workbook_is_refused_with_a_way_to_mend_it(units, system, day):
    batch = checked(system, day, b"PK\x03\x04 nothing of a workbook")

    assert batch.state == "refused"
    assert batch.refusal.endswith("nạp lại.")


def test_a_file_too_large_is_refused_before_it_is_kept(units, system, day, files_of_the_test):
    with pytest.raises(Refused, match="tối đa 20 MB"):
        started(system, day, b"x" * (20 * 1024 * 1024 + 1))

    assert not list(files_of_the_test.rglob("*.*"))


def test_a_file_changed_on_disk_after_the_check_is_not_written(units, system, day, files_of_the_test):
    batch = checked(system, day, good_workbook(3))
    (files_of_the_test / batch.stored_as).write_bytes(good_workbook(4))

    with pytest.raises(Refused, match="bị đổi"):
        services.write_batch(actor=system, batch=batch)


def test_a_dropped_import_leaves_its_counts_and_nothing_else(
    units, system, day, files_of_the_test, django_capture_on_commit_callbacks
):
    batch = checked(system, day, good_workbook(3))

    with django_capture_on_commit_callbacks(execute=True):
        batch = services.drop_batch(actor=system, batch=batch)

    assert (batch.state, batch.added) == ("dropped", 3)
    assert not all_of(ImportRow)
    assert not (files_of_the_test / batch.stored_as).exists()


def test_a_doubtful_row_is_settled_by_a_person(units, system, day):
    known = make_cadre(units["xuan_huong"], "Trần Đức An", birth=PartialDate(1961))
    content = workbook([good_row(1, Số_hiệu=None, Xã="Tân Thành")])
    make_cadre(units["tan_thanh"], "Trần Đức Ăn", birth=PartialDate(1961, 2, 2))
    batch = checked(system, day, content)
    (row,) = all_of(ImportRow, batch=batch)
    assert row.verdict == "rejected"
    assert row.problems[0]["other"]["name"] == "Trần Đức Ăn"

    services.settle_duplicate(actor=system, batch=batch, number=2, answer="new", in_background=False)
    batch = services.check_batch(actor=system, batch=all_of(ImportBatch)[0])

    assert counts(batch) == (1, 1, 0, 0, 0)
    assert known.pk not in {row.cadre_id for row in all_of(ImportRow, batch=batch)}


def test_a_column_may_be_read_as_another_one(units, system, day):
    headings = ["Họ tên", "Ông bà", "Xã", "Huyện", "Chức vụ"]
    content = workbook(
        [["Nguyễn Văn An", "03/04/1975", "Xuân Hương", "Lạng Giang", "Bí thư Đảng ủy"]], headings
    )
    batch = checked(system, day, content)
    assert [heading["title"] for heading in batch.reading["unknown"]] == ["Ông bà"]

    services.remap_columns(actor=system, batch=batch, columns={"birth": 1}, in_background=False)
    batch = services.check_batch(actor=system, batch=all_of(ImportBatch)[0])

    assert batch.reading["unknown"] == []
    assert all_of(ImportRow)[0].values["birth"] == "03/04/1975"


def test_the_identity_number_is_never_kept_in_clear_beside_the_file(units, system, day):
    batch = checked(system, day, workbook([good_row(1, CCCD="024061004821")]))
    services.write_batch(actor=system, batch=batch)

    (row,) = all_of(ImportRow)

    assert "024061004821" not in f"{row.values} {row.changes} {row.problems} {row.before}"
    assert all_of(Cadre)[0].identity_number == "024061004821"


def test_an_identity_number_that_could_not_be_read_is_not_kept_in_clear_either(units, system, day):
    rows = [good_row(1, CCCD="024061004821"), good_row(2, CCCD=24061009999), good_row(3, CCCD="0240610048X1")]

    batch = checked(system, day, workbook(rows))

    kept = f"{batch.reading} {[(row.values, row.problems) for row in all_of(ImportRow)]}"
    assert "24061004821" not in kept
    assert "24061009999" not in kept
    assert "0240610048X1" not in kept
    assert "Có phải 0•••9999?" in kept
    book = openpyxl.load_workbook(io.BytesIO(services.error_workbook(actor=system, batch=batch)))
    notes = [cell.comment.text for row in book.worksheets[0].iter_rows() for cell in row if cell.comment]
    assert any("Có phải 024061009999?" in note for note in notes)


def test_a_clerk_imports_the_own_commune_and_is_told_of_other_rows(units, actor_with, day):
    clerk = actor_with("xa", units["xuan_huong"])
    rows = [good_row(1), good_row(2, Xã="Tân Thành")]

    batch = checked(clerk, day, workbook(rows))

    assert counts(batch) == (2, 1, 0, 0, 1)
    assert "ngoài phạm vi" in all_of(ImportRow, verdict="rejected")[0].problems[0]["message"]
    assert batch.unit_id == units["xuan_huong"].pk
