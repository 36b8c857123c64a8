"""Two clocks (hai mốc thời gian): what was true on a day is in the facts; what was known by then is kept here.

Every write to a table of facts leaves the row as it was before in the table's shadow, put there by the database
itself, so that no code can forget it. ``as_known(point)`` then reads the whole product as it stood at one record of
the audit: the same selectors, figures and pages, and therefore the same bytes as that day.
"""

from caunoi.foundation.system_time.known import Point, known_point
from caunoi.foundation.system_time.points import kept_from, point_of_day, point_of_record
from caunoi.foundation.system_time.reading import as_known, as_known_now

__all__ = ["Point", "as_known", "as_known_now", "kept_from", "known_point", "point_of_day", "point_of_record"]
