"""Reading as it was known: each statement sees its tables through the state they had at one point.

In front of a statement stands one common table expression for each table of facts it names, under that table's own
name. A name there hides the table of the same name everywhere below, in joins and subqueries too, so the statement
itself stays as the ORM wrote it, on both databases alike.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from caunoi.foundation.errors import Refused
from caunoi.foundation.system_time.known import Point, asked
from caunoi.foundation.system_time.tables import RECORD, Kept, kept_tables

BEGINS_WITH = re.compile(r"^\s*WITH\s+(RECURSIVE\s+)?", re.IGNORECASE)
READS = re.compile(r"^[\s(]*(SELECT|WITH|EXPLAIN)\b", re.IGNORECASE)


class PastIsReadOnly(Refused):
    """A write was tried while the past was being read."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Đang xem theo dữ liệu đã biết trước đây nên không ghi được. Về hiện tại rồi làm lại.")
        )


@contextmanager
def as_known(point: Point) -> Iterator[None]:
    """Every statement on a table of facts answers from what had been written up to ``point``."""
    token = asked.set(point)
    features = connection.features
    grouping = features.allows_group_by_selected_pks
    # A key groups whole rows only of a real table; here the name stands for an expression.
    features.allows_group_by_selected_pks = False
    try:
        with connection.execute_wrapper(_through_the_past):
            yield
    finally:
        features.allows_group_by_selected_pks = grouping
        asked.reset(token)


@contextmanager
def as_known_now() -> Iterator[None]:
    """Inside ``as_known``: what must always speak of now, such as rights and the end of the record."""
    token = asked.set(None)
    try:
        yield
    finally:
        asked.reset(token)


def _through_the_past(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    point = asked.get()
    if point is None:
        return execute(sql, params, many, context)
    return execute(rewritten(str(sql), point, context["connection"].vendor), params, many, context)


def rewritten(sql: str, point: Point, vendor: str) -> str:
    """The statement with the past of the tables it names in front of it."""
    named = _names().findall(sql)
    if not named:
        return sql
    if not READS.match(sql):
        raise PastIsReadOnly()
    past = ", ".join(_expression(table, point.seq, vendor) for table in dict.fromkeys(named))
    own = BEGINS_WITH.match(sql)
    if own:
        return f"WITH {own.group(1) or ''}{past}, {sql[own.end() :]}"
    return f"WITH {past} {sql}"


@cache
def _tables() -> dict[str, Kept]:
    return {kept.table: kept for kept in kept_tables()}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted((*_tables(), RECORD), key=len, reverse=True)) + r")\b")


def _expression(table: str, seq: int, vendor: str) -> str:
    place = "public" if vendor == "postgresql" else "main"
    if table == RECORD:
        return f'"{RECORD}" AS NOT MATERIALIZED (SELECT * FROM {place}."{RECORD}" WHERE seq <= {int(seq)})'  # noqa: S608  # our own names and a number
    return _past_of(_tables()[table], place).replace(":point", str(int(seq)))


@cache
def _past_of(kept: Kept, place: str) -> str:
    """Rows untouched since the point as they are, and for each other row the image that held then."""
    base, shadow = f'{place}."{kept.table}"', f'{place}."{kept.shadow}"'
    key = f'"{kept.key}"'
    present = ", ".join(f'b."{column}"' for column in kept.columns)
    image = ", ".join(_column(column, kept) for column in kept.columns)
    today = f" LEFT JOIN {base} t ON t.{key} = s.{key}" if kept.live else ""
    return (
        f'"{kept.table}" AS NOT MATERIALIZED (SELECT {present} FROM {base} b WHERE NOT EXISTS ('  # noqa: S608  # our own names
        f"SELECT 1 FROM {shadow} m WHERE m.{key} = b.{key} AND m.known_to IS NULL AND m.known_from > :point)"
        f" UNION ALL SELECT {image} FROM {shadow} s{today}"
        f" WHERE s.known_from <= :point AND s.known_to > :point)"
    )


def _column(column: str, kept: Kept) -> str:
    return f'coalesce(t."{column}", s."{column}")' if column in kept.live else f's."{column}"'
