"""One sheet held while written, and the step that was taken."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from caunoi.apps.ratings.choices import StepKind
from caunoi.apps.ratings.models import RatedUnit, RatingSheet, RatingStep
from caunoi.apps.ratings.policies import check_step
from caunoi.apps.ratings.selectors.sheets import seal_of, with_year
from caunoi.domain.rating.levels import Asked, faults_of
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

LONGEST = 500


def locked(actor: Actor, sheet: RatingSheet, verb: str) -> RatingSheet:
    """The sheet as it stands now, of a year that is not sealed, held until the transaction ends."""
    policy.check(actor, verb, sheet)
    found: RatingSheet = visible(actor, RatingSheet, verb).select_for_update(of=("self",)).get(pk=sheet.pk)
    found.cadre = sheet.cadre
    refuse_sealed(actor, with_year(actor, found).rated)
    return found


def refuse_sealed(actor: Actor, rated: RatedUnit) -> None:
    if seal_of(actor, rated.pk) is not None:
        raise Refused(
            _("Xếp loại năm %(year)s của đơn vị đã chốt nên không sửa được nữa.")
            % {"year": rated.round.year},
            mend=_("Sai sót tìm ra sau khi chốt thì ghi điều chỉnh kèm quyết định; mức đã chốt giữ nguyên."),
        )


def take_step(
    actor: Actor,
    sheet: RatingSheet,
    kind: StepKind,
    state: str,
    *,
    level: str = "",
    reason: str = "",
    **changes: Any,
) -> RatingSheet:
    """Write the step, the state it leads to, and the record of it; the record names no level."""
    check_step(sheet, state)
    before, sheet.state = sheet.state, state
    for name, value in changes.items():
        setattr(sheet, name, value)
    sheet.save(update_fields=["state", *changes])
    last = visible(actor, RatingStep).filter(sheet=sheet).aggregate(last=Max("ordinal"))["last"]
    RatingStep(
        sheet=sheet, ordinal=(last or 0) + 1, kind=kind, level=level, actor_key=actor.key, actor_label=actor.label,
        reason=reason[:LONGEST], at=clock.moment(actor.on),
    ).save(force_insert=True)  # fmt: skip
    told: dict[str, list[Any]] = {"state": [before, str(state)]}
    record(actor, f"ratings.sheet_{kind}", sheet, told, unit_id=sheet.cadre.custodian_id, reason=reason)
    return sheet


def refuse_level(sheet: RatingSheet, level: str, score: int | None) -> None:
    """The scheme of the round knows the level, and its score where it counts."""
    scheme = sheet.rated.round.by.scheme
    for fault in faults_of(scheme, Asked(level, score)):
        words = {
            "level_unknown": _("Mức này không có trong cách xếp loại của năm %(year)s."),
            "score_missing": _("Năm %(year)s xếp loại theo điểm: ghi điểm từ 0 đến 100."),
            "score_differs": _("Điểm ghi vào không ứng với mức đã chọn theo cách xếp loại năm %(year)s."),
        }
        raise Refused(
            words[fault.code] % {"year": sheet.rated.round.year},
            mend=_("Căn cứ: %(document)s.") % {"document": fault.clause},
        )


def refuse_left(actor: Actor, sheet: RatingSheet) -> None:
    left = sheet.cadre.left_on
    if left is not None and left <= actor.on:
        raise Refused(
            _("%(name)s đã thôi công tác từ ngày %(day)s.")
            % {"name": sheet.cadre.full_name, "day": format_date(left)},
            mend=_("Ghi “Không xếp loại” kèm lý do, hoặc sửa ngày thôi công tác nếu ghi sai."),
        )


def given(reason: str, ask: str) -> str:
    if not reason.strip():
        raise Refused(_("Thiếu lý do."), mend=ask)
    return reason.strip()[:LONGEST]
