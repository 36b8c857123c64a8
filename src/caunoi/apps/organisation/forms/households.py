"""The number of households of one line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.domain.vocabulary.vietnamese import UnreadableNumber, parse_count
from caunoi.foundation.ui.forms import PlainForm
from caunoi.foundation.ui.numbers import number

MOST = 1_000_000


class CountField(forms.CharField):
    """Số hộ: a whole number as people write it, 1300 or 1.300; nothing where nobody knows."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            count = parse_count(text)
        except UnreadableNumber as fault:
            raise ValidationError(
                _("Ghi số hộ bằng số nguyên, từ 0 trở lên, ví dụ 320 hoặc 1.300.")
            ) from fault
        if count > MOST:
            raise ValidationError(_("Số hộ này lớn quá. Ghi lại, ví dụ 320 hoặc 1.300."))
        return count


class HouseholdsForm(PlainForm):
    """Ghi số hộ của một dòng; ``whole`` is what its unit has, where that is told."""

    so_ho = CountField(
        label=gettext_lazy("Số hộ"),
        required=False,
        widget=forms.TextInput(attrs={"size": 8, "inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, label: str = "", hint: str = "", whole: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole
        self.fields["so_ho"].label, self.fields["so_ho"].help_text = label, hint

    def clean_so_ho(self) -> int | None:
        """A village or a part is never more than its unit, whatever the other lines say."""
        count: int | None = self.cleaned_data["so_ho"]
        if count is not None and self.whole is not None and count > self.whole:
            told = {"count": number(count), "whole": number(self.whole)}
            raise ValidationError(
                _(
                    "%(count)s hộ nhiều hơn %(whole)s hộ của cả đơn vị. Sửa số này, hoặc sửa số của cả đơn vị trước."
                )
                % told
            )
        return count
