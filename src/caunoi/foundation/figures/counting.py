"""Figures that count rows of one table (họ chỉ tiêu): one question, narrowed by a condition for each of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor
from caunoi.foundation.figures.registry import Figure, FigureValue, Row, Scope, figure_or_404, register


@dataclass(frozen=True)
class Counted:
    """One figure of a family (chỉ tiêu): what it is called, what it says, which rows of the family it counts."""

    code: str
    title: str
    text: str
    condition: Callable[[Scope], Q]


@dataclass(frozen=True)
class Family:
    """Figures over one question (họ chỉ tiêu cùng một câu hỏi).

    ``question`` is what the actor may see within the scope, ``rows`` turns what is left of it into rows,
    ``address`` leads to the list of a code. A number is counted in the database, its rows are fetched for its list.
    """

    members: tuple[Counted, ...]
    columns: tuple[str, ...]
    measure: str
    question: Callable[[Actor, Scope], Any]
    rows: Callable[[Any, Scope], Iterable[Row]]
    address: Callable[[str, Scope], str]
    source: str

    def register(self) -> None:
        for each in self.members:
            register(
                Figure(
                    each.code,
                    each.title,
                    each.text,
                    self._answering(each),
                    self.columns,
                    unit_of_measure=self.measure,
                )
            )

    def counted(self, actor: Actor, scope: Scope, code: str) -> FigureValue:
        """The number without its rows, counted by the same question."""
        return self.told(scope, code, self._narrowed(actor, scope, self.member(code)).count())

    def told(self, scope: Scope, code: str, number: int) -> FigureValue:
        """A number of a page that has counted many at once."""
        return self._value(scope, code, (), number)

    def member(self, code: str) -> Counted:
        return next(each for each in self.members if each.code == code)

    def _answering(self, each: Counted) -> Callable[[Actor, Scope], FigureValue]:
        def answer(actor: Actor, scope: Scope) -> FigureValue:
            return self._value(scope, each.code, list(self.rows(self._narrowed(actor, scope, each), scope)))

        return answer

    def _narrowed(self, actor: Actor, scope: Scope, each: Counted) -> Any:
        return self.question(actor, scope).filter(each.condition(scope))

    def _value(self, scope: Scope, code: str, rows: Any, number: int | None = None) -> FigureValue:
        figure, url = figure_or_404(code), self.address(code, scope)
        return FigureValue(figure, scope, rows, url=url, counted=number, sources=[_(self.source)])
