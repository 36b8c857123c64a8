"""The gap matrix as a page: tabs of titles, a row a commune, every number a way to the people behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import register
from caunoi.apps.standards.extensions import MATRIX_SLOT, MatrixColumn
from caunoi.apps.standards.figures import counted_times
from caunoi.apps.standards.presenters.numbers import Number, people_number
from caunoi.apps.standards.selectors import Asked, Verdicts
from caunoi.apps.standards.selectors.asked import (
    BLOCK,
    EVIDENCE,
    GROUP,
    KEY_OFFICIALS,
    LACKS,
    PROVEN,
    TITLE,
    UNIT,
    VERDICT,
    UnreadableQuestion,
    asked_of,
)
from caunoi.apps.standards.selectors.matrix import GapMatrix, GapRow
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.lists.kinds import ListKind
from caunoi.foundation.lists.shapes import Offer, Shape
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, slots, with_query
from caunoi.foundation.ui.components.words import State
from caunoi.foundation.ui.figure import figure_html

ADDRESS = "/thieu-chuan/"
HEAT = (1, 2, 4, 8)
MOST, BY_NAME, BY_DISTRICT, BY_PEOPLE = "nhieu", "ten", "huyen", "nguoi"
EVERY_TITLE = "tat-ca"
DROP_UNIT: dict[str, Any] = {UNIT: None, "format": None}


@dataclass(frozen=True)
class MatrixPage:
    """What the view read (ma trận đã đọc): who asks, the address, the counts, the order."""

    actor: Actor
    url: str
    matrix: GapMatrix
    found: Verdicts
    order: str = MOST
    extra: Sequence[MatrixColumn] = field(default=())
    params: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        return self.matrix.asked


def added_columns(actor: Actor, matrix: GapMatrix) -> list[MatrixColumn]:
    """What upper modules add, for the communes of this matrix."""
    units = [row.node.id for row in matrix.rows if row.node]
    asked = matrix.asked
    offered = (
        extension.column(actor, asked.on, units, asked.as_params()) for extension in slots.of(MATRIX_SLOT)
    )
    return [column for column in offered if column is not None]


def present_matrix(page: MatrixPage, bar: lists.Bar) -> dict[str, Any]:
    return {
        "head": _heading(page),
        "bar": bar,
        "tally": _tally(page),
        "applied": _applied(page),
        "table": table_of(page),
        "downloads": ui.Downloads(page.url, api_url=_api_url(page)),
    }


def _heading(page: MatrixPage) -> ui.Heading:
    lead = _("Ai còn thiếu yêu cầu nào, ở xã nào. Mọi con số đều mở được danh sách người phía sau.")
    buttons = [
        ui.Button(_("Xem bản đồ"), url=_beside(page, "ban-do/")),
        *_restated_button(page),
        ui.Button(_("Vì sao thay đổi"), url=_beside(page, "thay-doi/")),
        ui.Button(_("Xem tiêu chuẩn"), url=_rules_url(page)),
    ]
    return ui.Heading(_("Thiếu chuẩn"), lead, buttons=buttons)


def _beside(page: MatrixPage, what: str) -> str:
    return with_query(
        page.url.replace(ADDRESS, f"{ADDRESS}{what}", 1),
        sap=None,
        format=None,
        cot=None,
        gop=None,
        xem=None,
        bo=None,
    )


def _restated_button(page: MatrixPage) -> list[ui.Button]:
    """Offered where units have changed since the day of the page."""
    last = register().last_change
    if last is None or last <= page.asked.on:
        return []
    return [ui.Button(_("Quy đổi theo địa giới mới"), url=_beside(page, "quy-doi/"))]


def _rules_url(page: MatrixPage) -> str:
    return with_query("/tieu-chuan/", ngay=page.asked.on.isoformat())


def _api_url(page: MatrixPage) -> str:
    params = page.asked.as_params()
    unit = params.pop(UNIT, None)
    return with_query("/api/v1/gaps", **params, unit=unit, on=page.asked.on.isoformat())


# ---- whose posts


def tabs_of(page: MatrixPage) -> list[ui.Tab]:
    titles = load_terms().titles
    keys = load_rulebook().key_titles(page.asked.on)
    tabs = [_tab(page, _("Chủ chốt"), GROUP, KEY_OFFICIALS)]
    tabs += [_tab(page, titles[code].name, TITLE, code) for code in keys]
    tabs += [_tab(page, _(load_terms().kinds[kind].name), BLOCK, kind) for kind in _other_kinds(page)]
    return [*tabs, _tab(page, _("Mọi chức danh"), GROUP, EVERY_TITLE)]


def _other_kinds(page: MatrixPage) -> list[str]:
    """Classes of titles somebody in reach holds, beside the one the key titles belong to."""
    titles = load_terms().titles
    held = dict.fromkeys(titles[code].kind for code in page.found.snapshot.titles if code in titles)
    return [kind for kind in load_terms().kinds if kind in held]


def _tab(page: MatrixPage, label: str, key: str, value: str) -> ui.Tab:
    changes: dict[str, Any] = {GROUP: None, TITLE: None, BLOCK: None, "format": None, key: value}
    url = with_query(page.url, **changes)
    asked = page.asked
    now = {
        GROUP: asked.group or ("" if asked.titles or asked.blocks else EVERY_TITLE),
        TITLE: ",".join(asked.titles),
        BLOCK: ",".join(asked.blocks),
    }
    return ui.Tab(label, url, current=now[key] == value)


# ---- the sums above and below


def _tally(page: MatrixPage) -> ui.Tally:
    tally, asked = page.matrix.tally, page.asked
    counts: list[tuple[str, str, str, int, State]] = [
        ("standard.met", _("Đạt chuẩn"), "dat", tally.met, "dat"),
        ("standard.not_met", _("Chưa đạt"), "chua", tally.not_met, "loi"),
        ("standard.in_transition", _("Chuyển tiếp"), "chuyen-tiep", tally.in_transition, "chu-y"),
        ("standard.unknown", _("Thiếu dữ liệu"), "thieu-du-lieu", tally.unknown, "trung-tinh"),
    ]
    shown = [
        ui.Count(label, people_number(code, value, replace(asked, verdict=word)), state, _share(value, tally.people))
        for code, label, word, value, state in counts
    ]  # fmt: skip
    whole = ui.Count(_("Người trong diện"), people_number("standard.people", tally.people, asked), total=True)
    return ui.Tally([*shown, whole], _("Kết quả theo cách tính “%(name)s”") % {"name": _measure(page)})


def _measure(page: MatrixPage) -> str:
    return _(page.found.assessment.rules.measure.name)


def _share(part: int, whole: int) -> str:
    return numbers.percent(part / whole) if whole else ""


def _applied(page: MatrixPage) -> ui.Applied:
    conditions = []
    if page.asked.unit_id:
        label = page.found.snapshot.tree.path_label(page.asked.unit_id)
        conditions.append(ui.Link(label, with_query(page.url, **DROP_UNIT)))
    count = _("%(communes)s xã, phường, thị trấn") % {"communes": numbers.number(len(page.matrix.rows))}
    return ui.Applied(conditions, count)


# ---- the table


def table_of(page: MatrixPage) -> ui.Table:
    rows = sorted(page.matrix.rows, key=_order_key(page))
    shape = shape_of_page(page)
    table = lists.shaped(_whole_table(page, rows), [offer.key for offer in offers_of(page)], shape)
    if not shape.group:
        return table
    order = {_district(row): row.district.sort_key if row.district else "~" for row in rows}
    return lists.grouped(table, [_district(row) for row in rows], order)


def _district(row: GapRow) -> str:
    return row.district.full_name if row.district else _("Không thuộc huyện nào trong ngày này")


def offers_of(page: MatrixPage) -> list[Offer]:
    """The requirements of the titles in question, then the sums; each under its word in an address."""
    words = load_terms().columns
    sums = [
        ("luot", _("Cộng lượt thiếu")),
        ("nguoi", _("Người thiếu")),
        ("chua-ro", _("Chưa rõ")),
        ("dat", _("Đạt")),
    ]
    return [
        Offer("xa", _("Xã, phường"), fixed=True),
        *(Offer(code.lower(), _(words[code].name)) for code in page.matrix.codes),
        *(Offer(key, title) for key, title in sums),
        Offer("minh-chung", _("Minh chứng")),
        *(Offer(f"them-{place}", extra.title) for place, extra in enumerate(page.extra)),
    ]


def groupings() -> list[Offer]:
    return [Offer(BY_DISTRICT, _("Huyện, thị xã, thành phố"))]


def shape_of_page(page: MatrixPage) -> Shape:
    """A requirement that only other titles have is not lost: the view keeps it for them."""
    known = {code.lower() for code in load_terms().columns}
    return lists.shape_of(page.params, offers_of(page), groupings(), elsewhere=known)


def _asks(actor: Actor, on: date, params: Any) -> object:
    order = "".join((params.get("sap") or [MOST])[-1:])
    if order not in (MOST, BY_NAME, BY_DISTRICT, BY_PEOPLE, *load_terms().columns):
        raise UnreadableQuestion(_("Ma trận không xếp theo “%(order)s” được.") % {"order": order[:60]})
    return asked_of(on, {key: values for key, values in params.items() if values != [EVERY_TITLE]})


MATRIX = ListKind("thieu-chuan", gettext_noop("Thiếu chuẩn"), ADDRESS, _asks, (Cadre, "view"))


def _whole_table(page: MatrixPage, rows: Sequence[GapRow]) -> ui.Table:
    return ui.Table(
        columns=_columns(page),
        rows=[ui.Row(_cells(page, row), name=row.node.full_name if row.node else "") for row in rows],
        caption=_("Số người thiếu từng yêu cầu theo xã, tính đến %(day)s")
        % {"day": numbers.day(page.asked.on)},
        count=len(rows),
        total=_cells(page, page.matrix.total),
        matrix=True,
        empty=ui.EmptyState(_("Ngày này không có xã nào trong phạm vi của bạn. Chọn ngày hoặc đơn vị khác.")),
        foot=_foot(page),
        id="thieu-chuan",
    )


def _order_key(page: MatrixPage) -> Callable[[GapRow], Any]:
    def key(row: GapRow) -> Any:
        assert row.node is not None
        name = (row.node.sort_key, row.node.code)
        if page.order == BY_NAME:
            return name
        if page.order == BY_DISTRICT:
            return (row.district.sort_key if row.district else "", *name)
        first = row.lacking_people if page.order == BY_PEOPLE else row.lacking.get(page.order, row.times)
        return (-first, -row.times, *name)

    return key


def _columns(page: MatrixPage) -> list[ui.Column]:
    counted = page.matrix.counting
    names = [_sortable(page, _("Xã, phường"), BY_NAME, "text")]
    words = load_terms().columns
    for code in page.matrix.codes:
        index = code if code in counted else _("ngoài cách tính")
        names.append(_sortable(page, _(words[code].name), code, index=index))
    names += [
        _sortable(page, _("Cộng"), MOST, index=_("lượt thiếu")),
        _sortable(page, _("Người"), BY_PEOPLE, index=_("thiếu")),
        ui.Column(_("Chưa rõ"), "number", index=_("thiếu dữ liệu")),
        ui.Column(_("Đạt"), "number"),
        ui.Column(_("Minh chứng"), "number", index=_("đã xác minh")),
    ]
    return names + [ui.Column(extra.title, "number") for extra in page.extra]


def _sortable(page: MatrixPage, title: str, order: str, kind: Any = "number", index: str = "") -> ui.Column:
    now: Any = "" if page.order != order else "ascending" if order == BY_NAME else "descending"
    return ui.Column(title, kind, with_query(page.url, sap=order, format=None), now, index)


def _cells(page: MatrixPage, row: GapRow) -> list[Any]:
    asked = page.asked if row.node is None else replace(page.asked, unit_id=row.node.id)
    link = _Links(asked, row.node.key if row.node else None)
    times = _times(page, asked, row, link)
    cells = [_name(page, row), *(_gap(link, code, row.lacking[code]) for code in page.matrix.codes)]
    cells += [
        ui.Cell(times, heat=_heat(row, row.times)),
        ui.Cell(link.number("gap.any", row.lacking_people, **{LACKS: page.matrix.codes})),
        ui.Cell(link.number("standard.unknown", row.unknown, **{VERDICT: "thieu-du-lieu"})),
        ui.Cell(link.number("standard.met", row.met, **{VERDICT: "dat"}), sub=_of(row.people)),
        _evidence(link, row),
    ]
    key = row.node.id if row.node else None
    return cells + [extra.cells.get(key) for extra in page.extra]


def _of(people: int) -> str:
    return _("của %(people)s") % {"people": numbers.number(people)}


def _name(page: MatrixPage, row: GapRow) -> Any:
    if row.node is None:
        return _("Cộng")
    link = ui.Link(row.node.full_name, with_query(f"/don-vi/{row.node.id}/", ngay=page.asked.on.isoformat()))
    return ui.Cell(link, sub=row.district.name if row.district else "")


def _heat(row: GapRow, value: int) -> int | None:
    return ui.heat(value, HEAT) if row.node else None


def _gap(link: "_Links", code: str, value: int) -> ui.Cell:
    heat = ui.heat(value, HEAT) if link.code else None
    return ui.Cell(link.number(f"gap.{code}", value, **{LACKS: code}), heat=heat)


def _times(page: MatrixPage, asked: Asked, row: GapRow, link: "_Links") -> Any:
    if not row.times:
        return Number("gap.times", 0)
    value = counted_times(page.actor, replace(asked, lacks=page.matrix.codes), page.found, number=row.times)
    return (
        Number("gap.times", row.times, value.url)
        if row.node is None
        else link.times(row.times, page.matrix.codes)
    )


def _evidence(link: "_Links", row: GapRow) -> Any:
    if not row.met:
        return ""
    return ui.Cell(
        link.number("standard.met.verified", row.proven, **{EVIDENCE: PROVEN}),
        sub=_share(row.proven, row.met),
    )


class _Links:
    """Addresses of one row: the question of the page with the row's unit, made without asking anything again."""

    def __init__(self, asked: Asked, code: str | None) -> None:
        self.code = code
        base = replace(asked, unit_id=None).as_params()
        self.base = {**base, UNIT: code} if code else base
        if asked.unit_id and not code:
            self.base = asked.as_params()
        self.day = asked.on.isoformat()

    def number(self, code: str, value: int, **more: Any) -> Number:
        return Number(code, value, self._url("/can-bo/", more) if value else "")

    def times(self, value: int, codes: Sequence[str]) -> Number:
        return Number("gap.times", value, self._url("/giai-thich/gap.times/danh-sach/", {LACKS: codes}))

    def _url(self, path: str, more: Mapping[str, Any]) -> str:
        return f"{path}?{urlencode({**self.base, **more, 'ngay': self.day}, doseq=True)}"


