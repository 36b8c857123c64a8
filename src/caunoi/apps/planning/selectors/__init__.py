"""Reading needs, plans and what a move would break."""

from caunoi.apps.planning.selectors.board import Board, Outcome
from caunoi.apps.planning.selectors.needs import Gap, NeedsFound, needs_of
from caunoi.apps.planning.selectors.options import PlanOptions, options_on, year_to_plan
from caunoi.apps.planning.selectors.plans import (
    PlanRows,
    drafts_to_propose,
    job_of,
    last_change,
    placed_people,
    plan_or_404,
    plan_to_fill,
    planning_unit,
    plans,
    proposals_of,
    proposals_to_decide,
    rows_of,
)

__all__ = [
    "Board",
    "Gap",
    "NeedsFound",
    "Outcome",
    "PlanOptions",
    "PlanRows",
    "drafts_to_propose",
    "job_of",
    "last_change",
    "needs_of",
    "options_on",
    "placed_people",
    "plan_or_404",
    "plan_to_fill",
    "planning_unit",
    "plans",
    "proposals_of",
    "proposals_to_decide",
    "rows_of",
    "year_to_plan",
]
