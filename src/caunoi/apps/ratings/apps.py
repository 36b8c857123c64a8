from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "caunoi.apps.ratings"
    label = "ratings"
    verbose_name = "Xếp loại hằng năm"

    def ready(self) -> None:
        from caunoi.apps.ratings import figures

        figures.register()
