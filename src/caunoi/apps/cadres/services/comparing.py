"""What would each record do? The check page and the write both ask here, so that they cannot disagree."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.extensions import ClosedYear
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.models.batch import RowVerdict
from caunoi.apps.cadres.services import differences, plausibility
from caunoi.apps.cadres.services.closed_years import closed_years, contradicted, how_to_mend
from caunoi.apps.cadres.services.describing import UnitName
from caunoi.apps.cadres.services.matching import Candidates, candidates_for, match
from caunoi.apps.cadres.services.records import SHOWN_DIGITS, PersonRecord, Problem, RowPlan
from caunoi.apps.cadres.services.standing import Standing, standing_of
from caunoi.apps.cadres.services.watching import NOBODY, Watch
from caunoi.apps.organisation.selectors import last_names
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor

REPORT_EVERY = 500


def compare(
    records: Sequence[PersonRecord],
    *,
    actor: Actor,
    on: date,
    decisions: Mapping[str, str] | None = None,
    watch: Watch = NOBODY,
) -> list[RowPlan]:
    """One plan per record, in their order; nothing is written. ``decisions`` settles doubtful rows by number."""
    withheld = _withheld(actor)
    checked = [record.without(withheld) for record in records] if withheld else records
    known = candidates_for(checked, actor=actor)
    judge = _Judge(actor, on, known, decisions or {})
    plans = []
    for done, record in enumerate(checked, start=1):
        plans.append(judge.identify(record))
        _tell(done, len(checked), watch)
    standing = standing_of([plan.cadre.pk for plan in plans if plan.cadre is not None], actor=actor)
    unit_name = _unit_names(plans, standing)
    closed = closed_years([plan.cadre.pk for plan in plans if plan.cadre is not None and plan.record.ratings])
    for plan in plans:
        _settle(plan, standing, on, actor.on, unit_name)
        _keep_decided(plan, closed.get(plan.cadre_id, ()) if plan.cadre_id else ())
    return plans


def _keep_decided(plan: RowPlan, years: Sequence[ClosedYear]) -> None:
    """A level that differs from what was decided is no news of a list: the row says so and is not written."""
    if plan.verdict == RowVerdict.REJECTED:
        return
    fresh = [*plan.ratings.add]
    fresh += [{**fact._asdict(), **values} for fact, values in plan.ratings.change]
    for said in fresh:
        if closed := contradicted(years, said["year"], said["grade"], said["decision"]):
            words = f"{closed.words} {how_to_mend()}"
            plan.problems.append(Problem(words, "rating", value=str(Grade(said["grade"]).label)))
            plan.verdict = RowVerdict.REJECTED


def _unit_names(plans: Sequence[RowPlan], standing: Standing) -> UnitName:
    """Names of the units that the plans can speak of."""
    said = {post.unit_id for plan in plans for post in plan.record.postings}
    known = {post.unit_id for person in standing.people.values() for post in person.postings}
    keepers = {plan.cadre.custodian_id for plan in plans if plan.cadre is not None}
    names = last_names(said | known | keepers)
    return lambda unit_id: names.get(unit_id, "") if unit_id else ""


def _withheld(actor: Actor) -> set[str]:
    """Fields of a person above the actor's class: neither read, nor matched by, nor written."""
    allowed = policy.readable_fields(actor, Cadre)
    said = set(PersonRecord.__dataclass_fields__) & set(policy.field_classes_of(Cadre))
    return said - allowed - {"full_name"}


def _tell(done: int, total: int, watch: Watch) -> None:
    if done % REPORT_EVERY and done != total:
        return
    watch.go_on()
    watch.tell(done, total, _("Đối chiếu với sổ"))


