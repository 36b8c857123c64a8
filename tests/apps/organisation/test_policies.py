"""Who may read and change units: one row per role."""

from datetime import date

import pytest

from caunoi.apps.accounts.choices import Role
from caunoi.apps.organisation.models import Coverage, Edition, LegalAct, Succession, Unit, UnitVersion
from caunoi.apps.organisation.services import add_unit
from caunoi.foundation import policy
from caunoi.foundation.errors import Forbidden
from tests.factories.organisation import make_province

pytestmark = pytest.mark.django_db
MODELS = [Unit, UnitVersion, Succession, LegalAct, Coverage, Edition]


@pytest.mark.parametrize("role", list(Role.values))
@pytest.mark.parametrize("model", MODELS)
def test_every_role_reads_units_and_only_the_board_writes_them(actor_with, role, model):
    actor = actor_with(role, make_province())

    assert policy.decisions.holds(actor, model, "view")
    assert policy.can(actor, "add", model) is (role == Role.BOARD)
    assert policy.decisions.holds(actor, model, "change") is (role == Role.BOARD)


def test_a_visitor_holds_no_grant_and_writes_nothing(visitor):
    with pytest.raises(Forbidden):
        add_unit(actor=visitor, slug="x", name="X", type="commune", parent=None, valid_from=date(2020, 1, 1))


def test_every_column_is_public(actor_with):
    for model in MODELS:
        columns = {field.name for field in model._meta.concrete_fields}
        assert policy.field_classes_of(model) == dict.fromkeys(columns, policy.FieldClass.P0)
