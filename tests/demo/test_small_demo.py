"""Five communes built through the services, on whichever database the run is about."""

from datetime import date

import pytest
from django.db import transaction

from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import account_called, actor_of
from caunoi.apps.cadres.models import Cadre, Posting, Selected
from caunoi.apps.cadres.selectors import occupancy
from caunoi.apps.cadres.selectors.suspects import all_suspects
from caunoi.apps.cadres.services import PersonRecord
from caunoi.apps.declarations.models import Declaration, DeclaredItem
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.selectors import unit_ids, unit_tree
from caunoi.apps.planning.models import Plan
from caunoi.apps.privacy.models import IncidentPerson
from caunoi.apps.reports.presenters.record import column_words
from caunoi.demo import crowd
from caunoi.demo.build import NotEmpty, build
from caunoi.demo.places import PROVINCE, SMALL, STORY_COMMUNE, STORY_DAY, TWO_TIERS, communes
from caunoi.demo.seats import SIX
from caunoi.demo.sizes import COMMUNE
from caunoi.demo.story import ACCOUNTS, CAST
from caunoi.domain.vocabulary.vietnamese import normalise
from caunoi.foundation import invariants
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.figures import Scope, figure_or_404
from caunoi.foundation.policy import check_create, system_scope, visible

SEED = 37
SYSTEM = SystemActor(key="system:tests", label="Kiểm thử", on=STORY_DAY)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_demo")]


def value(code: str, on: date = STORY_DAY) -> float | None:
    return figure_or_404(code).answer(SYSTEM, Scope(on=on)).value


def people_of(seed: int) -> list[PersonRecord]:
    cast, _seats = crowd.make(communes(SMALL), COMMUNE, seed)
    return cast.all


def test_the_small_demo_keeps_the_proportions_it_promises():
    found = {code: value(code) for code in ("standard.people", "standard.met", "standard.not_met")}

    assert found == {
        "standard.people": COMMUNE.key_people,
        "standard.met": COMMUNE.at_standard,
        "standard.not_met": COMMUNE.key_people - COMMUNE.at_standard,
    }


def test_the_small_demo_lacks_what_it_promises():
    assert value("gap.LLCT") == COMMUNE.lack_political
    assert value("gap.CM") == COMMUNE.lack_professional


def test_every_truth_holds_over_the_small_demo():
    broken = [(each.name_vi, each.shown) for each in invariants.walk() if each.faults]

    assert broken == []


def test_every_person_of_the_demo_has_a_record_of_being_written():
    with system_scope("tests: look at rows"):
        people = set(Cadre.objects.values_list("pk", flat=True))
        written = set(
            AuditEvent.objects.filter(target_type="cadres.cadre").values_list("target_id", flat=True)
        )

    assert people
    assert {str(key) for key in people} <= {str(key) for key in written}


def test_every_account_of_the_story_is_there_with_a_grant():
    users = {user.username: user for user in User.objects.all()}

    assert set(users) == {account.username for account in ACCOUNTS}


def test_the_cast_of_the_small_demo_sits_in_its_seats():
    with system_scope("tests: look at rows"):
        names = set(Cadre.objects.values_list("full_name", flat=True))

    assert {normalise(each.full_name) for each in CAST} <= names


def test_every_key_title_of_the_small_demo_has_a_number_of_seats():
    table = occupancy(SYSTEM, STORY_DAY)

    unknown = {row.title_code for row in table.rows if row.seat is None}
    assert not unknown & set(SIX)
    assert value("seats.allowed") == value("seats.held") + value("seats.vacant") - value("seats.surplus")


def test_seats_of_the_small_demo_end_with_their_commune():
    assert value("seats.allowed", TWO_TIERS) is None


def test_the_act_itself_ended_every_post_and_right_in_the_units_it_ended():
    with system_scope("tests: look at rows"):
        act = Reorganisation.objects.get()
    there = unit_tree(on=TWO_TIERS)
    held = visible(SYSTEM, Posting).on(TWO_TIERS).values_list("unit_id", flat=True)
    ended = {row["pk"] for row in act.written if row["model"] == "cadres.Posting"}

    assert {unit_id for unit_id in held if unit_id not in there} == set()
    assert len(ended) > COMMUNE.key_people
    assert {row["after"]["valid_to"] for row in act.written if row["model"] == "cadres.Posting"} == {
        "2025-07-01"
    }
    assert {row["model"] for row in act.written} >= {
        "cadres.Posting",
        "accounts.Grant",
        "organisation.UnitVersion",
    }


def test_after_the_act_somebody_decides_for_everything_that_waits():
    """The province that drew up the plan and the commune that kept the files are no more; nothing is orphaned."""
    officer, clerk = (actor_of(account_called(name), on=TWO_TIERS) for name in ("btc", "xa"))
    ids = unit_ids()
    home = ids[STORY_COMMUNE]

    assert home not in unit_tree(on=TWO_TIERS)
    assert visible(officer, Cadre, "change").count() == visible(SYSTEM, Cadre).count()
    assert visible(clerk, Cadre, "change").filter(custodian_id=home).exists()
    check_create(officer, Plan, unit_id=ids[PROVINCE], verb="adopt")


def test_a_demo_is_never_built_over_data():
    with pytest.raises(NotEmpty, match="trống"), transaction.atomic():
        build(COMMUNE, SEED, tell=lambda _text: None)


def test_the_same_seed_tells_the_same_story():
    assert people_of(SEED) == people_of(SEED)


def test_another_seed_invents_other_people_in_the_same_seats():
    first, second = people_of(SEED), people_of(SEED + 1)

    names = [[person.full_name for person in people] for people in (first, second)]
    assert names[0] != names[1]
    assert sum(len(person.postings) > 0 for person in first) == len(first)


def test_who_is_written_twice_is_suggested_and_counts_nowhere():
    with system_scope("tests: people written twice"):
        second = set(Cadre.objects.filter(number__startswith="BG-95").values_list("pk", flat=True))
        found = all_suspects().pairs
        held = Posting.objects.filter(cadre_id__in=second).on(STORY_DAY).count()

    assert len(second) >= 4
    assert second == {key for pair in found for key in (pair.one, pair.other)} & second
    assert held == 0


def test_a_round_of_declarations_is_under_way_with_items_in_every_state():
    states = set(visible(SYSTEM, Declaration).values_list("state", flat=True))
    items = set(visible(SYSTEM, DeclaredItem).values_list("state", flat=True))
    refused = visible(SYSTEM, DeclaredItem).filter(state="refused")

    assert {"asked", "done", "returned", "sent"} <= states
    assert {"same", "changed", "accepted", "refused"} <= items
    assert all(item.reason and item.sha256 for item in refused)


def test_nobody_joined_the_party_after_the_day_of_the_story():
    members = visible(SYSTEM, Cadre).filter(party_joined__isnull=False)

    found = {each.number for each in members if each.party_joined.latest() > STORY_DAY}
    official = {each.number for each in members if each.party_official.latest() > STORY_DAY}
    assert members.exists() and found == official == set()


def test_an_office_keeps_a_group_and_wrote_an_incident_down():
    assert visible(SYSTEM, Selected).count() == 5
    assert visible(SYSTEM, IncidentPerson).count() == 1


def test_every_change_of_the_record_is_named_in_words():
    """Never the stored name of a column, nor what the framework makes of it."""
    with system_scope("tests: every change there is"):
        told = {(event.target_type, name) for event in AuditEvent.objects.all() for name in event.changes}

    assert len(told) > 30
    assert [each for each in told if column_words(*each) in {"", each[1], each[1].replace("_", " ")}] == []
