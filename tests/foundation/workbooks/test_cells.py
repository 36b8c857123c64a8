"""Each kind of cell: what it becomes, or the very question that is asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.vocabulary.vietnamese import PartialDate, fold, normalise
from caunoi.foundation.workbooks.cells import Question, converter, shown
from caunoi.foundation.workbooks.choices import COMPARISONS_AT_MOST, ChoiceList
from caunoi.foundation.workbooks.schema import Choice, Column
from tests.foundation.workbooks.builders import COMMUNES, PEOPLE

BIRTH = converter(PEOPLE.column("birth"))
NAME = converter(PEOPLE.column("name"))
IDENTITY = converter(PEOPLE.column("identity"))
PARTY = converter(PEOPLE.column("party"))
YEARS = converter(PEOPLE.column("years"))
TEXT = converter(PEOPLE.column("remark"))
SCHOOLING = converter(PEOPLE.column("schooling"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("03/04/2024", "03/04/2024"),
        ("31/08/1985", "31/08/1985"),
        ("3-4-1975", "03/04/1975"),
        ("3.4.1975", "03/04/1975"),
        ("1975-04-03", "03/04/1975"),
        ("1975-04-03 00:00:00", "03/04/1975"),
        (" 3/4/75 ", "03/04/1975"),
        ("1/1/50", "01/01/1950"),
        ("31/12/69", "31/12/1969"),
        ("5/6/68", "05/06/1968"),
        ("8/1985", "8/1985"),
        ("8-1985", "8/1985"),
        ("1985", "1985"),
        ("năm 1985", "1985"),
        (1985.0, "1985"),
        (1950.0, "1950"),
        (date(1985, 8, 31), "31/08/1985"),
        (datetime(1985, 8, 31, 7, 30), "31/08/1985"),
        (31290.0, "31/08/1985"),
        (31290.75, "31/08/1985"),
        ("31290", "31/08/1985"),
        (8.1985, "8/1985"),
        (12.1985, "12/1985"),
        ("00/00/1985", "1985"),
        ("ngày 3 tháng 4 năm 1975", "03/04/1975"),
    ],
)
def test_a_date_is_read_day_first_whatever_the_cell_holds(cell: Any, expected: str) -> None:
    assert str(BIRTH(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("31/02/2019", "Ngày sinh 31/02/2019 không có trong lịch"),
        ("08/31/1985", "có phải 31/08/1985?"),
        ("hôm qua", "Ngày sinh phải có dạng 31/08/1985, 8/1985 hoặc 1985"),
        (10.198, "Có phải 10/1980?"),
        (8.199, "Có phải 8/1990?"),
        (123.0, "phải có dạng"),
        (19850831.0, "phải có dạng"),
        (-5.0, "phải có dạng"),
        (float("inf"), "phải có dạng"),
        (True, "phải có dạng"),
        ("9" * 5000, "phải có dạng"),
    ],
)
def test_a_doubtful_date_is_a_question(cell: Any, words: str) -> None:
    answer = BIRTH(cell)

    assert isinstance(answer, Question)
    assert words in answer.message_vi


@pytest.mark.parametrize("cell", ["", "-", "  ", "..."])
def test_a_blank_date_is_no_date(cell: str) -> None:
    assert BIRTH(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Nguyễn  Văn\nTuấn ", "Nguyễn Văn Tuấn"),
        ("NGUYỄN VĂN TUẤN", "Nguyễn Văn Tuấn"),
        ("Nguye\u0302\u0303n Va\u0306n Tua\u0302\u0301n", "Nguyễn Văn Tuấn"),
        ("Ðỗ Văn Ðức", "Đỗ Văn Đức"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Y Bŏk", "Y Bŏk"),
        ("Lò Văn  Ƀiă".replace("Ƀ", "ƀ"), "Lò Văn ƀiă"),
    ],
)
def test_a_name_is_stored_in_one_form(cell: str, expected: str) -> None:
    assert NAME(cell) == expected


@pytest.mark.parametrize(
    "cell", ["Nguyễn Văn 2", "Lê\u202eVăn", "a\u200bb", "<script>", "=1+1", "x" * 200, 12.0]
)
def test_what_cannot_be_a_name_is_a_question(cell: Any) -> None:
    answer = NAME(cell)

    assert isinstance(answer, Question)
    assert answer.message_vi.startswith("Họ và tên ")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("024085001234", "024085001234"),
        ("'024085001234", "024085001234"),
        ("024 085 001 234", "024085001234"),
        ("024.085.001.234", "024085001234"),
        (124085001234.0, "124085001234"),
        ("121234567", "121234567"),
        (121234567.0, "121234567"),
        ("", None),
    ],
)
def test_an_identity_number_keeps_its_zeros(cell: Any, expected: str | None) -> None:
    assert IDENTITY(cell) == expected


@pytest.mark.parametrize(
    ("cell", "guess"),
    [
        (24085001234.0, "024085001234"),
        (1085001234.0, "001085001234"),
        (21234567.0, "021234567"),
        ("24085001234", "024085001234"),
        ("0240850012345", ""),
        ("2,40850E+11", ""),
        ("12345", ""),
        ("０２４０８５００１２３４", ""),
        ("không có", ""),
    ],
)
def test_an_identity_number_that_lost_a_zero_is_asked_about(cell: Any, guess: str) -> None:
    answer = IDENTITY(cell)

    assert isinstance(answer, Question)
    assert answer.suggestion == guess


@pytest.mark.parametrize("cell", ["x", "X", "có", "CÓ", "co", "1", 1.0, True, "✓", "rồi", "Yes"])
def test_yes_is_written_in_many_ways(cell: Any) -> None:
    assert PARTY(cell) is True


@pytest.mark.parametrize("cell", ["không", "ko", "0", 0.0, False, "-", "chưa"])
def test_no_is_written_in_many_ways(cell: Any) -> None:
    assert PARTY(cell) is False


def test_a_blank_is_neither_yes_nor_no() -> None:
    assert PARTY("") is None


@pytest.mark.parametrize(
    ("cell", "expected"), [(12.0, 12), ("12", 12), ("1.300", 1300), ("1300", 1300), ("", None), (0.0, 0)]
)
def test_a_count_is_whole(cell: Any, expected: int | None) -> None:
    assert YEARS(cell) == expected


@pytest.mark.parametrize(
    "cell", ["1,300", "1.3", "1e3", "１３００", 1.3, -1.0, "mười", 1e300, True, float("nan")]
)
def test_a_count_that_could_mean_two_things_is_asked_about(cell: Any) -> None:
    assert isinstance(YEARS(cell), Question)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(12.0, "12"), (7.5, "7,5"), (date(2019, 8, 31), "31/08/2019"), ("a\n b", "a b"), ("", None)],
)
def test_text_takes_whatever_the_cell_shows(cell: Any, expected: str | None) -> None:
    assert TEXT(cell) == expected


@pytest.mark.parametrize("cell", ["12/12", date(2019, 12, 12), datetime(2024, 12, 12)])
def test_schooling_that_excel_took_for_a_day_is_still_schooling(cell: Any) -> None:
    assert SCHOOLING(cell) == "12/12"


def test_schooling_reads_either_order_of_day_and_month() -> None:
    assert SCHOOLING(date(2019, 9, 12)) == "9/12"
    assert SCHOOLING(date(2019, 12, 9)) == "9/12"
    assert isinstance(SCHOOLING(date(2019, 3, 4)), Question)


def communes() -> ChoiceList:
    return ChoiceList.of(PEOPLE.column("commune"), PEOPLE)


@pytest.mark.parametrize(
    ("typed", "parent", "expected"),
    [
        ("Xuân Hương", None, "07375"),
        ("xuân hương", "LG", "07375"),
        ("Xã Xuân Hương", "LG", "07375"),
        ("xa xuan huong", None, "07375"),
        ("X. Xuân Hương", None, "07375"),
        ("TT. Vôi", "LG", "07396"),
        ("Thị trấn Vôi", None, "07396"),
        ("Xua\u0302n Hu\u031bo\u031bng", None, "07375"),
        ("Phúc Sơn", "TY", "07333"),
        ("Phúc Sơn", "SD", "07630"),
        ("Phúc Sơn (Sơn Động)", None, "07630"),
        ("07630", None, "07630"),
    ],
)
def test_a_choice_is_found_with_prefix_without_marks_and_under_its_parent(
    typed: str, parent: str | None, expected: str
) -> None:
    assert communes().find(typed, parent) == expected


@pytest.mark.parametrize(
    ("typed", "parent", "words", "guess"),
    [
        (
            "Xuân Hưong",
            None,
            "Không có xã “Xuân Hưong”. Gần nhất: Xuân Hương (Lạng Giang)",
            "Xuân Hương (Lạng Giang)",
        ),
        ("Xuân Hươg", "LG", "Gần nhất: Xuân Hương", "Xuân Hương (Lạng Giang)"),
        ("Phúc Sơn", None, "Có 2 xã “Phúc Sơn”", "Phúc Sơn (Sơn Động)"),
        ("An Lạc", "LG", "Không có xã “An Lạc” trong Lạng Giang", "An Lạc (Sơn Động)"),
        ("Hoàng Quốc Việt", None, "Chọn trong danh mục", ""),
        ("Xuân Hươg", "SD", "Chọn trong danh mục", ""),
    ],
)
def test_a_near_miss_is_asked_about_and_never_taken(
    typed: str, parent: str | None, words: str, guess: str
) -> None:
    answer = communes().find(typed, parent)

    assert isinstance(answer, Question)
    assert words in answer.message_vi
    assert answer.suggestion == guess


def test_a_file_of_unknown_words_costs_no_search_each() -> None:
    many = Column(
        "u", "Đơn vị", "choice", choices=tuple(Choice(str(n), f"Thôn số {n} Đông") for n in range(1_000))
    )
    choices = ChoiceList.of(many)

    answers = [choices.find(f"Thôn xố {n} Đônq") for n in range(COMPARISONS_AT_MOST // 1_000 + 50)]

    assert all(isinstance(answer, Question) for answer in answers)
    assert not isinstance(answers[-1], str) and answers[-1].suggestion == ""


@given(st.dates(date(1910, 1, 1), date(2090, 12, 31)))
def test_a_day_is_one_day_as_excel_day_as_serial_and_as_text(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)

    assert BIRTH(day) == BIRTH(f"{day.day}/{day.month}/{day.year}") == BIRTH(serial) == PartialDate.of(day)


@given(st.integers(1950, 1969), st.integers(1, 12), st.integers(1, 28))
def test_births_of_the_fifties_and_sixties_stay_there(year: int, month: int, day: int) -> None:
    assert BIRTH(f"{day}/{month}/{year % 100}") == PartialDate(year, month, day)


ANYTHING = st.one_of(
    st.text(max_size=60), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.integers()
)


@given(ANYTHING)
def test_no_cell_makes_any_converter_fail(cell: Any) -> None:
    for column in PEOPLE.columns:
        answer = converter(column, PEOPLE)(cell)

        assert answer is None or isinstance(answer, str | int | bool | PartialDate | Question)
        if isinstance(answer, Question):
            assert answer.message_vi
            assert not answer.message_vi[0].islower()


@given(st.text(max_size=80))
def test_text_comes_back_normalised_or_as_a_question(text: str) -> None:
    answer = TEXT(text)

    if isinstance(answer, str):
        assert answer == normalise(text) == normalise(answer)


@given(st.sampled_from(COMMUNES), st.sampled_from(["", "xã ", "Xã ", "XÃ "]), st.booleans())
def test_every_choice_is_found_by_its_own_label(choice: Choice, prefix: str, plain: bool) -> None:
    label = choice.label if not choice.label.startswith("Thị") else choice.label.removeprefix("Thị trấn ")
    typed = prefix + label

    if label == choice.label:
        assert communes().find(fold(typed) if plain else typed, choice.parent) == choice.value


def test_shown_is_what_the_person_sees() -> None:
    assert [shown(cell) for cell in (1985.0, 7.5, True, date(2019, 8, 31))] == [
        "1985",
        "7,5",
        "có",
        "31/08/2019",
    ]
