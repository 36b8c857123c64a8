"""A named list of people: its name, and what is noted of somebody on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.foundation.ui.forms import PlainForm


class RenameForm(PlainForm):
    """Đổi tên nhóm."""

    ten = forms.CharField(
        label=_("Tên nhóm"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class NoteForm(PlainForm):
    """Ghi chú về một người trong nhóm."""

    ghi_chu = forms.CharField(
        label=_("Ghi chú"),
        max_length=300,
        required=False,
        help_text=_("Ai mở được nhóm và xem được hồ sơ người này thì đọc được."),
        widget=forms.Textarea({"rows": 3}),
    )
