"""A connection that knows for whom the next statement runs, and can work as the owner of the tables when it must."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql import base

from caunoi.foundation.db.postgresql.creation import DatabaseCreation
from caunoi.foundation.db.postgresql.cursors import DatabaseOperations, TellingCursor, said
from caunoi.foundation.policy.walls.acting import SYSTEM, wanted
from caunoi.foundation.policy.walls.settings_told import names_walled


class DatabaseWrapper(base.DatabaseWrapper):
    """``told`` is what this connection was last told; nothing while that is not certain."""

    creation_class = DatabaseCreation
    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: dict[str, str] = {}
        self.owning = False

    @property
    def owner(self) -> dict[str, str]:
        return self.settings_dict.get("OWNER") or {}

    @property
    def app_role(self) -> str:
        """The role the product works as, when another one owns the tables."""
        return str(self.settings_dict.get("APP_ROLE") or "") if self.owner else ""

    @property
    def app_password(self) -> str:
        return str(self.settings_dict.get("APP_PASSWORD") or "")

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Connect as the owner of the tables, for steps of the schema; the same role when there is only one."""
        if self.owning or not self.owner:
            yield
            return
        before = {name: self.settings_dict[name] for name in self.owner}
        self.close()
        self.settings_dict.update(self.owner)
        self.owning = True
        try:
            yield
        finally:
            self.close()
            self.settings_dict.update(before)
            self.owning = False

    def untold(self, query: Any) -> dict[str, str]:
        """What the next statement needs and the connection does not know yet.

        Where the product asks for tables in front of the wall only, a narrower context may stay as it is.
        """
        now = wanted()
        if now is SYSTEM and self.told and isinstance(query, str) and not names_walled(query):
            return {}
        return {name: value for name, value in now.items() if self.told.get(name) != value}

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": TellingCursor}

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor with a name reads as it goes on, so it is told before it is declared."""
        if name:
            self._tell(self.untold(None))
        cursor = super().create_cursor(name)
        if isinstance(cursor, TellingCursor):
            cursor.teller = self
        return cursor

    def _tell(self, new: dict[str, str]) -> None:
        """On a cursor that counts no statement."""
        if new:
            with self.connection.cursor() as cursor:
                cursor.execute(said(new))
            self.told |= new

    def init_connection_state(self) -> None:
        self.told = {}
        super().init_connection_state()

    def rollback(self) -> None:
        self.told = {}
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        super().savepoint_rollback(sid)
        self.told = {}
