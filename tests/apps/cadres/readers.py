"""People who sign in and look at the registry, for the tests of its pages."""

from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client

from caunoi.apps.accounts.models import Grant, User

DAY = date(2020, 8, 31)


def signed_in(
    role: str, unit: Any = None, *, reach: str = "subtree", subject_id: UUID | None = None
) -> Client:
    """A browser in which somebody holding ``role`` for ``unit`` is signed in."""
    name = f"{role}-{User.objects.count()}"
    user = User.objects.create(username=name, full_name=f"Người {role}", subject_id=subject_id)
    Grant.objects.create(
        user=user,
        role=role,
        unit=unit,
        reach=reach,
        valid_from=date(2015, 1, 1),
        basis="thử",
        granted_by="thử",
    )
    client = Client()
    client.force_login(user)
    return client
