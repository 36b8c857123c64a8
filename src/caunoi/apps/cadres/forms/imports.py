"""What a person hands in on the import pages: a file, the columns as they should be read, an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.cadres.choices import LEAVE_OUT
from caunoi.apps.cadres.forms.fields import DayField
from caunoi.foundation.ui.forms import PlainForm

SAME_AS_BEFORE = "="


class UploadForm(PlainForm):
    """A list of people and the day it speaks of."""

    tep = forms.FileField(label=_("Tệp danh sách"), allow_empty_file=True)
    on = DayField(label=_("Dữ liệu tính đến ngày"))


class CorrectedForm(PlainForm):
    """The mended error workbook."""

    tep = forms.FileField(label=_("Tệp đã sửa"), allow_empty_file=True)


class DuplicateForm(PlainForm):
    """One answer about one doubtful row: ``new`` or the id of the person it is."""

    number = forms.IntegerField(min_value=1)
    answer = forms.CharField(max_length=40)


class WordForm(PlainForm):
    """A near miss and its meaning: taken for every row that says so, or given up again."""

    column = forms.CharField(max_length=60)
    typed = forms.CharField(max_length=32_767, strip=False)
    meant = forms.CharField(max_length=400, strip=False)
    undo = forms.BooleanField(required=False)


def chosen_columns(data: Any, headings: list[dict[str, Any]], taken: dict[int, str]) -> dict[str, int | None]:
    """Which columns of the list are to be read from elsewhere than now; ``taken`` is how it is now."""
    changed: dict[str, int | None] = {}
    for heading in headings:
        index, now = heading["index"], taken.get(heading["index"], LEAVE_OUT)
        wanted = data.get(f"cot_{index}", SAME_AS_BEFORE)
        if wanted in (SAME_AS_BEFORE, now):
            continue
        if now:
            changed.setdefault(now, None)
        if wanted:
            changed[wanted] = index
    return changed
