"""The policy table said in PostgreSQL's words.

The condition of a row of the table is built as ``visible()`` builds it, only that the units and the person are not
values but a question to the connection's settings; Django then writes the SQL. A path through other tables is a
question of its own (``questions``): which rows of the next table lead to the units, answered once a statement.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Field, Func, Model, Q
from django.db.models.expressions import Expression
from django.db.models.sql import Query

from caunoi.foundation.db.statements import Words, statement
from caunoi.foundation.policy.table import Row
from caunoi.foundation.policy.walls.questions import (
    HELD,
    OPEN,
    SELVES,
    UNITS,
    Question,
    keys_kept,
    keys_within,
    people_kept,
)
from caunoi.foundation.policy.walls.settings_told import DAY, KEY, name_of, walled_rows
from caunoi.foundation.policy.withheld import paths_of, people_of


class Asked(Expression):
    """A question to the settings of the connection, in the place of the values it stands for (điều hỏi ngữ cảnh)."""

    def __init__(self, question: str) -> None:
        super().__init__(output_field=Field())
        self.question = question

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        return f"({self.question})", ()


class OwnColumn(Asked):
    """The column of the row whose policy this is (cột của dòng đang xét)."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        return self.question, ()


class OneOf(Func):
    """A column of one row is among what a question answers (thuộc những gì được trả lời).

    Gone through: written as ``IN`` it would be joined, anew for each row that is asked about.
    """

    template = "%(expressions)s = ANY ((SELECT %(asked)s)::uuid[])"
    output_field = BooleanField()


KEY_ASKED = Asked(f"SELECT current_setting('{KEY}', true)")
DAY_ASKED = Asked(f"SELECT coalesce(nullif(current_setting('{DAY}', true), '')::date, current_date)")
TOLD_KEYS = Asked("SELECT unnest(told_keys)")


@dataclass(frozen=True)
class Wording:
    """What the policies of one table say: who reads a row, who writes one, and the questions they ask for it."""

    table: str
    read: str
    write: str
    questions: tuple[Question, ...]


def wording_of(model: type[Model], connection: Any) -> Wording:
    """A table whose rows nobody may write by the table of the policy is written by whoever reads it."""
    there = walled_rows(model)
    read = [row for row in there if row.verb == "view"]
    write = [row for row in there if row.verb != "view"] or read
    told = _Told(model, connection)
    return Wording(
        model._meta.db_table, told.condition(read), told.condition(write), tuple(told.questions.values())
    )


def open_to(roles: Iterable[str] = ()) -> str:
    """A question without a reference to the row, in a subquery: asked once for a statement."""
    return statement("(SELECT {asked})", asked=Words(OPEN.asked(roles)))


