"""A plan that was solved, and the officer of the province who works on it."""

import pytest
from django.test import Client

from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.services import solve_plan
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import SYSTEM
from tests.factories.planning import PROVINCE, make_plan, make_scene, unit


@pytest.fixture
def notes_of_the_test(tmp_path, settings):
    """Notes of the solver go into the test's own folder."""
    settings.VAR = tmp_path


@pytest.fixture
def plan(notes_of_the_test) -> Plan:
    make_scene(12)
    return solve_plan(actor=SYSTEM, plan=make_plan())


@pytest.fixture
def officer(plan) -> Client:
    return signed_in("btc", unit(PROVINCE))
