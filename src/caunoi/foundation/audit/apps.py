from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "caunoi.foundation.audit"
    label = "audit"
    verbose_name = "Nhật ký"
