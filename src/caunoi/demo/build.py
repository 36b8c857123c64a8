"""Builds the demo through the services, so that it is also a test of the doors and leaves a true audit trail."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from random import Random
from uuid import UUID

from django.db import transaction

from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import account_called, actor_of
from caunoi.apps.accounts.services import give_grant, open_account
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services import PersonRecord, compare, load_seats, write
from caunoi.apps.classes.services import load_catalogue
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_ids, unit_tree
from caunoi.apps.organisation.services import UnitDraft, add_units
from caunoi.demo import (
    chosen,
    crowd,
    declared,
    evidence,
    kept,
    later,
    rated,
    reviewed,
    staffing,
    story,
    twins,
)
from caunoi.demo.people import Crowd
from caunoi.demo.places import PROVINCE, SMALL, STORY_COMMUNE, STORY_DAY, TWO_TIERS, Commune, communes
from caunoi.demo.seats import Seat
from caunoi.demo.sizes import Size
from caunoi.demo.two_tiers import carry_out, load_units_of_before
from caunoi.foundation.actors import Actor, SystemActor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import get_or_404, visible

Tell = Callable[[str], None]
ACTOR = SystemActor(key="command:demo", label="Dựng dữ liệu mẫu", on=STORY_DAY)


TWINS = 12
"""As many as the page of suggestions shows to somebody who looks at it for the first time."""


class NotEmpty(Refused):
    """The demo never mixes with real data."""


def build(size: Size, seed: int, tell: Tell = print) -> None:
    """One transaction: a demo is whole or not there at all."""
    _refuse_unless_empty()
    with transaction.atomic():
        tell("Nạp đơn vị hành chính đến 30/06/2025 …")
        load_units_of_before(ACTOR)
        places = communes(SMALL if size.communes else None)
        villages = _villages(size)
        tell("Mở tài khoản dùng thử …")
        _accounts(story.STAFF)
        tell("Dựng con người …")
        people, key, seats = _people(places, villages, size, seed)
        tell(f"Ghi {len(people)} người …")
        for clerk, theirs in _by_clerk(people):
            _write(theirs, clerk)
        _write(twins.second_records(people, TWINS), _clerk(story.BOARD))
        load_seats(actor=ACTOR, drafts=staffing.seats_of(places, seats, seed))
        _accounts(story.SUBJECTS)
        tell(f"Mở đợt tự kê khai: {_declarations()} tờ đã gửi …")
        tell(f"Rà soát hai năm: {_reviews()} người của năm trước đã chốt …")
        tell(f"Xếp loại hai năm: {_ratings()} người của năm trước đã chốt …")
        tell("Sắp xếp đơn vị từ 01/07/2025, bỏ cấp huyện …")
        tell(f"  {carry_out(ACTOR)} dòng được ghi như đã dự báo")
        _write(later.into_two_tiers(key, seats), _clerk(story.BOARD))
        _renew_rights(story.STAFF)
        tell("Nạp chương trình, cơ sở đào tạo …")
        load_catalogue(actor=ACTOR)
        tell("Quét và đối chiếu minh chứng …")
        evidence.hand_in(evidence.numbers_shown(key, seats), clerk=_clerk(story.BOARD))
        tell(f"Đề cử đi học: {_chosen()} người, nợ chuẩn, quy hoạch …")
        tell("Nhóm cán bộ, một sự cố dữ liệu …")
        _kept()


def _refuse_unless_empty() -> None:
    if User.objects.exists() or visible(ACTOR, Unit).exists() or visible(ACTOR, Cadre).exists():
        raise NotEmpty(
            "Cơ sở dữ liệu này đã có dữ liệu. Dữ liệu mẫu chỉ dựng trên cơ sở dữ liệu trống; "
            "hãy chỉ DATABASE_URL sang tệp mới."
        )


def _villages(size: Size) -> list[str]:
    slugs = {name: f"thon-{_slug(name)}" for name in story.VILLAGES[: size.villages]}
    drafts = [
        UnitDraft(
            slug=slug,
            name=name,
            type="village",
            parent=STORY_COMMUNE,
            valid_from=story.GRANTS_FROM,
            source="Dữ liệu mẫu",
        )
        for name, slug in slugs.items()
    ]
    add_units(actor=ACTOR, drafts=drafts)
    return list(slugs.values())


def _slug(name: str) -> str:
    from caunoi.domain.vocabulary.vietnamese import fold

    return fold(name).replace(" ", "-")


def _people(
    places: Sequence[Commune], villages: Sequence[str], size: Size, seed: int
) -> tuple[list[PersonRecord], list[PersonRecord], list[Seat]]:
    """Everybody, the key officials among them, and the seats those sit in."""
    cast, seats = crowd.make(places, size, seed)
    cast.key = story.name_the_cast(cast.key, seats)
    return [*cast.all, *_villagers(places, villages, seed)], cast.key, seats


def _villagers(places: Sequence[Commune], villages: Sequence[str], seed: int) -> list[PersonRecord]:
    ids, commune = unit_ids(), next(place for place in places if place.node.slug == STORY_COMMUNE)
    hands = Crowd(Random(seed + 1))
    hands.count = 900_000
    return [
        hands.villager(title, ids[village], commune) for village in villages for title in story.VILLAGE_TITLES
    ]


def _by_clerk(people: Sequence[PersonRecord]) -> list[tuple[Actor, list[PersonRecord]]]:
    """Who writes whose file down: a commune with an account its own people, the board everybody else's."""
    ids = unit_ids()
    communes = {ids[unit]: name for name, unit in story.COMMUNE_CLERKS if unit in ids}
    theirs: dict[str, list[PersonRecord]] = defaultdict(list)
    for person in people:
        home = person.home(STORY_DAY)
        theirs[communes.get(home, story.BOARD) if home else story.BOARD].append(person)
    return [(_clerk(name), records) for name, records in theirs.items()]


