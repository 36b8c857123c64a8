"""What stands above a list: its views in one row, the one in force, the chooser of columns, what stayed away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.foundation.lists.kinds import ListKind
from caunoi.foundation.lists.models import SavedView
from caunoi.foundation.lists.questions import params_in, question_in
from caunoi.foundation.lists.selectors import may_change, views_for
from caunoi.foundation.lists.shapes import (
    COLUMNS,
    EVERYTHING,
    GROUP,
    LEFT_OUT,
    OPEN,
    VIEW,
    Offer,
    Shape,
    settled,
)
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Button, Callout, Link, Tab
from caunoi.foundation.ui.components.base import Component
from caunoi.foundation.ui.requests import ActingRequest

PAGED: dict[str, Any] = {"sau": None, "truoc": None, "chon": None, "format": None, "trang": None, OPEN: None}


@dataclass(frozen=True)
class Choice:
    """One line of the chooser (một cột để chọn)."""

    offer: Offer
    shown: bool


@dataclass(frozen=True)
class Chooser(Component):
    """Columns to show, in which order, and what to group by (chọn cột): a plain GET form."""

    template = "lists/_chooser.html"
    choices: Sequence[Choice]
    groups: Sequence[Offer]
    group: str
    kept: Sequence[tuple[str, str]]
    usual_url: str
    opened: bool = False


@dataclass(frozen=True)
class Bar(Component):
    """The views of a list (thanh chế độ xem): ready-made, one's own, shared; ``buttons`` act on the one in force."""

    template = "lists/_bar.html"
    tabs: Sequence[Tab]
    shared: Sequence[Tab]
    told: str = ""
    buttons: Sequence[Button] = ()
    notes: Sequence[Callout] = ()
    chooser: Chooser | None = None
    manage: Link | None = None
    opens_first: bool = False

    def whole(self, url: str) -> str:
        """The address of the whole list: where a view opens first, one that says so."""
        return with_query(url, **{VIEW: EVERYTHING}) if self.opens_first else url


def forward(request: ActingRequest, kind: ListKind, shape: Shape | None = None) -> str:
    """Where a bare address of the list leads: to one's own default view, or to the new order of the columns."""
    if shape is not None and (url := settled(request, shape)):
        return url
    if request.GET or request.method != "GET":
        return ""
    default = next((each for each in _views(request, kind) if each.is_default), None)
    return view_url(default) if default is not None and default.unit_id is None else ""


def view_url(view: SavedView, day: str | None = None) -> str:
    return with_query(reverse("lists:view", args=[view.pk]), ngay=day)


def _views(request: ActingRequest, kind: ListKind) -> list[SavedView]:
    return [view for view in views_for(request.actor) if view.list_key == kind.key]


def bar_of(
    request: ActingRequest,
    kind: ListKind,
    presets: Sequence[Tab],
    *,
    shape: Shape | None = None,
    offers: Sequence[Offer] = (),
    groups: Sequence[Offer] = (),
) -> Bar:
    """Everything above the list, for the address as it stands."""
    views = _views(request, kind)
    current = next((view for view in views if str(view.pk) == request.GET.get(VIEW)), None)
    told, buttons = _of_current(request, current) if current else ("", _save_button(request, kind))
    own, shared = [view for view in views if not view.unit_id], [view for view in views if view.unit_id]
    every = with_query(reverse("lists:list"), **{"danh-sach": kind.key})
    return Bar(
        tabs=[*_presets(presets, views, current), *(_tab(request, view, current) for view in own)],
        shared=[_tab(request, view, current) for view in shared],
        told=told,
        buttons=buttons,
        notes=_notes(request, shape, current),
        chooser=_chooser(request, shape, offers, groups) if shape is not None else None,
        manage=Link(_("Sửa, xóa chế độ xem"), every) if views else None,
        opens_first=any(view.is_default for view in own),
    )


