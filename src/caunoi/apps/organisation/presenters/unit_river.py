"""The history of a unit as a picture: what it came from on the left, what it became on the right."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.apps.organisation.presenters.addresses import unit_url
from caunoi.apps.organisation.register import Passage, Register
from caunoi.apps.organisation.selectors import UnitStory
from caunoi.domain.lineage import Share
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui.numbers import span
from caunoi.foundation.ui.pictures import Flow, Reach, River, RiverStage, river

FARTHEST = 3  # columns to each side; the table under the picture and the pages of the others go on


def river_of(story: UnitStory, register: Register) -> SafeString | None:
    """None where nothing passed into the unit nor the unit into anything."""
    slug = register.slugs[story.unit_id]
    back = _steps(register, [slug], backwards=True)
    forth = _steps(register, [slug], backwards=False)
    if not back and not forth:
        return None
    subject = RiverStage(span(story.shown.known_period), [_subject(story)])
    stages = [_stage(each, backwards=True) for each in reversed(back)]
    stages += [subject, *(_stage(each, backwards=False) for each in forth)]
    flows = [_flow(passage) for column in (*back, *forth) for passage in column]
    return river(River(_("Đơn vị này qua thời gian"), stages, list(dict.fromkeys(flows))))


def _steps(register: Register, slugs: Sequence[str], *, backwards: bool) -> list[list[Passage]]:
    """Column by column, away from the unit."""
    found, met = [], set(slugs)
    for _column in range(FARTHEST):
        column = [each for slug in slugs for each in _next(register, slug, backwards=backwards)]
        if not column:
            break
        found.append(column)
        slugs = [
            slug for slug in dict.fromkeys(_other(each, backwards) for each in column) if slug not in met
        ]
        met |= set(slugs)
    return found


def _next(register: Register, slug: str, *, backwards: bool) -> Iterable[Passage]:
    steps = register.passages_to(slug) if backwards else register.passages_from(slug)
    return (
        each for each in steps if not each.is_itself and each.after is not None and each.before is not None
    )


def _other(passage: Passage, backwards: bool) -> str:
    return passage.step.predecessor if backwards else str(passage.step.successor)


def _stage(column: Sequence[Passage], *, backwards: bool) -> RiverStage:
    days = {each.on for each in column}
    label = _("trước %(day)s") if backwards else _("từ %(day)s")
    told = label % {"day": format_date(max(days) if backwards else min(days))}
    reaches = {reach.key: reach for reach in (_reach(each, backwards) for each in column)}
    return RiverStage(told, list(reaches.values()))


def _reach(passage: Passage, backwards: bool) -> Reach:
    version = passage.before if backwards else passage.after
    unit_id = passage.before_id if backwards else passage.after_id
    assert version is not None and unit_id is not None  # chosen so
    return Reach(str(unit_id), version.full_name, unit_url(unit_id, _day(passage, backwards)))


def _day(passage: Passage, backwards: bool) -> date:
    """A day on which the unit is there."""
    last = passage.before.period.last_day if backwards and passage.before else None
    return last or passage.on


def _subject(story: UnitStory) -> Reach:
    return Reach(_key(story.unit_id), story.shown.full_name, is_subject=True)


def _key(unit_id: UUID) -> str:
    return str(unit_id)


def _flow(passage: Passage) -> Flow:
    whole = passage.step.share is Share.WHOLE
    words = f"{_(passage.step.kind.label)}, {format_date(passage.on)}"
    return Flow(_key(passage.before_id), str(passage.after_id), whole, words)
