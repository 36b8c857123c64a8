from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "caunoi.apps.standards"
    label = "standards"
    verbose_name = "Tiêu chuẩn"
