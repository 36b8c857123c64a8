"""What one chooses on the gap matrix."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.organisation.selectors import Tree
from caunoi.foundation.ui.date_fields import DayField
from caunoi.foundation.ui.forms import PlainForm, offer


def district_form(tree: Tree, reached: frozenset[Any] | None, chosen: str) -> forms.Form | None:
    """The districts within reach; nothing to choose where there are none."""
    nodes = sorted(tree.districts, key=lambda node: node.sort_key)
    choices = [(node.key, node.full_name) for node in nodes if reached is None or node.id in reached]
    if not choices:
        return None
    form = forms.Form(initial={"xa": chosen})
    form.fields["xa"] = forms.ChoiceField(
        label=_("Huyện, thị xã, thành phố"), choices=[("", _("Tất cả")), *choices], required=False
    )
    return form


class ChangeForm(PlainForm):
    """Hai báo cáo của một con số."""

    so = forms.ChoiceField(label=gettext_lazy("Con số"))
    tu = DayField(label=gettext_lazy("Đầu kỳ"))
    ngay = DayField(label=gettext_lazy("Cuối kỳ"))
    known_tu = forms.CharField(
        label=gettext_lazy("Đầu kỳ theo dữ liệu biết đến"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Bỏ trống: như biết hôm nay"),
        widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
    )


class RestatingForm(PlainForm):
    """Quy đổi theo địa giới của một ngày."""

    theo = forms.DateField(
        label=gettext_lazy("Theo đơn vị của ngày"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"size": 12}),
    )


def change_form(numbers: Iterable[tuple[str, str]], **shown: Any) -> ChangeForm:
    """Filled in with the change the page shows."""
    form = ChangeForm(initial=shown)
    offer(form, "so", numbers)
    return form
