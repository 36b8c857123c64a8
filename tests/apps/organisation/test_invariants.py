"""Each truth over the register, and one planted fault that each of them finds."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from caunoi.apps.organisation.invariants import TRUTHS, invariants
from caunoi.apps.organisation.models import Unit, UnitVersion
from caunoi.foundation.policy import system_scope
from tests.factories.organisation import (
    make_district,
    make_province,
    make_succession,
    make_unit,
    make_version,
)

DAY = date(2020, 1, 1)


def faults():
    """The truths that something breaks, by their sentence."""
    with system_scope("tests: walk every row"):
        return {truth.name_vi: list(truth.check()) for truth in invariants() if list(truth.check())}


def gap():
    unit = make_unit("A", valid_to=date(2015, 1, 1))
    make_version(unit, "A", valid_from=DAY)


def code_twice():
    make_unit("A", code="1"), make_unit("B", code="1")


def level():
    make_unit("A", parent=make_unit("B"))


def parent_missing():
    make_unit("A", parent=make_province(valid_from=DAY))


def outlived():
    province = make_province(valid_to=DAY)
    make_unit("A", parent=province)
    make_succession(province, None, DAY, kind="abolish")


def predecessor_missing():
    make_succession(
        make_unit("A", valid_from=DAY), make_unit("B"), date(2015, 1, 1), kind="part", share="part"
    )


def successor_missing():
    make_succession(make_unit("A", valid_to=DAY), make_unit("B", valid_from=date(2021, 1, 1)), DAY)


def lives_on():
    make_succession(make_unit("A"), make_unit("B"), DAY)


def lost():
    make_unit("A", valid_to=DAY)


def cycle():
    a, b = make_unit("A"), make_unit("B")
    make_succession(a, b, DAY, kind="split")
    make_succession(b, a, date(2021, 1, 1), kind="split")


PLANTED = {
    "lineage.gap": gap,
    "lineage.code_twice": code_twice,
    "lineage.level": level,
    "lineage.parent_missing": parent_missing,
    "lineage.child_outlives_parent": outlived,
    "lineage.predecessor_missing": predecessor_missing,
    "lineage.successor_missing": successor_missing,
    "lineage.lives_on": lives_on,
    "lineage.lost": lost,
    "lineage.cycle": cycle,
}


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_fault_is_found_by_its_truth(db, code):
    PLANTED[code]()

    assert TRUTHS[code] in faults()


def test_an_overlap_is_found_where_the_database_lets_it_in(db):
    unit = make_unit("A")

    try:
        with transaction.atomic():
            make_version(unit, "A", valid_from=DAY)
    except IntegrityError:
        assert connection.vendor == "postgresql"
    else:
        assert TRUTHS["lineage.overlap"] in faults()


def test_every_check_of_the_domain_has_its_sentence():
    assert set(TRUTHS) == {*PLANTED, "lineage.overlap"}


def test_a_unit_without_a_version_is_found(db):
    Unit.objects.create(slug="khong-gi")

    assert list(faults()) == ["Đơn vị nào cũng có ít nhất một phiên bản"]


def test_a_search_key_that_does_not_fit_the_name_is_found(db):
    unit = make_unit("Xuân Hương")
    with system_scope("tests: plant a fault"):
        UnitVersion.objects.filter(unit=unit).update(search_key="xuan")

    assert list(faults()) == ["Khóa tìm và khóa xếp của mọi đơn vị đúng với tên"]


def test_a_small_land_breaks_no_truth(db):
    province = make_province()
    make_unit("Xuân Hương", parent=make_district("Lạng Giang", province))

    assert faults() == {}
