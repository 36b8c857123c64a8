"""Thousands of values asked for in one statement, on both databases."""

from uuid import uuid4

import pytest

from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db


def test_a_column_is_asked_for_thousands_of_values_in_one_statement(django_assert_num_queries):
    unit = make_province()["xuan_huong"]
    known = make_cadre(unit, "Trần Đức An", number="BG00001")
    make_cadre(unit, "Lê Văn Bình", number="BG00002")
    asked = ["BG00001", *(f"X{number}" for number in range(50_000))]

    with system_scope("test"), django_assert_num_queries(1):
        found = list(Cadre.objects.filter(number__among=asked).values_list("pk", flat=True))

    assert found == [known.pk]


def test_identities_and_foreign_keys_are_asked_for_like_any_column():
    unit = make_province()["xuan_huong"]
    known = make_cadre(unit, "Trần Đức An", number="BG00001")
    strangers = {uuid4() for _ in range(3)}

    with system_scope("test"):
        people = Cadre.objects.filter(pk__among=strangers | {known.pk}).count()
        posts = Posting.objects.filter(cadre_id__among=strangers | {known.pk})
        all_posts = Posting.objects.filter(cadre_id=known.pk)

        assert people == 1
        assert posts.count() == all_posts.count()
        assert not Posting.objects.filter(cadre_id__among=strangers).exists()
        assert not Cadre.objects.filter(number__among=[]).exists()
