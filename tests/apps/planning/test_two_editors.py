"""Two people at one plan: nobody overwrites what they have not seen, and each is told who changed what meanwhile."""

import re

import pytest

from caunoi.apps.planning.models import Need
from caunoi.apps.planning.selectors import plan_or_404
from caunoi.apps.planning.services import (
    Stale,
    add_people,
    adopt_plan,
    drop_plan,
    place_by_hand,
    propose_plan,
    solve_again,
    solve_plan,
    undo_change,
    withdraw_plan,
)
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import DAY, PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db
BESIDE = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def notes_of_the_test(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def plan():
    make_scene(12)
    return solve_plan(actor=SYSTEM, plan=make_plan())


@pytest.fixture
def two(plan, actor_with):
    return actor_with("btc", unit(PROVINCE)), actor_with("btc", unit(PROVINCE))


def seated(plan) -> list[Need]:
    return [need for need in all_of(Need, plan=plan) if need.offering_id]


def version(plan) -> int:
    return plan_or_404(SYSTEM, plan.pk).version


def test_the_second_of_two_who_opened_the_same_page_is_told_who_moved_whom(plan, two):
    first, second = two
    seen, (one, other, *_rest) = version(plan), seated(plan)
    place_by_hand(actor=first, need=one, offering=None, seen=seen)

    with pytest.raises(Stale) as told:
        place_by_hand(actor=second, need=other, offering=None, seen=seen)

    assert re.search(rf"{first.label} đưa ra khỏi lớp 1 người lúc \d\d:\d\d", told.value.reason)
    assert "Chưa ghi gì" in told.value.reason
    assert {need.pk for need in seated(plan)} >= {other.pk}


def test_the_same_move_on_the_new_version_is_made_and_keeps_the_other(plan, two):
    first, second = two
    seen, (one, other, *_rest) = version(plan), seated(plan)
    place_by_hand(actor=first, need=one, offering=None, seen=seen)

    place_by_hand(actor=second, need=other, offering=None, seen=version(plan))

    assert not {one.pk, other.pk} & {need.pk for need in seated(plan)}


def test_every_write_of_a_plan_counts_one_up_and_is_told(plan, two):
    first, second = two
    one = seated(plan)[0]
    steps = [
        lambda seen: place_by_hand(actor=first, need=one, offering=None, seen=seen),
        lambda seen: undo_change(actor=first, change=steps_done[0], seen=seen),
        lambda seen: propose_plan(actor=first, plan=plan_or_404(SYSTEM, plan.pk), seen=seen),
        lambda seen: withdraw_plan(actor=first, plan=plan_or_404(SYSTEM, plan.pk), seen=seen),
        lambda seen: solve_again(actor=first, plan=plan_or_404(SYSTEM, plan.pk), seen=seen),
    ]
    words = ["đưa ra khỏi lớp", "hoàn tác", "trình phê duyệt", "rút tờ trình", "tính lại"]
    steps_done = []
    for step, word in zip(steps, words, strict=True):
        seen = version(plan)
        steps_done.append(step(seen))
        with pytest.raises(Stale, match=word):
            drop_plan(actor=second, plan=plan_or_404(SYSTEM, plan.pk), seen=seen)
        assert version(plan) == seen + 1


@pytest.mark.parametrize("write", ["adopt", "add", "solve", "undo", "propose"])
def test_no_write_passes_an_old_page(plan, two, write):
    first, second = two
    seen, one = version(plan), seated(plan)[0]
    change = place_by_hand(actor=first, need=one, offering=None, seen=seen)
    fresh = plan_or_404(SYSTEM, plan.pk)
    writes = {
        "adopt": lambda: adopt_plan(actor=second, plan=fresh, decision="1", on=DAY, seen=seen),
        "add": lambda: add_people(
            actor=second, plan=fresh, places={seated(plan)[0].offering_id: [one.cadre_id]}, on=DAY, seen=seen
        ),
        "solve": lambda: solve_again(actor=second, plan=fresh, seen=seen),
        "undo": lambda: undo_change(actor=second, change=change, seen=seen),
        "propose": lambda: propose_plan(actor=second, plan=fresh, seen=seen),
    }

    with pytest.raises(Stale):
        writes[write]()

    assert version(plan) == fresh.version


# ---- on the pages


def lan(html: str) -> str:
    return re.search(r'name="lan" value="(\d+)"', html)[1]


def test_the_panel_of_an_old_page_shows_the_move_on_the_new_version(plan, two):
    officer = signed_in("btc", unit(PROVINCE))
    one, other, *_rest = seated(plan)
    address = f"/ke-hoach/{plan.pk}/chuyen/{other.pk}/"
    drawn = lan(officer.get(f"{address}?den=ra", headers=BESIDE).content.decode())
    place_by_hand(actor=two[0], need=one, offering=None)

    refused = officer.post(address, {"den": "ra", "lan": drawn}, headers=BESIDE)
    html = refused.content.decode()

    assert refused.status_code == 422
    assert two[0].label in html and "đưa ra khỏi lớp 1 người" in html and "Xác nhận chuyển" in html
    assert other.pk in {need.pk for need in seated(plan)}
    assert officer.post(address, {"den": "ra", "lan": lan(html)}, headers=BESIDE).status_code == 204
    assert other.pk not in {need.pk for need in seated(plan)}


def test_a_refusal_page_sends_the_same_again_on_the_new_version(plan, two):
    officer = signed_in("btc", unit(PROVINCE))
    drawn = lan(officer.get(f"/ke-hoach/{plan.pk}/").content.decode())
    place_by_hand(actor=two[0], need=seated(plan)[0], offering=None)

    refused = officer.post(f"/ke-hoach/{plan.pk}/trinh/", {"lan": drawn})
    html = refused.content.decode()

    assert refused.status_code == 409 and "Làm lại việc này trên bản mới" in html
    assert officer.post(f"/ke-hoach/{plan.pk}/trinh/", {"lan": lan(html)}).status_code == 303


@pytest.mark.parametrize("said", [{}, {"lan": ""}, {"lan": "x"}, {"lan": "9" * 40}, {"lan": "²"}])
def test_a_write_that_does_not_say_what_it_saw_is_refused(plan, said):
    officer = signed_in("btc", unit(PROVINCE))

    answer = officer.post(f"/ke-hoach/{plan.pk}/bo/", said)

    assert answer.status_code == 400 and "Mở lại trang kế hoạch" in answer.content.decode()
    assert version(plan) == plan.version
