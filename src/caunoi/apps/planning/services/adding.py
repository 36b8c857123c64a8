"""Which class each of many people would go to (đưa vào kế hoạch): sorted by what they lack, the best line first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.planning.models import Offering, Plan
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.needs import needs_of
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.plans import PlanRows, rows_of
from caunoi.apps.planning.services.filling import Filling, PlacedInLine
from caunoi.apps.planning.services.hand import Preview, preview_filled, with_asked
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

TRIED = 12


@dataclass(frozen=True)
class Wish:
    """What is to be put into the plan (đề nghị): whom, for which requirements, into which lines if somebody chose."""

    cadre_ids: Sequence[UUID]
    codes: Collection[str] = ()
    lines: Mapping[UUID, UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """People who need the same programme (nhóm cùng chương trình), and the lines they may go into."""

    programme: str
    cadre_ids: Sequence[UUID]
    lines: Sequence[Offering]
    placed: PlacedInLine

    @property
    def chosen(self) -> Offering:
        return self.placed.offering


@dataclass(frozen=True)
class Adding:
    """The whole proposal (phương án đưa vào): groups, what it would do, and who is for no class of the plan."""

    plan: Plan
    groups: Sequence[Group]
    preview: Preview
    outside: Sequence[str]

    @property
    def places(self) -> dict[UUID, Sequence[UUID]]:
        return {group.chosen.pk: group.cadre_ids for group in self.groups}


def propose_places(*, actor: Actor, plan: Plan, wish: Wish, on: date) -> Adding:
    """The people sorted into lines, and what that would do; nothing is written."""
    policy.check(actor, "change", plan)
    rows = rows_of(actor, plan)
    sorted_people = _by_programme(actor, rows, wish, on)
    for programme, ids in sorted_people.items():
        rows = with_asked(actor, rows, lines_of(rows, programme)[0], ids, on)
    places = _choose_lines(rows, sorted_people, wish)
    preview = preview_filled(Filling(Board(rows)), places)
    groups = [_group(rows, placed, places[placed.offering.pk]) for placed in preview.lines]
    inside = {cadre_id for ids in sorted_people.values() for cadre_id in ids}
    outside = [each for each in wish.cadre_ids if each not in inside]
    return Adding(plan, groups, preview, _names(actor, outside))


def _by_programme(actor: Actor, rows: PlanRows, wish: Wish, on: date) -> dict[UUID, list[UUID]]:
    """From the needs of the plan; for people it had not been asked about from their gaps of today."""
    wanted, found = set(wish.cadre_ids), dict[UUID, list[UUID]]()
    taught = {offering.programme_id for offering in rows.offerings}
    for need in rows.needs:
        fits = not wish.codes or need.requirement in wish.codes
        if need.cadre_id in wanted and fits and need.programme_id in taught and not need.offering_id:
            found.setdefault(need.programme_id, []).append(need.cadre_id)
    known = {need.cadre_id for need in rows.needs}
    unknown = [cadre_id for cadre_id in wish.cadre_ids if cadre_id not in known]
    if unknown:
        options = PlanOptions.of({**rows.plan.options, "group": "", "transition": True})
        for gap in needs_of(actor, on=on, options=options, cadre_ids=unknown).gaps:
            fits = not wish.codes or gap.requirement in wish.codes
            if fits and gap.programme is not None and gap.programme.pk in taught:
                found.setdefault(gap.programme.pk, []).append(gap.cadre_id)
    return found


def _choose_lines(
    rows: PlanRows, sorted_people: Mapping[UUID, Sequence[UUID]], wish: Wish
) -> dict[UUID, Sequence[UUID]]:
    """For each programme the line somebody chose, else the one that takes most beside those chosen before."""
    filling = Filling(Board(rows))
    places: dict[UUID, Sequence[UUID]] = {}
    for programme, ids in sorted_people.items():
        line = _chosen(rows, programme, wish) or _best_line(filling, lines_of(rows, programme), set(ids))
        places[line.pk] = ids
        filling.fill(line, set(ids))
    return places


def _chosen(rows: PlanRows, programme: UUID, wish: Wish) -> Offering | None:
    chosen = wish.lines.get(programme)
    return next((line for line in lines_of(rows, programme) if line.pk == chosen), None)


def _best_line(filling: Filling, lines: Sequence[Offering], ids: set[UUID]) -> Offering:
    """Open lines first, then a few spread over the others."""
    opened = [line for line in lines if line.opened]
    others = [line for line in lines if not line.opened]
    tried = [*opened[:TRIED], *others[:: max(1, len(others) // TRIED)]]
    return max(tried, key=lambda line: filling.would_take(line, ids))


def lines_of(rows: PlanRows, programme: UUID) -> list[Offering]:
    """The lines of a programme: those already open with room first, then by the seats they have left."""
    lines = [offering for offering in rows.offerings if offering.programme_id == programme]
    return sorted(lines, key=lambda line: (not line.opened, -_room(rows, line), line.starts_on, line.index))


def _room(rows: PlanRows, line: Offering) -> int:
    return line.capacity - len(rows.in_line(line))


def _group(rows: PlanRows, placed: PlacedInLine, ids: Sequence[UUID]) -> Group:
    line = placed.offering
    return Group(line.programme.name, ids, lines_of(rows, line.programme_id), placed)


def _names(actor: Actor, cadre_ids: Sequence[UUID]) -> list[str]:
    found = visible(actor, Cadre).filter(pk__in=cadre_ids).order_by("sort_key")
    return list(found.values_list("full_name", flat=True))
