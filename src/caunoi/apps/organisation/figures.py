"""How many units there are on a day, each with the list behind it."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.organisation.choices import COMMUNE_TYPES, DISTRICT_TYPES, VILLAGE_TYPES, UnitType
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.organisation.tree import Node, Tree
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.ui import with_query

COLUMNS = (gettext_noop("Đơn vị"), gettext_noop("Mã"), gettext_noop("Loại"), gettext_noop("Thuộc"))
UNIT_OF_MEASURE = gettext_noop("đơn vị")

# Code of the figure: what the address of the list calls it, the title, which types it counts.
LEVELS: dict[str, tuple[str, str, frozenset[str]]] = {
    "units.districts": ("huyen", gettext_noop("Đơn vị cấp huyện"), DISTRICT_TYPES),
    "units.communes": ("xa", gettext_noop("Đơn vị cấp xã"), COMMUNE_TYPES),
    "units.villages": ("thon", gettext_noop("Thôn, tổ dân phố"), VILLAGE_TYPES),
}
TYPES: dict[str, UnitType] = {f"units.type.{kind}": kind for kind in UnitType if kind in COMMUNE_TYPES}


def register() -> None:
    for code, (_word, title, _types) in LEVELS.items():
        figures.register(_figure(code, title))
    for code, kind in TYPES.items():
        figures.register(_figure(code, f"{kind.label[:1].upper()}{kind.label[1:]}"))
    figures.rests_on("units.", "organisation.unitversion", "organisation.succession", public=True)


def _figure(code: str, title: str) -> Figure:
    definition = gettext_noop(
        "Số đơn vị thuộc loại này đang có hiệu lực trong ngày được hỏi, theo danh mục có ngày."
    )
    return Figure(
        code, title, definition, _answering(code), COLUMNS, unit_of_measure=UNIT_OF_MEASURE, public=True
    )


def _answering(code: str) -> Callable[[Actor, Scope], FigureValue]:
    def answer(actor: Actor, scope: Scope) -> FigureValue:
        return counted(code, unit_tree(on=scope.on), scope)

    return answer


def types_of(code: str) -> frozenset[str]:
    return LEVELS[code][2] if code in LEVELS else frozenset({TYPES[code]})


def counted(code: str, tree: Tree, scope: Scope) -> FigureValue:
    """The figure of a tree at hand: a page with several of them asks the database once."""
    figure = figures.figure_or_404(code)
    nodes = [node for node in _within(tree, scope) if node.type in types_of(code)]
    return FigureValue(
        figure,
        scope,
        [_row(node, tree) for node in nodes],
        url=_address(code, scope),
        scope_label=_scope_label(tree, scope),
        sources=[
            _("Danh mục đơn vị hành chính, bản có hiệu lực ngày %(day)s") % {"day": format_date(scope.on)}
        ],
    )


def tally(tree: Tree) -> list[FigureValue]:
    """The counts at the head of the tree's page; a type of which there is none is left out."""
    codes = ["units.districts", *TYPES, "units.communes", "units.villages"]
    values = [counted(code, tree, Scope(tree.on)) for code in codes]
    return [value for value in values if value.value or value.code in ("units.districts", "units.communes")]


def communes_within(tree: Tree, nodes: Iterable[Node]) -> dict[UUID, FigureValue]:
    """For each unit the count of communes under it."""
    return {node.id: counted("units.communes", tree, Scope(tree.on, unit_id=node.id)) for node in nodes}


def _within(tree: Tree, scope: Scope) -> Iterable[Node]:
    if scope.unit_id is None:
        return [node for _depth, node in tree.walk()]
    return [node for node in tree.below(scope.unit_id) if node.id != scope.unit_id]


def _row(node: Node, tree: Tree) -> Row:
    above = tree.nodes.get(node.parent_id) if node.parent_id else None
    cells = (node.full_name, node.code, str(UnitType(node.type).label), above.full_name if above else "")
    return Row(str(node.id), cells, reverse("organisation:unit", args=[node.id]))


def _address(code: str, scope: Scope) -> str:
    where = {"loai": str(TYPES[code])} if code in TYPES else {"cap": LEVELS[code][0]}
    unit = str(scope.unit_id) if scope.unit_id else None
    return with_query(reverse("organisation:list"), **where, ngay=scope.on.isoformat(), thuoc=unit)


def list_url(code: str, scope: Scope, *kept: str) -> str:
    """The list behind a number, readable and good to pass on; with all conditions of the scope, or those ``kept``."""
    node = unit_tree(on=scope.on).nodes.get(scope.unit_id) if scope.unit_id else None
    where = {key: value for key, value in scope.where.items() if value and (key in kept or not kept)}
    unit, day = node.key if node else None, scope.on.isoformat()
    return with_query(f"/giai-thich/{code}/danh-sach/", xa=unit, ngay=day, **where)


def _scope_label(tree: Tree, scope: Scope) -> str:
    return tree.node(scope.unit_id).full_name if scope.unit_id in tree and scope.unit_id else ""


def code_asked(level: str, kind: str) -> str:
    """The figure a list's address speaks of; communes where it says nothing we know."""
    by_type = {str(each): code for code, each in TYPES.items()}
    by_level = {word: code for code, (word, _title, _types) in LEVELS.items()}
    return by_type.get(kind) or by_level.get(level) or "units.communes"


def levels() -> list[tuple[str, str, str]]:
    """Each level with its figure's code, its word in addresses and its title."""
    return [(code, word, _(title)) for code, (word, title, _types) in LEVELS.items()]


def level_of(code: str) -> str:
    return LEVELS[code][0] if code in LEVELS else ""
