"""A condition with thousands of values in one statement: ``filter(number__among=numbers)``.

``IN`` takes a parameter for each value and databases take so many; here the whole list is one parameter.
"""

import json
from typing import Any
from uuid import UUID

from django.db.models.lookups import Lookup

from caunoi.foundation.db.statements import Words, statement


class Among(Lookup):
    """The column is one of the values (nằm trong số)."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[Any]:
        return list(self.rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.lhs)
        values = json.dumps([value.hex if isinstance(value, UUID) else value for value in self.rhs])
        sql = statement("{column} IN (SELECT value FROM json_each(%s))", column=Words(column))
        return sql, [*params, values]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.lhs)
        return f"{column} = ANY(%s)", [*params, self.rhs]
