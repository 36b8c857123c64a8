"""Truths of the registry that somebody with the database file could break."""

import pytest

from caunoi.apps.cadres.invariants import invariants
from caunoi.apps.cadres.models import Cadre
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db
TRUTH = "Dấu tìm số định danh đúng với số định danh"


def broken() -> list[str]:
    with system_scope("tests: walk every row"):
        return next(list(each.check()) for each in invariants() if each.name_vi == TRUTH)


def test_numbers_that_changed_rows_are_found() -> None:
    land = make_province()
    one = make_cadre(land["xuan_huong"], "Nguyễn Văn An", identity_number="024070000001")
    two = make_cadre(land["dong_son"], "Trần Thị Bình", identity_number="024170000002")
    assert broken() == []

    Cadre._base_manager.filter(pk=one.pk).update(identity_number="024170000002")
    Cadre._base_manager.filter(pk=two.pk).update(identity_number="024070000001")

    assert len(broken()) == 2
