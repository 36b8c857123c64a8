"""A sheet handed in: only when every person has an answer, with a receipt that names what was sent."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.choices import SheetState, StepKind
from caunoi.apps.reviews.models import ReviewLine, ReviewSheet
from caunoi.apps.reviews.policies import check_may_fill
from caunoi.apps.reviews.selectors.sheets import (
    Missing,
    lines_of,
    missing_of,
    steps_of,
    waiting_for_other_heirs,
)
from caunoi.apps.reviews.services.holding import locked_sheet, take_step
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused

NAMED = 10


@transaction.atomic
def send(*, actor: Actor, sheet: ReviewSheet) -> ReviewSheet:
    """To whoever looks over it; raises Refused with the names of those who still lack an answer."""
    sheet = locked_sheet(actor, sheet, "fill")
    check_may_fill(sheet)
    lines = lines_of(actor, sheet)
    refuse_missing(missing_of(actor, sheet, lines))
    _refuse_other_heirs(waiting_for_other_heirs(actor, sheet, lines))
    times = sum(step.kind == StepKind.SENT for step in steps_of(actor, sheet)) + 1
    take_step(
        actor,
        sheet,
        StepKind.SENT,
        state=SheetState.SENT,
        sent_at=clock.now(),
        sent_by=actor.label,
        sent_on=sheet.sent_on or actor.on,
        receipt=receipt_number(sheet, times),
        sha256=content_hash(sheet, lines),
    )
    return sheet


def refuse_missing(missing: Missing) -> None:
    if not missing.count:
        return
    people = [*missing.open, *missing.unlisted]
    names = ", ".join(cadre.full_name for cadre in people[:NAMED])
    more = _(" và %(n)s người nữa") % {"n": len(people) - NAMED} if len(people) > NAMED else ""
    raise Refused(
        _("Chưa gửi được: còn %(n)s người chưa xác nhận: %(names)s.")
        % {"n": len(people), "names": names + more},
        mend=_("Chọn “Giữ nguyên”, “Có thay đổi” hoặc “Thôi giữ chức” cho từng người rồi gửi lại."),
    )


def _refuse_other_heirs(count: int) -> None:
    if count:
        raise Refused(
            _(
                "Chưa gửi được: còn %(n)s người của đơn vị cũ nay thuộc đơn vị kế thừa khác chưa được xác nhận."
            )
            % {"n": count},
            mend=_("Đơn vị kế thừa ấy mở cùng bảng này và xác nhận người của mình; xong thì gửi."),
        )


def receipt_number(sheet: ReviewSheet, times: int) -> str:
    """ "RS-2020-07498-1": year, code of the unit on the day of the figures, how many times it was sent."""
    tree = unit_tree(on=sheet.round.as_of)
    code = tree.node(sheet.unit_id).key if sheet.unit_id in tree else str(sheet.unit_id)[:8]
    return f"RS-{sheet.round.year}-{code}-{times}"


def content_hash(sheet: ReviewSheet, lines: Sequence[ReviewLine]) -> str:
    """SHA-256 of what was sent, person by person in one order, with the standards it is judged by."""
    said: list[Any] = sorted([str(line.cadre_id), line.answer, line.told, line.note] for line in lines)
    whole = [str(sheet.round_id), str(sheet.unit_id), sheet.round.rule_hash, said]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
