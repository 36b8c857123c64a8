"""The smallest valid units; every call names a new edition, so that no tree held in memory is a stale one."""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from caunoi.apps.organisation.choices import Completeness, Confidence, SuccessionKind, UnitType
from caunoi.apps.organisation.models import (
    Coverage,
    Edition,
    LegalAct,
    Succession,
    Unit,
    UnitVersion,
    keys_of,
)
from caunoi.apps.organisation.services import load_territory
from caunoi.foundation.actors import SystemActor

LONG_AGO = date(2010, 1, 1)
_numbers = count(1)


def new_edition() -> Edition:
    return Edition.objects.create(number=next(_numbers), what="kiểm thử", written_at=timezone.now())


def make_act(number: str = "1/NQ-HĐND", effective_on: date = date(2020, 1, 1), **given: Any) -> LegalAct:
    given = {"title": "Nghị quyết về sắp xếp đơn vị hành chính", "confidence": Confidence.HIGH, **given}
    return LegalAct.objects.create(number=number, effective_on=effective_on, issued_on=None, **given)


def make_version(
    unit: Unit,
    name: str,
    *,
    type: str = UnitType.COMMUNE,
    parent: Unit | None = None,
    code: str = "",
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
    **given: Any,
) -> UnitVersion:
    version = UnitVersion.objects.create(
        unit=unit,
        name=name,
        type=type,
        parent=parent,
        code=code,
        valid_from=valid_from,
        valid_to=valid_to,
        **{"source": "kiểm thử", "confidence": Confidence.HIGH, **keys_of(name), **given},
    )
    new_edition()
    return version


def make_unit(name: str = "Xuân Hương", *, slug: str = "", **given: Any) -> Unit:
    """A commune without parent unless told otherwise: ``make_unit("Lạng Giang", type="district", parent=province)``."""
    unit = Unit.objects.create(slug=slug or f"don-vi-{next(_numbers)}")
    make_version(unit, name, **given)
    return unit


def make_province(name: str = "Bắc Giang", **given: Any) -> Unit:
    return make_unit(name, **{"type": UnitType.PROVINCE, "code": "24", **given})


def make_district(name: str, parent: Unit, **given: Any) -> Unit:
    return make_unit(name, **{"type": UnitType.DISTRICT, "parent": parent, **given})


def make_succession(
    predecessor: Unit, successor: Unit | None, on: date, *, kind: str = SuccessionKind.MERGE, **given: Any
) -> Succession:
    given = {"source": "kiểm thử", "confidence": Confidence.HIGH, "act": None, **given}
    step = Succession.objects.create(predecessor=predecessor, successor=successor, on=on, kind=kind, **given)
    new_edition()
    return step


def make_coverage(province: Unit, completeness: str = Completeness.COMPLETE, **given: Any) -> Coverage:
    given = {"valid_from": LONG_AGO, **given}
    made = Coverage.objects.create(province=province, completeness=completeness, **given)
    new_edition()
    return made


def real_territory() -> None:
    """Bắc Giang and Bắc Ninh as they come with the product (about a third of a second)."""
    load_territory(actor=SystemActor(key="system:tests", label="Kiểm thử", on=date(2020, 8, 31)))
