"""The rows behind a number, and its sources: counted at once, fetched when somebody looks at them."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.figures.rows import people_rows
from caunoi.apps.standards.selectors import Asked, Verdicts
from caunoi.apps.standards.selectors.asked import ANY
from caunoi.apps.standards.selectors.reference import evidence_on
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.figures.later import LaterRows
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.ui.languages import as_written


class People(LaterRows):
    """The people of a question: counted at once, named when asked for."""

    def __init__(self, actor: Actor, found: Verdicts, asked: Asked) -> None:
        self.actor, self.found, self.asked = actor, found, asked

    @cached_property
    def ids(self) -> list[UUID]:
        return self.found.ids(self.asked)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def rows(self) -> list[Row]:
        return people_rows(self.actor, self.asked.on, self.ids, self._judged)

    def _judged(self, cadre_id: UUID) -> tuple[str, str]:
        judged = self.found.judged(self.asked.chosen_titles)
        place = self.found.places[cadre_id]
        lacking = [
            code
            for code, verdict in zip(self.found.codes, judged.matrix[place], strict=True)
            if verdict == Verdict.NOT_MET
        ]
        return _(Verdict(int(judged.overall[place])).label), ", ".join(lacking)


class Excluded(Sequence[tuple[str, int]]):
    """Who is not counted as met and not as lacking either, counted when an explanation is read."""

    def __init__(self, found: Verdicts, everybody: Asked) -> None:
        self.found, self.everybody = found, everybody

    @cached_property
    def lines(self) -> list[tuple[str, int]]:
        tally = self.found.tally(self.everybody)
        told = [
            (_("Thiếu dữ liệu, không tính là đạt hay chưa đạt"), tally.unknown),
            (_("Trong thời hạn chuyển tiếp, đếm riêng"), tally.in_transition),
        ]
        return [line for line in told if line[1]]

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, place: Any) -> Any:
        return self.lines[place]


class Sources(Sequence[str]):
    """Which rules and which facts the number stands on."""

    def __init__(self, found: Verdicts, everybody: Asked) -> None:
        self.found, self.everybody = found, everybody

    @cached_property
    def lines(self) -> list[str]:
        assessment = self.found.assessment
        rows = self.found.judged(self.everybody.chosen_titles).rows
        used = {assessment.tables.groups[number].rule for number in set(assessment.groups[rows].tolist())}
        documents = sorted({rule.source.document for rule in used if rule})
        told = {"hash": assessment.rule_hash[:12], "seq": head()[0]}
        return [
            *map(as_written, documents),
            _("Minh chứng được tính: %(source)s") % {"source": evidence_on(self.found.on).source},
            _("Hồ sơ cán bộ đến bản ghi nhật ký số %(seq)s; mã băm bộ quy định %(hash)s") % told,
        ]

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, place: Any) -> Any:
        return self.lines[place]


class Times(LaterRows):
    """One row for each person and requirement lacking."""

    def __init__(self, actor: Actor, found: Verdicts, asked: Asked) -> None:
        self.actor, self.found, self.asked = actor, found, asked

    @cached_property
    def pairs(self) -> list[tuple[UUID, str]]:
        judged = self.found.judged(self.asked.chosen_titles)
        people = self.found.flags(self.asked)
        codes = self.found.codes if ANY in self.asked.lacks else self.asked.lacks
        pairs = []
        for code in codes:
            lacking = (judged.column(code) == Verdict.NOT_MET) & people
            pairs += [(self.found.snapshot.people[place], code) for place in lacking.nonzero()[0]]
        return pairs

    def __len__(self) -> int:
        return len(self.pairs)

    @cached_property
    def rows(self) -> list[Row]:
        people = {UUID(row.id): row for row in People(self.actor, self.found, self.asked)}
        names = load_terms().columns
        order = {cadre_id: place for place, cadre_id in enumerate(people)}
        pairs = sorted(self.pairs, key=lambda pair: (order[pair[0]], self.found.lane(pair[1])))
        return [
            Row(
                f"{cadre_id}/{code}",
                (*people[cadre_id].cells[:3], f"{code} – {_(names[code].name)}", _(Verdict.NOT_MET.label)),
                people[cadre_id].url,
            )
            for cadre_id, code in pairs
        ]
