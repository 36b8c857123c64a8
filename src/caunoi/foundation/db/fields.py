"""Field types of our own: a date of which only the month or year may be known, and text kept encrypted."""

import json
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from caunoi.domain.vocabulary.vietnamese import PartialDate, UnreadableDate, parse_date
from caunoi.foundation.db import encryption

SEALED = "sealed"


def kept(day: PartialDate) -> str:
    """``1985``, ``1985-08`` or ``1985-08-31``: as the database and JSON keep it."""
    parts = [f"{day.year:04d}", *(f"{part:02d}" for part in (day.month, day.day) if part is not None)]
    return "-".join(parts)


@lru_cache(maxsize=100_000)
def read_kept(text: str) -> PartialDate:
    return PartialDate(*(int(part) for part in text.split("-")))


class PartialDateField(models.CharField):
    """A date to the day, the month or the year (ngày, tháng/năm hoặc năm): ``1985-08-31``, ``1985-08`` or ``1985``.

    The kept text sorts as time does, and the database needs no second column for the precision.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        return read_kept(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value in (None, ""):
            return None
        if isinstance(value, PartialDate):
            return value
        try:
            return parse_date(str(value))
        except UnreadableDate as fault:
            raise ValidationError(str(fault), code="invalid") from fault

    def get_prep_value(self, value: Any) -> str | None:
        known = self.to_python(value)
        return kept(known) if known else (None if self.null else "")

    def run_validators(self, value: Any) -> None:
        """The length that counts is that of the kept text."""
        super().run_validators(self.get_prep_value(value))

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"max_length": 12, **kwargs})


class EncryptedTextField(models.TextField):
    """Text of class P3 (dữ liệu nhạy cảm), encrypted with AES-256-GCM and bound to its table and column."""

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return encryption.decrypt(value, place=self._place()) if value else value

    def get_prep_value(self, value: Any) -> str | None:
        return encryption.encrypt(str(value), place=self._place()) if value else value


class SealedJSONField(models.JSONField):
    """A document with personal text in it (tài liệu niêm phong), sealed as a whole and bound to its table and column.

    The database keeps ``{"sealed": …}``, so nothing can be asked of what is inside.
    """

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        if not value:
            return value
        text = json.dumps(value, cls=self.encoder, ensure_ascii=False, separators=(",", ":"))
        return {SEALED: encryption.encrypt(text, place=self._place())}

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        kept = super().from_db_value(value, expression, connection)
        if not (isinstance(kept, dict) and kept.keys() == {SEALED}):
            return kept  # empty, or written before documents were sealed
        return json.loads(encryption.decrypt(kept[SEALED], place=self._place()), cls=self.decoder)
