"""Units that merge or divide while a round is under way: nobody is left without an office that answers for them."""

from datetime import date

import pytest

from caunoi.apps.organisation import services
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.choices import SheetState
from caunoi.apps.reviews.models import ReviewLine, ReviewSheet
from caunoi.apps.reviews.selectors.sheets import lines_of, missing_of
from caunoi.apps.reviews.services import approving, filling, freezing, rounds, sending
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, UnitType
from tests.apps.accounts.people import signed_in
from tests.apps.reviews.rounds import begun
from tests.factories.cadres import all_of, make_cadre

pytestmark = pytest.mark.django_db
MERGED, AFTER = date(2020, 9, 15), date(2020, 9, 20)


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def heir(story, system) -> Unit:
    """The two communes become one that did not exist before, in the middle of the round."""
    new = NewUnit("moi", "Hương Thành", UnitType.COMMUNE, story.land["lang_giang"].slug)
    moves = [
        Move(story.land[each].slug, ChangeKind.MERGE, into="moi") for each in ("xuan_huong", "tan_thanh")
    ]
    draft = services.draft_reorganisation(
        actor=system, number="7/NQ", title="Sắp xếp", effective_on=MERGED, moves=moves, new_units=[new]
    )
    services.sign(actor=system, draft=draft, seen=services.foresee(actor=system, draft=draft).fingerprint)
    slug = next(node.slug for node in unit_tree(on=MERGED).communes if node.name == "Hương Thành")
    return all_of(Unit, slug=slug)[0]


@pytest.fixture
def clerk(heir, actor_with):
    return actor_with("xa", heir, on=AFTER)


def sheets_in_order(story) -> list[ReviewSheet]:
    """As the heir meets them: newcomers go on the first."""
    return sorted((story.sheet("xuan_huong"), story.sheet("tan_thanh")), key=lambda sheet: sheet.pk)


def test_the_heir_goes_on_with_both_sheets_and_everybody_of_them(story, clerk):
    for unit in ("xuan_huong", "tan_thanh"):
        sheet = story.sheet(unit)
        filling.say_rest_same(actor=clerk, sheet=sheet)
        sending.send(actor=clerk, sheet=sheet)

    assert {line.answer for line in all_of(ReviewLine)} == {"same"}
    assert {sheet.state for sheet in all_of(ReviewSheet)} == {SheetState.SENT}


def test_the_board_locks_and_seals_what_ended_meanwhile(story, clerk, actor_with):
    board = actor_with("btc", story.land["province"], on=AFTER)
    for unit in ("xuan_huong", "tan_thanh"):
        filling.say_rest_same(actor=clerk, sheet=story.sheet(unit))
        sending.send(actor=clerk, sheet=story.sheet(unit))
        approving.lock(actor=board, sheet=story.sheet(unit))

    review = freezing.freeze_round(actor=board, round_=story.round)

    assert review.people == 3


def test_a_newcomer_of_the_heir_is_missed_on_one_sheet_and_listed_there(story, heir, clerk):
    new = make_cadre(heir, "Vũ Văn Dũng", title_code="CX-PCT-UBND", valid_from=MERGED)
    first, second = sheets_in_order(story)
    assert [each.pk for each in missing_of(clerk, first, lines_of(clerk, first)).unlisted] == [new.pk]
    assert missing_of(clerk, second, lines_of(clerk, second)).unlisted == []

    assert rounds.list_newcomers(actor=clerk, sheet=first) == 1

    assert all_of(ReviewLine, cadre=new)[0].sheet_id == first.pk
    assert missing_of(clerk, first, lines_of(clerk, first)).unlisted == []


def test_the_home_and_the_sheet_of_the_heir_say_whose_people_these_were(story, heir, settings):
    settings.TODAY = AFTER
    browser = signed_in("xa", heir)

    home = browser.get("/").content.decode()
    page = browser.get(f"/ra-soat/bang/{story.sheet('xuan_huong').pk}/").content.decode()

    assert all(f"/ra-soat/bang/{story.sheet(unit).pk}/" in home for unit in ("xuan_huong", "tan_thanh"))
    assert "Xã Xuân Hương không còn; Xã Hương Thành rà soát tiếp" in page
    assert "Nguyễn Văn An" in page


def test_the_home_says_late_and_reminded_and_the_board_counts_the_late(story, settings):
    board = signed_in("btc", story.land["province"])
    board.post(f"/ra-soat/{story.round.pk}/nhac/")
    settings.TODAY = date(2020, 10, 3)

    clerk = signed_in("xa", story.land["xuan_huong"]).get("/").content.decode()
    home = board.get("/").content.decode()

    assert "quá hạn 30/09/2020, đã được nhắc ngày" in clerk
    assert "Đơn vị quá hạn gửi: Rà soát năm 2020" in home
    assert f"/ra-soat/{story.round.pk}/?xem=qua-han" in home
