"""The last change under every figure: which kind of write, and when; within what the reader may see, and never by whom."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caunoi.apps.cadres.services import correct_cadre
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import FigureValue, Scope, all_figures, figure_or_404
from caunoi.foundation.figures.grounds import grounds_of
from caunoi.foundation.figures.latest import latest_change, latest_words
from caunoi.foundation.system_time.known import Point
from tests.apps.accounts.people import signed_in
from tests.apps.standards.land import DAY, make_crowd, make_land
from tests.factories.cadres import SYSTEM, all_of, make_cadre

pytestmark = pytest.mark.django_db
RECORD = 'SELECT "audit_auditevent"."action"'


@pytest.fixture
def land():
    return make_land()


def value(code: str = "cadres.people", **scope) -> FigureValue:
    return FigureValue(figure_or_404(code), Scope(on=DAY, **scope), rows=())


def correct(cadre) -> None:
    cadre.refresh_from_db()
    correct_cadre(
        actor=SYSTEM, cadre=cadre, expected_version=cadre.version, changes={"full_name": "Lê Văn Mới"}
    )


def newest() -> AuditEvent:
    return max(all_of(AuditEvent), key=lambda event: event.seq)


def test_every_figure_of_the_registry_names_what_it_is_made_of():
    without = [figure.code for figure in all_figures() if grounds_of(figure.code) is None]
    unknown = {
        thing for figure in all_figures() for thing in grounds_of(figure.code).things if not apps.get_model(thing)
    }  # fmt: skip

    assert without == []
    assert unknown == set()
    assert all(grounds_of(figure.code).public == figure.public for figure in all_figures())


def test_every_figure_tells_it_in_one_statement_and_names_nobody(land, actor_with):
    make_crowd(land, size=6)
    board = actor_with("btc", land["province"])
    told, asked = {}, {}
    for figure in all_figures():
        with CaptureQueriesContext(
            connection,
        ) as statements:
            told[figure.code] = latest_words(board, value(figure.code))
        asked[figure.code] = sum(RECORD in each["sql"] for each in statements)

    assert [code for code, words in told.items() if not words] == []
    assert {code: many for code, many in asked.items() if many != 1} == {}
    assert told["cadres.people"].startswith(("Lập hồ sơ, ", "Sửa hồ sơ, "))
    assert not any(SYSTEM.label in words for words in told.values())


def test_a_write_under_the_number_is_told_and_a_look_is_not(land, actor_with):
    cadre = make_cadre(land["dong_son"])
    board = actor_with("btc", land["province"])
    assert latest_change(board, value())[0] == "cadres.cadre_registered"

    correct(cadre)
    written = newest()
    record_list(SYSTEM, "Danh sách", rows=1, form="csv")

    assert latest_change(board, value()) == (written.action, written.at)
    assert written.action == "cadres.cadre_corrected"


def test_what_was_written_elsewhere_says_nothing_to_a_commune(land, actor_with):
    mine, theirs = make_cadre(land["dong_son"]), make_cadre(land["xuan_huong"], "Lê Bảo")
    clerk = actor_with("xa", land["dong_son"])
    before = latest_change(clerk, value())

    correct(theirs)

    assert latest_change(clerk, value()) == before
    correct(mine)
    assert latest_change(clerk, value()) == (newest().action, newest().at)


def test_a_number_of_one_unit_speaks_of_the_writes_of_that_unit(land, actor_with):
    make_cadre(land["dong_son"])
    other = make_cadre(land["xuan_huong"], "Lê Bảo")
    correct(other)
    board = actor_with("btc", land["province"])

    there = latest_change(board, value(unit_id=land["dong_son"].pk))

    assert there[0] == "cadres.cadre_registered"
    assert latest_change(board, value())[0] == "cadres.cadre_corrected"


def test_asked_as_known_then_it_is_the_last_write_of_then(land, actor_with):
    cadre = make_cadre(land["dong_son"])
    then = newest().seq
    correct(cadre)
    board = actor_with("btc", land["province"])

    assert latest_change(board, value(known=Point(then)))[0] == "cadres.cadre_registered"


def test_a_role_that_sees_no_people_learns_nothing_of_writes_about_them(land, actor_with):
    make_cadre(land["dong_son"])

    assert latest_change(actor_with("quantri", land["province"]), value()) is None


def test_the_panel_of_a_figure_says_it(land):
    make_cadre(land["dong_son"])

    page = signed_in("btc", land["province"]).get(reverse("figures:explanation", args=["cadres.people"]))

    assert "Thay đổi gần nhất" in page.content.decode() and "Lập hồ sơ, " in page.content.decode()


def test_every_figure_that_is_answered_has_its_last_change(land, actor_with):
    """Over the answers themselves, so that a figure cannot leave it out."""
    make_crowd(land, size=6)
    board, silent = actor_with("btc", land["province"]), []
    for figure in all_figures():
        try:
            answered = figure.answer(board, Scope(on=DAY))
        except NotVisible:
            continue
        silent += [figure.code] if not latest_words(board, answered) else []

    assert silent == []
