"""Many new rows of one table at once, without making an object of each: five times faster than ``bulk_create``.

For services that have already checked what they write. Columns that are not given take their default.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models

from caunoi.foundation.db.fields import EncryptedTextField
from caunoi.foundation.db.statements import places, statement

Prepare = Callable[[Any], Any]


def insert_rows(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows given as column attribute → value (``unit_id``, not ``unit``)."""
    if not rows:
        return
    fields = list(model._meta.local_concrete_fields)
    given = {name for row in rows for name in row}
    written = [field for field in fields if not (field.primary_key and field.attname not in given)]
    columns = [_column(field, rows) for field in written]
    with connection.cursor() as cursor:
        cursor.executemany(_sql(model, written), list(zip(*columns, strict=True)))


def _sql(model: type[models.Model], fields: Sequence[Any]) -> str:
    return statement(
        "INSERT INTO {table} ({columns}) VALUES ({values})",
        table=model._meta.db_table,
        columns=[field.column for field in fields],
        values=places(len(fields)),
    )


def _column(field: Any, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The column of all rows as the database takes it; values repeat, so each is prepared once."""
    name, prepare = field.attname, _preparing(field)
    given = [name in row for row in rows]
    if all(given):
        return [prepare(row[name]) for row in rows]
    if not any(given):
        return [prepare(field.get_default()) for _ in rows]
    return [prepare(row[name] if name in row else field.get_default()) for row in rows]


def _preparing(field: Any) -> Prepare:
    if isinstance(field.target_field if field.is_relation else field, models.UUIDField):
        return _native_uuid if connection.features.has_native_uuid_field else _plain_uuid

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    # Each encrypted cell has a nonce of its own, and documents are no keys of a dictionary.
    if isinstance(field, EncryptedTextField | models.JSONField):
        return prepare
    return _Remembered(prepare).__getitem__


def _native_uuid(value: UUID | None) -> UUID | None:
    return value


def _plain_uuid(value: UUID | None) -> str | None:
    return None if value is None else value.hex


class _Remembered(dict[Any, Any]):
    """What a value becomes, worked out once. True and 1 are one key, but never values of one column."""

    def __init__(self, prepare: Prepare) -> None:
        super().__init__()
        self.prepare = prepare

    def __missing__(self, value: Any) -> Any:
        found = self[value] = self.prepare(value)
        return found
