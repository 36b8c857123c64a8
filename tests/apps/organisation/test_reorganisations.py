"""A reorganisation: looked at without touching a row, signed as it was foreseen, taken back until its day."""

from datetime import date

import pytest

from caunoi.apps.organisation import selectors, services
from caunoi.apps.organisation.choices import ReorganisationState
from caunoi.apps.organisation.events import UnitsReorganised
from caunoi.apps.organisation.models import Reorganisation, Succession
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, Share, UnitType, read_territory
from caunoi.foundation import events
from caunoi.foundation.db.rows import unpacked
from caunoi.foundation.errors import Forbidden, Refused
from tests.factories.organisation import make_district, make_province, make_unit
from tests.whole_database import every_row, fingerprint

pytestmark = pytest.mark.django_db
DAY, EVE = date(2021, 1, 1), date(2020, 12, 31)


@pytest.fixture
def land():
    """A province with one district, two communes and three villages."""
    province = make_province(slug="tinh")
    district = make_district("Lạng Giang", province, slug="huyen", code="217")
    home = make_unit("Xuân Hương", parent=district, slug="xuan-huong", code="07429")
    make_unit("Mỹ Thái", parent=district, slug="my-thai", code="07420")
    for name in ("Chùa", "Đồng", "Hương"):
        make_unit(name, type=UnitType.VILLAGE, parent=home, slug=f"thon-{name}")
    return province


MERGER = [Move(slug, ChangeKind.MERGE, into="moi") for slug in ("xuan-huong", "my-thai")]
NEW = [NewUnit("moi", "Mỹ Thái", UnitType.COMMUNE, "huyen", "07420")]


def drafted(actor, moves=MERGER, new_units=NEW):
    return services.draft_reorganisation(
        actor=actor, number="1/NQ", title="Sắp xếp", effective_on=DAY, moves=moves, new_units=new_units
    )


def signed(actor, *given):
    draft = drafted(actor, *given)
    services.sign(actor=actor, draft=draft, seen=services.foresee(actor=actor, draft=draft).fingerprint)
    return draft


def rows_now():
    return every_row("organisation.Edition", "organisation.Reorganisation")


def communes(on):
    return [node.slug for node in selectors.unit_tree(on=on).communes]


def test_looking_at_a_draft_leaves_every_row_as_it_was(land, system):
    draft = drafted(system)
    before = fingerprint(rows_now())

    forecast = services.foresee(actor=system, draft=draft)

    assert forecast.stops == []
    assert len(forecast.changes) == 1 + 1 + 5 + 4 + 5
    assert fingerprint(rows_now()) == before


def test_signing_writes_the_rows_that_were_foreseen_and_no_other(land, system):
    draft = drafted(system)
    forecast = services.foresee(actor=system, draft=draft)
    before = rows_now()

    services.sign(actor=system, draft=draft, seen=forecast.fingerprint)

    after = rows_now()
    touched = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert touched == {(each.model, each.pk.hex) for each in forecast.changes}
    assert list(unpacked(Reorganisation.objects.all().scoped().get().written)) == list(forecast.changes)


def test_two_communes_become_a_new_one_on_the_day_and_not_before(land, system):
    signed(system)

    assert communes(EVE) == ["my-thai", "xuan-huong"]
    assert communes(DAY) == ["moi"]
    (heir,) = selectors.successors_of(selectors.unit_ids()["xuan-huong"], on=DAY)
    assert (heir.full_name, heir.unit.slug) == ("Xã Mỹ Thái", "moi")
    assert len(list(selectors.unit_tree(on=DAY).below(selectors.unit_ids()["moi"]))) == 4


def test_a_commune_split_three_ways_gives_each_village_to_its_heir(land, system):
    names = ("Chùa", "Đồng", "Hương")
    moves = [
        Move("xuan-huong", ChangeKind.SPLIT, into=f"xa-{name}", share=Share.PART, below=(f"thon-{name}",), dissolves=True)
        for name in names
    ]  # fmt: skip

    signed(system, moves, [NewUnit(f"xa-{name}", name, UnitType.COMMUNE, "huyen") for name in names])

    tree = selectors.unit_tree(on=DAY)
    ids = selectors.unit_ids()
    assert {name: [node.slug for node in tree.children[ids[f"xa-{name}"]]] for name in names} == {
        name: [f"thon-{name}"] for name in names
    }


