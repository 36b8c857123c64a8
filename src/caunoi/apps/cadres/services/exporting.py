"""The registry as a list: the same columns as come in, so that taking an export in again changes nothing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind, QualificationKind, QualificationStatus
from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating
from caunoi.apps.cadres.readings import EXPORT
from caunoi.apps.cadres.schema import TITLE, people_schema
from caunoi.apps.cadres.schema_units import unit_key
from caunoi.apps.cadres.services.describing import field_name, title_name
from caunoi.apps.cadres.services.forms_out import readable_form, sections_of
from caunoi.apps.cadres.services.qualification_differences import is_held_on
from caunoi.apps.cadres.services.records import NOT_HELD
from caunoi.apps.cadres.services.standing import Known, standing_of
from caunoi.apps.organisation.choices import UnitType
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import Tree, unit_tree, versions_of
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import readable_fields, visible
from caunoi.foundation.workbooks.official_form import write_official_form
from caunoi.foundation.workbooks.schema import Schema
from caunoi.foundation.workbooks.tables import write_csv, write_table
from caunoi.foundation.workbooks.writing import Target

PERSON_COLUMNS = (
    "number", "full_name", "birth", "sex", "ethnicity", "identity_number", "is_party_member", "party_joined",
    "party_official",
)  # fmt: skip
SPECIALISED = QualificationKind.SPECIALISED
FORMS = ("plain", "official", "csv")
Row = dict[str, Any]


@dataclass(frozen=True)
class PeopleList:
    """The rows of an export with the columns the actor may read (danh sách xuất)."""

    schema: Schema
    rows: list[Row]
    tree: Tree
    ids: frozenset[UUID] = frozenset()


def people_list(*, actor: Actor, on: date, unit_id: UUID | None = None) -> PeopleList:
    """Everybody holding a post on the day in the unit or below it, in the order of units, titles and names."""
    tree = unit_tree(on=on)
    held = _posts_held(actor, on, tree, unit_id)
    people = _people(actor, set(held))
    standing = standing_of([cadre.pk for cadre in people], actor=actor)
    write_row = _RowWriter(tree, on)
    rows = [write_row.row(cadre, held[cadre.pk], standing.of(cadre.pk)) for cadre in people]
    rows.sort(key=lambda row: row["order"])
    return PeopleList(
        _readable(people_schema(on), actor), rows, tree, frozenset(cadre.pk for cadre in people)
    )


def _posts_held(actor: Actor, on: date, tree: Tree, unit_id: UUID | None) -> dict[UUID, list[Any]]:
    posts = visible(actor, Posting).on(on).order_by("valid_from", "id")
    if unit_id is not None:
        within = tree.answered_by({node.id for node in tree.below(unit_id)} | {unit_id})
        posts = posts.filter(unit_id__in=within)
    held: dict[UUID, list[Any]] = defaultdict(list)
    for post in posts:
        held[post.cadre_id].append(post)
    return held


def _people(actor: Actor, ids: set[UUID]) -> list[Any]:
    return [cadre for cadre in visible(actor, Cadre, "export") if cadre.pk in ids]


def _readable(schema: Schema, actor: Actor) -> Schema:
    """Only the columns the actor's role may read."""
    person, post = readable_fields(actor, Cadre), readable_fields(actor, Posting)
    levels, ratings = readable_fields(actor, Qualification), readable_fields(actor, Rating)
    hidden = {name for name in PERSON_COLUMNS if name not in person}
    hidden |= {name for name in ("decision", "first_elected", "valid_from") if name not in post}
    if "level" not in levels:
        hidden |= {*QualificationKind, "trainings", "study_ends", "professional_field"}
    if "grade" not in ratings:
        hidden |= {"rating", "rating_year"}
    return Schema(schema.key, schema.title, tuple(c for c in schema.columns if c.key not in hidden))


