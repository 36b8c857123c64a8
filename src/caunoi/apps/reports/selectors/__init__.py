"""Reading across modules: figures by code, units of a person, and the record of writes within somebody's reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.models import Cadre, ImportBatch
from caunoi.apps.cadres.models.batch import BatchState
from caunoi.apps.cadres.selectors import HeldPost, PersonRow, conditions_of, people_page, posts_held
from caunoi.apps.organisation.selectors import Lookup, Node, find_units, past_units, unit_tree
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.selectors import plan_to_fill
from caunoi.apps.standards.selectors import asked_of, verdicts
from caunoi.apps.standards.selectors.matrix import gap_matrix
from caunoi.apps.standards.selectors.reference import Term, terms_of_office
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.db.reading import once_while_reading
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import FigureValue, Scope, figure_or_404
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.decisions import holds

PAGE, FIRST = 50, 20
ANYBODY = {"tinh-trang": ["tat-ca"]}  # in post or not
KEY = {"nhom": ["chu-chot"]}  # the question of the homes: key officials


def answer(
    actor: Actor, on: date, code: str, *, unit_id: UUID | None = None, where: Mapping[str, str] | None = None
) -> FigureValue:
    """One figure of a page, from its one source."""
    return figure_or_404(code).answer(actor, Scope(on=on, unit_id=unit_id, where=where or {}))


def answer_or_none(actor: Actor, on: date, code: str) -> FigureValue | None:
    """A figure that has no meaning on some days or for some units."""
    try:
        return answer(actor, on, code)
    except NotVisible:
        return None


def gaps_asked(actor: Actor, on: date) -> list[tuple[str, FigureValue]]:
    """Each requirement somebody lacks, with its figure; those that count for the standard first."""
    found = gap_matrix(actor, verdicts(actor, on=on), asked_of(on, KEY))
    names = load_terms().columns
    codes = [code for code in found.codes if found.total.lacking[code]]
    return [(_(names[code].name), answer(actor, on, f"gap.{code}")) for code in codes]


def communes_lacking_most(actor: Actor, on: date, most: int) -> list[Node]:
    """The communes with the most people short of the standard, then by gaps, then by name."""
    found = gap_matrix(actor, verdicts(actor, on=on), asked_of(on, KEY))
    short = [row for row in found.rows if row.node is not None and row.not_met]
    ranked = sorted(short, key=lambda row: (-row.not_met, -row.times, row.node.sort_key if row.node else ""))
    return [row.node for row in ranked[:most] if row.node is not None]


def plan_figures(actor: Actor, on: date, *codes: str) -> dict[str, FigureValue]:
    """The figures of the plan that stands; empty where there is none or the role reads no plans."""
    if not there_is_a_plan(actor):
        return {}
    return {code: answer(actor, on, code) for code in codes}


@once_while_reading
def there_is_a_plan(actor: Actor) -> bool:
    """Is there a plan people can be put into, and does the role read it?"""
    return holds(actor, Plan, "view") and plan_to_fill(actor) is not None


def short_and_planned(actor: Actor, on: date) -> FigureValue | None:
    """Of the key officials short of the standard those who have a place in the plan; None where there is no plan."""
    if not there_is_a_plan(actor):
        return None
    return answer(actor, on, "cadres.people", where={"nhom": "chu-chot", "dat": "chua", "ke-hoach": "co"})


def lacking_and_planned(actor: Actor, on: date, code: str) -> FigureValue | None:
    """Of the key officials lacking one requirement those who have a class for it; None where there is no plan."""
    if not there_is_a_plan(actor):
        return None
    return answer(actor, on, "cadres.people", where={"nhom": "chu-chot", "thieu": code, "ke-hoach": "co"})


def terms_until(on: date) -> list[Term]:
    """The terms that had begun by the day, in their order."""
    return [term for term in terms_of_office() if term.period.start and term.period.start <= on]


def imports_waiting(actor: Actor) -> list[ImportBatch]:
    """Files that were checked and neither written nor dropped."""
    if not holds(actor, ImportBatch, "view"):
        return []
    return list(visible(actor, ImportBatch).filter(state=BatchState.CHECKED).order_by("-created_at")[:5])


def units_of(actor: Person) -> list[Node]:
    """The units the person's grants name, as they stand on the day of the grants."""
    tree = unit_tree(on=actor.on)
    return [tree.node(grant.unit_id) for grant in actor.grants if grant.unit_id and grant.unit_id in tree]


def office_of(actor: Person) -> str:
    """The unit a paper is made in."""
    return next((unit.full_name for unit in units_of(actor)), actor.label)


@dataclass(frozen=True)
class Found:
    """What a few typed letters lead to (kết quả tìm): people within reach, and units of any day, which are public."""

    text: str
    people: Sequence[PersonRow] = ()
    units: Sequence[Node] = ()
    sees_people: bool = False
    past: Sequence[Lookup] = ()
    posts: Mapping[UUID, Sequence[HeldPost]] = field(default_factory=dict)


def search(actor: Actor, text: str, on: date) -> Found:
    """The first of each; the whole list of people is the list page with the same letters."""
    sees = holds(actor, Cadre, "view")
    if not text:
        return Found(text, sees_people=sees)
    people: Sequence[PersonRow] = ()
    if sees:
        people, _page = people_page(actor, conditions_of(actor, on, {"tim": [text], **ANYBODY}))
    shown = people[:FIRST]
    posts = posts_held(actor, on, [person.id for person in shown])
    return Found(text, shown, find_units(text, on=on), sees, past_units(text, on=on), posts)


def written(actor: Actor, *, before: int | None = None) -> Sequence[AuditEvent]:
    """What was written within the actor's reach, newest first: one row more than a page, to know of the next.

    An event speaks of the thing it changed, so it is shown only to roles that may see such things at all.
    """
    events = visible(actor, AuditEvent).exclude(target_type__in=_types_out_of_sight(actor)).order_by("-seq")
    if before is not None:
        events = events.filter(seq__lt=before)
    return list(events[: PAGE + 1])


def _types_out_of_sight(actor: Actor) -> list[str]:
    return [model._meta.label_lower for model in apps.get_models() if not holds(actor, model, "view")]
