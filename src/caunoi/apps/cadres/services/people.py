"""One person's file, written by hand: register, correct, appoint, transfer, teach, rate, plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind, QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.events import CadreTransferred, PersonChanged
from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating, SuccessionPlan
from caunoi.apps.cadres.services.describing import (
    posting_text,
    qualification_text,
    rating_text,
    title_name,
    value_text,
)
from caunoi.apps.cadres.services.names import identity_index, key_columns
from caunoi.apps.cadres.services.records import HELD_TRAINING
from caunoi.apps.organisation.models import Unit
from caunoi.domain.vocabulary.vietnamese import PartialDate, UnfitText, check_person_name, format_date
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.ui.languages import reason_of

CORRECTABLE = frozenset(
    {
        "full_name", "given_name", "number", "birth", "sex", "ethnicity", "identity_number", "phone",
        "party_joined", "party_official", "is_party_member", "left_on",
    }
)  # fmt: skip


@transaction.atomic
def register_cadre(
    *,
    actor: Actor,
    full_name: str,
    unit: Unit,
    title_code: str,
    valid_from: date,
    kind: str = PostingKind.MAIN,
    first_elected: date | None = None,
    decision: str = "",
    evidence: str = "",
    **fields: Any,
) -> Cadre:
    """A new file with its first post; ``fields`` are the person's other columns (birth, sex, number …)."""
    policy.check_create(actor, Cadre, unit_id=unit.pk)
    said = _said(actor, {"full_name": full_name, **fields})
    cadre = Cadre(custodian=unit, **said)
    clean(cadre)
    cadre.save()
    post = _new_posting(
        cadre, unit=unit, title_code=title_code, kind=kind, valid_from=valid_from, valid_to=None,
        first_elected=first_elected, decision=decision, evidence=evidence,
    )  # fmt: skip
    changes: dict[str, list[Any]] = {
        name: [None, value_text(name, value)] for name, value in said.items() if _is_shown(name)
    }
    changes["postings"] = [[], [posting_text(post)]]
    record(actor, "cadres.cadre_registered", cadre, changes, unit_id=unit.pk)
    publish(PersonChanged(cadre.pk))
    return cadre


@transaction.atomic
def correct_cadre(
    *, actor: Actor, cadre: Cadre, expected_version: int, changes: Mapping[str, Any], reason: str = ""
) -> Cadre:
    """Set columns of a person; refused with a name and an hour when somebody else saved in between."""
    cadre = _locked(actor, cadre)
    if cadre.version != expected_version:
        raise Refused(_somebody_was_here(actor, cadre), mend=_("Tải lại trang, xem bản mới rồi sửa tiếp."))
    said = _said(actor, {"full_name": cadre.full_name, "given_name": cadre.given_name, **changes})
    fresh = {name: value for name, value in said.items() if value != getattr(cadre, name)}
    told = {
        name: [value_text(name, getattr(cadre, name)), value_text(name, value)]
        for name, value in fresh.items()
        if _is_shown(name)
    }
    for name, value in fresh.items():
        setattr(cadre, name, value)
    return _remember(actor, cadre, "cadres.cadre_corrected", told, reason=reason) if fresh else cadre


