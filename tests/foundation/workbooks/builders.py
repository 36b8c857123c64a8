"""Workbooks as they come from offices: a schema of officials, the official form, and all the dirt one meets.

Other suites build their inputs here too, so that every importer is tried with the same dirt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.workbooks.official_form import ORDER, FormColumn, FormSection, OfficialForm
from caunoi.foundation.workbooks.schema import Choice, Column, Schema

DISTRICTS = (
    Choice("LG", "Lạng Giang", ("Huyện Lạng Giang",)),
    Choice("TY", "Tân Yên", ("Huyện Tân Yên",)),
    Choice("SD", "Sơn Động", ("Huyện Sơn Động",)),
)
COMMUNES = (
    Choice("07375", "Xuân Hương", parent="LG"),
    Choice("07339", "An Hà", parent="LG"),
    Choice("07396", "Thị trấn Vôi", parent="LG"),
    Choice("07333", "Phúc Sơn", parent="TY"),
    Choice("07306", "Ngọc Vân", parent="TY"),
    Choice("07630", "Phúc Sơn", parent="SD"),
    Choice("07618", "An Lạc", parent="SD"),
)
SEXES = (Choice("nam", "Nam"), Choice("nu", "Nữ"))
SCHOOLING = (Choice("12/12", "12/12"), Choice("10/10", "10/10"), Choice("9/12", "9/12"))
POLITICAL = (
    Choice("so_cap", "Sơ cấp"),
    Choice("trung_cap", "Trung cấp"),
    Choice("cao_cap", "Cao cấp", ("Cao cấp LLCT", "CN, Cao cấp")),
)

PEOPLE = Schema(
    "people",
    "Danh sách cán bộ",
    (
        Column("name", "Họ và tên", "person_name", required=True, aliases=("Họ tên", "Họ, đệm và tên"), number=2),
        Column("birth", "Ngày sinh", "date", aliases=("Ngày, tháng, năm sinh", "Năm sinh"), number=3, pivot=20,
               note="Chỉ biết năm thì ghi năm", example="31/08/1985"),
        Column("sex", "Giới tính", "choice", choices=SEXES, number=4),
        Column("identity", "Số CCCD", "identity", aliases=("CCCD/CMND", "Số định danh"), number=5, width=18),
        Column("district", "Huyện", "choice", choices=DISTRICTS, prefixes=("huyện", "thị xã"),
               aliases=("Huyện, thành phố",), group_words=("Huyện", "Thành phố")),
        Column("commune", "Xã", "choice", choices=COMMUNES, depends_on="district", noun_vi="xã", required=True,
               prefixes=("xã", "x.", "thị trấn", "tt."), aliases=("Đơn vị", "Xã, phường, thị trấn"),
               group_words=("Xã", "Phường", "Thị trấn")),
        Column("title", "Chức danh", "text", aliases=("Chức vụ",), number=6),
        Column("schooling", "Giáo dục phổ thông", "choice", choices=SCHOOLING, number=7,
               aliases=("Trình độ giáo dục phổ thông", "Văn hóa")),
        Column("professional", "Trình độ chuyên môn", "text", aliases=("Chuyên môn",), number=8),
        Column("political", "Lý luận chính trị", "choice", choices=POLITICAL, number=9,
               aliases=("LLCT", "Trình độ lý luận chính trị")),
        Column("party", "Đảng viên", "yes_no", number=10),
        Column("years", "Số năm công tác", "count"),
        Column("appointed", "Ngày bổ nhiệm", "date", number=11),
        Column("remark", "Ghi chú", "text", number=12),
    ),
)  # fmt: skip

OFFICIAL = OfficialForm(
    number="Biểu số 2",
    title="DANH SÁCH CÁN BỘ CHỦ CHỐT CẤP XÃ NĂM 2019",
    authority=("TỈNH ỦY BẮC GIANG", "BAN TỔ CHỨC"),
    motto=("ĐẢNG CỘNG SẢN VIỆT NAM", "Bắc Giang, ngày 31 tháng 8 năm 2019"),
    columns=(
        FormColumn(("TT",), ORDER, 5),
        FormColumn(("Họ và tên",), "name", 26),
        FormColumn(("Ngày, tháng, năm sinh", "Nam"), "birth", only_if=("sex", "nam")),
        FormColumn(("Ngày, tháng, năm sinh", "Nữ"), "birth", only_if=("sex", "nu")),
        FormColumn(("Số CCCD",), "identity", 16),
        FormColumn(("Chức danh",), "title", 20),
        FormColumn(("Trình độ", "Giáo dục phổ thông"), "schooling", 10),
        FormColumn(("Trình độ", "Chuyên môn"), "professional", 18),
        FormColumn(("Trình độ", "Lý luận chính trị", "Sơ cấp"), "political", 6, mark="so_cap"),
        FormColumn(("Trình độ", "Lý luận chính trị", "Trung cấp"), "political", 6, mark="trung_cap"),
        FormColumn(("Trình độ", "Lý luận chính trị", "Cao cấp"), "political", 6, mark="cao_cap"),
        FormColumn(("Đảng viên",), "party", 6),
        FormColumn(("Ghi chú",), "remark", 20),
    ),
)


def person(name: str, commune: str = "07375", **more: Any) -> dict[str, Any]:
    """A row of the schema with everything filled that a test does not care about."""
    unit = next(choice for choice in COMMUNES if choice.value == commune)
    return {
        "name": name,
        "birth": PartialDate(1975, 4, 3),
        "sex": "nam",
        "identity": "024075001234",
        "district": unit.parent,
        "commune": commune,
        "title": "Bí thư Đảng ủy",
        "schooling": "12/12",
        "professional": "Đại học Luật",
        "political": "trung_cap",
        "party": True,
        "years": 12,
        "appointed": PartialDate(2015, 6),
        "remark": None,
        **more,
    }


def three_sections() -> list[FormSection]:
    """Five people of three communes in two districts."""
    return [
        FormSection(
            ("Huyện Lạng Giang", "Xã Xuân Hương"),
            [
                person("Nguyễn Văn Tuấn"),
                person(
                    "Trần Thị Ánh", sex="nu", birth=PartialDate(1968), political="cao_cap", remark="Nghỉ sinh"
                ),
            ],
        ),
        FormSection(("Huyện Lạng Giang", "Thị trấn Vôi"), [person("Lê Văn Ân", "07396", political="so_cap")]),
        FormSection(
            ("Huyện Sơn Động", "Xã Phúc Sơn"),
            [
                person("Hoàng Thị Mai", "07630", sex="nu", party=None),
                person("Vi Văn Páo", "07630", schooling="10/10"),
            ],
        ),
    ]


def save_rows(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    name: str = "Sheet1",
    merges: Sequence[tuple[int, int, int, int]] = (),
    more: Callable[[xlsxwriter.Workbook], None] | None = None,
) -> Path:
    """A workbook with these cells and merged areas, as somebody else's program would write it."""
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for merge in merges:
            sheet.merge_range(*merge, "")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _put(sheet, row, column, cell, day)
        if more:
            more(book)
    return path


