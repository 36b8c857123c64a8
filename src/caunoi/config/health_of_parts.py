"""The health of the system for the administrator's home: the same examination as ``caunoi doctor``."""

from collections.abc import Sequence

from caunoi.apps.reports.extensions import HEALTH_SLOT, Part
from caunoi.config.operations.diagnosis import Health, examine
from caunoi.foundation.ui import slots


class Doctor:
    """What the examination found (khám hệ thống), without the plain facts of the configuration."""

    key = "doctor"
    order = 100

    def parts(self) -> Sequence[Part]:
        return [
            Part(each.name, each.health.name.lower(), each.told)
            for each in examine()
            if each.health is not Health.FACT
        ]  # type: ignore[arg-type]  # the facts are left out


slots.register(HEALTH_SLOT, Doctor())
