"""Counting once: a large count is kept until something is written."""

from collections import OrderedDict
from typing import Any

from caunoi.foundation.audit import selectors as audit

WORTH_KEEPING = 20_000
KEPT = 64
_counts: OrderedDict[tuple[str, str], int] = OrderedDict()


def remembered_count(query: Any) -> int:
    """The number of rows. Counting is cheap for thousands; beyond, the answer holds until the next write.

    Every write leaves an audit record in its own transaction: the head of that chain is the data's version.
    """
    plain = query.order_by()
    if not _counts:
        return _counted(plain)
    sql, values = plain.query.sql_with_params()
    known = _counts.get((audit.head_of_changes(), f"{sql}{values}"))
    return _counted(plain) if known is None else known


def _counted(query: Any) -> int:
    count: int = query.count()
    if count >= WORTH_KEEPING:
        sql, values = query.query.sql_with_params()
        _counts[audit.head_of_changes(), f"{sql}{values}"] = count
        while len(_counts) > KEPT:
            _counts.popitem(last=False)
    return count
