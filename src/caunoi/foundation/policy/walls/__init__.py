"""The second wall (bức tường thứ hai): the database itself keeps each unit's rows from the others.

The first wall narrows every query in our own code. This one is made from the same table of the policy and stands in
PostgreSQL: a query whose filter was forgotten gets no row of another unit. SQLite has no such policies; there a guard
on the connection looks at every statement (``guard``).
"""

from caunoi.foundation.policy.walls.acting import acting, reach_changed
from caunoi.foundation.policy.walls.looking import Standing, wall_standing
from caunoi.foundation.policy.walls.raising import raise_wall

__all__ = ["Standing", "acting", "raise_wall", "reach_changed", "wall_standing"]
