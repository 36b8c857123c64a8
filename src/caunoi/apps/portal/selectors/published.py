"""What is published: whole-province counts, never a person, and no small number that would point at one."""

from dataclasses import dataclass, replace
from datetime import date

from caunoi.apps.portal.limits import fewest, published_day
from caunoi.foundation import clock
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.figures import Figure, Scope, all_figures, figure_or_404
from caunoi.foundation.policy.walls import acting
from caunoi.foundation.system_time import as_known_now

# What the province publishes. A code that no module registers is simply not there yet.
PUBLISHED = (
    "standard.met",
    "standard.not_met",
    "education.college_or_higher",
    "education.college_or_higher.at_term_start",
    "units.communes",
    "units.districts",
)
PEOPLE = "người"
PUBLISHER = SystemActor(key="system:portal", label="Cổng công khai", on=date.min)


@dataclass(frozen=True)
class Published:
    """A published figure (số liệu công khai): ``value`` is None where too few people stand behind it."""

    code: str
    title: str
    definition: str
    value: int | float | None
    denominator: int | None
    unit_of_measure: str
    on: date
    url: str = ""

    @property
    def share(self) -> float | None:
        """Between 0 and 1."""
        if self.value is None or not self.denominator:
            return None
        return self.value / self.denominator


def published_figures(*, on: date) -> list[Published]:
    """Asked as the product itself: publishing is a decision of the province, not a right of the reader.

    As known now, whatever the address asks, and people as of the end of a period: from one record or one day to the
    next one person's change is told by subtracting.
    """
    publisher = replace(PUBLISHER, on=on)
    known = {figure.code for figure in all_figures()}
    with acting(publisher), as_known_now():
        return [_published(code, publisher, on) for code in PUBLISHED if code in known]


def _day_of(figure: Figure, on: date) -> date:
    """Units are public by law on any day; people are counted on days of publishing, none of them still to come."""
    return published_day(min(on, clock.today())) if figure.unit_of_measure == PEOPLE else on


def points_at_somebody(number: float, among: int | None, least: int) -> bool:
    """A small number names people, and so does the small rest of those among whom it was counted."""
    rest = None if among is None else among - number
    return 0 < number < least or (rest is not None and 0 < rest < least)


def _published(code: str, publisher: SystemActor, on: date) -> Published:
    figure = figure_or_404(code)
    on = _day_of(figure, on)
    answer = figure.answer(publisher, Scope(on=on))
    few = figure.unit_of_measure == PEOPLE and points_at_somebody(
        answer.numerator, answer.denominator, fewest(on)
    )
    return Published(
        code=code,
        title=str(figure.title),
        definition=str(figure.definition),
        value=None if few else answer.numerator,
        denominator=answer.denominator,
        unit_of_measure=figure.unit_of_measure,
        on=on,
        url=answer.url if figure.public else "",
    )
