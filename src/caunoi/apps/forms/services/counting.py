"""Forms of numbers: a row is a question about posts, a column one about the person, a cell both at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from caunoi.apps.cadres.figures import list_url
from caunoi.apps.cadres.selectors import (
    Conditions,
    UnreadableCondition,
    block_names,
    conditions_of,
    ids_of,
    titles_on,
)
from caunoi.apps.forms.selectors.definitions import ColumnDefinition, FormDefinition, Where
from caunoi.apps.forms.services.filled import Filled, FormScope, Line, Number
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor

People = frozenset[UUID]


def fill_counts(actor: Actor, form: FormDefinition, scope: FormScope) -> Filled:
    """As many questions as rows and columns together: a cell is who stands in both."""
    columns = {column.key: _people_of_column(actor, column, scope) for column in form.columns}
    hidden = tuple(" – ".join(each.path) for each in form.columns if columns[each.key] is None)
    lines = [_line(actor, form, scope, row, columns) for row in _rows(form, scope)]
    return Filled(form, scope, lines, hidden)


def _people_of_column(actor: Actor, column: ColumnDefinition, scope: FormScope) -> People | None:
    """None where the role does not read what the column asks about."""
    try:
        return frozenset(ids_of(actor, _conditions(actor, scope, column.where)))
    except UnreadableCondition:
        return None


def _rows(form: FormDefinition, scope: FormScope) -> Iterator[tuple[str, str, Where, bool]]:
    """The total, then each block of titles that exist on the day with its titles."""
    titles = titles_on(scope.on).values()
    there = [block for block in form.blocks if any(title.block == block for title in titles)]
    yield "tong", form.total, {"khoi": tuple(there)}, True
    for block in there:
        yield block, block_names()[block], {"khoi": (block,)}, True
        for title in (each for each in titles if each.block == block):
            yield title.code, title.name, {"chuc-danh": (title.code,)}, False


def _line(
    actor: Actor,
    form: FormDefinition,
    scope: FormScope,
    row: tuple[str, str, Where, bool],
    columns: Mapping[str, People | None],
) -> Line:
    key, title, where, strong = row
    asked = _conditions(actor, scope, where)
    mine = frozenset(ids_of(actor, asked))
    numbers = {
        column.key: Number(mine & kept, _url(asked, column.where))
        for column in form.columns
        if (kept := columns[column.key]) is not None
    }
    return Line(key, title, "strong" if strong else "plain", numbers)


def _conditions(actor: Actor, scope: FormScope, where: Where) -> Conditions:
    params = dict(where)
    if scope.unit_id:
        params["xa"] = (unit_tree(on=scope.on).node(scope.unit_id).key,)
    return conditions_of(actor, scope.on, params)


def _url(row: Conditions, where: Where) -> str:
    return list_url(replace(row, params={**row.params, **where}))
