"""A unit's year decided: whole, within the limit, sealed, written into the files; later only named adjustments."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.cadres.services import rate_cadre
from caunoi.apps.ratings.models import (
    RatedUnit,
    RatingAdjustment,
    RatingSeal,
    RatingSheet,
    SealedRating,
)
from caunoi.apps.ratings.policies import check_not_own
from caunoi.apps.ratings.selectors.sealed import content_mark, sealed_for
from caunoi.apps.ratings.selectors.sheets import Standing, adjustments_of, sheets_of, standing_of
from caunoi.apps.ratings.services.deciding import refuse_early
from caunoi.apps.ratings.services.stepping import given, refuse_sealed
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import visible

NAMED = 10


@transaction.atomic
def seal(*, actor: Actor, rated: RatedUnit, document: str, decided_on: date) -> RatingSeal:
    """One decision for everybody of the unit; nothing is written unless all of it can be."""
    policy.check(actor, "change", rated)
    visible(actor, RatedUnit, "change").select_for_update(of=("self",)).get(pk=rated.pk)
    refuse_sealed(actor, rated)
    refuse_early(actor, rated)
    _refuse_paper(actor, rated, document, decided_on)
    sheets = sheets_of(actor, rated.pk)
    _refuse_unready(actor, rated, standing_of(actor, rated, sheets))
    for sheet in sheets:
        check_not_own(actor, sheet)
    fresh = _sealed(actor, rated, sheets, document.strip(), decided_on)
    for sheet in sheets:
        if sheet.decided_level:
            rate_cadre(
                actor=actor,
                cadre=sheet.cadre,
                year=rated.round.year,
                grade=sheet.decided_level,
                decision=fresh.document,
            )
    return fresh


def _refuse_paper(actor: Actor, rated: RatedUnit, document: str, decided_on: date) -> None:
    if not document.strip():
        raise Refused(_("Ghi số quyết định xếp loại."))
    if decided_on > actor.on:
        raise Refused(_("Ngày quyết định chưa tới. Ghi khi quyết định đã ký."))
    first = rated.round.by.procedure.decided_from(rated.round.year)
    if decided_on < first:
        raise Refused(
            _("Quyết định xếp loại năm %(year)s không thể ký trước ngày %(day)s.")
            % {"year": rated.round.year, "day": format_date(first)}
        )


def _refuse_unready(actor: Actor, rated: RatedUnit, standing: Standing) -> None:
    if standing.elsewhere:
        raise Refused(
            _("Còn %(n)s phiếu của người nay do đơn vị khác quản lý hồ sơ, hoặc đang hạn chế xử lý.")
            % {"n": standing.elsewhere},
            mend=_("Đơn vị ấy bấm “Đưa người mới vào danh sách”, phiếu chuyển sang theo; xong thì chốt."),
        )
    waiting = [*(sheet.cadre for sheet in standing.open), *standing.unlisted]
    if waiting:
        names = ", ".join(cadre.full_name for cadre in waiting[:NAMED])
        more = _(" và %(n)s người nữa") % {"n": len(waiting) - NAMED} if len(waiting) > NAMED else ""
        raise Refused(
            _("Chưa chốt được: %(n)s người chưa có mức quyết định: %(names)s.")
            % {"n": len(waiting), "names": names + more},
            mend=_("Quyết định mức từng người; ai không xếp loại thì ghi lý do ở phiếu của người ấy."),
        )
    _refuse_over(actor, rated, standing)


def _refuse_over(actor: Actor, rated: RatedUnit, standing: Standing) -> None:
    limit, scheme = standing.limit, rated.round.by.scheme
    if not limit.excess:
        return
    raise Refused(
        _("%(unit)s có %(given)s người ở mức cao nhất, nhiều nhất được %(allowed)s, vượt %(excess)s.")
        % {
            "unit": unit_labels({rated.unit_id}, actor.on)[rated.unit_id],
            "given": limit.given,
            "allowed": limit.allowed,
            "excess": limit.excess,
        },
        mend=_("Căn cứ: %(clause)s. Xét lại mức của ít nhất %(excess)s người rồi chốt.")
        % {"clause": scheme.limit_clause or scheme.document, "excess": limit.excess},
    )


def _sealed(
    actor: Actor, rated: RatedUnit, sheets: Sequence[RatingSheet], document: str, decided_on: date
) -> RatingSeal:
    fresh = RatingSeal(
        rated=rated, unit_id=rated.unit_id, document=document[:120], decided_on=decided_on,
        clause=rated.round.by.scheme.document[:200], rule_mark=rated.round.rule_mark, people=len(sheets),
        sha256=content_mark(rated, [(str(each.cadre_id), each.decided_level, each.decided_score) for each in sheets]),
        sealed_at=clock.moment(actor.on), sealed_by=actor.label,
    )  # fmt: skip
    fresh.save(force_insert=True)
    insert_rows(
        SealedRating,
        [
            {
                "id": uuid4(), "seal_id": fresh.pk, "cadre_id": sheet.cadre_id, "unit_id": rated.unit_id,
                "level": sheet.decided_level, "score": sheet.decided_score,
            }
            for sheet in sheets
        ],
    )  # fmt: skip
    told: dict[str, list[Any]] = {
        "document": [None, fresh.document],
        "people": [None, fresh.people],
        "sha256": [None, fresh.sha256],
        "rule_mark": [None, fresh.rule_mark],
    }
    record(actor, "ratings.unit_sealed", rated, told, unit_id=rated.unit_id)
    return fresh


@transaction.atomic
def adjust(*, actor: Actor, sheet: RatingSheet, level: str, document: str, reason: str) -> RatingAdjustment:
    """Another level by a later decision: the sealed row stays, the file gets the new one, both are told."""
    policy.check_create(actor, RatingAdjustment, unit_id=sheet.rated.unit_id)
    check_not_own(actor, sheet)
    sealed = visible(actor, RatingSeal).select_for_update(of=("self",)).filter(rated=sheet.rated_id).first()
    if sealed is None:
        raise Refused(_("Năm này của đơn vị chưa chốt: sửa thẳng ở phiếu, không cần điều chỉnh."))
    row = sealed_for(actor, sealed, sheet.cadre_id)
    if row is None:
        raise NotVisible("ratings.SealedRating")
    said = given(reason, _("Ghi vì sao điều chỉnh."))
    earlier = adjustments_of(actor, sealed, sheet.cadre_id)
    before = earlier[-1].after if earlier else row.level
    _refuse_adjustment(sheet, before, level, document)
    last = visible(actor, RatingAdjustment).filter(seal=sealed).aggregate(last=Max("ordinal"))["last"]
    fresh = RatingAdjustment(
        seal=sealed, cadre_id=row.cadre_id, unit_id=sealed.unit_id, ordinal=(last or 0) + 1, before=before,
        after=level, document=document.strip()[:120], reason=said, at=clock.moment(actor.on), by=actor.label,
    )  # fmt: skip
    fresh.save(force_insert=True)
    record(
        actor,
        "ratings.level_adjusted",
        fresh,
        {"ordinal": [None, fresh.ordinal]},
        unit_id=fresh.unit_id,
        reason=said,
    )
    rate_cadre(
        actor=actor, cadre=sheet.cadre, year=sheet.rated.round.year, grade=level, decision=fresh.document
    )
    return fresh


def _refuse_adjustment(sheet: RatingSheet, before: str, level: str, document: str) -> None:
    if level not in sheet.rated.round.by.scheme.levels:
        raise Refused(
            _("Mức này không có trong cách xếp loại của năm %(year)s.") % {"year": sheet.rated.round.year}
        )
    if level == before:
        raise Refused(_("Mức điều chỉnh bằng mức đang có, nên không có gì để điều chỉnh."))
    if not document.strip():
        raise Refused(_("Ghi số quyết định điều chỉnh."))
