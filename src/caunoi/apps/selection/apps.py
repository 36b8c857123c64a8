from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "caunoi.apps.selection"
    label = "selection"
    verbose_name = "Chọn, cử đi học; nợ chuẩn; quy hoạch"

    def ready(self) -> None:
        from caunoi.apps.cadres.extensions import LIST_SLOT, PAGE_SLOT
        from caunoi.apps.organisation.extensions import CONSEQUENCES
        from caunoi.apps.selection import figures, policies
        from caunoi.apps.selection.consequences import NominationsGoOn
        from caunoi.apps.selection.presenters.people import NominatedPeople, SelectionPanel
        from caunoi.foundation.ui import slots

        policies.declare()
        figures.register()
        slots.register(LIST_SLOT, NominatedPeople())
        slots.register(PAGE_SLOT, SelectionPanel())
        slots.register(CONSEQUENCES, NominationsGoOn())
