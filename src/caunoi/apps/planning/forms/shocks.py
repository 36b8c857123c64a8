"""What an officer says happened to a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.apps.planning.services.shocks import ShockAsked
from caunoi.foundation.ui.date_fields import DayField
from caunoi.foundation.ui.forms import PlainForm, offer


class ShockForm(PlainForm):
    """Điều gì đã xảy ra với kế hoạch: only lines that are open, venues they stand at, people who have a seat."""

    use_required_attribute = False

    lop = forms.MultipleChoiceField(
        label=_("Lớp không tổ chức được"),
        help_text=_("Giảng viên bận thì chọn các lớp của người ấy và ghi những ngày bận ở dưới."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    noi = forms.ChoiceField(label=_("Nơi học không dùng được"), required=False)
    tu = DayField(
        label=_("Từ ngày"),
        required=False,
        help_text=_("Để trống là cả kỳ; có ngày thì chỉ những lớp học trong các ngày ấy bị bỏ."),
    )
    den = DayField(label=_("Đến ngày"), required=False)
    tim = forms.CharField(label=_("Tìm người không đi học được"), required=False, max_length=100)
    nguoi = forms.MultipleChoiceField(
        label=_("Người không đi học được"),
        help_text=_("Nghỉ dài, chuyển đi, thôi việc: người ấy ra khỏi mọi lớp của kế hoạch."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sap_nhap = forms.MultipleChoiceField(
        label=_("Đơn vị đã sáp nhập sau ngày lập kế hoạch"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, *, asked: ShockAsked, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        told = data if data is not None else (initial or {})
        chosen = told.getlist("nguoi") if hasattr(told, "getlist") else told.get("nguoi", [])
        offer(self, "lop", asked.lines)
        offer(self, "noi", [("", gettext("Không nơi nào")), *asked.venues])
        offer(self, "nguoi", asked.people_like(told.get("tim") or "", chosen))
        if asked.mergers:
            offer(self, "sap_nhap", asked.mergers)
        else:
            del self.fields["sap_nhap"]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("tu"), told.get("den")
        if first and last and last < first:
            self.add_error("den", gettext("Đến ngày phải từ ngày đầu trở đi."))
        if not self.errors and not any(told.get(name) for name in ("lop", "noi", "nguoi", "sap_nhap")):
            raise forms.ValidationError(gettext("Chọn ít nhất một điều đã xảy ra."))
        return told
