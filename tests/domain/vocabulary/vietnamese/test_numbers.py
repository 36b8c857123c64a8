from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.vocabulary.vietnamese import (
    UnreadableNumber,
    format_number,
    parse_count,
    parse_mark,
    parse_number,
    spell_number,
)


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (1300, None, "1.300"),
        (0, None, "0"),
        (999, None, "999"),
        (-1234567, None, "-1.234.567"),
        (3.5, None, "3,5"),
        (0.1 + 0.2, None, "0,3"),
        (Decimal("7.250"), None, "7,25"),
        (60.25, 1, "60,3"),
        (60, 1, "60,0"),
        (-0.001, None, "0"),
    ],
)
def test_numbers_are_shown_with_dots_for_thousands_and_a_comma(number, places, text):
    assert format_number(number, places) == text


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("1300", 1300),
        ("1.300", 1300),
        ("7.250", 7250),
        (" 12 ", 12),
        ("0", 0),
        ("05", 5),
        ("1.234.567", 1234567),
    ],
)
def test_a_count_takes_dots_between_thousands(typed, count):
    assert parse_count(typed) == count


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("1,300", "1.300"),
        ("1.3", "1.300"),
        ("1e3", "1.000"),
        ("１３００", "1.300"),
        ("٣", "3"),
        ("1 300", "1.300"),
        ("1_000", "1.000"),
        ("12.0", "12"),
    ],
)
def test_a_doubtful_count_is_asked_about(typed, guess):
    with pytest.raises(UnreadableNumber) as question:
        parse_count(typed)

    assert question.value.suggestion == guess
    assert str(question.value) == f"{typed} chưa rõ. Có phải {guess}?"


@pytest.mark.parametrize("typed", ["", "-3", "ba", "1.30.0", "1..300", "+5", "1.300,5", "NaN", "9" * 19, "²"])
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(UnreadableNumber, match="không phải là số đếm"):
        parse_count(typed)


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("7.250", "7.25"),
        ("1.300", "1.3"),
        ("10", "10"),
        ("10,0", "10"),
        ("0", "0"),
        ("0,00", "0"),
    ],
)
def test_a_mark_takes_dot_and_comma_before_decimals(typed, mark):
    assert parse_mark(typed) == Decimal(mark)


def test_a_mark_above_ten_is_asked_about():
    with pytest.raises(UnreadableNumber, match=r"là 75; điểm từ 0 đến 10. Có phải 7,5\?"):
        parse_mark("75")


@pytest.mark.parametrize("typed", ["", "1300", "-1", "7,5,0", "giỏi", "7.2500", "７"])
def test_what_is_no_mark_is_refused(typed):
    with pytest.raises(UnreadableNumber, match="từ 0 đến 10"):
        parse_mark(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1.300", "1300"), ("3,5", "3.5"), ("1.300,25", "1300.25"), ("-4", "-4"), ("100", "100")],
)
def test_a_number_is_read_as_vietnamese_writes_it(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["3.5", "1,300.5", "", "1e3", "１", "1,2,3"])
def test_a_doubtful_number_is_refused(typed):
    with pytest.raises(UnreadableNumber):
        parse_number(typed)


@given(st.integers(0, 10**12))
def test_a_shown_count_is_read_back(number):
    assert parse_count(format_number(number)) == number
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (1010, "một nghìn không trăm mười"),
        (1300, "một nghìn ba trăm"),
        (1368, "một nghìn ba trăm sáu mươi tám"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_021_000, "một triệu không trăm hai mươi mốt nghìn"),
        (350_000_000, "ba trăm năm mươi triệu"),
        (2_000_000_000, "hai tỷ"),
        (10**12, "một nghìn tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_a_number_is_spelt_as_official_papers_do(number, words):
    assert spell_number(number) == words


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_two_numbers_are_never_spelt_alike(one, other):
    assert (spell_number(one) == spell_number(other)) == (one == other)
