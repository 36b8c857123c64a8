"""Which rows are visible, and may this be done: asked with every reach, on the edges of every period."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.organisation.models import Unit, UnitVersion
from caunoi.foundation import policy
from caunoi.foundation.actors import Granted
from caunoi.foundation.errors import Forbidden, NotVisible
from caunoi.foundation.policy import FieldClass, Row, row_for, visible
from caunoi.foundation.policy.decisions import holds
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def people(land) -> dict[str, Cadre]:
    names = {"xuan_huong": "Nguyễn Văn An", "tan_thanh": "Trần Thị Ánh", "dong_son": "Lê Văn Ân"}
    return {place: make_cadre(land[place], name) for place, name in names.items()}


def seen(actor, model=Cadre) -> set[str]:
    return set(visible(actor, model).values_list("full_name", flat=True))


def test_a_clerk_sees_the_people_of_the_commune_alone(land, people, actor_with) -> None:
    assert seen(actor_with("xa", land["xuan_huong"])) == {"Nguyễn Văn An"}


def test_a_grant_on_a_district_reaches_its_communes(land, people, actor_with) -> None:
    assert seen(actor_with("btc", land["lang_giang"])) == {"Nguyễn Văn An", "Trần Thị Ánh"}


def test_a_grant_on_a_district_without_what_is_below_reaches_no_commune(land, people, actor_with) -> None:
    assert seen(actor_with("btc", land["lang_giang"], "unit")) == set()


def test_a_grant_on_the_province_reaches_everybody(land, people, actor_with) -> None:
    assert len(seen(actor_with("btc", land["province"]))) == 3


def test_somebody_sees_the_own_file_alone(land, people, actor_with) -> None:
    actor = actor_with("canbo", None, "self", subject_id=people["tan_thanh"].pk)

    assert seen(actor) == {"Trần Thị Ánh"}
    assert visible(actor, Posting).count() == 1


def test_a_grant_to_oneself_without_a_file_shows_nothing(people, actor_with) -> None:
    assert seen(actor_with("canbo", None, "self")) == set()


def test_a_grant_that_names_no_unit_shows_nothing_that_belongs_to_one(people, actor_with) -> None:
    assert seen(actor_with("xa", None)) == set()
    assert seen(actor_with("btc", None)) == set()


def test_a_grant_on_a_unit_that_never_was_shows_nothing(people, actor_with) -> None:
    assert seen(actor_with("xa", uuid4())) == set()


def test_a_role_that_is_not_in_the_row_sees_nothing(land, people, actor_with) -> None:
    assert seen(actor_with("mattran", land["province"])) == set()
    assert seen(actor_with("quantri", land["province"])) == set()


def test_a_visitor_sees_nothing_that_is_protected(people, visitor) -> None:
    assert seen(visitor) == set()


def test_two_grants_add_up_and_do_not_multiply(land, people) -> None:
    grants = (
        Granted("xa", land["xuan_huong"].pk, "subtree"),
        Granted("xa", land["dong_son"].pk, "subtree"),
        Granted("mattran", land["province"].pk, "subtree"),
    )
    actor = Person(key="user:x", label="Hai xã", on=date(2020, 8, 31), grants=grants)

    assert seen(actor) == {"Nguyễn Văn An", "Lê Văn Ân"}


def test_a_verb_reaches_only_where_its_own_role_is_held(land, people) -> None:
    """Reading the whole province and writing in one commune do not make writing in the whole province."""
    grants = (
        Granted("lanhdao", land["province"].pk, "subtree"),
        Granted("xa", land["xuan_huong"].pk, "subtree"),
    )
    actor = Person(key="user:x", label="Hai vai", on=date(2020, 8, 31), grants=grants)

    assert visible(actor, Cadre).count() == 3
    assert list(visible(actor, Cadre, "change")) == [people["xuan_huong"]]
    with pytest.raises(Forbidden):
        policy.check(actor, "change", people["dong_son"])


def test_outside_the_reach_is_not_found_and_inside_without_the_verb_is_forbidden(
    land, people, actor_with
) -> None:
    leader = actor_with("lanhdao", land["xuan_huong"])

    with pytest.raises(NotVisible):
        policy.check(leader, "change", people["dong_son"])
    with pytest.raises(Forbidden):
        policy.check(leader, "change", people["xuan_huong"])
    policy.check(leader, "view", people["xuan_huong"])


def test_a_row_out_of_reach_is_answered_like_a_row_that_is_not_there(land, people, actor_with) -> None:
    clerk = actor_with("xa", land["xuan_huong"])
    answers = []
    for key in (people["dong_son"].pk, uuid4()):
        with pytest.raises(NotVisible) as caught:
            policy.get_or_404(clerk, Cadre, pk=key)
        answers.append(str(caught.value))

    assert answers[0] == answers[1]


def test_something_new_is_made_only_in_a_unit_within_reach(land, actor_with) -> None:
    clerk = actor_with("xa", land["xuan_huong"])

    policy.check_create(clerk, Cadre, unit_id=land["xuan_huong"].pk)
    for elsewhere in (land["dong_son"].pk, land["lang_giang"].pk, None):
        with pytest.raises(Forbidden):
            policy.check_create(clerk, Cadre, unit_id=elsewhere)


def test_nobody_makes_something_new_by_reaching_oneself(land, actor_with, people) -> None:
    actor = actor_with("xa", land["xuan_huong"], "self", subject_id=people["xuan_huong"].pk)

    with pytest.raises(Forbidden):
        policy.check_create(actor, Cadre, unit_id=land["xuan_huong"].pk)


def test_can_is_the_same_answer_as_check(land, people, actor_with) -> None:
    clerk = actor_with("xa", land["xuan_huong"])

    assert policy.can(clerk, "change", people["xuan_huong"])
    assert not policy.can(clerk, "change", people["dong_son"])
    assert policy.can(clerk, "add", Cadre, unit_id=land["xuan_huong"].pk)
    assert not policy.can(clerk, "add", Cadre, unit_id=land["dong_son"].pk)


def test_a_verb_nobody_declared_is_held_by_nobody_but_the_product(land, people, actor_with, system) -> None:
    board = actor_with("btc", land["province"])

    assert row_for(Cadre, "levitate").roles == {}
    assert not holds(board, Cadre, "levitate")
    assert visible(board, Cadre, "levitate").count() == 0
    assert holds(system, Cadre, "levitate")


def test_public_facts_need_a_role_but_no_particular_one(land, actor_with, visitor) -> None:
    assert visible(actor_with("mattran", land["dong_son"]), Unit).count() == len(land)
    assert visible(actor_with("quantri"), UnitVersion).query.scoped
    assert visible(visitor, Unit).count() == 0


def test_a_row_admits_its_roles_or_all() -> None:
    assert Row(Cadre, "view", {"xa": FieldClass.P2}).admits("xa")
    assert not Row(Cadre, "view", {"xa": FieldClass.P2}).admits("btc")
    assert Row(Cadre, "view", {policy.ALL_ROLES: FieldClass.P0}).admits("btc")


def test_a_unit_answers_for_what_passed_into_it(actor_with) -> None:
    """Yesterday's files are not orphaned by a merger, and the old unit's grant does not grow by it."""
    from tests.factories.organisation import make_succession, make_unit, new_edition

    old = make_unit("Bố Hạ", valid_to=date(2020, 1, 1))
    heir = make_unit("thị trấn Bố Hạ", type="township")
    make_succession(old, heir, date(2020, 1, 1))
    new_edition()
    with policy.system_scope("tests: a file left with the ended unit"):
        left = Cadre.objects.create(full_name="Giáp Văn Cảnh", custodian=old)
        mine = Cadre.objects.create(full_name="Dương Thị Bình", custodian=heir)

    assert set(visible(actor_with("xa", heir), Cadre)) == {left, mine}
    assert set(visible(actor_with("xa", old), Cadre)) == {left}
