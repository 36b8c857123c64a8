"""What may be chosen for one person, and what the checker says of the plan as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.plans import PlanRows
from caunoi.apps.planning.services.saying import Speaker
from caunoi.domain.vocabulary.finding import Finding

TOO_FAR = "allocation.distance"


@dataclass(frozen=True)
class Choice:
    """One line somebody could move to (chỗ có thể chuyển đến), with what it would break."""

    offering: Offering
    problems: Sequence[str]
    taken: int


def choices_of(rows: PlanRows, need: Need) -> list[Choice]:
    """Every line of the need's programme: those that break nothing first, open ones before others."""
    board = Board(rows)
    speaker = Speaker(board, rows.plan.on)
    mine = board.needs[need.pk]
    asked = Board(rows_with_head(board, mine)) if board.asks_anew({mine.pk: mine.pk}) else board
    found = [
        Choice(rows.offering(line), _problems(speaker, broken), len(rows.in_line(rows.offering(line))))
        for line, broken in asked.choices_of(mine)
    ]
    return sorted(
        found, key=lambda each: (bool(each.problems), not each.offering.opened, each.offering.index)
    )


def _problems(speaker: Speaker, broken: Sequence[Finding]) -> list[str]:
    """Of a line too far away nothing else matters."""
    if any(finding.code == TOO_FAR for finding in broken):
        return [_("Xa hơn mức cho phép của kế hoạch.")]
    return speaker.findings(broken)


def rows_with_head(board: Board, need: Need) -> PlanRows:
    """The same rows, the plan asked about this need: nothing of it is written."""
    board.plan.instance = board.with_heads({need.pk: need.pk})
    return board.rows


def faults_of(rows: PlanRows) -> list[str] | None:
    """What the independent checker finds wrong; None when the role does not see everybody in the plan."""
    if len(rows.needs) != len(rows.plan.instance["requests"]["person"]):
        return None
    board = Board(rows)
    return Speaker(board, rows.plan.on).outcome(board.after({}))
