"""What an address says about a list of units, in shape."""

from typing import Any

from django import forms


class ListForm(forms.Form):
    """The query of a list; what does not fit is left aside, an old link still answers."""

    cap = forms.CharField(required=False)
    loai = forms.CharField(required=False)
    thuoc = forms.UUIDField(required=False)

    def said(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data
