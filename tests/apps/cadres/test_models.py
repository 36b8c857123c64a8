"""What a row of the registry keeps, and how it comes back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from caunoi.apps.cadres.models import Cadre, Posting, Rating
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.policy import UnscopedQuery, system_scope
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


def read_again(cadre: Cadre) -> Cadre:
    with system_scope("tests: look at rows"):
        return Cadre.objects.get(pk=cadre.pk)


@pytest.mark.parametrize("born", [PartialDate(1985), PartialDate(1985, 8), PartialDate(1985, 8, 31)])
def test_a_birth_known_in_part_comes_back_as_it_was(land, born) -> None:
    cadre = make_cadre(land["xuan_huong"], birth=born)

    assert read_again(cadre).birth == born


def test_the_identity_number_is_not_in_the_database_as_text(land) -> None:
    cadre = make_cadre(land["xuan_huong"], identity_number="024080001234")

    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_number, identity_index FROM cadres_cadre")
        sealed, index = cursor.fetchone()

    assert "024080001234" not in sealed + index
    assert read_again(cadre).identity_number == "024080001234"


def test_two_posts_may_be_held_at_once(land) -> None:
    cadre = make_cadre(land["xuan_huong"])

    second = Posting(
        cadre=cadre,
        unit=land["xuan_huong"],
        title_code="CX-CTHD",
        kind="concurrent",
        valid_from=date(2016, 1, 1),
        recorded_at=timezone.now(),
    )
    with system_scope("tests: validate"):
        second.full_clean(exclude=["batch", "row_number"])
    second.save()

    assert second.holds_on(date(2016, 1, 1))


def test_a_posting_ends_after_it_begins(land) -> None:
    cadre = make_cadre(land["xuan_huong"])
    empty = Posting(
        cadre=cadre,
        unit=land["xuan_huong"],
        title_code="CX-BT",
        valid_from=date(2016, 1, 1),
        valid_to=date(2016, 1, 1),
        recorded_at=timezone.now(),
    )

    with system_scope("tests: validate"), pytest.raises(ValidationError, match="Ngày hết hiệu lực phải sau"):
        empty.full_clean(exclude=["batch", "row_number"])
    with pytest.raises(IntegrityError), transaction.atomic():
        empty.save()


def test_a_year_has_one_rating(land) -> None:
    cadre = make_cadre(land["xuan_huong"])
    Rating.objects.create(cadre=cadre, year=2019, grade="htt", recorded_at=timezone.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(cadre=cadre, year=2019, grade="ht", recorded_at=timezone.now())


@pytest.mark.parametrize("model", [Cadre, Posting, Rating])
def test_the_registry_is_not_read_without_a_policy(land, model) -> None:
    with pytest.raises(UnscopedQuery):
        list(model.objects.all())
