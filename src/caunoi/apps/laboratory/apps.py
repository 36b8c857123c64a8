from django.apps import AppConfig


class LaboratoryConfig(AppConfig):
    name = "caunoi.apps.laboratory"
    label = "laboratory"
    verbose_name = "Phòng thử quy định"

    def ready(self) -> None:
        from caunoi.apps.laboratory import figures, policies, tasks
        from caunoi.apps.laboratory.presenters.way_in import TryTheRules
        from caunoi.apps.standards.extensions import RULES_SLOT
        from caunoi.foundation.ui import slots

        policies.declare()
        figures.register()
        tasks.register()
        slots.register(RULES_SLOT, TryTheRules())
