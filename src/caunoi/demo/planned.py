"""A plan half made: those who need the middle level of political theory are in it, the others wait for the officer."""

from caunoi.apps.cadres.models import Posting
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_ids
from caunoi.apps.planning import selectors, services
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.services.adding import Wish, propose_places
from caunoi.demo.build import ACTOR
from caunoi.demo.places import PROVINCE, STORY_DAY
from caunoi.demo.seats import PARTY
from caunoi.foundation.policy import get_or_404, visible

THEORY = "LLCT"
FLOOR = {"group": "dan_toc", "heads": None, "share": 0.2}
"""A fifth of the seats for ethnic minorities, who are two fifths of those in need."""


def plan() -> int:
    """Draw up the plan and put the secretaries and their deputies into its classes; how many went in."""
    drawn = _draft()
    party = set(
        visible(ACTOR, Posting).on(STORY_DAY).filter(title_code__in=PARTY).values_list("cadre_id", flat=True)
    )
    needs = selectors.rows_of(ACTOR, drawn).needs
    lacking = [need.cadre_id for need in needs if need.requirement == THEORY and need.cadre_id in party]
    proposed = propose_places(actor=ACTOR, plan=drawn, wish=Wish(lacking, (THEORY,)), on=STORY_DAY)
    services.add_people(actor=ACTOR, plan=drawn, places=proposed.places, on=STORY_DAY)
    return sum(len(group.placed.needs) for group in proposed.groups)


def _draft() -> Plan:
    options = selectors.options_on(STORY_DAY, floors=[FLOOR])
    unit = get_or_404(ACTOR, Unit, pk=unit_ids()[PROVINCE])
    year = selectors.year_to_plan(STORY_DAY)
    found = selectors.needs_of(ACTOR, on=STORY_DAY, options=options, unit_id=unit.pk)
    budget = services.money_for_all(found, options)
    return services.draft_plan(
        actor=ACTOR, year=year, budget=budget, unit=unit, on=STORY_DAY, options=options, solve=False
    )
