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
BACK = "Chưa thấy nhận xét của chi bộ nơi công tác; bổ sung rồi gửi lại."


def chosen(clerks: Sequence[Actor], board: Actor) -> int:
    """Each office nominates up to two; the first is approved, the second came back; how many in all."""
    made = [each for clerk in clerks for each in _nominated(clerk)]
    deciding.say_yes(actor=board, nomination_ids=[each.pk for each in made[::2]])
    if len(made) > 1:
        deciding.send_back(actor=board, nomination_ids=[made[1].pk], reason=BACK)
    for clerk in clerks[:1]:
        _owe(clerk, board)
    _succession(board)
    return len(made)


def _nominated(clerk: Actor) -> list[Nomination]:
    best = _advised(clerk)[:2]
    if not best:  # an office whose people lack nothing they could still learn
        return []
    return nominating.nominate(actor=clerk, chosen=[(each.cadre.pk, each.requirement) for each in best])


def _advised(clerk: Actor) -> list[Candidate]:
    """One thing a person, those advised alone."""
    once: dict[UUID, Candidate] = {}
    for each in candidates(clerk, STORY_DAY):
        if each.advised and not each.nominated:
            once.setdefault(each.cadre.pk, each)
    return list(once.values())


def _owe(clerk: Actor, board: Actor) -> None:
    """One whose day has passed, one whose day is still to come."""
    for place, each in enumerate(_advised(clerk)[:2]):
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