class _Judge:
    """Looks at the records one after the other, remembering whom it has met."""

    def __init__(self, actor: Actor, on: date, known: Candidates, decisions: Mapping[str, str]) -> None:
        self.actor, self.on, self.known, self.decisions = actor, on, known, decisions
        self.reach: dict[UUID, bool] = {}
        self.met: dict[object, int | None] = {}

    def identify(self, record: PersonRecord) -> RowPlan:
        plan = RowPlan(record, problems=plausibility.problems_of(record, on=self.on))
        if plan.errors or self._out_of_reach(plan) or self._met_before(plan):
            plan.verdict = RowVerdict.REJECTED
            return plan
        decision = self.decisions.get(str(record.row_number), "")
        found = match(record, self.known, on=self.on, decision=decision)
        if found.problem is not None:
            plan.problems.append(found.problem)
            plan.verdict = RowVerdict.REJECTED
        else:
            plan.cadre = found.cadre
            if record.number in self.known.former_numbers:
                # The number of a record joined to this one: it finds the person, who goes on under their own.
                plan.record = record.without({"number"})
            self._refuse_a_second_row(plan)
        return plan

    def _out_of_reach(self, plan: RowPlan) -> bool:
        unit_id = plan.record.home(self.on)
        if unit_id is None:
            return False
        if unit_id not in self.reach:
            self.reach[unit_id] = policy.can(self.actor, "bring_in", Cadre, unit_id=unit_id)
        if not self.reach[unit_id]:
            words = _("Đơn vị này ngoài phạm vi của bạn. Chỉ nhập người của đơn vị mình phụ trách.")
            plan.problems.append(Problem(words, "commune"))
        return not self.reach[unit_id]

    def _met_before(self, plan: RowPlan) -> bool:
        """Two rows of one file about one person: the first stays, the second is told."""
        record = plan.record
        for key, column, words in _marks_of(record, self.on):
            first = self.met.setdefault(key, record.row_number)
            if first != record.row_number:
                plan.problems.append(Problem(words % {"row": first}, column))
                return True
        return False

    def _refuse_a_second_row(self, plan: RowPlan) -> None:
        if plan.cadre is None:
            return
        first = self.met.setdefault(plan.cadre.pk, plan.record.row_number)
        if first != plan.record.row_number:
            words = _("Cùng một người với dòng %(row)s; giữ một dòng.")
            plan.problems.append(Problem(words % {"row": first}, "full_name"))
            plan.verdict, plan.cadre = RowVerdict.REJECTED, None


def _marks_of(record: PersonRecord, on: date) -> list[tuple[object, str, str]]:
    marks: list[tuple[object, str, str]] = []
    if record.number:
        words = _("Trùng số hiệu với dòng %(row)s; giữ một dòng.")
        marks.append((("number", record.number), "number", words))
    if record.identity_number:
        end = record.identity_number[-SHOWN_DIGITS:]
        words = _("Trùng số định danh (kết thúc %(end)s) với dòng %%(row)s; giữ một dòng.") % {"end": end}
        marks.append((("identity", record.identity_index), "identity_number", words))
    if record.birth and not record.number and not record.identity_number:
        exact = record.keys.exact
        key = (exact, format_date(record.birth), record.home(on))
        marks.append(
            (key, "full_name", _("Trùng họ tên, ngày sinh và đơn vị với dòng %(row)s; giữ một dòng."))
        )
    return marks


def _settle(plan: RowPlan, standing: Standing, on: date, today: date, unit_name: UnitName) -> None:
    """Give the plan its verdict and what it changes."""
    if plan.verdict == RowVerdict.REJECTED:
        return
    if plan.cadre is None and not plan.record.postings:
        plan.problems.append(Problem(_("Người mới cần có chức danh."), "title"))
    differences.work_out(plan, standing.of(plan.cadre_id), on=on, today=today, unit_name=unit_name)
    if plan.errors:
        plan.verdict = RowVerdict.REJECTED
    elif plan.cadre is None:
        plan.verdict = RowVerdict.ADDED
    elif plan.fields or plan.postings or plan.qualifications or plan.ratings:
        plan.verdict = RowVerdict.CHANGED
