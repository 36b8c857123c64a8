"""Rows of another table as one value of a statement (dãy dòng): what would else cost a question of its own."""

from typing import Any

from django.db.models import Aggregate, JSONField


class Rows(Aggregate):
    """The named columns of every row of the group as a list of lists; days come as ``2020-08-31``."""

    function = "json_group_array"
    template = "%(function)s(json_array(%(expressions)s))"
    output_field = JSONField()
    allow_distinct = False

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="jsonb_agg(jsonb_build_array(%(expressions)s))", **context
        )
