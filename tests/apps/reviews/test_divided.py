"""A unit divided, or somebody moved, while a round is under way; and what the laboratory tells of it beforehand."""

from datetime import date

import pytest

from caunoi.apps.cadres import services as cadres
from caunoi.apps.cadres.models import Posting
from caunoi.apps.organisation import services
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.choices import SheetState
from caunoi.apps.reviews.models import ReviewLine
from caunoi.apps.reviews.selectors.sheets import lines_of, missing_of
from caunoi.apps.reviews.services import approving, filling, freezing, rounds, sending
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, Share, UnitType
from caunoi.foundation.errors import Refused
from tests.apps.accounts.people import make_grant, make_user
from tests.apps.reviews.rounds import begun, opened, send_all
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.organisation import make_unit
from tests.whole_database import every_row

pytestmark = pytest.mark.django_db
DIVIDED, AFTER = date(2020, 9, 15), date(2020, 9, 20)
PARTS = ("Chùa", "Đồng")


@pytest.fixture
def story():
    story = begun()
    for name in PARTS:
        make_unit(name, type=UnitType.VILLAGE, parent=story.land["xuan_huong"], slug=f"thon-{name}")
    return story


@pytest.fixture
def draft(story, system):
    """Xuân Hương ends; each of its two villages becomes the ground of a commune of its own."""
    slug, district = story.land["xuan_huong"].slug, story.land["lang_giang"].slug
    moves = [
        Move(slug, ChangeKind.SPLIT, into=f"xa-{name}", share=Share.PART, below=(f"thon-{name}",), dissolves=True)
        for name in PARTS
    ]  # fmt: skip
    return services.draft_reorganisation(
        actor=system, number="8/NQ", title="Chia xã", effective_on=DIVIDED, moves=moves,
        new_units=[NewUnit(f"xa-{name}", name, UnitType.COMMUNE, district) for name in PARTS],
    )  # fmt: skip


def told(system, draft) -> list[tuple[str, str]]:
    sections = services.foresee(actor=system, draft=draft).sections
    section = next(each for each in sections if each.key == "reviews")
    return [(each.sentence, each.weight) for each in section.consequences]


def take_office(cadre, unit: Unit, since: date) -> None:
    cadres.add_posting(actor=SYSTEM, cadre=cadre, unit=unit, title_code="CX-CTUB", valid_from=since)


@pytest.fixture
def heirs(story, system, draft) -> list[Unit]:
    """The division was signed; An takes office in one heir, Bình in the other."""
    services.sign(actor=system, draft=draft, seen=services.foresee(actor=system, draft=draft).fingerprint)
    standing = unit_tree(on=AFTER).standing_for(story.land["xuan_huong"].pk)
    found = [all_of(Unit, pk=node.id)[0] for node in sorted(standing, key=lambda node: node.name)]
    for cadre, unit in zip((story.an, story.binh), found, strict=True):
        take_office(cadre, unit, DIVIDED)
    return found


def test_who_moves_to_another_commune_brings_the_line_along(story, actor_with):
    there = actor_with("xa", story.land["tan_thanh"], on=AFTER)
    (post,) = all_of(Posting, cadre=story.an)
    cadres.end_posting(actor=SYSTEM, posting=post, on=date(2020, 9, 10), reason="Điều động")
    take_office(story.an, story.land["tan_thanh"], date(2020, 9, 10))
    story.an.refresh_from_db()
    assert story.an.custodian_id == story.land["tan_thanh"].pk
    sheet = story.sheet("tan_thanh")
    assert [each.pk for each in missing_of(there, sheet, lines_of(there, sheet)).unlisted] == [story.an.pk]

    rounds.list_newcomers(actor=there, sheet=sheet)

    assert [line.sheet_id for line in all_of(ReviewLine, cadre=story.an)] == [sheet.pk]


