"""The only place that reads the clock. Views, commands and jobs ask here and pass the day on as an argument."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """The day it is for the product: ``CAUNOI_TODAY`` where it is set, the day in Hà Nội otherwise."""
    return settings.TODAY or datetime.now(HANOI).date()


def now() -> datetime:
    """The moment something is written down; never part of a decision."""
    return timezone.now()


def moment(on: date) -> datetime:
    """The moment of what somebody does on a day: now, or the same time of the day the product lives in."""
    there = now().astimezone(HANOI)
    return there if there.date() == on else datetime.combine(on, there.timetz())
