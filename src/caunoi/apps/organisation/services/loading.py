"""The territory from its files into the database: as often as one likes, with the same result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation.choices import RECORD_BEGINS
from caunoi.apps.organisation.models import Coverage, LegalAct, Succession, Unit, UnitVersion, keys_of
from caunoi.apps.organisation.services.editions import finish_edition, known_faults
from caunoi.domain.lineage import Act, Territory, UnreadableTerritory, Version, read_territory
from caunoi.domain.lineage import Coverage as KnownCoverage
from caunoi.domain.lineage import Succession as Step
from caunoi.domain.vocabulary.period import Period
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

WITH_THE_PRODUCT = "regulations"
Ids = Mapping[str, UUID]


@dataclass(frozen=True)
class Tally:
    """What loading did to one table (kết quả nạp): the first three add up to the rows of the file."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retracted: int = 0


@dataclass(frozen=True)
class LoadReport:
    """What loading the territory did, table by table (báo cáo nạp danh mục)."""

    acts: Tally
    units: Tally
    versions: Tally
    successions: Tally
    coverage: Tally

    @property
    def wrote(self) -> bool:
        return any(row["added"] or row["changed"] or row["retracted"] for row in self.as_json().values())

    def as_json(self) -> dict[str, dict[str, int]]:
        return asdict(self)


@transaction.atomic
def load_territory(*, actor: Actor, source: str = WITH_THE_PRODUCT, eve_of: date | None = None) -> LoadReport:
    """Bring the register to what the files say; ``source`` is a folder, or the files that come with the product.

    With ``eve_of``: only to what stood before that day, so that its changes can be carried out as an act.
    Rows that were written here and of which the files do not speak stay as they are.
    """
    policy.check_create(actor, Unit)
    territory = _read(source)
    if eve_of is not None:
        territory = territory.on_the_eve_of(eve_of)
    known = known_faults()
    report = _load(actor, territory)
    if report.wrote:
        finish_edition(actor, _("Nạp danh mục đơn vị hành chính"), known)
    return report


def _read(source: str) -> Territory:
    try:
        return read_territory(None if source == WITH_THE_PRODUCT else Path(source))
    except UnreadableTerritory as fault:
        raise Refused(str(fault)) from fault
    except FileNotFoundError as fault:
        raise Refused(
            _("Không thấy tệp %(file)s. Chọn lại thư mục danh mục.") % {"file": fault.filename}
        ) from fault


def _load(actor: Actor, territory: Territory) -> LoadReport:
    """Acts and units first, because the other rows name them by their keys."""
    acts = _upsert(actor, LegalAct, [_act(act) for act in territory.acts], ["number"])
    units = _upsert(actor, Unit, [Unit(slug=slug) for slug in territory.lineage.units], ["slug"])
    ids = _ids_of(Unit, "slug")
    by_number = _ids_of(LegalAct, "number")
    act_ids = {act.key: by_number[act.number] for act in territory.acts}
    versions = [_version(row, territory, ids, act_ids) for row in territory.versions]
    steps = [_step(row, ids, act_ids) for row in territory.successions]
    return LoadReport(
        acts,
        units,
        _upsert(actor, UnitVersion, versions, ["unit_id", "valid_from"], owner="unit_id"),
        _upsert(
            actor, Succession, steps, ["predecessor_id", "successor_id", "on", "kind"], owner="predecessor_id"
        ),
        _upsert(
            actor,
            Coverage,
            [_coverage(row, ids) for row in territory.coverage],
            ["province_id", "valid_from"],
        ),
    )


def _ids_of(model: type[models.Model], key: str) -> dict[str, UUID]:
    with system_scope("organisation: load the register"):
        return dict(model._default_manager.values_list(key, "pk"))


def _act(act: Act) -> LegalAct:
    return LegalAct(
        number=act.number,
        title=act.title,
        issuer=act.issuer,
        issued_on=act.adopted,
        effective_on=act.in_force,
        confidence=act.confidence.value,
        note=act.note,
    )


def _version(row: Version, territory: Territory, ids: Ids, acts: Ids) -> UnitVersion:
    return UnitVersion(
        unit_id=ids[row.unit],
        **_period(row.period),
        code=row.code,
        name=row.name,
        type=row.type.value,
        parent_id=ids[row.parent] if row.parent else None,
        act_id=acts.get(row.act),
        source=row.source,
        confidence=row.confidence.value,
        note=row.note,
        **keys_of(row.name),
        **_place(row, territory),
    )


