"""Pages of plans."""

from caunoi.apps.planning.views.adding import add, add_confirm, add_nominated
from caunoi.apps.planning.views.answers import answers, ask
from caunoi.apps.planning.views.classes import move_class
from caunoi.apps.planning.views.deciding import adopt, ask_code, code, propose, send_back, withdraw
from caunoi.apps.planning.views.left_out import left_out
from caunoi.apps.planning.views.moving import line, move, undo
from caunoi.apps.planning.views.pinning import pin
from caunoi.apps.planning.views.plans import (
    drop,
    new,
    plan_list,
    plan_page,
    progress,
    rows,
    solve,
    stop,
)
from caunoi.apps.planning.views.replanning import replan, take_over
from caunoi.apps.planning.views.scenarios import copy, scenarios

__all__ = [
    "add", "add_confirm", "add_nominated", "adopt", "answers", "ask", "ask_code", "code", "copy", "drop", "left_out",
    "line", "move", "move_class", "new", "pin", "plan_list", "plan_page", "progress", "propose", "replan", "rows",
    "scenarios", "send_back", "solve", "stop", "take_over", "undo", "withdraw",
]  # fmt: skip
