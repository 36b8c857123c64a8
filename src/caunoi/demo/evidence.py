"""Papers beside the facts: everybody who lacks something, and the story's people, has a decision to look at."""

from collections.abc import Iterable, Sequence
from typing import Any

from caunoi.apps.cadres.choices import PostingKind, QualificationKind, QualificationStatus
from caunoi.apps.cadres.models import Posting, Qualification
from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.cadres.services import check_scan, keep_scan
from caunoi.apps.cadres.services.describing import level_name
from caunoi.demo import papers, story
from caunoi.demo.places import STORY_COMMUNE, STORY_DAY
from caunoi.demo.seats import Seat
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.attachments.inspection import inspect_many
from caunoi.foundation.policy import visible

UNCHECKED_EVERY = 6
MISREAD = "Tên ngành trên bằng khác với hồ sơ"


def numbers_shown(people: Sequence[Any], seats: Sequence[Seat]) -> list[str]:
    """The numbers of the people whose papers the demo holds."""
    return [
        person.number
        for person, seat in zip(people, seats, strict=True)
        if seat.lacks_political or seat.lacks_professional or seat.commune.node.slug == STORY_COMMUNE
    ]


def hand_in(numbers: Iterable[str], *, clerk: Actor) -> int:
    """Scan, keep and compare as an officer would; most are compared already, some wait, one does not match."""
    posts = _posts(clerk, list(numbers))
    diplomas = _diplomas(clerk)
    facts: list[Posting | Qualification] = [*posts, *diplomas]
    sheets = [*map(_decision, posts), *map(_diploma, diplomas)]
    for index, (fact, scan) in enumerate(zip(facts, inspect_many(sheets), strict=True)):
        kept = keep_scan(actor=clerk, fact=fact, scan=scan, file_name=f"ban-chup-{index + 1}.png")
        if fact is facts[-1]:
            check_scan(actor=clerk, scan=kept, state="mismatched", note=MISREAD)
        elif index % UNCHECKED_EVERY:
            check_scan(actor=clerk, scan=kept, state="matched")
    return len(facts)


def _posts(clerk: Actor, numbers: list[str]) -> list[Posting]:
    held = visible(clerk, Posting).on(STORY_DAY).filter(cadre__number__in=numbers, kind=PostingKind.MAIN)
    return list(held.select_related("cadre").order_by("cadre__number"))


def _diplomas(clerk: Actor) -> list[Qualification]:
    """Of the story's people only: a diploma is personal, and its page shows that."""
    names = [each.full_name for each in story.CAST]
    held = visible(clerk, Qualification).filter(
        cadre__full_name__in=names, kind=QualificationKind.PROFESSIONAL, status=QualificationStatus.HELD
    )
    return list(held.exclude(level="khong").select_related("cadre").order_by("cadre__number"))


def _decision(post: Posting) -> bytes:
    unit = unit_labels({post.unit_id}, STORY_DAY)[post.unit_id]
    number = post.decision.removeprefix("Quyết định ").split(" ngày ")[0]
    title = title_of(post.title_code).name
    return papers.decision(post.cadre.full_name, title, unit, number, format_date(post.valid_from))


def _diploma(paper: Qualification) -> bytes:
    issued: Any = paper.issued
    day = format_date(issued) if issued else "…"
    level = level_name(paper.kind, paper.level)
    return papers.diploma(paper.cadre.full_name, level, paper.issuer, paper.number, day)
