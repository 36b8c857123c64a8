from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "caunoi.apps.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from caunoi.apps.cadres.extensions import LIST_SLOT
        from caunoi.apps.reports import figures
        from caunoi.apps.reports.presenters.actions import action_words
        from caunoi.apps.reports.presenters.cross_page import CROSS
        from caunoi.apps.reports.presenters.traits_of_people import TraitsOfPeople
        from caunoi.foundation.figures.latest import set_act_namer
        from caunoi.foundation.lists import pages as lists
        from caunoi.foundation.ui import slots

        figures.register()
        set_act_namer(action_words)
        lists.register(CROSS)
        slots.register(LIST_SLOT, TraitsOfPeople())
