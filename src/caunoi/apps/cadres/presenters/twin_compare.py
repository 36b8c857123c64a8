"""Two records side by side: what differs is marked and chosen, then every row that is to be written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.presenters.person import column_name, masked, shown
from caunoi.apps.cadres.presenters.twin_list import ADDRESS, compare_url
from caunoi.apps.cadres.presenters.twin_words import speaking_against, speaking_for, sureness
from caunoi.apps.cadres.services.fact_words import fact_text
from caunoi.apps.cadres.services.joined_facts import FACTS, Twice
from caunoi.apps.cadres.services.joined_fields import KEPT, LOST, JoinedField
from caunoi.apps.cadres.services.merging import MergePlan
from caunoi.domain.likeness.suspicion import Suspicion
from caunoi.foundation.db.rows import RowChange
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.languages import as_written

Labels = Mapping[UUID, str]


def present_compare(
    plan: MergePlan, pair: Suspicion, labels: Labels, own: Mapping[Any, Sequence[Any]]
) -> dict[str, Any]:
    """The page on which one chooses; ``own`` holds the facts of the record that stays, by their model."""
    return {
        "head": _heading(plan, _("So hai hồ sơ")),
        "verdict": sureness(pair),
        "speaks_for": speaking_for(pair.signs),
        "speaks_against": speaking_against(pair.signs),
        "stops": plan.stops,
        "notes": plan.notes,
        "fields": fields_table(plan, labels),
        "facts": facts_table(plan, own),
        "swap_url": compare_url(plan.lost.pk, plan.kept.pk),
        "here": compare_url(plan.kept.pk, plan.lost.pk),
    }


def _heading(plan: MergePlan, title: str) -> ui.Heading:
    told = {"kept": plan.kept.full_name, "lost": plan.lost.full_name}
    crumbs = [ui.Link(_("Cán bộ"), "/can-bo/"), ui.Link(_("Hồ sơ nghi trùng"), ADDRESS)]
    return ui.Heading(title, _("Giữ hồ sơ %(kept)s, nhập hồ sơ %(lost)s vào") % told, crumbs)


# ---- choosing


def fields_table(plan: MergePlan, labels: Labels) -> ui.Table:
    rows = [_field_row(each, labels) for each in plan.fields]
    return ui.Table(
        [
            ui.Column(_("Mục")),
            ui.Column(_("Hồ sơ giữ lại")),
            ui.Column(_("Hồ sơ nhập vào")),
            ui.Column("", "chips"),
        ],
        rows,
        _("Thông tin của hai hồ sơ"),
        id="thong-tin",
    )


def _field_row(each: JoinedField, labels: Labels) -> ui.Row:
    name = sentence_case(column_name(each.name))
    mine, theirs = field_value(each.name, each.kept, labels), field_value(each.name, each.lost, labels)
    if not each.differs:
        return ui.Row([name, mine, theirs, ui.Chip(_("giống nhau"), "trung-tinh") if mine else ""], name=name)
    return ui.Row(
        [
            name,
            _radio(each.name, KEPT, mine, chosen=each.stays == KEPT, about=name),
            _radio(each.name, LOST, theirs, chosen=each.stays == LOST, about=name),
            ui.Chip(_("khác nhau"), "chu-y")
            if mine and theirs
            else ui.Chip(_("một bên để trống"), "trung-tinh"),
        ],
        name=name,
    )


def field_value(name: str, value: Any, labels: Labels) -> Any:
    if name == "custodian":
        return labels[value]
    if name == "identity_number":
        return masked(value or "")
    return shown(name, value)


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _radio(name: str, value: str, text: Any, *, chosen: bool, about: str) -> SafeString:
    """The accessible name says of what the value is: "Ngày sinh: 06/05/1970"."""
    return format_html(
        '<label><input type="radio" name="{}" value="{}" aria-label="{}"{}> {}</label>',
        name,
        value,
        f"{about}: {text or _('để trống')}",
        " checked" if chosen else "",
        text or _("(để trống)"),
    )


def facts_table(plan: MergePlan, own: Mapping[Any, Sequence[Any]]) -> ui.Table:
    rows: list[ui.Row | ui.GroupHead] = []
    for model in FACTS:
        lines = [*_fact_rows(plan, model, own.get(model, ()))]
        if lines:
            rows += [ui.GroupHead(_group_name(model), len(lines)), *lines]
    return ui.Table(
        [ui.Column(_("Hồ sơ giữ lại")), ui.Column(_("Hồ sơ nhập vào")), ui.Column(_("Sẽ thành"))],
        rows,
        _("Quá trình công tác, trình độ, xếp loại của hai hồ sơ"),
        id="du-kien",
        empty=ui.EmptyState(_("Cả hai hồ sơ chưa có dữ kiện nào.")),
    )


def _group_name(model: type[models.Model]) -> str:
    return sentence_case(_(str(model._meta.verbose_name)))


def _fact_rows(plan: MergePlan, model: type[models.Model], own: Sequence[Any]) -> Iterator[ui.Row]:
    told_twice = {each.kept.pk for each in plan.facts.twice}
    for each in plan.facts.twice:
        if isinstance(each.kept, model):
            yield _twice_row(each)
    for fact in own:
        if fact.pk not in told_twice:
            yield ui.Row([as_written(fact_text(fact)), "", _("giữ nguyên")])
    twice_lost = {each.lost.pk for each in plan.facts.twice}
    for fact in plan.facts.moving:
        if isinstance(fact, model) and fact.pk not in twice_lost:
            yield ui.Row(["", as_written(fact_text(fact)), _("chuyển sang hồ sơ giữ lại")])


def _twice_row(each: Twice) -> ui.Row:
    mine, theirs = as_written(fact_text(each.kept)), as_written(fact_text(each.lost))
    if not each.is_doubtful:
        which = _("giữ dòng bên phải, ghi đủ hơn") if each.stays == LOST else _("giữ một dòng")
        return ui.Row([mine, theirs, ui.Cell(_("ghi hai lần"), sub=which)])
    about = _("Dòng đúng")
    return ui.Row(
        [
            _radio(each.key, KEPT, mine, chosen=each.stays == KEPT, about=about),
            _radio(each.key, LOST, theirs, chosen=each.stays == LOST, about=about),
            ui.Cell(ui.Chip(_("khác nhau"), "chu-y"), sub=_("chọn dòng đúng, dòng kia được bỏ")),
        ]
    )


# ---- the rows to come


def present_preview(
    plan: MergePlan, texts: Sequence[str], labels: Labels, said: Mapping[str, str]
) -> dict[str, Any]:
    """What would be written with these choices, row by row."""
    return {
        "head": _heading(plan, _("Xem trước khi nhập")),
        "result": ui.KeyFacts([_result(each, labels) for each in plan.fields]),
        "rows": rows_table(plan.changes, texts, plan.kept),
        "stops": plan.stops,
        "notes": plan.notes,
        "seen": plan.fingerprint,
        "said": sorted(said.items()),
        "here": compare_url(plan.kept.pk, plan.lost.pk),
    }


def _result(each: JoinedField, labels: Labels) -> ui.Fact:
    value = each.lost if each.stays == LOST else each.kept
    return ui.Fact(sentence_case(column_name(each.name)), field_value(each.name, value, labels))


def rows_table(changes: Sequence[RowChange], texts: Sequence[str], kept: Cadre) -> ui.Table:
    """One line for each row written; ``texts`` says what each row is."""
    rows = [
        ui.Row([as_written(text), _group_name(type(each.target)), _deed(each, kept)])
        for each, text in zip(changes, texts, strict=True)
    ]
    columns = [ui.Column(_("Dòng")), ui.Column(_("Loại")), ui.Column(_("Việc"))]
    return ui.Table(columns, rows, _("Các dòng sẽ ghi"), count=len(rows), id="cac-dong")


def _deed(change: RowChange, kept: Cadre) -> str:
    model = type(change.target)
    if change.deed == "removed":
        if model is Cadre:
            return _("rời khỏi sổ; địa chỉ, số hiệu cũ vẫn dẫn về hồ sơ giữ lại")
        return _("bỏ, vì đã ghi ở dòng kia")
    if model is Cadre:
        names = [column_name(name.removesuffix("_id")) for name in change.after or () if name not in UNSAID]
        return (
            _("lấy theo hồ sơ nhập vào: %(names)s") % {"names": ", ".join(names)}
            if names
            else _("giữ nguyên")
        )
    return _("chuyển sang hồ sơ %(name)s") % {"name": kept.full_name}


UNSAID = frozenset({"given_name", "search_key", "sort_key", "exact_key", "version"})
