"""Units that end while nominations wait: foreseen, carried along with the file, decided by whoever stands above then."""

from dataclasses import replace
from datetime import date

import pytest

from caunoi.apps.accounts.models import Grant
from caunoi.apps.organisation import services
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.selection.choices import NominationState
from caunoi.apps.selection.invariants import invariants
from caunoi.apps.selection.models import OwedStandard
from caunoi.apps.selection.selectors.nominations import above_on, waiting_for
from caunoi.apps.selection.services import deciding
from caunoi.domain.lineage import ChangeKind, Move
from caunoi.foundation.policy import can, system_scope
from tests.apps.selection.people import begun, nominated, owed_by
from tests.factories.cadres import SYSTEM
from tests.factories.classes import PROVINCE
from tests.factories.organisation import make_succession

pytestmark = pytest.mark.django_db
DAY = date(2021, 1, 1)


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def clerk(story, actor_with):
    return actor_with("xa", story.land["commune"])


def carried_out(*moves):
    """What was foreseen for nominations; then it is signed as it was shown."""
    draft = services.draft_reorganisation(
        actor=SYSTEM, number="1/NQ", title="Sắp xếp", effective_on=DAY, moves=moves
    )
    foreseen = services.foresee(actor=SYSTEM, draft=draft)
    services.sign(actor=SYSTEM, draft=draft, seen=foreseen.fingerprint)
    found = [
        each for section in foreseen.sections if section.key == "nominations" for each in section.consequences
    ]
    return [(each.sentence, each.weight) for each in found]


def test_a_nomination_goes_with_the_file_into_the_unit_that_takes_the_commune_in(story, clerk, actor_with):
    made = nominated(story.an, clerk)

    told = carried_out(Move(story.land["commune"].slug, ChangeKind.ABSORB, into=story.land["other"].slug))

    after = replace(actor_with("xa", story.land["other"]), on=DAY)
    assert told == [
        ("1 đề cử đi học của Xã Xuân Hương đang chờ duyệt: đi theo hồ sơ, cấp trên của nơi nhận duyệt tiếp", Weight.FOLLOWS)
    ]  # fmt: skip
    assert can(after, "nominate", story.nomination(story.an))
    above = replace(actor_with("btc", story.land["district"]), on=DAY)
    assert [each.pk for each in waiting_for(above)] == [made.pk]


def test_where_the_district_is_abolished_the_province_decides_what_waited(story, clerk, actor_with):
    made = nominated(story.an, clerk)
    board = actor_with("btc", story.land["province"])
    assert above_on(board.on).next_state(board, story.nomination(story.an)) is None

    carried_out(Move(story.land["district"].slug, ChangeKind.ABOLISH, parent=PROVINCE))
    deciding.say_yes(actor=replace(board, on=DAY), nomination_ids=[made.pk])

    assert story.nomination(story.an).state == NominationState.APPROVED


def test_nobody_is_asked_where_nobody_may_answer(story, clerk, actor_with):
    made = nominated(story.an, clerk)
    with system_scope("tests: nobody decides in the district any more"):
        Grant.objects.filter(unit=story.land["district"]).delete()

    deciding.say_yes(actor=actor_with("btc", story.land["province"]), nomination_ids=[made.pk])

    assert story.nomination(story.an).state == NominationState.APPROVED


def test_the_truths_find_what_is_planted(story, clerk):
    made, owed = nominated(story.an, clerk), owed_by(story.binh, SYSTEM)
    with system_scope("tests: truths walk every row"):
        sound = [list(each.check()) for each in invariants()]
        story.land["commune"].versions.all().scoped().update(valid_to=DAY)
        make_succession(story.land["commune"], None, DAY, kind="unknown")
        OwedStandard.objects.update(ended_on=date(2020, 8, 1))
        broken = [list(each.check()) for each in invariants()]

    assert sound == [[], []]
    assert broken == [[f"nomination {made.pk}"], [f"owed standard {owed.pk}"]]
