"""An act takes effect: units end, pass into others, or go on under another name, type or parent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.choices import ENDING_KINDS, KEEPING_KINDS, Share, SuccessionKind
from caunoi.apps.organisation.events import UnitsReorganised
from caunoi.apps.organisation.models import LegalAct, Succession, UnitVersion, keys_of
from caunoi.apps.organisation.services.editions import writing_register
from caunoi.apps.organisation.services.units import UnitDraft, clean_name, insert_units, refuse_unclean
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import events, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused


@dataclass(frozen=True)
class Move:
    """What the act does to one unit (biến động): slugs; an empty change keeps what the unit had."""

    unit: str
    kind: str
    into: str | None = None
    share: str = Share.WHOLE
    name: str = ""
    type: str = ""
    code: str = ""
    parent: str = ""
    note: str = ""

    @property
    def ends_unit(self) -> bool:
        return self.kind in ENDING_KINDS and self.share == Share.WHOLE

    @property
    def keeps_unit(self) -> bool:
        return self.kind in KEEPING_KINDS


@transaction.atomic
def reorganise(
    *,
    actor: Actor,
    act: LegalAct,
    effective_on: date,
    moves: Sequence[Move],
    new_units: Sequence[UnitDraft] = (),
) -> list[Succession]:
    """Write what an act does on its day; refused as a whole if the register would contradict itself."""
    policy.check_create(actor, Succession)
    with writing_register(actor, _("Sắp xếp theo %(act)s") % {"act": act.number}):
        current = _current_versions(moves, effective_on)
        _close(
            actor,
            {move.unit: current[move.unit] for move in moves if move.ends_unit or move.keeps_unit},
            effective_on,
        )
        insert_units(actor, new_units)
        _go_on(actor, [move for move in moves if move.keeps_unit], current, act, effective_on)
        steps = _write_steps(actor, moves, act, effective_on)
    events.publish(UnitsReorganised(act.number, effective_on, tuple(sorted({move.unit for move in moves}))))
    return steps


def _current_versions(moves: Sequence[Move], day: date) -> dict[str, UnitVersion]:
    ids = selectors.unit_ids()
    found = {}
    for move in moves:
        version = selectors.version_on(ids[move.unit], on=day) if move.unit in ids else None
        if version is None or version.valid_from >= day:
            told = {"unit": move.unit, "day": format_date(day)}
            raise Refused(
                _("%(unit)s: trước ngày %(day)s không có đơn vị này. Kiểm lại khóa hoặc ngày.") % told
            )
        found[move.unit] = version
    return found


def _close(actor: Actor, ending: dict[str, UnitVersion], day: date) -> None:
    for version in ending.values():
        was, version.valid_to = version.valid_to, day
        version.save(update_fields=["valid_to"])
        audit.record(
            actor, "organisation.version_closed", version, {"valid_to": [was, day]}, unit_id=version.unit_id
        )


def _go_on(
    actor: Actor, moves: Sequence[Move], current: dict[str, UnitVersion], act: LegalAct, day: date
) -> None:
    """The same unit from ``day`` on: several moves of one unit (new name, new type) make one new version."""
    ids = selectors.unit_ids()
    for slug in dict.fromkeys(move.unit for move in moves):
        changed: dict[str, Any] = {}
        for move in moves:
            if move.unit == slug:
                changed |= _changes(move, ids)
        version = _next_version(current[slug], changed, act, day)
        refuse_unclean(version, version.name)
        version.save(force_insert=True)
        told = {field: [getattr(current[slug], field), value] for field, value in changed.items()}
        audit.record(actor, "organisation.version_added", version, told, unit_id=version.unit_id)


def _changes(move: Move, ids: dict[str, UUID]) -> dict[str, Any]:
    changed: dict[str, Any] = {
        field: getattr(move, field) for field in ("type", "code") if getattr(move, field)
    }
    if move.name:
        name = clean_name(move.name)
        changed |= {"name": name, **keys_of(name)}
    if move.parent:
        changed["parent_id"] = _known(move.parent, ids)
    return changed


def _next_version(before: UnitVersion, changed: dict[str, Any], act: LegalAct, day: date) -> UnitVersion:
    kept = {
        field.attname: getattr(before, field.attname)
        for field in UnitVersion._meta.fields
        if field.name != "id"
    }
    fresh = {"valid_from": day, "valid_to": None, "start_known": True, "act_id": act.pk, "source": act.number}
    return UnitVersion(**{**kept, **fresh, "confidence": act.confidence, "note": "", **changed})


def _write_steps(actor: Actor, moves: Sequence[Move], act: LegalAct, day: date) -> list[Succession]:
    ids = selectors.unit_ids()
    steps = [_step(move, ids, act, day) for move in moves]
    Succession.objects.bulk_create(steps)
    audit.record_many(actor, [_told(step, move) for step, move in zip(steps, moves, strict=True)])
    return steps


def _step(move: Move, ids: dict[str, UUID], act: LegalAct, day: date) -> Succession:
    into = move.unit if move.keeps_unit else move.into
    if into is None and move.kind not in (SuccessionKind.ABOLISH, SuccessionKind.UNKNOWN):
        raise Refused(
            _("%(unit)s: chưa ghi chuyển vào đơn vị nào. Ghi đơn vị kế thừa.") % {"unit": move.unit}
        )
    return Succession(
        predecessor_id=ids[move.unit],
        successor_id=_known(into, ids) if into else None,
        on=day,
        kind=move.kind,
        share=move.share,
        act=act,
        source=act.number,
        confidence=act.confidence,
        note=move.note,
    )


def _known(slug: str, ids: dict[str, UUID]) -> UUID:
    if slug not in ids:
        raise Refused(_("Không có đơn vị %(slug)s. Thêm đơn vị ấy trước.") % {"slug": slug})
    return ids[slug]


def _told(step: Succession, move: Move) -> audit.Entry:
    changes: dict[str, list[Any]] = {
        "kind": [None, move.kind],
        "successor": [None, move.into or ""],
        "on": [None, step.on],
    }
    return audit.Entry("organisation.succession_written", step, changes, step.predecessor_id)
