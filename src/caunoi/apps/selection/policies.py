"""Who nominates, who decides on it, who lets a standard be owed: the unit in whose care the file is decides."""

from django.utils.translation import gettext as _

from caunoi.apps.selection.choices import NOMINATION, NominationState
from caunoi.apps.selection.models import Nomination, NominationStep, OwedStandard
from caunoi.foundation import policy
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import FieldClass

BOARD = {"btc": FieldClass.P3}
OFFICE = {"xa": FieldClass.P2}
READERS = {**BOARD, **OFFICE, "lanhdao": FieldClass.P1, "kiemtra": FieldClass.P1}


def declare() -> None:
    policy.register(
        Nomination,
        unit="cadre__custodian",
        about=("cadre",),
        view=READERS,
        nominate=OFFICE,
        approve=BOARD,
    )
    policy.register(
        NominationStep, unit="nomination__cadre__custodian", about=("nomination__cadre",), view=READERS
    )
    policy.register(
        OwedStandard, unit="cadre__custodian", about=("cadre",), view=READERS, add=BOARD, change=BOARD
    )


def check_step(nomination: Nomination, state: str) -> None:
    """The table of states has the step; else who pressed learns where it stands now."""
    if not NOMINATION.may(nomination.state, state):
        raise Refused(
            _("Đề cử của %(name)s đang ở bước “%(now)s” nên chưa sang bước “%(next)s” được.")
            % {
                "name": nomination.cadre.full_name,
                "now": _(NominationState(nomination.state).label),
                "next": _(NominationState(state).label),
            },
            mend=_("Tải lại trang để xem đề cử đang ở đâu; có thể người khác vừa làm bước này."),
        )
