"""People who sign in: an account with one grant, and a browser in which it is open."""

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from django.test import Client

from caunoi.apps.accounts.models import Grant, User

SINCE = date(2015, 1, 1)
_numbers = count(1)


def make_user(name: str = "", *, subject_id: UUID | None = None, password: str = "", **given: Any) -> User:
    user = User(
        username=name or f"nguoi-{next(_numbers)}",
        full_name=name or "Người thử",
        subject_id=subject_id,
        **given,
    )
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    return user


def make_grant(user: User, role: str, unit: Any = None, *, reach: str = "subtree", **given: Any) -> Grant:
    given = {"valid_from": SINCE, "basis": "để thử", "granted_by": "command:thử", **given}
    return Grant.objects.create(user=user, role=role, unit=unit, reach=reach, **given)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def signed_in(
    role: str, unit: Any = None, *, reach: str = "subtree", subject_id: UUID | None = None, **dates: date
) -> Client:
    """A browser of somebody holding ``role`` for ``unit``; an empty role holds nothing."""
    user = make_user(subject_id=subject_id)
    if role:
        make_grant(user, role, unit, reach=reach, **dates)
    return browser_of(user)
