"""The things that can be done to many: each does one person through the service a page would call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Cadre, Posting, Qualification
from caunoi.apps.cadres.models.asked_fact import Lack
from caunoi.apps.cadres.models.bulk import BulkKind
from caunoi.apps.cadres.selectors.lacks import lacks
from caunoi.apps.cadres.selectors.selections import members_of, named_selection
from caunoi.apps.cadres.services.asking import ask_for_fact, waiting_for, withdraw
from caunoi.apps.cadres.services.custody import move_file
from caunoi.apps.cadres.services.describing import posting_text, value_text
from caunoi.apps.cadres.services.people import correct_cadre
from caunoi.apps.cadres.services.posts import end_posting
from caunoi.apps.cadres.services.selecting import keep_selection, select_person, unselect_person
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import last_names
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import get_or_404, visible

FIELDS = ("phone", "sex", "ethnicity")
Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One thing to do (một việc): how it is done to a person, what a person's file says of it, what it may touch."""

    do: Callable[[Actor, Cadre, Asked], object]
    tell: Callable[[Actor, Cadre, Asked], str]
    columns: Callable[[Asked], tuple[str, ...]] = lambda _asked: ()
    posts: bool = False
    take_back: Callable[[Actor, Cadre, Asked], str] | None = None
    """How it is undone where the file itself was not written: nothing, or why it stays."""


def _move(actor: Actor, cadre: Cadre, asked: Asked) -> None:
    unit = get_or_404(actor, Unit, pk=UUID(asked["unit"]))
    move_file(actor=actor, cadre=cadre, unit=unit, reason=asked["reason"])


def _tell_custodian(_actor: Actor, cadre: Cadre, _asked: Asked) -> str:
    return last_names([cadre.custodian_id]).get(cadre.custodian_id, "")


def _leave(actor: Actor, cadre: Cadre, asked: Asked) -> None:
    """Every post that runs ends that day, then the file says so; the decision is the reason of each."""
    day, reason = date.fromisoformat(asked["day"]), asked["reason"]
    if cadre.left_on is not None:
        raise Refused(_("Đã thôi công tác từ ngày %(day)s.") % {"day": format_date(cadre.left_on)})
    running = visible(actor, Posting).filter(cadre=cadre).on(day).exclude(kind=PostingKind.PLANNED)
    for posting in list(running.order_by("valid_from", "id")):
        end_posting(actor=actor, posting=posting, on=day, reason=reason)
    fresh = visible(actor, Cadre).get(pk=cadre.pk)
    correct_cadre(
        actor=actor, cadre=fresh, expected_version=fresh.version, changes={"left_on": day}, reason=reason
    )


def _tell_leaving(actor: Actor, cadre: Cadre, asked: Asked) -> str:
    day = date.fromisoformat(asked["day"])
    posts = visible(actor, Posting).filter(cadre=cadre).exclude(kind=PostingKind.PLANNED)
    touched = [
        post
        for post in posts.order_by("valid_from", "id")
        if post.valid_to in (None, day) or post.holds_on(day)
    ]
    left = _("thôi công tác từ ngày %(day)s") % {"day": format_date(cadre.left_on)} if cadre.left_on else ""
    return "; ".join(filter(None, [*map(posting_text, touched), left])) or _("không giữ chức danh nào")


def _correct(actor: Actor, cadre: Cadre, asked: Asked) -> None:
    if asked["field"] not in FIELDS:
        raise Refused(_("Mục này không sửa hàng loạt được."))
    changes = {asked["field"]: asked["value"]}
    correct_cadre(
        actor=actor, cadre=cadre, expected_version=cadre.version, changes=changes, reason=asked["reason"]
    )


def _tell_field(_actor: Actor, cadre: Cadre, asked: Asked) -> str:
    return str(value_text(asked["field"], getattr(cadre, asked["field"])) or "")


def _ask(actor: Actor, cadre: Cadre, asked: Asked) -> None:
    ask_for_fact(
        actor=actor, cadre=cadre, column=asked["column"], due_on=date.fromisoformat(asked["due_on"]),
        sentence=asked["sentence"], ask_id=UUID(asked["change"]),
    )  # fmt: skip


def _tell_asked(actor: Actor, cadre: Cadre, asked: Asked) -> str:
    """What the file lacks, and of whom it is asked."""
    column = asked["column"]
    if waiting := waiting_for(actor, cadre, column):
        unit = last_names([cadre.custodian_id]).get(cadre.custodian_id, "")
        told = {"unit": unit, "day": format_date(waiting.due_on)}
        return _("hỏi %(unit)s, hạn %(day)s") % told
    people = visible(actor, Cadre).filter(pk=cadre.pk)
    lack = lacks(column, people, visible(actor, Qualification)).get(cadre.pk)
    return _(Lack(lack).label) if lack else _("đã có")


def _withdraw(actor: Actor, cadre: Cadre, asked: Asked) -> str:
    return withdraw(actor=actor, cadre=cadre, ask_id=UUID(asked["change"]))


def _select(actor: Actor, cadre: Cadre, asked: Asked) -> None:
    selection = keep_selection(actor=actor, name=asked["name"], unit_id=UUID(asked["unit"]))
    select_person(actor=actor, selection=selection, cadre=cadre, note=asked["note"])


def _tell_selected(actor: Actor, cadre: Cadre, asked: Asked) -> str:
    found = named_selection(actor, asked["name"], UUID(asked["unit"]))
    if found is None or not members_of(actor, found).filter(cadre=cadre).exists():
        return _("không ở trong nhóm")
    return _("ở trong nhóm “%(name)s”") % {"name": found.name}


def _unselect(actor: Actor, cadre: Cadre, asked: Asked) -> str:
    found = named_selection(actor, asked["name"], UUID(asked["unit"]))
    if found is None or not members_of(actor, found).filter(cadre=cadre).exists():
        return _("Không còn ở trong nhóm.")
    unselect_person(actor=actor, selection=found, cadre_id=cadre.pk)
    return ""


KINDS: dict[str, Kind] = {
    BulkKind.CUSTODY: Kind(_move, _tell_custodian, lambda asked: ("custodian_id",)),
    BulkKind.LEFT: Kind(_leave, _tell_leaving, lambda asked: ("left_on",), posts=True),
    BulkKind.CORRECT: Kind(_correct, _tell_field, lambda asked: (asked["field"],)),
    BulkKind.ASK: Kind(_ask, _tell_asked, take_back=_withdraw),
    BulkKind.SELECT: Kind(_select, _tell_selected, take_back=_unselect),
}
