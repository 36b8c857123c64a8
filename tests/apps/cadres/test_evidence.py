"""Scans beside facts: handed in, compared, replaced, looked at, and kept from whoever may not see them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from caunoi.apps.cadres import invariants, selectors, services
from caunoi.apps.cadres.models import Cadre, Posting, PostingEvidence, Qualification, QualificationEvidence
from caunoi.apps.cadres.services import QualificationRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.attachments import store
from caunoi.foundation.attachments.inspection import Scan
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.selectors import head_of_changes
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.policy import system_scope
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import SYSTEM, all_of, make_people, make_province, person_record
from tests.foundation.attachments.scans import document, drawing

pytestmark = pytest.mark.django_db
PICTURE = Scan("image/png", drawing())
OTHER_PICTURE = Scan("image/png", drawing(size=(31, 41)))


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def secretary(land) -> Cadre:
    paper = QualificationRecord("professional", "dai_hoc", field="luat", issued=PartialDate(2009))
    return make_people(person_record(land["xuan_huong"], "Giáp Văn Cảnh", qualifications=(paper,)))[0]


@pytest.fixture
def post(secretary) -> Posting:
    return all_of(Posting, cadre=secretary)[0]


@pytest.fixture
def paper(secretary) -> Qualification:
    return all_of(Qualification, cadre=secretary)[0]


def address(fact: Any, rest: str = "") -> str:
    return selectors.shelf_of(fact).address(fact) + rest


def upload(client: Client, fact: Any, content: bytes, name: str = "anh.jpg") -> Any:
    return client.post(address(fact), {"tep": SimpleUploadedFile(name, content)})


# ---- the services


def test_a_new_scan_counts_and_the_one_it_replaces_is_kept(post):
    first = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)
    second = services.keep_scan(actor=SYSTEM, fact=post, scan=OTHER_PICTURE)

    assert [scan.pk for scan in selectors.scans_of(SYSTEM, post)] == [second.pk, first.pk]
    assert selectors.current_scans(SYSTEM, selectors.POSTS, [post])[post.pk].pk == second.pk
    assert store.get(first.sha256) == PICTURE.content


def test_handing_in_and_comparing_stand_in_the_history_of_the_person(secretary, post):
    scan = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)
    services.check_scan(actor=SYSTEM, scan=scan, state="matched")

    told = [event.action for event in selectors.events_of(SYSTEM, secretary)]
    assert told[:2] == ["cadres.scan_checked", "cadres.scan_attached"]


def test_a_diploma_that_matches_verifies_the_level_and_one_that_does_not_makes_it_wait_again(paper):
    scan = services.keep_scan(actor=SYSTEM, fact=paper, scan=PICTURE)

    services.check_scan(actor=SYSTEM, scan=scan, state="matched")
    assert all_of(Qualification, pk=paper.pk)[0].verification == "verified"
    services.check_scan(actor=SYSTEM, scan=scan, state="mismatched", note="Trên bằng ghi Cao đẳng")
    assert all_of(Qualification, pk=paper.pk)[0].verification == "unverified"


def test_a_mismatch_needs_its_reason_and_a_replaced_scan_is_compared_no_more(post):
    scan = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)

    with pytest.raises(Refused, match="chỗ không khớp"):
        services.check_scan(actor=SYSTEM, scan=scan, state="mismatched")
    services.keep_scan(actor=SYSTEM, fact=post, scan=OTHER_PICTURE)
    scan.refresh_from_db()
    with pytest.raises(Refused, match="thay bằng bản mới"):
        services.check_scan(actor=SYSTEM, scan=scan, state="matched")


def test_who_looks_is_remembered_once_a_day_and_looking_is_no_change(post, actor_with, land):
    scan = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)
    version, leader = head_of_changes(), actor_with("lanhdao", land["province"])

    for _ in range(2):
        assert services.open_scan(actor=leader, scan=scan).content == PICTURE.content

    assert [view.actor_label for view in selectors.views_of(SYSTEM, scan)] == [leader.label]
    assert head_of_changes() == version


def test_the_leader_sees_the_decision_and_not_the_diploma(post, paper, actor_with, land):
    leader = actor_with("lanhdao", land["province"])
    decision = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)
    diploma = services.keep_scan(actor=SYSTEM, fact=paper, scan=PICTURE)

    assert services.open_scan(actor=leader, scan=decision).content
    with pytest.raises(Forbidden):
        services.open_scan(actor=leader, scan=diploma)


def test_another_commune_neither_sees_nor_hands_in(post, actor_with, land):
    stranger = actor_with("xa", land["dong_son"])
    scan = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)

    assert selectors.scans_of(stranger, post) == []
    with pytest.raises(NotVisible):
        services.open_scan(actor=stranger, scan=scan)
    with pytest.raises(NotVisible):
        services.attach_scan(actor=stranger, fact=post, content=drawing())


def test_content_no_scan_names_is_swept_out_and_named_content_stays(secretary, post):
    kept = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE).sha256
    stray = store.put(b"nobody names this")

    gone = services.forget_unnamed_scans(actor=SYSTEM, before=timezone.now() + timedelta(minutes=5))

    assert gone == 1 and store.is_whole(kept) and not store.is_whole(stray)


def test_the_walk_over_all_truths_finds_a_scan_that_lost_its_file(post):
    scan = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)
    truth = next(each for each in invariants.invariants() if "bản chụp" in each.name_vi)

    with system_scope("tests: look at rows"):
        assert list(truth.check()) == []
        store.forget(scan.sha256)
        assert [line for line in truth.check() if "Giáp Văn Cảnh" in line]


# ---- the pages


def test_a_clerk_hands_in_a_document_and_compares_it_on_one_page(land, paper):
    clerk = signed_in("xa", land["xuan_huong"])

    assert upload(clerk, paper, document(), "bang.pdf").status_code == 302
    scan = all_of(QualificationEvidence)[0]
    shown = clerk.get(address(paper)).content.decode()
    assert f"{scan.pk}/tep/?trang=1" in shown and "chưa đối chiếu" in shown
    clerk.post(address(paper, f"{scan.pk}/doi-chieu/"), {"state": "matched"})

    scan.refresh_from_db()
    assert (scan.state, scan.media_type, scan.checked_by) == ("matched", "application/pdf", scan.added_by)


def test_the_scan_goes_out_with_nothing_a_browser_could_run(land, post):
    scan = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE, file_name='"><script>.png')
    officer = signed_in("btc", land["province"])

    shown = officer.get(address(post, f"{scan.pk}/tep/"))
    saved = officer.get(address(post, f"{scan.pk}/tep/?tai=1"))

    assert shown.content == PICTURE.content
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown["Content-Security-Policy"] and "no-store" in shown["Cache-Control"]
    assert shown["Content-Disposition"].startswith("inline;")
    assert saved["Content-Disposition"].startswith("attachment;")
    assert "script" not in saved["Content-Disposition"]


def test_a_file_that_is_no_scan_is_refused_with_the_way_to_mend_it(land, post):
    answer = upload(signed_in("btc", land["province"]), post, b"MZ...", "quyet-dinh.pdf")

    assert answer.status_code == 409
    assert "không phải tệp PDF, JPEG hay PNG" in answer.content.decode()
    assert all_of(PostingEvidence) == []


def test_sending_the_form_without_a_file_asks_for_one(land, post):
    answer = signed_in("btc", land["province"]).post(address(post), {})

    assert answer.status_code == 422 and "Chọn tệp bản chụp" in answer.content.decode()


def test_the_page_of_a_person_leads_to_the_decision_of_the_post_held(land, secretary, post):
    leader = signed_in("lanhdao", land["province"])
    assert "minh-chung" not in leader.get(f"/can-bo/{secretary.pk}/").content.decode()

    services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)

    assert address(post) in leader.get(f"/can-bo/{secretary.pk}/").content.decode()


def test_the_leader_is_told_there_is_a_diploma_and_not_shown_it(land, secretary, paper):
    services.keep_scan(actor=SYSTEM, fact=paper, scan=PICTURE, file_name="bang-cua-canh.png")
    leader = signed_in("lanhdao", land["province"])

    shown = leader.get(f"/can-bo/{secretary.pk}/").content.decode()
    beside = leader.get(address(paper)).content.decode()

    assert "có bản chụp" in shown and address(paper) not in shown
    assert "không xem văn bằng" in beside and "/tep/" not in beside and "bang-cua-canh" not in beside


def test_the_record_of_a_view_names_the_scan_and_not_the_person(post, actor_with, land):
    """So that looking at somebody's paper does not stop an import about them from being taken back."""
    scan = services.keep_scan(actor=SYSTEM, fact=post, scan=PICTURE)

    services.open_scan(actor=actor_with("lanhdao", land["province"]), scan=scan)

    with system_scope("tests: look at rows"):
        event = AuditEvent.objects.order_by("-seq").first()
    assert (event.action, event.target_id) == ("cadres.scan_viewed", str(scan.pk))
