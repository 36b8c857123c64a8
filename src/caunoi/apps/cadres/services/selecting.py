"""Keeping a named list of people: made, renamed, people put on it and taken off, dropped."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, Selected, Selection
from caunoi.apps.cadres.selectors.selections import (
    may_change,
    members_of,
    named_selection,
    selection_or_404,
)
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.lists.naming import kept_words
from caunoi.foundation.policy import get_or_404, system_scope, visible

KEEP = "cadres: keep a list of people for an office"
LONGEST_NAME = 80
LONGEST_NOTE = 300


@transaction.atomic
def keep_selection(*, actor: Actor, name: str, unit_id: UUID) -> Selection:
    """The list of that name, made where the office has none yet."""
    name = _named(name)
    if found := named_selection(actor, name, unit_id):
        return _changeable(actor, found)
    if not policy.can(actor, "change", Selection, unit_id=unit_id):
        raise Forbidden(_("Vai trò của bạn không giữ nhóm cho đơn vị này được."))
    made = Selection(name=name, unit_id=unit_id, made_by=actor.label, made_at=clock.now())
    _write(made)
    record(actor, "cadres.selection_made", made, {"name": [None, name]}, unit_id=unit_id)
    return made


@transaction.atomic
def rename_selection(*, actor: Actor, selection: Selection, name: str) -> Selection:
    selection = _changeable(actor, selection)
    before, selection.name = selection.name, _named(name)
    if before != selection.name:
        _write(selection)
        told: dict[str, list[Any]] = {"name": [before, selection.name]}
        record(actor, "cadres.selection_renamed", selection, told, unit_id=selection.unit_id)
    return selection


@transaction.atomic
def drop_selection(*, actor: Actor, selection: Selection) -> None:
    """The list goes; the people and their files stay as they are."""
    selection = _changeable(actor, selection)
    told: dict[str, list[Any]] = {"name": [selection.name, None]}
    record(actor, "cadres.selection_dropped", selection, told, unit_id=selection.unit_id)
    with system_scope(KEEP):
        selection.delete()


@transaction.atomic
def select_person(*, actor: Actor, selection: Selection, cadre: Cadre, note: str = "") -> Selected:
    """Put somebody on the list; whoever stands there already keeps place and note."""
    selection = _changeable(actor, selection)
    cadre = get_or_404(actor, Cadre, pk=cadre.pk)
    there: Selected | None = members_of(actor, selection).filter(cadre=cadre).first()
    if there is not None:
        return there
    member = Selected(
        selection=selection, cadre=cadre, note=_noted(note), added_at=clock.now(), added_by=actor.label
    )
    with system_scope(KEEP):
        member.save()
    told: dict[str, list[Any]] = {"cadre": [None, str(cadre.pk)]}
    record(actor, "cadres.person_selected", selection, told, unit_id=selection.unit_id)
    return member


@transaction.atomic
def note_on(*, actor: Actor, selection: Selection, cadre_id: UUID, note: str) -> Selected:
    """What the office remembers of somebody on the list."""
    member = _member(actor, selection, cadre_id)
    before, member.note = member.note, _noted(note)
    if before != member.note:
        member.save(update_fields=["note"])
        told: dict[str, list[Any]] = {"cadre": [str(cadre_id), str(cadre_id)]}
        record(actor, "cadres.selected_noted", selection, told, unit_id=selection.unit_id)
    return member


@transaction.atomic
def unselect_person(*, actor: Actor, selection: Selection, cadre_id: UUID) -> None:
    member = _member(actor, selection, cadre_id)
    told: dict[str, list[Any]] = {"cadre": [str(cadre_id), None]}
    record(actor, "cadres.person_unselected", selection, told, unit_id=selection.unit_id)
    member.delete()


def _changeable(actor: Actor, selection: Selection) -> Selection:
    """The list as it stands now, for who writes for its office."""
    found = selection_or_404(actor, selection.pk)
    if not may_change(actor, found):
        raise Forbidden(_("Nhóm này của đơn vị khác; chỉ người ghi được cho đơn vị ấy mới đổi được."))
    return found


def _member(actor: Actor, selection: Selection, cadre_id: UUID) -> Selected:
    found: Selected | None = (
        visible(actor, Selected, "change")
        .filter(selection=_changeable(actor, selection), cadre=cadre_id)
        .first()
    )
    if found is None:
        raise NotVisible(Selected._meta.label)
    return found


def _named(name: str) -> str:
    return kept_words(
        name, unfit=_("Tên nhóm %(fault)s."), missing=_("Nhập tên của nhóm."), longest=LONGEST_NAME
    )


def _noted(note: str) -> str:
    return kept_words(note, unfit=_("Ghi chú %(fault)s."), longest=LONGEST_NOTE)


def _write(selection: Selection) -> None:
    try:
        with transaction.atomic(), system_scope(KEEP):
            selection.save()
    except IntegrityError as fault:
        words = _("Đơn vị đã có nhóm tên “%(name)s”. Chọn tên khác.")
        raise Refused(words % {"name": selection.name}) from fault
