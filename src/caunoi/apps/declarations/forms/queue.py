"""What somebody says who compared a scan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.cadres.choices import EvidenceState
from caunoi.foundation.ui.forms import PlainForm


class CompareForm(PlainForm):
    """Khớp, or không khớp with what is different; ``claim`` is the mark of what was shown."""

    state = forms.ChoiceField(
        choices=[(EvidenceState.MATCHED, _("Khớp")), (EvidenceState.MISMATCHED, _("Không khớp"))],
        widget=forms.HiddenInput,
        label=_("Kết quả đối chiếu"),
    )
    claim = forms.CharField(max_length=16, widget=forms.HiddenInput, label=_("Điều đã xem"))
    note = forms.CharField(
        label=_("Chỗ không khớp"),
        max_length=500,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "data-key": "l"}),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["note"].required = data is None  # as it is shown: part of "Không khớp"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("state") == EvidenceState.MISMATCHED and not said.get("note"):
            self.add_error("note", _("Ghi chỗ không khớp để người nạp biết cần sửa gì."))
        return said
