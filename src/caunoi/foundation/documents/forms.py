"""A template on its way in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.foundation.ui.forms import PlainForm


class TemplateForm(PlainForm):
    """Đưa mẫu lên."""

    file = forms.FileField(label=_("Tệp mẫu (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"}))
    valid_from = forms.DateField(
        label=_("Dùng từ ngày"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("Ghi một ngày có trong lịch, dạng 31/08/2020.")},
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"size": 12}),
    )

    def __init__(self, *args: Any, format: str = "docx", **given: Any) -> None:
        super().__init__(*args, **given)
        if format == "xlsx":
            self.fields["file"].label = _("Tệp mẫu (.xlsx)")
            self.fields["file"].widget.attrs["accept"] = ".xlsx"
