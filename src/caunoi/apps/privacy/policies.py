"""Who handles requests, who takes copies, who erases: the board everything, the commune what its class allows."""

from django.utils.translation import gettext as _

from caunoi.apps.privacy.models import (
    DataCopy,
    Disposal,
    Incident,
    IncidentNotice,
    IncidentPerson,
    LegalHold,
    ProcessingReview,
    RequestedChange,
    Restriction,
    SubjectRequest,
)
from caunoi.apps.privacy.selectors.restrictions import is_anybody_restricted, keepers, kept_apart
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import FieldClass
from caunoi.foundation.policy.withheld import set_withheld

READERS = {"btc": FieldClass.P3, "xa": FieldClass.P2, "canbo": FieldClass.P3, "kiemtra": FieldClass.P1}
HANDLERS = {"btc": FieldClass.P3, "xa": FieldClass.P2}
BOARD = {"btc": FieldClass.P3}
MAKERS = {"btc": FieldClass.P3, "canbo": FieldClass.P3}
"""A copy holds everything, so the office that makes it must be one that reads everything."""
WATCHERS = {"btc": FieldClass.P3, "kiemtra": FieldClass.P1}


def declare() -> None:
    own = {"canbo": FieldClass.P3}
    policy.register(
        SubjectRequest, unit="unit", subject="subject_id",
        view=READERS, add=HANDLERS, change=HANDLERS, ask=own, settle=BOARD,
    )  # fmt: skip
    policy.register(
        RequestedChange, unit="request__unit", subject="request__subject_id",
        view=READERS, add=HANDLERS, change=HANDLERS, ask=own,
    )  # fmt: skip
    policy.register(DataCopy, unit="unit", subject="subject_id", view=MAKERS, make=MAKERS, add=BOARD)
    policy.register(Restriction, view=READERS, add=HANDLERS, change=HANDLERS)
    set_withheld(kept_apart, keepers, is_anybody_restricted)
    policy.register(LegalHold, unit="unit", view=WATCHERS, add=BOARD, change=BOARD)
    policy.register(Incident, unit="unit", view=WATCHERS, add=BOARD, change=BOARD)
    for part in (IncidentPerson, IncidentNotice):
        policy.register(part, unit="incident__unit", view=WATCHERS, add=BOARD, change=BOARD)
    policy.register(ProcessingReview, view=WATCHERS, add={"btc": FieldClass.P1})
    policy.register(Disposal, unit="unit", view=WATCHERS, change=BOARD)


def check_is_second(actor: Actor, disposal: Disposal) -> None:
    """Nobody erases alone: whoever asked for it is not who confirms it."""
    policy.check(actor, "change", disposal)
    if actor.key == disposal.proposed_by:
        raise Refused(_("Người đề nghị không tự xác nhận việc xóa; chờ một người khác của Ban xác nhận."))
