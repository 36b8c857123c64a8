"""Who asks, declares, checks: the unit in whose care the file is decides, and a person about their own file."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.apps.declarations.choices import OPEN_TO_SAY
from caunoi.apps.declarations.models import Declaration, DeclarationRound, DeclaredItem, ScanHold
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import FieldClass
from caunoi.foundation.policy.scoping import all_scoped
from caunoi.foundation.policy.table import Reached

WRITERS = {"btc": FieldClass.P3, "xa": FieldClass.P2}
READERS = {**WRITERS, "lanhdao": FieldClass.P1, "kiemtra": FieldClass.P1, "canbo": FieldClass.P3}
FILLERS = {**WRITERS, "canbo": FieldClass.P3}


def declare() -> None:
    policy.register(
        DeclarationRound,
        unit="unit",
        subject="declarations__cadre",
        touching=asking_people_of,
        view=READERS,
    )
    policy.register(DeclarationRound, unit="unit", add=WRITERS, change=WRITERS)
    policy.register(
        Declaration, unit="cadre__custodian", subject="cadre", view=READERS, change=WRITERS, fill=FILLERS
    )
    policy.register(
        DeclaredItem,
        unit="declaration__cadre__custodian",
        subject="declaration__cadre",
        view=READERS,
        change=WRITERS,
        fill=FILLERS,
    )
    policy.register(ScanHold, unit="unit_id", view=WRITERS, add=WRITERS)


def asking_people_of(units: Reached) -> Q:
    """A round of the province is seen by every commune whose people it asks."""
    asked = all_scoped(Declaration).filter(cadre__custodian__in=units)
    return Q(pk__in=asked.values("round"))


def check_may_say(declaration: Declaration) -> None:
    """The round is open and the sheet is in the hands of whoever fills it in."""
    if declaration.round.closed_at:
        raise Refused(_("Đợt kê khai này đã đóng."), mend=_("Cần sửa hồ sơ thì báo văn phòng đơn vị."))
    if declaration.state not in OPEN_TO_SAY:
        raise Refused(
            _("Tờ kê khai đã gửi nên không sửa tiếp được."),
            mend=_("Rút lại nếu chưa ai kiểm tra, hoặc chờ kết quả kiểm tra."),
        )


def check_not_own(actor: Actor, subject_id: UUID) -> None:
    """Nobody checks their own file."""
    if actor.subject_id == subject_id:
        raise Refused(
            _("Đây là hồ sơ của chính bạn nên bạn không tự xác nhận."),
            mend=_("Nhờ một người khác của văn phòng hoặc Ban Tổ chức xác nhận."),
        )
