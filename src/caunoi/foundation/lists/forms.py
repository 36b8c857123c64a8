"""Naming a view and saying who it is for."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.foundation.ui.forms import PlainForm, offer

ALONE = "rieng"


class ViewForm(PlainForm):
    """Lưu chế độ xem: tên, của riêng mình hay dùng chung, mở sẵn hay không."""

    ten = forms.CharField(
        label=_("Tên chế độ xem"),
        max_length=80,
        help_text=_("Ví dụ: Nữ dưới 40 tuổi thiếu LLCT"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    dung_chung = forms.ChoiceField(label=_("Ai mở được"), widget=forms.RadioSelect)
    mo_san = forms.BooleanField(
        label=_("Mở sẵn mỗi khi tôi vào danh sách này"),
        required=False,
        help_text=_("Chỉ với chế độ xem của riêng tôi."),
    )

    def __init__(self, *args: Any, units: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not units:
            del self.fields["dung_chung"]
            return
        shared = [
            (str(pk), _("Mọi người của %(unit)s và đơn vị bên dưới") % {"unit": name}) for pk, name in units
        ]
        offer(self, "dung_chung", [(ALONE, _("Chỉ mình tôi")), *shared])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("mo_san") and said.get("dung_chung", ALONE) != ALONE:
            self.add_error("mo_san", _("Chế độ xem dùng chung không mở sẵn được; bỏ chọn ô này."))
        return said

    @property
    def said(self) -> Mapping[str, Any]:
        shared = self.cleaned_data.get("dung_chung", ALONE)
        return {
            "name": self.cleaned_data["ten"],
            "unit_id": None if shared == ALONE else UUID(shared),
            "is_default": self.cleaned_data["mo_san"],
        }
