"""Figures for programs: the same answer as on the page, and the list of all of them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from caunoi.foundation.actors import Visitor
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures.apart import kept_apart
from caunoi.foundation.figures.registry import Figure, all_figures, figure_or_404
from caunoi.foundation.figures.scopes import scope_of
from caunoi.foundation.policy.census import public
from caunoi.foundation.rest.parameters import ON, UNIT
from caunoi.foundation.ui.days import day_of
from caunoi.foundation.ui.requests import ActingRequest

router = Router(tags=["Số liệu"])
REASON = "Con số chỉ tính trên các dòng người hỏi được xem; số liệu về người thì phải đăng nhập"


class NeedsAccount(Refused):
    """A figure about people, asked without an account."""

    status = 401


class FigureOut(Schema):
    """One figure that can be asked for."""

    code: str
    title: str
    definition: str
    kind: str
    unit_of_measure: str


class ValueOut(Schema):
    """A figure answered: ``value`` is what stands on the page (null: not known), ``rows`` how many rows make it.

    ``kept_apart`` are people of the scope whose data may not be used now: in no number, and said.
    """

    code: str
    value: float | int | None
    numerator: float | int
    denominator: int | None
    share: float | None
    on: str
    known: str | None
    definition: str
    rows: int
    kept_apart: int


@router.get("/figures", response=list[FigureOut], summary="Các chỉ tiêu")
@public("Tên và định nghĩa của chỉ tiêu là công khai")
def figures(request: HttpRequest) -> list[Any]:
    return [_spoken(each) for each in all_figures()]


def _spoken(figure: Figure) -> dict[str, str]:
    """In the reader's language, as on the page."""
    return {
        "code": figure.code,
        "title": _(str(figure.title)),
        "definition": _(str(figure.definition)),
        "kind": figure.kind,
        "unit_of_measure": _(figure.unit_of_measure),
    }


@router.get("/figures/{code}", response=ValueOut, summary="Một chỉ tiêu trong một ngày")
@public(REASON)
def figure(
    request: ActingRequest,
    code: str,
    on: str = ON,
    unit: str = UNIT,
) -> dict[str, Any]:
    """Further words of the query narrow it like on the page: ``thieu=LLCT``, ``chuc-danh=CX-BT``."""
    found = figure_or_404(code)
    actor = request.actor
    if isinstance(actor, Visitor) and not found.public:
        raise NeedsAccount(_("Cần đăng nhập để xem số liệu về cán bộ."))
    value = found.answer(actor, scope_of(dict(request.GET.lists()), day_of(request)))
    return {**value.as_json(), "kept_apart": sum(count for _what, count in kept_apart(actor, value.scope))}
