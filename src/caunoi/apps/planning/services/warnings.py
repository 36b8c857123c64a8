"""What should give pause before somebody is sent to learn (cảnh báo khi cử đi học); nothing here forbids."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.planning.choices import Why
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors.plans import PlanRows
from caunoi.domain.tenure.age import age_on
from caunoi.domain.tenure.retirement import Sex, remaining_service_months
from caunoi.domain.vocabulary.vietnamese import PartialDate

SEXES: Mapping[str, Sex] = {"nam": "male", "nu": "female"}
Said = tuple[str, list[str]]


def warnings_of(rows: PlanRows, offering: Offering, needs: Iterable[Need]) -> list[Said]:
    """Each warning once with the names it is about: over the age of entry, near retirement, already learning."""
    found: dict[str, list[str]] = {}
    for need in needs:
        cadre = rows.people.get(need.cadre_id)
        for words in _warnings(need, cadre, offering):
            found.setdefault(words, []).append(rows.name(need))
    return sorted(found.items())


def _warnings(need: Need, cadre: Cadre | None, offering: Offering) -> Iterable[str]:
    if need.reason.get("rule") == Why.STUDYING:
        yield _("đang học nội dung này")
    for condition in offering.programme.requires:
        check = CHECKS.get(condition["what"])
        if cadre is not None and check is not None and (words := check(condition, cadre, offering.starts_on)):
            yield words


def _too_old(condition: Mapping[str, Any], cadre: Cadre, day: date) -> str:
    if not isinstance(cadre.birth, PartialDate):
        return ""
    woman = cadre.sex == "nu"
    most = int(condition.get("years_woman", condition["years"]) if woman else condition["years"])
    return (
        _("quá %(years)s tuổi khi khai giảng") % {"years": most}
        if age_on(cadre.birth, day).least > most
        else ""
    )


def _retires_soon(condition: Mapping[str, Any], cadre: Cadre, day: date) -> str:
    if not isinstance(cadre.birth, PartialDate) or cadre.sex not in SEXES:
        return ""
    left = remaining_service_months(cadre.birth, SEXES[cadre.sex], day)
    least = int(condition["at_least"])
    return _("còn dưới %(months)s tháng công tác") % {"months": least} if left.most < least else ""


CHECKS: Mapping[str, Callable[[Mapping[str, Any], Cadre, date], str]] = {
    "age_max": _too_old,
    "months_to_retirement": _retires_soon,
}


def by_person(said: Iterable[Said]) -> dict[str, list[str]]:
    """The same, by name."""
    found: dict[str, list[str]] = {}
    for words, names in said:
        for name in names:
            found.setdefault(name, []).append(words)
    return found
