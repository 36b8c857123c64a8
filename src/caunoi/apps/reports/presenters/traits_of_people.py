"""The traits of a cross table as conditions of the list of people: the list of a cell is the list with these words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.extensions import FilterSpec, ListExtension, Params
from caunoi.apps.cadres.selectors import UnreadableCondition
from caunoi.apps.reports.selectors import traits
from caunoi.apps.reports.selectors.posts_told_apart import Posts
from caunoi.apps.reports.selectors.traits import TRAITS
from caunoi.foundation.actors import Actor

OWN = tuple(key for key in TRAITS if key not in traits.OF_THE_LIST)


class TraitsOfPeople(ListExtension):
    """Conditions of a cell (điều kiện của một ô): each trait exactly as the table counts it."""

    key = "traits"
    order = 80

    def filters(self, actor: Actor, on: date) -> Sequence[FilterSpec]:
        own = [
            FilterSpec(key, TRAITS[key].title, list(TRAITS[key].options(on).items()), rare=True)
            for key in OWN
            if TRAITS[key].readable_by(actor)
        ]
        return [
            *own,
            FilterSpec(
                traits.PLACE, _("Nơi giữ chức vụ"), [(traits.OUTSIDE, _("Ngoài xã, phường"))], rare=True
            ),
        ]

    def narrow(self, actor: Actor, on: date, params: Params) -> Collection[UUID] | None:
        wanted = _wanted(actor, on, params)
        if not wanted:
            return None
        others = {key: values for key, values in params.items() if key not in (*OWN, traits.PLACE)}
        posts = Posts(actor, on, others)
        columns = [(value, posts.values(key)) for key, value in wanted.items()]
        return {
            post[0]
            for place, post in enumerate(posts.rows)
            if all(value in column[place] for value, column in columns)
        }


def _wanted(actor: Actor, on: date, params: Params) -> Mapping[str, str]:
    """What the address asks, under the traits' own keys; refused where it means nothing or may not be seen."""
    found = {}
    for key in (*OWN, traits.PLACE):
        value = next((each.strip() for each in reversed(params.get(key, ())) if each.strip()), "")
        if not value:
            continue
        trait = TRAITS[traits.COMMUNE if key == traits.PLACE else key]
        if not trait.readable_by(actor):
            raise UnreadableCondition(_("Vai trò của bạn không lọc hoặc xếp theo cột này được."))
        allowed = {traits.OUTSIDE} if key == traits.PLACE else set(trait.options(on))
        if value not in allowed:
            raise UnreadableCondition(
                _("Điều kiện “%(key)s” không nhận giá trị “%(value)s”.") % {"key": key, "value": value[:60]}
            )
        found[trait.key] = value
    return found
