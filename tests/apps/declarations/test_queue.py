"""The queue of scans: in order, one person a scan, compared once, and what is unverified counted apart."""

from datetime import timedelta
from typing import Any

import pytest

from caunoi.apps.cadres import services as cadres
from caunoi.apps.cadres.models import Posting, PostingEvidence, Qualification, QualificationEvidence
from caunoi.apps.cadres.services import QualificationRecord
from caunoi.apps.declarations.models import ScanHold
from caunoi.apps.declarations.selectors.scans import WEIGHTY, waiting_scans
from caunoi.apps.declarations.services import queue
from caunoi.apps.standards.selectors import verdicts
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.attachments.inspection import Scan
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.figures import Scope, figure_or_404
from caunoi.foundation.policy import visible
from tests.apps.cadres.readers import DAY, signed_in
from tests.factories.cadres import SYSTEM, all_of, make_people, make_province, person_record
from tests.foundation.attachments.scans import drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def people(land) -> list[Any]:
    """A secretary and, handed in a day earlier, somebody lower; each with a diploma and its scan."""
    paper = QualificationRecord("professional", "dai_hoc", field="luat", issued=PartialDate(2009))
    found = make_people(
        person_record(land["xuan_huong"], "Giáp Văn Cảnh", qualifications=(paper,)),
        person_record(
            land["xuan_huong"],
            "Lê Thị Bình",
            title_code="CX-CTH",
            birth=PartialDate(1980),
            qualifications=(paper,),
        ),
    )
    for index, cadre in enumerate(found):
        scan = hand_in(all_of(Qualification, cadre=cadre)[0], size=(30 + index, 40))
        model = type(scan)
        model._default_manager.all().scoped().filter(pk=scan.pk).update(
            added_at=scan.added_at - timedelta(days=index)
        )
    return found


def hand_in(fact: Any, size: tuple[int, int] = (30, 40)) -> Any:
    return cadres.keep_scan(actor=SYSTEM, fact=fact, scan=Scan("image/png", drawing(size=size)))


def scan_of(scan_id: Any) -> Any:
    return visible(SYSTEM, QualificationEvidence).select_related("fact__cadre").get(pk=scan_id)


def number(actor: Any, code: str) -> Any:
    return figure_or_404(code).answer(actor, Scope(on=DAY))


def settle(actor: Any, taken: Any, state: str = "matched", note: str = "", claim: str = "") -> Any:
    scan = scan_of(taken.scan_id)
    claim = claim or queue.claim_mark(scan.fact)
    return queue.compare(actor=actor, shelf=taken.shelf, scan=scan, state=state, claim=claim, note=note)


def test_the_oldest_comes_first_or_the_highest_post(land, people, actor_with):
    clerk = actor_with("xa", land["xuan_huong"])
    secretary, other = people

    assert [each.cadre_id for each in waiting_scans(clerk)] == [other.pk, secretary.pk]
    assert [each.cadre_id for each in waiting_scans(clerk, order=WEIGHTY)] == [secretary.pk, other.pk]


def test_two_people_at_the_queue_are_given_different_scans_and_the_third_none(land, people, actor_with):
    first, second, third = (actor_with("xa", land["xuan_huong"]) for _ in range(3))

    one, two = queue.take_up(actor=first), queue.take_up(actor=second)

    assert one and two and one.scan_id != two.scan_id
    assert queue.take_up(actor=third) is None
    assert queue.take_up(actor=first) == one  # asked again it is the same


def test_whoever_goes_home_loses_the_scan_after_some_minutes(land, people, actor_with):
    first, second = (actor_with("xa", land["xuan_huong"]) for _ in range(2))
    taken = queue.take_up(actor=first)
    holds = ScanHold._default_manager.all().scoped()
    holds.update(until=all_of(ScanHold)[0].until - timedelta(hours=1))

    assert queue.take_up(actor=second) == taken


def test_what_is_passed_over_comes_round_again(land, people, actor_with):
    clerk = actor_with("xa", land["xuan_huong"])
    first = queue.take_up(actor=clerk)

    second = queue.take_up(actor=clerk, after=first.scan_id)

    assert second.scan_id != first.scan_id
    assert queue.take_up(actor=clerk, after=second.scan_id) == first
    assert len(all_of(ScanHold)) == 1


def test_a_scan_is_compared_once_and_by_whoever_holds_it(land, people, actor_with):
    first, second = (actor_with("xa", land["xuan_huong"]) for _ in range(2))
    taken = queue.take_up(actor=first)

    with pytest.raises(Refused, match="đang đối chiếu"):
        settle(second, taken)
    settle(first, taken)
    with pytest.raises(Refused, match="vừa đối chiếu"):
        settle(second, taken)

    assert all_of(Qualification, pk=taken.fact_id)[0].verification == "verified"
    assert all_of(ScanHold) == []


