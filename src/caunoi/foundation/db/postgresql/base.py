"""A connection that knows for whom the next statement runs, and can work as the owner of the tables when it must."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError
from django.db.backends.postgresql import base

from caunoi.foundation.db.postgresql.creation import DatabaseCreation
from caunoi.foundation.policy.walls.acting import SYSTEM, wanted
from caunoi.foundation.policy.walls.settings_told import names_walled

# In a transaction that failed only these are understood, and they need no context.
OF_TRANSACTIONS = ("ROLLBACK", "SAVEPOINT", "RELEASE")


class DatabaseWrapper(base.DatabaseWrapper):
    """``told`` is what this connection was last told; nothing while that is not certain."""

    creation_class = DatabaseCreation

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: dict[str, str] = {}
        self.owning = False
        self.execute_wrappers.append(self._in_context)

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

    def _in_context(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if not (isinstance(sql, str) and sql.startswith(OF_TRANSACTIONS)):
            self._tell_for(sql)
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            self.told = {}  # the failed transaction takes its settings back
            raise

    def _tell_for(self, sql: Any) -> None:
        """Where the product asks for tables in front of the wall only, a narrower context may stay as it is."""
        now = wanted()
        if now is SYSTEM and self.told and isinstance(sql, str) and not names_walled(sql):
            return
        self.tell(now)

    def tell(self, wanted: Mapping[str, str]) -> None:
        """Only what differs from what the connection knows, and on a cursor that counts no statement."""
        new = {name: value for name, value in wanted.items() if self.told.get(name) != value}
        if not new:
            return
        told = ", ".join(["set_config(%s, %s, false)"] * len(new))
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {told}", [part for pair in new.items() for part in pair])
        self.told |= new

    def init_connection_state(self) -> None:
        self.told = {}
        super().init_connection_state()

    def _rollback(self) -> Any:
        self.told = {}
        return super()._rollback()  # type: ignore[misc]  # private, so the stubs leave it out

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # private, so the stubs leave it out
        self.told = {}
