from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "caunoi.apps.privacy"
    label = "privacy"
    verbose_name = "Quyền của chủ thể dữ liệu"

    def ready(self) -> None:
        from caunoi.apps.accounts.extensions import OWN_PAGES
        from caunoi.apps.cadres.extensions import PAGE_SLOT
        from caunoi.apps.privacy import policies, tasks
        from caunoi.apps.privacy.presenters import letters
        from caunoi.apps.privacy.presenters.own import MyData
        from caunoi.apps.privacy.presenters.person import RightsOfPerson
        from caunoi.apps.privacy.selectors.restrictions import count_apart
        from caunoi.foundation.figures.apart import set_apart
        from caunoi.foundation.ui import slots

        policies.declare()
        set_apart(count_apart)
        letters.register()
        tasks.register()
        slots.register(OWN_PAGES, MyData())
        slots.register(PAGE_SLOT, RightsOfPerson())
