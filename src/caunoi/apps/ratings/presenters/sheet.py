"""One person's sheet: own words, comment, levels, conditions for a head, the steps, and what the reader may do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.ratings.choices import SHEET, Decider, SheetState, StepKind
from caunoi.apps.ratings.extensions import HEAD_SLOT
from caunoi.apps.ratings.models import RatingAdjustment, RatingSeal, RatingSheet, RatingStep
from caunoi.apps.ratings.presenters.rounds import HOME, decided_from, is_early
from caunoi.apps.ratings.presenters.words import is_draft, level_words, own_level, sheet_chip
from caunoi.domain.eligibility.reading import CONFIDENCES
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, slots
from caunoi.foundation.ui.languages import as_written


@dataclass(frozen=True)
class SheetPage:
    """A sheet as the view read it (phiếu xếp loại): ``own`` is the reader's own sheet."""

    actor: Actor
    sheet: RatingSheet
    steps: Sequence[RatingStep]
    seal: RatingSeal | None
    adjustments: Sequence[RatingAdjustment]
    own: bool
    may_say: bool
    may_fill: bool
    may_decide: bool
    may_adjust: bool

    @property
    def address(self) -> str:
        return f"{HOME}phieu/{self.sheet.pk}/"


def present_sheet(page: SheetPage) -> dict[str, Any]:
    sheet = page.sheet
    told = {"name": sheet.cadre.full_name, "year": sheet.rated.round.year}
    title = _("Xếp loại của tôi năm %(year)s") if page.own else _("%(name)s: xếp loại năm %(year)s")
    back = f"{HOME}don-vi/{sheet.rated_id}/"
    crumbs = [ui.Link(_("Trang đầu"), "/")] if page.own else [ui.Link(_("Phiếu của đơn vị"), back)]
    return {
        "head": ui.Heading(title % told, sheet.post, crumbs),
        "callout": _callout(page),
        "buttons": _buttons(page),
        "facts": ui.KeyFacts(_facts(page)),
        "words": ui.KeyFacts(_words(sheet)) if sheet.said and not is_draft(sheet) else None,
        "rules": _rules(sheet),
        "problems": _problems(page),
        "chain": ui.Timeline(_events(page)) if page.steps else None,
    }


def _callout(page: SheetPage) -> ui.Callout:
    sheet, due = page.sheet, {"day": numbers.day(page.sheet.rated.round.due_on)}
    if page.seal is not None:
        words = _("Theo %(document)s ngày %(day)s.") % {
            "document": page.seal.document,
            "day": numbers.day(page.seal.decided_on),
        }
        if page.adjustments:
            last = page.adjustments[-1]
            words = _("Nay là “%(level)s”, điều chỉnh theo %(document)s.") % {
                "level": level_words(last.after),
                "document": last.document,
            }
            return ui.Callout(_("Năm này đã chốt, có điều chỉnh"), words, "chu-y")
        return ui.Callout(_("Năm này đã chốt"), words, "dat")
    returned = page.steps[-1] if page.steps and page.steps[-1].kind == StepKind.RETURNED else None
    if returned is not None:
        return ui.Callout(_("Phiếu được trả lại"), returned.reason, "loi")
    next_ = {
        SheetState.ASKED: _("Người được xếp loại viết phần tự đánh giá; hạn cả năm %(day)s.") % due,
        SheetState.SAID: _("Đơn vị ghi nhận xét của tập thể."),
        SheetState.COMMENTED: _("Đơn vị đề xuất mức."),
        SheetState.PROPOSED: _waits(sheet, page.actor.on),
        SheetState.DECIDED: _("Mức vào hồ sơ khi cấp trên chốt năm của đơn vị."),
        SheetState.EXCUSED: _("Năm nay không xếp loại; lý do ở các bước bên dưới."),
    }
    return ui.Callout(_(SheetState(sheet.state).label), next_[SheetState(sheet.state)], "thong-tin")


def _waits(sheet: RatingSheet, on: date) -> str:
    told = {"who": _who_decides(sheet), "day": numbers.day(decided_from(sheet.rated))}
    if is_early(sheet.rated, on):
        return _("Chờ %(who)s quyết định mức, được từ ngày %(day)s.") % told
    return _("Chờ %(who)s quyết định mức.") % told


def _who_decides(sheet: RatingSheet) -> str:
    return _("cấp trên") if sheet.decider == Decider.ABOVE else _("người đứng đầu đơn vị")


