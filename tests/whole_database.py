"""Every row of every table of facts, to be compared before and after."""

import hashlib

from django.apps import apps
from django.db import connection, models

REMEMBERING = {"audit", "sessions", "contenttypes", "auth"}
SESSIONS = "accounts.OpenSession"
Rows = dict[tuple[str, str], tuple[object, ...]]


def every_row(*but: str, of: str = "") -> Rows:
    """By table and key; ``but`` names models left out, ``of`` one module alone; the audit is always left out."""
    found: Rows = {}
    for model in apps.get_models():
        asked = model._meta.app_label == of if of else model._meta.app_label not in REMEMBERING
        if asked and model._meta.label not in {SESSIONS, *but}:
            found |= _rows_of(model)
    return found


def _rows_of(model: type[models.Model]) -> Rows:
    quote = connection.ops.quote_name
    names = [field.column for field in model._meta.concrete_fields]
    key = names.index(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quote, names))} FROM {quote(model._meta.db_table)}")
        return {(model._meta.label, str(row[key]).replace("-", "")): tuple(row) for row in cursor.fetchall()}


def fingerprint(rows: Rows) -> str:
    return hashlib.sha256(repr(sorted(rows.items(), key=str)).encode()).hexdigest()
