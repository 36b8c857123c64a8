"""Many plans written as one: everything in one transaction, in a few statements, with a record for each person."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, ImportBatch, Posting, Qualification, Rating
from caunoi.apps.cadres.models.batch import RowVerdict
from caunoi.apps.cadres.services.records import FactWork, RowPlan, counts_of
from caunoi.apps.cadres.services.standing import chunks
from caunoi.apps.cadres.services.watching import NOBODY, Watch
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import Entry, record_many
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

FACTS: dict[str, type[models.Model]] = {
    "postings": Posting,
    "qualifications": Qualification,
    "ratings": Rating,
}
PEOPLE = "people"
PEOPLE_AT_ONCE = 1000
"""Few enough that the rows of all of them weigh little, enough that statements are few."""
STEP = 2000


@transaction.atomic
def write(
    plans: Sequence[RowPlan],
    *,
    actor: Actor,
    on: date,
    batch: ImportBatch | None = None,
    watch: Watch = NOBODY,
) -> dict[str, int]:
    """Write what ``compare`` planned; rejected rows are left out. Returns the counts. All of it or nothing."""
    work = [plan for plan in plans if plan.verdict in {RowVerdict.ADDED, RowVerdict.CHANGED}]
    _check_reach(work, actor)
    now, done = clock.now(), 0
    for some in chunks(work, PEOPLE_AT_ONCE):
        pen = _Pen(batch, now, _before(some, actor))
        for plan in some:
            pen.take(plan)
        pen.put_down(watch)
        done += len(some)
        watch.tell(done, len(work), _("Ghi vào sổ"))
    events = record_many(actor, [_entry(plan) for plan in work], batch_id=batch.pk if batch else None)
    for plan, event in zip(work, events, strict=True):
        plan.inverse["seq"] = event.seq
    return counts_of(list(plans))


def _check_reach(work: Sequence[RowPlan], actor: Actor) -> None:
    """Asked again where it is written: a plan may be older than a right."""
    for unit_id in {plan.fields.get("custodian_id") for plan in work} - {None}:
        policy.check_create(actor, Cadre, unit_id=unit_id, verb="bring_in")
    for plan in work:
        if plan.cadre is None and "custodian_id" not in plan.fields:
            raise Refused(_("Mỗi người cần một chức danh ở một đơn vị."))


def _before(work: Sequence[RowPlan], actor: Actor) -> dict[str, dict[UUID, Any]]:
    """The people and facts to be changed as they stand, all columns of them, by the name of their pile."""
    wanted: dict[str, list[UUID]] = {
        name: [fact.pk for plan in work for fact, _fresh in getattr(plan, name).change] for name in FACTS
    }
    people = [plan.cadre.pk for plan in work if plan.cadre is not None]
    found = {name: _in_bulk(visible(actor, FACTS[name]), keys) for name, keys in wanted.items()}
    return {PEOPLE: _in_bulk(visible(actor, Cadre, "bring_in"), people), **found}


def _in_bulk(rows: Any, keys: Sequence[UUID]) -> dict[UUID, Any]:
    return {pk: row for some in chunks(keys) for pk, row in rows.in_bulk(some).items()}


def _entry(plan: RowPlan) -> Entry:
    added = plan.verdict == RowVerdict.ADDED
    action = "cadres.cadre_registered" if added else "cadres.cadre_corrected"
    return Entry(action, plan.cadre, plan.changes, plan.cadre.custodian_id)


class _Pen:
    """Collects the rows of all plans, then puts them down table by table."""

    def __init__(self, batch: ImportBatch | None, now: datetime, before: dict[str, dict[UUID, Any]]) -> None:
        self.batch_id, self.now, self.before = batch.pk if batch else None, now, before
        self.new_people: list[dict[str, Any]] = []
        self.changed_people: list[Cadre] = []
        self.changed_columns: set[str] = set()
        self.new_facts: dict[str, list[dict[str, Any]]] = {name: [] for name in FACTS}
        self.changed_facts: dict[str, dict[UUID, Any]] = {name: {} for name in FACTS}
        self.changed_fact_columns: dict[str, set[str]] = {name: set() for name in FACTS}

    def take(self, plan: RowPlan) -> None:
        if plan.cadre is None:
            values = {
                "id": uuid4(),
                **plan.fields,
                "batch_id": self.batch_id,
                "row_number": plan.record.row_number,
            }
            plan.cadre = Cadre(**values)
            plan.inverse = {"added": True}
            self.new_people.append(values)
        else:
            self._change_person(plan)
        for name in FACTS:
            self._take_facts(plan, name, getattr(plan, name))

    def _change_person(self, plan: RowPlan) -> None:
        cadre = plan.cadre = self.before[PEOPLE][plan.cadre.pk]
        plan.inverse = {
            "fields": {name: getattr(cadre, name) for name in plan.fields},
            "version": cadre.version,
        }
        for name, value in plan.fields.items():
            setattr(cadre, name, value)
        cadre.version += 1
        self.changed_people.append(cadre)
        self.changed_columns |= {name.removesuffix("_id") for name in plan.fields}

    def _take_facts(self, plan: RowPlan, name: str, work: FactWork) -> None:
        source = {"batch_id": self.batch_id, "row_number": plan.record.row_number, "recorded_at": self.now}
        fresh = [{"id": uuid4(), "cadre_id": plan.cadre.pk, **source, **values} for values in work.add]
        self.new_facts[name] += fresh
        if "added" not in plan.inverse:
            plan.inverse.setdefault("new", {})[name] = [values["id"] for values in fresh]
            plan.inverse.setdefault("old", {})[name] = [
                (fact.pk, self._change_fact(name, self.before[name][fact.pk], {**values, **source}))
                for fact, values in work.change
            ]

    def _change_fact(self, name: str, fact: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Set the new values; returns what stood there before."""
        before = {}
        for column, value in values.items():
            before[column] = getattr(fact, column)
            setattr(fact, column, value)
        self.changed_facts[name][fact.pk] = fact
        self.changed_fact_columns[name] |= {column.removesuffix("_id") for column in values}
        return before

    def put_down(self, watch: Watch) -> None:
        for model, rows, columns in self._piles():
            for start in range(0, len(rows), STEP):
                watch.go_on()
                _save(model, rows[start : start + STEP], columns)

    def _piles(self) -> list[tuple[type[models.Model], list[Any], set[str]]]:
        columns = self.changed_columns | {"version"}
        piles: list[tuple[type[models.Model], list[Any], set[str]]] = [
            (Cadre, self.new_people, set()),
            (Cadre, self.changed_people, columns),
        ]
        for name, model in FACTS.items():
            piles.append((model, self.new_facts[name], set()))
            piles.append((model, list(self.changed_facts[name].values()), self.changed_fact_columns[name]))
        return piles


def _save(model: type[models.Model], rows: list[Any], columns: set[str]) -> None:
    """New rows are inserted, changed ones put over themselves: one statement for many either way."""
    if columns:
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=sorted(columns)
        )
    else:
        insert_rows(model, rows)
