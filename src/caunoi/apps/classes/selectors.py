"""Reading the catalogue: what can be taught on a day and where, and what closes a gap."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from caunoi.apps.classes.models import LecturerPool, Programme, Venue
from caunoi.domain.eligibility.routes import Missing
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

ANY_FIELD = "*"


def programmes_on(actor: Actor, on: date) -> QuerySet[Programme]:
    """The programmes in force on the day, by code."""
    found: QuerySet[Programme] = visible(actor, Programme).on(on).order_by("code")
    return found


def venues_on(actor: Actor, on: date) -> QuerySet[Venue]:
    found: QuerySet[Venue] = visible(actor, Venue).on(on).order_by("code")
    return found


def lecturers_on(actor: Actor, on: date) -> QuerySet[LecturerPool]:
    found: QuerySet[LecturerPool] = visible(actor, LecturerPool).on(on).order_by("code")
    return found


def closing(programmes: Iterable[Programme], missing: Missing) -> list[Programme]:
    """Programmes that close the gap, the one that asks least of a person first."""
    able = [(rank, each) for each in programmes if (rank := _gives(each.closes, missing)) is not None]
    return [each for rank, each in sorted(able, key=lambda pair: (pair[0], pair[1].hours, pair[1].code))]


def closes(programme: Programme, missing: Missing) -> bool:
    return _gives(programme.closes, missing) is not None


def _gives(given: Sequence[Any], missing: Missing) -> int | None:
    """The level the programme gives if that is enough; None when it does not close the gap."""
    scale = load_terms().scales.get(missing.what)
    for each in given:
        if each["what"] != missing.what:
            continue
        if scale is None:
            if each["value"] in (missing.value, ANY_FIELD):
                return 0
        elif scale.ranks[each["level"]] >= missing.rank:
            return scale.ranks[each["level"]]
    return None
