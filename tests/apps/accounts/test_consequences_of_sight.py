"""Who sees more or less after an act is foreseen exactly: those whose visible rows change, and nobody else."""

from datetime import date
from random import Random

import pytest

from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.policies import who_may_after
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation import selectors, services
from caunoi.apps.organisation.services.register_rows import register_rows
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, UnitType
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.policy import row_for, visible
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.cadres import make_people, person_record
from tests.factories.organisation import make_district, make_province, make_unit

pytestmark = pytest.mark.django_db
DAY, EVE = date(2021, 1, 1), date(2020, 12, 31)
SYSTEM = SystemActor(key="system:tests", label="Kiểm thử", on=EVE)
DISTRICTS, COMMUNES = 2, 3


@pytest.fixture
def land():
    """Two districts of three communes with a village each; somebody's file in every unit, somebody to read in most."""
    province = make_province(slug="tinh")
    units = {"tinh": province}
    for d in range(DISTRICTS):
        district = units[f"h{d}"] = make_district(f"Huyện {d}", province, slug=f"h{d}", code=f"21{d}")
        for c in range(COMMUNES):
            slug = f"x{d}{c}"
            commune = units[slug] = make_unit(slug, parent=district, slug=slug, code=f"07{d}{c}0")
            units[f"t{slug}"] = make_unit(f"T{slug}", type=UnitType.VILLAGE, parent=commune, slug=f"t{slug}")
    make_people(*(person_record(unit, f"Người {slug}", number=slug) for slug, unit in units.items()))
    for slug, unit in units.items():
        role = {"t": "thon", "h": "btc", "x": "xa"}[slug[0]] if slug != "tinh" else "btc"
        make_grant(make_user(slug), "xa" if role == "thon" else role, unit)
    make_grant(make_user("chi-xa"), "xa", units["x00"], reach="unit")
    return units


def draft_of(moves, new_units=()):
    return services.draft_reorganisation(
        actor=SYSTEM, number="1/NQ", title="Sắp xếp", effective_on=DAY, moves=moves, new_units=new_units
    )


def some_plan(dice: Random):
    """One of each kind of act, on units picked at random, so that together they leave no doubt."""
    d = dice.randrange(DISTRICTS)
    one, two, three = dice.sample([f"x{d}{c}" for c in range(COMMUNES)], 3)
    other = f"x{1 - d}{dice.randrange(COMMUNES)}"
    return dice.choice([
        ([Move(each, ChangeKind.MERGE, into="moi") for each in (one, two)], [NewUnit("moi", "Mới", UnitType.COMMUNE, f"h{d}")]),
        ([Move(one, ChangeKind.ABSORB, into=two)], []),
        ([Move(one, ChangeKind.ABSORB, into=other)], []),
        ([Move(one, ChangeKind.REPARENT, parent=f"h{1 - d}")], []),
        ([Move(f"t{one}", ChangeKind.REPARENT, parent=three)], []),
        ([Move(one, ChangeKind.RENAME, name="Tên khác")], []),
        ([Move("h0", ChangeKind.ABOLISH, parent="tinh"), Move("h1", ChangeKind.ABOLISH, parent="tinh")], []),
    ])  # fmt: skip


def rows_seen() -> dict[str, frozenset]:
    """What each account reads on the day."""
    return {
        user.username: frozenset(visible(actor_of(user, on=DAY), Cadre).values_list("pk", flat=True))
        for user in User.objects.all()
    }


def affected(draft) -> set[str]:
    section = next(
        each for each in services.foresee(actor=SYSTEM, draft=draft).sections if each.key == "sight"
    )
    return {each.sentence.split("(")[1].split(")")[0] for each in section.consequences}


def signed(draft) -> None:
    services.sign(actor=SYSTEM, draft=draft, seen=services.foresee(actor=SYSTEM, draft=draft).fingerprint)


@pytest.mark.parametrize("seed", range(8))
def test_the_accounts_foreseen_are_those_whose_visible_rows_change(land, seed):
    draft, before = draft_of(*some_plan(Random(seed))), rows_seen()
    foreseen = affected(draft)

    signed(draft)

    after = rows_seen()
    assert foreseen == {name for name in before if before[name] != after[name]}


def test_the_seeds_cover_acts_with_and_without_anybody_affected(land):
    counts = {len(affected(draft_of(*some_plan(Random(seed))))) for seed in range(8)}

    assert 0 in counts
    assert max(counts) >= 3


def test_the_tree_foreseen_is_the_tree_that_comes(land):
    """Every consequence asks it, so it must be the one of the day: units, parents, who answers for whom."""
    for seed in range(8):
        draft = draft_of(*some_plan(Random(seed)))
        change = _change_of(draft)
        services.sign(actor=SYSTEM, draft=draft, seen=services.foresee(actor=SYSTEM, draft=draft).fingerprint)

        come = selectors.unit_tree(on=DAY)
        assert {each.id: each for each in change.after.nodes.values()} == dict(come.nodes)
        assert {unit.pk: [n.id for n in change.answering(unit.pk)] for unit in land.values()} == {
            unit.pk: [n.id for n in come.standing_for(unit.pk)] for unit in land.values()
        }
        services.take_back(actor=SYSTEM, signed=draft, on=EVE, reason="Thử lần khác")
        services.withdraw(actor=SYSTEM, draft=draft)


def test_who_may_decide_after_the_district_is_gone_is_the_province(land):
    draft = draft_of(
        [Move("h0", ChangeKind.ABOLISH, parent="tinh"), Move("h1", ChangeKind.ABOLISH, parent="tinh")]
    )

    who = who_may_after(row_for(Cadre, "change"), {land["h0"].pk}, _change_of(draft))

    assert who == ["tinh (tinh)"]


def test_a_right_passed_on_from_one_that_ends_is_foreseen_to_end_with_it(land):
    behind = Grant.objects.all().scoped().get(user__username="x00")
    make_grant(make_user("thay"), "xa", land["x00"], delegated_from=behind)
    draft = draft_of([Move("x00", ChangeKind.ABSORB, into="x01")])

    assert {"thay", "x00"} <= affected(draft)


def _change_of(draft):
    """What the contributors are given."""
    known = selectors.read_register()
    outcome = selectors.outcome_of(draft, known)
    return selectors.unit_change(draft, known, outcome, register_rows(draft, known, outcome))
