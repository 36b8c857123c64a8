"""Columns of a model by name, for whoever puts a column's own words on a page."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models


def column_of(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The column ``name`` (cột); raises FieldDoesNotExist also for a relation that has no column here."""
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise FieldDoesNotExist(f"{model._meta.label} has no column {name}")
    return found
