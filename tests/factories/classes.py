"""The catalogue that comes with the product, on a province just large enough for it; nothing random."""

from datetime import date

from caunoi.apps.classes.models import Programme
from caunoi.apps.classes.services import load_catalogue
from caunoi.apps.classes.services.reading import venue_rows
from caunoi.apps.organisation.choices import UnitType
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.policy import visible
from tests.factories.organisation import make_unit

SYSTEM = SystemActor(key="system:factories", label="Dữ liệu thử", on=date(2020, 8, 31))
PROVINCE = "tinh-bac-giang"


def make_catalogue() -> Unit:
    """The province, the communes the schools stand in a few kilometres from each other, and the catalogue."""
    province = make_unit("Bắc Giang", slug=PROVINCE, type=UnitType.PROVINCE, code="24")
    for place, slug in enumerate(dict.fromkeys(row["unit"] for row in venue_rows())):
        where = {"latitude": 21.25 + place / 100, "longitude": 106.0 + place / 50}
        make_unit(slug, slug=slug, parent=province, **where)
    load_catalogue(actor=SYSTEM)
    return province


def programme(code: str, on: date = date(2021, 2, 1)) -> Programme:
    return visible(SYSTEM, Programme).on(on).get(code=code)
