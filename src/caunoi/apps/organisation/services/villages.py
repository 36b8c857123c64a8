"""Villages go with their commune: when it passes as a whole into another, they stand under that one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.choices import RECORD_BEGINS, Share, SuccessionKind
from caunoi.apps.organisation.models import Succession, UnitVersion
from caunoi.apps.organisation.register import Passage, Register
from caunoi.domain.lineage import Level, Version
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.policy import system_scope

NOTE = "đi theo đơn vị cấp trên"


@dataclass(frozen=True)
class Carried:
    """A village's version that its commune has left behind, and the step it follows."""

    version: Version
    passage: Passage


def carry_villages(actor: Actor) -> None:
    """Until every village stands under a unit that is there; one pass for each step of its commune."""
    while carried := list(_left_behind(selectors.read_register())):
        _carry(actor, carried)


def _left_behind(register: Register) -> Iterator[Carried]:
    for version in register.lineage.versions:
        if version.level is Level.VILLAGE and version.parent is not None:
            passage = _step_to_follow(register, version)
            if passage is not None:
                yield Carried(version, passage)


def _step_to_follow(register: Register, version: Version) -> Passage | None:
    """The step in which the whole commune passed into one other, while the village lived."""
    assert version.parent is not None
    held = [each.period for each in register.lineage.versions_of(version.parent)]
    missing = version.period.gaps(held)
    if not missing or missing[0].start in (None, version.period.start):
        return None
    heirs = [
        each
        for each in register.passages_from(version.parent)
        if each.on == missing[0].start and not each.is_itself
    ]
    whole = [each for each in heirs if each.step.share == Share.WHOLE and each.after_id is not None]
    return whole[0] if len(whole) == 1 else None


def _carry(actor: Actor, carried: Sequence[Carried]) -> None:
    rows = _rows([each.version for each in carried])
    ids = selectors.unit_ids()
    closed, opened, steps = [], [], []
    for each in carried:
        row = rows[ids[each.version.unit], each.version.period.start or RECORD_BEGINS]
        opened.append(_under_heir(row, each.passage))
        steps.append(_told(row, each.passage))
        row.valid_to = each.passage.on
        closed.append(row)
    _write(actor, closed, opened, steps)


def _rows(versions: Sequence[Version]) -> Mapping[tuple[UUID, date], UnitVersion]:
    with system_scope("organisation: villages go with their commune"):
        found = UnitVersion.objects.filter(unit__slug__in=[version.unit for version in versions])
        return {(row.unit_id, row.valid_from): row for row in found}


def _under_heir(row: UnitVersion, passage: Passage) -> UnitVersion:
    kept = {
        field.attname: getattr(row, field.attname)
        for field in UnitVersion._meta.concrete_fields
        if field.name != "id"
    }
    fresh = {"valid_from": passage.on, "valid_to": row.valid_to, "start_known": True, "note": NOTE}
    cited = {"act_id": passage.act.pk if passage.act else None, "source": passage.step.source}
    return UnitVersion(
        **{
            **kept,
            **fresh,
            **cited,
            "parent_id": passage.after_id,
            "confidence": str(passage.step.confidence),
        }
    )


def _told(row: UnitVersion, passage: Passage) -> Succession:
    return Succession(
        predecessor_id=row.unit_id,
        successor_id=row.unit_id,
        on=passage.on,
        kind=SuccessionKind.REPARENT,
        act=passage.act,
        source=passage.step.source,
        confidence=str(passage.step.confidence),
        note=NOTE,
    )


def _write(
    actor: Actor, closed: Sequence[UnitVersion], opened: Sequence[UnitVersion], steps: Sequence[Succession]
) -> None:
    UnitVersion.objects.bulk_update(closed, ["valid_to"], batch_size=200)
    UnitVersion.objects.bulk_create(opened, batch_size=500)
    Succession.objects.bulk_create(steps, batch_size=500)
    audit.record_many(actor, [_remembered(*three) for three in zip(closed, opened, steps, strict=True)])


def _remembered(closed: UnitVersion, opened: UnitVersion, step: Succession) -> audit.Entry:
    changes: dict[str, list[Any]] = {
        "valid_from": [closed.valid_from, opened.valid_from],
        "parent": [closed.parent_id, opened.parent_id],
    }
    return audit.Entry("organisation.village_carried", opened, changes, step.predecessor_id)
