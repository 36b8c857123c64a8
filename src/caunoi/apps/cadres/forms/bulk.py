"""What is to be done to the people chosen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.forms.fields import DayField
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.models.bulk import BulkKind
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui.forms import PlainForm, offer, spoken


class KindForm(PlainForm):
    """Chọn việc làm cho những người đã chọn."""

    viec = forms.ChoiceField(
        label=gettext_lazy("Làm gì cho những người đã chọn"),
        widget=forms.RadioSelect,
        choices=spoken(BulkKind.choices),
    )


class BulkForm(PlainForm):
    """The words every kind asks for: on what it stands."""

    ly_do = forms.CharField(
        label=gettext_lazy("Căn cứ, lý do"),
        max_length=300,
        help_text=gettext_lazy(
            "Ví dụ: Quyết định 12-QĐ/HU ngày 20/08/2020. Được lưu vào nhật ký từng hồ sơ."
        ),
    )

    @property
    def said(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["ly_do"]}


class CustodyForm(BulkForm):
    """Chuyển đơn vị quản lý hồ sơ."""

    unit = UnitPickerField(label=gettext_lazy("Đơn vị sẽ quản lý hồ sơ"))
    field_order = ("unit", "ly_do")

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "unit": str(self.cleaned_data["unit"])}


class LeftForm(BulkForm):
    """Ghi thôi công tác."""

    ngay_thoi = DayField(
        label=gettext_lazy("Thôi công tác từ ngày"),
        help_text=gettext_lazy("Mọi chức danh đang giữ kết thúc từ ngày này."),
    )
    field_order = ("ngay_thoi", "ly_do")

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "day": self.cleaned_data["ngay_thoi"].isoformat()}


class CorrectManyForm(BulkForm):
    """Sửa một mục của hồ sơ."""

    muc = forms.ChoiceField(label=gettext_lazy("Mục cần sửa"))
    gia_tri = forms.CharField(
        label=gettext_lazy("Ghi thành"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Giới tính ghi Nam hoặc Nữ. Để trống là xóa giá trị đang có."),
    )
    field_order = ("muc", "gia_tri", "ly_do")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        typed, value = said.get("gia_tri", ""), said.get("gia_tri", "")
        if said.get("muc") == "sex" and typed:
            words = {str(label).casefold(): value for value, label in Sex.choices}
            value = words.get(typed.strip().casefold(), "")
            if not value:
                self.add_error("gia_tri", _("Giới tính phải là Nam hoặc Nữ."))
        longest = 20 if said.get("muc") == "phone" else 60
        if len(value) > longest:
            self.add_error("gia_tri", _("Nhiều nhất %(n)s ký tự.") % {"n": longest})
        said["gia_tri"] = value
        return said

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "field": self.cleaned_data["muc"], "value": self.cleaned_data["gia_tri"]}


FORMS: dict[str, type[BulkForm]] = {
    BulkKind.CUSTODY: CustodyForm,
    BulkKind.LEFT: LeftForm,
    BulkKind.CORRECT: CorrectManyForm,
}


def bulk_form(actor: Actor, kind: str, data: Mapping[str, Any] | None, *, on: date) -> BulkForm:
    """The form of one kind, offering only what this role reads and the units of the day."""
    form = FORMS[kind](data)
    if "unit" in form.fields:
        pick_on(form, on)
    if "muc" in form.fields:
        labels = {"phone": _("Điện thoại"), "sex": _("Giới tính"), "ethnicity": _("Dân tộc")}
        readable = readable_fields(actor, Cadre)
        offer(form, "muc", [(name, label) for name, label in labels.items() if name in readable])
    return form
