"""Whose rights a reorganisation leaves standing, and what each reaches before and after it: nothing is written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from caunoi.apps.accounts.choices import GrantState, Reach
from caunoi.apps.accounts.models import Grant
from caunoi.apps.accounts.selectors import rights_of
from caunoi.apps.organisation.extensions import UnitChange
from caunoi.apps.organisation.selectors import Tree, reached_in
from caunoi.foundation.policy import system_scope
from caunoi.foundation.policy.table import Row


@dataclass(frozen=True)
class Holding:
    """A right that would count on the day (quyền đang giữ), and whether the reorganisation ends it."""

    grant: Grant
    ends: bool

    @property
    def who(self) -> str:
        return self.grant.user.named

    @property
    def unit_id(self) -> UUID:
        """``holdings`` asks for rights on a unit only."""
        assert self.grant.unit_id is not None
        return self.grant.unit_id

    def reached(self, tree: Tree) -> Iterable[UUID] | None:
        """Units the right reaches in the tree; None when that is every unit there is."""
        return reached_in(tree, self.unit_id, self.grant.reach)


def holdings(change: UnitChange) -> list[Holding]:
    """Every right on a unit that would count on the day were there no act, in the order of people's names."""
    with system_scope("accounts: foresee whose rights a reorganisation ends"):
        asked = Grant.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=change.on),
            valid_from__lte=change.on, state=GrantState.GIVEN, unit__isnull=False, user__is_active=True,
        )  # fmt: skip
        asked = asked.exclude(reach=Reach.SELF).select_related("user", "delegated_from")
        found = list(asked.order_by("user__full_name", "user__username", "role", "pk"))
    rights = rights_of(found)
    return [Holding(each, _ends(each, change)) for each in found if rights[each.pk].counts(change.on)]


def _ends(grant: Grant, change: UnitChange) -> bool:
    """With its unit, with the post it is tied to, or with the right it was passed on from."""
    own = grant.unit_id in change.ended or grant.post_unit_id in change.ended
    return own or (grant.delegated_from is not None and _ends(grant.delegated_from, change))


def who_may_after(row: Row, units: Collection[UUID], change: UnitChange) -> list[str]:
    """Who may do the row's verb on something of these units from the day on, by name; nobody is an empty list."""
    wanted = set(units)
    staying = (each for each in holdings(change) if not each.ends and row.admits(each.grant.role))
    return list(dict.fromkeys(each.who for each in staying if _covers(each, wanted, change)))


def _covers(holding: Holding, wanted: set[UUID], change: UnitChange) -> bool:
    reached = holding.reached(change.after)
    return reached is None or bool(wanted & set(reached))
