"""Keeping, changing and dropping a view of a list."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.lists import selectors
from caunoi.foundation.lists.kinds import ListKind, kind_or_404
from caunoi.foundation.lists.models import SavedView
from caunoi.foundation.lists.naming import kept_words
from caunoi.foundation.lists.questions import question_in, refuse_unreadable
from caunoi.foundation.policy import system_scope

KEEP = "lists: keep a view"
MOST = 60
LONGEST_NAME = 80


@transaction.atomic
def save_view(
    *,
    actor: Actor,
    kind: ListKind,
    name: str,
    asked: str,
    on: date,
    unit_id: UUID | None = None,
    is_default: bool = False,
) -> SavedView:
    """Keep the question of an address under a name, for oneself or for the people of a unit."""
    if not kind.opens_for(actor):
        raise NotVisible("lists.SavedView")
    _refuse_stranger(actor, unit_id)
    query = question_in(asked)
    refuse_unreadable(actor, kind, query, on)
    with system_scope(KEEP):
        if SavedView.objects.filter(owner_key=actor.key).count() >= MOST:
            raise Refused(_("Bạn đã có %(most)s chế độ xem. Xóa bớt rồi lưu tiếp.") % {"most": MOST})
    view = SavedView(
        list_key=kind.key, name=_named(name), query=query, owner_key=actor.key, owner_label=actor.label,
        unit_id=unit_id, saved_at=clock.now(),
    )  # fmt: skip
    _write(view)
    changes = {key: [None, value] for key, value in view.as_facts().items()}
    record(actor, "lists.view_saved", view, changes, unit_id=unit_id)
    if is_default:
        make_default(actor=actor, view=view)
    return view


@transaction.atomic
def change_view(
    *, actor: Actor, view: SavedView, expected_version: int, on: date, **changes: Any
) -> SavedView:
    """``name``, ``asked`` (an address) and ``unit_id`` where given; refused when somebody changed it in between."""
    view = selectors.changeable(actor, view.pk)
    if view.version != expected_version:
        raise Refused(
            _("Chế độ xem “%(name)s” vừa được người khác đổi.") % {"name": view.name},
            mend=_("Tải lại trang, xem bản mới rồi đổi tiếp."),
        )
    before = {**view.as_facts(), "unit_id": view.unit_id}
    if "name" in changes:
        view.name = _named(changes["name"])
    if "asked" in changes:
        view.query = question_in(changes["asked"])
        refuse_unreadable(actor, kind_or_404(view.list_key), view.query, on)
    if "unit_id" in changes and changes["unit_id"] != view.unit_id:
        _share(actor, view, changes["unit_id"])
    after = {**view.as_facts(), "unit_id": view.unit_id}
    told = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if told:
        view.version += 1
        _write(view)
        record(actor, "lists.view_changed", view, told, unit_id=view.unit_id)
    return view


def _share(actor: Actor, view: SavedView, unit_id: UUID | None) -> None:
    """A view given to a unit is no more anybody's default; one taken back is whose who takes it."""
    _refuse_stranger(actor, unit_id)
    view.unit_id, view.is_default = unit_id, False
    view.owner_key, view.owner_label = actor.key, actor.label


@transaction.atomic
def make_default(*, actor: Actor, view: SavedView, wanted: bool = True) -> SavedView:
    """The own view a list opens with; at most one a list."""
    view = selectors.changeable(actor, view.pk)
    if view.unit_id is not None:
        raise Refused(_("Chỉ chế độ xem của riêng bạn mới mở sẵn được. Lưu nó thành của riêng bạn trước."))
    with system_scope(KEEP):
        others = SavedView.objects.filter(owner_key=actor.key, list_key=view.list_key, is_default=True)
        others.update(is_default=False)
        view.is_default = wanted
        view.save(update_fields=["is_default"])
    record(actor, "lists.view_opens_first", view, {"is_default": [not wanted, wanted]})
    return view


@transaction.atomic
def drop_view(*, actor: Actor, view: SavedView) -> None:
    view = selectors.changeable(actor, view.pk)
    changes = {key: [value, None] for key, value in view.as_facts().items()}
    record(actor, "lists.view_dropped", view, changes, unit_id=view.unit_id)
    with system_scope(KEEP):
        view.delete()


def _refuse_stranger(actor: Actor, unit_id: UUID | None) -> None:
    if unit_id is not None and not selectors.may_share(actor, unit_id):
        raise Forbidden(_("Vai trò của bạn không dùng chung chế độ xem cho đơn vị này được."))


def _named(name: str) -> str:
    return kept_words(
        name,
        unfit=_("Tên chế độ xem %(fault)s."),
        missing=_("Nhập tên của chế độ xem."),
        longest=LONGEST_NAME,
    )


def _write(view: SavedView) -> None:
    try:
        with transaction.atomic(), system_scope(KEEP):
            view.save()
    except IntegrityError as fault:
        words = _(
            "Đã có một chế độ xem tên “%(name)s”. Chọn tên khác, hoặc mở chế độ xem ấy và lưu thay đổi."
        )
        raise Refused(words % {"name": view.name}) from fault
