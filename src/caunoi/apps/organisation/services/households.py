"""Telling the households of a plan, one line at a time."""

from dataclasses import replace

from django.db import transaction

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.services.drafting import change_plan
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor


@transaction.atomic
def tell_households(*, actor: Actor, draft: Reorganisation, key: str, count: int | None) -> Reorganisation:
    """Keep one number; ``None`` takes it away. The other lines are as they stand now, whoever told them."""
    policy.check(actor, "change", draft)
    fresh: Reorganisation = policy.visible(actor, Reorganisation).select_for_update().get(pk=draft.pk)
    lines = selectors.household_lines(fresh)
    line = lines.line(key)[1]
    plan, households = lines.book.plan, dict(lines.book.plan.households)
    moves = list(plan.moves)
    if line.into:
        mine = [at for at, move in enumerate(moves) if (move.unit, move.into) == (line.unit, line.into)]
        for at in mine:
            moves[at] = replace(moves[at], households=count if at == mine[0] else None)
    elif count is None:
        households.pop(line.unit, None)
    else:
        households[line.unit] = count
    change_plan(actor=actor, draft=fresh, moves=moves, new_units=plan.new_units, households=households)
    return fresh
