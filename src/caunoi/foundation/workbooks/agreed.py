"""Words a person agreed to (từ đã thống nhất): a question answered once is answered for every row that asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from caunoi.foundation.workbooks.cells import CellProblem, Question, Value, converter
from caunoi.foundation.workbooks.rows import TypedTable
from caunoi.foundation.workbooks.schema import Schema

Agreed = tuple[str, str, str]
"""Column, the words as they stand, what they mean."""


def take_agreed(table: TypedTable, schema: Schema, agreed: Iterable[Agreed]) -> None:
    """Where a row asks just what was agreed, it holds the meaning and asks no more."""
    meanings = _meanings(schema, agreed)
    for row in table.rows if meanings else ():
        for problem in list(row.problems):
            meaning = meanings.get(_asked(problem))
            if meaning is not None:
                row.values[problem.column] = meaning
                row.problems.remove(problem)


def _asked(problem: CellProblem) -> Agreed:
    return problem.column, problem.value, problem.suggestion


def _meanings(schema: Schema, agreed: Iterable[Agreed]) -> Mapping[Agreed, Value]:
    """A meaning that cannot be read for sure (any more) is left out, so that the rows ask again."""
    found: dict[Agreed, Value] = {}
    for column, typed, meant in agreed:
        if column not in schema.by_key:
            continue
        value = converter(schema.by_key[column], schema)(meant)
        if not isinstance(value, Question):
            found[column, typed, meant] = value
    return found
