from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "caunoi.apps.cadres"
    label = "cadres"
    verbose_name = "Cán bộ"

    def ready(self) -> None:
        from caunoi.apps.cadres import policies, tasks  # noqa: F401  # importing tasks binds the names of the jobs

        policies.declare()
