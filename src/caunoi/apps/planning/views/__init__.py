"""Pages of plans."""

from caunoi.apps.planning.views.adding import add, add_confirm, add_nominated
from caunoi.apps.planning.views.moving import line, move, undo
from caunoi.apps.planning.views.plans import (
    adopt,
    drop,
    new,
    plan_list,
    plan_page,
    progress,
    rows,
    solve,
    stop,
)

__all__ = [
    "add", "add_confirm", "add_nominated", "adopt", "drop", "line", "move", "new", "plan_list", "plan_page",
    "progress", "rows", "solve", "stop", "undo",
]  # fmt: skip
