from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "caunoi.apps.planning"
    label = "planning"
    verbose_name = "Kế hoạch đào tạo"

    def ready(self) -> None:
        from caunoi.apps.planning import policies

        policies.declare()
