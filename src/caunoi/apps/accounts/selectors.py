"""The actor behind an account, with the grants of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import GrantState
from caunoi.apps.accounts.models import Grant, User
from caunoi.foundation.actors import Actor, Granted
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.decisions import holds


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
    with system_scope("accounts: who acts"):
        held = (
            Grant.objects.on(on)
            .filter(user=user)
            .order_by("valid_from")
            .values_list("role", "unit_id", "reach")
        )
        grants = tuple(Granted(role, unit_id, reach) for role, unit_id, reach in held)
    return Person(
        key=f"user:{user.pk}",
        label=user.full_name,
        on=on,
        grants=grants,
        subject_id=user.subject_id,
        username=user.username,
    )


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
