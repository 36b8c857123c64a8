from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "caunoi.foundation.figures"
    label = "figures"
    verbose_name = "Số liệu"
