"""The catalogue from its files into the database: as often as one likes, with the same result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from caunoi.apps.classes.models import LecturerPool, Programme, Venue
from caunoi.apps.classes.services.reading import lecturer_rows, programme_rows, venue_rows
from caunoi.apps.organisation.selectors import unit_ids, unit_tree
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.audit.services import Entry
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

RECORD_BEGINS = date(2020, 1, 1)
Changes = dict[str, list[Any]]


@dataclass(frozen=True)
class CatalogueTally:
    """What loading did (kết quả nạp): added, changed, unchanged add up to the rows of the files."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def load_catalogue(*, actor: Actor) -> CatalogueTally:
    """Bring programmes, venues and lecturers to what the files say; rows written by hand under other codes stay."""
    policy.check_create(actor, Programme)
    policy.check_create(actor, Venue)
    policy.check_create(actor, LecturerPool)
    counts = [
        _upsert(actor, Programme, programme_rows()),
        _upsert(actor, Venue, _placed(venue_rows())),
        _upsert(actor, LecturerPool, lecturer_rows()),
    ]
    return CatalogueTally(*(sum(each) for each in zip(*counts, strict=True)))


def _placed(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The unit's id for its key, and where it lies; venues of units this database does not hold are left out."""
    ids = unit_ids()
    found = [_with_place(row, ids[row["unit"]]) for row in rows if row["unit"] in ids]
    if not found:
        raise Refused(
            _("Chưa có đơn vị hành chính nào để đặt cơ sở đào tạo. Nạp danh mục đơn vị trước rồi làm lại.")
        )
    return found


def _with_place(row: Mapping[str, Any], unit_id: UUID) -> dict[str, Any]:
    day = max(row["valid_from"], RECORD_BEGINS)
    node = unit_tree(on=day).nodes.get(unit_id)
    place = {"latitude": node.latitude if node else None, "longitude": node.longitude if node else None}
    return {**{key: value for key, value in row.items() if key != "unit"}, "unit_id": unit_id, **place}


def _upsert(
    actor: Actor, model: type[models.Model], rows: Iterable[Mapping[str, Any]]
) -> tuple[int, int, int]:
    known = {(row.code, row.valid_from): row for row in visible(actor, model).all()}
    added, changed, unchanged = [], [], 0
    for row in rows:
        before = known.get((row["code"], row["valid_from"]))
        if before is None:
            added.append(model(**row))
        elif differences := _differences(before, row):
            changed.append((before, differences))
        else:
            unchanged += 1
    _write(actor, model, added, changed)
    return len(added), len(changed), unchanged


def _differences(before: models.Model, row: Mapping[str, Any]) -> Changes:
    return {
        name: [getattr(before, name), value] for name, value in row.items() if getattr(before, name) != value
    }


def _write(
    actor: Actor,
    model: type[models.Model],
    added: Sequence[models.Model],
    changed: Sequence[tuple[models.Model, Changes]],
) -> None:
    for row, differences in changed:
        for name, (_before, after) in differences.items():
            setattr(row, name, after)
        row.save(update_fields=list(differences))
    model._default_manager.bulk_create(added)
    word = model._meta.model_name
    entries = [Entry(f"classes.{word}_added", row) for row in added]
    entries += [
        Entry(f"classes.{word}_changed", row, {name: [str(v) for v in pair] for name, pair in diff.items()})
        for row, diff in changed
    ]
    if entries:
        audit.record_many(actor, entries)
