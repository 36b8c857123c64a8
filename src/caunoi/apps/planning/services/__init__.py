"""Writing plans."""

from caunoi.apps.planning.services.drafting import draft_plan, money_for_all, planning_unit, solve_again
from caunoi.apps.planning.services.solving import Watch, keep_solution, solve_plan

__all__ = [
    "Watch", "draft_plan", "keep_solution", "money_for_all", "planning_unit", "solve_again", "solve_plan",
]  # fmt: skip
