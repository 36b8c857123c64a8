"""Counts of units: value, rows and address from one source."""

from datetime import date

import pytest

from caunoi.apps.organisation import selectors
from caunoi.foundation.figures import Scope, figure_or_404

pytestmark = pytest.mark.usefixtures("territory")


@pytest.mark.parametrize(
    ("code", "on", "value"),
    [
        ("units.communes", date(2019, 12, 31), 230),
        ("units.communes", date(2020, 8, 31), 209),
        ("units.districts", date(2020, 8, 31), 10),
        ("units.districts", date(2025, 7, 1), 0),
        ("units.type.commune", date(2025, 7, 1), 66),
        ("units.type.ward", date(2025, 7, 1), 33),
        ("units.type.township", date(2020, 8, 31), 15),
        ("units.villages", date(2020, 8, 31), 0),
    ],
)
def test_the_value_is_the_number_of_rows(visitor, code, on, value):
    answer = figure_or_404(code).answer(visitor, Scope(on))

    assert answer.value == value == len(answer.rows)
    assert f"ngay={on.isoformat()}" in answer.url


def test_within_a_district_only_its_communes_count(visitor):
    district = selectors.unit_ids()["huyen-lang-giang-bac-giang"]

    answer = figure_or_404("units.communes").answer(visitor, Scope(date(2020, 8, 31), unit_id=district))

    assert answer.value == 21
    assert answer.scope_label == "Huyện Lạng Giang"
    assert {row.cells[3] for row in answer.rows} == {"Huyện Lạng Giang"}


def test_the_kinds_add_up_to_the_communes(visitor):
    scope = Scope(date(2020, 8, 31))

    kinds = [
        figure_or_404(f"units.type.{kind}").answer(visitor, scope).value
        for kind in ("commune", "ward", "township")
    ]

    assert sum(kinds) == figure_or_404("units.communes").answer(visitor, scope).value