def _clerk(username: str) -> Actor:
    return actor_of(account_called(username), on=STORY_DAY)


def _hand(username: str) -> rated.Hand:
    """The same account on any day, with the rights it had then; each day is asked for once."""
    user = account_called(username)
    return cache(lambda day: actor_of(user, on=day))


def _write(people: Sequence[PersonRecord], clerk: Actor) -> None:
    plans = compare(people, actor=clerk, on=STORY_DAY)
    refused = [f"{plan.record.full_name}: {plan.problems[0].message}" for plan in plans if plan.errors]
    if refused:
        raise Refused(f"Dữ liệu mẫu tự mâu thuẫn ở {len(refused)} người: {'; '.join(refused[:3])}")
    write(plans, actor=clerk, on=STORY_DAY)


def _declarations() -> int:
    """In each commune with an account of its own that is there: a small demo has fewer."""
    ids, board = unit_ids(), _clerk(story.BOARD)
    return sum(
        declared.under_way(_clerk(name), get_or_404(ACTOR, Unit, pk=ids[unit]), board=board)
        for name, unit in story.COMMUNE_CLERKS
        if unit in ids and _keeps_files(ids[unit])
    )


def _reviews() -> int:
    """Of the whole province by the board: last year's as it was then, this year's now."""
    ids = unit_ids()
    province = get_or_404(ACTOR, Unit, pk=ids[PROVINCE])
    then = actor_of(account_called(story.BOARD), on=reviewed.ASKED_IN)
    untouched = {ids[unit] for _name, unit in story.COMMUNE_CLERKS if unit in ids}
    sealed = reviewed.last_year(then, province)
    reviewed.this_year(_clerk(story.BOARD), province, untouched=untouched)
    return sealed.people


def _ratings() -> int:
    """Last year's of the story's commune, this year's of the whole province, each step on its day."""
    ids = unit_ids()
    province, commune = (get_or_404(ACTOR, Unit, pk=ids[slug]) for slug in (PROVINCE, STORY_COMMUNE))
    board, clerk = (_hand(name) for name in (story.BOARD, story.COMMUNE_CLERKS[0][0]))
    people = rated.last_year(board, clerk, commune)
    own = {user.subject_id for user in User.objects.all() if user.subject_id is not None}
    rated.this_year(board, province, clerk, untouched=own)
    return people


def _chosen() -> int:
    """By the offices of the clerks one can sign in as, and a few others."""
    ids = unit_ids()
    first = [ids[unit] for _name, unit in story.COMMUNE_CLERKS if unit in ids]
    office = SystemActor(key="command:demo", label="Văn phòng – Thống kê", on=STORY_DAY)
    return chosen.chosen(office, _clerk(story.BOARD), first)


def _kept() -> None:
    ids = unit_ids()
    province = get_or_404(ACTOR, Unit, pk=ids[PROVINCE])
    known = [ids[unit] for _name, unit in story.COMMUNE_CLERKS if unit in ids]
    kept.beside_the_files(_clerk(story.BOARD), province, elsewhere_than=known)


def _keeps_files(unit_id: UUID) -> bool:
    return bool(visible(ACTOR, Cadre).filter(custodian=unit_id).exists())


def _accounts(accounts: Iterable[story.Account]) -> None:
    units = unit_ids()
    official = visible(ACTOR, Cadre).filter(full_name=story.OFFICIAL.full_name).order_by("number").first()
    for account in accounts:
        subject = official.pk if account.reach == "self" and official else None
        user = open_account(
            actor=ACTOR,
            username=account.username,
            full_name=account.full_name,
            password=story.PASSWORD,
            subject_id=subject,
        )
        unit = get_or_404(ACTOR, Unit, pk=units[account.unit]) if account.unit else None
        give_grant(
            actor=ACTOR,
            user=user,
            role=account.role,
            unit=unit,
            reach=account.reach,
            valid_from=story.GRANTS_FROM,
            basis=story.BASIS,
        )


def _renew_rights(accounts: Iterable[story.Account]) -> None:
    """The act ended the rights on units that ended; each holder was given the same ones in the heir."""
    ids, tree = unit_ids(), unit_tree(on=TWO_TIERS)
    for account in accounts:
        old = ids[account.unit] if account.unit else None
        for heir in tree.standing_for(old) if old and old not in tree else ():
            give_grant(
                actor=ACTOR,
                user=account_called(account.username),
                role=account.role,
                unit=get_or_404(ACTOR, Unit, pk=heir.id),
                reach=account.reach,
                valid_from=TWO_TIERS,
                basis=story.BASIS,
            )
