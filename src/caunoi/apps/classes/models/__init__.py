"""What can be taught, where, and by whom."""

from caunoi.apps.classes.models.costs import ItemCost
from caunoi.apps.classes.models.lecturers import LecturerPool
from caunoi.apps.classes.models.programme import Programme
from caunoi.apps.classes.models.venue import Venue

__all__ = ["ItemCost", "LecturerPool", "Programme", "Venue"]