def test_what_an_ended_level_left_behind_is_answered_for_by_the_province(land, system):
    ids = selectors.unit_ids()

    signed(system, [Move("huyen", ChangeKind.ABOLISH, parent="tinh")], [])

    tree = selectors.unit_tree(on=DAY)
    assert tree.districts == []
    assert ids["huyen"] in tree.answered_by({ids["tinh"]})
    assert [node.slug for node in tree.line(ids["my-thai"])] == ["my-thai", "tinh"]


def test_taken_back_before_its_day_every_row_is_as_it_was(land, system):
    before = rows_now()
    reorganisation = signed(system)

    services.take_back(actor=system, signed=reorganisation, on=EVE, reason="Nhầm ngày")

    assert rows_now() == before
    assert reorganisation.state == ReorganisationState.DRAFT
    assert communes(DAY) == ["my-thai", "xuan-huong"]


def test_from_its_day_on_it_is_not_taken_back(land, system):
    reorganisation = signed(system)

    with pytest.raises(Refused, match="đã có hiệu lực từ ngày 01/01/2021"):
        services.take_back(actor=system, signed=reorganisation, on=DAY, reason="Nhầm")

    assert communes(DAY) == ["moi"]


def test_what_others_wrote_since_is_not_lost_by_taking_back(land, system):
    reorganisation = signed(system)
    later = services.draft_reorganisation(
        actor=system, number="2/NQ", title="Đổi tên", effective_on=date(2021, 6, 1),
        moves=[Move("moi", ChangeKind.RENAME, name="Thái Mỹ")],
    )  # fmt: skip
    services.sign(actor=system, draft=later, seen=services.foresee(actor=system, draft=later).fingerprint)

    with pytest.raises(Refused, match="đã được sửa sau khi ban hành"):
        services.take_back(actor=system, signed=reorganisation, on=EVE, reason="Nhầm")

    assert communes(DAY) == ["moi"]


def test_what_changed_since_one_looked_is_said_instead_of_written(land, system):
    draft = drafted(system)
    seen = services.foresee(actor=system, draft=draft).fingerprint
    home = selectors.unit_ids()["xuan-huong"]
    services.add_unit(
        actor=system, slug="thon-4", name="Mới", type="village", parent="xuan-huong", valid_from=EVE
    )

    with pytest.raises(Refused, match="dữ liệu đã đổi"):
        services.sign(actor=system, draft=draft, seen=seen)

    assert selectors.version_on(home, on=DAY) is not None


def test_an_act_is_signed_once(land, system):
    reorganisation = signed(system)
    again = services.foresee(
        actor=system, draft=drafted(system, [Move("my-thai", ChangeKind.ABSORB, into="moi")], [])
    )

    with pytest.raises(Refused, match="đã ban hành"):
        services.sign(actor=system, draft=reorganisation, seen=again.fingerprint)


def test_two_people_do_not_overwrite_each_other(land, system):
    mine = drafted(system)
    yours = selectors.reorganisation_or_404(system, mine.pk)
    services.change_plan(actor=system, draft=mine, moves=MERGER[:1], new_units=NEW)

    with pytest.raises(Refused, match="vừa được người khác sửa"):
        services.change_plan(actor=system, draft=yours, moves=MERGER[1:], new_units=NEW)


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        ([Move("huyen", ChangeKind.ABOLISH)], "2 đơn vị bên dưới chưa có nơi về"),
        ([Move("xuan-huong", ChangeKind.MERGE)], "chưa ghi chuyển vào đơn vị nào"),
        (
            [Move("xuan-huong", ChangeKind.MERGE, into="nowhere")],
            "nowhere: ngày 01/01/2021 không có đơn vị này",
        ),
        ([Move("nowhere", ChangeKind.MERGE, into="my-thai")], "danh mục không có đơn vị này"),
    ],
)
def test_a_plan_that_leaves_the_register_wrong_may_be_drafted_but_not_signed(land, system, moves, told):
    draft = drafted(system, moves, [])
    before = fingerprint(rows_now())

    forecast = services.foresee(actor=system, draft=draft)

    assert told in " ".join(forecast.stops)
    with pytest.raises(Refused, match=told):
        services.sign(actor=system, draft=draft, seen=forecast.fingerprint)
    assert fingerprint(rows_now()) == before


