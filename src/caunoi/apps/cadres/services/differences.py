"""The difference between what a record says and what the registry knows, fact by fact."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from caunoi.apps.cadres.services.describing import (
    UnitName,
    name_of_unit,
    posting_text,
    qualification_text,
    rating_text,
    value_text,
)
from caunoi.apps.cadres.services.names import key_columns
from caunoi.apps.cadres.services.posting_differences import work_out_postings
from caunoi.apps.cadres.services.qualification_differences import work_out_qualifications
from caunoi.apps.cadres.services.records import FactWork, PersonRecord, RowPlan, masked
from caunoi.apps.cadres.services.standing import Known
from caunoi.domain.vocabulary.vietnamese import PartialDate, normalise

PLAIN_FIELDS = ("given_name", "number", "sex", "ethnicity", "phone", "is_party_member", "left_on")
DAY_FIELDS = ("birth", "party_joined", "party_official")


def work_out(
    plan: RowPlan, known: Known, *, on: date, today: date | None = None, unit_name: UnitName | None = None
) -> None:
    """Fill the plan with the fields to set and the facts to add or change; rights follow the post of ``today``."""
    plan.fields = _fields(plan.record, plan.cadre)
    work_out_postings(plan, known.postings, on=on)
    work_out_qualifications(plan, known.qualifications, on=on)
    _work_out_ratings(plan, known.ratings)
    _follow_main_posting(plan, known, today or on)
    plan.changes = _changes(plan, unit_name)


def _fields(record: PersonRecord, cadre: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if cadre is None or record.keys.exact != cadre.exact_key:
        found["full_name"] = normalise(record.full_name)
    for name in PLAIN_FIELDS:
        said = getattr(record, name)
        if said not in (None, "") and (cadre is None or said != getattr(cadre, name)):
            found[name] = said
    for name in DAY_FIELDS:
        said = getattr(record, name)
        if said is not None and (cadre is None or not says_no_more(said, getattr(cadre, name))):
            found[name] = said
    found.update(_identity(record, cadre))
    if "full_name" in found or "given_name" in found:
        given = record.given_name or (cadre.given_name if cadre is not None else "")
        found.update(key_columns(found.get("full_name", record.full_name), given))
    return found


def _identity(record: PersonRecord, cadre: Any) -> dict[str, str]:
    index = record.identity_index
    if not index or (cadre is not None and index == cadre.identity_index):
        return {}
    return {"identity_number": record.identity_number, "identity_index": index}


def says_no_more(said: PartialDate, known: PartialDate | None) -> bool:
    """The day said is the one known, or a coarser form of it: 1985 says no more than 31/08/1985."""
    if known is None:
        return False
    return said.earliest() <= known.earliest() and known.latest() <= said.latest()


def _work_out_ratings(plan: RowPlan, known: list[Any]) -> None:
    by_year = {rating.year: rating for rating in known}
    for said in plan.record.ratings:
        rating = by_year.get(said.year)
        values = {name: getattr(said, name) for name in ("year", "grade", "decision", "evidence")}
        if rating is None:
            plan.ratings.add.append(values)
        elif fresh := fresh_values(values, rating):
            plan.ratings.change.append((rating, fresh))


def fresh_values(said: dict[str, Any], known: Any) -> dict[str, Any]:
    """Of what is said, the part that is new; empty says nothing."""
    return {
        name: value
        for name, value in said.items()
        if value not in (None, "") and value != getattr(known, name)
    }


def _follow_main_posting(plan: RowPlan, known: Known, on: date) -> None:
    """The file is in the care of the unit of the main post; without any post, of the unit last served."""
    unit_id = custodian_after(plan.postings, known.postings, on)
    if unit_id is not None and (plan.cadre is None or plan.cadre.custodian_id != unit_id):
        plan.fields["custodian_id"] = unit_id


def custodian_after(work: FactWork, known: Iterable[Any], on: date) -> Any:
    changed = {fact.pk: fresh for fact, fresh in work.change}
    columns = ("unit_id", "kind", "valid_from", "valid_to")
    posts = [{name: getattr(fact, name) for name in columns} | changed.get(fact.pk, {}) for fact in known]
    posts += [{name: values[name] for name in columns} for values in work.add]
    if not posts:
        return None

    def weight(post: dict[str, Any]) -> tuple[bool, bool, date]:
        holds = post["valid_from"] <= on and (post["valid_to"] is None or post["valid_to"] > on)
        return holds, post["kind"] == "main", post["valid_from"]

    return max(posts, key=weight)["unit_id"]


KEYS_OF_NAME = {"search_key", "sort_key", "exact_key", "identity_index"}


def _changes(plan: RowPlan, unit_name: UnitName | None) -> dict[str, list[Any]]:
    """Before and after, for the page and for the record."""
    cadre = plan.cadre
    changes: dict[str, list[Any]] = {}
    for name, value in plan.fields.items():
        if name not in KEYS_OF_NAME and name != "identity_number" and name != "custodian_id":
            before = None if cadre is None else value_text(name, getattr(cadre, name)) or None
            changes[name] = [before, value_text(name, value)]
    if cadre is not None and "custodian_id" in plan.fields:
        named = unit_name or name_of_unit
        changes["custodian"] = [named(cadre.custodian_id), named(plan.fields["custodian_id"])]
    if "identity_number" in plan.fields:
        known = cadre is not None and bool(cadre.identity_index)
        changes["identity_number"] = ["•••" if known else None, masked(plan.fields["identity_number"])]
    _fact_changes(changes, "postings", plan.postings, lambda fact: posting_text(fact, unit_name))
    _fact_changes(changes, "qualifications", plan.qualifications, qualification_text)
    _fact_changes(changes, "ratings", plan.ratings, rating_text)
    return changes


def _fact_changes(
    changes: dict[str, list[Any]], name: str, work: FactWork, describe: Callable[[Any], str]
) -> None:
    if not work:
        return
    before = [describe(fact) for fact, fresh in work.change]
    after = [describe(_as_changed(fact, fresh)) for fact, fresh in work.change]
    changes[name] = [before, after + [describe(values) for values in work.add]]


def _as_changed(fact: Any, fresh: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = fact._asdict()
    return known | fresh
