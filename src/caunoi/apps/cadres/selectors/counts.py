"""Counting once: a count is kept until something is written."""

from collections import OrderedDict
from typing import Any

from django.core.exceptions import EmptyResultSet

from caunoi.apps.organisation.selectors import data_version

KEPT = 512
_counts: OrderedDict[tuple[str, str], int] = OrderedDict()


def remembered_count(query: Any) -> int:
    """The number of rows; the answer holds until the next write.

    Every write leaves an audit record in its own transaction: the head of that chain is the data's version.
    """
    plain = query.order_by()
    try:
        sql, values = plain.query.sql_with_params()
    except EmptyResultSet:  # the conditions shut each other out: there is nothing to ask the database
        return 0
    key = (data_version(), f"{sql}{values}")
    if key not in _counts:
        _counts[key] = plain.count()
        while len(_counts) > KEPT:
            _counts.popitem(last=False)
    return _counts[key]
