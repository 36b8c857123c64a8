"""A reorganisation from draft to act and, until its day, back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.choices import REORGANISATION, ReorganisationState
from caunoi.apps.organisation.events import UnitsReorganised
from caunoi.apps.organisation.models import LegalAct, Reorganisation
from caunoi.apps.organisation.services.editions import finish_edition, known_faults
from caunoi.apps.organisation.services.laboratory import Forecast, foresee
from caunoi.apps.organisation.services.units import clean_name
from caunoi.domain.lineage import Move, NewUnit
from caunoi.domain.vocabulary.lifecycle import ForbiddenStep
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock, events, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.db import rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope


@transaction.atomic
def reorganise(
    *,
    actor: Actor,
    act: LegalAct,
    effective_on: date,
    moves: Sequence[Move],
    new_units: Sequence[NewUnit] = (),
) -> Reorganisation:
    """Draft and sign at once, for an act whose consequences nobody needs to look at first."""
    draft = draft_reorganisation(
        actor=actor,
        number=act.number,
        title=act.title,
        issuer=act.issuer,
        effective_on=effective_on,
        moves=moves,
        new_units=new_units,
    )
    sign(actor=actor, draft=draft, seen=foresee(actor=actor, draft=draft).fingerprint)
    return draft


@transaction.atomic
def draft_reorganisation(
    *,
    actor: Actor,
    number: str,
    title: str,
    effective_on: date,
    issuer: str = "",
    moves: Sequence[Move] = (),
    new_units: Sequence[NewUnit] = (),
    households: Mapping[str, int] | None = None,
) -> Reorganisation:
    """A draft to look at; it touches nothing but itself."""
    province = _province(actor, effective_on)
    policy.check_create(actor, Reorganisation, unit_id=province)
    draft = Reorganisation(
        province_id=province,
        number=number.strip(),
        title=title.strip(),
        issuer=issuer.strip(),
        effective_on=effective_on,
        plan=_plan(moves, new_units, households),
        drafted_by=actor.label,
        drafted_at=clock.now(),
    )
    draft.save(force_insert=True)
    audit.record(actor, "organisation.reorganisation_drafted", draft, {"number": [None, draft.number]})
    return draft


@transaction.atomic
def change_plan(
    *,
    actor: Actor,
    draft: Reorganisation,
    moves: Sequence[Move],
    new_units: Sequence[NewUnit],
    households: Mapping[str, int] | None = None,
) -> None:
    """The whole plan anew, with the households told so far where none are given.

    A plan that cannot be carried out may be kept as a draft, but not signed.
    """
    policy.check(actor, "change", draft)
    _refuse_unless_draft(draft)
    told = draft.plan.get("households") if households is None else households
    draft.plan, before = _plan(moves, new_units, told), draft.plan
    _save(draft, ["plan"])
    audit.record(
        actor, "organisation.reorganisation_redrawn", draft,
        {"plan": [len(before.get("moves", [])), len(draft.plan["moves"])], **_retold(before, draft.plan)},
    )  # fmt: skip


@transaction.atomic
def change_act(
    *, actor: Actor, draft: Reorganisation, number: str, title: str, effective_on: date, issuer: str = ""
) -> None:
    """The number an act got meanwhile, or another day; what was drawn up stays and is looked at anew."""
    policy.check(actor, "change", draft)
    _refuse_unless_draft(draft)
    said = {
        "number": number.strip(), "title": title.strip(), "issuer": issuer.strip(), "effective_on": effective_on,
    }  # fmt: skip
    changes = {name: [getattr(draft, name), value] for name, value in said.items()}
    changes = {name: both for name, both in changes.items() if both[0] != both[1]}
    for name, value in said.items():
        setattr(draft, name, value)
    _save(draft, list(said))
    audit.record(actor, "organisation.reorganisation_reworded", draft, changes)


@transaction.atomic
def sign(*, actor: Actor, draft: Reorganisation, seen: str) -> Forecast:
    """Write the rows that were foreseen, all of them and nothing else; ``seen`` is the fingerprint that was shown."""
    policy.check(actor, "change", draft)
    _step(draft, ReorganisationState.SIGNED)
    forecast = foresee(actor=actor, draft=draft)
    _refuse_unsound(forecast, seen)
    known = known_faults()
    with system_scope("organisation: carry out a reorganisation"):
        rows.write(forecast.changes)
    _remember(actor, draft, forecast.changes)
    _keep_signed(actor, draft, forecast)
    finish_edition(actor, _("Sắp xếp theo %(act)s") % {"act": draft.number}, known)
    slugs = tuple(sorted(forecast.outcome.touched))
    events.publish(UnitsReorganised(draft.number, draft.effective_on, slugs))
    return forecast


@transaction.atomic
def take_back(*, actor: Actor, signed: Reorganisation, on: date, reason: str) -> None:
    """Until the day it takes effect: every row as it was; afterwards only another act changes units."""
    policy.check(actor, "change", signed)
    _step(signed, ReorganisationState.DRAFT)
    if on >= signed.effective_on:
        told = {"day": format_date(signed.effective_on)}
        raise Refused(
            _("Việc sắp xếp đã có hiệu lực từ ngày %(day)s nên không hoàn tác được. Lập phương án mới.")
            % told
        )
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do hoàn tác. Ghi vài chữ để người sau hiểu."))
    changes = list(rows.unpacked(signed.written))
    known = known_faults()
    with system_scope("organisation: take back a reorganisation"):
        _refuse_written_since(rows.no_longer_so(changes))
        signed.act, signed.written = None, []
        signed.signed_by, signed.signed_on, signed.foreseen = "", None, ""
        _save(signed, ["state", "act", "written", "signed_by", "signed_on", "foreseen"])
        back = rows.taken_back(changes)
        _write_back(back)
    _remember(actor, signed, back)
    audit.record(actor, "organisation.reorganisation_taken_back", signed, reason=reason)
    finish_edition(actor, _("Hoàn tác sắp xếp theo %(act)s") % {"act": signed.number}, known)


@transaction.atomic
def withdraw(*, actor: Actor, draft: Reorganisation) -> None:
    """A draft nobody wants any more; it stays readable and can be taken up again."""
    policy.check(actor, "change", draft)
    _step(draft, ReorganisationState.WITHDRAWN)
    _save(draft, ["state"])
    audit.record(actor, "organisation.reorganisation_withdrawn", draft)


@transaction.atomic
def take_up(*, actor: Actor, draft: Reorganisation) -> None:
    """Lấy lại phương án đã bỏ: as it stood; a signed one is taken back by another door."""
    policy.check(actor, "change", draft)
    if draft.is_signed:
        raise Refused(_("Phương án này đã ban hành. Trước ngày có hiệu lực, dùng Hoàn tác việc ban hành."))
    _step(draft, ReorganisationState.DRAFT)
    _save(draft, ["state"])
    audit.record(actor, "organisation.reorganisation_taken_up", draft)


def _province(actor: Actor, effective_on: date) -> UUID:
    """On whose behalf it is drawn up: the province the actor's own unit stands in."""
    tree = selectors.unit_tree(on=effective_on - timedelta(days=1))
    # A board may look beyond the day its own province passes into another: the draft stays in its care.
    found = _standing_in(actor, tree) or _standing_in(actor, selectors.unit_tree(on=actor.on))
    found = found or [root.id for root in tree.roots]
    if not found:
        told = {"day": format_date(tree.on)}
        raise Refused(_("Ngày %(day)s danh mục chưa có đơn vị nào. Chọn ngày khác hoặc nạp danh mục.") % told)
    return found[0]


