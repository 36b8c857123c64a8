"""Numbers, money and days as the reader's language writes them: 1.300 and 95,0 % in Vietnamese."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date

Number = int | float | Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"


def number(value: Number | None, places: int | None = None) -> str:
    """1300 → 1.300; 3.5 → 3,5. Without ``places`` as many decimals as the number carries, at most two."""
    if value is None:
        return ""
    if places is None and not isinstance(value, int):
        written = f"{value:,.2f}".rstrip("0").rstrip(".")
    else:
        written = f"{value:,.{places or 0}f}"
    return written if speaks_english() else written.translate(_SWAPPED)


_SWAPPED = str.maketrans({",": ".", ".": ","})


def percent(share: Number | None, places: int = 1) -> str:
    """A share between 0 and 1, written as 95,0 %."""
    if share is None:
        return ""
    written = number(share * 100, places)
    return f"{written}%" if speaks_english() else f"{written}{NO_BREAK}%"


def dong(value: int | None) -> str:
    """1300000 → 1.300.000 đ."""
    return "" if value is None else f"{number(int(value))}{NO_BREAK}đ"


def day(value: Any) -> str:
    """A date as 31/08/2020; a partial one as 8/1985 or 1985; a moment as 09:40 31/08/2020."""
    if value in (None, ""):
        return ""
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return date_format(moment, "SHORT_DATETIME_FORMAT")
    if isinstance(value, PartialDate):
        return format_date(value)
    return date_format(value, "SHORT_DATE_FORMAT")


def span(period: Period) -> str:
    """A period by its first and last day: 01/01/2020 – 30/06/2025, or open on one side."""
    if period.start and period.end:
        return f"{day(period.start)} – {day(period.last_day)}"
    if period.start:
        return _("từ %(day)s") % {"day": day(period.start)}
    return _("đến %(day)s") % {"day": day(period.last_day)} if period.end else _("không thời hạn")


def speaks_english() -> bool:
    return (get_language() or "vi").startswith("en")
