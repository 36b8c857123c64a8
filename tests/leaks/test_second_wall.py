"""The wall in PostgreSQL: questions put by hand, past all our code, get no row of another unit.

SQLite has no row policies; there these tests say so, and the guard of the connection has tests of its own.
"""

from collections.abc import Callable
from contextvars import Context
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, models, transaction

from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.models import Cadre, Seat
from caunoi.foundation.actors import Actor, Visitor
from caunoi.foundation.policy import decisions, visible
from caunoi.foundation.policy.walls import acting, wall_standing
from caunoi.foundation.policy.walls.looking import unlisted_models
from caunoi.foundation.policy.walls.settings_told import walled_models
from tests.leaks.asking import leaked
from tests.leaks.world import DAY, OTHER, OWN, SYSTEM, World
from tests.owner import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("owner_at_hand")]
WHO = ("xa", "xa2", "huyen", "btc", "lanhdao", "kiemtra", "truong", "canbo", "thon", "quantri", "without")
OUTSIDE = "row-level security"


def stands() -> bool:
    """Only PostgreSQL has such a wall."""
    return connection.vendor == "postgresql"


def somebody(world: World, name: str) -> Actor:
    return actor_of(world.users[name], on=DAY)


def keys_by_hand(model: type[models.Model]) -> set[Any]:
    """What SQL without any condition gets."""
    key, table = model._meta.pk.column, model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}" FROM "{table}"')
        return {model._meta.pk.to_python(row[0]) for row in cursor.fetchall()}


def as_nobody(ask: Callable[..., Any], *given: Any) -> Any:
    """Where nobody said who acts: as a new thread, or a program somebody forgot."""
    return Context().run(ask, *given)


def test_every_table_is_on_one_side_of_the_wall() -> None:
    assert unlisted_models() == []


def test_the_wall_stands_and_the_application_owns_nothing() -> None:
    standing = wall_standing()

    if not stands():
        assert standing is None
        return
    assert standing is not None
    assert standing.faults == ()
    assert standing.role == "caunoi_app"
    assert {model._meta.db_table for model in walled_models()} <= set(standing.walled)


@pytest.mark.parametrize("name", WHO)
def test_by_hand_somebody_gets_the_rows_of_the_policy_and_no_other(world, name) -> None:
    actor = somebody(world, name)
    for model in walled_models():
        allowed = set(visible(actor, model).values_list("pk", flat=True))
        everything = set(visible(SYSTEM, model).values_list("pk", flat=True))

        with acting(actor):
            found = keys_by_hand(model)

        assert found == (allowed if stands() else everything), model._meta.label


def test_the_comparison_is_about_something(world) -> None:
    """A clerk's rows and those of the neighbour are both there, and not the same."""
    mine, theirs = (
        {
            model: set(visible(somebody(world, name), model).values_list("pk", flat=True))
            for model in walled_models()
        }
        for name in ("xa", "xa2")
    )

    differing = {model._meta.label for model in mine if mine[model] != theirs[model]}
    assert {
        "cadres.Cadre",
        "cadres.Posting",
        "cadres.ImportRow",
        "planning.Need",
        "audit.AuditEvent",
    } <= differing


def test_where_nobody_acts_there_is_no_row(world) -> None:
    found = {}
    for model in walled_models():
        with acting(Visitor(on=DAY)):
            found[model] = keys_by_hand(model) | as_nobody(keys_by_hand, model)

    assert any(found.values()) is not stands()


def copy_of(row: models.Model) -> models.Model:
    """The same row once more, under a key of its own."""
    row.pk = {"UUIDField": uuid4(), "BigIntegerField": 10**9}.get(row._meta.pk.get_internal_type())
    row._state.adding = True
    return row


def test_nothing_can_be_written_into_another_commune(world) -> None:
    theirs = somebody(world, "xa2")
    refused = []
    for model in walled_models():
        for row in visible(theirs, model).exclude(pk__in=visible(somebody(world, "xa"), model))[:1]:
            with acting(somebody(world, "xa")), transaction.atomic():
                if not stands():
                    return
                with pytest.raises(ProgrammingError, match=OUTSIDE), transaction.atomic():
                    copy_of(row).save(force_insert=True)
            refused.append(model._meta.label)

    assert {"cadres.Cadre", "cadres.Posting", "cadres.Seat", "cadres.ImportBatch", "audit.AuditEvent"} <= set(
        refused
    )