def _put(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
    elif cell is not None and cell != "":
        sheet.write(row, column, cell)


DIRTY_HEADINGS = [
    "STT", "Họ tên", "Năm sinh", "Giới tính", "CCCD/CMND", "Huyện", "Xã", "Chức vụ", "Văn hóa", "LLCT",
    "Đảng viên", "Số năm công tác", "Ngày bổ nhiệm",
]  # fmt: skip
TWELVE_DEFECTS: tuple[tuple[str, Any, str, str], ...] = (
    ("Họ tên", "", "name", "Nhập họ và tên"),
    ("Họ tên", "Nguyễn Văn 7uấn", "name", "chữ số"),
    ("Năm sinh", "31/02/1975", "birth", "không có trong lịch"),
    ("Năm sinh", "khoảng 1970", "birth", "31/08/1985, 8/1985 hoặc 1985"),
    ("Giới tính", "Nàm", "sex", "Gần nhất: Nam"),
    ("CCCD/CMND", 24075001234, "identity", "024075001234"),
    ("CCCD/CMND", "02407500123X", "identity", "12 chữ số"),
    ("Xã", "Xuân Hưong", "commune", "Gần nhất: Xuân Hương (Lạng Giang)"),
    ("Xã", "An Lạc", "commune", "Gần nhất: An Lạc (Sơn Động)"),
    ("LLCT", "Trung cấp hành chính", "political", "Không có lý luận chính trị"),
    ("Đảng viên", "có thể", "party", "ghi “x” hoặc “có”"),
    ("Số năm công tác", "1e1", "years", "chưa rõ"),
)


def spoiled_rows(good_before: int = 3) -> list[list[Any]]:
    """A plain list with twelve rows of one defect each, among good ones; row 1 holds the headings."""
    rows: list[list[Any]] = [list(DIRTY_HEADINGS)]
    for number, (heading, cell, _, _) in enumerate(TWELVE_DEFECTS):
        rows += [_good_row(len(rows) + at) for at in range(good_before)]
        bad = _good_row(len(rows))
        bad[DIRTY_HEADINGS.index(heading)] = cell
        rows.append(bad)
        assert number < len(TWELVE_DEFECTS)
    return rows


def _good_row(number: int) -> list[Any]:
    return [
        number, f"Nguyễn Văn {('Bình', 'Cường', 'Dũng', 'Giang', 'Hải')[number % 5]}", date(1975, 4, 3), "Nam",
        f"0240750{number:05d}", "Lạng Giang", "Xuân Hương", "Chủ tịch UBND", "12/12", "Trung cấp", "x", 12, "6/2015",
    ]  # fmt: skip
