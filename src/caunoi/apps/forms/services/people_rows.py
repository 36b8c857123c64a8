"""Forms that list people: the rows of the list as it is exported, kept to whom the form is about."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import conditions_of, ids_of
from caunoi.apps.cadres.services.exporting import PeopleList, people_list
from caunoi.apps.forms.selectors.definitions import ColumnDefinition, FormDefinition
from caunoi.apps.forms.services.filled import Filled, FormScope, Line, Value
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.standards.selectors import Verdicts, asked_of, verdicts
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.workbooks.writing import written

ORDER, LACKS, STUDYING = "#", "lacks", "studying"
OWN = frozenset({ORDER, LACKS, STUDYING})
Row = Mapping[str, Any]


def fill_people(actor: Actor, form: FormDefinition, scope: FormScope) -> Filled:
    """A row each, in the order of units, titles and names."""
    if not holds(actor, Cadre, "export"):
        raise Refused(_("Vai trò của bạn không xuất được danh sách cán bộ, nên không lập được biểu này."))
    found = people_list(actor=actor, on=scope.on, unit_id=scope.unit_id)
    meant = _meant(actor, form, scope)
    rows = [row for row in found.rows if row["id"] in meant]
    lacking = _lacking(actor, form, scope) if any(each.of == LACKS for each in form.columns) else {}
    hidden = tuple(" – ".join(each.path) for each in form.columns if not _is_read(each, found))
    write = _Writer(form, found, lacking)
    return Filled(form, scope, list(write.lines(rows)), hidden)


def _meant(actor: Actor, form: FormDefinition, scope: FormScope) -> frozenset[UUID]:
    params = dict(form.where)
    if scope.unit_id:
        params["xa"] = (unit_tree(on=scope.on).node(scope.unit_id).key,)
    return frozenset(ids_of(actor, conditions_of(actor, scope.on, params)))


def _is_read(column: ColumnDefinition, found: PeopleList) -> bool:
    names = {column.of, column.only[0]} if column.only else {column.of}
    return column.of in OWN or names <= set(found.schema.by_key)


def _lacking(actor: Actor, form: FormDefinition, scope: FormScope) -> Mapping[UUID, str]:
    """For each person the requirements they surely do not meet, over the posts the form asks about."""
    found = verdicts(actor, on=scope.on)
    asked = asked_of(scope.on, form.where, scope.unit_id)
    matrix = found.judged(asked.chosen_titles).matrix
    return {cadre_id: _words(found, matrix[found.places[cadre_id]]) for cadre_id in found.ids(asked)}


def _words(found: Verdicts, verdicts_of_one: Any) -> str:
    columns = load_terms().columns
    codes = [
        code for code, verdict in zip(found.codes, verdicts_of_one, strict=True) if verdict == Verdict.NOT_MET
    ]
    return "; ".join(columns[code].name for code in codes)


class _Writer:
    """Turns rows of the list into rows of the form, units as groups."""

    def __init__(self, form: FormDefinition, found: PeopleList, lacking: Mapping[UUID, str]) -> None:
        self.form, self.found, self.lacking = form, found, lacking
        self.names = {node.key: node.full_name for node in found.tree.nodes.values()}

    def lines(self, rows: Sequence[Row]) -> Iterator[Line]:
        place = 0
        for place_of, some in groupby(rows, key=self._unit):
            if self.form.grouped and place_of:
                yield Line(place_of, place_of, "group")
            for row in some:
                place += 1
                yield self._line(row, place)

    def _unit(self, row: Row) -> str:
        """Xã Xuân Hương, Huyện Lạng Giang"""
        names = [self.names.get(row.get(key) or "", "") for key in ("unit_code", "commune", "district")]
        return ", ".join(filter(None, names))

    def _line(self, row: Row, place: int) -> Line:
        words = {column.key: self._value(column, row, place) for column in self.form.columns}
        return Line(str(row["id"]), row["full_name"], words=words, person=row["id"])

    def _value(self, column: ColumnDefinition, row: Row, place: int) -> Value:
        match column.of:
            case "#":
                return place
            case "lacks":
                return self.lacking.get(row["id"], "")
            case "studying":
                kinds = ("studying_professional", "studying_political_theory")
                return "; ".join(str(text) for kind in kinds if (text := self._said(kind, row)))
        if column.only and row.get(column.only[0]) != column.only[1]:
            return None
        return self._said(column.of, row)

    def _said(self, key: str, row: Row) -> Value:
        column = self.found.schema.by_key.get(key)
        return written(column, row.get(key)) if column else None
