"""People going into lines one by one (đang xếp): who fits, and why the others do not."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.services.saying import Speaker
from caunoi.apps.planning.services.warnings import Said, warnings_of
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.moves import Change
from caunoi.domain.allocation.occupancy import Occupancy

LATER = frozenset({"min_size"})
"""Judged once everybody is in: the first of thirty always makes too small a class."""
NOT_FOR = gettext_lazy("không thiếu điều lớp này dạy")


@dataclass(frozen=True)
class PlacedInLine:
    """What one line would take (người vào một dòng): who goes in, who cannot and why, what gives pause."""

    offering: Offering
    needs: tuple[Need, ...]
    refused: tuple[tuple[str, tuple[str, ...]], ...]
    warnings: tuple[Said, ...]
    seats_taken: int

    @property
    def seats_after(self) -> int:
        return self.seats_taken + len(self.needs)


class Filling:
    """The counts of a plan while people go in (đang xếp); everybody may ask for a seat."""

    def __init__(self, board: Board) -> None:
        self.board, self.speaker = board, Speaker(board, board.plan.on)
        everybody = {need.pk: need.pk for need in board.rows.needs}
        self.occupancy = Occupancy(problem_from_json(board.with_heads(everybody)), board.placements)

    def fill(self, offering: Offering, cadre_ids: set[UUID]) -> PlacedInLine:
        """Seat whoever fits, and say why the others do not."""
        wanted = self.needs_for(offering, cadre_ids)
        placed = self._seat(offering, wanted)
        left = [need for need in wanted if need not in placed]
        refused = [(self.board.rows.name(need), tuple(_in_the_way(self, need, offering))) for need in left]
        refused += [(self._name(cadre_id), (str(NOT_FOR),)) for cadre_id in self._others(offering, cadre_ids)]
        taken = len(self.board.rows.in_line(offering))
        warnings = tuple(warnings_of(self.board.rows, offering, placed))
        return PlacedInLine(offering, tuple(placed), tuple(sorted(refused)), warnings, taken)

    def would_take(self, offering: Offering, cadre_ids: set[UUID]) -> tuple[bool, int]:
        """Whether enough would sit in the line, and how many of these; the counts are left as they were."""
        placed = self._seat(offering, self.needs_for(offering, cadre_ids))
        enough = bool(self.occupancy.sitting[offering.index] >= offering.min_size)
        for need in placed:
            self.occupancy.add(need.index, offering.index, -1)
        return enough, len(placed)

    def _seat(self, offering: Offering, needs: list[Need]) -> list[Need]:
        """Count in whoever fits, asking again as long as somebody did: a share may want another group to sit first."""
        placed: list[Need] = []
        again = True
        while again:
            again = False
            for need in needs:
                if need not in placed and self._fits(need, offering):
                    self.occupancy.add(need.index, offering.index)
                    placed.append(need)
                    again = True
        return sorted(placed, key=lambda need: need.index)

    def _fits(self, need: Need, offering: Offering) -> bool:
        broken = Change(need.index, to_offering=offering.index).broken(self.occupancy)
        return need.offering_id is None and not any(move.rule not in LATER for move in broken)

    def needs_for(self, offering: Offering, cadre_ids: set[UUID]) -> list[Need]:
        needs = self.board.rows.needs
        return [n for n in needs if n.programme_id == offering.programme_id and n.cadre_id in cadre_ids]

    def _others(self, offering: Offering, cadre_ids: set[UUID]) -> set[UUID]:
        return cadre_ids - {need.cadre_id for need in self.needs_for(offering, cadre_ids)}

    def _name(self, cadre_id: UUID) -> str:
        cadre = self.board.rows.people.get(cadre_id)
        return cadre.full_name if cadre else _("Người ngoài kế hoạch")


def _in_the_way(filling: Filling, need: Need, offering: Offering) -> list[str]:
    if need.offering_id is not None:
        line = filling.board.rows.offering(need.offering_id)
        return [_("đã có chỗ ở lớp %(line)s") % {"line": line.code}]
    broken = Change(need.index, to_offering=offering.index).broken(filling.occupancy)
    return [filling.speaker.said(move.rule, move.message) for move in broken if move.rule not in LATER]
