from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "caunoi.apps.standards"
    label = "standards"
    verbose_name = "Tiêu chuẩn"

    def ready(self) -> None:
        from caunoi.apps.cadres import extensions
        from caunoi.apps.organisation.extensions import CONSEQUENCES
        from caunoi.apps.standards import figures
        from caunoi.apps.standards.consequences import StandardsChange
        from caunoi.apps.standards.presenters.matrix_page import MATRIX
        from caunoi.apps.standards.presenters.people_list import StandardsOfPeople
        from caunoi.apps.standards.presenters.person_panel import StandardsOfPerson
        from caunoi.foundation.lists import pages as lists
        from caunoi.foundation.ui import slots

        figures.register()
        lists.register(MATRIX)
        slots.register(extensions.LIST_SLOT, StandardsOfPeople())
        slots.register(extensions.PAGE_SLOT, StandardsOfPerson())
        slots.register(CONSEQUENCES, StandardsChange())
