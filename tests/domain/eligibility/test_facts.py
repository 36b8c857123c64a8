from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.eligibility import daycode
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.intake import UnreadableFact
from caunoi.domain.vocabulary.vietnamese import PartialDate

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


def age_by_hand(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@given(DAYS, DAYS)
def test_codes_sort_as_days_do_and_their_difference_is_the_age(born: date, on: date) -> None:
    early, late = daycode.encode(born), daycode.encode(on)

    assert (early < late) == (born < on)
    assert daycode.decode(early) == born
    assert daycode.full_months(late, early) // 12 == age_by_hand(born, on)


def test_a_column_of_days_is_coded_as_single_days_are_and_nat_is_unknown() -> None:
    days = np.array(["1975-02-28", "NaT", "2000-12-31"], dtype="datetime64[D]")

    codes = daycode.encode_many(days)

    assert codes.tolist() == [daycode.encode(date(1975, 2, 28)), 0, daycode.encode(date(2000, 12, 31))]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1975", date(1975, 1, 1), date(1975, 12, 31)),
        (1975, date(1975, 1, 1), date(1975, 12, 31)),
        ("8/1985", date(1985, 8, 1), date(1985, 8, 31)),
        ("31/08/1985", date(1985, 8, 31), date(1985, 8, 31)),
        (date(1985, 8, 31), date(1985, 8, 31), date(1985, 8, 31)),
        (PartialDate(1985, 2), date(1985, 2, 1), date(1985, 2, 28)),
    ],
)
def test_a_birth_known_only_in_part_keeps_its_first_and_last_possible_day(
    typed: object, first: date, last: date
) -> None:
    facts = Facts.from_records([{"birth": typed}])

    assert facts.column("birth_earliest").tolist() == [daycode.encode(first)]
    assert facts.column("birth_latest").tolist() == [daycode.encode(last)]


def test_yes_and_no_are_read_as_the_states_they_mean() -> None:
    facts = Facts.from_records([{"party_member": True}, {"party_member": False}, {"party_member": None}, {}])

    assert facts.column("party_member").tolist() == [3, 1, 0, 0]


def test_a_training_held_is_known_and_one_not_mentioned_is_not() -> None:
    facts = Facts.from_records([{"trained": ["ho_tich"]}, {"not_trained": ["ho_tich"]}, {"trained": []}])

    bit = int(facts.column("trained")[0])
    assert facts.column("trained").tolist() == [bit, 0, 0]
    assert facts.column("trained_known").tolist() == [bit, bit, 0]


def test_a_list_of_courses_marked_complete_leaves_no_training_unknown() -> None:
    facts = Facts.from_records([{"trained": ["ho_tich"], "not_trained": "tat_ca"}])

    assert bin(int(facts.column("trained_known")[0])).count("1") == 6
    assert bin(int(facts.column("trained")[0])).count("1") == 1


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"title": "CX-XX"}, "Dòng 1, mục “title”: không hiểu “CX-XX”"),
        ({"political_theory": "trung cấp"}, "Các giá trị: khong, so_cap, trung_cap"),
        ({"luong": 5}, "Không có dữ kiện “luong”"),
        ({"birth": "31/02/1975"}, "mục “birth”"),
        ({"trained": ["nau_an"]}, "Các nội dung bồi dưỡng"),
    ],
)
def test_a_fact_that_cannot_be_read_is_refused_with_its_place(record: dict[str, object], said: str) -> None:
    with pytest.raises(UnreadableFact, match=said):
        Facts.from_records([record])


def test_columns_and_records_of_the_same_people_are_the_same_facts() -> None:
    records: list[dict[str, object]] = [
        {"title": "CX-BT", "professional": "dai_hoc", "studying_political_theory": "trung_cap", "unit": 3},
        {"title": "CX-PBT", "political_theory": "so_cap", "unit": 1},
    ]

    read = Facts.from_records(records)
    given_ = Facts.from_arrays(
        {
            "title": [1, 2],
            "professional": [5, 0],
            "political_theory": [0, 2],
            "studying_political_theory": [3, 0],
            "unit": [3, 1],
        }
    )

    assert read.content_hash() == given_.content_hash()


def test_a_column_of_unknowns_is_the_same_as_no_column() -> None:
    bare = Facts.from_records([{"title": "CX-BT"}])
    filled = Facts.from_records(
        [{"title": "CX-BT", "birth": None, "party_member": None, "professional": None}]
    )

    assert bare.content_hash() == filled.content_hash()


def test_one_changed_level_changes_the_hash() -> None:
    one = Facts.from_records([{"title": "CX-BT", "professional": "dai_hoc"}])
    other = Facts.from_records([{"title": "CX-BT", "professional": "cao_dang"}])

    assert one.content_hash() != other.content_hash()


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"title": [1, 2], "area": [1]}, "dài bằng nhau"),
        ({"title": [250]}, "lớn hơn"),
        ({"professional": [99]}, "ngoài thang"),
        ({"nghe": [1]}, "Không có cột dữ kiện “nghe”"),
    ],
)
def test_columns_that_cannot_be_right_are_refused(columns: dict[str, list[int]], said: str) -> None:
    with pytest.raises(UnreadableFact, match=said):
        Facts.from_arrays(columns)


def test_rows_taken_keep_their_facts() -> None:
    facts = Facts.from_records([{"title": "CX-BT", "professional": "dai_hoc"}, {"title": "CX-PBT"}])

    last = facts.take([1])
    first = facts.take(np.array([True, False]))

    assert (len(last), last.column("title").tolist()) == (1, [2])
    assert (len(first), first.block("levels")[0].tolist()) == (1, [0, 5, 0, 0, 0, 0, 0, 0])
