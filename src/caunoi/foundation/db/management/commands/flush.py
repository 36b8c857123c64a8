"""``flush`` as the owner of the tables: the application may empty none."""

from typing import Any

from django.core.management.commands import flush

from caunoi.foundation.db.owning import as_owner_of_tables


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        with as_owner_of_tables(options["database"]):
            super().handle(**options)
