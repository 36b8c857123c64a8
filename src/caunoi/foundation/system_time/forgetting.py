"""Former states that must go: what the law says to erase is erased from what was known before as well.

The application may not touch the shadows. On PostgreSQL a function of their owner does, and only right after a
record of the audit that says somebody was erased: no state is forgotten without leaving that it was.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from caunoi.foundation.db.columns import column_of
from caunoi.foundation.db.statements import literal, places, statement
from caunoi.foundation.policy.scoping import system_scope
from caunoi.foundation.system_time.tables import RECORD, Kept, kept_of

ERASED = "privacy.erased"
"""The action of the record that must stand last when states are forgotten."""
AT_ONCE = 500

FUNCTION = statement(
    """
CREATE OR REPLACE FUNCTION public.forget_known(base text, key text, keys text[]) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $forget$
DECLARE gone bigint;
BEGIN
  IF (SELECT action FROM public.{record} ORDER BY seq DESC LIMIT 1) IS DISTINCT FROM {erased} THEN
    RAISE EXCEPTION 'no record says that somebody was erased';
  END IF;
  EXECUTE format('DELETE FROM public.%I WHERE known_to IS NOT NULL AND %I::text = ANY ($1)', base || '_known', key)
    USING keys;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $forget$""",
    record=RECORD,
    erased=literal(ERASED),
)


class NothingRecorded(RuntimeError):
    """States were to be forgotten without the record that says so."""


def keep_function(**_told: Any) -> None:
    """After migrations, beside the triggers; SQLite has no roles to hide the shadows from."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(FUNCTION)


def keys_once_known(model: type[Model], column: str, among: Collection[Any]) -> set[Any]:
    """Keys of rows, gone ones too, in which ``column`` once held one of the values."""
    kept = kept_of(model)
    if kept is None or not among:
        return set()
    field, key = column_of(model, column), model._meta.pk
    values = [field.get_db_prep_value(value, connection) for value in among]
    found: set[Any] = set()
    with system_scope("system_time: former states of somebody who is erased"), connection.cursor() as cursor:
        for some in _pieces(values):
            cursor.execute(_holding(kept, str(field.column), some), some)
            found |= {key.to_python(row[0]) for row in cursor.fetchall()}
    return found


def forget(model: type[Model], keys: Collection[Any]) -> int:
    """Take every former state of these rows away; inside the transaction of the record that says so."""
    kept = kept_of(model)
    if kept is None or not keys:
        return 0
    told = [model._meta.pk.get_db_prep_value(key, connection) for key in keys]
    with system_scope("system_time: former states of somebody who is erased"), connection.cursor() as cursor:
        _check_recorded(cursor)
        return sum(_forget_some(cursor, kept, some) for some in _pieces(told))


def _forget_some(cursor: Any, kept: Kept, keys: Sequence[Any]) -> int:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT public.forget_known(%s, %s, %s)", [kept.table, kept.key, list(map(str, keys))])
        return int(cursor.fetchone()[0])
    going = "DELETE FROM {shadow} WHERE known_to IS NOT NULL AND {key} IN ({held})"
    cursor.execute(statement(going, shadow=kept.shadow, key=kept.key, held=places(len(keys))), list(keys))
    return int(cursor.rowcount)


def _check_recorded(cursor: Any) -> None:
    cursor.execute(statement("SELECT action FROM {record} ORDER BY seq DESC LIMIT 1", record=RECORD))
    last = cursor.fetchone()
    if last is None or last[0] != ERASED:
        raise NothingRecorded("forget() needs the record that says who was erased before it")


def _holding(kept: Kept, column: str, values: Sequence[Any]) -> str:
    once = "SELECT DISTINCT {key} FROM {shadow} WHERE known_to IS NOT NULL AND {column} IN ({held})"
    return statement(once, key=kept.key, shadow=kept.shadow, column=column, held=places(len(values)))


def _pieces(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE)]
