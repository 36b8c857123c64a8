"""The end of a round: everybody judged at once, sealed, never changed; what comes out later is a named adjustment."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from caunoi.apps.reviews.choices import ROUND, RoundState, SheetState
from caunoi.apps.reviews.models import (
    Adjustment,
    FrozenPerson,
    FrozenReview,
    ReviewRound,
    ReviewSheet,
)
from caunoi.apps.reviews.selectors.frozen import Judgement, Outcome, judge_round, mark_of
from caunoi.apps.reviews.services.holding import locked_round
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

AT_ONCE = 5000
Tell = Callable[[int, int], None]
"""Told how many of how many are written; what it raises takes everything back."""


def unheard(done: int, total: int) -> None:
    """Few people are judged while the page waits: nobody listens."""


@transaction.atomic
def freeze_round(*, actor: Actor, round_: ReviewRound, tell: Tell = unheard) -> FrozenReview:
    """Judge everybody and seal the outcome; every sheet must have been locked."""
    round_ = locked_round(actor, round_)
    refuse_open_sheets(actor, round_)
    outcome = judge_round(round_, head()[0])
    if outcome.rule_hash != round_.rule_hash:
        raise Refused(
            _("Tiêu chuẩn giữ cùng đợt không còn đọc ra như lúc mở đợt, nên chưa chốt."),
            mend=_("Báo quản trị hệ thống chạy “caunoi doctor” rồi chốt lại."),
        )
    review = _sealed(actor, round_, outcome)
    for start in range(0, len(outcome.rows), AT_ONCE):
        tell(start, len(outcome.rows))
        insert_rows(FrozenPerson, [_row(review, row) for row in outcome.rows[start : start + AT_ONCE]])
    ROUND.check(round_.state, RoundState.FROZEN)
    round_.state = RoundState.FROZEN
    round_.save(update_fields=["state"])
    told: dict[str, list[Any]] = {
        "people": [None, review.people],
        "sha256": [None, review.sha256],
        "rule_hash": [None, review.rule_hash],
        "data_hash": [None, review.data_hash],
    }
    record(actor, "reviews.round_frozen", round_, told, unit_id=round_.unit_id)
    return review


def refuse_open_sheets(actor: Actor, round_: ReviewRound) -> None:
    sheets = visible(actor, ReviewSheet, "approve").filter(round=round_)
    waiting = sheets.exclude(state=SheetState.LOCKED).count()
    if waiting:
        raise Refused(
            _("Còn %(n)s đơn vị chưa duyệt xong nên chưa chốt được.") % {"n": waiting},
            mend=_("Duyệt và khóa bảng của các đơn vị ấy trước; danh sách ở trang của đợt."),
        )


def _sealed(actor: Actor, round_: ReviewRound, outcome: Outcome) -> FrozenReview:
    review = FrozenReview(
        round=round_,
        unit_id=round_.unit_id,
        as_of=round_.as_of,
        known_seq=outcome.known_seq,
        rule_hash=outcome.rule_hash,
        data_hash=outcome.data_hash,
        edition=outcome.edition,
        people=len(outcome.rows),
        sha256=outcome.sha256,
        frozen_at=clock.now(),
        frozen_by=actor.label,
    )
    review.save(force_insert=True)
    return review


def _row(review: FrozenReview, row: Judgement) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "review_id": review.pk,
        "cadre_id": row.cadre_id,
        "unit_id": row.unit_id,
        "verdict": row.verdict,
        "is_key": row.is_key,
        "posts": row.posts,
        "verdicts": row.verdicts,
        "mark": mark_of(review.sha256, row),
    }


@transaction.atomic
def adjust(*, actor: Actor, review: FrozenReview, cadre_id: UUID, reason: str) -> Adjustment:
    """Judge one person again, same day and standards, from what is known now; the frozen row stays as it is."""
    policy.check_create(actor, Adjustment, unit_id=review.unit_id)
    if not reason.strip():
        raise Refused(_("Thiếu lý do."), mend=_("Ghi vì sao kết luận phải điều chỉnh, theo giấy tờ nào."))
    frozen = visible(actor, FrozenPerson).filter(review=review, cadre_id=cadre_id).first()
    seq = head()[0]
    now = next((row for row in judge_round(review.round, seq).rows if row.cadre_id == cadre_id), None)
    either = now or frozen
    if either is None:
        raise Refused(_("Người này không giữ chức danh nào vào ngày chốt, nên không có gì để điều chỉnh."))
    before, after = (frozen.verdict if frozen else ""), (now.verdict if now else "")
    _refuse_same(frozen, now)
    mine = visible(actor, Adjustment).filter(review=review)
    fresh = Adjustment(
        review=review,
        cadre_id=cadre_id,
        unit_id=either.unit_id,
        ordinal=(mine.aggregate(last=Max("ordinal"))["last"] or 0) + 1,
        before=before,
        after=after,
        verdicts=now.verdicts if now else {},
        reason=reason.strip()[:500],
        known_seq=seq,
        at=clock.now(),
        by=actor.label,
    )
    fresh.save(force_insert=True)
    told: dict[str, list[Any]] = {"verdict": [before, after]}
    record(actor, "reviews.verdict_adjusted", fresh, told, unit_id=fresh.unit_id, reason=reason)
    return fresh


def _refuse_same(frozen: FrozenPerson | None, now: Judgement | None) -> None:
    if frozen and now and (frozen.verdict, frozen.verdicts) == (now.verdict, now.verdicts):
        raise Refused(
            _("Xét lại vẫn ra kết luận đã chốt, nên không có gì để điều chỉnh."),
            mend=_("Sửa dữ kiện sai trong hồ sơ trước, rồi ghi điều chỉnh."),
        )
