from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "caunoi.apps.forms"
    label = "forms"
    verbose_name = "Biểu mẫu báo cáo"

    def ready(self) -> None:
        from caunoi.apps.cadres.extensions import LIST_SLOT
        from caunoi.apps.forms.presenters import letters
        from caunoi.apps.forms.presenters.level_filter import LevelOfPeople
        from caunoi.foundation.ui import slots

        letters.register()
        slots.register(LIST_SLOT, LevelOfPeople())
