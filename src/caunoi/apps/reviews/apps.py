from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "caunoi.apps.reviews"
    label = "reviews"
    verbose_name = "Rà soát hằng năm"

    def ready(self) -> None:
        from caunoi.apps.organisation.extensions import CONSEQUENCES
        from caunoi.apps.reviews import figures, policies, tasks
        from caunoi.apps.reviews.consequences import ReviewsGoOn
        from caunoi.apps.reviews.presenters import official, reminders
        from caunoi.foundation.ui import slots

        policies.declare()
        figures.register()
        tasks.register()
        official.register()
        reminders.register()
        slots.register(CONSEQUENCES, ReviewsGoOn())