class _RowWriter:
    """Turns a person with posts and facts into a row of the list."""

    def __init__(self, tree: Tree, on: date) -> None:
        self.tree, self.on = tree, on
        self.terms = load_terms()
        self.ranks = {code: place for place, code in enumerate(self.terms.titles)}

    def row(self, cadre: Any, posts: list[Any], known: Known) -> Row:
        first, *others = sorted(posts, key=self._weight)
        row: Row = {"id": cadre.pk, **{name: getattr(cadre, name) for name in PERSON_COLUMNS}}
        row |= self._post(first)
        row["other_titles"] = "; ".join(self._other(post, first) for post in others)
        row |= dict(self._levels(known.qualifications))
        row |= self._rating(known.ratings)
        row["order"] = (
            *self._place(first.unit_id),
            self.ranks.get(first.title_code, 999),
            cadre.sort_key,
            str(cadre.pk),
        )
        return row

    def _weight(self, post: Any) -> tuple[int, date, str]:
        return list(PostingKind.values).index(post.kind), post.valid_from, str(post.pk)

    def _place(self, unit_id: UUID) -> tuple[str, str]:
        district = self.tree.district_of(unit_id)
        node = self.tree.nodes.get(unit_id)
        return district.sort_key if district else "", node.sort_key if node else ""

    def _post(self, post: Any) -> Row:
        return {
            "title": post.title_code,
            "kind": post.kind if post.kind != PostingKind.MAIN else None,
            "valid_from": PartialDate.of(post.valid_from),
            "first_elected": PartialDate.of(post.first_elected) if post.first_elected else None,
            "decision": post.decision,
            **self._unit(post.unit_id),
        }

    def _unit(self, unit_id: UUID) -> Row:
        node = self.tree.nodes.get(unit_id)
        if node is not None and node.type == UnitType.VILLAGE and node.parent_id is not None:
            return {**self._unit(node.parent_id), "village": node.name}
        if node is not None and node.is_commune:
            district = self.tree.district_of(unit_id)
            return {"commune": unit_key(node), "district": unit_key(district) if district else None}
        return {"unit_code": self._code(unit_id)}

    def _code(self, unit_id: UUID) -> str:
        node = self.tree.nodes.get(unit_id)
        if node is not None:
            return unit_key(node)
        return versions_of(unit_id)[-1].code

    def _other(self, post: Any, first: Any) -> str:
        """Chủ tịch HĐND (kiêm nhiệm; từ 15/06/2018), as the reader takes it apart again."""
        notes = [str(PostingKind(post.kind).label), f"từ {format_date(post.valid_from)}"]
        if post.unit_id != first.unit_id:
            notes.append(f"mã {self._code(post.unit_id)}")
        return f"{self._title(post.title_code)} ({'; '.join(notes)})"

    def _title(self, code: str) -> str:
        """Its name where that says enough on the day, else its code."""
        return title_name(code) if self._one_today(code) else code

    def _one_today(self, code: str) -> bool:
        name = title_name(code)
        return [title.code for title in self.terms.titles_on(self.on) if title.name == name] == [code]

    def _levels(self, facts: list[Any]) -> Iterator[tuple[str, Any]]:
        for kind, scale in self.terms.scales.items():
            held = [fact for fact in facts if fact.kind == kind and is_held_on(fact, self.on)]
            if held:
                top = max(held, key=lambda fact: scale.ranks.get(fact.level, 0))
                yield kind, top.level
                yield f"{kind}_issued", top.issued
                if kind == QualificationKind.PROFESSIONAL:
                    yield "professional_field", top.field
        trained = sorted(fact.field for fact in facts if fact.kind == SPECIALISED and fact.level != NOT_HELD)
        yield "trainings", "; ".join(field_name(SPECIALISED, field) for field in trained if field)
        yield from self._studies(facts)

    def _studies(self, facts: list[Any]) -> Iterator[tuple[str, Any]]:
        studying = [fact for fact in facts if fact.status == QualificationStatus.STUDYING]
        for fact in studying:
            if fact.kind in (QualificationKind.POLITICAL_THEORY, QualificationKind.PROFESSIONAL):
                yield f"studying_{fact.kind}", fact.level
                yield "study_ends", fact.study_ends

    def _rating(self, ratings: list[Any]) -> Row:
        known = [rating for rating in ratings if rating.year <= self.on.year]
        last = known[-1] if known else None
        return {"rating": last.grade, "rating_year": last.year} if last else {}


@transaction.atomic
def export_people(
    *, actor: Actor, target: Target, on: date, unit_id: UUID | None = None, form: str = "plain"
) -> int:
    """Write the list as a workbook, as CSV or as the official form; returns how many people are in it."""
    if form not in FORMS:
        raise Refused(_("Dạng xuất phải là một trong: %(forms)s.") % {"forms": ", ".join(FORMS)})
    if not policy.decisions.holds(actor, Cadre, "export"):
        raise Refused(_("Vai trò của bạn không xuất được danh sách cán bộ."))
    found = people_list(actor=actor, on=on, unit_id=unit_id)
    mark = "DỮ LIỆU MẪU" if settings.DEMO else ""
    if form == "csv":
        count = write_csv(target, found.schema, found.rows)
    elif form == "official":
        sections = sections_of(found.rows, found.tree)
        count = write_official_form(
            target, readable_form(found.schema.by_key), found.schema, sections, as_of=on, demo_mark=mark
        )
    else:
        count = write_table(target, found.schema, found.rows, title=TITLE, as_of=on, demo_mark=mark)
    _remember(actor, found.tree, unit_id, {"people": [None, count], "form": [None, form]})
    note(actor, found.ids, EXPORT)
    return count


def _remember(actor: Actor, tree: Tree, unit_id: UUID | None, changes: dict[str, list[Any]]) -> None:
    """Lists of people that leave the product are remembered like writes."""
    where = unit_id or next((grant.unit_id for grant in actor.grants if grant.unit_id), None)
    where = where or (tree.roots[0].id if tree.roots else None)
    if where is not None:
        record(actor, "cadres.people_exported", Unit(pk=where), changes, unit_id=where)
