"""Acts nobody thought of, on land nobody drew: nothing is lost or doubled, and one fault refuses the whole act."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi.domain.lineage import (
    ChangeKind,
    Households,
    Level,
    Lineage,
    Move,
    NewUnit,
    Outcome,
    Reorganisation,
    Share,
    UnitType,
    Version,
    abolish_level,
    carry_out,
    check,
)
from caunoi.domain.lineage.restating import Measure, by_units_below, restate
from caunoi.domain.vocabulary.period import Period

BORN, EVE, DAY = date(2020, 1, 1), date(2025, 6, 30), date(2025, 7, 1)
NAMES = ("Xuân Hương", "Mỹ Thái", "Nghĩa Hưng", "Đào Mỹ", "Tân Hưng", "Yên Mỹ")
FATES = ("stays", "merges", "absorbed", "split", "part", "renamed", "retyped", "reparented")


@dataclass
class Act:
    """A reorganisation that can be, with where each village goes by it."""

    land: Lineage
    moves: list[Move] = field(default_factory=list)
    founded: list[NewUnit] = field(default_factory=list)
    goes: dict[str, str] = field(default_factory=dict)
    households: dict[str, int] = field(default_factory=dict)

    @property
    def plan(self) -> Reorganisation:
        return Reorganisation("1/NQ", DAY, tuple(self.moves), tuple(self.founded), households=self.households)


def villages(land: Lineage, commune: str) -> list[str]:
    return [each.unit for each in land.units_on(EVE, level=Level.VILLAGE) if each.parent == commune]


@st.composite
def lands(draw: st.DrawFn) -> Lineage:
    found = [Version("tinh", "Tỉnh", UnitType.PROVINCE, "24", None, Period(BORN, None))]
    for d in range(draw(st.integers(1, 3))):
        found.append(Version(f"h{d}", f"Huyện {d}", UnitType.DISTRICT, f"2{d}", "tinh", Period(BORN, None)))
        for c in range(draw(st.integers(1, 5))):
            slug = f"h{d}-x{c}"
            name = draw(st.sampled_from(NAMES))
            found.append(Version(slug, name, UnitType.COMMUNE, f"07{d}{c}", f"h{d}", Period(BORN, None)))
            for v in range(draw(st.integers(0, 4))):
                found.append(
                    Version(f"{slug}-t{v}", f"Thôn {v}", UnitType.VILLAGE, "", slug, Period(BORN, None))
                )
    return Lineage(found)


@st.composite
def acts(draw: st.DrawFn) -> Act:
    """Every commune has its fate; those that take others in stay themselves. The level of districts may end besides."""
    act = Act(draw(lands()))
    districts = [each.unit for each in act.land.units_on(EVE, level=Level.DISTRICT)]
    level_ends = draw(st.booleans())
    above = ["tinh"] if level_ends else districts
    communes = [each.unit for each in act.land.units_on(EVE, level=Level.COMMUNE)]
    fates = {commune: draw(st.sampled_from(FATES)) for commune in communes}
    fates[communes[0]] = "stays"  # somebody takes the others in
    stay = [commune for commune, fate in fates.items() if fate == "stays"]
    act.goes = {village: commune for commune in communes for village in villages(act.land, commune)}
    for commune, fate in fates.items():
        parent = draw(st.sampled_from(above))
        happen(act, commune, fate, parent, draw(st.sampled_from(stay)), draw)
    if level_ends:
        act.moves += abolish_level(act.land, Level.DISTRICT, on=DAY)
    if not act.moves:
        act.moves.append(Move(communes[0], ChangeKind.RENAME, name="Tên Mới"))
    act.households = {village: draw(st.integers(0, 900)) for village in act.goes}
    return act


def happen(act: Act, commune: str, fate: str, parent: str, taker: str, draw: st.DrawFn) -> None:
    mine, new = villages(act.land, commune), f"{commune}-moi"
    if fate == "merges":
        found(act, new, parent)
        act.moves.append(Move(commune, ChangeKind.MERGE, into=new))
        act.goes |= dict.fromkeys(mine, new)
    elif fate == "absorbed":
        act.moves.append(Move(commune, ChangeKind.ABSORB, into=taker))
        act.goes |= dict.fromkeys(mine, taker)
    elif fate == "split":
        divide(act, commune, {village: f"{new}-{draw(st.integers(1, 3))}" for village in mine}, parent)
    elif fate == "part" and mine:
        going = (mine[0], *(village for village in mine[1:] if draw(st.booleans())))
        act.moves.append(Move(commune, ChangeKind.PART, into=taker, share=Share.PART, below=going))
        act.goes |= dict.fromkeys(going, taker)
    elif fate == "renamed":
        act.moves.append(Move(commune, ChangeKind.RENAME, name=f"{draw(st.sampled_from(NAMES))} Mới"))
    elif fate == "retyped":
        act.moves.append(Move(commune, ChangeKind.RETYPE, type=UnitType.WARD, code=f"9{commune}"))
    elif fate == "reparented":
        act.moves.append(Move(commune, ChangeKind.REPARENT, parent=parent))


def found(act: Act, slug: str, parent: str) -> None:
    act.founded.append(NewUnit(slug, f"Mới {slug}", UnitType.COMMUNE, parent))


def divide(act: Act, commune: str, goes: dict[str, str], parent: str) -> None:
    """Three ways, whether villages go to each or not; the commune ends."""
    for part in (f"{commune}-moi-{n}" for n in (1, 2, 3)):
        found(act, part, parent)
        below = tuple(village for village, to in goes.items() if to == part)
        act.moves.append(
            Move(commune, ChangeKind.SPLIT, into=part, share=Share.PART, below=below, dissolves=True)
        )
    act.goes |= goes


def carried(act: Act) -> Outcome:
    outcome = carry_out(act.land, act.plan)
    assert outcome.is_sound, [finding.message for finding in outcome.findings]
    return outcome


@given(acts())
@settings(max_examples=150, deadline=None)
def test_every_village_lives_once_where_the_act_sends_it(act) -> None:
    after = carried(act).after

    now = [(each.unit, each.parent) for each in after.units_on(DAY, level=Level.VILLAGE)]
    assert len(now) == len(act.goes)
    assert dict(now) == act.goes
    assert [finding for finding in check(after) if finding.severity == "error"] == []


@given(acts())
@settings(max_examples=100, deadline=None)
def test_whoever_asks_for_yesterday_finds_it_and_whoever_asks_for_an_old_unit_finds_its_heirs(act) -> None:
    outcome = carried(act)

    assert outcome.after.units_on(EVE) == tuple(
        outcome.after.version(each.unit, on=EVE) for each in act.land.units_on(EVE)
    )
    assert {(v.unit, v.name, v.type, v.parent) for v in outcome.after.units_on(EVE)} == {
        (v.unit, v.name, v.type, v.parent) for v in act.land.units_on(EVE)
    }
    living = {each.unit for each in outcome.after.units_on(DAY)}
    for unit in outcome.ended:
        heirs = {branch.unit for branch in outcome.after.what_became_of(unit, since=EVE, on=DAY)}
        district = act.land.version(unit, on=EVE).level is Level.DISTRICT
        assert heirs == {None} if district else heirs and heirs <= living


@given(acts())
@settings(max_examples=100, deadline=None)
def test_the_households_after_are_the_households_before(act) -> None:
    book = Households(act.land, act.plan)

    carried(act)

    counted = [unit for unit in book.counted if book.of(unit) is not None]
    whole = sum(book.of(unit) or 0 for unit in counted)
    brought = [each for made_of in book.after().values() for each in made_of if each.source in counted]
    assert sum(each.count or 0 for each in brought) == whole


@given(acts(), st.data())
@settings(max_examples=100, deadline=None)
def test_people_and_money_counted_by_unit_have_the_same_sum_on_the_units_after(act, data) -> None:
    communes = [each.unit for each in act.land.units_on(EVE, level=Level.COMMUNE)]
    held = {unit: data.draw(st.integers(0, 10**9)) for unit in communes}
    after = carried(act).after

    villages = Measure("theo số thôn", by_units_below(after, since=EVE, on=DAY))
    told = restate(held, after, since=EVE, on=DAY, measures=[villages])

    assert told.total == sum(held.values())
    assert told.without_heir == {}
    assert {each.unit for each in told.counts} <= {each.unit for each in after.units_on(DAY)}


@given(acts())
@settings(max_examples=60, deadline=None)
def test_an_act_is_done_once(act) -> None:
    """Carried out again it meets what it did, and is refused."""
    again = carry_out(carried(act).after, act.plan)

    assert not again.is_sound
    assert again.closed == again.opened == ()


Spoiled = Callable[[Act], Reorganisation]


def with_move(act: Act, *moves: Move) -> Reorganisation:
    return replace(act.plan, moves=(*act.plan.moves, *moves))


def with_new(act: Act, new: NewUnit) -> Reorganisation:
    return replace(act.plan, new_units=(*act.plan.new_units, new))


STAYS = "h0-x0"
FAULTS: dict[str, tuple[set[str], str, Spoiled]] = {
    "a unit nobody knows": (
        {"reorganisation.unknown_unit"}, "danh mục không có đơn vị này",
        lambda act: with_move(act, Move("khong-co", ChangeKind.ABSORB, into=STAYS)),
    ),
    "an heir nobody knows": (
        {"reorganisation.unknown_heir"}, "không có đơn vị này",
        lambda act: with_move(act, Move(STAYS, ChangeKind.PART, into="khong-co", share=Share.PART)),
    ),
    "a parent nobody knows": (
        {"reorganisation.unknown_heir"}, "không có đơn vị này",
        lambda act: with_new(act, NewUnit("la", "Lạ", UnitType.COMMUNE, "khong-co")),
    ),
    "a day before there was anything": (
        {"reorganisation.unknown_unit"}, "31/12/2019",
        lambda act: replace(act.plan, on=BORN - timedelta(days=1)),
    ),
    "the day everything began": (
        {"reorganisation.unknown_unit"}, "01/01/2020",
        lambda act: replace(act.plan, on=BORN),
    ),
    "a key that is taken": (
        {"reorganisation.new_twice"}, "Chọn khóa khác",
        lambda act: with_new(act, NewUnit(STAYS, "Lại", UnitType.COMMUNE, "tinh")),
    ),
    "a circle of heirs": (
        {"reorganisation.ends_and_takes"}, "Ghi thẳng đơn vị nhận sau cùng",
        lambda act: replace(
            act.plan, households={}, new_units=(),
            moves=(Move(STAYS, ChangeKind.ABSORB, into="h0-x1"), Move("h0-x1", ChangeKind.ABSORB, into=STAYS)),
        ),
    ),
    "itself as heir": (
        {"reorganisation.own_heir"}, "không thể nhập vào chính mình",
        lambda act: with_move(act, Move(STAYS, ChangeKind.PART, into=STAYS, share=Share.PART)),
    ),
    "a unit above that stands below": (
        {"lineage.level"}, "không ở cấp cao hơn",
        lambda act: with_move(act, Move(STAYS, ChangeKind.REPARENT, parent=f"{STAYS}-t0")),
    ),
    "a code two bear at once": (
        {"lineage.code_twice"}, "cùng lúc là mã của",
        lambda act: with_move(act, Move(STAYS, ChangeKind.RETYPE, code="24")),
    ),
    "villages without a place to go": (
        {"reorganisation.orphans"}, "Ghi rõ mỗi đơn vị về đâu",
        lambda act: replace(act.plan, households={}, new_units=(), moves=(Move(STAYS, ChangeKind.ABOLISH),)),
    ),
    "villages of another commune": (
        {"reorganisation.stranger"}, "không thuộc",
        lambda act: with_move(act, Move(STAYS, ChangeKind.PART, into="h0-x1", share=Share.PART, below=("h0",))),
    ),
    "households of nobody": (
        {"reorganisation.households_stranger"}, "không có đơn vị này",
        lambda act: replace(act.plan, households={**act.households, "khong-co": 1}),
    ),
    "nothing at all": (
        {"reorganisation.empty"}, "Thêm ít nhất một đơn vị",
        lambda act: replace(act.plan, moves=(), new_units=()),
    ),
}  # fmt: skip


def two_communes_with_villages(act: Act) -> bool:
    names = {each.unit for each in act.land.units_on(EVE)}
    return {"h0-x1", f"{STAYS}-t0"} <= names and not any(move.unit == STAYS for move in act.moves)


@pytest.mark.parametrize("fault", FAULTS)
@given(act=acts().filter(two_communes_with_villages))
@settings(max_examples=12, deadline=None)
def test_one_fault_refuses_the_whole_act_with_its_own_sentence(fault, act) -> None:
    codes, said, spoiled = FAULTS[fault]

    outcome = carry_out(act.land, spoiled(act))

    assert not outcome.is_sound
    assert codes <= {finding.code for finding in outcome.findings}
    assert any(said in finding.message for finding in outcome.findings)
    assert (outcome.closed, outcome.opened, outcome.steps) == ((), (), ())
    assert outcome.after.versions == act.land.versions


@given(acts().filter(two_communes_with_villages))
@settings(max_examples=30, deadline=None)
def test_an_act_that_would_leave_villages_behind_names_every_one(act) -> None:
    plan = Reorganisation("1/NQ", DAY, (Move(STAYS, ChangeKind.ABOLISH),))

    [finding] = carry_out(act.land, plan).findings

    names = [each.full_name for each in act.land.units_on(EVE, level=Level.VILLAGE) if each.parent == STAYS]
    assert Counter(finding.message)[";"] == len(names) - 1
    assert f"{len(names)} đơn vị bên dưới" in finding.message


@given(acts().filter(two_communes_with_villages))
@settings(max_examples=30, deadline=None)
def test_two_communes_may_exchange_villages_on_one_day_and_one_may_come_home_later(act) -> None:
    """Whoever gives a part away lives on: no circle of heirs."""
    there = Move(STAYS, ChangeKind.PART, into="h0-x1", share=Share.PART, below=(f"{STAYS}-t0",))
    back = Move(
        "h0-x1", ChangeKind.PART, into=STAYS, share=Share.PART, below=tuple(villages(act.land, "h0-x1"))
    )
    exchanged = carry_out(act.land, Reorganisation("1/NQ", DAY, (there, back)))
    home = Move("h0-x1", ChangeKind.PART, into=STAYS, share=Share.PART, below=(f"{STAYS}-t0",))

    later = carry_out(exchanged.after, Reorganisation("2/NQ", DAY + timedelta(days=365), (home,)))

    assert [finding.message for finding in (*exchanged.findings, *later.findings)] == []
    assert later.after.version(f"{STAYS}-t0", on=DAY + timedelta(days=365)).parent == STAYS
    assert later.after.version(f"{STAYS}-t0", on=DAY).parent == "h0-x1"
