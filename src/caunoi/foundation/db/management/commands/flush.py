"""``flush`` as the owner of the tables: the application may empty none."""

from contextlib import nullcontext
from typing import Any

from django.core.management.commands import flush
from django.db import connections


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        as_owner = getattr(connections[options["database"]], "as_owner", nullcontext)
        with as_owner():
            super().handle(**options)
