"""Counting once: a count is kept until something is written."""

from typing import Any

from django.core.exceptions import EmptyResultSet

from caunoi.apps.organisation.selectors import data_version
from caunoi.foundation.lists.remembered import Remembered

_counts: Remembered[int] = Remembered(512)


def remembered_count(query: Any) -> int:
    """The number of rows; the answer holds until the next write.

    Every write leaves an audit record in its own transaction: the head of that chain is the data's version.
    """
    plain = query.order_by()
    try:
        sql, values = plain.query.sql_with_params()
    except EmptyResultSet:  # the conditions shut each other out: there is nothing to ask the database
        return 0
    return _counts.get((data_version(), f"{sql}{values}"), plain.count)
