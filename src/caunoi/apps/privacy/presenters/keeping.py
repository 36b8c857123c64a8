"""What is due to go, who must stay, and by which rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.choices import DisposalState
from caunoi.apps.privacy.models import DataCopy, Disposal, LegalHold
from caunoi.apps.privacy.presenters.register import CONFIDENCE, copy_row
from caunoi.apps.privacy.services.disposing import Rule
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Cell,
    Chip,
    Column,
    EmptyState,
    ErrorSummary,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Table,
)
from caunoi.foundation.ui.components.words import State
from caunoi.foundation.ui.numbers import day

ADDRESS = "/luu-giu/"
STATES: dict[str, State] = {
    DisposalState.PROPOSED: "chu-y",
    DisposalState.DONE: "dat",
    DisposalState.DECLINED: "trung-tinh",
}
Names = Mapping[UUID, str]


def present_keeping(
    actor: Actor, waiting: Sequence[Disposal], decided: Sequence[Disposal], kept: Sequence[LegalHold],
    rules: Sequence[Rule], names: Names, on: date,
) -> dict[str, Any]:  # fmt: skip
    return {
        "head": Heading(
            _("Thời hạn lưu và việc xóa"),
            _("Hết hạn lưu thì máy đề nghị, một người thứ hai của Ban xác nhận, rồi mới xóa."),
            [Link(_("Sổ yêu cầu"), "/yeu-cau-du-lieu/")],
        ),
        "waiting": _disposals(
            waiting, names, rules, _("Chờ người thứ hai xác nhận"), _("Không có gì đang chờ xóa.")
        ),
        "kept": _holds(actor, kept, names, on),
        "decided": _disposals(decided, names, rules, _("Đã quyết định gần đây"), _("Chưa xóa gì.")),
        "rules": _rules(rules),
    }


def _disposals(
    found: Sequence[Disposal], names: Names, rules: Sequence[Rule], title: str, nothing: str
) -> Table:
    columns = [
        Column(_("Của ai")), Column(_("Dữ liệu")), Column(_("Hết hạn lưu"), "date"), Column(_("Căn cứ")),
        Column(_("Người đề nghị")), Column(_("Tình trạng"), "chips"),
    ]  # fmt: skip
    kinds = {rule.what: rule.name for rule in rules}
    rows = [_disposal_row(each, names, kinds) for each in found]
    return Table(columns, rows, caption=title, count=len(rows), empty=EmptyState(nothing))


def _disposal_row(each: Disposal, names: Names, kinds: Mapping[str, str]) -> Row:
    name = names.get(each.subject_id, _("Hồ sơ đã xóa"))
    return Row(
        [
            Link(name, f"{ADDRESS}{each.pk}/"),
            _(kinds.get(each.what, each.what)),
            each.due_on,
            each.clause,
            each.proposed_label,
            [Chip(_(DisposalState(each.state).label), STATES[each.state])],
        ],
        name=name,
    )


def _holds(actor: Actor, kept: Sequence[LegalHold], names: Names, on: date) -> Table:
    columns = [
        Column(_("Của ai")), Column(_("Cơ quan yêu cầu, văn bản")), Column(_("Từ ngày"), "date"),
        Column(_("Đến trước ngày"), "date"), Column(_("Tình trạng"), "chips"),
    ]  # fmt: skip
    may = holds(actor, LegalHold, "change")
    rows = []
    for each in kept:
        name = names.get(each.subject_id, _("Hồ sơ ngoài phạm vi"))
        now = each.holds_on(on)
        chip = Chip(_("đang giữ"), "chu-y") if now else Chip(_("đã hết"))
        told = Cell(each.asked_by, sub=f"{each.paper}. {each.reason}") if may else _("chỉ Ban Tổ chức xem")
        first = Link(name, f"{ADDRESS}thoi-giu/{each.pk}/") if may and now else name
        rows.append(Row([first, told, each.valid_from, each.valid_to, [chip]], name=name))
    empty = EmptyState(_("Không giữ hồ sơ nào. Ghi một lần giữ từ trang hồ sơ của người ấy."))
    return Table(columns, rows, caption=_("Giữ theo yêu cầu pháp lý"), count=len(rows), empty=empty)


def _rules(rules: Sequence[Rule]) -> Table:
    columns = [Column(_("Dữ liệu")), Column(_("Thời hạn")), Column(_("Căn cứ")), Column(_("Độ tin cậy"))]
    rows = [
        Row(
            [
                _(rule.name),
                _("%(years)s năm, tính từ %(from)s") % {"years": rule.years, "from": _(rule.said)},
                rule.clause,
                _(CONFIDENCE[rule.confidence]),
            ],
            name=rule.name,
        )
        for rule in rules
    ]
    return Table(columns, rows, caption=_("Thời hạn lưu"), count=len(rows))


# ---- one proposal, one hold, the copies of a person


def present_disposal(
    actor: Actor, disposal: Disposal, name: str, form: BaseForm, *, hindrance: str, rules: Sequence[Rule]
) -> dict[str, Any]:
    kinds = {rule.what: rule.name for rule in rules}
    facts = [
        Fact(_("Của ai"), name or _("Hồ sơ đã xóa")),
        Fact(_("Dữ liệu"), _(kinds.get(disposal.what, disposal.what))),
        Fact(_("Tính từ ngày"), day(disposal.counted_from)),
        Fact(_("Hết hạn lưu từ ngày"), day(disposal.due_on), source=disposal.clause),
        Fact(_("Người đề nghị"), disposal.proposed_label, source=day(disposal.proposed_on)),
        Fact(_("Tình trạng"), Chip(_(DisposalState(disposal.state).label), STATES[disposal.state])),
    ]
    if disposal.decided_by:
        facts.append(Fact(_("Người quyết định"), disposal.decided_by, source=day(disposal.decided_on)))
    if disposal.reason and "reason" in readable_fields(actor, Disposal):
        facts.append(Fact(_("Lý do không xóa"), disposal.reason))
    if disposal.erased:
        count = sum(disposal.erased.values())
        facts.append(Fact(_("Đã xóa"), _("%(count)s dòng") % {"count": count}))
    waits = disposal.state == DisposalState.PROPOSED and holds(actor, Disposal, "change")
    title = _("Xóa dữ liệu của %(name)s") % {"name": name} if name else _("Việc xóa đã làm")
    return {
        "head": Heading(title, "", [Link(_("Thời hạn lưu và việc xóa"), ADDRESS)]),
        "facts": KeyFacts(facts),
        "form": form if waits else None,
        "errors": ErrorSummary.of(form),
        "hindrance": Callout(_("Chưa xóa được"), hindrance, "chu-y") if hindrance and waits else None,
        "confirm": Button(
            _("Xác nhận xóa hẳn"), name="viec", value="xoa", kind="danger", disabled_because=hindrance
        ),
        "warning": Callout(
            _("Xóa rồi không lấy lại được"),
            _(
                "Mất hồ sơ, văn bằng, quá trình công tác, bản chụp và các trạng thái cũ trong lịch sử ghi. Nhật ký giữ "
                "nguyên để chứng minh việc đã làm; bản sao lưu hết theo lịch sao lưu."
            ),
            "chu-y",
        ),
    }


def present_hold(title: str, back: Link, form: BaseForm, facts: KeyFacts | None = None) -> dict[str, Any]:
    told = {"head": Heading(title, "", [back]), "facts": facts, "submit": _("Ghi")}
    return {**told, "form": form, "errors": ErrorSummary.of(form), "back": back.url}


def hold_facts(hold: LegalHold) -> KeyFacts:
    return KeyFacts(
        [
            Fact(_("Cơ quan yêu cầu giữ"), hold.asked_by),
            Fact(_("Văn bản yêu cầu"), hold.paper),
            Fact(_("Lý do"), hold.reason),
            Fact(_("Giữ từ ngày"), day(hold.valid_from), source=hold.placed_by),
            Fact(_("Đến trước ngày"), day(hold.valid_to) or _("chưa có ngày hết")),
        ]
    )


def present_copies(cadre: Cadre, copies: Sequence[DataCopy]) -> dict[str, Any]:
    columns = [
        Column(_("Bản sao")),
        Column(_("Người lập")),
        Column(_("Giữ đến hết"), "date"),
        Column(_("Tệp")),
    ]
    rows = [copy_row(each) for each in copies]
    empty = EmptyState(_("Chưa lập bản sao nào cho người này."))
    return {
        "head": Heading(
            _("Bản sao dữ liệu của %(name)s") % {"name": cadre.full_name},
            _("Mọi điều hệ thống giữ về người này trong một tệp, để giao cho chính người ấy."),
            [Link(cadre.full_name, f"/can-bo/{cadre.pk}/")],
        ),
        "table": Table(columns, rows, caption=_("Bản sao"), count=len(rows), empty=empty),
    }
