from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "caunoi.apps.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from caunoi.apps.reports import figures

        figures.register()
