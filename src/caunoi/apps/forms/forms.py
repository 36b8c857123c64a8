"""What a form is asked about, as it stands in the address."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.foundation.ui.forms import PlainForm


class ScopeForm(PlainForm):
    """Phạm vi của biểu: a unit, and for the list of a class which one; nothing is the whole of one's reach."""

    xa = UnitPickerField(label=_("Đơn vị (để trống là cả phạm vi được xem)"), required=False)
    lop = forms.ChoiceField(label=_("Lớp"), required=False)

    def __init__(
        self, *args: Any, on: date, classes: list[tuple[str, str]] | None = None, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        pick_on(self, on)
        if classes is None:
            del self.fields["lop"]
            return
        del self.fields["xa"]
        choices = [("", _("Chọn một lớp")), *classes]
        self.fields["lop"] = forms.ChoiceField(label=_("Lớp"), required=False, choices=choices)
