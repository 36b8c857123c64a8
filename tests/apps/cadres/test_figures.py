"""The number of people: the same on the figure, on its page and in its rows."""

import re
from datetime import date
from typing import Any

import pytest

from caunoi.apps.cadres import figures, selectors
from caunoi.foundation.figures import Scope, figure_or_404
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)


@pytest.fixture
def land() -> dict[str, Any]:
    land = make_province()
    make_cadre(land["xuan_huong"], "Phạm An", sex="nam")
    make_cadre(land["xuan_huong"], "Trần Thị Ánh", sex="nu")
    make_cadre(land["dong_son"], "Lê Thị Bảo", sex="nu")
    return land


@pytest.mark.parametrize(("unit", "where", "expected"), [
    (None, {}, 3), ("lang_giang", {}, 2), ("dong_son", {}, 1), (None, {"gioi": "nu"}, 2), ("lang_giang", {"gioi": "nu"}, 1),
])  # fmt: skip
def test_the_figure_is_the_count_of_the_list_it_leads_to(land, actor_with, unit, where, expected) -> None:
    scope = Scope(on=DAY, unit_id=land[unit].pk if unit else None, where=where)

    answered = figure_or_404("cadres.people").answer(actor_with("btc", land["province"]), scope)
    html = signed_in("btc", land["province"]).get(answered.url).content.decode()

    assert answered.value == len(answered.rows) == expected
    assert f'data-count="{expected}"' in html
    assert f'data-figure="cadres.people" data-value="{expected}"' in html


def test_counting_for_the_page_says_what_the_figure_says(land, actor_with) -> None:
    actor = actor_with("btc", land["province"])
    asked = selectors.conditions_of(actor, DAY, {"gioi": ["nu"]})

    counted = figures.counted(actor, asked)

    assert (counted.value, counted.url) == (2, "/can-bo/?gioi=nu&ngay=2020-08-31")


def test_the_figure_knows_no_more_than_the_actor(land, actor_with) -> None:
    clerk = actor_with("xa", land["dong_son"])

    answered = figure_or_404("cadres.people").answer(clerk, Scope(on=DAY))

    assert [row.cells[0] for row in answered.rows] == ["Lê Thị Bảo"]
    assert re.fullmatch(r"/can-bo/[0-9a-f-]{36}/", answered.rows[0].url)