def _facts(page: SheetPage) -> list[ui.Fact]:
    sheet = page.sheet
    found = [
        ui.Fact(_("Cán bộ"), ui.Link(sheet.cadre.full_name, f"/can-bo/{sheet.cadre_id}/")),
        ui.Fact(_("Tình trạng"), sheet_chip(sheet)),
        ui.Fact(_("Mức tự nhận"), own_level(sheet)),
        ui.Fact(_("Nhận xét của tập thể"), sheet.comment or None),
        ui.Fact(_("Mức đề xuất"), level_words(sheet.proposed_level, sheet.proposed_score)),
        ui.Fact(_("Mức quyết định"), level_words(sheet.decided_level, sheet.decided_score)),
        ui.Fact(_("Ai quyết định"), _who_decides(sheet)),
        ui.Fact(_("Theo văn bản"), as_written(sheet.rated.round.by.scheme.document)),
    ]
    found += [
        ui.Fact(
            _("Điều chỉnh ngày %(day)s") % {"day": numbers.day(each.at.astimezone(clock.HANOI).date())},
            level_words(each.after),
            source=f"{each.document}: {each.reason}",
        )
        for each in page.adjustments
    ]
    return found


def _words(sheet: RatingSheet) -> list[ui.Fact]:
    asked = sheet.rated.round.by.procedure.asks(head=sheet.head)
    return [ui.Fact(as_written(each.name), sheet.said.get(each.code) or None) for each in asked]


def _rules(sheet: RatingSheet) -> ui.KeyFacts | None:
    """What is asked of a head beside everybody else, and how sure it is."""
    rules = sheet.rated.round.by.procedure.head_rules if sheet.head else ()
    if not rules:
        return None
    facts = [
        ui.Fact(as_written(rule.clause), as_written(rule.text), source=_(CONFIDENCES[rule.confidence]))
        for rule in rules
    ]
    unit = ui.Fact(
        _("Mức của đơn vị"), level_words(sheet.rated.level), source=sheet.rated.document or _("chưa ghi")
    )
    return ui.KeyFacts([unit, *facts])


def _problems(page: SheetPage) -> list[dict[str, Any]]:
    """What upper modules know of a head's open problems; nothing where none knows any."""
    sheet = page.sheet
    if not sheet.head:
        return []
    year, unit_id = sheet.rated.round.year, sheet.rated.unit_id
    return [
        {
            "title": each.title,
            "found": each.problems(page.actor, page.actor.on, year, sheet.cadre_id, unit_id),
        }
        for each in slots.of(HEAD_SLOT)
    ]


def _events(page: SheetPage) -> list[ui.Event]:
    return [
        ui.Event(
            numbers.day(step.at),
            _("%(step)s: %(who)s") % {"step": _(StepKind(step.kind).label), "who": step.actor_label},
            "; ".join(word for word in (level_words(step.level), step.reason) if word),
        )
        for step in page.steps
    ]


def _buttons(page: SheetPage) -> list[ui.Button]:
    """What the reader may do from here, the next step first."""
    if page.seal is not None:
        return [_button(page, _("Ghi điều chỉnh"), "dieu-chinh")] if page.may_adjust else []
    found = []
    if page.may_say and page.sheet.state == SheetState.ASKED:
        words = _("Viết tự đánh giá") if page.own else _("Ghi thay theo bản giấy")
        found.append(_button(page, words, "tu-danh-gia", first=page.own))
    if page.may_fill:
        found += _office_buttons(page)
    if page.may_decide and page.sheet.state in (SheetState.PROPOSED, SheetState.DECIDED):
        if not is_early(page.sheet.rated, page.actor.on):
            first = page.sheet.state == SheetState.PROPOSED
            found.append(_button(page, _("Quyết định mức"), "quyet-dinh", first=first))
        found.append(_button(page, _("Trả lại đơn vị"), "tra-lai"))
    return found


def _office_buttons(page: SheetPage) -> list[ui.Button]:
    state, found = page.sheet.state, []
    if state in (SheetState.SAID, SheetState.COMMENTED):
        found.append(_button(page, _("Ghi nhận xét"), "nhan-xet", first=state == SheetState.SAID))
    if state in (SheetState.COMMENTED, SheetState.PROPOSED):
        found.append(_button(page, _("Đề xuất mức"), "de-xuat", first=state == SheetState.COMMENTED))
    if state in (SheetState.SAID, SheetState.COMMENTED):
        found.append(_button(page, _("Trả lại người viết"), "tra-lai"))
    if SHEET.may(state, SheetState.EXCUSED):
        found.append(_button(page, _("Không xếp loại"), "khong-xep-loai"))
    if state == SheetState.EXCUSED:
        found.append(_button(page, _("Đưa lại vào danh sách"), "dua-lai"))
    return found


def _button(page: SheetPage, text: str, word: str, *, first: bool = False) -> ui.Button:
    return ui.Button(text, url=f"{page.address}{word}/", kind="primary" if first else "")
