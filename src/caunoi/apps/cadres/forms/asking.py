"""Answering a question nobody can answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.foundation.ui.forms import PlainForm


class UnobtainableForm(PlainForm):
    """Không có được: vì sao."""

    ly_do = forms.CharField(
        label=_("Vì sao không có được"),
        max_length=300,
        help_text=_("Ví dụ: bằng bị mất, trường đã giải thể; đang xin cấp bản sao."),
        widget=forms.Textarea({"rows": 3}),
    )
