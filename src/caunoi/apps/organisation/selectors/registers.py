"""All units through time, read from the database as the domain asks them."""

from functools import lru_cache
from uuid import UUID

from caunoi.apps.organisation.models import Coverage, LegalAct, Succession, Unit, UnitVersion
from caunoi.apps.organisation.register import Register
from caunoi.apps.organisation.selectors.trees import edition
from caunoi.domain import lineage
from caunoi.domain.vocabulary.period import Period
from caunoi.foundation.policy import system_scope


def register() -> Register:
    """All units with all their versions and changes, as the domain asks them."""
    written = edition()
    return _held_register(written) if written else read_register()


@lru_cache(maxsize=2)
def _held_register(written: UUID) -> Register:
    return read_register()


def read_register() -> Register:
    """The same, read anew: what a service looks at before its own write is finished."""
    with system_scope("organisation: units are public facts"):
        ids = dict(Unit.objects.values_list("slug", "pk"))
        acts = {act.pk: act for act in LegalAct.objects.all()}
        versions = list(UnitVersion.objects.all())
        steps = list(Succession.objects.all())
        coverage = list(Coverage.objects.all())
    slugs = {pk: slug for slug, pk in ids.items()}
    numbers: dict[UUID | None, str] = {None: "", **{pk: act.number for pk, act in acts.items()}}
    told = lineage.Lineage(
        [_version(row, slugs, numbers) for row in versions], [_step(row, slugs, numbers) for row in steps]
    )
    return Register(
        told, ids, {act.number: act for act in acts.values()}, [_coverage(row, slugs) for row in coverage]
    )


def _version(row: UnitVersion, slugs: dict[UUID, str], numbers: dict[UUID | None, str]) -> lineage.Version:
    return lineage.Version(
        unit=slugs[row.unit_id],
        name=row.name,
        type=lineage.UnitType(row.type),
        code=row.code,
        parent=slugs[row.parent_id] if row.parent_id else None,
        period=row.known_period,
        act=numbers[row.act_id],
        source=row.source,
        confidence=lineage.Confidence(row.confidence),
        note=row.note,
    )


def _step(row: Succession, slugs: dict[UUID, str], numbers: dict[UUID | None, str]) -> lineage.Succession:
    return lineage.Succession(
        predecessor=slugs[row.predecessor_id],
        successor=slugs[row.successor_id] if row.successor_id else None,
        on=row.on,
        kind=lineage.ChangeKind(row.kind),
        share=lineage.Share(row.share),
        act=numbers[row.act_id],
        source=row.source,
        confidence=lineage.Confidence(row.confidence),
        note=row.note,
    )


def _coverage(row: Coverage, slugs: dict[UUID, str]) -> lineage.Coverage:
    period = Period(row.valid_from if row.start_known else None, row.valid_to)
    return lineage.Coverage(slugs[row.province_id], period, "commune", row.completeness, row.note)
