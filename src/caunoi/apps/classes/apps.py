from django.apps import AppConfig


class ClassesConfig(AppConfig):
    name = "caunoi.apps.classes"
    label = "classes"
    verbose_name = "Chương trình, cơ sở đào tạo"

    def ready(self) -> None:
        from caunoi.apps.classes import policies

        policies.declare()
