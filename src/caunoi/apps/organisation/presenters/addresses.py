"""Where units are shown; an address keeps the day it speaks of."""

from datetime import date
from uuid import UUID

from django.urls import reverse

from caunoi.foundation.ui import with_query


def unit_url(unit_id: UUID | str, on: date) -> str:
    return with_query(reverse("organisation:unit", args=[unit_id]), ngay=on.isoformat())


def tree_url(on: date) -> str:
    return with_query(reverse("organisation:tree"), ngay=on.isoformat())


def search_url() -> str:
    return reverse("organisation:search")


def api_url(on: date, under: str = "") -> str:
    return with_query("/api/v1/units", on=on.isoformat(), under=under or None)
