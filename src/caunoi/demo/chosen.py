"""People chosen as the story stands: nominated, approved, sent back; standards owed; a plan of succession."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.cadres.services import plan_succession
from caunoi.apps.selection.models import Nomination
from caunoi.apps.selection.selectors.candidates import Candidate, candidates
from caunoi.apps.selection.services import deciding, nominating, owing
from caunoi.demo.places import STORY_DAY
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

TERM = "2020–2025"
SECRETARY = "CX-BT"
POSTS = 4
OFFICES = 4
BACK = "Chưa thấy nhận xét của chi bộ nơi công tác; bổ sung rồi gửi lại."


def chosen(office: Actor, board: Actor, first: Sequence[UUID]) -> int:
    """Some offices nominate two each, ``first`` before others; half are approved, one came back; how many in all."""
    made = [each for people in _offices(office, first) for each in _nominated(office, people)]
    deciding.say_yes(actor=board, nomination_ids=[each.pk for each in made[::2]])
    deciding.send_back(actor=board, nomination_ids=[each.pk for each in made[1:2]], reason=BACK)
    _owe(office, board)
    _succession(board)
    return len(made)


def _offices(office: Actor, first: Sequence[UUID]) -> list[list[Candidate]]:
    """The people advised of a few offices that keep their files."""
    kept: dict[UUID, list[Candidate]] = {}
    for each in _advised(office):
        kept.setdefault(each.cadre.custodian_id, []).append(each)
    order = sorted(kept, key=lambda unit_id: (unit_id not in first, -len(kept[unit_id]), unit_id))
    return [kept[unit_id] for unit_id in order[:OFFICES]]


def _nominated(office: Actor, people: Sequence[Candidate]) -> list[Nomination]:
    return nominating.nominate(
        actor=office, chosen=[(each.cadre.pk, each.requirement) for each in people[:2]]
    )


def _advised(office: Actor) -> list[Candidate]:
    """One thing a person, those advised alone."""
    once: dict[UUID, Candidate] = {}
    for each in candidates(office, STORY_DAY):
        if each.advised and not each.nominated:
            once.setdefault(each.cadre.pk, each)
    return list(once.values())


def _owe(office: Actor, board: Actor) -> None:
    """One whose day has passed, one whose day is still to come."""
    for place, each in enumerate(_advised(office)[:2]):
        due = STORY_DAY - timedelta(days=31) if place == 0 else date(STORY_DAY.year, 12, 31)
        owing.let_owe(
            actor=board,
            cadre=each.cadre,
            requirement=each.requirement,
            document=f"QĐ {215 + place}-QĐ/HU",
            decided_on=date(STORY_DAY.year, 1, 15),
            due_on=due,
            reason="Mới được điều động về xã, chưa tới lượt học",
        )


def _succession(board: Actor) -> None:
    """For a few posts of secretary: two others of the same office, for the last one a single person."""
    held = visible(board, Posting).on(STORY_DAY).filter(title_code=SECRETARY).order_by("unit_id", "pk")
    for place, post in enumerate(held[:POSTS]):
        others = visible(board, Cadre).filter(custodian_id=post.unit_id, left_on__isnull=True)
        for cadre in others.exclude(pk=post.cadre_id).order_by("sort_key", "pk")[
            : 1 if place == POSTS - 1 else 2
        ]:
            plan_succession(
                actor=board, cadre=cadre, title_code=SECRETARY, unit=post.unit, term=TERM,
                valid_from=date(STORY_DAY.year, 3, 1), decision="QĐ 88-QĐ/TU",
            )  # fmt: skip
