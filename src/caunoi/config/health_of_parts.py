"""The health of the system for the administrator's home: the same examination as ``caunoi doctor``."""

from collections.abc import Sequence
from typing import Literal

from caunoi.apps.reports.extensions import HEALTH_SLOT, Part
from caunoi.config.operations.diagnosis import Health, examine
from caunoi.foundation.ui import slots

COLOURS: dict[Health, Literal["green", "yellow", "red"]] = {
    Health.GREEN: "green",
    Health.YELLOW: "yellow",
    Health.RED: "red",
}


class Doctor:
    """What the examination found (khám hệ thống), without the plain facts of the configuration."""

    key = "doctor"
    order = 100

    def parts(self) -> Sequence[Part]:
        return [
            Part(each.name, COLOURS[each.health], each.told) for each in examine() if each.health in COLOURS
        ]


def show_health() -> None:
    """Put the examination on the administrator's home."""
    slots.register(HEALTH_SLOT, Doctor())
