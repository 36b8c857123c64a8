"""The actor behind an account, with the grants of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import GrantState
from caunoi.apps.accounts.models import Grant, User
from caunoi.foundation.actors import Actor, Granted
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.decisions import holds

READ_WITH = "grants_read_with_account"


class Given(NamedTuple):
    """A right that a second person let through (quyền đã giao), with its time."""

    role: str
    unit_id: UUID | None
    reach: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Person:
    """A signed-in person acting on a day (người dùng): what they hold that day, nothing cached beyond the request."""

    key: str
    label: str
    on: date
    grants: tuple[Granted, ...]
    subject_id: UUID | None = None
    username: str = ""
    is_system: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(grant.role for grant in self.grants))


def actor_of(user: User, *, on: date) -> Person:
    return Person(
        key=f"user:{user.pk}",
        label=user.full_name,
        on=on,
        grants=_held(user, on),
        subject_id=user.subject_id,
        username=user.username,
    )


def _held(user: User, on: date) -> tuple[Granted, ...]:
    """The grants that count on the day: of those read with the account for this request, else asked for."""
    given: list[Given] | None = getattr(user, READ_WITH, None)
    if given is None:
        given = _given(user.pk)[1]
    return tuple(
        Granted(each.role, each.unit_id, each.reach)
        for each in given
        if each.valid_from <= on and (each.valid_to is None or on < each.valid_to)
    )


def account_with_grants(user_id: Any) -> User | None:
    """An open account and, in the same statement, every right given to it: a page begins with this."""
    user, given = _given(user_id)
    if user is None or not user.is_active:
        return None
    setattr(user, READ_WITH, given)
    return user


def _given(user_id: Any) -> tuple[User | None, list[Given]]:
    given = FilteredRelation("grants", condition=Q(grants__state=GrantState.GIVEN))
    columns = {f"given_{name}": F(f"given__{name}") for name in Given._fields}
    with system_scope("accounts: who acts"):
        asked = User.objects.filter(pk=user_id).annotate(given=given).annotate(**columns)
        rows = list(asked.order_by("given_valid_from"))
    held = [Given(*(getattr(row, name) for name in columns)) for row in rows]
    return (rows[0] if rows else None), [each for each in held if each.role]


def actor_by_key(rest: str, on: date) -> Actor | None:
    """For a job that finds its person again; a closed account finds nobody."""
    user = User.objects.filter(pk=rest, is_active=True).first()
    return actor_of(user, on=on) if user else None


def accounts(actor: Actor) -> list[User]:
    """Accounts the administrator keeps, by name."""
    if not holds(actor, User, "view"):
        return []
    return list(User.objects.order_by("username"))


def account_called(username: str) -> User:
    """One account by its name, for the command line."""
    found = User.objects.filter(username=username).first()
    if found is None:
        raise Refused(_("Không có tài khoản %(name)s.") % {"name": username})
    return found


def account_of(actor: Actor) -> User | None:
    """The account somebody acts with; the command line has none."""
    kind, _colon, rest = actor.key.partition(":")
    return User.objects.filter(pk=rest).first() if kind == "user" else None


def grants_waiting(actor: Actor) -> list[Grant]:
    """What waits for a second person, the longest waiting first."""
    waiting = visible(actor, Grant, "approve").filter(state=GrantState.PENDING)
    return list(waiting.select_related("user").order_by("valid_from", "pk"))


def accounts_by_key(keys: Iterable[str]) -> dict[str, User]:
    """Who stands behind the keys of actors, for an administrator's pages."""
    ids = [key.removeprefix("user:") for key in keys if key.startswith("user:")]
    return {f"user:{user.pk}": user for user in User.objects.filter(pk__in=ids)}


def grants_of(actor: Actor, user: User) -> list[Grant]:
    return list(visible(actor, Grant).filter(user=user).order_by("-valid_from"))


def grants_held(actor: Person) -> list[Grant]:
    """What a person holds today, for the person's own page."""
    with system_scope("accounts: one's own grants"):
        return list(
            Grant.objects.on(actor.on).filter(user_id=actor.key.removeprefix("user:")).order_by("valid_from")
        )