def test_a_divided_unit_is_sent_only_when_each_heir_answered_for_its_own(story, heirs, actor_with):
    one, other = (actor_with("xa", unit, on=AFTER) for unit in heirs)
    filling.say_rest_same(actor=one, sheet=story.sheet("xuan_huong"))
    assert [line.answer for line in all_of(ReviewLine, cadre=story.binh)] == ["open"]

    with pytest.raises(Refused, match="1 người của đơn vị cũ"):
        sending.send(actor=one, sheet=story.sheet("xuan_huong"))

    filling.say_rest_same(actor=other, sheet=story.sheet("xuan_huong"))
    assert sending.send(actor=one, sheet=story.sheet("xuan_huong")).state == SheetState.SENT


def test_everybody_of_a_divided_unit_is_sealed_once_and_nobody_is_left_over(story, heirs, actor_with):
    board = actor_with("btc", story.land["province"], on=AFTER)
    for unit in heirs:
        filling.say_rest_same(actor=actor_with("xa", unit, on=AFTER), sheet=story.sheet("xuan_huong"))
    sending.send(actor=actor_with("xa", heirs[0], on=AFTER), sheet=story.sheet("xuan_huong"))
    send_all(story, "tan_thanh")
    for unit in ("xuan_huong", "tan_thanh"):
        approving.lock(actor=board, sheet=story.sheet(unit))

    review = freezing.freeze_round(actor=board, round_=story.round)

    assert review.people == 3
    assert len({line.cadre_id for line in all_of(ReviewLine)}) == len(all_of(ReviewLine)) == 3


# ---- what the laboratory tells beforehand


def test_the_laboratory_names_the_open_sheet_of_a_unit_that_is_divided(story, system, draft):
    before = every_row()

    ((sentence, weight),) = told(system, draft)

    assert weight == Weight.DECIDE
    assert sentence.startswith(
        "“Rà soát năm 2020”: bảng của Xã Xuân Hương (Chưa bắt đầu) chia cho Xã Chùa, Xã Đồng"
    )
    assert every_row() == before


def test_a_sheet_that_passes_whole_names_its_heir_and_a_sent_one_says_it_is_still_decided(story, system):
    into = Move(story.land["xuan_huong"].slug, ChangeKind.ABSORB, into=story.land["tan_thanh"].slug)
    draft = services.draft_reorganisation(
        actor=system, number="9/NQ", title="Nhập xã", effective_on=DIVIDED, moves=[into], new_units=[]
    )
    assert told(system, draft) == [
        (
            "“Rà soát năm 2020”: bảng của Xã Xuân Hương (Chưa bắt đầu): từ 15/09/2020 do Xã Tân Thành "
            "rà soát tiếp, hạn 30/09/2020",
            Weight.FOLLOWS,
        )
    ]

    send_all(story, "xuan_huong")

    ((sentence, weight),) = told(system, draft)
    assert "đã gửi, vẫn được duyệt; trả lại thì về Xã Tân Thành" in sentence and weight == Weight.FOLLOWS


def test_a_round_opened_by_a_unit_that_ends_names_who_seals_it(story, system):
    draft = services.draft_reorganisation(
        actor=system, number="10/NQ", title="Bỏ cấp huyện", effective_on=DIVIDED,
        moves=[Move(story.land["lang_giang"].slug, ChangeKind.ABOLISH, parent=story.land["province"].slug)],
        new_units=[],
    )  # fmt: skip
    assert told(system, draft) == []
    opened(story.land["lang_giang"], name="Rà soát Lạng Giang")
    assert told(system, draft) == [
        ("Đợt “Rà soát Lạng Giang” do Huyện Lạng Giang mở: từ 15/09/2020 chưa ai chốt được", Weight.DECIDE)
    ]

    make_grant(make_user("hoa"), "btc", story.land["province"])

    ((sentence, weight),) = told(system, draft)
    assert "do hoa (hoa) duyệt và chốt" in sentence and weight == Weight.FOLLOWS
