"""The parts below a person: learning, posts over time, ratings, planning for posts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Posting, Qualification, Rating, SuccessionPlan
from caunoi.apps.cadres.presenters.evidence import ScanMarks
from caunoi.apps.cadres.presenters.sources import source_words
from caunoi.apps.cadres.selectors import Source, title_of, unit_labels
from caunoi.apps.cadres.services.describing import field_name, level_name
from caunoi.domain.tenure.career import Posting as Held
from caunoi.domain.tenure.career import overlap_findings
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui.components import (
    Button,
    Cell,
    Chip,
    Column,
    EmptyState,
    Event,
    Link,
    Row,
    State,
    Table,
    Timeline,
)
from caunoi.foundation.ui.numbers import day

VERIFIED: dict[str, State] = {
    Verification.VERIFIED: "dat",
    Verification.UNVERIFIED: "chu-y",
    Verification.REJECTED: "loi",
}
Sources = Mapping[UUID, Source]


def learning_table(
    actor: Actor, facts: Sequence[Qualification], sources: Sources, marks: ScanMarks, *, cadre_id: UUID
) -> Table:
    may_change = marks.may_change
    papers = "issuer" in readable_fields(actor, Qualification)
    titles = [_("Loại"), _("Mức, ngành"), _("Ngày cấp"), *([_("Nơi cấp, số hiệu")] if papers else [])]
    columns = [Column(title, "date" if title == _("Ngày cấp") else "text") for title in titles]
    columns += [Column(_("Xác minh, minh chứng"), "chips"), Column(_("Nguồn"))]
    rows = [_learning_row(fact, sources.get(fact.pk), papers, marks) for fact in facts]
    return Table(columns, rows, _("Học tập"), empty=_nothing_learnt(cadre_id, may_change), id="hoc-tap")


def _learning_row(fact: Qualification, source: Source | None, papers: bool, marks: ScanMarks) -> Row:
    level = ", ".join(filter(None, [_level(fact), _field(fact)]))
    cells: list[Any] = [_(fact.get_kind_display()), level, fact.issued]
    if papers:
        cells.append(", ".join(filter(None, [fact.issuer, fact.number])))
    cells += [
        [*_verification(fact, marks.may_change), *marks.of(fact)],
        Cell(source_words(source), sub=fact.evidence if papers else ""),
    ]
    return Row(cells, name=level)


def _field(fact: Qualification) -> str:
    return _(field_name(fact.kind, fact.field)) if fact.field else ""


def _level(fact: Qualification) -> str:
    return _(level_name(fact.kind, fact.level)) if fact.level else ""


def _verification(fact: Qualification, may_change: bool) -> list[Any]:
    if fact.status == QualificationStatus.STUDYING:
        ends = _("đang học, dự kiến xong %(day)s") % {"day": day(fact.study_ends)}
        return [Chip(ends if fact.study_ends else _("đang học"), "thong-tin")]
    chip = Chip(_(fact.get_verification_display()), VERIFIED[fact.verification])
    url = f"/can-bo/{fact.cadre_id}/trinh-do/{fact.pk}/xac-minh/"
    return [chip, Link(_("Xác minh"), url)] if may_change else [chip]


def _nothing_learnt(cadre_id: UUID, may_change: bool) -> EmptyState:
    buttons = [Button(_("Thêm trình độ"), url=f"/can-bo/{cadre_id}/trinh-do/them/")] if may_change else []
    return EmptyState(_("Chưa ghi trình độ nào. Chuẩn của chức danh vì thế còn thiếu dữ liệu."), buttons)


# ---- posts over time


def career_events(
    postings: Sequence[Posting], sources: Sources, marks: ScanMarks, on: date
) -> Timeline | EmptyState:
    if not postings:
        return EmptyState(_("Chưa ghi chức danh nào đến ngày này."))
    labels = unit_labels({post.unit_id for post in postings}, on)
    newest_first = sorted(postings, key=lambda post: post.valid_from, reverse=True)
    return Timeline([_event(post, labels, sources, marks, on) for post in newest_first])


def _event(post: Posting, labels: Mapping[UUID, str], sources: Sources, marks: ScanMarks, on: date) -> Event:
    lasts = post.valid_to is None or post.valid_to > on
    end = _("nay") if lasts else _("trước %(day)s") % {"day": day(post.valid_to)}
    what = f"{title_of(post.title_code).name}, {labels[post.unit_id]}"
    details: list[Any] = [post.decision and _("Quyết định %(number)s") % {"number": post.decision}]
    details.append(post.first_elected and _("giữ lần đầu %(day)s") % {"day": day(post.first_elected)})
    chips: list[Any] = [] if post.kind == PostingKind.MAIN else [Chip(_(post.get_kind_display()))]
    chips += marks.of(post)
    if lasts and marks.may_change:
        chips.append(Link(_("Ghi thôi giữ"), f"/can-bo/{post.cadre_id}/chuc-danh/{post.pk}/thoi/"))
    planned = post.kind == PostingKind.PLANNED
    return Event(
        f"{day(post.valid_from)} – {end}",
        what,
        detail="; ".join(str(detail) for detail in details if detail),
        source=source_words(sources.get(post.pk)),
        state="planned" if planned else ("current" if lasts else ""),
        chips=chips,
    )


def career_findings(postings: Sequence[Posting]) -> list[Any]:
    """What does not fit together in the posts, said by the domain."""
    held = [
        Held(
            post.title_code,
            post.period,
            title_of(post.title_code).name,
            acting=post.kind == PostingKind.ACTING,
            planned=post.kind == PostingKind.PLANNED,
        )
        for post in postings
    ]
    return [finding for finding in overlap_findings(held) if finding.severity != "info"]


# ---- ratings and planning


def ratings_table(ratings: Sequence[Rating], sources: Sources) -> Table:
    rows = [
        Row([str(each.year), _(each.get_grade_display()), each.decision, source_words(sources.get(each.pk))])
        for each in ratings
    ]
    columns = [Column(_("Năm")), Column(_("Xếp loại")), Column(_("Quyết định")), Column(_("Nguồn"))]
    return Table(
        columns,
        rows,
        _("Xếp loại hằng năm"),
        empty=EmptyState(_("Chưa ghi xếp loại năm nào.")),
        id="xep-loai",
    )


def plans_table(plans: Sequence[SuccessionPlan], sources: Sources, on: date) -> Table:
    labels = unit_labels({plan.unit_id for plan in plans}, on)
    rows = [
        Row(
            [
                f"{title_of(plan.title_code).name}, {labels[plan.unit_id]}",
                plan.term,
                plan.valid_from,
                plan.valid_to,
                plan.reason_out or plan.decision,
                source_words(sources.get(plan.pk)),
            ]
        )
        for plan in plans
    ]
    columns = [
        Column(_("Chức danh quy hoạch")),
        Column(_("Nhiệm kỳ")),
        Column(_("Đưa vào"), "date"),
        Column(_("Đưa ra"), "date"),
        Column(_("Quyết định, lý do")),
        Column(_("Nguồn")),
    ]
    return Table(
        columns, rows, _("Quy hoạch"), empty=EmptyState(_("Chưa có trong quy hoạch nào.")), id="quy-hoach"
    )
