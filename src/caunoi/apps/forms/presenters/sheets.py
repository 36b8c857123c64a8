"""The filled form as a sheet: the same rows for the page, the PDF, the workbook and Word."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from caunoi.apps.forms.selectors.definitions import FormDefinition
from caunoi.apps.forms.services.filled import Filled, FormScope, Line
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents.sheets import Sheet, SheetCell, SheetColumn, SheetRow
from caunoi.foundation.documents.sheets.form import Kind
from caunoi.foundation.figures import Scope
from caunoi.foundation.figures.apart import apart_words
from caunoi.foundation.ui import numbers

PEOPLE = "cadres.people"
NUMBERED = frozenset({"#"})


@override("vi")  # a form is Vietnamese whoever prints it
def sheet_of(actor: Actor, filled: Filled) -> Sheet:
    form, (office, above) = filled.definition, _office(actor, filled.scope)
    return Sheet(
        key=form.key,
        number=form.number,
        title=" – ".join(filter(None, [form.title, filled.subtitle])),
        office=office,
        above=above,
        on=filled.scope.on,
        columns=columns_of(form),
        rows=[_row(form, line) for line in filled.lines],
        system=form.system,
        wide=True,
        notes=list(_notes(actor, filled)),
        mark=_("DỮ LIỆU MẪU") if settings.DEMO else "",
        total=_total(filled),
    )


def columns_of(form: FormDefinition) -> tuple[SheetColumn, ...]:
    own = tuple(SheetColumn(each.key, each.path, _kind(form, each.key), each.width) for each in form.columns)
    if form.content == "counts":
        return (SheetColumn("title", (_("Nhóm, chức danh"),), "text", 48), *own)
    return own


def _kind(form: FormDefinition, key: str) -> Kind:
    return "number" if form.content == "counts" else "middle" if key in NUMBERED else "text"


def _row(form: FormDefinition, line: Line) -> SheetRow:
    if line.kind == "group":
        return SheetRow([SheetCell(line.title)], "group")
    if form.content == "counts":
        return SheetRow([SheetCell(line.title), *_numbers(form, line)], line.kind)
    url = f"/can-bo/{line.person}/" if line.person else ""
    cells = [SheetCell(line.words[each.key]) for each in form.columns]
    named = [each.key in ("full_name", "ho_ten") for each in form.columns]
    return SheetRow(
        [
            SheetCell(cell.value, url=url) if is_name else cell
            for cell, is_name in zip(cells, named, strict=True)
        ],
        line.kind,
    )


def _numbers(form: FormDefinition, line: Line) -> Iterator[SheetCell]:
    for column in form.columns:
        number = line.numbers.get(column.key)
        yield SheetCell(number.value, PEOPLE, number.url) if number else SheetCell()


def _office(actor: Actor, scope: FormScope) -> tuple[str, str]:
    """The unit the form speaks of and what is above it; without one, the unit of the reader's right."""
    tree = unit_tree(on=scope.on)
    held = [grant.unit_id for grant in actor.grants if grant.unit_id in tree]
    unit_id = scope.unit_id or (held[0] if held else None)
    if unit_id is None:
        return _("Toàn bộ phạm vi được xem"), ""
    node = tree.node(unit_id)
    parent = tree.nodes.get(node.parent_id) if node.parent_id else None
    return node.full_name, parent.full_name if parent else ""


def _notes(actor: Actor, filled: Filled) -> Iterator[str]:
    if filled.hidden:
        yield _("Cột để trống vì vai trò của người lập không xem được: %(columns)s.") % {
            "columns": "; ".join(filled.hidden)
        }
    scope = Scope(on=filled.scope.on, unit_id=filled.scope.unit_id)
    if apart := apart_words(actor, scope):
        yield _("Không có trong biểu, đếm riêng: %(who)s.") % {"who": apart}


def _total(filled: Filled) -> str:
    if filled.definition.content == "counts":
        return ""
    return _("Danh sách có %(count)s người.") % {"count": numbers.number(filled.count)}
