"""The actor behind an account, with the grants of a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import EMERGENCY, MAY_OPEN, GrantState, Reach
from caunoi.apps.accounts.extensions import Post, keeper, spans
from caunoi.apps.accounts.limits import EmergencyLimit, emergency
from caunoi.apps.accounts.models import Emergency, Grant, User
from caunoi.apps.accounts.standing import Right, Why, periods
from caunoi.apps.organisation.selectors import version_on
from caunoi.domain.vocabulary.period import Period
from caunoi.foundation.actors import Actor, Granted
from caunoi.foundation.db.lists import Rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.decisions import holds

READ_WITH = "grants_read_with_account"


@dataclass(frozen=True)
class Opened:
    """The one file that stands open to somebody in an emergency (hồ sơ đang mở khẩn cấp)."""

    subject_id: UUID
    need: str
    reason: str
    until: datetime


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
    opened: Opened | None = None
    focus: UUID | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(grant.role for grant in self.grants if grant.person_id is None))


def actor_of(user: User, *, on: date) -> Person:
    given, opened = _read(user)
    held = tuple(
        Granted(each.role, each.unit_id, each.reach, each.on_behalf_of) for each in given if each.counts(on)
    )
    if opened and MAY_OPEN.isdisjoint(grant.role for grant in held):
        opened = None
    one_file = (Granted(EMERGENCY, None, Reach.SELF, person_id=opened.subject_id),) if opened else ()
    return Person(
        key=user.key,
        label=user.full_name,
        on=on,
        grants=(*held, *one_file),
        subject_id=user.subject_id,
        username=user.username,
        opened=opened,
    )


def _read(user: User) -> tuple[list[Right], Opened | None]:
    """The rights and the open file: those read with the account for this request, else asked for."""
    read: tuple[list[Right], Opened | None] | None = getattr(user, READ_WITH, None)
    if read is None:
        _account, given, opened = _given(user.pk)
        return given, opened
    return read


def account_with_grants(user_id: Any) -> User | None:
    """An open account and, in the same statement, every right given to it: a page begins with this."""
    user, given, opened = _given(user_id)
    if user is None or not user.is_active:
        return None
    setattr(user, READ_WITH, (given, opened))
    return user


def _given(user_id: Any) -> tuple[User | None, list[Right], Opened | None]:
    """The account, of each right what decides whether it counts, and the one file that stands open just now."""
    with system_scope("accounts: who acts"):
        rows = list(_accounts_with_rights(type(keeper()).__qualname__).filter(pk=user_id))
    names = (*GRANT_COLUMNS, *POSTS_BEHIND, "now_open")
    told = [{name: getattr(row, f"given_{name}") for name in names} for row in rows]
    opened = _opened(told[0]["now_open"]) if told and told[0]["now_open"] else None
    return (rows[0] if rows else None), [_right(each) for each in told if each["role"]], opened


@lru_cache(maxsize=2)
def _accounts_with_rights(_posts_kept_by: str) -> QuerySet[User]:
    """Drawn up once: every request begins with this question, and drawing it up costs more than asking it."""
    now_open = Emergency.objects.filter(user=OuterRef("pk"), until__gt=Now()).order_by()
    told_open = now_open.values("user").annotate(told=Rows("until", "subject_id", "need", "reason"))
    given = FilteredRelation("grants", condition=Q(grants__state=GrantState.GIVEN))
    columns = {f"given_{name}": F(f"given__{path}") for name, path in GRANT_COLUMNS.items()}
    asked = User.objects.annotate(given=given).annotate(**columns)
    asked = asked.annotate(**_posts_behind("subject_id", "given__", "given_"))
    asked = asked.annotate(given_now_open=Subquery(told_open.values("told")))
    return asked.order_by(F("given_valid_from"))


def _opened(told: Sequence[Sequence[str]]) -> Opened:
    """Of several the last one: a new one takes the place of the one before."""
    until, subject_id, need, reason = max(told, key=lambda each: each[0])
    moment = datetime.fromisoformat(until)
    return Opened(UUID(subject_id), need, reason, moment if moment.tzinfo else moment.replace(tzinfo=UTC))


OWN_COLUMNS = ("role", "unit_id", "reach", "state", "valid_from", "valid_to", "post_title")
GRANT_COLUMNS = {
    **{name: name for name in OWN_COLUMNS},
    **{f"behind_{name}": f"delegated_from__{name}" for name in OWN_COLUMNS},
    "behind_open": "delegated_from__user__is_active",
    "behind_name": "delegated_from__user__full_name",
}
POSTS_BEHIND = ("posts", "behind_posts")


def _posts_behind(subject: str, grant: str, prefix: str = "") -> dict[str, Any]:
    """The spans of the post a grant is tied to, and of the post behind the grant it was passed on from."""
    giver = f"{grant}delegated_from__"
    return {
        f"{prefix}posts": spans(subject, f"{grant}post_title", f"{grant}post_unit"),
        f"{prefix}behind_posts": spans(f"{giver}user__subject_id", f"{giver}post_title", f"{giver}post_unit"),
    }


def _right(told: Mapping[str, Any], prefix: str = "") -> Right:
    own = {name: told[f"{prefix}{name}"] for name in (*OWN_COLUMNS, "posts")}
    behind = _right(told, "behind_") if not prefix and told["behind_role"] else None
    return Right(
        role=own["role"],
        unit_id=own["unit_id"],
        reach=own["reach"],
        state=own["state"],
        period=Period(own["valid_from"], own["valid_to"]),
        tied=bool(own["post_title"]),
        posts=periods(own["posts"]),
        behind=behind,
        open=bool(told["behind_open"]) if prefix else True,
        on_behalf_of=told["behind_name"] if behind else "",
    )


def rights_of(grants: Iterable[Grant]) -> dict[UUID, Right]:
    """What decides whether each of the grants counts, in one statement for all of them."""
    with system_scope("accounts: whether grants count"):
        asked = Grant.objects.filter(pk__in=[grant.pk for grant in grants])
        asked = asked.annotate(**_posts_behind("user__subject_id", ""))
        columns = {name: F(path) for name, path in GRANT_COLUMNS.items() if name != path}
        rows = list(asked.values("pk", *OWN_COLUMNS, *POSTS_BEHIND, **columns))
    return {row["pk"]: _right(row) for row in rows}


def sees_others(user: User, on: date) -> bool:
    """Whether the account reads more than its own file, now or by a right that is still to begin."""
    _account, given, _opened = _given(user.pk)
    still = {None, Why.NOT_BEGUN, Why.POST_NOT_BEGUN}
    return any(each.reach != Reach.SELF and each.why_not(on) in still for each in given)


def posts_of(user: User, on: date) -> list[Post]:
    """Posts a right of this account may be tied to; none for an account without a file."""
    known = keeper()
    return list(known.posts_of(user.subject_id, on)) if known and user.subject_id else []


def post_words(grant: Grant) -> str:
    """The post a right is tied to, as it is called; empty for none."""
    if not grant.post_title or grant.post_unit_id is None:
        return ""
    known = keeper()
    version = version_on(grant.post_unit_id, on=grant.valid_from)
    title = known.title_name(grant.post_title) if known else grant.post_title
    return f"{title}, {version.full_name}" if version else title


def file_numbered(number: str) -> UUID | None:
    """The file of the person an account is opened for."""
    known = keeper()
    found = known.subject_numbered(number) if known else None
    if found is None:
        raise Refused(
            _("Không có hồ sơ cán bộ số hiệu %(number)s. Kiểm tra lại số hiệu.") % {"number": number}
        )
    return found


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
    return list(waiting.select_related("user", "delegated_from__user").order_by("valid_from", "pk"))


def accounts_by_key(keys: Iterable[str]) -> dict[str, User]:
    """Who stands behind the keys of actors, for an administrator's pages."""
    ids = [key.removeprefix("user:") for key in keys if key.startswith("user:")]
    return {user.key: user for user in User.objects.filter(pk__in=ids)}


def grants_of(actor: Actor, user: User) -> list[Grant]:
    found = visible(actor, Grant).filter(user=user).select_related("delegated_from__user")
    return list(found.order_by("-valid_from"))


def grants_held(actor: Person) -> list[Grant]:
    """What a person holds today, for the person's own page."""
    with system_scope("accounts: one's own grants"):
        mine = Grant.objects.on(actor.on).filter(user_id=actor.key.removeprefix("user:"))
        grants = list(mine.select_related("delegated_from__user").order_by("valid_from"))
    rights = rights_of(grants)
    return [grant for grant in grants if rights[grant.pk].counts(actor.on)]


def emergency_limit(on: date) -> EmergencyLimit:
    """How long a file stands open in an emergency, and how long a reason must be."""
    return emergency(on)


def units_with_role(roles: Collection[str], on: date) -> frozenset[UUID]:
    """Units for which somebody holds one of the roles on the day; whom a step may be asked of, not who they are."""
    with system_scope("accounts: is there anybody to ask"):
        held = Grant.objects.on(on).filter(role__in=list(roles), state=GrantState.GIVEN, user__is_active=True)
        return frozenset(held.exclude(unit=None).values_list("unit_id", flat=True))
