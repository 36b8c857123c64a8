from django.apps import AppConfig


class SystemTimeConfig(AppConfig):
    name = "caunoi.foundation.system_time"
    label = "system_time"
    verbose_name = "Hai mốc thời gian"

    def ready(self) -> None:
        from django.apps import apps
        from django.db.models.signals import post_migrate, pre_migrate

        from caunoi.foundation.system_time.forgetting import keep_function
        from caunoi.foundation.system_time.shadows import drop_triggers, keep_shadows

        record = apps.get_app_config("audit")  # told once, when the tables of every module are there
        pre_migrate.connect(drop_triggers, sender=record, dispatch_uid="caunoi.system_time.drop")
        post_migrate.connect(keep_shadows, sender=record, dispatch_uid="caunoi.system_time.keep")
        post_migrate.connect(keep_function, sender=record, dispatch_uid="caunoi.system_time.forget")