def _presets(presets: Sequence[Tab], views: Sequence[SavedView], current: SavedView | None) -> list[Tab]:
    """Where a view of one's own opens first, the whole list needs an address of its own."""
    whole = any(view.is_default for view in views)
    return [
        replace(
            tab,
            url=with_query(tab.url, **{VIEW: EVERYTHING}) if whole and not question_in(tab.url) else tab.url,
            current=tab.current and current is None,
        )
        for tab in presets
    ]


def _tab(request: HttpRequest, view: SavedView, current: SavedView | None) -> Tab:
    return Tab(
        view.name, view_url(view, request.GET.get("ngay")), current=current is not None and view.pk == current.pk
    )  # fmt: skip


def _of_current(request: ActingRequest, view: SavedView) -> tuple[str, list[Button]]:
    """Changed since it was opened: keep the change, keep it as another, or go back."""
    asked = question_in(request.get_full_path())
    left = set(filter(None, request.GET.get(LEFT_OUT, "").split(",")))
    kept = {key: values for key, values in params_in(view.query).items() if key not in left}
    if params_in(asked) == kept:
        return "", []
    buttons = [Button(_("Về bản đã lưu"), url=view_url(view, request.GET.get("ngay")), icon="arrow-back-up")]
    if may_change(request.actor, view) and not left:
        url = reverse("lists:keep", args=[view.pk])
        hidden = (("hoi", asked), ("lan", str(view.version)))
        buttons.insert(0, Button(_("Lưu thay đổi"), url=url, post=True, hidden=hidden, icon="check"))
    buttons.append(_save_as(asked, view.list_key, _("Lưu thành chế độ xem mới")))
    return _("Đang xem “%(name)s”, đã đổi so với bản lưu.") % {"name": view.name}, buttons


def _save_button(request: ActingRequest, kind: ListKind) -> list[Button]:
    """Offered once there is something to keep."""
    asked = question_in(request.get_full_path())
    known = request.user.is_authenticated
    return [_save_as(asked, kind.key, _("Lưu chế độ xem này"))] if asked and known else []


def _save_as(asked: str, key: str, words: str) -> Button:
    url = f"{reverse('lists:save')}?{urlencode({'danh-sach': key, 'hoi': asked})}"
    return Button(words, url=url, panel=True, icon="plus")


def _notes(request: HttpRequest, shape: Shape | None, view: SavedView | None) -> list[Callout]:
    found = []
    left = [key for key in request.GET.get(LEFT_OUT, "").split(",") if view and key in params_in(view.query)]
    if left:
        words = _(
            "Bản lưu còn lọc hoặc xếp theo: %(what)s. Vai trò của bạn không dùng được, hoặc giá trị ấy không "
            "có trong ngày này, nên danh sách dưới đây rộng hơn bản lưu."
        )
        found.append(Callout(_("Có điều kiện không dùng được"), words % {"what": ", ".join(left)}, "chu-y"))
    if shape is not None and shape.hidden:
        words = _("Vai trò của bạn không xem được: %(columns)s. Các cột khác vẫn đủ.")
        told = words % {"columns": ", ".join(shape.hidden)}
        found.append(Callout(_("Có cột không hiện"), told, "thong-tin"))
    if shape is not None and shape.lost:
        words = _("Danh sách không còn cột: %(columns)s. Chọn cột khác rồi lưu lại để thôi nhắc.")
        told = words % {"columns": ", ".join(shape.lost)}
        found.append(Callout(_("Có cột không còn nữa"), told, "chu-y"))
    return found


def _chooser(request: HttpRequest, shape: Shape, offers: Sequence[Offer], groups: Sequence[Offer]) -> Chooser:
    by_key = {offer.key: offer for offer in offers if offer.readable}
    shown = [Choice(by_key[key], True) for key in shape.columns]
    rest = [Choice(offer, False) for key, offer in by_key.items() if key not in shape.columns]
    own = {COLUMNS, GROUP, LEFT_OUT, *PAGED}
    kept = [(key, value) for key, values in request.GET.lists() if key not in own for value in values]
    return Chooser(
        [*shown, *rest],
        [each for each in groups if each.readable],
        shape.group,
        kept,
        with_query(request, **{**PAGED, COLUMNS: None, GROUP: None}),
        bool(request.GET.get(OPEN)),
    )
