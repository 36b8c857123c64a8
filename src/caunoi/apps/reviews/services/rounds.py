"""A round: opened with its standards kept, newcomers listed, whoever is late reminded."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_tree, units_reached
from caunoi.apps.reviews.choices import HANDED_IN, OPEN_TO_FILL, Answer, StepKind
from caunoi.apps.reviews.models import ReviewLine, ReviewRound, ReviewSheet
from caunoi.apps.reviews.policies import check_may_fill
from caunoi.apps.reviews.selectors.sheets import office_of, unlisted
from caunoi.apps.reviews.services.holding import locked_round, locked_sheet, take_step
from caunoi.domain.eligibility.frozen import book_of, standards_as_text
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

AT_ONCE = 5000


@transaction.atomic
def open_round(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    as_of: date,
    due_on: date,
    in_two_steps: bool = False,
    message: str = "",
) -> ReviewRound:
    """Ask every unit below that keeps files; the standards of the day are kept with the round."""
    policy.check_create(actor, ReviewRound, unit_id=unit.pk)
    _refuse_days(actor, unit, as_of, due_on)
    texts = standards_as_text()
    fresh = ReviewRound(
        name=name.strip(),
        year=as_of.year,
        unit=unit,
        as_of=as_of,
        due_on=due_on,
        in_two_steps=in_two_steps,
        message=message.strip(),
        rules=texts,
        rule_hash=book_of(texts).for_day(as_of).rule_hash,
        opened_at=clock.now(),
        opened_by=actor.label,
    )
    fresh.save(force_insert=True)
    people = _ask(actor, fresh)
    if not people:
        raise Refused(_("Đơn vị này chưa quản lý hồ sơ của ai đang công tác, nên chưa có ai để rà soát."))
    told: dict[str, list[Any]] = {
        "name": [None, fresh.name],
        "as_of": [None, as_of.isoformat()],
        "due_on": [None, due_on.isoformat()],
        "people": [None, people],
        "rule_hash": [None, fresh.rule_hash],
    }
    record(actor, "reviews.round_opened", fresh, told, unit_id=unit.pk)
    return fresh


def _refuse_days(actor: Actor, unit: Unit, as_of: date, due_on: date) -> None:
    if due_on < actor.on:
        raise Refused(_("Hạn gửi đã qua. Chọn hạn từ hôm nay trở đi."))
    if due_on < as_of:
        raise Refused(_("Hạn gửi phải từ ngày chốt số liệu trở đi, để đơn vị biết số liệu của ngày ấy."))
    if visible(actor, ReviewRound).filter(unit=unit, year=as_of.year).exists():
        raise Refused(
            _("Năm %(year)s đơn vị này đã có đợt rà soát.") % {"year": as_of.year},
            mend=_("Mở đợt ấy từ trang Rà soát, hoặc chọn ngày chốt của năm khác."),
        )


def _ask(actor: Actor, round_: ReviewRound) -> int:
    """A sheet for each office with people, a line for each of them; a village's people stand on its commune's."""
    tree = unit_tree(on=actor.on)
    people = [(cadre_id, office_of(tree, unit_id)) for cadre_id, unit_id in _people_below(actor, round_)]
    sheets = {
        unit_id: ReviewSheet(round=round_, unit_id=unit_id) for unit_id in {unit for _pk, unit in people}
    }
    ReviewSheet.objects.bulk_create(sheets.values(), batch_size=AT_ONCE)
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        insert_rows(
            ReviewLine, [{"id": uuid4(), "sheet_id": sheets[unit].pk, "cadre_id": pk} for pk, unit in some]
        )
    return len(people)


def _people_below(actor: Actor, round_: ReviewRound) -> list[tuple[UUID, UUID]]:
    people = visible(actor, Cadre).filter(left_on__isnull=True)
    reached: Iterable[UUID] | None = units_reached(round_.unit_id, "subtree", actor.on)
    if reached is not None:
        people = people.filter(custodian_id__among=list(reached))
    return list(people.order_by("pk").values_list("pk", "custodian_id"))


@transaction.atomic
def list_newcomers(*, actor: Actor, sheet: ReviewSheet) -> int:
    """Whoever came into the office's care since the round was opened; how many.

    Somebody asked about where they were before, and not yet answered for, brings the line along.
    """
    sheet = locked_sheet(actor, sheet, "fill")
    check_may_fill(sheet)
    people = list(unlisted(actor, sheet))
    brought = visible(actor, ReviewLine, "fill").filter(
        sheet__round_id=sheet.round_id, cadre__in=[cadre.pk for cadre in people], answer=Answer.OPEN,
        sheet__state__in=OPEN_TO_FILL,
    )  # fmt: skip
    moved = set(brought.values_list("cadre_id", flat=True))
    brought.update(sheet=sheet)
    ReviewLine.objects.bulk_create(
        ReviewLine(sheet=sheet, cadre=cadre) for cadre in people if cadre.pk not in moved
    )
    if people:
        told: dict[str, list[Any]] = {"people": [None, len(people)]}
        record(actor, "reviews.people_listed", sheet, told, unit_id=sheet.unit_id)
    return len(people)


@transaction.atomic
def remind(*, actor: Actor, round_: ReviewRound, unit_id: UUID | None = None) -> int:
    """Every unit that has not sent, or this one: its office reads it on its home; how many."""
    round_ = locked_round(actor, round_)
    waiting = visible(actor, ReviewSheet, "approve").filter(round=round_).exclude(state__in=HANDED_IN)
    sheets = list(waiting.filter(unit_id=unit_id) if unit_id else waiting)
    if not sheets:
        raise Refused(_("Không còn đơn vị nào để nhắc: tất cả đã gửi."))
    for sheet in sheets:
        take_step(actor, sheet, StepKind.REMINDED, reminded_at=clock.now())
    return len(sheets)
