"""Why two records are joined, parted, or found to be two people."""

from django import forms
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.forms.editing import Form


class MergeForm(Form):
    """Lý do nhập hai hồ sơ."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do nhập"), max_length=300,
        help_text=gettext_lazy(
            "Ví dụ: cùng một người, ghi trong hai danh sách. Được lưu vào nhật ký của cả hai hồ sơ."
        ),
    )  # fmt: skip


class ApartForm(Form):
    """Lý do kết luận là hai người."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao là hai người"), max_length=300,
        help_text=gettext_lazy(
            "Cặp này không được nêu lại, trừ khi họ tên, ngày sinh, giới tính, số định danh hay điện thoại thay đổi."
        ),
    )  # fmt: skip


class SplitForm(Form):
    """Lý do tách lại."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do tách lại"), max_length=300, help_text=gettext_lazy("Được lưu vào nhật ký.")
    )