def test_an_own_row_cannot_be_pushed_over_the_wall_nor_another_pulled(world) -> None:
    mine, theirs = world.things[OWN], world.things[OTHER]
    push = "UPDATE cadres_cadre SET custodian_id = %s WHERE id = %s"

    with acting(somebody(world, "xa")), connection.cursor() as cursor:
        if not stands():
            return
        with pytest.raises(ProgrammingError, match=OUTSIDE), transaction.atomic():
            cursor.execute(push, [theirs["unit_id"], mine["cadre_id"]])
        cursor.execute(push, [mine["unit_id"], theirs["cadre_id"]])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM cadres_cadre WHERE id = %s", [theirs["cadre_id"]])
        assert cursor.rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET reason = 'x'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE cadres_cadre CASCADE",
        "ALTER TABLE cadres_cadre DISABLE ROW LEVEL SECURITY",
        "DROP POLICY wall_select ON cadres_cadre",
        "CREATE TABLE beside (id int)",
        "DELETE FROM django_migrations",
        "SET row_security = off; SELECT count(*) FROM cadres_cadre",
    ],
)
def test_the_application_changes_no_wall_and_no_history(world, statement) -> None:
    if not stands():
        return
    with (
        acting(somebody(world, "xa")),
        pytest.raises(DatabaseError, match=r"permission denied|must be owner|would be affected"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def told() -> str:
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('caunoi.who', true), '')")
        return cursor.fetchone()[0]


def test_what_the_policies_ask_tells_nobody_more_than_their_rights(world) -> None:
    """The functions look past the wall, so whoever calls them by hand gets keys of their own rows only."""
    clerk = somebody(world, "xa")
    with acting(clerk), connection.cursor() as cursor:
        if not stands():
            return
        readable = {key for model in walled_models() for key in keys_by_hand(model)}
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'wall\\_in\\_%' AND prosecdef ORDER BY proname"
        )
        told = {}
        for (name,) in cursor.fetchall():
            cursor.execute(f"SELECT public.{name}('{{btc,xa}}')")
            told[name] = set(cursor.fetchone()[0])

    assert {name: found - readable for name, found in told.items() if found - readable} == {}
    assert any(told.values())


def test_one_table_is_planned_without_the_policies_of_what_lies_beyond(world) -> None:
    """A statement about scans names three tables by way of its policy; planned it stays small."""
    if not stands():
        return
    with acting(somebody(world, "xa")), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) SELECT 1 FROM cadres_qualificationevidence")
        plan = str(cursor.fetchone()[0])

    assert plan.count("Relation Name") <= 5


def test_who_acted_does_not_last_into_what_comes_after(world) -> None:
    with acting(somebody(world, "btc")):
        both = keys_by_hand(Cadre)

    with acting(somebody(world, "xa")):
        mine = keys_by_hand(Cadre)

    assert len(both) == 2
    assert len(mine) == (1 if stands() else 2)
    assert len(as_nobody(keys_by_hand, Cadre)) == (0 if stands() else 2)
    if stands():
        assert as_nobody(told) == ""


def test_who_acted_is_told_again_after_a_transaction_was_taken_back(world) -> None:
    with acting(somebody(world, "xa")):
        mine = keys_by_hand(Seat)
        with pytest.raises(RuntimeError), transaction.atomic():
            with acting(somebody(world, "xa2")):
                theirs = keys_by_hand(Seat)
            raise RuntimeError
        again = keys_by_hand(Seat)

        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
            acting(SYSTEM),
        ):
            cursor.execute("SELECT no_such_column FROM cadres_seat")
        after_fault = keys_by_hand(Seat)

    assert mine == again == after_fault
    assert stands() is not (mine == theirs)


def test_requests_of_two_clerks_over_one_connection_meet_their_own(everybody) -> None:
    pages = [everybody.ask(role, "GET", "/can-bo/?format=csv") for role in ("xa", "xa2", "xa")]

    assert [leaked(role, page) for role, page in zip(("xa", "xa2", "xa"), pages, strict=True)] == [set()] * 3
    assert pages[0].content != pages[1].content


def test_with_the_first_wall_taken_away_the_second_still_stands(everybody, monkeypatch) -> None:
    """The mutation: ``visible()`` narrows nothing any more."""
    world: World = everybody.world
    monkeypatch.setattr(decisions, "_of_units", lambda row, grant, actor: models.Q())
    clerk = somebody(world, "xa")

    with acting(clerk):
        found = {model: visible(clerk, model).count() for model in walled_models()}
    page = everybody.ask("xa", "GET", f"/can-bo/{world.things[OTHER]['cadre_id']}/")
    lists = everybody.ask("xa", "GET", "/can-bo/?format=csv&tinh-trang=tat-ca")

    assert found[Cadre] == (1 if stands() else 2)
    assert stands() is not bool(leaked("xa", page) | leaked("xa", lists))
    assert page.status_code == (404 if stands() else 200)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DROP POLICY wall_update ON cadres_cadre", "cadres_cadre"),
        ("ALTER TABLE planning_need NO FORCE ROW LEVEL SECURITY", "planning_need"),
        ("CREATE POLICY also ON cadres_seat USING (true)", "cadres_seat"),
        ("COMMENT ON POLICY wall_select ON cadres_rating IS 'cũ'", "cadres_rating"),
        (
            "CREATE OR REPLACE FUNCTION public.wall_open(roles text[]) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
            "wall_open",
        ),
        ("ALTER FUNCTION public.wall_held(text[]) SECURITY DEFINER", "wall_held"),
        ("CREATE TABLE forgotten (id int)", "forgotten"),
        ("CREATE VIEW all_people AS SELECT * FROM cadres_cadre", "all_people"),
    ],
)
def test_whatever_is_taken_from_the_wall_is_found(world, harm, said) -> None:
    if not stands():
        assert wall_standing() is None
        return
    with transaction.atomic():
        as_owner(f"SET CONSTRAINTS ALL IMMEDIATE; {harm}")
        standing = wall_standing()
        transaction.set_rollback(True)

    assert standing is not None
    assert [said in fault for fault in standing.faults] == [True]
