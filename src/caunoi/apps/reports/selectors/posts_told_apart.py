"""The posts of a list of people with every trait of each: what a cross table counts and what its cells' lists keep."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import conditions_of, title_of
from caunoi.apps.cadres.selectors.groups import posts_of_list
from caunoi.apps.organisation.selectors import Node, unit_tree
from caunoi.apps.reports.selectors import traits
from caunoi.apps.standards.selectors import Verdicts, asked_of, verdicts
from caunoi.apps.standards.selectors.ethnic_groups import ethnic_rank
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.fields import read_kept
from caunoi.foundation.policy import readable_fields, visible

Params = Mapping[str, Sequence[str]]
Post = tuple[UUID, UUID, str]
Values = tuple[str, ...]
NONE: Values = (traits.UNKNOWN,)
WORDS = {verdict: word for word, verdict in traits.VERDICTS.items()}


class Posts:
    """The posts that put people on a list (chức vụ của danh sách): who, where, which title.

    ``params`` are the conditions of the list, without those the traits add.
    """

    def __init__(self, actor: Actor, on: date, params: Params) -> None:
        self.actor, self.on = actor, on
        self.params = {key: tuple(values) for key, values in params.items()}
        self.asked = asked_of(on, self.params)

    @cached_property
    def rows(self) -> list[Post]:
        """Where only the posts of some titles are in question, other posts of the same people say nothing."""
        found = posts_of_list(self.actor, conditions_of(self.actor, self.on, self.params))
        titles = self.asked.chosen_titles
        return found if titles is None else [post for post in found if post[2] in titles]

    def values(self, key: str) -> list[Values]:
        """Of each post, in the order of ``rows``; a unit that two communes answer for has two."""
        if key == traits.JUDGED:
            return [(self.verdict(post[0], self.asked.chosen_titles),) for post in self.rows]
        reading = getattr(self, f"_{READINGS[key]}")
        return [reading(post) for post in self.rows]

    def verdict(self, who: UUID, titles: frozenset[str] | None) -> str:
        """Over the posts of these titles, wherever they are held."""
        place = self._found.places.get(who)
        overall = self._found.judged(titles).overall
        return WORDS[Verdict(int(overall[place]))] if place is not None else traits.UNKNOWN

    # ---- of the post

    def _title(self, post: Post) -> Values:
        return (post[2],)

    def _block(self, post: Post) -> Values:
        return (title_of(post[2]).block,)

    def _commune(self, post: Post) -> Values:
        return self._communes.get(post[1], (traits.OUTSIDE,))

    @cached_property
    def _communes(self) -> Mapping[UUID, Values]:
        """For each unit the communes of the day that answer for it."""
        tree, found = unit_tree(on=self.on), dict[UUID, Values]()
        within = {node.id for node in tree.below(self.asked.unit_id)} if self.asked.unit_id else None
        for commune in (node for node in tree.communes if within is None or node.id in within):
            for unit_id in tree.answered_by({node.id for node in tree.below(commune.id)}):
                found[unit_id] = (*found.get(unit_id, ()), commune.key)
        return found

    def _level_of_unit(self, post: Post) -> Values:
        return self._levels_of_units.get(post[1], NONE)

    @cached_property
    def _levels_of_units(self) -> Mapping[UUID, Values]:
        tree = unit_tree(on=self.on)
        roots = {node.id for node in tree.roots}
        return {node.id: (_level(node, roots),) for node in tree.nodes.values()}

    # ---- of the person

    def _sex(self, post: Post) -> Values:
        return (self._people.get(post[0], {}).get("sex") or traits.UNKNOWN,)

    def _age(self, post: Post) -> Values:
        birth = self._people.get(post[0], {}).get("birth_kept")
        return (traits.age_group(_years(birth, self.on)),) if birth else NONE

    def _ethnic(self, post: Post) -> Values:
        rank = ethnic_rank(self._people.get(post[0], {}).get("ethnicity") or "")
        return ({1: "kinh", 2: "thieu-so"}.get(rank, traits.UNKNOWN),)

    @cached_property
    def _people(self) -> Mapping[UUID, Mapping[str, Any]]:
        """Only columns this reader reads."""
        readable = readable_fields(self.actor, Cadre)
        plain: list[str] = [name for name in ("sex", "ethnicity") if name in readable]
        found: Any = visible(self.actor, Cadre).order_by()
        if "birth" in readable:
            found = found.annotate(birth_kept=Cast("birth", CharField()))
            plain.append("birth_kept")
        return {row["pk"]: row for row in found.values("pk", *plain)}

    def _education(self, post: Post) -> Values:
        return self._held(post[0], "professional")

    def _theory(self, post: Post) -> Values:
        return self._held(post[0], "political_theory")

    def _held(self, who: UUID, what: str) -> Values:
        """The highest level that counts on the day."""
        row = self._first_rows.get(who)
        rank = int(self._levels[row, list(load_terms().scales).index(what)]) if row is not None else 0
        return (load_terms().scale(what).levels[rank - 1].code,) if rank else NONE

    @cached_property
    def _levels(self) -> Any:
        return self._found.snapshot.facts.block("levels")

    @cached_property
    def _first_rows(self) -> Mapping[UUID, int]:
        snapshot = self._found.snapshot
        return {
            snapshot.people[place]: row for row, place in reversed(list(enumerate(snapshot.person.tolist())))
        }

    @cached_property
    def _found(self) -> Verdicts:
        return verdicts(self.actor, on=self.on)


def _level(node: Node, roots: set[UUID]) -> str:
    if node.is_commune:
        return "xa"
    if node.is_village:
        return "thon"
    return "tinh" if node.id in roots else "huyen"


def _years(kept: str, on: date) -> int:
    """Whole years since the earliest day the birth may have been."""
    born = read_kept(kept).earliest()
    return max(on.year - born.year - ((on.month, on.day) < (born.month, born.day)), 0)


READINGS = {
    traits.TITLE: "title", traits.BLOCK: "block", traits.COMMUNE: "commune", traits.LEVEL_OF_UNIT: "level_of_unit",
    traits.SEX: "sex", traits.AGE: "age", traits.ETHNIC: "ethnic", traits.EDUCATION: "education",
    traits.THEORY: "theory",
}  # fmt: skip
