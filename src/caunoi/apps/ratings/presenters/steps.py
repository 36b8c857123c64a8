"""How many sheets stand at each step, each number with its people."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.ratings import figures
from caunoi.apps.ratings.choices import SheetState
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope, figure_or_404
from caunoi.foundation.ui import components as ui

STEPS = {
    "rating.unsaid": [SheetState.ASKED],
    "rating.office": [SheetState.SAID, SheetState.COMMENTED],
    "rating.proposed": [SheetState.PROPOSED],
    "rating.decided": [SheetState.DECIDED],
    "rating.excused": [SheetState.EXCUSED],
}
"""The steps of a sheet as they are counted, and the figure of each."""


def columns_of_units() -> list[ui.Column]:
    """A unit, its sheets at each step, and whether its year is sealed."""
    return [
        ui.Column(_("Đơn vị")),
        *(ui.Column(_(figure_or_404(code).title), "number") for code in STEPS),
        ui.Column(_("Năm của đơn vị"), "chips"),
    ]


def steps_of_unit(counts: Mapping[str, int], rated_id: UUID, on: date) -> list[Any]:
    """How many of a unit stand at each step, each number with its people."""
    scope = Scope(on=on, where={figures.UNIT: str(rated_id)})
    many = {code: sum(counts.get(state, 0) for state in states) for code, states in STEPS.items()}
    return [figures.told(scope, code, number) if number else 0 for code, number in many.items()]


def tally(actor: Actor, scope: Scope) -> ui.Tally:
    """Every number counts its list."""
    states: dict[str, ui.State] = {
        "rating.unsaid": "trung-tinh",
        "rating.office": "thong-tin",
        "rating.proposed": "chu-y",
        "rating.decided": "dat",
        "rating.excused": "trung-tinh",
        "rating.asked": "trung-tinh",
    }
    counts = []
    for code, state in states.items():
        value = figures.counted(actor, scope, code)
        shown: ui.State = state if value.numerator else "trung-tinh"
        counts.append(ui.Count(_(value.figure.title), value, shown, total=code == "rating.asked"))
    return ui.Tally(counts, _("Phiếu xếp loại, theo bước"))
