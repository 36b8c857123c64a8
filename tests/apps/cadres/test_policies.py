"""Who reads and writes the registry: one row a role, both answers."""

from typing import Any

import pytest

from caunoi.apps.cadres.models import Cadre, ImportBatch, Posting, Qualification, Rating, SuccessionPlan
from caunoi.foundation import policy
from caunoi.foundation.policy import FieldClass
from caunoi.foundation.policy.classes import highest_class
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db

# role: view, change, add, bring_in, export, reads succession, opens imports
TABLE = {
    "lanhdao": (True, False, False, False, False, False, False),
    "btc": (True, True, True, True, True, True, True),
    "xa": (True, True, True, True, True, False, True),
    "truong": (False, False, False, False, False, False, False),
    "canbo": (True, False, False, False, False, False, False),
    "thon": (False, False, False, False, False, False, False),
    "mattran": (False, False, False, False, False, False, False),
    "kiemtra": (True, False, False, False, False, False, False),
    "quantri": (False, False, False, False, False, False, False),
}
CLASSES = {
    "lanhdao": FieldClass.P1,
    "btc": FieldClass.P3,
    "xa": FieldClass.P2,
    "canbo": FieldClass.P3,
    "kiemtra": FieldClass.P1,
    "truong": FieldClass.P0,
    "quantri": FieldClass.P0,
}


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.mark.parametrize(("role", "answers"), TABLE.items())
def test_a_role_does_what_its_row_says_in_its_unit(land, actor_with, role, answers) -> None:
    cadre = make_cadre(land["xuan_huong"])
    actor = actor_with(role, land["xuan_huong"])
    unit_id = land["xuan_huong"].pk

    done = (
        policy.can(actor, "view", cadre),
        policy.can(actor, "change", cadre),
        policy.can(actor, "add", Cadre, unit_id=unit_id),
        policy.can(actor, "bring_in", Cadre, unit_id=unit_id),
        policy.can(actor, "export", cadre),
        policy.decisions.holds(actor, SuccessionPlan, "view"),
        policy.decisions.holds(actor, ImportBatch, "view"),
    )

    assert done == answers


@pytest.mark.parametrize("role", TABLE)
def test_nobody_of_another_commune_sees_or_touches_a_file(land, actor_with, role) -> None:
    cadre = make_cadre(land["xuan_huong"])
    stranger = actor_with(role, land["dong_son"])

    assert not policy.visible(stranger, Cadre).filter(pk=cadre.pk).exists()
    assert not policy.can(stranger, "view", cadre)
    assert not policy.can(stranger, "change", cadre)
    assert not policy.can(stranger, "add", Cadre, unit_id=land["xuan_huong"].pk)


@pytest.mark.parametrize("model", [Posting, Qualification, Rating])
def test_facts_follow_the_person(land, actor_with, model) -> None:
    cadre = make_cadre(land["xuan_huong"])

    near, far = actor_with("xa", land["xuan_huong"]), actor_with("xa", land["dong_son"])

    assert policy.visible(near, model).filter(cadre=cadre).count() == (1 if model is Posting else 0)
    assert not policy.visible(far, model).filter(cadre=cadre).exists()


def test_an_official_sees_their_own_file_and_no_other(land, actor_with) -> None:
    own, other = make_cadre(land["xuan_huong"], "Phạm An"), make_cadre(land["xuan_huong"], "Lê Bảo")
    actor = actor_with("canbo", None, "self", subject_id=own.pk)

    assert list(policy.visible(actor, Cadre)) == [own]
    assert policy.can(actor, "view", own)
    assert not policy.can(actor, "change", own)
    assert not policy.can(actor, "view", other)


@pytest.mark.parametrize(("role", "level"), CLASSES.items())
def test_a_role_reads_up_to_its_class(land, actor_with, role, level) -> None:
    actor = actor_with(role, land["province"])

    assert highest_class(actor, Cadre) == level
    assert ("birth" in policy.readable_fields(actor, Cadre)) is (level >= FieldClass.P2)
    assert ("identity_number" in policy.readable_fields(actor, Cadre)) is (level >= FieldClass.P3)


@pytest.mark.parametrize("model", [Cadre, Posting, Qualification, Rating, SuccessionPlan])
def test_every_column_has_a_class(model) -> None:
    columns = {field.name for field in model._meta.concrete_fields}

    assert columns == set(policy.field_classes_of(model))
