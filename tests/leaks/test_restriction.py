"""Somebody's data may not be used for now: no address, file, search or figure shows a word of theirs to others."""

from datetime import date

import pytest

from caunoi.apps.privacy.models import Restriction, SubjectRequest
from caunoi.foundation.audit.services import record
from caunoi.foundation.policy import system_scope
from tests.leaks.asking import Everybody, met, questions
from tests.leaks.canaries import Canary
from tests.leaks.probes import probes
from tests.leaks.world import DAY, OWN, SYSTEM

pytestmark = pytest.mark.django_db
OTHERS = ("lanhdao", "btc", "xa", "truong", "kiemtra")
KEEPER, HERSELF = "huyen", "canbo"
# About the office, the request or the paper in question and not about the person.
NOT_OF_THE_PERSON = {
    "IMPORTBATCH", "BULKCHANGE", "SAVEDVIEW", "SEAT", "JOB", "SUBJECTREQUEST", "LEGALHOLD", "DISPOSAL", "EMERGENCY",
    "SCANHOLD", "DECLARATIONROUND", "SELECTION", "REVIEWROUND", "REVIEWSHEET", "REVIEWSTEP", "FROZENREVIEW",
    "RATINGROUND", "RATEDUNIT",
    # The law has an incident kept and the person told; the person is not named there either.
    "INCIDENT", "INCIDENTNOTICE", "INCIDENTPERSON",
}  # fmt: skip


def met_by(everybody: Everybody, role: str) -> set[Canary]:
    """Canaries of the person in every answer to every question, and in every other way somebody might try."""
    asked = [(each.method, each.url(everybody.world), None) for each in questions() if each.method == "GET"]
    found = {
        canary for probe in [*asked, *probes(everybody.world)] for canary in met(everybody.ask(role, *probe))
    }
    return {each for each in found if each.unit == "XH" and each.model not in NOT_OF_THE_PERSON}


@pytest.fixture(scope="module")
def before(everybody: Everybody) -> set[Canary]:
    """What the clerk met before anything was restricted."""
    return met_by(everybody, "xa")


@pytest.fixture(scope="module")
def restriction(everybody: Everybody, before: set[Canary]) -> Restriction:
    world = everybody.world
    with system_scope("tests: somebody's data are restricted"):
        asked = SubjectRequest.objects.get(pk=world.things[OWN]["request_id"])
        placed = Restriction.objects.create(
            subject_id=asked.subject_id, scope="file", request=asked, valid_from=DAY,
            keeper_key=f"user:{world.users[KEEPER].pk}",
        )  # fmt: skip
        record(SYSTEM, "privacy.restriction_placed", placed, unit_id=asked.unit_id)
        return placed


def test_the_clerk_met_the_person_before(before) -> None:
    """Without this, a world that shows nothing to anybody would pass."""
    assert {"CADRE", "POSTING", "QUALIFICATION", "IMPORTROW", "BULKROW", "DECLAREDITEM"} <= {
        canary.model for canary in before
    }


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_meets_a_word_of_the_person(everybody, restriction, role) -> None:
    assert met_by(everybody, role) == set()


@pytest.mark.parametrize("role", [KEEPER, HERSELF])
def test_the_keeper_and_the_person_meet_the_file(everybody, restriction, role) -> None:
    found = met_by(everybody, role)

    assert {"CADRE", "POSTING", "QUALIFICATION"} <= {canary.model for canary in found}
    assert 3 in {canary.level for canary in found}


def test_lifted_everything_is_met_again(everybody, restriction, before) -> None:
    with system_scope("tests: somebody's data are restricted"):
        Restriction.objects.filter(pk=restriction.pk).update(valid_from=date(2019, 1, 1), valid_to=DAY)

    assert met_by(everybody, "xa") == before
