"""Posts of one person, by hand: appointed, ended, transferred."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.events import CadreTransferred
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.cadres.services.describing import (
    posting_text,
    title_name,
)
from caunoi.apps.cadres.services.holding import clean, locked, remember
from caunoi.apps.organisation.models import Unit
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.policy import visible


def new_posting(cadre: Cadre, **values: Any) -> Posting:
    if title_name(values["title_code"]) == values["title_code"]:
        raise Refused(_("Không có chức danh mã %(code)s.") % {"code": values["title_code"]})
    post = Posting(cadre=cadre, recorded_at=clock.now(), **values)
    clean(post)
    post.save()
    return post


@transaction.atomic
def add_posting(
    *,
    actor: Actor,
    cadre: Cadre,
    unit: Unit,
    title_code: str,
    valid_from: date,
    valid_to: date | None = None,
    kind: str = PostingKind.MAIN,
    first_elected: date | None = None,
    decision: str = "",
    evidence: str = "",
) -> Posting:
    """One more post; a second main one at the same time is refused (``transfer_cadre`` moves somebody)."""
    cadre = locked(actor, cadre)
    policy.check_create(actor, Cadre, unit_id=unit.pk)
    if kind == PostingKind.MAIN:
        _refuse_two_main_posts(actor, cadre, valid_from, valid_to)
    post = new_posting(
        cadre, unit=unit, title_code=title_code, kind=kind, valid_from=valid_from, valid_to=valid_to,
        first_elected=first_elected, decision=decision, evidence=evidence,
    )  # fmt: skip
    _follow_main_posting(actor, cadre, valid_from)
    remember(actor, cadre, "cadres.posting_added", {"postings": [[], [posting_text(post)]]})
    return post


def _refuse_two_main_posts(actor: Actor, cadre: Cadre, start: date, end: date | None) -> None:
    others = visible(actor, Posting).filter(cadre=cadre, kind=PostingKind.MAIN)
    others = others.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=start))
    if end is not None:
        others = others.filter(valid_from__lt=end)
    if clashing := others.first():
        words = _("Đang giữ chức danh chính: %(post)s. Điều động, hoặc ghi chức danh mới là kiêm nhiệm.")
        raise Refused(words % {"post": posting_text(clashing)})


def _follow_main_posting(actor: Actor, cadre: Cadre, on: date) -> None:
    """The custodian is the unit of the main post that runs; without one it stays."""
    main = visible(actor, Posting).filter(cadre=cadre, kind=PostingKind.MAIN).order_by("-valid_from")
    newest = main.filter(valid_to__isnull=True).first()
    if newest is not None:
        cadre.custodian_id = newest.unit_id


@transaction.atomic
def end_posting(*, actor: Actor, posting: Posting, on: date, reason: str = "") -> Posting:
    """From ``on`` the post is held no more."""
    cadre = locked(actor, visible(actor, Cadre).get(pk=posting.cadre_id))
    posting = visible(actor, Posting).get(pk=posting.pk)
    before = posting_text(posting)
    if not posting.holds_on(on) or on <= posting.valid_from:
        raise Refused(_("Ngày thôi giữ phải sau ngày giữ chức danh và trước ngày đã thôi (nếu có)."))
    posting.valid_to = on
    clean(posting)
    posting.save(update_fields=["valid_to"])
    changes: dict[str, list[Any]] = {"postings": [[before], [posting_text(posting)]]}
    remember(actor, cadre, "cadres.posting_ended", changes, reason=reason)
    return posting


@transaction.atomic
def transfer_cadre(
    *,
    actor: Actor,
    cadre: Cadre,
    unit: Unit,
    title_code: str,
    effective_on: date,
    decision: str = "",
    reason: str = "",
) -> Posting:
    """The running main post ends on the day the new one begins (điều động); the file moves with the person."""
    cadre = locked(actor, cadre)
    policy.check_create(actor, Cadre, unit_id=unit.pk)
    before = list(visible(actor, Posting).filter(cadre=cadre, kind=PostingKind.MAIN).on(effective_on))
    told = [posting_text(post) for post in before]
    for post in before:
        if post.valid_from >= effective_on:
            raise Refused(
                _("Chức danh đang giữ bắt đầu đúng ngày này. Chọn ngày sau, hoặc sửa chức danh đó.")
            )
        post.valid_to = effective_on
        post.save(update_fields=["valid_to"])
    fresh = new_posting(
        cadre, unit=unit, title_code=title_code, kind=PostingKind.MAIN, valid_from=effective_on, valid_to=None,
        first_elected=None, decision=decision, evidence="",
    )  # fmt: skip
    from_unit, cadre.custodian = cadre.custodian_id, unit
    changes: dict[str, list[Any]] = {"postings": [told, [*map(posting_text, before), posting_text(fresh)]]}
    remember(actor, cadre, "cadres.cadre_transferred", changes, reason=reason)
    publish(CadreTransferred(cadre.pk, from_unit, unit.pk, effective_on))
    return fresh
