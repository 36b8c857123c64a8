"""A row of a person's file in words, whichever table it is of."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from caunoi.apps.cadres.extensions import MERGE_SLOT
from caunoi.apps.cadres.models import Cadre, ImportRow, Posting, Qualification, Rating, SuccessionPlan
from caunoi.apps.cadres.services.describing import (
    name_of_unit,
    posting_text,
    qualification_text,
    rating_text,
    title_name,
)
from caunoi.foundation.db.rows import RowChange
from caunoi.foundation.policy import system_scope
from caunoi.foundation.ui import slots


def texts_of(changes: Sequence[RowChange]) -> list[str]:
    """What each row that is written is, read as it stands now."""
    with system_scope("cadres: rows of two records of one person"):
        there = {
            label: apps.get_model(label)._default_manager.in_bulk([c.pk for c in changes if c.model == label])
            for label in {change.model for change in changes}
        }
        return [fact_text(there[change.model].get(change.pk) or _as_kept(change)) for change in changes]


def _as_kept(change: RowChange) -> models.Model:
    """A row that is gone, from what was kept of it."""
    return apps.get_model(change.model)(**{**(change.before or {}), **(change.after or {})})


def fact_text(row: models.Model) -> str:
    """As people read it; a row of another module as that module tells it."""
    for kind, tell in WORDS.items():
        if isinstance(row, kind):
            return str(tell(row))
    for each in slots.of(MERGE_SLOT):
        if told := each.words(row):
            return str(told)
    name = _(str(row._meta.verbose_name))
    return name[:1].upper() + name[1:]


def _plan_text(plan: Any) -> str:
    told = {"title": title_name(plan.title_code), "unit": name_of_unit(plan.unit_id), "term": plan.term}
    return _("Quy hoạch %(title)s, %(unit)s, %(term)s") % told


def _row_text(row: Any) -> str:
    return _("Dòng %(number)s của tệp đã nhập") % {"number": row.number}


def _person_text(cadre: Any) -> str:
    return _("Hồ sơ %(name)s") % {"name": cadre.full_name}


WORDS: dict[type[models.Model], Any] = {
    Cadre: _person_text,
    Posting: posting_text,
    Qualification: qualification_text,
    Rating: rating_text,
    SuccessionPlan: _plan_text,
    ImportRow: _row_text,
}
