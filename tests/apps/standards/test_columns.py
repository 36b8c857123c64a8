"""From what the registry keeps to the columns a rule looks at."""

from datetime import date
from itertools import pairwise
from uuid import uuid4

import numpy as np
import pytest

from caunoi.apps.standards.selectors.columns import (
    Papers,
    first_term_rank,
    party_rank,
    retirement_bounds,
)
from caunoi.apps.standards.selectors.loading import PaperRow
from caunoi.apps.standards.selectors.reference import evidence_on, field_number, term_on, terms_of_office
from caunoi.domain.eligibility.terms import load_terms

DAY = date(2020, 8, 31)
COUNTED = frozenset({"verified", "unverified"})


def row(
    cadre, kind: str, level: str, field: str = "", status: str = "held", ends=None, state: str = "verified"
) -> PaperRow:
    return PaperRow(cadre, kind, level, field, status, ends, state)


def taken(*papers: tuple, counting: frozenset[str] = COUNTED) -> Papers:
    somebody = uuid4()
    rows = [row(somebody, *paper) for paper in papers]
    return Papers(load_terms(), {somebody: 0}).take(rows, counting)


def level(papers: Papers, what: str) -> int:
    return int(papers.levels[0, list(load_terms().scales).index(what)])


def test_the_highest_level_counts_whatever_the_order() -> None:
    one = taken(("professional", "trung_cap"), ("professional", "dai_hoc"), ("professional", "so_cap"))

    assert level(one, "professional") == load_terms().scales["professional"].ranks["dai_hoc"]


def test_nothing_written_is_not_known_and_none_written_is_known() -> None:
    assert level(taken(), "political_theory") == 0
    assert level(taken(("political_theory", "khong")), "political_theory") == 1


def test_a_state_of_verification_that_does_not_count_is_left_out() -> None:
    papers = (("professional", "dai_hoc", "", "held", None, "unverified"),)

    assert level(taken(*papers), "professional") > 0
    assert level(taken(*papers, counting=frozenset({"verified"})), "professional") == 0


def test_what_is_studied_for_is_not_held() -> None:
    one = taken(("political_theory", "trung_cap", "", "studying", "2021-03"))

    assert level(one, "political_theory") == 0
    assert one.studying.max() == load_terms().scales["political_theory"].ranks["trung_cap"]
    assert one.until[0] > 0


@pytest.mark.parametrize("papers", [
    (("professional", "dai_hoc", "Kế toán"), ("professional", "trung_cap", "Luật")),
    (("professional", "trung_cap", "Luật"), ("professional", "dai_hoc", "Kế toán")),
])  # fmt: skip
def test_the_field_is_that_of_the_highest_diploma(papers) -> None:
    assert taken(*papers).fields[0] == load_terms().field_numbers["tai_chinh_ke_toan"]


def test_two_equal_diplomas_give_the_same_field_in_any_order() -> None:
    law, accounts = ("professional", "dai_hoc", "Luật"), ("professional", "dai_hoc", "Kế toán")

    assert (
        taken(law, accounts).fields[0] == taken(accounts, law).fields[0] == load_terms().field_numbers["luat"]
    )


def test_a_training_not_written_down_is_not_known() -> None:
    one = taken(("specialised", "", "xay_dung_dang"), ("specialised", "khong", "ho_tich"))

    bits = load_terms().training_bits
    assert one.trained[0] == np.uint32(bits["xay_dung_dang"])
    assert one.known[0] == np.uint32(bits["xay_dung_dang"] | bits["ho_tich"])


@pytest.mark.parametrize(("member", "joined", "official", "expected"), [
    (None, None, None, 0), (False, None, None, 1), (True, None, None, 3), (True, "2019-10-01", None, 2),
    (True, "2010", None, 3), (True, "2010", "2011", 3), (True, "2019-10", "2020-10", 2), (True, "2021-01", None, 1),
    (None, "2010", "2011", 3),
])  # fmt: skip
def test_membership_follows_the_days_where_they_are_known(member, joined, official, expected) -> None:
    assert party_rank(member, joined, official, DAY) == expected


def test_the_first_term_is_the_term_of_the_day() -> None:
    began = date(2015, 7, 1)

    assert [first_term_rank(day, began) for day in (None, date(2015, 6, 30), date(2015, 7, 1))] == [0, 1, 2]


def test_where_the_sex_is_not_known_retirement_may_be_on_either_day() -> None:
    woman, man, either = (retirement_bounds("1970-05-01", sex) for sex in ("nu", "nam", ""))

    assert woman[0] == woman[1] < man[0] == man[1]
    assert either == (woman[0], man[1])


@pytest.mark.parametrize(("text", "code"), [
    ("Luật", "luat"), ("Cử nhân luật kinh tế", "luat"), ("Kinh tế", "kinh_te"), ("Kinh tế nông nghiệp", "nong_nghiep"),
    ("KẾ TOÁN - KIỂM TOÁN", "tai_chinh_ke_toan"), ("luat", "luat"), ("Chăn nuôi thú y", "nong_nghiep"),
])  # fmt: skip
def test_names_on_diplomas_find_their_group_the_longest_name_first(text, code) -> None:
    assert field_number(text) == load_terms().field_numbers[code]


@pytest.mark.parametrize("text", ["", "   ", "Ngành không ai biết"])
def test_a_field_nobody_wrote_down_is_not_known(text) -> None:
    assert field_number(text) == 0


def test_terms_of_office_follow_each_other_without_gap() -> None:
    terms = terms_of_office()

    assert all(a.period.end == b.period.start for a, b in pairwise(terms))
    assert term_on(DAY).period.start == date(2015, 7, 1)
    assert term_on(date(2000, 1, 1)) is None


def test_rejected_evidence_never_counts() -> None:
    assert "rejected" not in evidence_on(DAY).counts
    assert evidence_on(date(1990, 1, 1)).counts == {"verified"}