def _said(actor: Actor, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to set, checked against what the actor may read, with the keys that follow from them."""
    strangers = set(fields) - CORRECTABLE
    if strangers:
        raise TypeError(f"no such field of a person: {', '.join(sorted(strangers))}")
    if hidden := set(fields) - policy.readable_fields(actor, Cadre):
        names = ", ".join(sorted(_(str(_column(Cadre, name).verbose_name)) for name in hidden))
        raise Refused(_("Vai trò của bạn không ghi được: %(names)s.") % {"names": names})
    said = dict(fields)
    try:
        said["full_name"] = check_person_name(said["full_name"])
    except UnfitText as fault:
        raise Refused(_("Họ và tên %(fault)s.") % {"fault": reason_of(fault)}) from fault
    said.update(key_columns(said["full_name"], said.get("given_name", "")))
    if "identity_number" in said:
        said["identity_index"] = identity_index(said["identity_number"])
    return said


def _column(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _is_shown(name: str) -> bool:
    return name in CORRECTABLE


def _locked(actor: Actor, cadre: Cadre) -> Cadre:
    """The row as it stands now, held until the transaction ends; the check comes first."""
    policy.check(actor, "change", cadre)
    return visible(actor, Cadre, "change").select_for_update(of=("self",)).get(pk=cadre.pk)


def _somebody_was_here(actor: Actor, cadre: Cadre) -> str:
    with system_scope("cadres: who saved in between"):
        last = (
            AuditEvent.objects.filter(target_type="cadres.cadre", target_id=str(cadre.pk))
            .order_by("-seq")
            .first()
        )
    who = last.actor_label if last else _("Một người khác")
    hour = f"{last.at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}" if last else ""
    return _("%(who)s đã sửa mục này lúc %(hour)s.") % {"who": who, "hour": hour}


def _remember(
    actor: Actor, cadre: Cadre, action: str, changes: dict[str, list[Any]], *, reason: str = ""
) -> Cadre:
    """Save the person with the next version, and the record of what was done."""
    cadre.version += 1
    clean(cadre)
    cadre.save()
    record(actor, action, cadre, changes, unit_id=cadre.custodian_id, reason=reason)
    publish(PersonChanged(cadre.pk))
    return cadre


def clean(row: models.Model) -> None:
    """Django's own checks, said as a refusal; a column that may hold nothing may hold nothing."""
    nothing = {field.name for field in row._meta.fields if field.null and getattr(row, field.attname) is None}
    try:
        with system_scope("cadres: is it the only one of its kind"):
            row.full_clean(exclude=nothing)
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages)) from fault


def _new_posting(cadre: Cadre, **values: Any) -> Posting:
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
    cadre = _locked(actor, cadre)
    policy.check_create(actor, Cadre, unit_id=unit.pk)
    if kind == PostingKind.MAIN:
        _refuse_two_main_posts(actor, cadre, valid_from, valid_to)
    post = _new_posting(
        cadre, unit=unit, title_code=title_code, kind=kind, valid_from=valid_from, valid_to=valid_to,
        first_elected=first_elected, decision=decision, evidence=evidence,
    )  # fmt: skip
    _follow_main_posting(actor, cadre, valid_from)
    _remember(actor, cadre, "cadres.posting_added", {"postings": [[], [posting_text(post)]]})
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
    cadre = _locked(actor, posting.cadre)
    posting = visible(actor, Posting).get(pk=posting.pk)
    before = posting_text(posting)
    if not posting.holds_on(on) or on <= posting.valid_from:
        raise Refused(_("Ngày thôi giữ phải sau ngày giữ chức danh và trước ngày đã thôi (nếu có)."))
    posting.valid_to = on
    clean(posting)
    posting.save(update_fields=["valid_to"])
    changes: dict[str, list[Any]] = {"postings": [[before], [posting_text(posting)]]}
    _remember(actor, cadre, "cadres.posting_ended", changes, reason=reason)
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
    cadre = _locked(actor, cadre)
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
    fresh = _new_posting(
        cadre, unit=unit, title_code=title_code, kind=PostingKind.MAIN, valid_from=effective_on, valid_to=None,
        first_elected=None, decision=decision, evidence="",
    )  # fmt: skip
    from_unit, cadre.custodian = cadre.custodian_id, unit
    changes: dict[str, list[Any]] = {"postings": [told, [*map(posting_text, before), posting_text(fresh)]]}
    _remember(actor, cadre, "cadres.cadre_transferred", changes, reason=reason)
    publish(CadreTransferred(cadre.pk, from_unit, unit.pk, effective_on))
    return fresh


