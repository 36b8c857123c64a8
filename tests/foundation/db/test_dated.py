"""Facts asked on a day: the last day of one is never also the first day of the next."""

from datetime import date

import pytest

from caunoi.apps.organisation.models import UnitVersion
from caunoi.domain.vocabulary.period import Period
from tests.factories.organisation import make_unit, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    unit = make_unit("Bố Hạ", valid_from=date(2015, 1, 1), valid_to=date(2020, 1, 1))
    make_version(unit, "Bố Hạ mới", valid_from=date(2020, 1, 1))
    return unit


def names(found) -> list[str]:
    return list(found.order_by("valid_from").values_list("name", flat=True))


def versions():
    return UnitVersion.objects.all().scoped()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2014, 12, 31), []),
        (date(2015, 1, 1), ["Bố Hạ"]),
        (date(2019, 12, 31), ["Bố Hạ"]),
        (date(2020, 1, 1), ["Bố Hạ mới"]),
        (date(2099, 1, 1), ["Bố Hạ mới"]),
    ],
)
def test_one_fact_holds_on_each_day(unit, day, expected) -> None:
    assert names(versions().on(day)) == expected
    assert [version.name for version in versions() if version.holds_on(day)] == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(date(2014, 1, 1), date(2015, 1, 1)), []),
        (Period(date(2014, 1, 1), date(2015, 1, 2)), ["Bố Hạ"]),
        (Period(date(2019, 12, 31), date(2020, 1, 2)), ["Bố Hạ", "Bố Hạ mới"]),
        (Period(date(2020, 1, 1), None), ["Bố Hạ mới"]),
        (Period(None, None), ["Bố Hạ", "Bố Hạ mới"]),
    ],
)
def test_facts_that_ever_held_within_a_period_are_found(unit, period, expected) -> None:
    assert names(versions().ever_within(period)) == expected
