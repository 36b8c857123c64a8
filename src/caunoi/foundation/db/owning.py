"""Working for a while as the owner of the tables, where another role than the application's owns them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, runtime_checkable

from django.db import connections


@runtime_checkable
class KnowsOwner(Protocol):
    """A connection that can work as the owner of the tables (kết nối biết chủ sở hữu bảng)."""

    def as_owner(self) -> AbstractContextManager[None]: ...


@contextmanager
def as_owner_of_tables(using: str = "default") -> Iterator[None]:
    """For steps of the schema; on a database that knows one role only nothing changes."""
    connection: object = connections[using]
    if not isinstance(connection, KnowsOwner):
        yield
        return
    with connection.as_owner():
        yield
