"""The forms as templates the office edits: one for Word and one for Excel, made from the definition of the form."""

from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import override

from caunoi.apps.forms.presenters.sheets import columns_of
from caunoi.apps.forms.selectors.definitions import FormDefinition, all_forms
from caunoi.foundation.documents.sheets import Sheet, SheetCell, SheetRow
from caunoi.foundation.documents.sheets.form import Value
from caunoi.foundation.documents.sheets.templates import register_sheet


def register() -> None:
    for form in all_forms():
        title = f"{form.number}: {form.title}"
        register_sheet(form.key, title, columns_of(form), partial(sample_sheet, form))


@override("vi")
def sample_sheet(form: FormDefinition) -> Sheet:
    """One invented row of each kind, to try a template on."""
    columns = columns_of(form)
    words: dict[str, Value] = {"number": 12, "middle": 1, "text": "Nguyễn Văn An"}
    row = SheetRow([SheetCell(words[each.kind]) for each in columns])
    group = [SheetRow([SheetCell("Xã An Lạc")], "group")] if form.grouped else []
    return Sheet(
        key=form.key, number=form.number, title=form.title, office="Xã An Lạc", above="Huyện Sơn Động",
        on=date(2020, 8, 31), columns=columns, rows=[*group, row], system=form.system, mark=_("DỮ LIỆU MẪU"),
        total="" if form.content == "counts" else "Danh sách có 1 người.",
    )  # fmt: skip
