"""Steps of the schema run as the owner of the tables, where there is one."""

import pytest
from django.db import connection

from caunoi.foundation.db.owning import as_owner_of_tables
from caunoi.foundation.policy import ScopedQuerySet

WHO = {"postgresql": "SELECT current_user", "sqlite": "SELECT 'one role'"}


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute(WHO[connection.vendor])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_the_owner_works_inside_and_the_application_again_afterwards() -> None:
    before = role()

    with as_owner_of_tables():
        inside = role()

    assert role() == before
    assert (inside != before) is (connection.vendor == "postgresql")


@pytest.mark.parametrize("mark", ["alters_data", "queryset_only"])
def test_deleting_bears_the_marks_of_the_framework(mark: str) -> None:
    assert getattr(ScopedQuerySet.delete, mark) is True
