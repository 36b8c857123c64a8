from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "caunoi.foundation.ui"
    label = "ui"
    verbose_name = "giao diện"
