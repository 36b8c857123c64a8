"""The register as it stood on the eve of a real change, and the change itself, from the product's own data."""

from dataclasses import replace
from datetime import date

from caunoi.apps.organisation.models import Succession, Unit, UnitVersion
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.organisation.services import load_territory
from caunoi.domain.lineage import Move, NewUnit, moves_told, read_territory
from caunoi.foundation.policy import system_scope
from tests.factories.organisation import new_edition


def load_until(actor: object, day: date) -> set[tuple[str, str, str]]:
    """Load everything, remember the units of the day, and take back what the day brought."""
    load_territory(actor=actor)  # type: ignore[arg-type]  # the system actor of the tests
    wanted = {(node.slug, node.full_name, node.code) for node in unit_tree(on=day).nodes.values()}
    with system_scope("tests: the eve of a change"):
        Succession.objects.filter(on__gte=day).delete()
        UnitVersion.objects.filter(valid_from__gte=day).delete()
        UnitVersion.objects.filter(valid_to=day).update(valid_to=None)
        Unit.objects.filter(versions=None).exclude(coverage__isnull=False).delete()
    new_edition()
    return wanted


def real_plan(day: date) -> tuple[list[Move], list[NewUnit]]:
    land = read_territory()
    before = {v.unit for v in land.versions if v.period.start is None or v.period.start < day}
    new = [v for v in land.lineage.units_on(day) if v.unit not in before]
    moves = [replace(move) for move in moves_told(land.successions, land.lineage, on=day)]
    return moves, [NewUnit(v.unit, v.name, v.type, v.parent, v.code) for v in new]
