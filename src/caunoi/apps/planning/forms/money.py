"""Money as people type it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.domain.vocabulary.vietnamese import UnreadableNumber, parse_count


class MoneyField(forms.CharField):
    """Đồng as people write them: 1.300.000, 1300000 đ."""

    default_error_messages = {"unreadable": _("Ngân sách phải là số đồng, ví dụ 2.000.000.000.")}

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).replace("đồng", "").replace("đ", "").strip()
        if not text:
            return None
        try:
            return parse_count(text)
        except UnreadableNumber as fault:
            raise forms.ValidationError(self.error_messages["unreadable"], code="invalid") from fault
