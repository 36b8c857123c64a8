"""What an address says about a list of units, in shape; and the panel that says it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import Tree


class ListForm(forms.Form):
    """The query of a list; what does not fit is left aside, an old link still answers."""

    cap = forms.CharField(required=False)
    loai = forms.CharField(required=False)
    thuoc = forms.UUIDField(required=False)

    def said(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


def unit_filter(tree: Tree, said: dict[str, Any]) -> forms.Form:
    """Which level, and within which unit."""
    above = sorted(tree.districts, key=lambda node: node.sort_key)
    levels = [("xa", _("Cấp xã")), ("huyen", _("Cấp huyện")), ("thon", _("Thôn, tổ dân phố"))]
    form = forms.Form(
        initial={"cap": said.get("cap") or "xa", "thuoc": str(said.get("thuoc") or "")}, auto_id="loc-%s"
    )
    form.fields["cap"] = forms.ChoiceField(label=_("Cấp"), choices=levels, required=False)
    if above:
        within = [("", _("Toàn bộ danh mục")), *((str(node.id), node.full_name) for node in above)]
        form.fields["thuoc"] = forms.ChoiceField(label=_("Thuộc"), choices=within, required=False)
    return form
