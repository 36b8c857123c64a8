"""What one row of units says about itself."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from caunoi.apps.organisation import choices
from caunoi.apps.organisation.models import UnitVersion
from caunoi.domain import lineage
from caunoi.domain.vocabulary.period import Period
from tests.factories.organisation import make_succession, make_unit, make_version

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ours", "domain"),
    [
        (choices.UnitType, lineage.UnitType),
        (choices.SuccessionKind, lineage.ChangeKind),
        (choices.Share, lineage.Share),
        (choices.Confidence, lineage.Confidence),
    ],
)
def test_the_database_and_the_domain_know_the_same_words(ours, domain):
    assert set(ours.values) == {str(word) for word in domain}


def test_a_unit_is_written_with_its_kind_before_its_name(system):
    unit = make_unit("Bố Hạ", type="township")

    assert str(UnitVersion.objects.all().scoped().get(unit=unit)) == "Thị trấn Bố Hạ"


def test_a_start_nobody_recorded_stays_open():
    unit = make_unit("Xuân Hương")

    old = make_version(
        unit, "Xuân Hương", valid_from=date(1997, 1, 1), valid_to=date(2010, 1, 1), start_known=False
    )

    assert old.known_period == Period(None, date(2010, 1, 1))
    assert old.period == Period(date(1997, 1, 1), date(2010, 1, 1))


def test_two_versions_of_one_unit_never_hold_on_the_same_day():
    unit = make_unit("Xuân Hương")
    again = UnitVersion(
        unit=unit, name="X", type="commune", valid_from=date(2020, 1, 1), source="thử", confidence="low"
    )

    with pytest.raises(ValidationError, match="chồng lên"):
        again.validate_constraints()


def test_a_version_may_begin_the_day_another_ends():
    unit = make_unit("Xuân Hương", valid_to=date(2020, 1, 1))

    make_version(unit, "Xuân Hương", valid_from=date(2020, 1, 1))


def test_postgresql_itself_refuses_an_overlap():
    unit = make_unit("Xuân Hương")

    def overlap():
        with transaction.atomic():
            make_version(unit, "Xuân Hương", valid_from=date(2020, 1, 1))

    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError):
            overlap()
    else:
        overlap()
        assert UnitVersion.objects.all().scoped().filter(unit=unit).count() == 2


def test_that_nothing_followed_is_told_once():
    unit = make_unit("Lạng Giang", type="district")
    make_succession(unit, None, date(2025, 7, 1), kind="abolish")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_succession(unit, None, date(2025, 7, 1), kind="abolish")
