"""Levels said against levels known: the same, more of the same, a higher one, or a correction."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.services.describing import qualification_text
from caunoi.apps.cadres.services.records import NOT_HELD, Problem, QualificationRecord, RowPlan
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.vietnamese import PartialDate, canonical

DETAILS = ("field", "issuer", "number", "issued", "evidence")


def work_out_qualifications(plan: RowPlan, known: list[Any], *, on: date) -> None:
    """A list speaks of its own day: what was learned later neither confirms nor contradicts it."""
    for said in plan.record.qualifications:
        alike = [fact for fact in known if fact.kind == said.kind]
        if said.kind == QualificationKind.SPECIALISED:
            _specialised(plan, said, [fact for fact in alike if fact.field == said.field])
        elif said.status == QualificationStatus.STUDYING:
            _studying(plan, said, alike)
        else:
            _held(plan, said, alike, on)


def _add(plan: RowPlan, said: QualificationRecord) -> None:
    plan.qualifications.add.append(_columns(said))


@lru_cache(maxsize=20_000)
def _columns(said: QualificationRecord) -> dict[str, Any]:
    """Thousands hold the same level; they share one set of columns, which nobody changes."""
    values = dict(vars(said))
    del values["highest"]
    return values


def _refine(plan: RowPlan, said: QualificationRecord, fact: Any, names: tuple[str, ...] = DETAILS) -> None:
    fresh = {
        name: getattr(said, name) for name in names if _is_fresh(getattr(said, name), getattr(fact, name))
    }
    if fresh:
        plan.qualifications.change.append((fact, fresh))


def _is_fresh(said: Any, known: Any) -> bool:
    if said in (None, "") or said == known:
        return False
    if isinstance(said, str) and isinstance(known, str):
        return canonical(said) != canonical(known)
    if isinstance(said, PartialDate) and isinstance(known, PartialDate):
        return not (said.earliest() <= known.earliest() and known.latest() <= said.latest())
    return True


def _specialised(plan: RowPlan, said: QualificationRecord, alike: list[Any]) -> None:
    if alike:
        was_known_not_to = alike[0].level == NOT_HELD
        _refine(plan, said, alike[0], ("level", *DETAILS) if was_known_not_to else DETAILS)
    else:
        _add(plan, said)


def _studying(plan: RowPlan, said: QualificationRecord, alike: list[Any]) -> None:
    """A level already held is not studied for any more; a list may simply be late."""
    held = [fact for fact in alike if fact.status == QualificationStatus.HELD]
    if any(_rank(fact) >= _rank(said) for fact in held):
        return
    running = [fact for fact in alike if fact.status == QualificationStatus.STUDYING]
    if running:
        _refine(plan, said, running[-1], ("level", "study_ends", *DETAILS))
    else:
        _add(plan, said)


def _held(plan: RowPlan, said: QualificationRecord, alike: list[Any], on: date) -> None:
    held = [fact for fact in alike if fact.status == QualificationStatus.HELD]
    same = next((fact for fact in reversed(held) if fact.level == said.level), None)
    top = max((fact for fact in held if is_held_on(fact, on)), key=_rank, default=None)
    if same is not None and (top is None or not said.highest or _rank(same) >= _rank(top)):
        _refine(plan, said, same)
    elif top is None or _rank(said) > _rank(top) or not said.highest:
        _reach(plan, said, alike)
    else:
        _lower(plan, said, top, is_one_of_two=same is not None)


def _reach(plan: RowPlan, said: QualificationRecord, alike: list[Any]) -> None:
    """A level reached ends the study for it."""
    studied = [
        fact for fact in alike if fact.status == QualificationStatus.STUDYING and _rank(fact) <= _rank(said)
    ]
    if studied:
        fresh: dict[str, Any] = {"status": QualificationStatus.HELD, "level": said.level}
        fresh |= {name: getattr(said, name) for name in DETAILS if getattr(said, name) not in (None, "")}
        plan.qualifications.change.append((studied[-1], fresh))
    else:
        _add(plan, said)


def _lower(plan: RowPlan, said: QualificationRecord, top: Any, *, is_one_of_two: bool) -> None:
    """A list may correct one unverified level; it neither lowers what was verified nor takes a diploma away."""
    if is_one_of_two or top.verification == Verification.VERIFIED:
        words = _(
            "Trong tệp thấp hơn trong sổ (%(known)s). Kiểm tra lại tệp, hoặc sửa ở hồ sơ của người này."
        )
        plan.problems.append(Problem(words % {"known": qualification_text(top)}, said.kind))
        return
    fresh: dict[str, Any] = {"level": said.level}
    fresh |= {
        name: getattr(said, name) for name in DETAILS if _is_fresh(getattr(said, name), getattr(top, name))
    }
    plan.qualifications.change.append((top, fresh))


def is_held_on(fact: Any, on: date) -> bool:
    """Held on the day, as far as the day of issue is known."""
    return fact.status == QualificationStatus.HELD and (fact.issued is None or fact.issued.earliest() <= on)


def _rank(fact: Any) -> int:
    scale = load_terms().scales.get(fact.kind)
    return scale.ranks.get(fact.level, 0) if scale else 0
