"""The walk over every truth, and the truths that hold on whichever database."""

from types import SimpleNamespace

import pytest
from django.db import connection, models

from caunoi.apps.accounts.models import Grant, User
from caunoi.foundation import invariants
from caunoi.foundation.db import invariants as of_the_data
from caunoi.foundation.invariants import Invariant, walk
from caunoi.foundation.policy import system_scope


@pytest.fixture
def user(db) -> User:
    return User.objects.create(username="hoa", full_name="Nguyễn Thị Hòa")


def test_a_truth_is_walked_with_the_count_of_its_faults(monkeypatch):
    many = Invariant("Không có số lẻ", lambda: (f"số {number}" for number in range(50)))
    monkeypatch.setattr(invariants, "all_invariants", lambda: [("thử", many)])

    (walked,) = walk()

    assert (walked.module, walked.faults, len(walked.shown)) == ("thử", 50, invariants.SHOWN)


@pytest.mark.django_db
def test_an_empty_database_breaks_no_truth():
    assert [walked for walked in walk() if walked.faults] == []


def test_a_reference_that_leads_nowhere_is_found(user, day):
    grant = Grant.objects.create(
        user=user, role="btc", reach="subtree", valid_from=day, basis="QĐ", granted_by="x"
    )
    with connection.constraint_checks_disabled():
        Grant._base_manager.filter(pk=grant.pk).update(user="00000000-0000-0000-0000-00000000dead")

        with system_scope("tests"):
            found = list(of_the_data._references_lead_somewhere())
        Grant._base_manager.filter(pk=grant.pk).update(user=user.pk)

    assert found == [f"giao quyền {grant.pk}: tài khoản không còn tồn tại."]


def _column(name: str) -> models.Field:
    column = models.IntegerField()
    column.set_attributes_from_name(name)
    return column


@pytest.mark.parametrize(
    ("periods", "faults"),
    [
        ([(1, 3), (3, 5)], 0),
        ([(1, 4), (3, 5)], 1),
        ([(1, None), (3, 5)], 1),
        ([(1, 9), (2, 3), (4, 5)], 2),
    ],
)
def test_periods_that_overlap_are_counted(monkeypatch, periods, faults):
    class Dated:
        _meta = SimpleNamespace(verbose_name="khoảng", get_field=_column, constraints=[])
        objects = SimpleNamespace(
            order_by=lambda *names: SimpleNamespace(
                values_list=lambda *names: SimpleNamespace(
                    iterator=lambda: iter(
                        [("A", begins, ends, number) for number, (begins, ends) in enumerate(periods)]
                    )
                )
            )
        )

    constraint = SimpleNamespace(owners=("owner",))

    assert len(list(of_the_data._overlaps(Dated, constraint))) == faults
