from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "caunoi.foundation.db"
    label = "foundation_db"
    verbose_name = "Nền dữ liệu"

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from caunoi.foundation.db.safety import check_database_settings

        register(check_database_settings, Tags.database)
