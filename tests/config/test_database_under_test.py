"""The run's database is the one that was asked for, set up as a province would set it up."""

import os

import pytest
from django.db import connection

from caunoi.foundation.db.safety import wrong_settings


@pytest.mark.django_db
def test_the_database_of_the_run_has_no_wrong_setting():
    assert wrong_settings(connection) == []


@pytest.mark.django_db
def test_postgresql_is_used_when_it_was_asked_for(request):
    asked = request.config.getoption("postgres") or os.environ.get("DATABASE_URL", "").startswith("postgres")

    assert connection.vendor == ("postgresql" if asked else "sqlite")
