"""A protected table answers nobody who did not come through the policy, whichever way the ORM is asked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum

from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.policy import UnscopedQuery, system_scope, visible
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db

WAYS: dict[str, Callable[[], Any]] = {
    "all": lambda: list(Cadre.objects.all()),
    "filter": lambda: list(Cadre.objects.filter(full_name="x")),
    "exclude": lambda: list(Cadre.objects.exclude(full_name="x")),
    "filter by Q": lambda: list(Cadre.objects.filter(Q(full_name="x") | Q(full_name="y"))),
    "get": lambda: Cadre.objects.get(full_name="Nguyễn Văn An"),
    "get_or_create": lambda: Cadre.objects.get_or_create(full_name="Nguyễn Văn An"),
    "update_or_create": lambda: Cadre.objects.update_or_create(full_name="Nguyễn Văn An"),
    "first": lambda: Cadre.objects.first(),
    "last": lambda: Cadre.objects.order_by("pk").last(),
    "earliest": lambda: Posting.objects.earliest("valid_from"),
    "slice": lambda: list(Cadre.objects.all()[:1]),
    "index": lambda: Cadre.objects.all()[0],
    "count": lambda: Cadre.objects.count(),
    "count of distinct": lambda: Cadre.objects.distinct().count(),
    "count of a slice": lambda: Cadre.objects.all()[:5].count(),
    "exists": lambda: Cadre.objects.filter(full_name="x").exists(),
    "contains": lambda: Cadre.objects.contains(Cadre(full_name="x")),
    "aggregate": lambda: Cadre.objects.aggregate(n=Count("pk")),
    "aggregate of annotated": lambda: Cadre.objects.annotate(n=Count("postings")).aggregate(s=Sum("n")),
    "annotate": lambda: list(Cadre.objects.annotate(n=Count("pk"))),
    "values": lambda: list(Cadre.objects.values("full_name")),
    "values_list": lambda: list(Cadre.objects.values_list("full_name", flat=True)),
    "only": lambda: list(Cadre.objects.only("pk")),
    "dates": lambda: list(Posting.objects.dates("valid_from", "year")),
    "iterator": lambda: list(Cadre.objects.iterator()),
    "in_bulk": lambda: Cadre.objects.in_bulk(),
    "raw": lambda: list(Cadre.objects.raw("SELECT * FROM cadres_cadre")),
    "explain": lambda: Cadre.objects.all().explain(),
    "select_related": lambda: list(Posting.objects.select_related("cadre")),
    "select_for_update": lambda: list(Cadre.objects.select_for_update()),
    "union": lambda: list(Cadre.objects.values("pk").union(Cadre.objects.values("pk"))),
    "subquery in another table": lambda: list(_units().filter(pk__in=Cadre.objects.values("custodian"))),
    "exists in another table": lambda: list(
        _units().filter(Exists(Cadre.objects.filter(custodian=OuterRef("pk"))))
    ),
    "subquery as a column": lambda: list(
        _units().annotate(who=Subquery(Cadre.objects.values("full_name")[:1]))
    ),
    "prefetch": lambda: list(_cadres().prefetch_related("postings")),
    "related manager": lambda: list(_cadres().first().postings.all()),
    "related manager count": lambda: _cadres().first().postings.count(),
}


def _units() -> Any:
    return Unit.objects.all().scoped()


def _cadres() -> Any:
    return Cadre.objects.all().scoped()


@pytest.fixture
def cadre() -> Cadre:
    return make_cadre(make_province()["xuan_huong"])


@pytest.mark.parametrize("way", WAYS)
def test_a_question_past_the_policy_is_refused(cadre, way: str) -> None:
    with pytest.raises(UnscopedQuery, match=r"cadres\.(Cadre|Posting)"):
        WAYS[way]()


def test_a_named_system_scope_opens_and_closes_again(cadre) -> None:
    with system_scope("tests: look at rows"):
        assert Cadre.objects.count() == 1

    with pytest.raises(UnscopedQuery):
        Cadre.objects.count()


def test_a_system_scope_closes_when_what_it_holds_fails(cadre) -> None:
    with pytest.raises(ValueError, match="broken"), system_scope("tests: broken"):
        raise ValueError("broken")

    with pytest.raises(UnscopedQuery):
        Cadre.objects.exists()


def test_what_the_policy_narrowed_may_be_narrowed_further(cadre, system) -> None:
    found = visible(system, Cadre).filter(full_name=cadre.full_name).exclude(pk=None).order_by("pk")

    assert list(found[:1]) == [cadre]
    assert found.values_list("pk", flat=True).distinct().count() == 1
    assert found.aggregate(n=Count("pk")) == {"n": 1}
    plain = found.order_by().values("pk")
    assert list(plain.union(plain)) == [{"pk": cadre.pk}]


@pytest.mark.parametrize(
    "joined",
    [
        lambda narrow, wide: narrow | wide,
        lambda narrow, wide: wide | narrow,
        lambda narrow, wide: narrow ^ wide,
        lambda narrow, wide: narrow.union(wide),
        lambda narrow, wide: narrow.filter(pk__in=wide.values("pk")),
        lambda narrow, wide: narrow.exclude(pk__in=wide.values("pk")),
    ],
    ids=["or", "or turned", "xor", "union", "within", "without"],
)
def test_a_narrow_question_joined_with_a_wide_one_is_as_wide(cadre, system, joined) -> None:
    narrow, wide = visible(system, Cadre).filter(pk=None), Cadre.objects.all()

    with pytest.raises(UnscopedQuery):
        list(joined(narrow, wide))


def test_two_narrow_questions_may_be_joined(cadre, system) -> None:
    one, other = visible(system, Cadre).filter(pk=None), visible(system, Cadre).filter(pk=cadre.pk)

    assert list(one | other) == [cadre]
    assert list(one & other) == []
    assert list(Cadre.objects.filter(pk=cadre.pk) & visible(system, Cadre)) == [cadre]


def test_what_a_visible_row_points_to_may_be_followed(cadre) -> None:
    found = _cadres().select_related("custodian").get(pk=cadre.pk)

    assert found.custodian == Unit.objects.all().scoped().get(pk=cadre.custodian_id)
