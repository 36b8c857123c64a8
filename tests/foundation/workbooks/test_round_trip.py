"""What goes out comes back: lists, CSV, the official form (E02, E03, E07, E08)."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.workbooks import columns, reading, rows, sheets, tables
from caunoi.foundation.workbooks.official_form import write_official_form
from tests.foundation.workbooks.builders import OFFICIAL, PEOPLE, person, three_sections

DAY = date(2019, 8, 31)
FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
    "'=1+1", "''=1+1", "=", "+84 912 345 678", "-", "－1", "＝1+1", "@", "=\"a\"&\"b\"", "{=1+1}", "=IMPORTXML(1)",
    "http://example.org", "mailto:a@b.vn", "1.300", "007", "1e3", "TRUE", "12/12", "03/04/1975", "'", "a=b", "x\"y,z;t",
    "0,5",
]  # fmt: skip


def back(path: Path) -> rows.TypedTable:
    table = sheets.find_table(reading.read_workbook(path), known=PEOPLE.known_headings)
    return rows.read_rows(table, columns.map_columns(table, PEOPLE))


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_an_export_taken_in_again_changes_nothing(tmp_path: Path, suffix: str) -> None:
    people = [person for section in three_sections() for person in section.rows]
    path = tmp_path / f"ra.{suffix}"

    if suffix == "xlsx":
        tables.write_table(path, PEOPLE, people, title="Danh sách", as_of=DAY, demo_mark="DỮ LIỆU MẪU")
    else:
        tables.write_csv(path, PEOPLE, people)
    read = back(path)

    assert read.problems == []
    assert [row.values for row in read.rows] == people


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_text_that_looks_like_a_formula_goes_out_as_text_and_comes_back_unchanged(
    tmp_path: Path, suffix: str
) -> None:
    people = [person("Nguyễn Văn Tuấn", remark=text) for text in FORMULAS]
    path = tmp_path / f"ra.{suffix}"

    if suffix == "xlsx":
        tables.write_table(path, PEOPLE, people, title="=1+1", as_of=DAY)
    else:
        tables.write_csv(path, PEOPLE, people)

    assert [row.values["remark"] for row in back(path).rows] == FORMULAS


def test_no_cell_of_an_export_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "ra.xlsx"

    people = [person("Nguyễn Văn Tuấn", remark=text) for text in FORMULAS]
    tables.write_table(path, PEOPLE, people, title="=1+1", as_of=DAY)

    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert len(cells) > 100
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "inlineStr"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_a_csv_starts_with_a_mark_and_has_no_separator_line(tmp_path: Path) -> None:
    path = tmp_path / "ra.csv"

    tables.write_csv(path, PEOPLE, [person("Nguyễn Văn Tuấn", remark="=1+1")])

    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"sep=" not in data
    assert "'=1+1" in data.decode("utf-8-sig")
    assert data.count(b"\r\n") == 2


def test_two_exports_of_the_same_rows_are_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()

    for target in (first, second):
        tables.write_table(target, PEOPLE, [person("Nguyễn Văn Tuấn")], title="T", as_of=DAY)

    assert first.getvalue() == second.getvalue()


def test_the_official_form_is_read_without_the_person_saying_anything(tmp_path: Path) -> None:
    path = tmp_path / "bieu.xlsx"
    sections = three_sections()

    count = write_official_form(path, OFFICIAL, PEOPLE, sections, as_of=DAY, demo_mark="DỮ LIỆU MẪU")
    read = back(path)

    people = [dict(row) for section in sections for row in section.rows]
    assert count == len(read.rows) == 5
    assert read.problems == []
    for row, given in zip(read.rows, people, strict=True):
        expected = given | {"years": None, "appointed": None}
        assert row.values == expected


def test_the_official_form_keeps_its_groups_and_gives_up_its_total_and_signatures(tmp_path: Path) -> None:
    path = tmp_path / "bieu.xlsx"

    write_official_form(path, OFFICIAL, PEOPLE, three_sections(), as_of=DAY)
    table = sheets.find_table(reading.read_workbook(path), known=PEOPLE.known_headings)

    kinds = [row.kind for row in table.rows]
    assert kinds == [
        "group", "group", "data", "data", "group", "data", "group", "group", "data", "data", "total", "blank",
        "footer", "footer",
    ]  # fmt: skip
    assert table.data[0].groups == ("Huyện Lạng Giang", "Xã Xuân Hương")
    assert table.data[2].groups == ("Huyện Lạng Giang", "Thị trấn Vôi")
    assert table.data[4].groups == ("Huyện Sơn Động", "Xã Phúc Sơn")
    assert table.headings[8].path == ("Trình độ", "Lý luận chính trị", "Sơ cấp")
    assert [heading.number for heading in table.headings] == list(range(1, 14))
    assert "DANH SÁCH CÁN BỘ CHỦ CHỐT CẤP XÃ NĂM 2019" in table.title_lines


def test_a_partial_date_stays_partial_and_a_whole_one_is_a_day_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "ra.xlsx"

    whole, partial = PartialDate(1985, 8, 31), PartialDate(1985, 8)
    tables.write_table(
        path, PEOPLE, [person("Lê Văn Ân", birth=whole, appointed=partial)], title="T", as_of=DAY
    )

    row = [cell.value for cell in openpyxl.load_workbook(path).active[5]]
    assert row[1].date() == date(1985, 8, 31)
    assert "8/1985" in row
