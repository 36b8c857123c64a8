"""The table in a sheet: templates, plain lists and official forms in all the ways they are typed (E03)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caunoi.foundation.workbooks import columns, limits, rows, sheets
from caunoi.foundation.workbooks.reading import Merge, RawBook, RawSheet
from caunoi.foundation.workbooks.refusals import RefusedFile
from tests.foundation.workbooks.builders import PEOPLE

KNOWN = PEOPLE.known_headings
DAY = date(1975, 4, 3)


def raw(
    lines: list[list[Any]], name: str = "Biểu 2", merges: tuple[Merge, ...] = (), visible: bool = True
) -> RawSheet:
    cells = [[float(cell) if type(cell) is int else cell for cell in line] for line in lines]
    return RawSheet(name, cells, merges, visible)


def table_of(lines: list[list[Any]], merges: tuple[Merge, ...] = ()) -> sheets.Table:
    return sheets.find_table(RawBook([raw(lines, merges=merges)]), known=KNOWN)


def kinds(table: sheets.Table) -> str:
    return "".join(row.kind[0] for row in table.rows)


def paths(table: sheets.Table) -> list[str]:
    return ["/".join(heading.path) for heading in table.headings]


PLAIN: list[list[Any]] = [
    ["Họ và tên", "Ngày sinh", "Xã"],
    ["Lê Văn Ân", DAY, "Vôi"],
    ["Trần Thị Ánh", "1968", "An Hà"],
]


def test_a_plain_list_starts_in_the_first_row() -> None:
    table = table_of(PLAIN)

    assert table.block.first_data_row == 1
    assert kinds(table) == "dd"
    assert paths(table) == ["Họ và tên", "Ngày sinh", "Xã"]


def test_a_list_may_start_lower_and_further_right_under_a_title() -> None:
    lines: list[list[Any]] = [
        ["", "", ""],
        ["", "DANH SÁCH CÁN BỘ NĂM 2019"],
        ["", "", "Kèm theo công văn số 12"],
        [],
    ]
    lines += [["", "", *line] for line in PLAIN]

    table = table_of(lines)

    assert table.block.first_row == 4
    assert [heading.index for heading in table.headings] == [2, 3, 4]
    assert [row.number for row in table.data] == [6, 7]


FORM: list[list[Any]] = [
    ["TỈNH ỦY BẮC GIANG", "", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM", "", "", ""],
    ["BAN TỔ CHỨC", "", "", "", "Bắc Giang, ngày 31 tháng 8 năm 2019", "", "", ""],
    ["DANH SÁCH CÁN BỘ CHỦ CHỐT"],
    ["TT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Trình độ", "", "", "Ghi chú"],
    ["", "", "Nam", "Nữ", "Văn hóa", "Chuyên môn", "LLCT", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    ["I. HUYỆN LẠNG GIANG"],
    ["", "Xã Xuân Hương"],
    [1, "Nguyễn Văn Tuấn", DAY, "", "12/12", "ĐH Luật", "Trung cấp", ""],
    [2, "Trần Thị Ánh", "", "8/1968", "12/12", "ĐH", "Cao cấp", ""],
    [],
    ["", "Thị trấn Vôi"],
    [1, "Lê Văn Ân", 1970, "", "10/10", "Trung cấp", "Sơ cấp", "kiêm nhiệm"],
    ["II. Huyện Sơn Động"],
    ["", "Xã An Lạc"],
    [1, "Hoàng Thị Mai", "", "03/04/1975", "12/12", "ĐH", "", ""],
    ["", "Tổng cộng", 1, 2, "", "", "", ""],
    [],
    ["", "Người lập biểu", "", "", "", "TM. BAN THƯỜNG VỤ"],
    ["", "", "", "", "", "PHÓ BÍ THƯ"],
    ["", "Nguyễn Văn Bình", "", "", "", "Trần Văn Công"],
]
FORM_MERGES = (
    (0, 0, 0, 3), (0, 4, 0, 7), (1, 0, 1, 3), (1, 4, 1, 7), (2, 0, 2, 7),
    (3, 0, 4, 0), (3, 1, 4, 1), (3, 2, 3, 3), (3, 4, 3, 6), (3, 7, 4, 7), (6, 0, 6, 7),
)  # fmt: skip


@pytest.mark.parametrize("merges", [FORM_MERGES, ()], ids=["merged", "not merged"])
@pytest.mark.parametrize("with_numbers", [True, False], ids=["numbers", "no numbers"])
def test_an_official_form_is_understood(merges: tuple[Merge, ...], with_numbers: bool) -> None:
    lines: list[list[Any]] = [line for at, line in enumerate(FORM) if with_numbers or at != 5]
    shifted = tuple(merge if with_numbers or merge[0] < 5 else (5, 0, 5, 7) for merge in merges)

    table = table_of(lines, shifted)

    assert (table.block.first_row, table.block.last_row) == (3, 4)
    assert paths(table) == [
        "TT", "Họ và tên", "Ngày, tháng, năm sinh/Nam", "Ngày, tháng, năm sinh/Nữ", "Trình độ/Văn hóa",
        "Trình độ/Chuyên môn", "Trình độ/LLCT", "Ghi chú",
    ]  # fmt: skip
    assert kinds(table) == "ggddbgdggdtbfff"
    assert [row.groups for row in table.data] == [
        ("HUYỆN LẠNG GIANG", "Xã Xuân Hương"),
        ("HUYỆN LẠNG GIANG", "Xã Xuân Hương"),
        ("HUYỆN LẠNG GIANG", "Thị trấn Vôi"),
        ("Huyện Sơn Động", "Xã An Lạc"),
    ]


def test_the_form_gives_its_people_with_sex_birth_and_unit() -> None:
    table = table_of(FORM, FORM_MERGES)

    typed = rows.read_rows(table, columns.map_columns(table, PEOPLE))

    assert typed.problems == []
    got = [
        (r.values["name"], str(r.values["birth"]), r.values["sex"], r.values["commune"]) for r in typed.rows
    ]
    assert got == [
        ("Nguyễn Văn Tuấn", "03/04/1975", "nam", "07375"),
        ("Trần Thị Ánh", "8/1968", "nu", "07375"),
        ("Lê Văn Ân", "1970", "nam", "07396"),
        ("Hoàng Thị Mai", "03/04/1975", "nu", "07618"),
    ]


@pytest.mark.parametrize(
    "numbers",
    [
        ["(1)", "(2)", "(3)", "(4)"],
        ["1", "2", "3", "4"],
        [1, 2, 3, 4],
        ["A", "1", "2", "3"],
        ["A", "B", "1", "2", "3"],
        ["[1]", "[2]", "[3]", "[4]"],
        ["(1)", "(2)", "(3)", "(4)=(2)+(3)"],
    ],
)
def test_the_row_of_column_numbers_is_known_in_every_writing(numbers: list[Any]) -> None:
    lines: list[list[Any]] = [
        ["TT", "Họ và tên", "Ngày sinh", "Xã", "Chức vụ"],
        numbers,
        [1, "Lê Văn Ân", DAY, "Vôi", "Bí thư"],
    ]

    table = table_of(lines)

    assert table.block.number_row == 1
    assert kinds(table) == "d"


def test_the_first_person_is_not_taken_for_column_numbers() -> None:
    lines: list[list[Any]] = [
        ["TT", "Họ và tên", "Xã", "Số năm công tác"],
        [1, "Lê Văn Ân", "Vôi", 2],
        [2, "Lê Thị Mai", "Vôi", 3],
    ]

    table = table_of(lines)

    assert table.block.number_row is None
    assert kinds(table) == "dd"


@pytest.mark.parametrize(
    "words",
    ["Cộng", "Cộng:", "Tổng số", "TỔNG CỘNG", "Tổng số: 2 người", "Tổng: 2", "TONG CONG", "Tổng số (người)"],
)
def test_a_total_is_no_person(words: str) -> None:
    assert kinds(table_of([*PLAIN, [words, "", 2]])) == "ddt"


@pytest.mark.parametrize("name", ["Tống Văn Cộng", "Tong Van An", "Cống Văn A", "Công Thị Ngọc", "Tổ Văn Xã"])
def test_a_person_whose_name_looks_like_a_total_stays_a_person(name: str) -> None:
    assert kinds(table_of([*PLAIN, [name, DAY, "Vôi"]])) == "ddd"


def test_a_row_with_only_a_name_stays_a_person_to_be_asked_about() -> None:
    lines: list[list[Any]] = [["TT", *PLAIN[0]], [1, *PLAIN[1]], [2, "Vi Văn Páo", "", ""], [3, *PLAIN[2]]]

    assert kinds(table_of(lines)) == "ddd"


def test_headings_printed_again_on_the_next_page_are_left_out() -> None:
    lines: list[list[Any]] = [*PLAIN, PLAIN[0], ["Vi Văn Páo", "1980", "An Lạc"]]

    assert kinds(table_of(lines)) == "ddhd"


def test_a_total_above_the_people_makes_nobody_a_signature() -> None:
    lines: list[list[Any]] = [
        ["TT", "Họ và tên", "Ngày sinh", "Xã"],
        ["", "Tổng số", 2],
        ["I", "Huyện Lạng Giang"],
        ["", "Lê Văn Ân"],
        [1, "Vi Văn Páo", DAY, "Vôi"],
        ["", "Trần Thị Ánh"],
    ]

    assert kinds(table_of(lines)) == "tgddf"


def test_data_after_a_subtotal_are_still_people() -> None:
    lines: list[list[Any]] = [
        ["TT", "Họ và tên", "Ngày sinh", "Xã", "Chức vụ"],
        [1, "Lê Văn Ân", DAY, "Vôi", "Bí thư"],
        ["", "Cộng", 1],
        [2, "Lê Thị Mai", DAY, "Vôi", "Chủ tịch"],
        ["", "Tổng cộng", 2],
    ]

    assert kinds(table_of(lines)) == "dtdt"


def test_the_sheet_with_the_most_known_data_is_chosen_and_the_others_are_named() -> None:
    many_numbers = raw([["Năm", "Số lượng"], *[[2000 + n, n] for n in range(30)]], "Thống kê")
    short = raw(PLAIN[:2], "Ít")
    long = raw(PLAIN, "Nhiều")

    table = sheets.find_table(RawBook([many_numbers, short, long]), known=KNOWN)

    assert table.sheet.name == "Nhiều"
    assert [(note.name, note.data_rows) for note in table.others] == [("Thống kê", 30), ("Ít", 1)]


def test_a_named_sheet_is_taken_instead() -> None:
    book = RawBook([raw(PLAIN[:2], "Ít"), raw(PLAIN, "Nhiều")])

    assert sheets.find_table(book, known=KNOWN, sheet="Ít").sheet.name == "Ít"


def test_hidden_lists_and_the_sheet_to_read_first_are_never_chosen() -> None:
    hidden = raw([*PLAIN, *PLAIN[1:]], "Ẩn", visible=False)
    lists = raw([["Họ và tên", "Xã"], *[["a", "b"]] * 50], "DanhMuc")

    assert sheets.find_table(RawBook([lists, hidden, raw(PLAIN)]), known=KNOWN).sheet.name == "Biểu 2"


@pytest.mark.parametrize(
    "lines", [[], [[]], [["Họ và tên", "Xã"]], [["chỉ một ô"]], [[1.0, 2.0], [3.0, 4.0]]]
)
def test_a_workbook_without_a_table_is_refused_in_words(lines: list[list[Any]]) -> None:
    with pytest.raises(RefusedFile, match="Không tìm thấy bảng"):
        table_of(lines)


def test_twenty_thousand_rows_are_taken_and_one_more_is_not() -> None:
    at_limit = [PLAIN[0], *[PLAIN[1]] * limits.ROWS]

    assert len(table_of(at_limit).data) == limits.ROWS
    with pytest.raises(RefusedFile, match="20001 dòng dữ liệu, tối đa 20000"):
        table_of([*at_limit, PLAIN[1]])
