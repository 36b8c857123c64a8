"""What it takes to undo one row: exactly what stood before, sealed, because it may hold sensitive text."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.db import encryption
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.db.fields import kept

PLACE = "cadres_importrow.before"
FACTS: dict[str, type[models.Model]] = {
    "postings": Posting,
    "qualifications": Qualification,
    "ratings": Rating,
}


def sealed(inverse: dict[str, Any]) -> dict[str, str]:
    """The inverse of a row's work as an encrypted text."""
    return {"sealed": encryption.encrypt(json.dumps(inverse, default=_plain), place=PLACE)}


def _plain(value: Any) -> str:
    if isinstance(value, PartialDate):
        return kept(value)
    if isinstance(value, date | UUID):
        return value.isoformat() if isinstance(value, date) else str(value)
    raise TypeError(f"cannot keep {type(value).__name__} for an undo")


def opened(before: dict[str, str]) -> dict[str, Any]:
    """The inverse back, its values still as plain texts; ``typed`` makes them what they were."""
    inverse: dict[str, Any] = json.loads(encryption.decrypt(before["sealed"], place=PLACE))
    return inverse


def typed(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """Kept texts as the values of the model's columns."""
    return {name: _column(model, name).to_python(value) for name, value in values.items()}


def _column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    return column_of(model, name.removesuffix("_id"))


def restored_person(cadre: Cadre, inverse: dict[str, Any]) -> Cadre:
    """The person with the columns as they were; the version goes on, since something did happen."""
    for name, value in typed(Cadre, inverse["fields"]).items():
        setattr(cadre, name, value)
    cadre.version += 1
    return cadre
