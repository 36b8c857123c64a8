"""Which tables stand behind the wall, and with which policies."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Any

from django.db.models import Model

from caunoi.foundation.db.statements import Words, statement
from caunoi.foundation.policy.walls.questions import OF_SETTINGS, Question, row_lives
from caunoi.foundation.policy.walls.settings_told import walled_models
from caunoi.foundation.policy.walls.wording import open_to, wording_of

SHADOW = "_known"
"""The ending of the table that keeps what was known of another one before."""


@dataclass(frozen=True)
class Walled:
    """One table and its policies, command by command, with the questions they ask."""

    table: str
    policies: Mapping[str, str]
    questions: tuple[Question, ...] = ()

    @property
    def mark(self) -> str:
        """Tells whether the policies in the database were made from the table of the policy as it is now."""
        told = "\n".join(f"{command} {clauses}" for command, clauses in self.policies.items())
        return sha256(told.encode()).hexdigest()


def walled_tables(connection: Any, there: Mapping[str, list[str]]) -> Iterator[Walled]:
    """Tables of the policy that the database has, each followed by its shadow where there is one."""
    for model in walled_models():
        table = model._meta.db_table
        if table not in there:
            continue
        wording = wording_of(model, connection)
        yield Walled(table, _policies(wording.read, wording.write), wording.questions)
        if f"{table}{SHADOW}" in there:
            yield _shadow(model, wording.read, connection)


def questions_of(planned: Iterable[Walled]) -> dict[str, Question]:
    """Every function the policies ask, by its name."""
    return {
        each.name: each for each in (*OF_SETTINGS, *chain.from_iterable(one.questions for one in planned))
    }


def _policies(read: str, write: str) -> dict[str, str]:
    return {
        "select": f"USING ({read})",
        "insert": f"WITH CHECK ({write})",
        "update": f"USING ({write}) WITH CHECK ({write})",
        "delete": f"USING ({write})",
    }


def _shadow(model: type[Model], read: str, connection: Any) -> Walled:
    """A former state is read by whoever reads the row now, or, of a row that is gone, would have read it then.

    Whether a row is gone the reader cannot see, only that it is not among theirs; so the database looks itself.
    A mark without an end carries a key and no data. Only the database's own functions write here.
    """
    table, key = model._meta.db_table, model._meta.pk
    column = str(key.column)
    shadow, lives = f"{table}{SHADOW}", row_lives(table, column, str(key.rel_db_type(connection)))
    read_then = statement(
        "{shadow}.known_to IS NULL OR EXISTS (SELECT 1 FROM public.{table} b WHERE b.{key} = {shadow}.{key}) "
        "OR (NOT public.{lives}({shadow}.{key}) AND ({then}))",
        table=table, shadow=shadow, key=column, lives=lives.name,
        then=Words(read.replace(f'"{table}".', f'"{shadow}".')),
    )  # fmt: skip
    return Walled(shadow, _policies(read_then, open_to()), (lives,))
