from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "caunoi.apps.reviews"
    label = "reviews"
    verbose_name = "Rà soát hằng năm"

    def ready(self) -> None:
        from caunoi.apps.reviews import figures, policies, tasks

        policies.declare()
        figures.register()
        tasks.register()
