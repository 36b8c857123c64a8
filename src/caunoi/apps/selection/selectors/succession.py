"""Who is planned for which post on a day, held against the limits of that day."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from caunoi.apps.cadres.choices import PostingKind, Sex
from caunoi.apps.cadres.models import Cadre, Posting, SuccessionPlan
from caunoi.apps.selection.selectors.candidates import SEXES
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.succession.check import Checked, Planned, Post, check
from caunoi.domain.succession.limits import Limit, What, limits_on
from caunoi.domain.tenure.age import age_on
from caunoi.domain.tenure.retirement import remaining_service_months
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import get_or_404, visible
from caunoi.foundation.policy.decisions import holds

PostKey = tuple[UUID, str, str]
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Book:
    """Everybody planned within reach (quy hoạch trong phạm vi): by post, and what the limits of the day say."""

    on: date
    plans: Sequence[SuccessionPlan]
    limits: Mapping[What, Limit]

    @cached_property
    def posts(self) -> Mapping[PostKey, Sequence[SuccessionPlan]]:
        found: dict[PostKey, list[SuccessionPlan]] = defaultdict(list)
        for plan in self.plans:
            found[plan.unit_id, plan.title_code, plan.term].append(plan)
        return dict(found)

    @cached_property
    def people(self) -> Mapping[UUID, Planned]:
        mine: dict[UUID, list[SuccessionPlan]] = defaultdict(list)
        for plan in self.plans:
            mine[plan.cadre_id].append(plan)
        return {cadre_id: planned(plans, self.on) for cadre_id, plans in mine.items()}

    @cached_property
    def many_posts(self) -> Mapping[UUID, int]:
        return Counter(plan.cadre_id for plan in self.plans)

    @cached_property
    def checked(self) -> Sequence[Checked]:
        posts = [
            Post(written(key), [self.people[plan.cadre_id] for plan in plans])
            for key, plans in self.posts.items()
        ]
        return check(posts, self.limits)

    @cached_property
    def failing(self) -> frozenset[PostKey]:
        """Posts with too few or too many people."""
        found = next((each for each in self.checked if each.limit.what == "people_per_post"), None)
        wrong = set(found.posts) if found else set()
        return frozenset(key for key in self.posts if written(key) in wrong)


def written(key: PostKey) -> str:
    unit_id, title_code, term = key
    return f"{unit_id}/{title_code}/{term}"


def book_of(actor: Actor, on: date) -> Book:
    """Nothing for whoever reads no plans of succession."""
    if not holds(actor, SuccessionPlan, "view"):
        return Book(on, [], limits_on(on))
    found = visible(actor, SuccessionPlan).on(on).select_related("cadre")
    plans = list(found.order_by("unit_id", "title_code", "term", "cadre__sort_key", "pk"))
    return Book(on, plans, limits_on(on))


def plan_or_404(actor: Actor, plan_id: UUID, verb: str = "view") -> SuccessionPlan:
    asked = get_or_404(actor, SuccessionPlan, verb, pk=plan_id)
    found: SuccessionPlan = visible(actor, SuccessionPlan, verb).select_related("cadre").get(pk=asked.pk)
    return found


def planned(plans: Sequence[SuccessionPlan], on: date) -> Planned:
    """What is certain of one person; service left is counted from the first day of the latest term, or from today."""
    cadre = plans[0].cadre
    begins = max([on, *(first for plan in plans if (first := term_begins(plan.term)))])
    return Planned(
        str(cadre.pk),
        woman=None if not cadre.sex else cadre.sex == Sex.FEMALE,
        age=_age(cadre, on),
        months_left=_months_left(cadre, begins),
    )


def term_begins(term: str) -> date | None:
    """ "2020–2025": the first day of 2020; None where no year is named."""
    year = YEAR.search(term)
    return date(int(year[0]), 1, 1) if year else None


def _age(cadre: Cadre, on: date) -> int | None:
    if not isinstance(cadre.birth, PartialDate) or on < cadre.birth.earliest():
        return None
    age = age_on(cadre.birth, on)
    return age.least if age.certain else None


def _months_left(cadre: Cadre, on: date) -> int | None:
    if not isinstance(cadre.birth, PartialDate) or cadre.sex not in SEXES:
        return None
    return remaining_service_months(cadre.birth, SEXES[cadre.sex], on).least


def without_anybody(actor: Actor, on: date) -> list[tuple[UUID, str]]:
    """Key posts somebody holds, for which nobody is planned."""
    if not holds(actor, SuccessionPlan, "view"):
        return []
    held = visible(actor, Posting).on(on).exclude(kind=PostingKind.PLANNED)
    pairs = set(
        held.filter(title_code__in=load_rulebook().key_titles(on)).values_list("unit_id", "title_code")
    )
    provided = {(unit_id, title_code) for unit_id, title_code, _term in book_of(actor, on).posts}
    return sorted(pairs - provided, key=lambda pair: (str(pair[0]), pair[1]))
