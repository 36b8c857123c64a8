"""Days as people write them, whole or in part."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caunoi.domain.vocabulary.vietnamese import PartialDate, UnreadableDate, format_date, parse_date
from caunoi.foundation.ui.languages import reason_of


class PartialDateField(forms.CharField):
    """A date to the day, month or year (ngày, có thể thiếu ngày hoặc tháng)."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("help_text", _("Ví dụ 31/08/1985, 8/1985 hoặc 1985"))
        super().__init__(widget=forms.TextInput({"size": 12, "autocomplete": "off"}), max_length=20, **given)

    def prepare_value(self, value: Any) -> Any:
        return format_date(value) if isinstance(value, PartialDate | date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self._fitting(parse_date(text))
        except UnreadableDate as fault:
            told = {"label": self.label, "fault": reason_of(fault).rstrip(".")}
            raise ValidationError(_("%(label)s %(fault)s.") % told) from fault

    def _fitting(self, known: PartialDate) -> Any:
        return known

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class DayField(PartialDateField):
    """A whole day (ngày)."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("help_text", _("Ví dụ 31/08/2020"))
        super().__init__(**given)

    def _fitting(self, known: PartialDate) -> Any:
        if known.precision != "day":
            raise ValidationError(
                _("%(label)s phải có đủ ngày, tháng, năm, ví dụ 31/08/2020.") % {"label": self.label}
            )
        return known.as_date()
