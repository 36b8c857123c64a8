"""What a person hands in beside a fact: a scan, and what comparing it with the fact showed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.cadres.choices import EvidenceState
from caunoi.foundation.ui.forms import PlainForm


class ScanForm(PlainForm):
    """Nạp bản chụp: a file, or a photograph taken with the telephone at hand."""

    tep = forms.FileField(label=_("Tệp PDF, JPEG hoặc PNG"), required=False, allow_empty_file=True)
    anh = forms.FileField(
        label=_("Hoặc chụp ngay bằng điện thoại"), required=False, allow_empty_file=True,
        widget=forms.FileInput({"accept": "image/jpeg,image/png", "capture": "environment"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not (said.get("tep") or said.get("anh")):
            self.add_error("tep", _("Chọn tệp bản chụp, hoặc chụp ảnh."))
        return said

    @property
    def file(self) -> Any:
        return self.cleaned_data.get("tep") or self.cleaned_data["anh"]


class CheckForm(PlainForm):
    """Đối chiếu: does the scan show what is written?"""

    state = forms.ChoiceField(
        label=_("Bản chụp so với điều ghi trong hồ sơ"),
        choices=[(EvidenceState.MATCHED, _("Khớp")), (EvidenceState.MISMATCHED, _("Không khớp"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=500,
        required=False,
        help_text=_("Bắt buộc khi không khớp: chỗ nào khác."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("state") == EvidenceState.MISMATCHED and not said.get("note"):
            self.add_error("note", _("Ghi chỗ không khớp để người nạp biết cần sửa gì."))
        return said
