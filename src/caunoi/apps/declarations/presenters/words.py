"""Items in the reader's words: what is asked, what the file says, what the person says."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.declarations.choices import DeclarationState, Group, ItemState
from caunoi.apps.declarations.models import Declaration, DeclaredItem
from caunoi.apps.declarations.selectors.questions import Question
from caunoi.apps.declarations.services.words import item_label, item_text
from caunoi.foundation.ui.components import Chip, State
from caunoi.foundation.ui.languages import as_written

SHEET_STATES: dict[str, State] = {
    DeclarationState.ASKED: "trung-tinh",
    DeclarationState.FILLING: "thong-tin",
    DeclarationState.SENT: "thong-tin",
    DeclarationState.CHECKING: "thong-tin",
    DeclarationState.RETURNED: "chu-y",
    DeclarationState.DONE: "dat",
}
ITEM_STATES: dict[str, State] = {
    ItemState.SAME: "dat",
    ItemState.CHANGED: "thong-tin",
    ItemState.ACCEPTED: "dat",
    ItemState.REFUSED: "loi",
}


def sheet_chip(sheet: Declaration) -> Chip:
    return Chip(_(sheet.get_state_display()), SHEET_STATES[sheet.state])


def item_chip(item: DeclaredItem | None) -> Chip:
    if item is None:
        return Chip(_("Chưa trả lời"), "chu-y")
    return Chip(_(item.get_state_display()), ITEM_STATES[item.state])


def label_of(key: str, values: Mapping[str, Any]) -> str:
    words = _(item_label(key, values))
    return words[:1].upper() + words[1:]


def text_of(key: str, values: Mapping[str, Any] | None) -> str:
    """One line, or that nothing is written."""
    told = item_text(key, values or {})
    return as_written(told) if told else _("(chưa ghi)")


def question_label(question: Question) -> str:
    return label_of(question.key, question.values)


def group_name(group: str) -> str:
    return _(Group(group).label)
