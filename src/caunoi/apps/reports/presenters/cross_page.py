"""The cross table as a page: what stands down and across, every number a way to its people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reports.selectors import traits
from caunoi.apps.reports.selectors.cross import (
    ACROSS,
    BASE,
    DOWN,
    MOST_TRAITS,
    Cross,
    CrossAsked,
    Path,
    cross_asked,
)
from caunoi.apps.reports.selectors.traits import Trait, label_of
from caunoi.apps.standards.selectors.asked import GROUP, KEY_OFFICIALS
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import FigureValue, Scope, figure_or_404
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.lists.kinds import ListKind
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.components.base import Component
from caunoi.foundation.ui.figure import figure_html

ADDRESS = "/bao-cao/bang-cheo/"
CROSS = ListKind("bang-cheo", gettext_noop("Bảng chéo"), ADDRESS, cross_asked, (Cadre, "view"))
PEOPLE = "cadres.people"
PRESETS = (
    (gettext_noop("Chức danh và kết luận"), traits.TITLE, traits.JUDGED),
    (gettext_noop("Trình độ và lý luận"), traits.EDUCATION, traits.THEORY),
    (gettext_noop("Tuổi và giới"), traits.AGE, traits.SEX),
    (gettext_noop("Xã và trình độ"), traits.COMMUNE, traits.EDUCATION),
)


@dataclass(frozen=True)
class HeadCell:
    """A heading of columns (ô đầu cột): over how many columns and rows it stands."""

    words: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class CrossTable(Component):
    """The table itself (bảng chéo), with merged headings: plain HTML, arrows go from number to number."""

    template = "reports/_cross.html"
    cross: Cross

    @property
    def caption(self) -> str:
        return title_of(self.cross.asked)

    def heads(self) -> list[list[HeadCell]]:
        return heads_of(self.cross)

    def rows(self) -> Iterator[SafeString]:
        for down in self.cross.down:
            cells = format_html_join("", "{}", ((self._cell(down, across),) for across in self.cross.across))
            whole = len(down) < len(self.cross.asked.down)
            css = "total" if not down else "subtotal" if whole else ""
            yield format_html(
                '<tr class="{}"><th scope="row" class="first{}">{}</th>{}</tr>',
                css, "" if whole or len(down) < MOST_TRAITS else " under", row_label(self.cross.asked, down), cells,
            )  # fmt: skip

    def _cell(self, down: Path, across: Path) -> SafeString:
        count = self.cross.count(down, across)
        css = "number" if len(across) == len(self.cross.asked.across) and across else "number total"
        if not count:
            return format_html('<td class="{}"><span class="muted">0</span></td>', css)
        return format_html('<td class="{}">{}</td>', css, figure_html(number_of(self.cross, down, across)))


def number_of(cross: Cross, down: Path = (), across: Path = ()) -> FigureValue:
    """The number of a cell: the figure of its list, counted already."""
    return FigureValue(
        figure_or_404(PEOPLE),
        Scope(on=cross.asked.on),
        (),
        url=cross.list_url(down, across),
        counted=cross.count(down, across),
    )


def row_label(asked: CrossAsked, path: Path) -> str:
    return label_of(asked.down[len(path) - 1], path[-1], asked.on) if path else _("Cộng")


def heads_of(cross: Cross) -> list[list[HeadCell]]:
    """One row of headings for each trait across; a value stands over its own columns and their sum."""
    asked = cross.asked
    corner = HeadCell(
        " / ".join(trait.title for trait in asked.down) or _("Mọi người"), 1, max(len(asked.across), 1)
    )
    total = HeadCell(_("Cộng"), 1, max(len(asked.across), 1))
    if not asked.across:
        return [[corner, total]]
    if len(asked.across) == 1:
        values = [label_of(asked.across[0], path[0], asked.on) for path in cross.across if path]
        return [[corner, *map(HeadCell, values), total]]
    first = [
        HeadCell(
            label_of(asked.across[0], value, asked.on),
            sum(1 for path in cross.across if path[:1] == (value,)),
        )
        for value in dict.fromkeys(path[0] for path in cross.across if path)
    ]
    second = [
        HeadCell(label_of(asked.across[1], path[1], asked.on) if len(path) > 1 else _("Cộng"))
        for path in cross.across
        if path
    ]
    return [[corner, *first, total], second]


def title_of(asked: CrossAsked) -> str:
    named = [" + ".join(trait.title for trait in side) for side in (asked.down, asked.across) if side]
    return " × ".join(named) or _("Bảng chéo")


@dataclass(frozen=True)
class Axis:
    """One side of the table to choose (chiều của bảng): its boxes, each with the trait that stands there."""

    key: str
    label: str
    boxes: Sequence[str]
    offers: Sequence[Trait]


def present_cross(actor: Actor, cross: Cross, url: str, bar: lists.Bar) -> dict[str, Any]:
    asked = cross.asked
    return {
        "head": ui.Heading(_("Bảng chéo"), lead_of(asked), buttons=[_swapped(asked)]),
        "bar": bar,
        "axes": _axes(actor, asked),
        "kept": [(key, value) for key, values in asked.base.items() if key != GROUP for value in values]
        + [("ngay", asked.on.isoformat())],
        "key_officials": bool(asked.base.get(GROUP)),
        "group": (GROUP, KEY_OFFICIALS),
        "applied": _applied(cross, url),
        "table": CrossTable(cross),
        "downloads": ui.Downloads(url, formats=("xlsx",)),
        "twice": _counted_twice(asked),
    }


def lead_of(asked: CrossAsked) -> str:
    whom = _("cán bộ chủ chốt cấp xã") if asked.base.get(GROUP) else _("mọi người đang giữ chức danh")
    return _("Đếm %(whom)s theo %(traits)s. Mỗi ô mở danh sách đúng từng ấy người.") % {
        "whom": whom,
        "traits": title_of(asked).lower(),
    }


def _swapped(asked: CrossAsked) -> ui.Button:
    changed = {DOWN: [each.key for each in asked.across], ACROSS: [each.key for each in asked.down]}
    url = with_query(ADDRESS, **{**asked.as_params(), **changed}, ngay=asked.on.isoformat())
    return ui.Button(_("Đổi hàng và cột"), url=url)


def _axes(actor: Actor, asked: CrossAsked) -> list[Axis]:
    offers = traits.readable_traits(actor)
    sides = ((DOWN, _("Hàng"), asked.down), (ACROSS, _("Cột"), asked.across))
    return [
        Axis(key, label, [*(trait.key for trait in chosen), "", ""][:MOST_TRAITS], offers)
        for key, label, chosen in sides
    ]


def _applied(cross: Cross, url: str) -> ui.Applied:
    asked = cross.asked
    conditions = []
    for key in BASE:
        if values := asked.base.get(key):
            without: dict[str, Any] = {key: None}
            conditions.append(ui.Link(_words(asked, key, values), with_query(url, **without)))
    return ui.Applied(conditions, _("%(people)s người") % {"people": numbers.number(cross.count())})


def _words(asked: CrossAsked, key: str, values: Sequence[str]) -> str:
    if key == GROUP:
        return _("Cán bộ chủ chốt cấp xã")
    if key == traits.COMMUNE:
        nodes = [
            node for node in unit_tree(on=asked.on).nodes.values() if values[-1] in (node.code, node.slug)
        ]
        return nodes[0].full_name if nodes else values[-1]
    return ", ".join(label_of(traits.TRAITS[key], value, asked.on) for value in values)


def _counted_twice(asked: CrossAsked) -> str:
    """Said where a total may be less than its parts."""
    of_posts = {traits.TITLE, traits.BLOCK, traits.COMMUNE, traits.LEVEL_OF_UNIT}
    if not of_posts & {trait.key for trait in (*asked.down, *asked.across)}:
        return ""
    return _("Người giữ hai chức danh đứng ở hai ô nhưng chỉ tính một lần ở dòng, cột cộng.")


def presets_of(actor: Actor, asked: CrossAsked, url: str) -> list[ui.Tab]:
    tabs = []
    for words, down, across in PRESETS:
        chosen = [traits.TRAITS[key] for key in (down, across)]
        if not all(trait.readable_by(actor) for trait in chosen):
            continue
        now = [trait.key for trait in asked.down] == [down] and [trait.key for trait in asked.across] == [
            across
        ]
        group = asked.base.get(GROUP)
        said: dict[str, Any] = {DOWN: down, ACROSS: across, GROUP: group}
        where = with_query(ADDRESS, **said, ngay=asked.on.isoformat())
        tabs.append(ui.Tab(_(words), where, current=now))
    return tabs
