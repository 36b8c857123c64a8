from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "caunoi.apps.portal"
    label = "portal"
    verbose_name = "Cổng công khai"
