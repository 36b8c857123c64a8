"""Drafts and acts of reorganisation, and what a plan would make of the register."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from caunoi.apps.organisation.extensions import Heir, UnitChange
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.register import Register
from caunoi.apps.organisation.selectors.foreseen import tree_after
from caunoi.apps.organisation.selectors.plans import read_plan
from caunoi.apps.organisation.selectors.registers import register
from caunoi.apps.organisation.selectors.trees import unit_tree
from caunoi.domain.lineage import ChangeKind, Outcome, Share, carry_out
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.rows import RowChange


def reorganisations(actor: Actor) -> list[Reorganisation]:
    """All of them, the newest day first."""
    return list(policy.visible(actor, Reorganisation).defer("written").order_by("-effective_on", "number"))


def reorganisation_or_404(actor: Actor, reorganisation_id: UUID) -> Reorganisation:
    return policy.get_or_404(actor, Reorganisation, pk=reorganisation_id)


def outcome_of(draft: Reorganisation, known: Register | None = None) -> Outcome:
    """What the plan makes of the register; nothing is written."""
    return carry_out((known or register()).lineage, read_plan(draft))


def ids_with_new(draft: Reorganisation, known: Register, outcome: Outcome) -> Mapping[str, UUID]:
    """Keys of units to identities; a unit still to be founded has its own already, the same at every look."""
    new = {version.unit for version in outcome.opened} - known.ids.keys()
    return {**known.ids, **{slug: identity(draft, f"unit:{slug}") for slug in new}}


def identity(draft: Reorganisation, what: str) -> UUID:
    """The key a row of this reorganisation will bear: foreseen and written alike."""
    return uuid5(draft.pk, what)


def unit_change(
    draft: Reorganisation, known: Register, outcome: Outcome, rows: Sequence[RowChange]
) -> UnitChange:
    """The outcome as rows of other modules see it; ``rows`` are those the register itself would write."""
    ids = ids_with_new(draft, known, outcome)
    names = {ids[v.unit]: v.full_name for v in (*outcome.closed, *outcome.opened)}
    names |= {ids[v.unit]: v.full_name for v in outcome.after.units_on(draft.effective_on)}
    return UnitChange(
        draft.pk,
        draft.effective_on,
        {ids[slug]: _heirs(slug, outcome, ids) for slug in outcome.ended},
        unit_tree(on=draft.eve),
        tree_after(draft, outcome, ids, rows),
        frozenset(ids[step.predecessor] for step in outcome.steps if step.keeps_identity),
        names,
    )


def _heirs(slug: str, outcome: Outcome, ids: Mapping[str, UUID]) -> list[Heir]:
    found = []
    for step in outcome.steps:
        follows = step.predecessor == slug and step.successor and step.kind is not ChangeKind.ABOLISH
        version = outcome.after.version(step.successor, on=step.on) if follows and step.successor else None
        if version is not None:
            found.append(Heir(ids[version.unit], version.full_name, step.share is Share.WHOLE))
    return found
