"""A file with twelve defects: each said once, the error workbook holds just those rows, mended it goes in (E04)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from caunoi.foundation.workbooks import columns, errors_book, reading, rows, sheets
from caunoi.foundation.workbooks.official_form import write_official_form
from tests.foundation.workbooks.builders import (
    DIRTY_HEADINGS,
    OFFICIAL,
    PEOPLE,
    TWELVE_DEFECTS,
    save_rows,
    spoiled_rows,
    three_sections,
)

DAY = date(2019, 8, 31)
RED = "FFFFC7CE"
Read = tuple[sheets.Table, columns.ColumnMapping, rows.TypedTable]


def read(path: Path) -> Read:
    table = sheets.find_table(reading.read_workbook(path), known=PEOPLE.known_headings)
    mapping = columns.map_columns(table, PEOPLE)
    return table, mapping, rows.read_rows(table, mapping)


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    return save_rows(tmp_path / "ban.xlsx", spoiled_rows(), name="Danh sách 2019")


def test_each_defect_is_said_once_in_the_right_row_with_the_right_words(spoiled: Path) -> None:
    _, _, typed = read(spoiled)

    assert len(typed.rows) == 48
    assert [(problem.row, problem.column) for problem in typed.problems] == [
        (1 + 4 * (at + 1), key) for at, (_, _, key, _) in enumerate(TWELVE_DEFECTS)
    ]
    for problem, (_, _, _, words) in zip(typed.problems, TWELVE_DEFECTS, strict=True):
        assert words in problem.message_vi, problem


def test_a_defect_carries_the_cell_as_it_stood_and_the_nearest_reading(spoiled: Path) -> None:
    _, _, typed = read(spoiled)

    by_column = {(problem.column, problem.value): problem.suggestion for problem in typed.problems}
    assert by_column["commune", "Xuân Hưong"] == "Xuân Hương (Lạng Giang)"
    assert by_column["identity", "24075001234"] == "024075001234"
    assert by_column["sex", "Nàm"] == "Nam"


def test_the_error_workbook_has_just_the_bad_rows_red_with_a_note(spoiled: Path, tmp_path: Path) -> None:
    table, mapping, typed = read(spoiled)
    path = tmp_path / "loi.xlsx"

    count = errors_book.write_errors_book(path, table, mapping, typed.problems, as_of=DAY)

    book = openpyxl.load_workbook(path)
    sheet = book["Danh sách 2019"]
    lines = list(sheet.iter_rows(min_row=2))
    assert count == len(lines) == 12
    assert [cell.value for cell in sheet[1]] == DIRTY_HEADINGS
    for line, (heading, cell, _, words) in zip(lines, TWELVE_DEFECTS, strict=True):
        bad = [one for one in line if one.fill.fgColor.rgb == RED]
        assert [DIRTY_HEADINGS[one.column - 1] for one in bad] == [heading]
        assert (bad[0].value or "") == cell
        assert words in bad[0].comment.text
    assert book[errors_book.LIST_SHEET].max_row == 13


def test_the_error_workbook_untouched_has_the_same_defects_again(spoiled: Path, tmp_path: Path) -> None:
    table, mapping, typed = read(spoiled)
    path = tmp_path / "loi.xlsx"

    errors_book.write_errors_book(path, table, mapping, typed.problems, as_of=DAY)
    _, _, again = read(path)

    assert [problem.message_vi for problem in again.problems] == [p.message_vi for p in typed.problems]


def test_the_mended_error_workbook_goes_in(spoiled: Path, tmp_path: Path) -> None:
    table, mapping, typed = read(spoiled)
    path = tmp_path / "loi.xlsx"
    errors_book.write_errors_book(path, table, mapping, typed.problems, as_of=DAY)

    mend(path, "Danh sách 2019")
    _, _, again = read(path)

    assert again.problems == []
    assert len(again.rows) == 12
    assert again.rows[7].values["commune"] == "07375"


def mend(path: Path, name: str) -> None:
    """What a person does in Excel: fill in the right value in each red cell, save."""
    right: dict[str, Any] = {
        "Họ tên": "Nguyễn Văn Tuấn", "Năm sinh": "8/1975", "Giới tính": "Nam", "CCCD/CMND": "024075001234",
        "Xã": "Xuân Hương", "LLCT": "Trung cấp", "Đảng viên": "x", "Số năm công tác": 10,
    }  # fmt: skip
    book = openpyxl.load_workbook(path)
    for line in book[name].iter_rows(min_row=2):
        for cell in line:
            if cell.fill.fgColor.rgb == RED:
                cell.value = right[DIRTY_HEADINGS[cell.column - 1]]
    book.save(path)


def test_the_error_workbook_of_an_official_form_keeps_merged_headings_and_groups(tmp_path: Path) -> None:
    path, errors = tmp_path / "bieu.xlsx", tmp_path / "loi.xlsx"
    sections = three_sections()
    spoiled = {**sections[2].rows[1], "name": "Vi Văn P4o"}
    sections[2] = replace(sections[2], rows=[sections[2].rows[0], spoiled])
    write_official_form(path, OFFICIAL, PEOPLE, sections, as_of=DAY)
    table, mapping, typed = read(path)

    errors_book.write_errors_book(errors, table, mapping, typed.problems, as_of=DAY)
    again_table, _, again = read(errors)

    assert len(again.rows) == 1
    assert again_table.data[0].groups == ("Huyện Sơn Động", "Xã Phúc Sơn")
    assert again_table.headings == table.headings
    assert again.rows[0].values == typed.rows[4].values
    assert [problem.column for problem in again.problems] == ["name"]


def test_a_problem_without_a_column_in_the_file_marks_the_first_cell(tmp_path: Path) -> None:
    path = save_rows(tmp_path / "thieu.xlsx", [["STT", "Chức vụ", "Xã"], [1, "Bí thư", "Xuân Hương"]])
    table, mapping, typed = read(path)
    errors = tmp_path / "loi.xlsx"

    errors_book.write_errors_book(errors, table, mapping, typed.problems, as_of=DAY)

    assert [column.key for column in mapping.missing] == ["name"]
    cell = openpyxl.load_workbook(errors)["Sheet1"]["A2"]
    assert cell.fill.fgColor.rgb == RED
    assert "Nhập họ và tên" in cell.comment.text


def test_every_date_column_says_how_it_was_read_with_three_examples(spoiled: Path) -> None:
    _, _, typed = read(spoiled)

    birth, appointed = typed.dates
    assert birth.order_vi == "ngày/tháng/năm"
    assert birth.examples[0] == ("03/04/1975", "3 tháng 4 năm 1975")
    assert appointed.examples == (("6/2015", "tháng 6 năm 2015"),) * 3


def test_days_turned_around_by_an_american_excel_are_warned_about(tmp_path: Path) -> None:
    turned = [date(1975, 1, 9), date(1980, 3, 12), date(1981, 5, 6)]
    typed_as_text = ["13/4/1975", "25/12/1980", "31/8/1985"]
    lines: list[list[Any]] = [["Họ và tên", "Xã", "Ngày sinh"]]
    lines += [["Lê Văn Ân", "Vôi", day] for day in [*turned, *typed_as_text]]

    _, _, typed = read(save_rows(tmp_path / "my.xlsx", lines))

    assert "đảo ngày và tháng" in typed.dates[0].warning_vi
