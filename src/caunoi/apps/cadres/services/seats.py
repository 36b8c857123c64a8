"""How many seats there are: a number given from a day on, and many of them from data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Seat
from caunoi.apps.cadres.models.seat import MOST
from caunoi.apps.cadres.selectors.seats import seat_name
from caunoi.apps.cadres.services.holding import clean
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import Entry, record, record_many
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

SET, ENDED, ADDED = "cadres.seats_set", "cadres.seats_ended", "cadres.seats_loaded"
AT_ONCE = 500


@dataclass(frozen=True)
class SeatDraft:
    """A number of seats to be written (số chỗ sẽ ghi)."""

    unit_id: UUID
    title_code: str
    number: int
    valid_from: date
    valid_to: date | None = None
    basis: str = ""
    source: str = ""


@transaction.atomic
def set_seats(
    *, actor: Actor, unit: Unit, title_code: str, number: int, valid_from: date, basis: str, block: str = ""
) -> Seat:
    """From ``valid_from`` on there are ``number`` seats; what held before ends there, a later number stands.

    Given for the day on which a number already begins, it corrects that number.
    """
    policy.check_create(actor, Seat, unit_id=unit.pk)
    _refuse_nonsense(unit, title_code, block, number, valid_from, basis)
    known = _known(actor, unit, title_code, block)
    running = next((seat for seat in known if seat.holds_on(valid_from)), None)
    before = running.number if running else None
    if running and (running.number, running.basis) == (number, basis):
        return running
    seat = running if running and running.valid_from == valid_from else None
    if seat is None:
        ends = _end_running(actor, running, valid_from, known)
        seat = Seat(unit=unit, title_code=title_code, block=block, valid_from=valid_from, valid_to=ends)
    seat.number, seat.basis = number, basis
    clean(seat)
    seat.save()
    changes: dict[str, list[Any]] = {"number": [before, number], "basis": [None, basis]}
    record(actor, SET, seat, {**changes, **_about(seat)}, unit_id=unit.pk)
    return seat


def _known(actor: Actor, unit: Unit, title_code: str, block: str) -> list[Seat]:
    """Every number of these seats, oldest first; one writer a unit, also of its first number."""
    visible(actor, Unit).select_for_update(of=("self",)).get(pk=unit.pk)
    same = visible(actor, Seat, "change").filter(unit=unit, title_code=title_code, block=block)
    return list(same.order_by("valid_from"))


def _end_running(actor: Actor, running: Seat | None, on: date, known: Iterable[Seat]) -> date | None:
    """The new number lasts as long as the one it follows, or until the next one known."""
    if running is None:
        return min((seat.valid_from for seat in known if seat.valid_from > on), default=None)
    ends, running.valid_to = running.valid_to, on
    running.save(update_fields=["valid_to"])
    record(actor, ENDED, running, {"valid_to": [ends, on]}, unit_id=running.unit_id)
    return ends


def _refuse_nonsense(
    unit: Unit, title_code: str, block: str, number: int, valid_from: date, basis: str
) -> None:
    if not seat_name(title_code, block):
        raise Refused(_("Không có chức danh mã %(code)s.") % {"code": title_code or block})
    if not 0 <= number <= MOST:
        raise Refused(_("Số chỗ phải từ 0 đến %(most)s.") % {"most": MOST})
    if not basis.strip():
        raise Refused(_("Ghi căn cứ của số chỗ: số, ngày của quyết định hoặc nghị quyết."))
    if unit.pk not in unit_tree(on=valid_from):
        raise Refused(
            _("Ngày %(day)s không có đơn vị này. Chọn ngày đơn vị đang hoạt động.")
            % {"day": format_date(valid_from)}
        )


def _about(seat: Seat) -> dict[str, list[Any]]:
    what = {"title_code": seat.title_code, "block": seat.block, "valid_from": seat.valid_from.isoformat()}
    return {name: [None, value] for name, value in what.items() if value}


@transaction.atomic
def load_seats(*, actor: Actor, drafts: Iterable[SeatDraft]) -> int:
    """Many numbers at once where none is known yet; a number that stands is never written over."""
    rows = [Seat(**draft.__dict__) for draft in drafts]
    units = {row.unit_id for row in rows}
    for unit_id in units:
        policy.check_create(actor, Seat, unit_id=unit_id)
    known = set(visible(actor, Seat).filter(unit_id__among=units).values_list("unit_id", "title_code"))
    if any((row.unit_id, row.title_code) in known for row in rows):
        raise Refused(_("Có đơn vị đã ghi số chỗ cho chức danh này. Ghi số mới ở trang Chỗ và người."))
    Seat.objects.bulk_create(rows, batch_size=AT_ONCE)
    record_many(actor, [_entry(row) for row in rows])
    return len(rows)


def _entry(row: Seat) -> Entry:
    return Entry(ADDED, row, {"number": [None, row.number], **_about(row)}, row.unit_id)
