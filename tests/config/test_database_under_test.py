"""The run's database is the one that was asked for, set up as a province would set it up."""

import os

import pytest
from django.db import connection

from caunoi.foundation.db.safety import wrong_settings
from tests.environment import meets_database


@pytest.mark.django_db
def test_the_database_of_the_run_has_no_wrong_setting():
    assert wrong_settings(connection) == []


@pytest.mark.django_db
def test_postgresql_is_used_when_it_was_asked_for(request):
    asked = request.config.getoption("postgres") or os.environ.get("DATABASE_URL", "").startswith("postgres")

    assert connection.vendor == ("postgresql" if asked else "sqlite")


# ``--meeting-database`` leaves out what is the same on every database.


@pytest.mark.django_db
def test_what_says_it_asks_the_database_meets_it(request):
    assert meets_database(request.node)


def test_what_asks_through_a_fixture_of_its_own_meets_it(request, owner_at_hand):
    assert meets_database(request.node)


def test_what_says_nothing_of_a_database_meets_none_and_is_refused_every_question(request):
    assert not meets_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()
