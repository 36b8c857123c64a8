"""A date known to the day, the month or the year: kept as text that sorts as time does, on both databases."""

import pytest
from django.core.exceptions import ValidationError

from caunoi.apps.cadres.models import Cadre
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.db.fields import PartialDateField, kept, read_kept
from caunoi.foundation.policy import visible
from tests.factories.organisation import make_unit

DATES = [
    PartialDate(1985),
    PartialDate(1985, 8),
    PartialDate(1985, 8, 31),
    PartialDate(1985, 9),
    PartialDate(1986),
]


@pytest.mark.parametrize("day", DATES)
def test_what_is_kept_reads_back(day) -> None:
    assert read_kept(kept(day)) == day


def test_the_kept_text_sorts_as_time_does() -> None:
    assert sorted(map(kept, reversed(DATES))) == [kept(day) for day in DATES]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/08/1985", PartialDate(1985, 8, 31)),
        ("8/1985", PartialDate(1985, 8)),
        ("1985", PartialDate(1985)),
        ("1985-08-31", PartialDate(1985, 8, 31)),
        ("", None),
        (None, None),
    ],
)
def test_what_people_type_becomes_a_partial_date(typed, day) -> None:
    assert PartialDateField().to_python(typed) == day


@pytest.mark.parametrize("typed", ["31/02/1985", "13/1985", "hôm qua", "1985-08-31; DROP TABLE", "85x"])
def test_what_is_no_date_is_refused_in_words(typed) -> None:
    with pytest.raises(ValidationError) as refused:
        PartialDateField().clean(typed, None)

    assert refused.value.messages[0]


@pytest.mark.django_db
@pytest.mark.parametrize("day", [*DATES, None])
def test_the_database_gives_back_what_it_was_given(system, day) -> None:
    unit = make_unit()
    Cadre.objects.create(full_name="Nguyễn Văn An", custodian=unit, birth=day)

    assert visible(system, Cadre).get().birth == day


@pytest.mark.django_db
def test_the_database_orders_and_compares_partial_dates(system) -> None:
    unit = make_unit()
    for number, day in enumerate(reversed(DATES)):
        Cadre.objects.create(full_name=f"Người {number}", custodian=unit, birth=day)

    found = visible(system, Cadre)

    assert list(found.order_by("birth").values_list("birth", flat=True)) == DATES
    assert found.filter(birth__lt="1985-09").count() == 3
