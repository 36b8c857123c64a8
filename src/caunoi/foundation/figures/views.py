"""Every figure explained, and the rows behind those that have no list of their own."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caunoi.foundation import ui
from caunoi.foundation.actors import Visitor
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.figures.apart import apart_words
from caunoi.foundation.figures.explaining import explanation_of
from caunoi.foundation.figures.files import rows_file
from caunoi.foundation.figures.registry import Figure, FigureValue, figure_or_404
from caunoi.foundation.figures.registry import Row as FigureRow
from caunoi.foundation.figures.scopes import scope_of
from caunoi.foundation.policy.census import public
from caunoi.foundation.policy.middleware import ask_to_sign_in
from caunoi.foundation.ui.answers import asked_by_htmx
from caunoi.foundation.ui.components import Column, Downloads, EmptyState, Heading, Link, Pager, Row, Table
from caunoi.foundation.ui.requests import ActingRequest

PAGE_SIZE = 200
REASON = "Con số chỉ tính trên các dòng người hỏi được xem; số liệu về người thì phải đăng nhập"


@require_GET
@public(REASON)
def explanation(request: ActingRequest, code: str) -> HttpResponse:
    figure = figure_or_404(code)
    if needs_account(request, figure):
        return ask_to_sign_in(request)
    value = answered(request, figure)
    found = explanation_of(request.actor, value, rows_url=rows_url(request, code))
    if asked_by_htmx(request):
        return ui.panel(request, "ui/component.html", {"component": found})
    head = Heading(_("Giải thích con số"), crumbs=[Link(_("Trang đầu"), "/")])
    return ui.page(request, "figures/explanation.html", {"head": head, "explanation": found})


@require_GET
@public(REASON)
def rows(request: ActingRequest, code: str) -> HttpResponse:
    """The rows of a figure; people have a list of their own and are sent there."""
    figure = figure_or_404(code)
    if needs_account(request, figure):
        return ask_to_sign_in(request)
    value = answered(request, figure)
    if request.GET.get("format"):
        request.rows_shown = value.rows
        data, name, kind = rows_file(
            value, request.GET["format"], apart=apart_words(request.actor, value.scope)
        )
        if not figure.public:
            form, asked = request.GET["format"], dict(request.GET.lists())
            record_list(request.actor, figure.title, rows=len(value.rows), form=form, asked=asked)
        return ui.download(request, data, name, kind)
    if value.url and not value.url.startswith(reverse("figures:rows", args=[code])):
        return redirect(value.url)
    request.rows_shown = rows_of_page(request, value)
    return ui.page(request, "figures/rows.html", present_rows(request, value))


def needs_account(request: ActingRequest, figure: Figure) -> bool:
    return isinstance(request.actor, Visitor) and not figure.public


def answered(request: ActingRequest, figure: Figure) -> FigureValue:
    return figure.answer(request.actor, scope_of(dict(request.GET.lists()), ui.day_of(request)))


def rows_url(request: ActingRequest, code: str) -> str:
    query = request.GET.urlencode()
    return reverse("figures:rows", args=[code]) + (f"?{query}" if query else "")


def page_of(request: ActingRequest) -> int:
    found = request.GET.get("trang", "")
    return max(int(found), 1) if found.isdecimal() and len(found) < 8 else 1


def rows_of_page(request: ActingRequest, value: FigureValue) -> list[FigureRow]:
    first = (page_of(request) - 1) * PAGE_SIZE
    return list(value.rows)[first : first + PAGE_SIZE]


def present_rows(request: ActingRequest, value: FigureValue) -> dict[str, object]:
    page, some = page_of(request), rows_of_page(request, value)
    title = _(value.figure.title)
    url = request.get_full_path()
    return {
        "head": Heading(title, _(value.figure.definition), _above(value)),
        "table": Table(
            [Column(_(name)) for name in value.figure.columns],
            [
                Row([Link(str(row.cells[0]), row.url) if row.url else row.cells[0], *row.cells[1:]])
                for row in some
            ],
            caption=title,
            count=len(value.rows),
            empty=EmptyState(_("Không có dòng nào trong phạm vi và ngày này.")),
        ),
        "pager": Pager(
            ui.with_query(url, trang=page - 1) if page > 1 else "",
            ui.with_query(url, trang=page + 1) if page * PAGE_SIZE < len(value.rows) else "",
        ),
        "downloads": Downloads(ui.with_query(url, trang=None)),
    }


def _above(value: FigureValue) -> list[Link]:
    """The page whose number this is a part of."""
    return [Link(value.context, value.context_url)] if value.context else []
