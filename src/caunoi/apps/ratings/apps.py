from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "caunoi.apps.ratings"
    label = "ratings"
    verbose_name = "Xếp loại hằng năm"

    def ready(self) -> None:
        from caunoi.apps.accounts.extensions import OWN_PAGES
        from caunoi.apps.cadres.extensions import RATING_SLOT
        from caunoi.apps.ratings import figures, policies
        from caunoi.apps.ratings.presenters.own import MyRatings
        from caunoi.apps.ratings.selectors.sealed import ClosedRatings
        from caunoi.foundation.ui import slots

        policies.declare()
        figures.register()
        slots.register(OWN_PAGES, MyRatings())
        slots.register(RATING_SLOT, ClosedRatings())
