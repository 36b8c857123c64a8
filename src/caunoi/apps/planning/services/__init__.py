"""Writing plans."""

from caunoi.apps.planning.services.answering import answer_plan, ask_plan
from caunoi.apps.planning.services.choosing import Choice, choices_of, faults_of
from caunoi.apps.planning.services.copying import copy_plan
from caunoi.apps.planning.services.deciding import adopt_plan, drop_plan
from caunoi.apps.planning.services.drafting import draft_plan, money_for_all, setting_of, solve_again
from caunoi.apps.planning.services.hand import (
    Preview,
    add_people,
    add_people_to_line,
    place_by_hand,
    preview_move,
    preview_people,
    undo_change,
)
from caunoi.apps.planning.services.holding import Stale
from caunoi.apps.planning.services.instance import instance_of
from caunoi.apps.planning.services.lines import Spot, move_class, preview_class_move
from caunoi.apps.planning.services.pinning import Fixed, pin, unpin
from caunoi.apps.planning.services.proposing import propose_plan, return_plan, withdraw_plan
from caunoi.apps.planning.services.replanning import copy_taken, order_replan, replan_plan, take_over
from caunoi.apps.planning.services.shocks import Shock
from caunoi.apps.planning.services.solving import Watch, keep_solution, solve_plan
from caunoi.apps.planning.services.warnings import warnings_of

__all__ = [
    "Choice", "Fixed", "Preview", "Shock", "Spot", "Stale", "Watch", "add_people", "add_people_to_line", "adopt_plan",
    "answer_plan", "ask_plan", "choices_of", "copy_plan", "copy_taken", "draft_plan", "drop_plan", "faults_of",
    "instance_of", "keep_solution", "money_for_all", "move_class", "order_replan", "pin", "place_by_hand",
    "preview_class_move", "preview_move", "preview_people", "propose_plan", "replan_plan", "return_plan",
    "setting_of", "solve_again", "solve_plan", "take_over", "undo_change", "unpin", "warnings_of", "withdraw_plan",
]  # fmt: skip
