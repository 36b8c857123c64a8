"""From the typed rows of a list to what they say about people."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind, QualificationKind, QualificationStatus
from caunoi.apps.cadres.schema_units import unit_key
from caunoi.apps.cadres.services.records import (
    HELD_TRAINING,
    PersonRecord,
    PostingRecord,
    Problem,
    QualificationRecord,
    RatingRecord,
)
from caunoi.apps.organisation.choices import UnitType
from caunoi.apps.organisation.selectors import lookup, unit_tree
from caunoi.domain.eligibility.terms import Word, load_terms
from caunoi.domain.vocabulary.unreadable import Unreadable
from caunoi.domain.vocabulary.vietnamese import PartialDate, canonical, format_date, parse_date
from caunoi.foundation.workbooks.cells import CellProblem
from caunoi.foundation.workbooks.choices import ChoiceList, Question
from caunoi.foundation.workbooks.rows import TypedRow
from caunoi.foundation.workbooks.schema import Schema

TOGETHER = re.compile(r"\s*(?:[,;+/&]|\bkiêm\b|\bvà\b)\s*", re.IGNORECASE)
BETWEEN_POSTS = re.compile(r"\s*;(?![^()]*\))\s*")
POST_AND_NOTES = re.compile(r"(?P<title>.+?)\s*\((?P<notes>[^()]*)\)")
PERSON_COLUMNS = (
    "number", "birth", "ethnicity", "identity_number", "party_joined", "party_official", "sex", "is_party_member",
)  # fmt: skip
STUDYING = {
    "studying_political_theory": QualificationKind.POLITICAL_THEORY,
    "studying_professional": QualificationKind.PROFESSIONAL,
}
Values = Mapping[str, Any]


@dataclass
class SaidRow:
    """One row of a list, understood (dòng đã hiểu); without a record when something in it could not be read."""

    number: int
    values: dict[str, Any]
    record: PersonRecord | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The name, or what stands in its place when it could not be read."""
        typed = (problem.value for problem in self.problems if problem.column == "full_name")
        return str(self.values.get("full_name") or next(typed, ""))


@dataclass(frozen=True)
class Place:
    """Where a post is held (nơi giữ chức danh)."""

    id: UUID


