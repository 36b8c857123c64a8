"""Every row of the policy is worth something: widened, it lets a canary out or a cell turns red."""

from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from caunoi.apps.accounts.selectors import Person
from caunoi.foundation.actors import Granted
from caunoi.foundation.policy import FieldClass, Row, row_for, table, visible
from tests.leaks.asking import Everybody, Question, leaked, word_of
from tests.leaks.asking import table as expected
from tests.leaks.probes import probes
from tests.leaks.world import DAY, SYSTEM

pytestmark = pytest.mark.django_db
STRANGER = "mattran"


@contextmanager
def changed(row: Row):
    """The policy with one row replaced."""
    before = dict(table._rows)
    table._rows[row.model, row.verb] = row
    forget()
    try:
        yield
    finally:
        table._rows.clear()
        table._rows.update(before)
        forget()


def forget() -> None:
    """Verdicts are kept for a reach of rights; the mutation changes what a reach means."""
    import_module("caunoi.apps.standards.selectors.verdicts")._kept.clear()


def turns_red(everybody: Everybody, role: str) -> bool:
    return any(_cells(everybody, role)) or any(_leaks(everybody, role))


def _cells(everybody: Everybody, role: str):
    for question, cells in _asked():
        word, leaks = everybody.cell(role, question)
        yield word != cells[role] or bool(leaks)


def _asked() -> list[tuple[Question, dict[str, str]]]:
    """Reading first: that is where most rows show."""
    return sorted(expected().items(), key=lambda item: item[0].method)


def _leaks(everybody: Everybody, role: str):
    for probe in probes(everybody.world):
        answer = everybody.ask(role, *probe)
        yield bool(leaked(role, answer)) or word_of(answer).startswith("fault 5")


@pytest.mark.parametrize("label", ["cadres.cadre", "audit.auditevent", "accounts.user", "planning.plan"])
def test_a_role_let_in_by_mistake_is_noticed(everybody, label) -> None:
    row = row_for(apps.get_model(label), "view")

    with changed(replace(row, roles={**row.roles, STRANGER: FieldClass.P1})):
        assert turns_red(everybody, STRANGER)


@pytest.mark.parametrize("label", ["cadres.cadre", "audit.auditevent", "accounts.user", "planning.plan"])
def test_a_role_forgotten_is_noticed(everybody, label) -> None:
    row = row_for(apps.get_model(label), "view")
    role = next(iter(row.roles))

    with changed(replace(row, roles={name: level for name, level in row.roles.items() if name != role})):
        assert turns_red(everybody, role)


@pytest.mark.parametrize("label", ["cadres.cadre", "cadres.importbatch", "audit.auditevent"])
def test_a_row_that_forgot_its_unit_is_noticed(everybody, label) -> None:
    row = row_for(apps.get_model(label), "view")

    with changed(replace(row, unit="")):
        # Behind the row policies of PostgreSQL the hole in the first wall shows nothing.
        assert turns_red(everybody, "xa") is (connection.vendor == "sqlite"), label


@pytest.mark.parametrize("label", ["cadres.cadre", "cadres.qualification", "cadres.rating"])
def test_a_class_too_high_is_noticed(everybody, label) -> None:
    row = row_for(apps.get_model(label), "view")
    raised: dict[str, Any] = dict.fromkeys(row.roles, FieldClass.P3)

    with changed(replace(row, roles=raised)):
        assert turns_red(everybody, "lanhdao") or turns_red(everybody, "xa"), label


@pytest.mark.parametrize("verb", ["change", "bring_in", "export"])
def test_a_verb_given_away_is_noticed(everybody, verb) -> None:
    row = row_for(apps.get_model("cadres.cadre"), verb)

    with changed(replace(row, roles={**row.roles, "kiemtra": FieldClass.P1})):
        assert turns_red(everybody, "kiemtra"), verb


@pytest.mark.parametrize(
    "label",
    [
        "cadres.posting",
        "cadres.qualification",
        "cadres.rating",
        "cadres.successionplan",
        "cadres.seat",
        "cadres.importrow",
        "planning.need",
    ],
)
def test_facts_behind_a_person_are_kept_by_a_wall_of_their_own(everybody, label) -> None:
    """Pages reach them through the person, so only the question itself shows that their row holds."""
    model, units = apps.get_model(label), everybody.world.units
    held = (
        Granted("btc", units["lang_giang"].pk, "subtree"),
        Granted("xa", units["xuan_huong"].pk, "subtree"),
    )
    actors = [Person(key="user:x", label="x", on=DAY, grants=(grant,)) for grant in held]

    assert visible(SYSTEM, model).count() == 2
    assert [visible(actor, model).count() for actor in actors] == [
        1,
        0 if label == "cadres.successionplan" else 1,
    ]
    with changed(replace(row_for(model, "view"), unit="")):
        assert visible(actors[0], model).count() == 2


def test_unmutated_nothing_is_red(everybody) -> None:
    assert not turns_red(everybody, STRANGER)
