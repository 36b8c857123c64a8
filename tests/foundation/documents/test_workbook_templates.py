"""Workbooks as templates: what the office drew stays, data stay data, a lacking field is said before filling."""

import io
from datetime import date

import openpyxl
import pytest

from caunoi.foundation.documents import DocumentKind, all_kinds, kind_or_404
from caunoi.foundation.documents.filling import UnfitTemplate, check_template, fill_kind
from caunoi.foundation.documents.workbook_templates import fill_workbook

ROWS = [
    {"c1": 1, "c2": "=1+1", "c3": date(1985, 5, 1), "nhom": ""},
    {"c1": 2, "c2": "Lê Văn", "c3": "", "nhom": ""},
]


def book(*rows: list) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).active


def forms(format: str) -> list[DocumentKind]:
    return [kind for kind in all_kinds() if kind.key.startswith("bieu-") and kind.format == format]


TEMPLATE = book(
    ["{{ tieu_de }}"], ["TT", "Họ tên", "Sinh"], ["{{ dong.c1 }}", "{{ dong.c2 }}", "{{ dong.c3 }}"], ["Cuối"]
)


def test_rows_are_written_again_and_what_stands_below_moves_down():
    page = opened(fill_workbook(TEMPLATE, {"tieu_de": "Biểu thử", "dong": ROWS}))

    assert page["A1"].value == "Biểu thử"
    assert [page["A3"].value, page["A4"].value, page["A5"].value] == [1, 2, "Cuối"]


def test_a_name_that_looks_like_a_formula_stays_a_name_and_a_day_a_day():
    page = opened(fill_workbook(TEMPLATE, {"tieu_de": "", "dong": ROWS}))

    assert (page["B3"].value, page["B3"].data_type) == ("=1+1", "s")
    assert page["C3"].value.date() == date(1985, 5, 1)


def test_merged_cells_below_the_rows_move_with_them():
    made = opened(TEMPLATE)
    made.merge_cells("A4:C4")
    out = io.BytesIO()
    made.parent.save(out)

    page = opened(fill_workbook(out.getvalue(), {"tieu_de": "", "dong": ROWS}))

    assert [str(each) for each in page.merged_cells.ranges] == ["A5:C5"]


def test_no_rows_at_all_leave_no_pattern_behind():
    page = opened(fill_workbook(TEMPLATE, {"tieu_de": "", "dong": []}))

    assert page["A3"].value == "Cuối"


@pytest.mark.parametrize("kind", forms("xlsx") + forms("docx"), ids=lambda kind: kind.key)
def test_the_templates_of_forms_pass_their_own_check(kind):
    assert kind.required <= check_template(kind, kind.default.read_bytes())


@pytest.mark.parametrize("kind", forms("xlsx"), ids=lambda kind: kind.key)
def test_a_filled_template_of_a_form_keeps_its_headings_merged(kind):
    before, after = (
        opened(kind.default.read_bytes()),
        opened(fill_kind(kind, kind.default.read_bytes(), kind.sample())),
    )

    texts = [cell.value for row in after.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [text for text in texts if "{{" in text]
    assert "DỮ LIỆU MẪU" in texts
    assert len(after.merged_cells.ranges) >= len(before.merged_cells.ranges) - 1


def test_a_template_that_lacks_a_column_is_told_which():
    kind = kind_or_404("bieu-trich-ngang-xlsx")
    page = opened(kind.default.read_bytes())
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == "{{ dong.c2 }}"]
    cell.value = None
    out = io.BytesIO()
    page.parent.save(out)

    with pytest.raises(UnfitTemplate, match=r"Mẫu thiếu trường: c2 \(Họ và tên\)"):
        check_template(kind, out.getvalue())


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("{{ dong.c1 * 9 }}", "A1 có chỗ viết sai"),
        ("{% for x in dong %}", "A1 có chỗ viết sai"),
        ("{{ mat_khau }}", "Mẫu thiếu trường"),
    ],
)
def test_what_is_no_field_is_refused(cell, reason):
    with pytest.raises(UnfitTemplate, match=reason):
        check_template(kind_or_404("bieu-trich-ngang-xlsx"), book([cell]))


def test_an_unknown_field_and_a_file_of_another_kind_are_refused():
    kind = kind_or_404("bieu-so-luong-xlsx")
    page = opened(kind.default.read_bytes())
    page["A40"] = "{{ mat_khau }}"
    out = io.BytesIO()
    page.parent.save(out)

    with pytest.raises(UnfitTemplate, match="trường không có: mat_khau"):
        check_template(kind, out.getvalue())
    with pytest.raises(UnfitTemplate):
        check_template(kind, b"MZ khong phai bang tinh")
