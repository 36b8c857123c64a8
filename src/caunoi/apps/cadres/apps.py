from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "caunoi.apps.cadres"
    label = "cadres"
    verbose_name = "Cán bộ"

    def ready(self) -> None:
        from caunoi.apps.cadres import figures, policies, tasks  # noqa: F401  # tasks binds the names of the jobs

        policies.declare()
        figures.register()
