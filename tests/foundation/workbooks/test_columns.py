"""Headings to columns: words first, official numbers second, contents last; a person overrules all (E03)."""

from __future__ import annotations

import random
from typing import Any

import pytest

from caunoi.foundation.workbooks import columns, rows, sheets
from caunoi.foundation.workbooks.reading import RawBook, RawSheet
from caunoi.foundation.workbooks.refusals import RefusedFile
from tests.foundation.workbooks.builders import PEOPLE


def mapped(
    headings: list[str],
    *people: list[Any],
    numbers: list[str] | None = None,
    override: dict[str, int | None] | None = None,
) -> columns.ColumnMapping:
    lines: list[list[Any]] = [headings, *([numbers] if numbers else []), *(people or [["a"] * len(headings)])]
    table = sheets.find_table(RawBook([RawSheet("A", lines)]), known=PEOPLE.known_headings)
    return columns.map_columns(table, PEOPLE, override)


def places(mapping: columns.ColumnMapping) -> dict[str, tuple[int, ...]]:
    return {key: source.indexes for key, source in mapping.sources.items()}


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Họ và tên", "name"),
        ("HỌ VÀ TÊN (*)", "name"),
        ("Họ,  tên", "name"),
        ("Ho va ten", "name"),
        ("Họ và tên cán bộ", "name"),
        ("Ngày, tháng, năm sinh", "birth"),
        ("Ngày tháng năm sinh (dd/mm/yyyy)", "birth"),
        ("Năm\nsinh", "birth"),
        ("Số CCCD/CMND", "identity"),
        ("Xã (phường, thị trấn)", "commune"),
        ("Trình độ LLCT", "political"),
        ("Chức vụ hiện nay", "title"),
    ],
)
def test_a_heading_is_known_in_its_usual_dress(heading: str, key: str) -> None:
    mapping = mapped(["STT", heading, "Cột lạ", "Giới tính"])

    assert places(mapping)[key] == (1,)


def test_moved_columns_are_found_wherever_they_stand() -> None:
    titles = [column.title_vi for column in PEOPLE.columns]
    for seed in range(20):
        shuffled = random.Random(seed).sample(titles, len(titles))

        mapping = mapped(shuffled)

        assert {key: shuffled[index] for key, (index,) in places(mapping).items()} == {
            column.key: column.title_vi for column in PEOPLE.columns
        }
        assert mapping.unknown == ()


def test_what_nobody_knows_is_reported_and_what_is_missing_too() -> None:
    mapping = mapped(["STT", "Chức danh", "Ghi chú riêng của tôi", "Giới tính"])

    assert [heading.title for heading in mapping.unknown] == ["STT", "Ghi chú riêng của tôi"]
    assert [column.key for column in mapping.missing] == ["name", "commune"]


def test_the_official_number_helps_where_the_words_do_not() -> None:
    headings = ["TT", "Họ và tên", "Ngày sinh", "Nam hay nữ", "Số CCCD", "Giữ chức"]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]

    mapping = mapped(headings, numbers=numbers)

    assert mapping.sources["sex"] == columns.Source("one", "number", (3,))
    assert mapping.sources["title"] == columns.Source("one", "number", (5,))


def test_numbers_of_another_form_are_not_believed() -> None:
    headings = ["TT", "Giới tính", "Cột lạ", "Họ và tên", "Ngày sinh", "Số CCCD"]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]

    mapping = mapped(headings, numbers=numbers)

    assert "title" not in mapping.sources
    assert {source.signal for source in mapping.sources.values()} == {"heading"}


def test_a_column_without_a_heading_is_known_by_what_stands_in_it() -> None:
    people = [
        ["Lê Văn Ân", "024085001234", "Nam"],
        ["Trần Thị Ánh", "024085001235", "Nữ"],
        ["Vi Páo", "024085001236", "Nam"],
    ]

    mapping = mapped(["Họ và tên", "", ""], *people)

    assert mapping.sources["identity"] == columns.Source("one", "content", (1,))
    assert mapping.sources["sex"] == columns.Source("one", "content", (2,))


