"""A year opened: every office asked, a sheet for each of its people, and for whoever came later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Grade, PostingKind
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.cadres.selectors import title_of
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_tree, units_reached
from caunoi.apps.ratings.choices import Decider
from caunoi.apps.ratings.models import RatedUnit, RatingRound, RatingSeal, RatingSheet
from caunoi.apps.ratings.selectors.sheets import office_of, unlisted
from caunoi.apps.ratings.selectors.years import scheme_for
from caunoi.apps.ratings.services.stepping import refuse_sealed
from caunoi.domain.rating.kept import Rules, as_text, mark_of, rules_of
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

AT_ONCE = 5000


@transaction.atomic
def open_round(*, actor: Actor, unit: Unit, year: int, due_on: date, message: str = "") -> RatingRound:
    """Ask every office below that keeps files; scheme and procedure of the year are kept with the round."""
    policy.check_create(actor, RatingRound, unit_id=unit.pk)
    _refuse_days(actor, unit, year, due_on)
    text = as_text(rules_of(scheme_for(year)))
    fresh = RatingRound(
        unit=unit, year=year, due_on=due_on, message=message.strip(), rules=text, rule_mark=mark_of(text),
        opened_at=clock.moment(actor.on), opened_by=actor.label,
    )  # fmt: skip
    fresh.save(force_insert=True)
    people = _ask(actor, fresh)
    if not people:
        raise Refused(_("Đơn vị này chưa quản lý hồ sơ của ai đang công tác, nên chưa có ai để xếp loại."))
    told: dict[str, list[Any]] = {
        "year": [None, year],
        "due_on": [None, due_on.isoformat()],
        "people": [None, people],
        "rule_mark": [None, fresh.rule_mark],
    }
    record(actor, "ratings.round_opened", fresh, told, unit_id=unit.pk)
    return fresh


def _refuse_days(actor: Actor, unit: Unit, year: int, due_on: date) -> None:
    if year > actor.on.year:
        raise Refused(_("Năm %(year)s chưa tới. Chọn năm nay hoặc năm trước.") % {"year": year})
    if due_on < actor.on:
        raise Refused(_("Hạn hoàn thành đã qua. Chọn hạn từ hôm nay trở đi."))
    if visible(actor, RatingRound).filter(unit=unit, year=year).exists():
        raise Refused(
            _("Năm %(year)s đơn vị này đã mở xếp loại.") % {"year": year},
            mend=_("Mở đợt ấy từ trang Xếp loại hằng năm."),
        )


def _ask(actor: Actor, round_: RatingRound) -> int:
    """A year for each office with people, a sheet for each of them; a village's people stand with its commune's."""
    tree, people = unit_tree(on=actor.on), visible(actor, Cadre).filter(left_on__isnull=True)
    reached: Iterable[UUID] | None = units_reached(round_.unit_id, "subtree", actor.on)
    if reached is not None:
        people = people.filter(custodian_id__among=list(reached))
    known = [
        (pk, office_of(tree, unit)) for pk, unit in people.order_by("pk").values_list("pk", "custodian_id")
    ]
    posts = Posts(actor, round_.by)
    offices = {unit: RatedUnit(round=round_, unit_id=unit) for unit in {unit for _pk, unit in known}}
    RatedUnit.objects.bulk_create(offices.values(), batch_size=AT_ONCE)
    for start in range(0, len(known), AT_ONCE):
        some = known[start : start + AT_ONCE]
        held = posts.of([pk for pk, _unit in some])
        insert_rows(RatingSheet, [_row(offices[unit].pk, pk, held[pk]) for pk, unit in some])
    return len(known)


def _row(rated_id: UUID, cadre_id: UUID, held: "Held") -> dict[str, Any]:
    return {
        "id": uuid4(), "rated_id": rated_id, "cadre_id": cadre_id, "post": held.post, "head": held.head,
        "decider": held.decider,
    }  # fmt: skip


@dataclass(frozen=True)
class Held:
    """What the posts of somebody mean for the rating (chức danh khi xếp loại)."""

    post: str = ""
    head: bool = False
    decider: str = Decider.ABOVE


@dataclass(frozen=True)
class Posts:
    """Who is a head and by whom decided on, by the posts of the day and the rules of the round."""

    actor: Actor
    rules: Rules

    def of(self, cadre_ids: list[UUID]) -> dict[UUID, Held]:
        held: dict[UUID, list[str]] = {pk: [] for pk in cadre_ids}
        rows = visible(self.actor, Posting).on(self.actor.on).filter(cadre_id__among=cadre_ids)
        main = rows.exclude(kind=PostingKind.PLANNED).order_by("valid_from", "pk")
        for cadre_id, code in main.values_list("cadre_id", "title_code"):
            held[cadre_id].append(code)
        return {pk: self._held(codes) for pk, codes in held.items()}

    def _held(self, codes: list[str]) -> Held:
        if not codes:
            return Held()
        procedure = self.rules.procedure
        titles = sorted((title_of(code) for code in codes), key=lambda title: title.rank)
        head = any(code in procedure.heads for code in codes)
        names = "; ".join(dict.fromkeys(title.name for title in titles))
        return Held(names[:200], head, procedure.decider(titles[0].block, head=head))


@transaction.atomic
def list_newcomers(*, actor: Actor, rated: RatedUnit) -> int:
    """Whoever came into the unit's care since the year was opened; how many. Their sheet comes along, as it stands."""
    rated = _held_unit(actor, rated, "fill")
    people = [cadre.pk for cadre in unlisted(actor, rated)]
    sealed = visible(actor, RatingSeal).filter(rated__round=rated.round_id).values("rated")
    theirs = visible(actor, RatingSheet, "fill").filter(rated__round=rated.round_id, cadre__among=people)
    brought = theirs.exclude(rated__in=sealed)
    moved = set(brought.values_list("cadre_id", flat=True))
    kept = set(theirs.filter(rated__in=sealed).values_list("cadre_id", flat=True))
    brought.update(rated=rated)
    fresh = [pk for pk in people if pk not in moved | kept]
    held = Posts(actor, rated.round.by).of(fresh)
    insert_rows(RatingSheet, [_row(rated.pk, pk, held[pk]) for pk in fresh])
    told: dict[str, list[Any]] = {"people": [None, len(fresh) + len(moved)]}
    record(actor, "ratings.people_listed", rated, told, unit_id=rated.unit_id)
    return len(fresh) + len(moved)


@transaction.atomic
def rate_unit(*, actor: Actor, rated: RatedUnit, level: str, document: str) -> RatedUnit:
    """How the unit itself was rated, by which document: its head is held against it."""
    rated = _held_unit(actor, rated, "change")
    if level not in rated.round.by.scheme.levels:
        raise Refused(
            _("Mức này không có trong cách xếp loại của năm %(year)s.") % {"year": rated.round.year}
        )
    if not document.strip():
        raise Refused(_("Ghi văn bản xếp loại đơn vị."))
    before, rated.level, rated.document = rated.level, Grade(level), document.strip()[:120]
    rated.save(update_fields=["level", "document"])
    told: dict[str, list[Any]] = {"level": [before, level], "document": [None, rated.document]}
    record(actor, "ratings.unit_rated", rated, told, unit_id=rated.unit_id)
    return rated


def _held_unit(actor: Actor, rated: RatedUnit, verb: str) -> RatedUnit:
    policy.check(actor, verb, rated)
    found: RatedUnit = visible(actor, RatedUnit, verb).select_for_update(of=("self",)).get(pk=rated.pk)
    found.round = rated.round
    refuse_sealed(actor, found)
    return found
