from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "caunoi.foundation.db"
    label = "foundation_db"
    verbose_name = "Nền dữ liệu"

    def ready(self) -> None:
        from django.core.checks import Tags, register
        from django.db.backends.signals import connection_created
        from django.db.models import Field, ForeignKey

        from caunoi.foundation.db.among import Among
        from caunoi.foundation.db.safety import check_database_settings, keep_to_ourselves
        from caunoi.foundation.policy.walls.guard import stand_guard

        for column in (Field, ForeignKey):
            column.register_lookup(Among)
        register(check_database_settings, Tags.database)
        connection_created.connect(keep_to_ourselves, dispatch_uid="caunoi.db.keep_to_ourselves")
        connection_created.connect(stand_guard, dispatch_uid="caunoi.db.stand_guard")
