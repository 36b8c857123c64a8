"""How complete a round is: each number counts the sheets of its list, now."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors.posts import unit_labels
from caunoi.apps.declarations.choices import HANDED_IN, DeclarationState
from caunoi.apps.declarations.figures.evidence import list_url
from caunoi.apps.declarations.models import Declaration
from caunoi.apps.declarations.selectors.sheets import sheets_of
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock, figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.figures.registry import Row

ROUND = "dot"
COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Đơn vị"),
    gettext_noop("Đợt"),
    gettext_noop("Tình trạng"),
    gettext_noop("Gửi ngày"),
    gettext_noop("Hạn gửi"),
)
Condition = Callable[[Scope], Q]


@dataclass(frozen=True)
class Definition:
    """A figure of a round: what it is called, what it says, which sheets it counts."""

    code: str
    title: str
    text: str
    condition: Condition


DEFINITIONS = (
    Definition(
        "declarations.asked",
        gettext_noop("Được hỏi"),
        gettext_noop("Số tờ tự kê khai của các đợt đang mở, hoặc của đợt đã chọn."),
        lambda scope: Q(),
    ),
    Definition(
        "declarations.sent",
        gettext_noop("Đã gửi"),
        gettext_noop("Số tờ đã gửi ít nhất một lần; tờ bị trả lại để bổ sung vẫn tính là đã gửi."),
        lambda scope: Q(state__in=HANDED_IN),
    ),
    Definition(
        "declarations.waiting",
        gettext_noop("Chờ kiểm tra"),
        gettext_noop("Số tờ đã gửi mà còn mục chưa ai nhận hay trả lại."),
        lambda scope: Q(state__in=[DeclarationState.SENT, DeclarationState.CHECKING]),
    ),
    Definition(
        "declarations.returned",
        gettext_noop("Trả lại để bổ sung"),
        gettext_noop("Số tờ có mục chưa nhận, đang chờ người kê khai bổ sung."),
        lambda scope: Q(state=DeclarationState.RETURNED),
    ),
    Definition(
        "declarations.checked",
        gettext_noop("Đã kiểm tra xong"),
        gettext_noop("Số tờ mà mọi mục thay đổi đã vào hồ sơ; tờ không có gì thay đổi xong ngay khi gửi."),
        lambda scope: Q(state=DeclarationState.DONE),
    ),
    Definition(
        "declarations.late",
        gettext_noop("Quá hạn chưa gửi"),
        gettext_noop("Số tờ chưa gửi mà ngày đang xem đã qua hạn gửi của đợt; vẫn gửi được."),
        lambda scope: ~Q(state__in=HANDED_IN) & Q(round__due_on__lt=scope.on),
    ),
)
BY_CODE = {each.code: each for each in DEFINITIONS}


def register() -> None:
    for each in DEFINITIONS:
        figures.register(
            Figure(
                each.code,
                each.title,
                each.text,
                _answering(each),
                COLUMNS,
                unit_of_measure=gettext_noop("tờ"),
            )
        )


def _answering(each: Definition) -> Callable[[Actor, Scope], FigureValue]:
    def answer(actor: Actor, scope: Scope) -> FigureValue:
        sheets = _sheets(actor, scope).filter(each.condition(scope))
        return _value(each.code, scope, list(_rows(sheets, scope)))

    return answer


def counted(actor: Actor, scope: Scope, code: str) -> FigureValue:
    """The same number without its rows."""
    sheets = _sheets(actor, scope).filter(BY_CODE[code].condition(scope))
    return _value(code, scope, (), sheets.count())


def told(scope: Scope, code: str, number: int) -> FigureValue:
    """A number of a page that has counted many at once."""
    return _value(code, scope, (), number)


def _value(code: str, scope: Scope, rows: Any, number: int | None = None) -> FigureValue:
    sources = [_("Tình trạng của từng tờ kê khai ngay lúc này")]
    figure = figures.figure_or_404(code)
    return FigureValue(figure, scope, rows, url=list_url(code, scope), counted=number, sources=sources)


def _sheets(actor: Actor, scope: Scope) -> Any:
    return sheets_of(actor, round_in(scope), scope.unit_id)


def round_in(scope: Scope) -> UUID | None:
    text = scope.where.get(ROUND, "")
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise NotVisible(f"declarations.DeclarationRound {text}") from fault


def _rows(sheets: Any, scope: Scope) -> Iterator[Row]:
    found: Iterable[Declaration] = list(
        sheets.select_related("round", "cadre").order_by("cadre__sort_key", "cadre_id", "pk")
    )
    units = unit_labels({sheet.cadre.custodian_id for sheet in found}, scope.on)
    for sheet in found:
        sent = format_date(sheet.sent_at.astimezone(clock.HANOI).date()) if sheet.sent_at else ""
        cells = (
            sheet.cadre.full_name,
            units[sheet.cadre.custodian_id],
            sheet.round.name,
            _(sheet.get_state_display()),
            sent,
            format_date(sheet.round.due_on),
        )
        yield Row(str(sheet.pk), cells, f"/can-bo/{sheet.cadre_id}/")
