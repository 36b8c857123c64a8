"""Which tables stand behind the wall, and with which policies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Model

from caunoi.foundation.db.statements import Words, statement
from caunoi.foundation.policy.walls.settings_told import walled_models
from caunoi.foundation.policy.walls.wording import system_at, wording_of

SHADOW = "_known"
"""The ending of the table that keeps what was known of another one before."""


@dataclass(frozen=True)
class Walled:
    """One table and its policies, command by command; ``function`` is what they ask besides, "" for nothing."""

    table: str
    policies: Mapping[str, str]
    function: str = ""

    @property
    def mark(self) -> str:
        """Tells whether the policies in the database were made from the table of the policy as it is now."""
        told = "\n".join(
            [self.function, *(f"{command} {clauses}" for command, clauses in self.policies.items())]
        )
        return sha256(told.encode()).hexdigest()


def walled_tables(connection: Any, there: Mapping[str, list[str]]) -> Iterator[Walled]:
    """Tables of the policy that the database has, each followed by its shadow where there is one."""
    for model in walled_models():
        table = model._meta.db_table
        if table not in there:
            continue
        wording = wording_of(model, connection)
        yield Walled(table, _policies(wording.read, wording.write))
        if f"{table}{SHADOW}" in there:
            yield _shadow(model, wording.read)


def _policies(read: str, write: str) -> dict[str, str]:
    return {
        "select": f"USING ({read})",
        "insert": f"WITH CHECK ({write})",
        "update": f"USING ({write}) WITH CHECK ({write})",
        "delete": f"USING ({write})",
    }


def _shadow(model: type[Model], read: str) -> Walled:
    """A former state is read by whoever reads the row now, or, of a row that is gone, would have read it then.

    Whether a row is gone the reader cannot see, only that it is not among theirs; so the database looks itself.
    A mark without an end carries a key and no data. Only the database's own functions write here.
    """
    table, key = model._meta.db_table, model._meta.pk.column
    shadow = f"{table}{SHADOW}"
    read_then = statement(
        "{shadow}.known_to IS NULL OR EXISTS (SELECT 1 FROM public.{table} b WHERE b.{key} = {shadow}.{key}) "
        "OR (NOT public.{lives}({shadow}.{key}) AND ({then}))",
        table=table, shadow=shadow, key=str(key), lives=f"{table}_lives",
        then=Words(read.replace(f'"{table}".', f'"{shadow}".')),
    )  # fmt: skip
    return Walled(shadow, _policies(read_then, system_at(shadow)), _lives(model))


def _lives(model: type[Model]) -> str:
    table, key = model._meta.db_table, model._meta.pk.column
    return statement(
        "CREATE OR REPLACE FUNCTION public.{lives}(public.{table}.{key}%TYPE) "
        "RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp "
        "AS $$ SELECT EXISTS (SELECT 1 FROM public.{table} WHERE {key} = $1) $$",
        lives=f"{table}_lives", table=table, key=str(key),
    )  # fmt: skip
