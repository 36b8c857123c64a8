"""Two facts of one owner never hold on the same day: PostgreSQL refuses itself, validation refuses on both."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from caunoi.apps.organisation.models import UnitVersion
from caunoi.foundation.db.base import NoOverlap
from caunoi.foundation.policy import system_scope
from tests.factories.organisation import make_unit, make_version

pytestmark = pytest.mark.django_db

# the period there is: [2015-01-01, 2020-01-01)
APART = [
    (date(2014, 1, 1), date(2015, 1, 1)),
    (date(2020, 1, 1), date(2021, 1, 1)),
    (date(2020, 1, 1), None),
]
TOGETHER = [
    (date(2014, 1, 1), date(2015, 1, 2)),
    (date(2019, 12, 31), date(2021, 1, 1)),
    (date(2016, 1, 1), date(2017, 1, 1)),
    (date(2010, 1, 1), date(2025, 1, 1)),
    (date(2015, 1, 1), date(2020, 1, 1)),
    (date(2010, 1, 1), None),
    (date(2019, 1, 1), None),
]


@pytest.fixture
def unit():
    return make_unit("Bố Hạ", valid_from=date(2015, 1, 1), valid_to=date(2020, 1, 1))


def another(unit, begins: date, ends: date | None) -> UnitVersion:
    return UnitVersion(
        unit=unit, name="Bố Hạ", type="commune", valid_from=begins, valid_to=ends, source="thử", confidence="high",
        search_key="bo ha", sort_key="bo ha",
    )  # fmt: skip


@pytest.mark.parametrize(("begins", "ends"), APART)
def test_periods_that_merely_touch_may_stand_beside_each_other(unit, begins, ends) -> None:
    fresh = another(unit, begins, ends)

    fresh.validate_constraints()
    fresh.save()


@pytest.mark.parametrize(("begins", "ends"), TOGETHER)
def test_an_overlap_is_refused_before_it_is_written(unit, begins, ends) -> None:
    with pytest.raises(ValidationError, match="chồng"):
        another(unit, begins, ends).validate_constraints()


@pytest.mark.parametrize(("begins", "ends"), TOGETHER)
def test_an_overlap_written_past_validation_is_refused_or_found(unit, begins, ends) -> None:
    """PostgreSQL has an exclusion constraint; on SQLite the walk over the whole table finds it."""
    fresh = another(unit, begins, ends)

    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError), transaction.atomic():
            fresh.save()
    else:
        fresh.save()
        assert faults_found()


def faults_found() -> list[str]:
    from caunoi.foundation.db.invariants import invariants

    with system_scope("tests: walk every row"):
        return [fault for each in invariants() for fault in each.check()]


def test_another_unit_may_hold_on_the_same_day(unit) -> None:
    other = make_unit("Xuân Hương", valid_from=date(2015, 1, 1), valid_to=date(2020, 1, 1))

    make_version(other, "Xuân Hương", valid_from=date(2020, 1, 1)).validate_constraints()


def test_a_fact_may_be_saved_again_as_it_is(unit) -> None:
    with system_scope("tests: look at rows"):
        UnitVersion.objects.get(unit=unit).validate_constraints()


def test_a_whole_table_without_overlap_has_no_fault(unit) -> None:
    assert faults_found() == []


def test_the_constraint_writes_itself_into_a_migration() -> None:
    constraint = NoOverlap(owner=["unit", "role"], name="one_at_a_time")
    path, args, kwargs = constraint.deconstruct()

    assert path == "caunoi.foundation.db.base.NoOverlap"
    assert NoOverlap(*args, **kwargs) == constraint
    assert NoOverlap(owner="unit", name="one_at_a_time") != constraint


def test_a_period_that_ends_before_it_begins_is_refused_by_the_database(unit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        another(unit, date(2022, 1, 1), date(2021, 1, 1)).save()
