"""A form with each kind of field and, when bound, each kind of fault."""

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.foundation.ui.forms import PlainForm


class SampleForm(PlainForm):
    """Every shape of field (biểu mẫu mẫu)."""

    full_name = forms.CharField(label=_("Họ và tên"))
    birth = forms.CharField(
        label=_("Ngày sinh"),
        help_text=_("Ví dụ 31/08/1985, 8/1985 hoặc 1985"),
        widget=forms.TextInput({"size": 12}),
    )
    post = forms.ChoiceField(
        label=_("Chức danh"), choices=[("bt", _("Bí thư Đảng ủy")), ("ct", _("Chủ tịch UBND"))]
    )
    level = forms.ChoiceField(
        label=_("Lý luận chính trị"),
        choices=[("so", _("Sơ cấp")), ("tr", _("Trung cấp")), ("cao", _("Cao cấp"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea({"rows": 3}))
    sure = forms.BooleanField(label=_("Đã đối chiếu với hồ sơ giấy"), required=False)

    def clean_birth(self) -> str:
        birth: str = self.cleaned_data["birth"]
        if not birth.rsplit("/")[-1].isdigit():
            raise forms.ValidationError(_("Ngày sinh phải có dạng 31/08/1985, 8/1985 hoặc 1985"))
        return birth


class SampleFilter(forms.Form):
    """Filters of a list (bộ lọc mẫu)."""

    q = forms.CharField(label=_("Họ tên hoặc đơn vị"), required=False)
    missing = forms.MultipleChoiceField(
        label=_("Đang thiếu"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("llct", _("Lý luận chính trị")), ("cm", _("Chuyên môn")), ("qlnn", _("Quản lý nhà nước"))],
    )
