"""A row of a person's file in words, whichever table it is of."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, ImportRow, Posting, Qualification, Rating, SuccessionPlan
from caunoi.apps.cadres.services.describing import (
    name_of_unit,
    posting_text,
    qualification_text,
    rating_text,
    title_name,
)


def fact_text(row: models.Model) -> str:
    """As people read it; a row of another module by what its kind is called."""
    for kind, tell in WORDS.items():
        if isinstance(row, kind):
            return tell(row)
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