@transaction.atomic
def add_qualification(
    *,
    actor: Actor,
    cadre: Cadre,
    kind: str,
    level: str = "",
    field: str = "",
    issuer: str = "",
    number: str = "",
    issued: PartialDate | None = None,
    status: str = QualificationStatus.HELD,
    study_ends: PartialDate | None = None,
    evidence: str = "",
) -> Qualification:
    """Something learned or being learned, not verified yet."""
    cadre = _locked(actor, cadre)
    said: dict[str, Any] = {
        "kind": kind, "level": level or (HELD_TRAINING if kind == QualificationKind.SPECIALISED else ""),
        "field": field, "issuer": issuer, "number": number, "issued": issued, "status": status,
        "study_ends": study_ends, "evidence": evidence,
    }  # fmt: skip
    fact = Qualification(cadre=cadre, recorded_at=clock.now(), **said)
    clean(fact)
    fact.save()
    changes: dict[str, list[Any]] = {"qualifications": [[], [qualification_text(fact)]]}
    _remember(actor, cadre, "cadres.qualification_added", changes)
    return fact


@transaction.atomic
def verify_qualification(
    *, actor: Actor, qualification: Qualification, verification: str, evidence: str = "", reason: str = ""
) -> Qualification:
    """What somebody who saw the paper says of it."""
    cadre = _locked(actor, qualification.cadre)
    fact = visible(actor, Qualification, "change").get(pk=qualification.pk)
    before, fact.verification = fact.verification, Verification(verification)
    fact.evidence = evidence or fact.evidence
    clean(fact)
    fact.save(update_fields=["verification", "evidence"])
    labels = [str(Verification(state).label) for state in (before, verification)]
    text = qualification_text(fact)
    changes: dict[str, list[Any]] = {"qualifications": [[f"{text}, {labels[0]}"], [f"{text}, {labels[1]}"]]}
    _remember(actor, cadre, "cadres.qualification_verified", changes, reason=reason)
    return fact


@transaction.atomic
def rate_cadre(*, actor: Actor, cadre: Cadre, year: int, grade: str, decision: str = "") -> Rating:
    """The rating of a year; a second one for the year replaces the first, and the record keeps both."""
    cadre = _locked(actor, cadre)
    known = visible(actor, Rating).filter(cadre=cadre, year=year).first()
    before = [rating_text(known)] if known else []
    rating = known or Rating(cadre=cadre, year=year)
    rating.grade, rating.decision, rating.recorded_at = grade, decision, clock.now()
    clean(rating)
    rating.save()
    _remember(actor, cadre, "cadres.cadre_rated", {"ratings": [before, [rating_text(rating)]]})
    return rating


@transaction.atomic
def plan_succession(
    *,
    actor: Actor,
    cadre: Cadre,
    title_code: str,
    unit: Unit,
    term: str,
    valid_from: date,
    decision: str = "",
) -> SuccessionPlan:
    """Take somebody into the planning for a post (đưa vào quy hoạch)."""
    policy.check(actor, "view", cadre)
    policy.check_create(actor, SuccessionPlan, unit_id=cadre.custodian_id)
    plan = SuccessionPlan(
        cadre=cadre, title_code=title_code, unit=unit, term=term, valid_from=valid_from, decision=decision,
        recorded_at=clock.now(),
    )  # fmt: skip
    clean(plan)
    plan.save()
    changes: dict[str, list[Any]] = {"title_code": [None, title_code], "term": [None, term]}
    record(actor, "cadres.succession_planned", plan, changes, unit_id=cadre.custodian_id)
    return plan


@transaction.atomic
def take_out_of_succession(*, actor: Actor, plan: SuccessionPlan, on: date, reason: str) -> SuccessionPlan:
    """From ``on`` the person is no longer planned for the post (đưa ra khỏi quy hoạch)."""
    policy.check(actor, "change", plan)
    if on <= plan.valid_from or not reason:
        raise Refused(_("Ghi lý do, và chọn ngày đưa ra sau ngày đưa vào quy hoạch."))
    plan.valid_to, plan.reason_out = on, reason
    clean(plan)
    plan.save(update_fields=["valid_to", "reason_out"])
    changes: dict[str, list[Any]] = {"valid_to": [None, format_date(on)], "reason_out": ["", reason]}
    record(actor, "cadres.succession_ended", plan, changes, unit_id=plan.cadre.custodian_id)
    return plan
