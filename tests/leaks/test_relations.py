"""Every relation of a unit to one's own, as every role: what the rows, the pages and the bytes give away.

``SEES`` is written down here once more, apart from the policy, and read like code.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from caunoi.apps.accounts.selectors import account_with_grants, actor_of
from caunoi.apps.organisation.choices import Share, SuccessionKind
from caunoi.foundation.policy import Row, rows, table, visible
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.organisation import make_succession, make_unit
from tests.leaks import world as worlds
from tests.leaks.asking import ALLOW, FORBIDDEN, MISSING, Everybody, met, word_of
from tests.leaks.test_two_worlds import masked
from tests.leaks.world import DAY, OWN, SYSTEM, World, begin, people_of

pytestmark = pytest.mark.django_db
MERGED_ON, FOUNDED_ON = date(2020, 1, 1), date(2021, 1, 1)
# Relation to the commune of "xa" → the word in its canaries.
WORDS = {
    OWN: "XH", "child": "THON", "parent": "HUYEN", "sibling": "ANHEM", "cousin": "HO", "other_district": "HUYENKHAC",
    "merged_away": "DANHAP", "split_from": "GOC", "ended": "DAHET", "abolished": "DABO", "future": "SAPCO",
}  # fmt: skip
ALL = frozenset(WORDS)
NOTHING = frozenset[str]()
IN_THE_DISTRICT = frozenset({OWN, "child", "parent", "sibling", "merged_away", "ended"})
# Units whose rows a role may meet, where it may meet any of the kind: what passed into a unit goes with it.
SEES = {
    "lanhdao": ALL, "btc": ALL, "kiemtra": ALL, "truong": ALL, "mattran": ALL,
    "huyen": IN_THE_DISTRICT,
    "xa": frozenset({OWN, "child", "merged_away"}), "xa2": frozenset({"cousin"}), "thon": frozenset({"child"}),
    "canbo": frozenset({OWN}), "quantri": NOTHING,
    "ended": NOTHING, "future": NOTHING, "disabled": NOTHING, "without": NOTHING,
}  # fmt: skip
READERS_OF_FILES = {"lanhdao", "btc", "kiemtra", "huyen", "xa", "xa2", "canbo"}
HIDDEN = sorted(ALL - SEES["xa"])


def land_of(world: World) -> dict[str, object]:
    """One unit for each relation; some lived before the day, one comes after it."""
    units, past = world.units, {"valid_to": MERGED_ON}
    merged = make_unit("Nhập", parent=units["lang_giang"], **past)
    make_succession(merged, units["xuan_huong"], MERGED_ON)
    ended = make_unit("Hết", parent=units["lang_giang"], **past)
    make_succession(ended, units["tan_thanh"], MERGED_ON, kind=SuccessionKind.ABSORB)
    abolished = make_unit("Bỏ", parent=units["yen_the"], **past)
    make_succession(abolished, None, MERGED_ON, kind=SuccessionKind.ABOLISH)
    origin = make_unit("Gốc", parent=units["yen_the"])
    make_succession(origin, units["xuan_huong"], date(2018, 1, 1), kind=SuccessionKind.PART, share=Share.PART)
    return {
        OWN: units["xuan_huong"], "child": units["village"], "parent": units["lang_giang"],
        "sibling": units["tan_thanh"], "cousin": units["dong_son"], "other_district": units["yen_the"],
        "merged_away": merged, "split_from": origin, "ended": ended, "abolished": abolished,
        "future": make_unit("Sắp", parent=units["lang_giang"], valid_from=FOUNDED_ON),
    }  # fmt: skip


@pytest.fixture(scope="module")
def named() -> Iterator[None]:
    before = dict(worlds.NAMES)
    worlds.NAMES.update(WORDS)
    yield
    worlds.NAMES.clear()
    worlds.NAMES.update(before)


@pytest.fixture(scope="module")
def halves(database, named) -> tuple[World, dict, dict]:
    """The world with the rows one may see, what the clerk is answered in it, and then everything else added."""
    world = begin()
    units = land_of(world)
    for relation in sorted(SEES["xa"]):
        fill(world, relation, units[relation])
    before = answers(Everybody(world), world, "xa")
    for relation in HIDDEN:
        fill(world, relation, units[relation])
    return world, units, before


def fill(world: World, relation: str, unit) -> None:
    """Everything a unit keeps, written down by somebody of its own."""
    neighbour = world.users["xa2"]
    if relation not in {OWN, "cousin"}:
        world.users["xa2"] = make_user(f"giu-{relation}")
        make_grant(world.users["xa2"], "xa", unit)
    people_of(world, relation, unit)
    world.users["xa2"] = neighbour


@pytest.fixture(scope="module")
def asking(halves) -> Everybody:
    return Everybody(halves[0])


def lists() -> Iterator[str]:
    for day in ("2019-12-31", "2020-08-31", "2021-06-01"):
        yield f"/can-bo/?ngay={day}&tinh-trang=tat-ca&format=csv"
        yield f"/api/v1/cadres?on={day}"
    yield "/can-bo/?tim=KN"
    yield "/can-bo/cho/"
    yield "/thieu-chuan/?format=json"
    yield "/api/v1/changes?from=2016-01-01&so=standard.people"
    yield "/giai-thich/change.joined/danh-sach/?tu=2016-01-01&so=standard.people&format=csv"


def things_of(world: World, relation: str) -> list[str]:
    """The addresses of the things one unit keeps."""
    there = world.things[relation]
    return [f"/can-bo/{there['cadre_id']}/", f"/api/v1/cadres/{there['cadre_id']}"]


def answers(everybody: Everybody, world: World, role: str) -> dict[str, str]:
    asked = [*lists(), *(url for relation in sorted(SEES["xa"]) for url in things_of(world, relation))]
    return {url: masked(everybody.ask(role, "GET", url).content) for url in asked}


def guarded() -> list[Row]:
    """Rows that belong to a unit, and are seen by nothing but their unit."""
    return [row for row in rows() if row.verb == "view" and row.unit and row.touching is None]


def units_read(world: World, role: str, row: Row) -> set:
    user = account_with_grants(world.users[role].pk)
    if user is None:
        return set()
    return set(visible(actor_of(user, on=DAY), row.model).values_list(row.unit, flat=True))


def relations_read(halves, role: str, row: Row) -> set[str]:
    world, units, _before = halves
    read = units_read(world, role, row)
    return {relation for relation, unit in units.items() if unit.pk in read}


def kept_in(halves, row: Row) -> set[str]:
    """The relations in whose units there is a row of the kind at all."""
    there = set(visible(SYSTEM, row.model).values_list(row.unit, flat=True))
    return {relation for relation, unit in halves[1].items() if unit.pk in there}


@pytest.mark.parametrize("role", SEES)
def test_each_kind_of_row_is_read_in_the_units_written_down_and_in_no_other(halves, role):
    names = {"huyen": "btc", "xa2": "xa"}
    for row in guarded():
        admitted = row.admits(names.get(role, role)) and (role != "canbo" or row.subject)
        expected = SEES[role] & kept_in(halves, row) if admitted else set()

        assert relations_read(halves, role, row) == expected, row.model._meta.label


def test_nearly_every_kind_of_row_is_there_in_every_relation(halves):
    whole = [row.model._meta.label for row in guarded() if kept_in(halves, row) == ALL]

    assert len(whole) >= 10


@pytest.mark.parametrize(("role", "relation"), [(role, relation) for role in SEES for relation in WORDS])
def test_what_a_unit_keeps_is_answered_as_written_down(halves, asking, role, relation):
    may = relation in SEES[role] and role in READERS_OF_FILES
    # Who reads no file at all is answered alike everywhere: one of the two addresses is enough.
    for url in things_of(halves[0], relation)[: 2 if role in READERS_OF_FILES else 1]:
        answer = asking.ask(role, "GET", url)

        assert (word_of(answer) == ALLOW) == may, (url, word_of(answer))
        if not may and role in READERS_OF_FILES:
            assert word_of(answer) in {MISSING, FORBIDDEN}
        assert words_met(answer) <= words_of(role), url


@pytest.mark.parametrize("role", SEES)
def test_no_list_holds_a_word_of_a_unit_one_may_not_see(asking, role):
    for url in lists():
        assert words_met(asking.ask(role, "GET", url)) <= words_of(role), url


def test_the_lists_of_the_clerk_do_hold_the_words_of_all_units_seen(asking):
    """Without this, lists that are empty would pass."""
    met_there = set().union(*(words_met(asking.ask("xa", "GET", url)) for url in lists()))

    assert met_there == words_of("xa")


def words_of(role: str) -> set[str]:
    return {WORDS[relation] for relation in SEES[role]}


def words_met(answer) -> set[str]:
    return {canary.unit for canary in met(answer) if canary.unit in set(WORDS.values())}


def test_the_units_one_may_not_see_change_nothing_in_what_is_answered(halves, asking):
    world, _units, before = halves
    after = answers(asking, world, "xa")

    assert len(before) > 12
    assert [url for url in before if before[url] != after[url]] == []


@pytest.mark.parametrize("relation", HIDDEN)
def test_a_wall_with_a_hole_to_one_relation_is_noticed(halves, relation):
    """Removed for one relation alone, the filter lets rows through, and the cell above turns red."""
    with Resolving(lambda found: {*found, halves[1][relation].pk}):
        assert any(relations_read(halves, "xa", row) - SEES["xa"] == {relation} for row in guarded())


@pytest.mark.parametrize("relation", sorted(SEES["xa"]))
def test_a_wall_too_high_for_one_relation_is_noticed(halves, relation):
    with Resolving(lambda found: set(found) - {halves[1][relation].pk}):
        assert any(relations_read(halves, "xa", row) == SEES["xa"] - {relation} for row in guarded())


class Resolving:
    """The policy asks for the units in reach; the answer of the clerk's grants is bent."""

    def __init__(self, bend) -> None:
        self.bend, self.before = bend, list(table._resolver)

    def __enter__(self) -> None:
        (true,) = self.before
        table._resolver[:] = [lambda unit, reach, on: self.bend(true(unit, reach, on) or ())]

    def __exit__(self, *fault: object) -> None:
        table._resolver[:] = self.before