def _foot(page: MatrixPage) -> Any:
    """What the letters mean, how many times for how many people, and what nobody knows."""
    names = load_terms().columns
    legend = "; ".join(f"{code}: {_(names[code].name)}" for code in page.matrix.codes)
    parts = [format_html("<span>{}</span>", legend), _times_of_people(page), _not_known(page)]
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def _times_of_people(page: MatrixPage) -> Any:
    total = page.matrix.total
    if not total.times:
        return ""
    people = people_number("gap.any", total.lacking_people, replace(page.asked, lacks=page.matrix.codes))
    times = _times(page, page.asked, total, _Links(page.asked, None))
    return format_html(
        "<span>{} {} {} {}</span>",
        figure_html(times), _("lượt thiếu của"), figure_html(people, explain=True), _("người"),
    )  # fmt: skip


def _not_known(page: MatrixPage) -> Any:
    open_ = {code: value for code, value in page.matrix.unknown_of.items() if value}
    if not open_:
        return ""
    words = load_terms().columns
    shown = format_html_join(
        ", ",
        "{} {}",
        (
            (
                _(words[code].name),
                figure_html(
                    people_number(f"gap.unknown.{code}", value, replace(page.asked, unknown_of=(code,)))
                ),
            )
            for code, value in open_.items()
        ),
    )
    return format_html("<span>{} {}</span>", _("Chưa rõ vì thiếu dữ liệu (không tính là thiếu):"), shown)
