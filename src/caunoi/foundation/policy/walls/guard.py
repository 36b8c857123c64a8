"""A guard on every connection: a question to a walled table that passed no policy is refused, or told to the log.

The manager refuses queries of the model; this one sees the statement itself, so also SQL by hand, ``_base_manager``,
and what the framework asks on its own. It is the second wall of SQLite, which has no row policies.
"""

import logging
import re
import sys
from collections.abc import Iterator
from functools import cache
from types import FrameType
from typing import Any

from django.conf import settings

from caunoi.foundation.db.statements import only_reads
from caunoi.foundation.policy.scoping import UnscopedQuery, is_vouched_for
from caunoi.foundation.policy.walls.settings_told import walled_models

log = logging.getLogger("caunoi.policy")
OF_FRAMEWORK = (
    "django.",
    "psycopg",
    "sqlite3",
    "contextlib",
    "functools",
    "caunoi.foundation.policy.",
    "caunoi.foundation.db.postgresql",
)
_told: set[tuple[str, int, str]] = set()


def stand_guard(connection: Any, **_more: Any) -> None:
    """Once for each connection, however often it is opened."""
    if look not in connection.execute_wrappers:
        connection.execute_wrappers.append(look)


def look(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    if not is_vouched_for() and isinstance(sql, str) and only_reads(sql):
        named = _walled_names().search(sql)
        if named:
            _met(named[1])
    return execute(sql, params, many, context)


@cache
def _walled_names() -> re.Pattern[str]:
    names = "|".join(re.escape(model._meta.db_table) for model in walled_models())
    return re.compile(rf"\b(?:FROM|JOIN)\s+(?:\w+\.)?\"?({names})\"?(?![\w.])", re.IGNORECASE)


def _met(table: str) -> None:
    """Tests refuse; in a province's service the page is answered and the place is told once."""
    frame = next(_ours(), None)
    if frame is None:
        return
    place = (frame.f_code.co_filename, frame.f_lineno, table)
    told = f"{table} was read past the policy at {place[0]}:{place[1]}"
    if settings.WALL_GUARD == "refuse":
        raise UnscopedQuery(told)
    if place not in _told:
        _told.add(place)
        log.warning("%s", told)


def _ours() -> Iterator[FrameType]:
    """The nearest place that is no part of a framework, if it is the product's; a test asks as it likes."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if not name.startswith(OF_FRAMEWORK):
            if name.startswith("caunoi."):
                yield frame
            return
        frame = frame.f_back
