"""A cursor that says for whom a statement runs in the very message that carries the statement."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol, Self

from django.db.backends.postgresql import base, operations
from psycopg import ClientCursor

from caunoi.foundation.db.statements import joined, literal, statement

# In a transaction that failed only these are understood, and they need no context.
OF_TRANSACTIONS = ("ROLLBACK", "SAVEPOINT", "RELEASE")
# These may share a message, and with it a transaction, with what is said before them; steps of the schema may not.
OF_DATA = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "(SELECT")


class Teller(Protocol):
    """Whoever knows what the connection was told, and what the next statement needs (bên báo ngữ cảnh)."""

    told: dict[str, str]

    def untold(self, query: Any) -> dict[str, str]: ...


class TellingCursor(base.CursorMixin, ClientCursor[Any]):
    """Two statements in one message are one transaction: when the second fails, the first was never said."""

    teller: Teller | None = None
    said_before = ""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Self:
        if self.teller is None or (isinstance(query, str) and query.startswith(OF_TRANSACTIONS)):
            super().execute(query, params, **more)
            return self
        new = self.teller.untold(query)
        try:
            self._execute_after(new, query, params, **more)
        except BaseException:
            self.teller.told = {}  # a failed transaction takes its settings back
            raise
        self.teller.told |= new
        return self

    def executemany(self, query: Any, params_seq: Any, **more: Any) -> None:
        """Many messages anyway: the context has one of its own before them."""
        if self.teller is not None:
            self.tell(self.teller.untold(query))
        super().executemany(query, params_seq, **more)

    def tell(self, new: Mapping[str, str]) -> None:
        if new and self.teller is not None:
            super().execute(said(new))
            self.teller.told |= new

    def _execute_after(self, new: Mapping[str, str], query: Any, params: Any, **more: Any) -> None:
        self.said_before = ""
        if new and isinstance(query, str) and query.startswith(OF_DATA):
            self.said_before = f"{said(new)}; "
            before = self.said_before if params is None else self.said_before.replace("%", "%%")
            super().execute(before + query, params, **more)
            self.nextset()
        else:
            self.tell(new)
            super().execute(query, params, **more)


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """For who reads what was asked: the statement alone."""
        sent = super().last_executed_query(cursor, sql, params)
        return sent.removeprefix(cursor.said_before) if sent and isinstance(cursor, TellingCursor) else sent


def said(settings: Mapping[str, str]) -> str:
    return _said(tuple(settings.items()))


@lru_cache(maxsize=256)
def _said(settings: tuple[tuple[str, str], ...]) -> str:
    """The same few changes go to and fro: the product asks, the person asks."""
    one = "set_config({name}, {value}, false)"
    each = (statement(one, name=literal(name), value=literal(value)) for name, value in settings)
    return statement("SELECT {settings}", settings=joined(", ", each))
