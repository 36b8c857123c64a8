"""New units and the acts they stand on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.choices import Confidence
from caunoi.apps.organisation.models import LegalAct, Unit, UnitVersion, keys_of
from caunoi.apps.organisation.services.editions import writing_register
from caunoi.apps.organisation.tree import Tree
from caunoi.domain.vocabulary import vietnamese
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.ui.languages import reason_of

ENTERED_HERE = "ghi tại hệ thống"


@dataclass(frozen=True)
class UnitDraft:
    """A unit to be added (đơn vị mới); ``parent`` is the slug of the unit above it. Without an area: its parent's.

    ``later_parents`` are (day, slug) of reorganisations already known, by which it comes under another unit.
    """

    slug: str
    name: str
    type: str
    parent: str | None
    valid_from: date
    code: str = ""
    act: LegalAct | None = None
    source: str = ENTERED_HERE
    confidence: str = Confidence.MEDIUM
    area: str = ""
    area_confidence: str = ""
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""
    later_parents: tuple[tuple[date, str], ...] = ()


@transaction.atomic
def record_act(
    *,
    actor: Actor,
    number: str,
    title: str,
    issuer: str,
    issued_on: date | None,
    effective_on: date,
    confidence: str = Confidence.HIGH,
    note: str = "",
) -> LegalAct:
    """Keep a legal act that changes of units will cite."""
    policy.check_create(actor, LegalAct)
    act = LegalAct(
        number=number,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        effective_on=effective_on,
        confidence=confidence,
        note=note,
    )
    refuse_unclean(act, number)
    act.save(force_insert=True)
    audit.record(actor, "organisation.act_recorded", act, {"number": [None, number]})
    return act


def add_unit(*, actor: Actor, **draft: Any) -> UnitVersion:
    """One new unit; for many use ``add_units``, which looks at the whole register only once."""
    return add_units(actor=actor, drafts=[UnitDraft(**draft)])[0]


@transaction.atomic
def add_units(*, actor: Actor, drafts: Sequence[UnitDraft]) -> list[UnitVersion]:
    """New units with their first version; a parent may stand earlier in the same list."""
    policy.check_create(actor, Unit)
    what = _("Thêm %(count)d đơn vị") % {"count": len(drafts)}
    with writing_register(actor, what):
        return insert_units(actor, drafts)


def insert_units(actor: Actor, drafts: Sequence[UnitDraft]) -> list[UnitVersion]:
    """The rows and their audit records, inside the caller's ``writing_register``."""
    known = selectors.unit_ids()
    _refuse_known([draft.slug for draft in drafts], known)
    units = [Unit(slug=draft.slug) for draft in drafts]
    ids = {**known, **{unit.slug: unit.pk for unit in units}}
    trees = {day: selectors.unit_tree(on=day) for day in {draft.valid_from for draft in drafts}}
    versions = [
        version
        for draft, unit in zip(drafts, units, strict=True)
        for version in _versions(draft, unit, ids, trees[draft.valid_from])
    ]
    Unit.objects.bulk_create(units, batch_size=500)
    UnitVersion.objects.bulk_create(versions, batch_size=500)
    audit.record_many(actor, [added(version) for version in versions])
    return versions


def _refuse_known(slugs: Sequence[str], known: Mapping[str, UUID]) -> None:
    twice = sorted(slug for slug, times in Counter(slugs).items() if times > 1 or slug in known)
    if twice:
        raise Refused(_("Khóa đơn vị đã có: %(slugs)s. Chọn khóa khác.") % {"slugs": ", ".join(twice[:5])})


def _versions(draft: UnitDraft, unit: Unit, ids: Mapping[str, UUID], tree: Tree) -> list[UnitVersion]:
    """The first version, and one more for each later parent."""
    versions = [_first_version(draft, unit, ids, tree)]
    for day, parent in draft.later_parents:
        above = _parent_id(replace(draft, parent=parent), ids)
        versions[-1].valid_to = day
        following = _first_version(draft, unit, ids, tree)
        following.valid_from, following.parent_id = day, above
        versions.append(following)
    return versions


def _first_version(draft: UnitDraft, unit: Unit, ids: Mapping[str, UUID], tree: Tree) -> UnitVersion:
    parent_id = _parent_id(draft, ids)
    above = tree.nodes.get(parent_id) if parent_id else None
    name = clean_name(draft.name)
    version = UnitVersion(
        unit=unit,
        valid_from=draft.valid_from,
        code=draft.code,
        name=name,
        type=draft.type,
        parent_id=parent_id,
        area=draft.area or (above.area if above else ""),
        area_confidence=draft.area_confidence,
        latitude=draft.latitude,
        longitude=draft.longitude,
        act=draft.act,
        source=draft.source,
        confidence=draft.confidence,
        note=draft.note,
        **keys_of(name),
    )
    refuse_unclean(version, name)
    return version


def _parent_id(draft: UnitDraft, ids: Mapping[str, UUID]) -> UUID | None:
    if draft.parent is None:
        return None
    if draft.parent not in ids:
        told = {"name": draft.name, "parent": draft.parent}
        raise Refused(_("%(name)s: không có đơn vị cấp trên %(parent)s. Thêm đơn vị cấp trên trước.") % told)
    return ids[draft.parent]


def clean_name(name: str) -> str:
    """The name as it is stored; one with hidden characters is refused."""
    try:
        return vietnamese.normalise(name)
    except vietnamese.UnfitText as fault:
        raise Refused(
            _("Tên đơn vị “%(name)s”: %(why)s.") % {"name": name, "why": reason_of(fault)}
        ) from fault


def refuse_unclean(row: models.Model, name: str) -> None:
    """Shapes only, without a query per row; what rows say together is judged by ``writing_register``."""
    labels = {field.name: str(field.verbose_name) for field in row._meta.fields}
    left_out = {field.name for field in row._meta.fields if field.is_relation or _is_unknown(row, field)}
    try:
        row.clean_fields(exclude=left_out)
    except ValidationError as fault:
        told = "; ".join(f"{labels[field]}: {' '.join(why)}" for field, why in fault.message_dict.items())
        raise Refused(f"{name}: {told}") from fault


def _is_unknown(row: models.Model, field: "models.Field[Any, Any]") -> bool:
    return field.null and getattr(row, field.attname) is None


def added(version: UnitVersion) -> audit.Entry:
    shown = {"name": version.full_name, "code": version.code, "valid_from": version.valid_from}
    changes = {field: [None, value] for field, value in shown.items()}
    return audit.Entry("organisation.version_added", version, changes, version.unit_id)
