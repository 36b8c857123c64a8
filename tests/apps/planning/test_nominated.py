"""Who was nominated and approved weighs more in a plan, is said so, and goes in with one press."""

import re

import pytest

from caunoi.apps.planning.models import Need
from caunoi.apps.planning.selectors.nominated import nominated_for, waiting_in
from caunoi.apps.selection.models import Nomination
from caunoi.apps.selection.services import deciding, nominating
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import all_of
from tests.factories.planning import COMMUNES, PROVINCE, SYSTEM, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db
CODE = "LLCT"


@pytest.fixture
def people():
    return make_scene(12)


def approved(cadres, actor_with):
    for place, cadre in enumerate(cadres):
        clerk = actor_with("xa", unit(COMMUNES[place]))
        nominating.nominate(actor=clerk, chosen=[(cadre.pk, CODE)])
    board = actor_with("btc", unit(PROVINCE))
    deciding.say_yes(actor=board, nomination_ids=[each.pk for each in all_of(Nomination)])
    return board


def test_the_nominated_weigh_more_than_the_others_by_what_the_options_say(people, actor_with):
    approved(people[:3], actor_with)

    plan = make_plan()

    weights = {need.cadre_id: need.weight for need in all_of(Need)}
    more = {cadre.pk for cadre in people[:3]}
    least = min(weights.values())
    assert {
        pk for pk, weight in weights.items() if weight == least + plan.options["nominated_weight"]
    } == more
    assert nominated_for(SYSTEM, 2021) == {(pk, CODE) for pk in more}
    assert nominated_for(SYSTEM, 2022) == set()


def test_all_of_them_go_in_with_one_press_and_one_yes(people, actor_with):
    approved(people[:12], actor_with)
    plan = make_plan()
    browser = signed_in("btc", unit(PROVINCE))
    page = browser.get(f"/ke-hoach/{plan.pk}/").content.decode()
    address = re.search(r'hx-get="([^"]+duoc-cu[^"]+)"', page)[1].replace("&amp;", "&")

    panel = browser.get(address).content.decode()
    sent = {"nguoi": re.findall(r'name="nguoi" value="([^"]+)"', panel), "thieu": [CODE]}
    line = re.search(r'<select name="(dong-[^"]+)".*?<option value="([^"]+)" selected', panel, re.S)
    browser.post(
        "/ke-hoach/dua-vao/xac-nhan/",
        {**sent, line[1]: line[2], "lan": plan.version, "ve": f"/ke-hoach/{plan.pk}/"},
    )

    assert "Đưa 12 người được duyệt cử học" in page
    assert waiting_in(SYSTEM, plan) == {}
    after = browser.get(f"/ke-hoach/{plan.pk}/").content.decode()
    assert "duoc-cu" not in after
    seated = all_of(Need, offering__isnull=False)
    assert len(seated) == 12
    code = re.search(r"/dong/([^/]+)/", after)[1]
    assert "Được đơn vị đề cử và duyệt" in browser.get(f"/ke-hoach/{plan.pk}/dong/{code}/").content.decode()


def test_without_anybody_waiting_the_press_is_refused_in_words(people, actor_with):
    plan = make_plan()
    browser = signed_in("btc", unit(PROVINCE))

    assert "duoc-cu" not in browser.get(f"/ke-hoach/{plan.pk}/").content.decode()
    answer = browser.get(f"/ke-hoach/{plan.pk}/duoc-cu/?yeu-cau={CODE}")
    assert answer.status_code == 409
    assert "Không còn ai được duyệt cử" in answer.content.decode()
