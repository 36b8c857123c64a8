"""``migrate`` as the owner of the tables and as the product itself; afterwards the wall stands as it should."""

from contextlib import nullcontext
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from caunoi.foundation.policy import system_scope
from caunoi.foundation.policy.walls import raise_wall


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        using = options["database"]
        as_owner = getattr(connections[using], "as_owner", nullcontext)
        with as_owner(), system_scope("schema: migrate"):
            super().handle(*args, **options)
            if not (options.get("plan") or options.get("check_unapplied")):
                raise_wall(using)
