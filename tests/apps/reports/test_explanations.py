"""Every figure that is registered explains itself whole: what it is, how it was counted, of what, without whom, from where."""

import pytest

from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, Scope, all_figures
from caunoi.foundation.figures.explaining import explanation_of
from tests.apps.standards.land import DAY, make_crowd, make_land
from tests.factories.cadres import make_cadre

pytestmark = pytest.mark.django_db
PARTS = ("title", "definition", "formula", "scope", "as_at", "excluded", "sources", "changed", "rows")
OF_A_PLAN = ("plan.", "flow.")


@pytest.fixture
def land():
    land = make_land()
    make_crowd(land, size=12)
    return land


def explained(figure: Figure, actor, **scope):
    return explanation_of(actor, figure.answer(actor, Scope(on=DAY, **scope)), rows_url="/danh-sach/")


def test_no_part_of_an_explanation_is_missing_anywhere(land, actor_with) -> None:
    board, lacking, unanswered = actor_with("btc", land["province"]), [], []
    for figure in all_figures():
        try:
            told = explained(figure, board)
        except NotVisible:
            unanswered.append(figure.code)
            continue
        lacking += [f"{figure.code}: {part}" for part in PARTS if not getattr(told, part)]

    assert lacking == []
    assert len(all_figures()) - len(unanswered) >= 60
    assert [code for code in unanswered if not code.startswith(OF_A_PLAN)] == []


def test_a_figure_without_a_whole_says_how_it_is_counted_and_of_which_unit(land, actor_with) -> None:
    make_cadre(land["dong_son"], "Lê Bảo")
    figure = next(each for each in all_figures() if each.code == "cadres.people")

    told = explained(figure, actor_with("btc", land["province"]), unit_id=land["dong_son"].pk)

    assert str(told.formula).startswith("Đếm ")
    assert "mỗi dòng là một người" in str(told.formula)
    assert "Đồng Sơn" in told.scope
