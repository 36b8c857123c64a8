"""Which seats one looks at, and how many there are from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.forms.editing import title_choices
from caunoi.apps.cadres.forms.fields import DayField
from caunoi.apps.cadres.forms.filters import LongSelect, unit_choices
from caunoi.apps.cadres.models.seat import MOST
from caunoi.apps.cadres.selectors import group_names
from caunoi.apps.cadres.selectors.conditions import TITLE, UNIT
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.forms import PlainForm, offer

GROUP = "nhom:"


class SeatFilterForm(forms.Form):
    """Bộ lọc chỗ: a unit with all below it, one title."""

    use_required_attribute = False


def seat_filter(actor: Actor, on: date, params: Mapping[str, Sequence[str]]) -> SeatFilterForm:
    form = SeatFilterForm(auto_id="loc-%s")
    units = unit_choices(actor, on)
    if len(units) > 1:
        form.fields[UNIT] = _select(_("Đơn vị"), [("", _("Tất cả đơn vị")), *units])
    form.fields[TITLE] = _select(_("Chức danh"), [("", _("Tất cả chức danh")), *title_choices(on)])
    for key, field in form.fields.items():
        field.initial = "".join(list(params.get(key, ()))[-1:])
    return form


def _select(label: str, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=LongSelect)


class SeatsForm(PlainForm):
    """Ghi số chỗ: from a day on, for one title of a unit or for a group of titles counted as heads."""

    use_required_attribute = False

    unit = UnitPickerField(label=gettext_lazy("Đơn vị"))
    what = forms.ChoiceField(
        label=gettext_lazy("Chức danh"),
        help_text=gettext_lazy("Chọn một chức danh; hoặc cả nhóm, khi văn bản giao một số biên chế chung."),
    )
    number = forms.IntegerField(
        label=gettext_lazy("Số chỗ"),
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput({"size": 4, "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Số chỗ phải là một số nguyên, ví dụ 2"),
            "min_value": gettext_lazy("Số chỗ phải từ 0 trở lên"),
            "max_value": gettext_lazy("Số chỗ không quá 500"),
        },
    )
    valid_from = DayField(
        label=gettext_lazy("Từ ngày"),
        help_text=gettext_lazy(
            "Ngày số này có hiệu lực; trước ngày ấy mọi con số vẫn như cũ. Ví dụ 31/08/2020"
        ),
    )
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số và ngày của quyết định hoặc nghị quyết giao số này."),
    )

    def __init__(self, data: Any = None, *, on: date, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        groups = [(f"{GROUP}{code}", _(name)) for code, name in group_names().items()]
        offer(self, "what", [("", "–"), (_("Cả nhóm"), groups), *title_choices(on)])
        pick_on(self, on)

    def said(self) -> dict[str, Any]:
        """As the service takes it; the unit is still its id."""
        cleaned = dict(self.cleaned_data)
        what: str = cleaned.pop("what")
        of_group = what.startswith(GROUP)
        return {
            **cleaned,
            "title_code": "" if of_group else what,
            "block": what.removeprefix(GROUP) if of_group else "",
        }
