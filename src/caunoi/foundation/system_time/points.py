"""From a day or a record to a point of knowing. A day means the last record written on it, in Hà Nội."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from caunoi.foundation import clock
from caunoi.foundation.db.statements import statement
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
        cursor.execute(statement("SELECT min(seq) FROM {since}", since=SINCE))
        return int(cursor.fetchone()[0] or 0)


_kept_from: list[date] = []


def kept_from() -> date:
    """The first day whose evening can be read again; today while nothing has been written yet."""
    if not _kept_from:
        first = statement("SELECT at FROM {record} WHERE seq >= %s ORDER BY seq LIMIT 1", record=RECORD)
        with system_scope("two clocks: the first day that is kept"), connection.cursor() as cursor:
            cursor.execute(first, [kept_since()])
            found = cursor.fetchone()
        if found is None:
            return clock.today()
        _kept_from.append(_moment(found[0]).astimezone(clock.HANOI).date())
    return _kept_from[0]


def _moment(read: Any) -> datetime:
    """SQLite gives what it keeps, in UTC without saying so."""
    told = read if isinstance(read, datetime) else datetime.fromisoformat(str(read))
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _last_before(moment: datetime) -> int:
    last = statement("SELECT coalesce(max(seq), 0) FROM {record} WHERE at < %s", record=RECORD)
    asked = connection.ops.adapt_datetimefield_value(moment)
    with system_scope("two clocks: the last record of a day"), connection.cursor() as cursor:
        cursor.execute(last, [asked])
        found = cursor.fetchone()
    return int(found[0])