def test_a_claim_that_changed_meanwhile_is_not_confirmed_unseen(land, people, actor_with):
    clerk = actor_with("xa", land["xuan_huong"])
    taken = queue.take_up(actor=clerk)
    paper = all_of(Qualification, pk=taken.fact_id)[0]
    seen = queue.claim_mark(paper)
    type(paper)._default_manager.all().scoped().filter(pk=paper.pk).update(level="cao_dang")

    with pytest.raises(Refused, match="vừa đổi"):
        settle(clerk, taken, claim=seen)


def test_nobody_finds_or_compares_a_scan_of_their_own_file(land, people, actor_with):
    secretary, other = people
    clerk = actor_with("xa", land["xuan_huong"], subject_id=other.pk)
    own = all_of(QualificationEvidence, fact__cadre=other)[0]

    assert [each.cadre_id for each in waiting_scans(clerk)] == [secretary.pk]
    with pytest.raises(Refused, match="chính bạn"):
        cadres.check_scan(actor=clerk, scan=own, state="matched")


def test_the_figure_counts_what_the_queue_holds_and_a_leader_compares_nothing(land, people, actor_with):
    hand_in(all_of(Posting, cadre=people[0])[0])
    clerk, stranger = actor_with("xa", land["xuan_huong"]), actor_with("xa", land["dong_son"])

    value = number(clerk, "evidence.unchecked")

    assert value.value == len(value.rows) == len(waiting_scans(clerk)) == 3
    assert number(stranger, "evidence.unchecked").value == 0
    assert number(actor_with("lanhdao", land["province"]), "evidence.unchecked").value == 0


def test_a_degree_without_a_scan_raises_the_unverified_and_never_the_proven(land, actor_with):
    """B5: only what somebody has compared with a paper counts as proven."""
    board = actor_with("btc", land["province"])
    theory = QualificationRecord(
        "political_theory", "trung_cap", issued=PartialDate(2015), verification="verified"
    )
    cadre = make_people(person_record(land["xuan_huong"], "Ngô Văn Sáu", qualifications=(theory,)))[0]

    def counted() -> tuple[Any, ...]:
        codes = ("standard.met.verified", "standard.met.unverified", "evidence.missing")
        return tuple(number(board, code).value for code in codes)

    before = counted()
    paper = cadres.add_qualification(
        actor=SYSTEM,
        cadre=cadre,
        kind="professional",
        level="dai_hoc",
        field="luat",
        issued=PartialDate(2009),
    )
    claimed = counted()
    scan = hand_in(paper)
    shown = counted()
    cadres.check_scan(actor=board, scan=scan, state="matched")

    assert before == (0, 0, 0)
    assert claimed == (0, 1, 1)
    assert shown == (0, 1, 0)
    assert counted() == (1, 0, 0)
    assert verdicts(board, on=DAY) is not None


# ---- the pages


def test_a_clerk_works_the_queue_to_its_end(land, people):
    clerk = signed_in("xa", land["xuan_huong"])

    for left in (2, 1):
        shown = clerk.get("/minh-chung/").content.decode()
        assert f"Bản 1 trong {left} bản đang chờ" in shown and "/tep/" in shown
        taken = all_of(ScanHold)[0]
        scan = scan_of(taken.scan_id)
        answer = clerk.post(
            f"/minh-chung/van-bang/{scan.pk}/", {"state": "matched", "claim": queue.claim_mark(scan.fact)}
        )
        assert answer.status_code == 302

    assert "Không còn bản chụp nào chờ đối chiếu" in clerk.get("/minh-chung/").content.decode()
    assert {paper.verification for paper in all_of(Qualification)} == {"verified"}


def test_a_mismatch_asks_for_its_reason_on_the_same_page(land, people):
    clerk = signed_in("xa", land["xuan_huong"])
    clerk.get("/minh-chung/")
    scan = scan_of(all_of(ScanHold)[0].scan_id)
    said = {"state": "mismatched", "claim": queue.claim_mark(scan.fact)}

    asked = clerk.post(f"/minh-chung/van-bang/{scan.pk}/", said)
    clerk.post(f"/minh-chung/van-bang/{scan.pk}/", {**said, "note": "Trên bằng ghi Cao đẳng"})

    assert asked.status_code == 422 and "Ghi chỗ không khớp" in asked.content.decode()
    scan.refresh_from_db()
    assert (scan.state, scan.note) == ("mismatched", "Trên bằng ghi Cao đẳng")


def test_another_commune_s_scan_is_not_there(land, people, actor_with):
    scan = all_of(QualificationEvidence)[0]
    answer = signed_in("xa", land["dong_son"]).post(f"/minh-chung/van-bang/{scan.pk}/", {"state": "matched"})

    assert answer.status_code == 404
    with pytest.raises(NotVisible):
        queue.compare(
            actor=actor_with("xa", land["dong_son"]), shelf="van-bang", scan=scan, state="matched", claim="x"
        )
    assert all_of(PostingEvidence) == []
