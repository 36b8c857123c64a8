"""A unit's sheet: every person with what the file says, what misses, and one answer; then sending."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import posts_held, title_of, unit_labels
from caunoi.apps.declarations.models import ScanHold
from caunoi.apps.reviews.choices import OPEN_TO_FILL, RoundState, SheetState
from caunoi.apps.reviews.models import FrozenPerson, ReviewLine, ReviewSheet, ReviewStep
from caunoi.apps.reviews.presenters.results import reason_chips
from caunoi.apps.reviews.presenters.words import answer_chip, frozen_chip
from caunoi.apps.reviews.selectors.previous import Before, before_of
from caunoi.apps.reviews.selectors.sheets import Missing, heirs_of, is_late
from caunoi.apps.standards.selectors import Verdicts, verdicts
from caunoi.apps.standards.selectors.words import verdict_chip
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import may_read
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Chip,
    Heading,
    Link,
    Step,
    Steps,
    StepStatus,
)
from caunoi.foundation.ui.numbers import day

NAMED = 6
HOME = "/ra-soat/"


@dataclass(frozen=True)
class SheetPage:
    """What the view read of one sheet (bảng rà soát đang mở)."""

    actor: Actor
    sheet: ReviewSheet
    lines: Sequence[ReviewLine]
    missing: Missing
    steps: Sequence[ReviewStep]
    may_fill: bool
    may_approve: bool
    may_lock: bool
    asks_district: bool
    unlock: ReviewStep | None

    @property
    def address(self) -> str:
        return f"{HOME}bang/{self.sheet.pk}/"

    @property
    def is_open(self) -> bool:
        """The unit may still answer."""
        return (
            self.may_fill and self.sheet.state in OPEN_TO_FILL and self.sheet.round.state == RoundState.OPEN
        )

    @property
    def unit(self) -> str:
        return unit_labels({self.sheet.unit_id}, self.sheet.round.as_of)[self.sheet.unit_id]


@dataclass(frozen=True)
class PersonLine:
    """One person on the sheet (dòng của một người), ready for the page."""

    slug: str
    name: str
    url: str
    posts: str
    lacks: Sequence[Chip]
    chip: Chip
    told: Sequence[str]
    note: str
    saved: str
    action: str
    back: str
    may_answer: bool
    before: "LastTime | None"
    changed: Any = None
    left: Any = None
    papers: Any = None


@dataclass(frozen=True)
class LastTime:
    """How somebody stood in the last review that was sealed (lần rà soát trước), and what differs now."""

    words: str
    chips: Sequence[Chip] = ()
    differs: str = ""


@dataclass(frozen=True)
class Facts:
    """What the page reads of many people at once (dữ kiện của những người trên bảng)."""

    posts: Mapping[UUID, Sequence[Any]]
    found: Verdicts
    before: Before


# ---- the page of the people


def present_sheet(page: SheetPage) -> dict[str, Any]:
    return {
        "head": head(page),
        "me_key": page.actor.key,
        "notices": notices(page),
        "steps": Steps(tasks(page), _("Ba việc của đợt này")),
        "lines": person_lines(page),
        "form": Button(_("Xem, tải bảng theo mẫu"), url=f"{page.address}bieu/", icon="file-text"),
        **progress(page),
    }


def head(page: SheetPage) -> Heading:
    round_ = page.sheet.round
    told = {"unit": page.unit, "day": day(round_.as_of), "due": day(round_.due_on)}
    lead = _("%(unit)s. Số liệu chốt ngày %(day)s, hạn gửi %(due)s.") % told
    return Heading(round_.name, lead, [Link(_("Rà soát"), HOME), Link(round_.name, f"{HOME}{round_.pk}/")])


def notices(page: SheetPage) -> list[Callout]:
    sheet, found = page.sheet, []
    if sheet.round.state == RoundState.FROZEN:
        found.append(Callout(_("Đợt đã chốt"), _("Bảng này chỉ còn xem lại.")))
    elif is_late(sheet, sheet.round.due_on, page.actor.on):
        words = _("Hạn gửi là %(due)s. Vẫn gửi được; bảng được ghi là gửi muộn.")
        found.append(Callout(_("Đã quá hạn gửi"), words % {"due": day(sheet.round.due_on)}, "chu-y"))
    if heirs := heirs_of(page.actor, sheet):
        told = {"unit": page.unit, "heirs": ", ".join(heirs)}
        words = _("%(unit)s không còn; %(heirs)s rà soát tiếp bảng này, mỗi nơi người của mình.")
        found.append(Callout(_("Đơn vị đã sắp xếp lại"), words % told))
    if sheet.state == SheetState.RETURNED:
        last = next(step for step in reversed(page.steps) if step.reason)
        told = {"who": last.actor_label, "why": last.reason}
        found.append(Callout(_("Bảng được trả lại"), _("%(who)s: %(why)s") % told, "loi"))
    if sheet.reminded_at and page.is_open:
        words = _("Đơn vị mở đợt nhắc ngày %(day)s.") % {"day": day(sheet.reminded_at)}
        found.append(Callout(_("Có lời nhắc"), words, "chu-y"))
    if sheet.round.message and page.is_open:
        found.append(Callout(_("Hướng dẫn"), sheet.round.message))
    return found


def tasks(page: SheetPage) -> list[Step]:
    """The three tasks of the clerk, each with how far it is."""
    left, sent = page.missing.count, page.sheet.state not in OPEN_TO_FILL
    told = _("còn %(n)s người chưa xác nhận") % {"n": left} if left else ""
    people = _("Kiểm tra danh sách (%(n)s người)") % {"n": len(page.lines)}
    papers = _("Bổ sung minh chứng")
    queue = "/minh-chung/" if holds(page.actor, ScanHold, "add") else ""
    return [
        Step(people, _status_of_list(page), page.address, told),
        Step(papers, "done" if sent else "doing", queue, _("bằng cấp, quyết định")),
        Step(_("Xác nhận và gửi"), _status_of_sending(page), f"{page.address}gui/", page.sheet.receipt),
    ]


def _status_of_list(page: SheetPage) -> StepStatus:
    if not page.missing.count:
        return "done"
    return "doing" if len(page.missing.open) < len(page.lines) else "not_begun"


def _status_of_sending(page: SheetPage) -> StepStatus:
    if page.sheet.state not in OPEN_TO_FILL:
        return "done"
    return "amend" if page.sheet.state == SheetState.RETURNED else "not_begun"


def progress(page: SheetPage) -> dict[str, Any]:
    """How far one is, and what can be done with all the rest at once; swapped in beside each line."""
    asked = len(page.lines)
    open_ = len(page.missing.open)
    names = [cadre.full_name for cadre in page.missing.open]
    return {
        "asked": asked,
        "answered": asked - open_,
        "progress_words": _("Đã xác nhận %(done)s trên %(all)s người")
        % {"done": asked - open_, "all": asked},
        "progress_left": ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else ""),
        "rest": Button(
            _("Giữ nguyên %(n)s người còn lại") % {"n": open_}, url=f"{page.address}con-lai/", kind="primary"
        )
        if page.is_open and open_
        else None,
        "newcomers": Button(
            _("Đưa %(n)s người mới vào danh sách") % {"n": len(page.missing.unlisted)},
            url=f"{page.address}nguoi-moi/",
            post=True,
        )
        if page.is_open and page.missing.unlisted
        else None,
        "go_on": Link(_("Xem lại và gửi"), f"{page.address}gui/") if page.is_open and not open_ else None,
    }


def present_rest(page: SheetPage) -> dict[str, Any]:
    """Who stays as they are, asked once more with names and number."""
    return {"head": head(page), "back": Link(_("Về danh sách"), page.address), **progress(page)}


def facts_of(page: SheetPage, ids: Sequence[UUID]) -> Facts:
    actor, on = page.actor, page.sheet.round.as_of
    return Facts(
        posts_held(actor, on, ids),
        verdicts(actor, on=on, cadre_ids=ids),
        before_of(actor, page.sheet.round, ids),
    )


def person_lines(page: SheetPage) -> list[PersonLine]:
    facts = facts_of(page, [line.cadre_id for line in page.lines])
    return [person_line(page, line, facts) for line in page.lines]


def person_line(page: SheetPage, line: ReviewLine, facts: Facts, **forms: Any) -> PersonLine:
    """``forms``: what is open on the line, by its name: changed, left, papers."""
    may = page.is_open
    told, note = readable(page.actor, line)
    return PersonLine(
        slug=f"nguoi-{line.pk.hex}",
        name=line.cadre.full_name,
        url=f"/can-bo/{line.cadre_id}/",
        posts="; ".join(post.words for post in facts.posts.get(line.cadre_id, []))
        or _("không giữ chức danh"),
        lacks=lacks_of(facts.found, line.cadre_id),
        chip=answer_chip(line.answer),
        told=told,
        note=note,
        saved=_saved(line),
        action=f"{page.address}{line.pk}/",
        back=f"{page.address}#nguoi-{line.pk.hex}",
        may_answer=may,
        before=last_time(facts, line.cadre_id),
        **(forms if may else {}),
    )


def last_time(facts: Facts, cadre_id: UUID) -> LastTime | None:
    """Nothing where no review was sealed before, or none of whom the reader may see."""
    if facts.before.year is None:
        return None
    words = _("Năm %(year)s") % {"year": facts.before.year}
    row = facts.before.rows.get(cadre_id)
    if row is None:
        return LastTime(_("%(year)s: chưa có ở đơn vị này") % {"year": words})
    chips = reason_chips(row.verdicts) or [frozen_chip(row.verdict)]
    return LastTime(f"{words}:", chips, "; ".join(_differences(facts, cadre_id, row)))


def _differences(facts: Facts, cadre_id: UUID, row: FrozenPerson) -> Iterator[str]:
    """What is not as it was sealed: titles taken up and given up, requirements that come out otherwise."""
    held = {post.title_code: post.title for post in facts.posts.get(cadre_id, [])}
    then = {title: title_of(title).name for title, _unit in row.posts}
    for code in held.keys() - then.keys():
        yield _("mới giữ: %(title)s") % {"title": held[code]}
    for code in then.keys() - held.keys():
        yield _("không còn giữ: %(title)s") % {"title": then[code]}
    now = judged_now(facts.found, cadre_id)
    for code in sorted(now.keys() & row.verdicts.keys()):
        was, is_ = Verdict[row.verdicts[code].upper()], now[code]
        if was != is_:
            yield _("%(code)s: %(was)s → %(now)s") % {"code": code, "was": _(was.label), "now": _(is_.label)}


def judged_now(found: Verdicts, cadre_id: UUID) -> dict[str, Verdict]:
    place = found.places.get(cadre_id)
    if place is None:
        return {}
    return {code: Verdict(int(v)) for code, v in zip(found.codes, found.judged().matrix[place], strict=True)}


def readable(actor: Actor, line: ReviewLine) -> tuple[Sequence[str], str]:
    """What was changed and the note, for whoever reads as much of the person."""
    return (line.told, line.note) if may_read(actor, ReviewLine, "told") else ((), "")


def lacks_of(found: Verdicts, cadre_id: UUID) -> list[Chip]:
    """What is not met or in transition by code, else the verdict itself."""
    place = found.places.get(cadre_id)
    if place is None:
        return []
    judged = found.judged()
    shown = (Verdict.NOT_MET, Verdict.IN_TRANSITION)
    each = zip(found.codes, judged.matrix[place], strict=True)
    chips = [Chip(code, verdict_chip(Verdict(int(v))).state) for code, v in each if Verdict(int(v)) in shown]
    return chips or [verdict_chip(Verdict(int(judged.overall[place])))]


def _saved(line: ReviewLine) -> str:
    if line.saved_at is None:
        return ""
    at = line.saved_at.astimezone(clock.HANOI)
    return _("Đã lưu %(at)s, %(who)s") % {"at": f"{at:%H:%M %d/%m/%Y}", "who": line.saved_by}
