"""The matrix of an old day on the units of a later one (quy đổi): each number is the sum of what old units bring."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.organisation.selectors import Node, register, signed_books, unit_tree
from caunoi.apps.standards.selectors.asked import Asked, UnreadableQuestion
from caunoi.apps.standards.selectors.matrix import GapMatrix, GapRow
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.lineage.restating import (
    EVENLY,
    Measure,
    Part,
    Restatement,
    by_list,
    by_units_below,
    restate,
    told_households,
)

TOLD, VILLAGES = "so-ho", "so-thon"
RULES = {
    TOLD: gettext_noop("theo số hộ ghi trong văn bản sắp xếp đã ban hành"),
    VILLAGES: gettext_noop("theo số thôn của đơn vị cũ nay thuộc từng đơn vị mới"),
    EVENLY.key: gettext_noop("chia đều, vì chưa biết số hộ và số thôn"),
}
"""How a divided unit was divided, by the key of the measure."""


@dataclass(frozen=True)
class Restating:
    """One column (cột quy đổi): its word in an address, its figure, how a row counts it, whom it asks for."""

    key: str
    figure: str
    title: str
    count: Callable[[GapRow], int]
    question: Mapping[str, Any]

    def asked_of(self, asked: Asked, node: Node) -> Asked:
        """The people of an old unit behind the count."""
        return replace(asked, unit_id=node.id, **self.question)


@dataclass(frozen=True)
class Restated:
    """The old matrix (bảng quy đổi của ma trận) and the day whose units are wanted."""

    matrix: GapMatrix
    on: date

    @property
    def since(self) -> date:
        return self.matrix.asked.on

    @cached_property
    def heirs(self) -> Mapping[str, Node]:
        """The units of the later day by their lasting key."""
        return {node.slug: node for node in unit_tree(on=self.on).nodes.values()}

    @property
    def old(self) -> Mapping[str, GapRow]:
        """The rows of the old day by the lasting key of their unit."""
        return {row.node.slug: row for row in self.matrix.rows if row.node}

    @cached_property
    def measures(self) -> Sequence[Measure]:
        """What an act told of households first, then what the villages say."""
        lineage, since, on = register().lineage, self.since, self.on
        told = told_households(lineage, signed_books(since=since, on=on), since=since, on=on)
        return (
            Measure(TOLD, by_list(told), signed=True),
            Measure(VILLAGES, by_units_below(lineage, since=since, on=on)),
        )

    def answer(self, column: Restating) -> Restatement:
        counts = {slug: column.count(row) for slug, row in self.old.items()}
        return restate(counts, register().lineage, since=self.since, on=self.on, measures=self.measures)

    def parts(self, column: Restating, unit: Node | None = None) -> list[Part]:
        """What the old units bring to a unit, to every unit where none is named: the rows behind a number.

        An old unit that has nobody to count brings nothing and is no row.
        """
        counts = self.answer(column).counts
        wanted = [each for each in counts if unit is None or each.unit == unit.slug]
        return [part for each in wanted for part in each.parts if part.of]


def restatings(matrix: GapMatrix) -> Sequence[Restating]:
    """The columns of the table: the people, their verdicts, then each requirement that counts."""
    words = load_terms().columns
    lacking = {"lacks": matrix.codes}
    return [
        Restating("nguoi", "standard.people", _("Người trong diện"), lambda row: row.people, {}),
        Restating("dat", "standard.met", _("Đạt"), lambda row: row.met, {"verdict": "dat"}),
        Restating("thieu", "gap.any", _("Người thiếu"), lambda row: row.lacking_people, lacking),
        Restating(
            "chua-ro", "standard.unknown", _("Chưa rõ"), lambda row: row.unknown, {"verdict": "thieu-du-lieu"}
        ),
        *(
            Restating(code.lower(), f"gap.{code}", _(words[code].name), _lacking(code), {"lacks": (code,)})
            for code in matrix.codes
            if code in matrix.counting
        ),
    ]


def restating_of(matrix: GapMatrix, key: str) -> Restating:
    """The column an address names; the people where it names none."""
    for column in restatings(matrix):
        if column.key == (key or "nguoi"):
            return column
    raise UnreadableQuestion(
        _("Bảng quy đổi không có cột “%(key)s”. Mở lại bảng rồi chọn một số.") % {"key": key[:60]}
    )


def heir_of(restated: Restated, key: str) -> Node | None:
    """The unit of the later day an address names; None where it names none."""
    if not key:
        return None
    for node in restated.heirs.values():
        if key in (node.code, node.slug):
            return node
    told = {"day": f"{restated.on:%d/%m/%Y}", "code": key[:60]}
    raise UnreadableQuestion(
        _("Ngày %(day)s không có đơn vị nào mang mã “%(code)s”. Chọn lại đơn vị hoặc đổi ngày.") % told
    )


def _lacking(code: str) -> Callable[[GapRow], int]:
    return lambda row: row.lacking[code]