def _standing_in(actor: Actor, tree: selectors.Tree) -> list[UUID]:
    """The provinces that the units of the actor's grants stand in."""
    held = [grant.unit_id for grant in actor.grants if grant.unit_id]
    return [tree.line(unit_id)[-1].id for unit_id in held if unit_id in tree]


def _plan(
    moves: Sequence[Move], new_units: Sequence[NewUnit], households: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """As it is kept, with clean names."""
    named = [replace(move, name=clean_name(move.name)) for move in moves]
    founded = [replace(unit, name=clean_name(unit.name)) for unit in new_units]
    return selectors.plan_as_json(named, founded, households)


def _retold(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The households that are told otherwise, unit by unit."""
    old, new = before.get("households") or {}, after.get("households") or {}
    units = sorted(unit for unit in {*old, *new} if old.get(unit) != new.get(unit))
    return {f"households {unit}": [old.get(unit), new.get(unit)] for unit in units}


def _step(reorganisation: Reorganisation, state: str) -> None:
    try:
        REORGANISATION.check(reorganisation.state, state)
    except ForbiddenStep as fault:
        told = {"state": ReorganisationState(reorganisation.state).label.lower()}
        raise Refused(
            _("Phương án này %(state)s nên không làm được việc đó. Tải lại trang.") % told
        ) from fault
    reorganisation.state = state


def _refuse_unless_draft(draft: Reorganisation) -> None:
    if draft.state != ReorganisationState.DRAFT:
        told = {"state": ReorganisationState(draft.state).label.lower()}
        raise Refused(_("Phương án này %(state)s nên không sửa được nữa.") % told)


def _refuse_unsound(forecast: Forecast, seen: str) -> None:
    if forecast.stops:
        raise Refused(" ".join(forecast.stops[:5]))
    if forecast.fingerprint != seen:
        raise Refused(_("Từ lúc xem hệ quả đến giờ dữ liệu đã đổi. Xem lại phần hệ quả rồi ban hành."))


def _refuse_written_since(others: Sequence[rows.RowChange]) -> None:
    if others:
        models = sorted({str(each.target._meta.verbose_name) for each in others})
        told = {"count": len(others), "what": ", ".join(models)}
        raise Refused(
            _("%(count)d dòng (%(what)s) đã được sửa sau khi ban hành nên không hoàn tác được nguyên vẹn. "
              "Trả các dòng ấy về như lúc ban hành trước.") % told
        )  # fmt: skip


def _write_back(back: Sequence[rows.RowChange]) -> None:
    try:
        rows.write(back)
    except ProtectedError as fault:
        kinds = sorted({str(row._meta.verbose_name) for row in fault.protected_objects})
        told = {"what": ", ".join(kinds)}
        raise Refused(
            _("Đã có dữ liệu gắn với đơn vị mới (%(what)s) nên không hoàn tác được. Chuyển dữ liệu ấy trước.")
            % told
        ) from fault


def _keep_signed(actor: Actor, draft: Reorganisation, forecast: Forecast) -> None:
    with system_scope("organisation: carry out a reorganisation"):
        draft.act = LegalAct.objects.get(number=draft.number)
    draft.written, draft.foreseen = rows.packed(forecast.changes), forecast.fingerprint
    draft.signed_by, draft.signed_on = actor.label, actor.on
    _save(draft, ["state", "written", "foreseen", "signed_by", "signed_on", "act"])
    audit.record(
        actor, "organisation.reorganisation_signed", draft,
        {"state": [ReorganisationState.DRAFT, draft.state], "foreseen": [None, draft.foreseen]},
    )  # fmt: skip


def _remember(actor: Actor, draft: Reorganisation, changes: Sequence[rows.RowChange]) -> None:
    entries = [
        audit.Entry(f"organisation.reorganisation_row_{each.deed}", each.target, each.told)
        for each in changes
    ]
    audit.record_many(actor, entries, batch_id=draft.pk)


def _save(reorganisation: Reorganisation, fields: list[str]) -> None:
    """The number of writes rises with each, so that two people cannot overwrite each other unseen."""
    version = reorganisation.version
    reorganisation.version = version + 1
    with system_scope("organisation: keep a reorganisation"):
        there = Reorganisation.objects.select_for_update().filter(pk=reorganisation.pk, version=version)
        if not there.exists():
            raise Refused(_("Phương án vừa được người khác sửa. Tải lại trang rồi làm lại."))
    reorganisation.save(update_fields=[*fields, "version"])