def _period(period: Period) -> dict[str, Any]:
    """An unknown beginning counts from the day the record begins, and is marked as unknown."""
    known = period.start is not None
    return {"valid_from": period.start or RECORD_BEGINS, "valid_to": period.end, "start_known": known}


def _place(row: Version, territory: Territory) -> dict[str, Any]:
    """Where the unit lies and its class of area on the version's first day."""
    point = territory.centroid(row.unit)
    area = territory.area_class(row.unit, on=row.period.start or RECORD_BEGINS)
    return {
        "area": area.area_class if area else "",
        "area_confidence": area.confidence.value if area else "",
        "latitude": point.lat if point else None,
        "longitude": point.lon if point else None,
        "area_km2": point.area_km2 if point else None,
        "place_confidence": point.confidence.value if point else "",
    }


def _step(row: Step, ids: Ids, acts: Ids) -> Succession:
    return Succession(
        predecessor_id=ids[row.predecessor],
        successor_id=ids[row.successor] if row.successor else None,
        on=row.on,
        kind=row.kind.value,
        share=row.share.value,
        act_id=acts.get(row.act),
        source=row.source,
        confidence=row.confidence.value,
        note=row.note,
    )


def _coverage(row: KnownCoverage, ids: Ids) -> Coverage:
    return Coverage(
        province_id=ids[row.province], **_period(row.period), completeness=row.completeness, note=row.note
    )


def _upsert(
    actor: Actor, model: type[models.Model], wanted: Sequence[Any], key: Sequence[str], *, owner: str = ""
) -> Tally:
    """Add what is new, change what differs; with ``owner``, take back what the files no longer say of its rows."""
    there = _there(model, key)
    fields = [field.attname for field in model._meta.concrete_fields if field.attname not in ("id", *key)]
    new = [row for row in wanted if _key(row, key) not in there]
    old = [(there[_key(row, key)], row) for row in wanted if _key(row, key) in there]
    changed = [(row, told) for row, given in old if (told := _take(row, given, fields))]
    gone = _no_longer_said(there, wanted, key, owner) if owner else []
    _write(actor, model, new, changed, gone, fields)
    return Tally(len(new), len(changed), len(old) - len(changed), len(gone))


def _there(model: type[models.Model], key: Sequence[str]) -> dict[tuple[Any, ...], Any]:
    with system_scope("organisation: load the register"):
        return {_key(row, key): row for row in model._default_manager.all()}


def _key(row: Any, key: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in key)


def _take(row: Any, given: Any, fields: Iterable[str]) -> dict[str, list[Any]]:
    """Write the given values on the row; answers what changed, as [before, after]."""
    told = {}
    for name in fields:
        before, after = getattr(row, name), getattr(given, name)
        if before != after:
            setattr(row, name, after)
            told[name] = [before, after]
    return told


def _no_longer_said(
    there: Mapping[tuple[Any, ...], Any], wanted: Sequence[Any], key: Sequence[str], owner: str
) -> list[Any]:
    """Rows that came from the files, of units the files speak of, and that the files no longer hold."""
    said = {_key(row, key) for row in wanted}
    owners, sources = {getattr(row, owner) for row in wanted}, {row.source for row in wanted}
    return [
        row
        for place, row in there.items()
        if place not in said and getattr(row, owner) in owners and row.source in sources
    ]


def _write(
    actor: Actor,
    model: type[models.Model],
    new: Sequence[Any],
    changed: Sequence[tuple[Any, dict[str, list[Any]]]],
    gone: Sequence[Any],
    fields: Sequence[str],
) -> None:
    """First what is taken back, then ends that move, then what is new: at no moment do two periods overlap."""
    name = model._meta.model_name
    entries = [audit.Entry(f"organisation.{name}_retracted", row, _all_of(row, after=False)) for row in gone]
    entries += [audit.Entry(f"organisation.{name}_changed", row, told) for row, told in changed]
    entries += [audit.Entry(f"organisation.{name}_loaded", row, _all_of(row, after=True)) for row in new]
    audit.record_many(actor, entries)
    with system_scope("organisation: load the register"):
        model._default_manager.filter(pk__in=[row.pk for row in gone]).delete()
        if changed:
            model._default_manager.bulk_update([row for row, _told in changed], fields, batch_size=40)
        model._default_manager.bulk_create(new, batch_size=500)


def _all_of(row: models.Model, *, after: bool) -> dict[str, list[Any]]:
    values = {
        field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"
    }
    said = {name: value for name, value in values.items() if value not in (None, "")}
    return {name: [None, value] if after else [value, None] for name, value in said.items()}
