"""The empty form: lists by name on a hidden sheet, notes instead of instruction rows (E01)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from caunoi.foundation.workbooks import columns, reading, rows, sheets, template
from caunoi.foundation.workbooks.schema import Choice, Column, Schema
from tests.foundation.workbooks.builders import COMMUNES, PEOPLE, person


@pytest.fixture
def book() -> Workbook:
    out = io.BytesIO()
    template.write_template(out, PEOPLE)
    return openpyxl.load_workbook(out)


def test_every_list_is_called_by_name_and_none_is_written_inline(book: Workbook) -> None:
    rules = book.worksheets[0].data_validations.dataValidation

    lists = [rule.formula1 for rule in rules if rule.type == "list"]
    assert len(lists) == 5
    assert all(len(source) <= 255 for source in lists)
    assert not [source for source in lists if source.startswith('"')]
    for source in lists:
        assert source.startswith("INDIRECT(") or source in book.defined_names


def test_the_lists_stand_on_a_hidden_sheet(book: Workbook) -> None:
    assert book["DanhMuc"].sheet_state == "hidden"
    for name in book.defined_names:
        sheet, area = next(iter(book.defined_names[name].destinations))
        assert sheet == "DanhMuc"
        assert all(
            cell.value
            for line in book["DanhMuc"][area]
            for cell in (line if isinstance(line, tuple) else [line])
        )


def test_the_communes_follow_the_district_chosen(book: Workbook) -> None:
    rules = book.worksheets[0].data_validations.dataValidation
    commune = next(rule for rule in rules if str(rule.sqref).startswith("F2"))

    assert commune.formula1 == 'INDIRECT("DM_commune_"&MATCH($E2,DM_district,0))'
    area = next(iter(book.defined_names["DM_commune_3"].destinations))[1]
    names = [cell.value for (cell,) in book["DanhMuc"][area]]
    assert names == [choice.label for choice in COMMUNES if choice.parent == "SD"]


def test_a_list_of_a_thousand_long_words_still_opens() -> None:
    many = Column(
        "unit",
        "Đơn vị",
        "choice",
        choices=tuple(Choice(str(n), f"Đơn vị số {n} " + "dài" * 20) for n in range(1000)),
    )
    out = io.BytesIO()

    template.write_template(out, Schema("units", "Đơn vị", (many,)))

    book = openpyxl.load_workbook(out)
    assert book.worksheets[0].data_validations.dataValidation[0].formula1 == "DM_unit"
    assert book.defined_names["DM_unit"].attr_text == "DanhMuc!$A$2:$A$1001"


def test_headings_are_frozen_noted_and_starred_when_needed(book: Workbook) -> None:
    sheet = book.worksheets[0]

    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].value == "Họ và tên *"
    assert sheet["B1"].comment.text == "Chỉ biết năm thì ghi năm\nVí dụ: 31/08/1985"
    assert sheet.max_row == 1


def test_identity_and_day_columns_are_text_so_nothing_is_lost_or_turned_around(book: Workbook) -> None:
    sheet = book.worksheets[0]

    runs = [(run.min, run.max) for run in sheet.column_dimensions.values() if run.number_format == "@"]
    assert {place for first, last in runs for place in range(first, last + 1)} >= {2, 4, 8, 13}


def test_the_sheet_to_read_first_has_six_lines(book: Workbook) -> None:
    assert book.sheetnames == ["Danh sách cán bộ", "Đọc trước", "DanhMuc"]
    assert book["Đọc trước"].max_row == 6


def test_a_filled_template_is_read_back(book: Workbook, tmp_path: Path) -> None:
    given = person("Nguyễn Văn Tuấn", "07630")
    shown = ["Nguyễn Văn Tuấn", "3/4/1975", "Nam", "024075001234", "Sơn Động", "Phúc Sơn", "Bí thư Đảng ủy", "12/12",
             "Đại học Luật", "Trung cấp", "x", 12, "6/2015"]  # fmt: skip
    for place, value in enumerate(shown, start=1):
        book.worksheets[0].cell(2, place, value)
    book.save(tmp_path / "mau.xlsx")

    table = sheets.find_table(reading.read_workbook(tmp_path / "mau.xlsx"), known=PEOPLE.known_headings)
    typed = rows.read_rows(table, columns.map_columns(table, PEOPLE))

    assert typed.problems == []
    assert typed.rows[0].values == given
    assert table.others == ()


def test_an_export_offers_the_same_lists(tmp_path: Path) -> None:
    path = tmp_path / "ra.xlsx"

    template.write_table(path, PEOPLE, [person("Lê Văn Ân")], title="T", as_of=date(2019, 8, 31))

    sheet = openpyxl.load_workbook(path).worksheets[0]
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules["F5"] == 'INDIRECT("DM_commune_"&MATCH($E5,DM_district,0))'


def test_a_schema_without_lists_needs_no_hidden_sheet() -> None:
    out = io.BytesIO()
    plain = replace(PEOPLE, columns=(PEOPLE.column("name"),))

    template.write_template(out, plain)

    assert "DanhMuc" not in openpyxl.load_workbook(out).sheetnames
