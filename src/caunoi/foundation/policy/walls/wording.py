"""The policy table said in PostgreSQL's words.

The condition of a row of the table is built as ``visible()`` builds it, only that the units and the person are not
values but a question to the connection's settings; Django then writes the SQL. A path through other tables becomes a
question to those tables, which stand behind walls of their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Field, Model, OuterRef, Q
from django.db.models.expressions import Expression
from django.db.models.sql import Query

from caunoi.foundation.db.statements import literal, statement
from caunoi.foundation.policy.table import Row
from caunoi.foundation.policy.walls.settings_told import (
    AT,
    DAY,
    EVERYTHING,
    KEY,
    SELF,
    WHO,
    name_of,
    walled_rows,
)
from caunoi.foundation.policy.withheld import open_by_wall


class Asked(Expression):
    """A question to the settings of the connection, in the place of the values it stands for (điều hỏi ngữ cảnh)."""

    def __init__(self, question: str) -> None:
        super().__init__(output_field=Field())
        self.question = question

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        return f"({self.question})", ()


@dataclass(frozen=True)
class Wording:
    """What a policy of one table says: who reads a row, who writes one."""

    table: str
    read: str
    write: str


def wording_of(model: type[Model], connection: Any) -> Wording:
    """A table whose rows nobody may write by the table of the policy is written by whoever reads it."""
    there = walled_rows(model)
    read = [row for row in there if row.verb == "view"]
    write = [row for row in there if row.verb != "view"] or read
    return Wording(
        model._meta.db_table, _condition(model, read, connection), _condition(model, write, connection)
    )


def _condition(model: type[Model], admitted: Sequence[Row], connection: Any) -> str:
    """Rows of the table that differ only in verb and roles are one condition with all their roles."""
    parts = [system_at(model._meta.db_table)]
    for row, roles in _merged(admitted):
        wider = [_everywhere(roles) if row.unit else _held(roles)]
        wider += [_sql(model, condition, connection) for condition in _of_units(row, roles)]
        parts.append(_but_kept(row, " OR ".join(f"({way})" for way in wider), connection))
        if row.subject:
            own = _reached(model, row.subject, Asked(_persons(roles)))
            parts.append(_sql(model, own, connection))
    return " OR ".join(f"({part})" for part in parts)


def _but_kept(row: Row, wider: str, connection: Any) -> str:
    """Without the rows that are kept from whoever asks for the sake of whom they are about."""
    key = Asked(f"SELECT current_setting('{KEY}', true)")
    day = Asked(f"SELECT coalesce(nullif(current_setting('{DAY}', true), '')::date, current_date)")
    left = [_sql(row.model, condition, connection) for condition in open_by_wall(row, key, day)]
    return " AND ".join([f"({wider})", *left])


def system_at(table: str) -> str:
    """The product itself; also a function of the database's own, which works as the owner of the tables.

    Every question to the settings is a subquery without a reference to the row: asked once for a statement.
    """
    return statement(
        "(SELECT coalesce(current_setting({who}, true) = 'system', false) OR current_user <> session_user "
        "AND current_user = (SELECT relowner::regrole::name FROM pg_class WHERE oid = 'public.{table}'::regclass))",
        who=literal(WHO),
        table=table,
    )


def _merged(admitted: Iterable[Row]) -> list[tuple[Row, list[str]]]:
    alike: dict[tuple[Any, ...], tuple[Row, set[str]]] = {}
    for row in admitted:
        _first, roles = alike.setdefault((row.unit, row.subject, row.touching, row.about), (row, set()))
        roles |= {name_of(role) for role in row.roles}
    return [(row, sorted(roles)) for row, roles in alike.values() if roles]


def _of_units(row: Row, roles: Sequence[str]) -> Iterable[Q]:
    if row.unit:
        units = Asked(_units(roles))
        yield _reached(row.model, row.unit, units)
        if row.touching:
            yield row.touching(units)


def _reached(model: type[Model], path: str, among: Asked) -> Q:
    """The row's own column, or, for a path, that the row it leads to is there and reached."""
    first, _, rest = path.partition("__")
    if not rest:
        return Q(**{f"{first}__in": among})
    field: Any = model._meta.get_field(first)
    there = field.related_model._base_manager.filter(**{f"{rest}__in": among})
    if field.auto_created:  # the path leads to rows that point here
        return Q(Exists(there.filter(**{field.field.attname: OuterRef("pk")})))
    return Q(Exists(there.filter(**{field.target_field.attname: OuterRef(field.attname)})))


def _sql(model: type[Model], condition: Q, connection: Any) -> str:
    query = Query(model)
    query.add_q(condition)
    if sum(count > 0 for count in query.alias_refcount.values()) > 1:
        raise ValueError(f"the policy of {model._meta.label} joins tables outside a subquery: {condition}")
    sql, params = query.where.as_sql(query.get_compiler(connection=connection), connection)
    return str(connection.ops.compose_sql(sql, params))


def _is_person() -> str:
    return f"current_setting('{WHO}', true) = 'person'"


def _at(role: str) -> str:
    return f"current_setting('{AT}{role}', true)"


def _everywhere(roles: Sequence[str]) -> str:
    told = ", ".join(_at(role) for role in roles)
    return f"(SELECT {_is_person()} AND '{EVERYTHING}' IN ({told}))"


def _held(roles: Sequence[str]) -> str:
    """Rows in nobody's care: whoever holds one of the roles, for whatever unit."""
    told = " OR ".join(f"nullif({_at(role)}, '') IS NOT NULL" for role in roles)
    return f"(SELECT {_is_person()} AND ({told}))"


def _units(roles: Sequence[str]) -> str:
    told = " || ".join(f"nullif(nullif({_at(role)}, ''), '{EVERYTHING}')::uuid[]" for role in roles)
    return f"SELECT unnest(CASE WHEN {_is_person()} THEN {told} END)"


def _persons(roles: Sequence[str]) -> str:
    told = ", ".join(f"nullif(current_setting('{SELF}{role}', true), '')::uuid" for role in roles)
    return f"SELECT unnest(CASE WHEN {_is_person()} THEN ARRAY[{told}] END)"
