"""The condition of the forms on the list of people, so that every number of a form opens its list."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.extensions import FilterSpec, ListExtension, Params
from caunoi.apps.forms.selectors.levels import LEVEL_OF, level_words, people_at
from caunoi.foundation.actors import Actor


class LevelOfPeople(ListExtension):
    """The highest level somebody has (trình độ cao nhất), exactly."""

    key = "forms.level"
    order = 15

    def filters(self, actor: Actor, on: date) -> Sequence[FilterSpec]:
        return (FilterSpec(LEVEL_OF, _("Trình độ cao nhất"), level_words(actor)),)

    def narrow(self, actor: Actor, on: date, params: Params) -> Collection[UUID] | None:
        asked = [value for value in params.get(LEVEL_OF, ()) if value]
        return people_at(actor, on, asked) if asked else None
