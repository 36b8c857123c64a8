"""Who sees more and who sees less after a reorganisation (ai thêm, ai bớt phạm vi): each account by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.accounts.choices import Role
from caunoi.apps.accounts.reaching import Holding, holdings
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.apps.organisation.selectors import Tree
from caunoi.foundation.actors import Actor

NAMED = 4


class SightMoves:
    """Accounts whose rows change on the day, because a unit moves, ends, or passes into one of theirs."""

    key = "sight"
    title = gettext_noop("Ai xem được đơn vị nào")
    order = 21

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        for (who, role, unit_id), (gained, lost) in seen_otherwise(change).items():
            yield from _told(change, who, role, unit_id, gained, more=True)
            yield from _told(change, who, role, unit_id, lost, more=False)


Account = tuple[str, str, UUID]
"""Name of the account, role, and the unit of its right."""


def seen_otherwise(change: UnitChange) -> dict[Account, tuple[set[UUID], set[UUID]]]:
    """By account and role: the units of before that it sees from the day on only, and those it no longer sees."""
    world = {*change.before.nodes, *(each for few in change.before.predecessors.values() for each in few)}
    by_account: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in holdings(change):
        by_account[holding.who, holding.grant.role].append(holding)
    found: dict[Account, tuple[set[UUID], set[UUID]]] = {}
    for (who, role), held in by_account.items():
        then = _sight(held, change.before, world)
        now = _sight([each for each in held if not each.ends], change.after, world)
        if then != now:
            found[who, role, held[0].unit_id] = (now - then, then - now)
    return found


def _sight(held: Iterable[Holding], tree: Tree, world: set[UUID]) -> set[UUID]:
    seen: set[UUID] = set()
    for holding in held:
        reached = holding.reached(tree)
        seen |= world if reached is None else world.intersection(reached)
    return seen


def _told(
    change: UnitChange, who: str, role: str, unit_id: UUID, units: set[UUID], *, more: bool
) -> Iterator[Consequence]:
    if not units:
        return
    told = {"who": who, "role": _(str(Role(role).label)), "units": _named(units, change)}
    words = (
        _("%(who)s, %(role)s: thêm quyền xem %(units)s")
        if more
        else _("%(who)s, %(role)s: thôi xem %(units)s")
    )
    yield Consequence(words % told, Weight.FOLLOWS, unit_id)


def _named(units: set[UUID], change: UnitChange) -> str:
    """The highest of them by name; what stands below one that is named goes without saying."""
    tree = change.before
    tops = [unit for unit in units if unit in tree and tree.node(unit).parent_id not in units]
    names = sorted(tree.node(unit).full_name for unit in tops)
    shown = "; ".join(names[:NAMED])
    more = len(names) - NAMED
    if more > 0:
        return _("%(names)s và %(more)d đơn vị khác") % {"names": shown, "more": more}
    return shown or _("%(count)d đơn vị cũ") % {"count": len(units)}
