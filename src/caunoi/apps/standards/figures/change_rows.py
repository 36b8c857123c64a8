"""The people of one part of a change: counted at once, named and given their reason when somebody looks."""

from functools import cached_property
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.figures.rows import person_row
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.standards.selectors.changes import Change, Looked
from caunoi.apps.standards.selectors.changes_reasons import Reason, Reasons
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.movement.parts import Part
from caunoi.foundation.figures.later import LaterRows
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.policy import visible
from caunoi.foundation.ui import with_query

COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Chức danh"),
    gettext_noop("Đơn vị"),
    gettext_noop("Đầu kỳ"),
    gettext_noop("Cuối kỳ"),
    gettext_noop("Vì sao"),
    gettext_noop("Căn cứ"),
)


class ChangedPeople(LaterRows):
    """Those of one part (những người của một phần)."""

    def __init__(self, change: Change, part: Part | None) -> None:
        self.change, self.part = change, part

    @cached_property
    def ids(self) -> list[UUID]:
        return self.change.ids(self.part)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def rows(self) -> list[Row]:
        with self.change.reading_of(self.part):
            named = visible(self.change.actor, Cadre).filter(pk__among=set(self.ids))
            people = list(named.order_by("sort_key", "pk").values_list("pk", "full_name"))
            return [self._row(person, name) for person, name in people]

    def _row(self, person: UUID, name: str) -> Row:
        held = self.reasons.posts_after.get(person) or self.reasons.posts_before.get(person, ())
        first, last = self.change.looks[0], self.change.looks[-1]
        return person_row(
            person,
            name,
            held,
            _standing(first, person),
            _standing(last, person),
            told_later(self, person, "why"),
            told_later(self, person, "basis"),
            url=with_query(f"/can-bo/{person}/"),
        )

    @cached_property
    def reasons(self) -> Reasons:
        return Reasons(self.change, self.part, self.ids)

    @cached_property
    def _told(self) -> dict[UUID, Reason]:
        return {}

    def reason_of(self, person: UUID) -> Reason:
        if person not in self._told:
            self._told[person] = self.reasons.of(person)
        return self._told[person]


def _told(people: ChangedPeople, person: UUID, which: str) -> str:
    return str(getattr(people.reason_of(person), which))


told_later = lazy(_told, str)
"""A page shows a few hundred of thousands: a reason is looked for when it is read."""


def _standing(look: Looked, person: UUID) -> str:
    """The verdict in one of the two reports, or that the person is outside the group."""
    place = look.found.places.get(person)
    if place is None or not look.everybody_there[place]:
        return _("ngoài diện")
    return _(Verdict(int(look.found.judged(look.asked.chosen_titles).overall[place])).label)
