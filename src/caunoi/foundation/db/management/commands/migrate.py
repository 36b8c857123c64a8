"""``migrate`` as the owner of the tables and as the product itself; afterwards the wall stands as it should."""

from typing import Any

from django.core.management.commands import migrate

from caunoi.foundation.db.owning import as_owner_of_tables
from caunoi.foundation.policy import system_scope
from caunoi.foundation.policy.walls import raise_wall


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        using = options["database"]
        with as_owner_of_tables(using), system_scope("schema: migrate"):
            super().handle(*args, **options)
            if not (options.get("plan") or options.get("check_unapplied")):
                raise_wall(using)
