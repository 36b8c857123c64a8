"""What can be taught, and where."""

from caunoi.apps.classes.models.costs import ItemCost
from caunoi.apps.classes.models.programme import Programme
from caunoi.apps.classes.models.venue import Venue

__all__ = ["ItemCost", "Programme", "Venue"]
