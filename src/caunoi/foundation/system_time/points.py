"""From a day or a record to a point of knowing. A day means the last record written on it, in Hà Nội."""

from datetime import date, datetime, timedelta

from django.db import connection

from caunoi.foundation import clock
from caunoi.foundation.policy.scoping import system_scope
from caunoi.foundation.system_time.known import Point
from caunoi.foundation.system_time.tables import RECORD, SINCE


def point_of_day(day: date) -> Point:
    """The end of ``day``: everything written on it was known."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), clock.HANOI)
    return Point(_last_before(midnight), day)


def point_of_record(seq: int) -> Point:
    """Just after one record; a number not yet written means all there is."""
    return Point(seq)


def kept_since() -> int:
    """The record from which on every state is kept; 0: from the beginning."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(seq) FROM {SINCE}")  # noqa: S608  # our own table
        return int(cursor.fetchone()[0] or 0)


def _last_before(moment: datetime) -> int:
    quoted = connection.ops.quote_name(RECORD)
    asked = connection.ops.adapt_datetimefield_value(moment)
    with system_scope("two clocks: the last record of a day"), connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(seq), 0) FROM {quoted} WHERE at < %s", [asked])  # noqa: S608  # our own table
        found = cursor.fetchone()
    return int(found[0])
