"""The laboratory: what the act does on one side, everything that follows from it on the other."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.choices import ReorganisationState, UnitType, Weight
from caunoi.apps.organisation.extensions import Consequence
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.presenters.addresses import unit_url
from caunoi.apps.organisation.services import Forecast, Section
from caunoi.domain import lineage
from caunoi.domain.lineage import ChangeKind, Move
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import can
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import number

Context = dict[str, Any]
STATES: dict[str, ui.State] = {
    ReorganisationState.DRAFT: "chu-y",
    ReorganisationState.SIGNED: "dat",
    ReorganisationState.WITHDRAWN: "trung-tinh",
}
WEIGHTS: dict[str, ui.State] = {
    Weight.STOP: "loi",
    Weight.DECIDE: "chu-y",
    Weight.WRITTEN: "dat",
    Weight.FOLLOWS: "thong-tin",
}
ADDITIONS = {
    "nhap": (gettext_noop("Nhập nhiều đơn vị thành một"), "building-community"),
    "tach": (gettext_noop("Tách lập đơn vị mới"), "plus"),
    "chuyen": (gettext_noop("Chuyển một phần (thôn) sang đơn vị khác"), "users"),
    "doi": (gettext_noop("Đổi tên, loại, mã hoặc cấp trên"), "pencil"),
    "bo-cap": (gettext_noop("Kết thúc cả một cấp"), "x"),
}
SHOWN = 30


def present_reorganisations(actor: Actor, found: Sequence[Reorganisation], on: date) -> Context:
    columns = [
        ui.Column(_("Văn bản")),
        ui.Column(_("Trích yếu")),
        ui.Column(_("Có hiệu lực từ"), "date"),
        ui.Column(_("Tình trạng"), "chips"),
    ]
    rows = [
        ui.Row(
            [ui.Link(each.number, _address(each)), as_written(each.title), each.effective_on, _chip(each, on)]
        )
        for each in found
    ]
    may = holds(actor, Reorganisation, "add")
    button = ui.Button(_("Lập phương án"), url=reverse("organisation:start_reorganisation"), kind="primary")
    head = ui.Heading(
        _("Sắp xếp đơn vị hành chính"),
        _("Lập phương án, xem mọi hệ quả trước khi có gì xảy ra, rồi ghi khi văn bản được ban hành."),
        [ui.Link(pgettext("trang", "Đơn vị"), reverse("organisation:tree"))],
        [button] if may else [],
    )
    empty = ui.EmptyState(_("Chưa có phương án nào."), [button] if may else [])
    return {
        "head": head,
        "table": ui.Table(columns, rows, caption=_("Các phương án"), count=len(rows), empty=empty),
    }


def present_start(form: BaseForm) -> Context:
    head = ui.Heading(
        _("Lập phương án sắp xếp"),
        _("Phương án chỉ để xem; chưa đơn vị nào thay đổi cho tới khi ghi ban hành."),
        [_all_of_them()],
    )
    return {
        "head": head, "form": form, "errors": ui.ErrorSummary.of(form), "go": _("Lập phương án"),
        "back": reverse("organisation:reorganisations"),
    }  # fmt: skip


def act_of(draft: Reorganisation) -> dict[str, Any]:
    """What stands in the form before anybody writes: the act as it is drawn up."""
    return {name: getattr(draft, name) for name in ("number", "title", "issuer", "effective_on")}


def present_rewording(draft: Reorganisation, form: BaseForm) -> Context:
    head = ui.Heading(
        _("Sửa văn bản"),
        _("Các biến động giữ nguyên; hệ quả tính lại theo ngày mới."),
        [_all_of_them(), ui.Link(draft.number, _address(draft))],
    )
    return {
        "head": head, "form": form, "errors": ui.ErrorSummary.of(form), "go": _("Lưu"),
        "back": _address(draft),
    }  # fmt: skip


def present_addition(draft: Reorganisation, what: str, form: BaseForm, *, quiet: bool) -> Context:
    title, _icon = ADDITIONS[what]
    head = ui.Heading(
        _(title),
        _("Phương án %(act)s, có hiệu lực từ %(day)s")
        % {"act": draft.number, "day": format_date(draft.effective_on)},
        [_all_of_them(), ui.Link(draft.number, _address(draft))],
    )
    return {
        "head": head, "form": form, "errors": None if quiet else ui.ErrorSummary.of(form),
        "go": _("Thêm vào phương án"), "back": _address(draft), "looks_below": "below" in form.fields,
    }  # fmt: skip


def present_reorganisation(
    actor: Actor, draft: Reorganisation, forecast: Forecast | None, on: date, whole: str = ""
) -> Context:
    """``whole`` is the key of a section that is shown to its end."""
    may = can(actor, "change", draft)
    book = selectors.household_lines(draft).book
    return {
        "households": _households(draft, book) if book.counted else None,
        "head": ui.Heading(draft.number, as_written(draft.title), [_all_of_them()]),
        "steps": _steps(draft, forecast, on) if may else None,
        "facts": _facts(draft, on),
        "reword": ui.Button(_("Sửa văn bản"), url=_to("reword_reorganisation", draft), icon="pencil")
        if may and draft.is_draft
        else None,
        "moves": _moves(draft, may and draft.is_draft),
        "additions": _additions(draft) if may and draft.is_draft else [],
        "forecast": forecast,
        "tally": _tally(forecast) if forecast and draft.plan.get("moves") else None,
        "stops": forecast.stops[:SHOWN] if forecast and draft.plan.get("moves") else [],
        "sections": _sections(draft, forecast, whole) if forecast else [],
        "sign_url": _to("sign_reorganisation", draft) if may and forecast and not forecast.stops else "",
        "withdraw_url": _to("withdraw_reorganisation", draft) if may and draft.is_draft else "",
        "take_up": ui.Button(_("Lấy lại phương án"), url=_to("take_up_reorganisation", draft), post=True)
        if may and draft.state == ReorganisationState.WITHDRAWN
        else None,
        "take_back_url": _to("take_back_reorganisation", draft)
        if may and draft.is_signed and on < draft.effective_on
        else "",
        "tree_url": f"{reverse('organisation:tree')}?ngay={draft.effective_on.isoformat()}"
        if draft.is_signed
        else "",
    }


def _steps(draft: Reorganisation, forecast: Forecast | None, on: date) -> ui.Steps | None:
    """What is to be done, in which order, and what happens when; nothing once its day has come."""
    if not (draft.is_draft or draft.is_signed) or on >= draft.effective_on:
        return None
    moves = len(draft.plan.get("moves", []))
    stops = len(forecast.stops) if forecast else 0
    drawn = ui.Step(
        _("Thêm biến động"),
        "done" if moves else "doing",
        "#phuong-an",
        _("%(count)s biến động") % {"count": number(moves)},
    )
    looked = ui.Step(
        _("Xem hệ quả"),
        "not_begun" if not moves else "amend" if stops else "done" if draft.is_signed else "doing",
        "#he-qua" if draft.is_draft else "",
        _("%(count)s lý do chưa ban hành được") % {"count": number(stops)} if moves and stops else "",
    )
    told = {"day": format_date(draft.effective_on), "eve": format_date(draft.eve)}
    signed = ui.Step(
        _("Ghi ban hành"),
        "done" if draft.is_signed else "not_begun",
        "#ban-hanh" if draft.is_draft and moves and not stops else "",
        _("Từ %(day)s mọi trang theo đơn vị mới; hoàn tác được đến hết ngày %(eve)s") % told,
    )
    return ui.Steps([drawn, looked, signed], _("Các bước"))


def _households(draft: Reorganisation, book: lineage.Households) -> Context:
    """How many units have their households told, and the way to tell the others."""
    told = sum(book.of(unit) is not None for unit in book.counted)
    words = _("Đã ghi số hộ của %(told)s trên %(all)s đơn vị được nhập, tách, chuyển hoặc nhận.")
    return {
        "words": words % {"told": number(told), "all": number(len(book.counted))},
        "button": ui.Button(
            _("Ghi số hộ") if draft.is_draft else _("Xem số hộ"), url=_to("households", draft)
        ),
    }


def _facts(draft: Reorganisation, on: date) -> ui.KeyFacts:
    facts = [
        ui.Fact(_("Tình trạng"), _chip(draft, on)),
        ui.Fact(_("Có hiệu lực từ"), format_date(draft.effective_on)),
        ui.Fact(_("Cơ quan ban hành"), as_written(draft.issuer) or None),
        ui.Fact(_("Người lập"), draft.drafted_by),
    ]
    if draft.is_signed:
        facts.append(ui.Fact(_("Người ghi ban hành"), draft.signed_by, format_date(draft.signed_on)))
        facts.append(ui.Fact(_("Số dòng đã ghi"), number(len(draft.written))))
    return ui.KeyFacts(facts)


def _chip(draft: Reorganisation, on: date) -> ui.Chip:
    if draft.is_signed and on < draft.effective_on:
        return ui.Chip(_("Đã ban hành, chưa tới ngày"), "thong-tin")
    return ui.Chip(_(ReorganisationState(draft.state).label), STATES[draft.state])


def _additions(draft: Reorganisation) -> list[ui.Button]:
    return [
        ui.Button(_(title), url=reverse("organisation:add_move", args=[draft.pk, what]), icon=icon)
        for what, (title, icon) in ADDITIONS.items()
    ]


def _moves(draft: Reorganisation, may: bool) -> ui.Table:
    plan = selectors.read_plan(draft)
    names = Names(plan)
    columns = [ui.Column(_("Đơn vị")), ui.Column(_("Biến động")), ui.Column(_("Thành"))]
    columns += [ui.Column(_("Việc"))] if may else []
    rows = []
    for at, move in enumerate(plan.moves):
        cells: list[Any] = [names.link(move.unit), _(move.kind.label), names.becomes(move)]
        if may:
            url = reverse("organisation:leave_out_move", args=[draft.pk, at])
            cells.append(ui.Button(_("Bỏ"), url=url, post=True))
        rows.append(ui.Row(cells, name=names.of(move.unit)))
    empty = ui.EmptyState(_("Chưa có biến động nào."))
    return ui.Table(columns, rows, caption=_("Biến động"), count=len(rows), empty=empty, id="bien-dong")


class Names:
    """How units are called on the eve, and how the new ones will be."""

    def __init__(self, plan: lineage.Reorganisation) -> None:
        self.plan = plan
        self.known = selectors.register()
        self.new = {unit.unit: unit for unit in plan.new_units}

    def of(self, slug: str) -> str:
        if slug in self.new:
            unit = self.new[slug]
            kind = _(str(UnitType(unit.type).label))
            return f"{kind[:1].upper()}{kind[1:]} {unit.name}"
        versions = self.known.lineage.versions_of(slug)
        there = [each for each in versions if (each.period.start or date.min) < self.plan.on]
        return (there or list(versions))[-1].full_name if versions else slug

    def link(self, slug: str) -> ui.Link | str:
        if slug not in self.known.ids:
            return self.of(slug)
        return ui.Link(self.of(slug), unit_url(self.known.ids[slug], self.plan.on))

    def becomes(self, move: Move) -> Any:
        if move.into:
            return ui.Cell(self.link(move.into), sub=self._below(move))
        if move.kind is ChangeKind.ABOLISH:
            return (
                _("đơn vị bên dưới về %(parent)s") % {"parent": self.of(move.parent)} if move.parent else ""
            )
        kind = _(str(move.type.label)) if move.type else ""
        above = _("thuộc %(parent)s") % {"parent": self.of(move.parent)} if move.parent else ""
        return ", ".join(each for each in (kind, move.name, move.code, above) if each)

    def _below(self, move: Move) -> str:
        return ", ".join(self.of(each) for each in move.below)


def _tally(forecast: Forecast) -> ui.Tally:
    counts = [
        ui.Count(_("Dòng sẽ ghi"), len(forecast.changes), "dat"),
        ui.Count(_("Việc cần người quyết định"), forecast.to_decide, "chu-y"),
        ui.Count(_("Lý do chưa ban hành được"), len(forecast.stops), "loi"),
    ]
    return ui.Tally(counts, _("Hệ quả của phương án"))


def _sections(draft: Reorganisation, forecast: Forecast, whole: str) -> list[Context]:
    there = frozenset(selectors.register().slugs)
    told = [each for each in forecast.sections if each.consequences]
    return [_section(draft, each, there, whole=each.key == whole) for each in told]


def _section(draft: Reorganisation, section: Section, there: frozenset[UUID], *, whole: bool) -> Context:
    """A module's part: what must be decided first, then what writes itself."""
    order = list(WEIGHTS)
    told = sorted(section.consequences, key=lambda each: order.index(each.weight))
    shown = told if whole else told[:SHOWN]
    rows = [
        ui.Row([_sentence(draft, each, there), ui.Chip(_(Weight(each.weight).label), WEIGHTS[each.weight])])
        for each in shown
    ]
    columns = [ui.Column(_("Hệ quả")), ui.Column(_("Ai làm"), "chips")]
    place = f"he-qua-{section.key}"
    return {
        "title": _(section.title),
        "count": number(len(told)),
        "table": ui.Table(columns, rows, caption=_(section.title), count=len(told), id=place),
        "more": _("Xem cả %(n)s hệ quả") % {"n": number(len(told))} if len(told) > len(shown) else "",
        "more_url": f"{_address(draft)}?phan={section.key}#{place}",
    }


def _sentence(draft: Reorganisation, consequence: Consequence, there: frozenset[UUID]) -> ui.Link:
    """Each leads to its rows: those it names, else its unit on the eve; a unit still to come stands in the plan."""
    url = consequence.url or "#bien-dong"
    if not consequence.url and consequence.unit_id in there:
        url = unit_url(consequence.unit_id, draft.eve)
    return ui.Link(consequence.sentence, url)


def _all_of_them() -> ui.Link:
    return ui.Link(_("Sắp xếp"), reverse("organisation:reorganisations"))


def _address(draft: Reorganisation) -> str:
    return _to("reorganisation", draft)


def _to(name: str, draft: Reorganisation) -> str:
    return reverse(f"organisation:{name}", args=[draft.pk])
