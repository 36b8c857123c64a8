"""A key of an office is one more reader: every address of the API, every class a key may be for, and the wall behind.

What a key may meet is what its role may meet, up to its own class; the neighbours change nothing in what it is answered.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.accounts.tokens import meter, selectors, services
from caunoi.apps.accounts.tokens.rules import Wanted, most_of
from caunoi.apps.cadres.models import Cadre, Posting, Rating
from caunoi.foundation.policy import can, check_create, visible
from caunoi.foundation.policy.census import addresses
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.policy.table import rows
from caunoi.foundation.policy.walls import acting
from tests.apps.accounts.tokens.holding import WHY, ask
from tests.leaks.asking import PART, met
from tests.leaks.probes import CODES, figures, programs
from tests.leaks.reading import may_meet
from tests.leaks.test_second_wall import keys_by_hand
from tests.leaks.world import DAY, OTHER, OWN, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("owner_at_hand")]
HOLDERS = [("xa", 1), ("xa", 2), ("xa2", 1), ("huyen", 1), ("huyen", 3), ("btc", 1), ("btc", 3)]


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path, monkeypatch) -> None:
    """A key asks more here than a minute holds."""
    settings.TODAY, settings.VAR = DAY, tmp_path
    monkeypatch.setattr(meter, "MINUTE", timedelta(microseconds=1))


def key_of(world: World, name: str, up_to: int) -> str:
    """Asked for by the holder's own right, approved by an administrator, taken."""
    actor = actor_of(world.users[name], on=DAY)
    own = selectors.rights_to_draw_from(actor)[0]
    assert own.grant.unit_id is not None
    wanted = Wanted("Kho", "để thử", own.grant.unit_id, "subtree", up_to, WHY, DAY.replace(month=12))
    token = services.ask_for(actor=actor, own=own, wanted=wanted)
    second = actor_of(world.users["quantri"], on=DAY)
    services.approve(actor=second, held=selectors.held_or_404(second, token.pk))
    return services.take(actor=actor, held=selectors.held_or_404(actor, token.pk))


def asked(world: World) -> Iterator[str]:
    """Every address of the API for what is own and what is another's, and the ways one might try."""
    for address in addresses():
        if address.route.startswith("api/v1/"):
            for things in world.things.values():
                known = {"cadre_id": str(things["cadre_id"])}
                for code in ("CX-BT", "cadres.people"):
                    yield "/" + PART.sub(
                        lambda part, known=known, code=code: known.get(part[1], code), address.route
                    )
    yield from programs()
    yield from (url for url in figures() if url.startswith("/api/"))
    for unit in ("", CODES[OTHER], CODES[OWN]):
        yield f"/api/v1/changes?from=2016-01-01&so=standard.people&unit={unit}"


@pytest.mark.parametrize(("name", "up_to"), HOLDERS)
def test_a_key_meets_what_its_role_may_meet_up_to_its_class_and_nothing_else(world, name, up_to) -> None:
    key = key_of(world, name, up_to)

    answers = {url: ask(key, url) for url in dict.fromkeys(asked(world))}
    found = {url: met(answer) for url, answer in answers.items()}

    assert {answer.status_code for answer in answers.values()} <= {200, 400, 404, 409, 422}
    assert len(found) > 40
    every = {canary for canaries in found.values() for canary in canaries}
    assert every  # the key does read something
    assert {canary for canary in every if not may_meet(name, canary) or canary.level > up_to} == set()


def test_a_key_with_more_is_told_more(world) -> None:
    """Else the limit by class would be seen by nobody."""
    cadre = world.things[OWN]["cadre_id"]
    told = {
        up_to: {canary.level for canary in met(ask(key_of(world, "huyen", up_to), f"/api/v1/cadres/{cadre}"))}
        for up_to in (1, 2, 3)
    }

    assert told == {1: {1}, 2: {1, 2}, 3: {1, 2, 3}}


def test_a_thing_of_another_unit_is_answered_like_one_that_is_not_there(world) -> None:
    key = key_of(world, "xa", 2)
    others = ask(key, f"/api/v1/cadres/{world.things[OTHER]['cadre_id']}")
    nobodys = ask(key, "/api/v1/cadres/4f0f8a4c-9c5a-4c1f-8f6e-1f0a3c1d2b3e")

    assert (others.status_code, others.content) == (nobodys.status_code, nobodys.content)
    assert others.status_code == 404


@pytest.mark.parametrize("name", ["xa", "huyen", "btc"])
def test_a_key_holds_no_verb_but_to_view(world, name) -> None:
    """Over the whole table of the policy, so that a write nobody thought of is closed as well."""
    key = key_of(world, name, most_of("xa"))
    held = selectors.shown(key.split("_")[1], DAY)
    assert held is not None
    program = selectors.program_of(held.token, DAY)

    assert {row.verb for row in rows() if holds(program, row.model, row.verb)} == {"view"}
    for row in rows():
        if row.verb != "view":
            assert not visible(program, row.model, row.verb).exists(), row
            assert not can(program, row.verb, row.model, unit_id=world.units["xuan_huong"].pk), row
    with pytest.raises(Exception, match="không làm được việc này"):
        check_create(program, Cadre, unit_id=world.units["xuan_huong"].pk)


@pytest.mark.parametrize("name", ["xa", "huyen", "btc"])
def test_behind_the_second_wall_a_key_reaches_the_rows_of_its_unit(world, name) -> None:
    """By hand, past all our code: on PostgreSQL the database says the same as the policy; SQLite has no such wall."""
    held = selectors.shown(key_of(world, name, 1).split("_")[1], DAY)
    assert held is not None
    program = selectors.program_of(held.token, DAY)

    for model in (Cadre, Posting, Rating):
        allowed = set(visible(program, model).values_list("pk", flat=True))
        with acting(program):
            found = keys_by_hand(model)
        assert allowed
        assert found == allowed or connection.vendor != "postgresql"


def test_no_role_that_sees_only_itself_or_keeps_accounts_gives_a_key(world) -> None:
    given = {
        name for name, user in world.users.items() if selectors.rights_to_draw_from(actor_of(user, on=DAY))
    }

    assert given == {"btc", "huyen", "xa", "xa2", "disabled"}  # a closed account does not come in to ask


def test_a_closed_account_does_not_ask(world) -> None:
    client = Client()
    client.force_login(world.users["disabled"])

    assert client.get("/toi/ma-truy-cap/").status_code == 302
