"""Processing is restricted: what the person, whoever keeps the request, and everybody else see of the file."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from caunoi.apps.cadres.models import Cadre, Posting, Qualification
from caunoi.apps.cadres.selectors import cadre_count, occupancy
from caunoi.apps.cadres.services import add_qualification
from caunoi.apps.privacy import services
from caunoi.apps.privacy.choices import RequestKind
from caunoi.apps.privacy.models import Restriction, SubjectRequest
from caunoi.apps.privacy.selectors.restrictions import count_apart
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.figures import Scope, figure_or_404
from caunoi.foundation.policy import check, get_or_404, visible, withheld
from caunoi.foundation.policy.walls import acting
from tests.factories.cadres import all_of, make_cadre

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)


@pytest.fixture
def clerk(actor_with: Any, land: Any) -> Any:
    return actor_with("xa", land["xuan_huong"])


def restrict(keeper: Any, cadre: Cadre, *, scope: str = "file", until: date | None = None) -> Restriction:
    """Asked for on paper, accepted by whoever then keeps it."""
    request = services.enter_request(
        actor=keeper,
        cadre=cadre,
        kind=RequestKind.RESTRICTION,
        words="Dữ liệu đang tranh chấp",
        received_on=DAY,
    )
    services.accept_request(
        actor=keeper, request=request, answer="Hạn chế từ hôm nay", on=DAY, scope=scope, until=until
    )
    return all_of(Restriction, request=request)[0]


def seen(actor: Any, cadre: Cadre) -> bool:
    return visible(actor, Cadre).filter(pk=cadre.pk).exists()


def test_a_restricted_file_is_open_to_the_person_and_to_whoever_keeps_the_request(
    board, second, herself, clerk, cadre
) -> None:
    restrict(board, cadre)

    assert [seen(who, cadre) for who in (board, herself, second, clerk)] == [True, True, False, False]


def test_its_facts_go_with_it(board, second, cadre) -> None:
    restrict(board, cadre)

    assert not visible(second, Posting).filter(cadre=cadre).exists()
    assert visible(board, Posting).filter(cadre=cadre).exists()


def test_whoever_answers_for_the_file_is_told_why_it_is_closed(board, clerk, cadre, actor_with, land) -> None:
    restrict(board, cadre)

    with pytest.raises(Forbidden, match="đang hạn chế xử lý"):
        get_or_404(clerk, Cadre, pk=cadre.pk)
    with pytest.raises(Forbidden, match="đang hạn chế xử lý"):
        check(clerk, "change", cadre)


def test_to_somebody_of_another_commune_it_stays_what_is_not_there(board, cadre, actor_with, land) -> None:
    restrict(board, cadre)

    with pytest.raises(NotVisible):
        get_or_404(actor_with("xa", land["dong_son"]), Cadre, pk=cadre.pk)


def test_who_is_left_out_is_counted_apart(board, second, clerk, cadre, land) -> None:
    make_cadre(land["xuan_huong"], "Trần Văn Bình")
    before = cadre_count(second)

    restrict(board, cadre)

    assert cadre_count(second) == before - 1
    assert cadre_count(board) == before
    assert [count for _, count in count_apart(second, Scope(on=DAY))] == [1]
    assert [count for _, count in count_apart(clerk, Scope(on=DAY, unit_id=land["xuan_huong"].pk))] == [1]
    assert count_apart(clerk, Scope(on=DAY, unit_id=land["dong_son"].pk)) == []
    assert count_apart(board, Scope(on=DAY)) == []


def test_a_seat_is_held_though_it_is_not_said_by_whom(board, clerk, cadre) -> None:
    restrict(board, cadre)

    held = occupancy(clerk, DAY).holders

    assert [holder.cadre_id for holder in held] == [cadre.pk]
    assert cadre.full_name not in held[0].full_name


def test_restricted_papers_are_no_missing_papers(board, second, cadre, land) -> None:
    people = figure_or_404("standard.people")
    before = len(people.answer(second, Scope(on=DAY)).rows)

    restrict(board, cadre, scope="qualifications")

    assert len(people.answer(second, Scope(on=DAY)).rows) == before - 1
    assert len(people.answer(board, Scope(on=DAY)).rows) == before
    assert seen(second, cadre)


def test_a_part_leaves_the_rest_of_the_file_open(board, second, cadre, system) -> None:
    add_qualification(actor=system, cadre=cadre, kind="professional", level="dai-hoc")

    restrict(board, cadre, scope="qualifications")

    assert not visible(second, Qualification).filter(cadre=cadre).exists()
    assert withheld(second, Qualification).filter(cadre=cadre).count() == 1
    assert visible(second, Posting).filter(cadre=cadre).exists()


def test_lifted_it_is_open_again_at_once(board, second, cadre) -> None:
    restriction = restrict(board, cadre)

    services.lift_restriction(actor=second, restriction=restriction, reason="Đã giải quyết xong", on=DAY)

    assert seen(second, cadre)
    assert count_apart(second, Scope(on=DAY)) == []


def test_it_ends_on_the_day_that_was_named(board, actor_with, land, cadre) -> None:
    restrict(board, cadre, until=DAY + timedelta(days=30))

    last = actor_with("btc", land["province"], on=DAY + timedelta(days=29))
    after = actor_with("btc", land["province"], on=DAY + timedelta(days=30))

    assert not seen(last, cadre)
    assert seen(after, cadre)


def test_another_officer_takes_it_over_with_a_reason(board, second, cadre) -> None:
    restriction = restrict(board, cadre)

    with pytest.raises(Refused, match="lý do"):
        services.take_over(actor=second, restriction=restriction, reason=" ", on=DAY)
    services.take_over(actor=second, restriction=restriction, reason="Người giữ nghỉ phép", on=DAY)

    assert seen(second, cadre)
    assert not seen(board, cadre)


def test_the_request_itself_stays_with_the_office(board, second, cadre) -> None:
    restriction = restrict(board, cadre)

    assert visible(second, SubjectRequest).filter(pk=restriction.request_id).exists()


def test_the_second_wall_agrees_question_by_question(board, second, clerk, herself, cadre) -> None:
    restrict(board, cadre)

    for actor in (board, second, clerk, herself):
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM cadres_cadre")
            found = {str(row[0]).replace("-", "") for row in cursor.fetchall()}
        if connection.vendor == "postgresql":
            assert (cadre.pk.hex in found) is seen(actor, cadre)
        else:
            assert cadre.pk.hex in found  # no row policies here: the guard and the first wall stand alone
