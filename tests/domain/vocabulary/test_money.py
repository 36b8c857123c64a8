import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.vocabulary.money import Dong, format_dong, parse_dong
from caunoi.domain.vocabulary.vietnamese import UnreadableNumber

amounts = st.integers(-(10**15), 10**15)


@given(amounts, amounts, st.integers(-1000, 1000))
def test_money_stays_money(one, other, times):
    results = [Dong(one) + other, one + Dong(other), Dong(one) - other, one - Dong(other), Dong(one) * times]

    assert results == [one + other, one + other, one - other, one - other, one * times]
    assert all(type(result) is Dong for result in [*results, -Dong(one), sum([Dong(one)])])


@pytest.mark.parametrize("amount", [1.5, 2.0, True, "1300"])
def test_money_is_never_anything_but_a_whole_number(amount):
    with pytest.raises(TypeError):
        Dong(amount)
    with pytest.raises(TypeError):
        Dong(1) + amount


def test_money_is_not_divided_into_fractions():
    with pytest.raises(TypeError, match="split"):
        Dong(10) / 3


@given(amounts, st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any))
def test_shares_add_up_exactly_and_miss_their_due_by_less_than_a_dong(amount, weights):
    shares = Dong(amount).split(weights)

    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - amount * weight) < sum(weights)


def test_equal_shares_give_the_odd_dong_to_the_first():
    assert Dong(100).split([1, 1, 1]) == [34, 33, 33]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_shares_need_a_positive_part(weights):
    with pytest.raises(ValueError, match="phần dương"):
        Dong(100).split(weights)


def test_money_is_shown_with_its_sign_and_stored_as_a_plain_number():
    assert format_dong(1_300_000) == "1.300.000\u00a0đ"
    assert json.dumps(Dong(1_300_000)) == f"{Dong(1_300_000)}" == "1300000"


@pytest.mark.parametrize(
    "typed", ["1.300.000", "1300000", "1.300.000 đ", "1.300.000đ", "1.300.000\u00a0đồng", "1300000 VND"]
)
def test_an_amount_is_read_with_or_without_its_currency(typed):
    assert parse_dong(typed) == 1_300_000


@pytest.mark.parametrize("typed", ["", "đ", "1,3 triệu", "1.300.000,5", "-5"])
def test_a_doubtful_amount_is_refused(typed):
    with pytest.raises(UnreadableNumber):
        parse_dong(typed)


@given(st.integers(0, 10**15))
def test_a_shown_amount_is_read_back(amount):
    assert parse_dong(format_dong(amount)) == amount
