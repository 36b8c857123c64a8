"""The names under which a connection is told for whom it works; the policies in the database read the same names."""

import re
from collections.abc import Iterable
from functools import cache

from django.db.models import Model

from caunoi.foundation.policy.table import ALL_ROLES, Row, rows

WHO, AT, SELF = "caunoi.who", "caunoi.at_", "caunoi.self_"
KEY, DAY = "caunoi.key", "caunoi.day"
EVERYTHING = "*"
NAME = re.compile(r"[a-z][a-z0-9_]*")


def name_of(role: str) -> str:
    """A role's part of a setting's name; a row for all roles is asked by what any grant reaches."""
    name = "any" if role == ALL_ROLES else role
    if not NAME.fullmatch(name):
        raise ValueError(f"role {role!r} cannot be part of the name of a setting")
    return name


def is_walled(row: Row) -> bool:
    return bool(row.unit or row.subject)


def walled_models() -> list[type[Model]]:
    """Models whose rows belong to a unit or speak of a person, in the order of their tables."""
    found = {row.model for row in rows() if is_walled(row)}
    return sorted(found, key=lambda model: model._meta.db_table)


@cache
def _walled_names() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(model._meta.db_table) for model in walled_models()))


def names_walled(sql: str) -> bool:
    """Does a statement name a table behind the wall, or the shadow of one?"""
    return _walled_names().search(sql) is not None


def walled_rows(model: type[Model]) -> list[Row]:
    return [row for row in rows() if row.model is model]


def roles_told() -> list[str]:
    """Roles a policy in the database asks for, by the names of their settings."""
    return sorted(_names(row for model in walled_models() for row in walled_rows(model)))


def _names(asked: Iterable[Row]) -> set[str]:
    return {name_of(role) for row in asked for role in row.roles}
