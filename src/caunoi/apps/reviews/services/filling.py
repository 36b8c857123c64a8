"""What a unit says of each of its people; a change goes into the file at once, and the line tells it in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind, QualificationKind
from caunoi.apps.cadres.models import Cadre, Posting, Qualification
from caunoi.apps.cadres.services import add_qualification, correct_cadre, end_posting
from caunoi.apps.cadres.services.describing import posting_text, qualification_text
from caunoi.apps.cadres.services.evidence import keep_scan
from caunoi.apps.reviews.choices import Answer, SheetState
from caunoi.apps.reviews.models import ReviewLine, ReviewSheet
from caunoi.apps.reviews.policies import check_may_fill
from caunoi.apps.reviews.services.holding import locked_sheet
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.attachments.inspection import Scan, inspect
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import get_or_404, visible


@dataclass(frozen=True)
class NewLevel:
    """A level the file does not have yet (trình độ mới): its kind, which, and what is known of the paper."""

    kind: QualificationKind
    level: str
    field: str = ""
    issuer: str = ""
    issued: PartialDate | None = None


@dataclass(frozen=True)
class Change:
    """What has changed with a person since the last review (thay đổi): columns of the file, new levels.

    ``version`` is the file's own when the form was read: somebody else's writing in between is not overwritten.
    """

    version: int
    columns: dict[str, Any]
    levels: Sequence[NewLevel] = ()
    note: str = ""


@transaction.atomic
def say_same(*, actor: Actor, line: ReviewLine) -> ReviewLine:
    """Nothing has changed."""
    sheet, line = _held(actor, line)
    return _keep(actor, sheet, line, Answer.SAME, line.told)


@transaction.atomic
def say_rest_same(*, actor: Actor, sheet: ReviewSheet) -> int:
    """Everybody nobody has answered for yet stays as they are; how many."""
    sheet = locked_sheet(actor, sheet, "fill")
    check_may_fill(sheet)
    rest = visible(actor, ReviewLine, "fill").filter(sheet=sheet, answer=Answer.OPEN)
    many: int = rest.update(answer=Answer.SAME, saved_at=clock.now(), saved_by=actor.label)
    if not many:
        raise Refused(_("Không còn ai chưa được xác nhận."))
    _begin(sheet)
    told: dict[str, list[Any]] = {"people": [None, many]}
    record(actor, "reviews.rest_confirmed", sheet, told, unit_id=sheet.unit_id)
    return many


@transaction.atomic
def say_changed(*, actor: Actor, line: ReviewLine, change: Change) -> ReviewLine:
    """Write what changed into the file, unverified, and tell it on the line."""
    sheet, line = _held(actor, line)
    told = [*_correct(actor, line.cadre, change), *(_add(actor, line.cadre, each) for each in change.levels)]
    if not told and not change.note and not line.told:
        raise Refused(
            _("Chưa ghi thay đổi nào của %(name)s.") % {"name": line.cadre.full_name},
            mend=_("Ghi ít nhất một mục đã đổi, hoặc chọn “Giữ nguyên”."),
        )
    line.note = change.note
    return _keep(actor, sheet, line, Answer.CHANGED, [*line.told, *told])


@transaction.atomic
def say_left(*, actor: Actor, line: ReviewLine, on: date, reason: str) -> ReviewLine:
    """From ``on`` the person holds no post of this unit any more."""
    sheet, line = _held(actor, line)
    held = visible(actor, Posting, "change").filter(cadre=line.cadre, valid_to__isnull=True)
    posts = [post for post in held if post.kind != PostingKind.PLANNED and post.valid_from < on]
    if not posts:
        raise Refused(
            _("%(name)s không giữ chức danh nào bắt đầu trước ngày %(day)s.")
            % {"name": line.cadre.full_name, "day": f"{on:%d/%m/%Y}"},
            mend=_("Xem lại ngày thôi giữ, hoặc sửa quá trình công tác ở trang hồ sơ."),
        )
    told = [posting_text(end_posting(actor=actor, posting=post, on=on, reason=reason)) for post in posts]
    line.note = reason
    return _keep(actor, sheet, line, Answer.LEFT, [*line.told, *told])


def attach_paper(
    *, actor: Actor, line: ReviewLine, fact: Qualification, content: bytes, file_name: str
) -> ReviewLine:
    """A scan beside a paper the file names; the slow look at it comes before anybody waits for a lock."""
    check_may_fill(line.sheet)
    return _attach(actor, line, fact, inspect(content), file_name)


@transaction.atomic
def _attach(actor: Actor, line: ReviewLine, fact: Qualification, scan: Scan, file_name: str) -> ReviewLine:
    sheet, line = _held(actor, line)
    if fact.cadre_id != line.cadre_id:
        raise NotVisible(f"cadres.Qualification {fact.pk}")
    keep_scan(actor=actor, fact=fact, scan=scan, file_name=file_name)
    told = _("Kèm bản chụp: %(paper)s") % {"paper": qualification_text(fact)}
    return _keep(actor, sheet, line, Answer.CHANGED, [*line.told, told])


def _held(actor: Actor, line: ReviewLine) -> tuple[ReviewSheet, ReviewLine]:
    """The sheet is held first: two clerks write one after the other."""
    sheet = locked_sheet(actor, get_or_404(actor, ReviewSheet, "fill", pk=line.sheet_id), "fill")
    check_may_fill(sheet)
    found = visible(actor, ReviewLine, "fill").select_related("cadre").get(pk=line.pk)
    return sheet, found


def _keep(actor: Actor, sheet: ReviewSheet, line: ReviewLine, answer: Answer, told: list[str]) -> ReviewLine:
    before = line.answer
    line.answer, line.told, line.saved_at, line.saved_by = answer, told, clock.now(), actor.label
    line.save(update_fields=["answer", "told", "note", "saved_at", "saved_by"])
    _begin(sheet)
    changes: dict[str, list[Any]] = {"answer": [before, str(answer)]}
    record(actor, "reviews.person_reviewed", line.cadre, changes, unit_id=sheet.unit_id)
    return line


def _begin(sheet: ReviewSheet) -> None:
    if sheet.state == SheetState.ASKED:
        sheet.state = SheetState.FILLING
        sheet.save(update_fields=["state"])


def _correct(actor: Actor, cadre: Cadre, change: Change) -> list[str]:
    """Only what differs from the file is written."""
    fresh = {name: value for name, value in change.columns.items() if getattr(cadre, name) != value}
    if not fresh:
        return []
    correct_cadre(actor=actor, cadre=cadre, expected_version=change.version, changes=fresh)
    names = [_(str(column_of(Cadre, name).verbose_name)) for name in fresh]
    return [_("Sửa %(what)s") % {"what": ", ".join(names)}]


def _add(actor: Actor, cadre: Cadre, new: NewLevel) -> str:
    fact: Qualification = add_qualification(
        actor=actor,
        cadre=cadre,
        kind=new.kind,
        level=new.level,
        field=new.field,
        issuer=new.issuer,
        issued=new.issued,
    )
    return qualification_text(fact)
