"""From below upwards: the district agrees, the board locks, or it goes back; a lock opens only between two people."""

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.choices import WAITING_ABOVE, SheetState, StepKind
from caunoi.apps.reviews.models import ReviewSheet, ReviewStep
from caunoi.apps.reviews.policies import check_second
from caunoi.apps.reviews.selectors.sheets import steps_of
from caunoi.apps.reviews.services.holding import locked_sheet, take_step
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import can


@transaction.atomic
def agree(*, actor: Actor, sheet: ReviewSheet) -> ReviewSheet:
    """The district has looked over it; it now waits for the board."""
    sheet = locked_sheet(actor, sheet, "approve")
    if not asks_district(sheet, actor):
        raise Refused(_("Đợt này không có bước cấp trên trực tiếp xem trước; bảng được duyệt thẳng."))
    if can(actor, "change", sheet.round):
        raise Refused(_("Cấp huyện chưa đồng ý bảng này."), mend=_("Cấp huyện tự bấm “Đồng ý”."))
    take_step(actor, sheet, StepKind.AGREED, state=SheetState.AGREED)
    return sheet


@transaction.atomic
def send_back(*, actor: Actor, sheet: ReviewSheet, reason: str) -> ReviewSheet:
    """To the unit again, with what is to be mended."""
    sheet = locked_sheet(actor, sheet, "approve")
    if sheet.state not in WAITING_ABOVE:
        raise Refused(_("Bảng này không chờ duyệt. Tải lại trang để xem bảng đang ở đâu."))
    take_step(
        actor,
        sheet,
        StepKind.RETURNED,
        state=SheetState.RETURNED,
        reason=_given(reason, _("Ghi cần sửa gì.")),
    )
    return sheet


@transaction.atomic
def lock(*, actor: Actor, sheet: ReviewSheet) -> ReviewSheet:
    """Approved: nobody changes it any more, unless two people open it again."""
    sheet = locked_sheet(actor, sheet, "approve")
    if not can(actor, "change", sheet.round):
        raise Refused(_("Chỉ đơn vị mở đợt mới duyệt và khóa được; cấp trên trực tiếp bấm “Đồng ý”."))
    if asks_district(sheet, actor) and sheet.state == SheetState.SENT:
        raise Refused(
            _("Cấp huyện chưa đồng ý bảng này."),
            mend=_("Chờ cấp huyện xem, hoặc trả lại đơn vị kèm lý do."),
        )
    take_step(actor, sheet, StepKind.LOCKED, state=SheetState.LOCKED)
    return sheet


def asks_district(sheet: ReviewSheet, actor: Actor) -> bool:
    """In a round of two steps, as long as there is a district above the unit; a level that ended asks nobody."""
    if not sheet.round.in_two_steps:
        return False
    tree = unit_tree(on=actor.on)
    above = tree.district_of(sheet.unit_id) if sheet.unit_id in tree else None
    return above is not None and above.id != sheet.unit_id and above.id != sheet.round.unit_id


# ---- opening a lock


@transaction.atomic
def ask_unlock(*, actor: Actor, sheet: ReviewSheet, reason: str) -> ReviewSheet:
    """One person says why; another one decides."""
    sheet = locked_sheet(actor, sheet, "fill")
    if sheet.state != SheetState.LOCKED:
        raise Refused(_("Bảng này không khóa."))
    if pending_unlock(actor, sheet):
        raise Refused(_("Đã có một đề nghị mở khóa đang chờ."))
    take_step(actor, sheet, StepKind.UNLOCK_ASKED, reason=_given(reason, _("Ghi vì sao cần mở khóa.")))
    return sheet


@transaction.atomic
def answer_unlock(*, actor: Actor, sheet: ReviewSheet, grant: bool, reason: str = "") -> ReviewSheet:
    """The second person: the sheet goes back to the unit, or stays locked."""
    sheet = locked_sheet(actor, sheet, "approve")
    asked = pending_unlock(actor, sheet)
    if asked is None:
        raise Refused(_("Không có đề nghị mở khóa nào đang chờ."))
    check_second(actor, asked.actor_key)
    if not can(actor, "change", sheet.round):
        raise Refused(_("Chỉ đơn vị mở đợt, nơi đã khóa bảng, mới mở khóa hoặc từ chối được."))
    if grant:
        take_step(
            actor, sheet, StepKind.UNLOCKED, state=SheetState.RETURNED, reason=reason.strip() or asked.reason
        )
    else:
        said = _given(reason, _("Ghi vì sao không mở khóa."))
        take_step(actor, sheet, StepKind.UNLOCK_REFUSED, reason=said)
    return sheet


def pending_unlock(actor: Actor, sheet: ReviewSheet) -> ReviewStep | None:
    """The proposal nobody has answered yet."""
    steps = [step for step in steps_of(actor, sheet) if step.kind != StepKind.REMINDED]
    return steps[-1] if steps and steps[-1].kind == StepKind.UNLOCK_ASKED else None


def _given(reason: str, ask: str) -> str:
    if not reason.strip():
        raise Refused(_("Thiếu lý do."), mend=ask)
    return reason.strip()[:500]