def test_days_are_never_guessed_from_what_they_look_like() -> None:
    people = [["Lê Văn Ân", "03/04/1975"], ["Trần Thị Ánh", "1968"], ["Vi Văn Páo", "8/1970"]]

    mapping = mapped(["Họ và tên", "Ngày vào Đoàn"], *people)

    assert "birth" not in mapping.sources
    assert [heading.title for heading in mapping.unknown] == ["Ngày vào Đoàn"]


def test_a_person_overrules_the_mapping() -> None:
    mapping = mapped(["Họ và tên", "Giữ chức", "Ghi chú"], override={"title": 1, "remark": None})

    assert mapping.sources["title"] == columns.Source("one", "override", (1,))
    assert "remark" not in mapping.sources
    assert [heading.title for heading in mapping.unknown] == ["Ghi chú"]


def test_headings_that_say_nothing_to_us_are_refused() -> None:
    with pytest.raises(RefusedFile, match="Không nhận ra cột nào"):
        mapped(["Nước", "Thủ đô", "Dân số"], ["Lào", "Viêng Chăn", 7.0], ["Nga", "Mát-xcơ-va", 140.0])


@pytest.mark.parametrize(
    ("headings", "words"),
    [(["Hä vµ tªn", "Ngµy sinh"], "TCVN3"), (["Hoï vaø teân", "Ngaøy sinh"], "VNI")],
)
def test_a_file_in_an_old_font_is_told_how_to_become_unicode(headings: list[str], words: str) -> None:
    with pytest.raises(RefusedFile, match=words) as refused:
        mapped(headings, ["NguyÔn V¨n A", 1975.0], ["Lª V¨n B", 1976.0])

    assert "UniKey" in refused.value.how_to_mend_vi


@pytest.mark.parametrize(
    "headings", [["Họ đệm", "Tên", "Xã"], ["Họ và tên", "Họ và tên", "Xã"], ["Họ và tên", "Tên", "Xã"]]
)
def test_a_name_in_two_columns_is_one_name(headings: list[str]) -> None:
    lines: list[list[Any]] = [headings, ["Nguyễn Văn", "Tuấn", "An Hà"], ["Lê", "Ân", "An Hà"]]
    table = sheets.find_table(RawBook([RawSheet("A", lines)]), known=PEOPLE.known_headings)

    typed = rows.read_rows(table, columns.map_columns(table, PEOPLE))

    assert [row.values["name"] for row in typed.rows] == ["Nguyễn Văn Tuấn", "Lê Ân"]
    assert typed.problems == []


def test_levels_marked_with_an_x_under_their_own_headings_are_one_column() -> None:
    lines: list[list[Any]] = [
        ["TT", "Họ và tên", "Lý luận chính trị", "", "", "Xã"],
        ["", "", "Sơ cấp", "Trung cấp", "Cao cấp", ""],
        [1.0, "Lê Văn Ân", "", "x", "", "An Hà"],
        [2.0, "Vi Văn Páo", "", "", "X", "An Hà"],
        [3.0, "Trần Thị Ánh", "", "", "", "An Hà"],
        [4.0, "Hoàng Thị Mai", "x", "x", "", "An Hà"],
    ]
    merges = ((0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 5, 1, 5))
    table = sheets.find_table(RawBook([RawSheet("A", lines, merges)]), known=PEOPLE.known_headings)

    mapping = columns.map_columns(table, PEOPLE)
    typed = rows.read_rows(table, mapping)

    assert mapping.sources["political"].take == "marked"
    assert [row.values["political"] for row in typed.rows] == ["trung_cap", "cao_cap", None, None]
    assert [(p.row, p.column, p.value) for p in typed.problems] == [(6, "political", "Sơ cấp và Trung cấp")]


def test_reading_rows_can_be_followed_and_stopped() -> None:
    table = sheets.find_table(
        RawBook([RawSheet("A", [["Họ và tên", "Xã"], ["Lê Văn Ân", "An Hà"]])]), known=PEOPLE.known_headings
    )
    mapping = columns.map_columns(table, PEOPLE)
    heard: list[tuple[int, int]] = []

    rows.read_rows(table, mapping, progress=lambda done, whole: heard.append((done, whole)))

    assert heard[-1] == (14, 14)
    with pytest.raises(rows.ReadingStopped):
        rows.read_rows(table, mapping, should_stop=lambda: True)
