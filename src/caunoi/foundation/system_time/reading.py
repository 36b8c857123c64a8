"""Reading as it was known: each statement sees its tables through the state they had at one point.

In front of a statement stands one common table expression for each table of facts it names, under that table's own
name. A name there hides the table of the same name everywhere below, in joins and subqueries too, so the statement
itself stays as the ORM wrote it, on both databases alike.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from caunoi.foundation.db.statements import Words, joined, names, only_reads, statement
from caunoi.foundation.errors import Refused
from caunoi.foundation.system_time.known import Point, asked
from caunoi.foundation.system_time.tables import RECORD, Kept, kept_tables

BEGINS_WITH = re.compile(r"^\s*WITH\s+(RECURSIVE\s+)?", re.IGNORECASE)


class PastIsReadOnly(Refused):
    """A write was tried while the past was being read."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Đang xem theo dữ liệu đã biết trước đây nên không ghi được. Về hiện tại rồi làm lại.")
        )


@contextmanager
def as_known(point: Point) -> Iterator[None]:
    """Every statement on a table of facts answers from what had been written up to ``point``.

    Inside another one it answers from its own point: two reports are read side by side.
    """
    token = asked.set(point)
    features = connection.features
    grouping = features.allows_group_by_selected_pks
    # A key groups whole rows only of a real table; here the name stands for an expression.
    features.allows_group_by_selected_pks = False
    try:
        with _wrapped_once():
            yield
    finally:
        features.allows_group_by_selected_pks = grouping
        asked.reset(token)


def _wrapped_once() -> AbstractContextManager[None]:
    """A statement is put into the past once, however many readings stand around it."""
    if _through_the_past in connection.execute_wrappers:
        return nullcontext()
    return connection.execute_wrapper(_through_the_past)


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
    if not only_reads(sql):
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
    place = Words("public" if vendor == "postgresql" else "main")
    if table == RECORD:
        until = "{record} AS NOT MATERIALIZED (SELECT * FROM {place}.{record} WHERE seq <= {seq})"
        return statement(until, record=RECORD, place=place, seq=seq)
    return _past_of(_tables()[table], place).replace(":point", str(int(seq)))


@cache
def _past_of(kept: Kept, place: Words) -> Words:
    """Rows untouched since the point as they are, and for each other row the image that held then."""
    parts = {"table": kept.table, "shadow": kept.shadow, "place": place, "key": kept.key}
    today = statement(" LEFT JOIN {place}.{table} t ON t.{key} = s.{key}", **parts)
    return statement(
        "{table} AS NOT MATERIALIZED (SELECT {present} FROM {place}.{table} b WHERE NOT EXISTS ("
        "SELECT 1 FROM {place}.{shadow} m WHERE m.{key} = b.{key} AND m.known_to IS NULL AND m.known_from > :point)"
        " UNION ALL SELECT {image} FROM {place}.{shadow} s{today}"
        " WHERE s.known_from <= :point AND s.known_to > :point)",
        **parts,
        today=today if kept.live else Words(),
        present=names(kept.columns, of="b"),
        image=joined(", ", (_column(column, kept) for column in kept.columns)),
    )  # fmt: skip


def _column(column: str, kept: Kept) -> Words:
    image = "coalesce(t.{column}, s.{column})" if column in kept.live else "s.{column}"
    return statement(image, column=column)
