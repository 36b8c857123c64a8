from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.staffing.occupancy import Occupancy

few = st.integers(0, 60)


def test_twenty_seven_holders_of_twenty_five_seats_are_two_too_many():
    found = Occupancy(25, main=27)

    assert (found.vacant, found.surplus) == (0, 2)


def test_a_seat_held_beside_another_post_is_not_free():
    found = Occupancy(1, concurrent=1)

    assert (found.filled, found.vacant) == (1, 0)


def test_a_seat_in_which_somebody_acts_stays_free():
    found = Occupancy(1, acting=1)

    assert (found.vacant, found.surplus, found.posts) == (1, 0, 1)


def test_without_a_number_nothing_is_said_to_be_free_or_too_many():
    found = Occupancy(None, main=3)

    assert (found.vacant, found.surplus) == (None, None)


@given(few, few, few, few)
def test_seats_are_those_filled_and_those_free_less_those_too_many(allowed, main, concurrent, acting):
    found = Occupancy(allowed, main, concurrent, acting)

    assert found.filled + found.vacant - found.surplus == allowed
    assert found.vacant == 0 or found.surplus == 0