class RowReader:
    """Reads rows of one schema as of one day; ``rating_year`` is the year a rating without one speaks of."""

    def __init__(self, schema: Schema, on: date, rating_year: int) -> None:
        terms = load_terms()
        self.schema, self.on, self.rating_year = schema, on, rating_year
        self.titles = ChoiceList.of(schema.column("title"), schema)
        self.levels = ChoiceList.of(schema.column("professional"), schema)
        tree = unit_tree(on=on)
        self.units = {unit_key(node): Place(node.id) for node in tree.nodes.values()}
        self.villages = {
            (node.parent_id, canonical(name)): Place(node.id)
            for node in tree.nodes.values()
            if node.type == UnitType.VILLAGE
            for name in (node.name, node.full_name)
        }
        self.ended: dict[str, Place | None] = {}
        self.trainings = _by_name(terms.trainings.values())
        self.kinds = {canonical(str(kind.label)): kind for kind in PostingKind}

    def read(self, row: TypedRow) -> SaidRow:
        said = SaidRow(row.number, dict(row.values), problems=[_problem(cell) for cell in row.problems])
        self._take_field_from_level(said)
        unit = self._unit(said)
        posts = list(self._posts(said, unit))
        if any(problem.severity == "error" for problem in said.problems):
            return said
        values = said.values
        said.record = PersonRecord(
            full_name=str(values["full_name"]),
            **{name: values[name] for name in PERSON_COLUMNS if values.get(name) is not None},
            postings=tuple(posts),
            qualifications=tuple(self._qualifications(said)),
            ratings=tuple(self._ratings(values)),
            row_number=row.number,
            unit_id=unit.id if unit else None,
        )
        return said

    def _take_field_from_level(self, said: SaidRow) -> None:
        """Level and field in one cell, as many lists have it: Đại học Luật, ĐH - Kinh tế."""
        doubtful = next(
            (each for each in said.problems if each.column == "professional" and each.value), None
        )
        words = re.split(r"[\s,:()–-]+", doubtful.value.strip("() ")) if doubtful else []
        for count in range(len(words) - 1, 0, -1):
            level = self.levels.find(" ".join(words[:count]))
            if not isinstance(level, Question) and doubtful is not None:
                said.problems.remove(doubtful)
                said.values["professional"] = level
                if not said.values.get("professional_field"):
                    said.values["professional_field"] = " ".join(words[count:])
                return

    def _unit(self, said: SaidRow) -> Place | None:
        code = said.values.get("unit_code") or said.values.get("commune")
        if code is None:
            return None
        node = self.units.get(str(code)) or self._unit_of_then(str(code))
        if node is None:
            words = _("Không có đơn vị mã %(code)s ngày %(day)s.")
            told = {"code": code, "day": format_date(self.on)}
            said.problems.append(Problem(words % told, "unit_code", _("Mã đơn vị"), str(code)))
            return None
        return self._village(said, node)

    def _village(self, said: SaidRow, commune: Place) -> Place:
        """The village of the commune; one that is not in the list of units stays with its commune, and is told."""
        name = str(said.values.get("village") or "")
        if not name:
            return commune
        village = self.villages.get((commune.id, canonical(name)))
        if village is None:
            words = _("Thôn “%(name)s” chưa có trong danh mục đơn vị; ghi ở xã.") % {"name": name}
            title = self.schema.column("village").title_vi
            said.problems.append(Problem(words, "village", title, name, severity="warning"))
        return village or commune

    def _unit_of_then(self, code: str) -> Place | None:
        """A unit that has ended, by the one code it had: somebody's post there may not have been ended yet."""
        if code not in self.ended:
            found = {answer.unit_id for answer in lookup(code, on=self.on) if answer.version.code == code}
            self.ended[code] = Place(found.pop()) if len(found) == 1 else None
        return self.ended[code]

    def _posts(self, said: SaidRow, unit: Place | None) -> Iterator[PostingRecord]:
        """The post of the row, then those held besides."""
        values = said.values
        codes = [values["title"]] if values.get("title") else self._titles_together(said)
        if codes and unit is None and not _has_error(said, "commune", "unit_code", "district"):
            words = _("Nhập xã, phường, thị trấn nơi giữ chức danh")
            said.problems.append(Problem(words, "commune", _("Xã")))
        if unit is None:
            return
        start = self._first_day(said, "valid_from")
        for place, code in enumerate(codes):
            yield PostingRecord(
                code,
                unit.id,
                kind=(values.get("kind") or PostingKind.MAIN) if place == 0 else PostingKind.CONCURRENT,
                valid_from=start,
                first_elected=self._first_day(said, "first_elected") if place == 0 else None,
                decision=values.get("decision") or "",
            )
        yield from self._other_posts(said, unit, start)

    def _titles_together(self, said: SaidRow) -> list[str]:
        """Two titles in one cell, as many lists have it: Bí thư Đảng ủy, Chủ tịch HĐND."""
        doubtful = next((each for each in said.problems if each.column == "title" and each.value), None)
        if doubtful is None:
            return []
        parts = [part for part in TOGETHER.split(doubtful.value) if part]
        found = [self.titles.find(part) for part in parts]
        if len(parts) < 2 or any(isinstance(each, Question) for each in found):
            return []
        said.problems.remove(doubtful)
        return [cast(str, each) for each in found]

    def _other_posts(self, said: SaidRow, unit: Place, start: date | None) -> Iterator[PostingRecord]:
        text = str(said.values.get("other_titles") or "")
        for part in filter(None, BETWEEN_POSTS.split(text)):
            yield from self._other_post(said, part, unit, start)

    def _other_post(
        self, said: SaidRow, part: str, unit: Place, start: date | None
    ) -> Iterator[PostingRecord]:
        title, kind, since, place = part, PostingKind.CONCURRENT, start, unit
        match = POST_AND_NOTES.fullmatch(part)
        notes = self._notes(match["notes"]) if match else None
        if match and notes is not None:
            title = match["title"]
            kind, since = notes.get("kind", kind), notes.get("since", since)
            place = notes.get("unit", place)
        found = self.titles.find(title)
        if isinstance(found, Question):
            column = self.schema.column("other_titles").title_vi
            said.problems.append(Problem(found.message_vi, "other_titles", column, part, found.suggestion))
        else:
            yield PostingRecord(found, place.id, kind=kind, valid_from=since)

    def _notes(self, text: str) -> dict[str, Any] | None:
        """kiêm nhiệm; từ 15/06/2018; mã 07420 — or None when the brackets hold something else."""
        notes: dict[str, Any] = {}
        for part in (part.strip() for part in text.split(";")):
            if kind := self.kinds.get(canonical(part)):
                notes["kind"] = kind
            elif part.startswith("mã ") and part[3:] in self.units:
                notes["unit"] = self.units[part[3:]]
            elif part.startswith("từ ") and (since := _day(part[3:])):
                notes["since"] = since
            else:
                return None
        return notes

    def _first_day(self, said: SaidRow, key: str) -> date | None:
        """A month or a year stands for its first day, and the row says so."""
        known = said.values.get(key)
        if not isinstance(known, PartialDate):
            return None
        if known.precision != "day":
            words = _("%(title)s chỉ ghi %(typed)s; lấy ngày %(day)s.")
            title = self.schema.column(key).title_vi
            told = {"title": title, "typed": format_date(known), "day": format_date(known.earliest())}
            said.problems.append(Problem(words % told, key, title, format_date(known), severity="warning"))
        return known.earliest()

    def _qualifications(self, said: SaidRow) -> Iterator[QualificationRecord]:
        values = said.values
        for kind in QualificationKind:
            level = values.get(kind)
            if level:
                # The field stays in the words of the diploma; the standards know which group it belongs to.
                field = values.get("professional_field") if kind == QualificationKind.PROFESSIONAL else None
                issued = values.get(f"{kind}_issued")
                yield _learned(kind, level, field=field or "", issued=issued, highest=True)
        for column, kind in STUDYING.items():
            if level := values.get(column):
                ends = values.get("study_ends")
                yield _learned(kind, level, status=QualificationStatus.STUDYING, study_ends=ends)
        for training in filter(None, re.split(r"\s*;\s*", str(values.get("trainings") or ""))):
            named = self._training(said, training)
            yield _learned(QualificationKind.SPECIALISED, HELD_TRAINING, field=named)

    def _training(self, said: SaidRow, typed: str) -> str:
        """The code of a training of the catalogue; another one is kept as typed, and pointed out."""
        word = self.trainings.get(canonical(typed))
        if word is None:
            title = self.schema.column("trainings").title_vi
            told = {"typed": typed, "title": title}
            sentence = _("%(title)s “%(typed)s” chưa có trong danh mục; giữ nguyên chữ.") % told
            said.problems.append(Problem(sentence, "trainings", title, typed, severity="warning"))
        return word.code if word else typed

    def _ratings(self, values: Values) -> Iterator[RatingRecord]:
        if grade := values.get("rating"):
            yield RatingRecord(int(values.get("rating_year") or self.rating_year), grade)


@lru_cache(maxsize=20_000)
def _learned(kind: str, level: str, **more: Any) -> QualificationRecord:
    """Thousands hold the same level: one record says it for all of them."""
    return QualificationRecord(kind, level, **more)


def _has_error(said: SaidRow, *columns: str) -> bool:
    return any(problem.column in columns and problem.severity == "error" for problem in said.problems)


def _by_name(words: Any) -> dict[str, Word]:
    return {canonical(name): word for word in words for name in (word.name, word.code)}


def _problem(cell: CellProblem) -> Problem:
    return Problem(cell.message_vi, cell.column, cell.title_vi, cell.value, cell.suggestion)


def _day(text: str) -> date | None:
    try:
        return parse_date(text).earliest()
    except Unreadable:
        return None