class _Told:
    """The conditions of one table, and the questions met on the way."""

    def __init__(self, model: type[Model], connection: Any) -> None:
        self.model, self.connection = model, connection
        self.questions: dict[str, Question] = {}

    def condition(self, admitted: Sequence[Row]) -> str:
        """Rows of the table that differ only in verb and roles are one condition with all their roles."""
        parts = [part for row, roles in _merged(admitted) for part in self._ways(row, roles)]
        return " OR ".join(f"({part})" for part in parts or [open_to()])

    def _ways(self, row: Row, roles: Sequence[str]) -> Iterator[str]:
        wider = " OR ".join(self._wider(row, roles))
        yield " AND ".join([f"({wider})", *(f"NOT ({kept})" for kept in self._kept(row))])
        if row.subject:
            yield self._own(row.subject, roles)

    def _wider(self, row: Row, roles: Sequence[str]) -> Iterator[str]:
        if not row.unit:
            yield f"(SELECT {HELD.asked(roles)})"
            return
        yield open_to(roles)
        yield self._answered_for(row.unit, roles)
        if row.touching:
            yield self._touching(row.touching, roles)

    def _answered_for(self, path: str, roles: Sequence[str]) -> str:
        """By the unit the row names itself, or by that of the row its path leads to, looked at row by row.

        That row stands behind a wall of its own. A value and no ``EXISTS``, which would be planned in two ways.
        """
        first, _, rest = path.partition("__")
        if not rest:
            return self._among(first, UNITS.asked(roles))
        field: Any = self.model._meta.get_field(first)
        key = field.target_field.attname
        reached = Q(OneOf(F(rest), asked=UNITS.asked(roles)), **{key: OwnColumn(self._column(first))})
        return f"({self._compiled(_query(field.related_model, reached, key))}) IS NOT NULL"

    def _own(self, path: str, roles: Sequence[str]) -> str:
        first, _, rest = path.partition("__")
        if not rest:
            return self._is_one_of(first, SELVES.asked(roles))
        column, table, sql = self._through(first, rest)
        asked = self._keep(keys_within(table, self._type(column), SELVES, sql))
        return self._is_one_of(column, asked.asked(roles))

    def _through(self, first: str, rest: str) -> tuple[str, str, str]:
        """The column of ours to look at, the table beyond, and which of our values its rows stand for."""
        field: Any = self.model._meta.get_field(first)
        there, condition = field.related_model, Q(**{f"{rest}__in": TOLD_KEYS})
        # a path may lead to rows that point here
        own, theirs = ("pk", field.field) if field.auto_created else (field.attname, field.target_field)
        return own, there._meta.db_table, self._compiled(_query(there, condition, theirs.attname))

    def _touching(self, touching: Callable[[Any], Q], roles: Sequence[str]) -> str:
        sql = self._compiled(_query(self.model, touching(TOLD_KEYS), "pk"))
        asked = keys_within(self.model._meta.db_table, self._type("pk"), UNITS, sql)
        return self._is_one_of("pk", self._keep(asked).asked(roles))

    def _kept(self, row: Row) -> Iterator[str]:
        """Which rows are kept from whoever asks, for the sake of whom they are about."""
        people = people_of(row, KEY_ASKED, DAY_ASKED)
        if people is None:
            return
        told = self._compiled(people.query)
        for path in paths_of(row):
            first, _, rest = path.partition("__")
            if not rest:
                yield self._is_one_of(first, self._keep(people_kept(told)).asked())
                continue
            column, table, sql = self._through(first, rest)
            asking, looking = keys_kept(table, self._type(column), told, sql)
            self._keep(looking)
            yield self._is_one_of(column, self._keep(asking).asked())

    def _keep(self, question: Question) -> Question:
        self.questions[question.name] = question
        return question

    def _among(self, column: str, asked: str) -> str:
        """Many values are looked up, not gone through."""
        return statement("{column} IN ({each})", column=self._column(column), each=Words(_each_of(asked)))

    def _is_one_of(self, column: str, asked: str) -> str:
        """Of few values, mostly of none; a row that leads nowhere is nobody's."""
        return statement(
            "({column} = ANY ((SELECT {asked})::{type}[])) IS TRUE",
            column=self._column(column), asked=Words(asked), type=Words(self._type(column)),
        )  # fmt: skip

    def _field(self, name: str) -> Any:
        return self.model._meta.pk if name == "pk" else self.model._meta.get_field(name)

    def _column(self, name: str) -> Words:
        return statement("{table}.{column}", table=self.model._meta.db_table, column=self._field(name).column)

    def _type(self, name: str) -> str:
        return str(self._field(name).rel_db_type(self.connection))

    def _compiled(self, query: Query) -> str:
        sql, params = query.get_compiler(connection=self.connection).as_sql()
        return str(self.connection.ops.compose_sql(sql, params))


def _each_of(asked: str) -> str:
    """The planner would ask a bare call itself, for its guess."""
    return f"SELECT unnest((SELECT {asked}))"


def _query(model: type[Model], condition: Q, column: str) -> Query:
    query = Query(model)
    query.add_q(condition)
    query.clear_ordering(force=True)
    query.add_fields([column])
    return query


def _merged(admitted: Iterable[Row]) -> list[tuple[Row, list[str]]]:
    alike: dict[tuple[Any, ...], tuple[Row, set[str]]] = {}
    for row in admitted:
        _first, roles = alike.setdefault((row.unit, row.subject, row.touching, row.about), (row, set()))
        roles |= {name_of(role) for role in row.roles}
    return [(row, sorted(roles)) for row, roles in alike.values() if roles]
