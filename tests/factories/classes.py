"""The real territory with the catalogue that comes with the product; nothing random."""

from datetime import date

from caunoi.apps.classes.models import Programme
from caunoi.apps.classes.services import load_catalogue
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.policy import visible
from tests.factories.organisation import real_territory

SYSTEM = SystemActor(key="system:factories", label="Dữ liệu thử", on=date(2020, 8, 31))


def make_catalogue() -> None:
    real_territory()
    load_catalogue(actor=SYSTEM)


def programme(code: str, on: date = date(2021, 2, 1)) -> Programme:
    return visible(SYSTEM, Programme).on(on).get(code=code)