def test_an_act_at_hand_is_carried_out_at_once(land, system):
    act = services.record_act(
        actor=system, number="9/NQ", title="Sắp xếp", issuer="Quốc hội", issued_on=None, effective_on=DAY
    )
    moves = [
        Move("xuan-huong", ChangeKind.RETYPE, type=UnitType.TOWNSHIP),
        Move("xuan-huong", ChangeKind.RENAME, name="Hương"),
    ]

    services.reorganise(actor=system, act=act, effective_on=DAY, moves=moves)

    unit = selectors.unit_ids()["xuan-huong"]
    assert [version.full_name for version in selectors.versions_of(unit)] == [
        "Xã Xuân Hương",
        "Thị trấn Hương",
    ]
    assert [version.code for version in selectors.versions_of(unit)] == ["07429", "07429"]
    assert Succession.objects.all().scoped().filter(act=act).count() == 2


def test_a_reorganisation_is_told_to_other_modules(land, system, django_capture_on_commit_callbacks):
    heard = []
    events.subscribe(UnitsReorganised, heard.append)

    with django_capture_on_commit_callbacks(execute=True):
        signed(system, [Move("my-thai", ChangeKind.ABSORB, into="xuan-huong")], [])

    assert heard == [UnitsReorganised("1/NQ", DAY, ("my-thai",))]


def test_the_board_of_a_district_does_not_rearrange_the_province(land, system, actor_with):
    board = actor_with("btc", selectors.unit_ids()["huyen"])

    with pytest.raises(Forbidden):
        drafted(board)
    drafted(system)
    assert selectors.reorganisations(board) == []
    assert len(selectors.reorganisations(actor_with("btc", land))) == 1


def test_a_board_draws_up_for_a_day_on_which_its_own_province_has_passed_into_another(land, actor_with):
    ended = make_province("Hà Bắc", slug="ha-bac", code="10", valid_to=EVE)
    board = actor_with("btc", ended)

    draft = drafted(board)

    assert draft.province_id == ended.pk
    assert selectors.reorganisations(board) == [draft]


def test_the_clerk_of_a_commune_neither_drafts_nor_sees(land, system, actor_with):
    draft = drafted(system)
    clerk = actor_with("xa", land)

    with pytest.raises(Forbidden):
        drafted(clerk)
    assert selectors.reorganisations(clerk) == []
    assert selectors.reorganisations(system) == [draft]


def test_the_real_change_of_july_2025_written_from_its_data_gives_the_register_kept_by_others(system):
    """192 communes of the old province, and those of the other, become 99; the district level ends."""
    day, land = date(2025, 7, 1), read_territory()
    services.load_territory(actor=system, eve_of=day)
    moves, new_units = land.brought_by(day)
    draft = services.draft_reorganisation(
        actor=system, number="1658/NQ-UBTVQH15", title="Sắp xếp", effective_on=day, moves=moves,
        new_units=new_units,
    )  # fmt: skip

    services.sign(actor=system, draft=draft, seen=services.foresee(actor=system, draft=draft).fingerprint)

    tree = selectors.unit_tree(on=day)
    assert {(node.slug, node.full_name, node.code) for node in tree.nodes.values()} == {
        (version.unit, version.full_name, version.code) for version in land.lineage.units_on(day)
    }
    assert (len(tree.districts), len(tree.communes)) == (0, 99)
    assert len(selectors.unit_tree(on=date(2025, 6, 30)).districts) > 0
