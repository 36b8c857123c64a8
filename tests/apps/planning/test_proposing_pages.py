"""Pages of a proposal: who sees which button, what the papers say, and what anybody learns from a printed code."""

import hashlib

import pytest
from django.test import Client

from caunoi.apps.planning.models import Need
from tests.apps.cadres.readers import signed_in
from tests.apps.planning.test_views import _code, lan, page, text_of
from tests.factories.cadres import all_of
from tests.factories.planning import COMMUNES, PROVINCE, unit

pytestmark = pytest.mark.django_db


def test_one_proposes_another_is_asked_for_the_document_and_then_the_plan_is_closed(officer, plan):
    need = next(n for n in all_of(Need, plan=plan) if n.offering_id)
    address = f"/ke-hoach/{plan.pk}/"
    officer.post(f"{address}chuyen/{need.pk}/", {"den": "ra", "lan": plan.version})
    drawn = page(officer, address)
    assert "Hoàn tác lần này" in drawn and "Trình phê duyệt" in drawn
    officer.post(f"{address}trinh/", {"lan": lan(drawn)})
    mine, leader = page(officer, address), signed_in("lanhdao", unit(PROVINCE))
    theirs = lan(page(leader, f"{address}phe-duyet/"))
    assert "không tự phê duyệt được" in mine and "Chờ phê duyệt" in mine and "Rút tờ trình" in mine
    assert leader.post(f"{address}phe-duyet/", {"decision": "", "lan": theirs}).status_code == 422

    leader.post(f"{address}phe-duyet/", {"decision": "Kế hoạch số 08/KH-UBND", "lan": theirs})

    html = page(officer, address)
    assert "Kế hoạch số 08/KH-UBND" in html and "Phê duyệt</a>" not in html and "Trình phê duyệt" not in html
    assert "Hoàn tác lần này" not in html


def test_a_proposal_sent_back_stands_on_the_page_with_its_reason(officer, plan):
    address = f"/ke-hoach/{plan.pk}/"
    officer.post(f"{address}trinh/", {"lan": plan.version})
    leader = signed_in("lanhdao", unit(PROVINCE))
    asked = lan(page(leader, f"{address}tra-lai/"))
    assert leader.post(f"{address}tra-lai/", {"reason": "", "lan": asked}).status_code == 422

    leader.post(f"{address}tra-lai/", {"reason": "Thêm lớp cho xã An Lạc", "lan": asked})

    assert "Thêm lớp cho xã An Lạc" in page(officer, address)


def test_a_page_whose_proposal_was_voided_says_that_its_papers_hold_no_more(officer, plan):
    address = f"/ke-hoach/{plan.pk}/"
    officer.post(f"{address}trinh/", {"lan": plan.version})
    proposed = text_of(officer.get(f"{address}?format=docx&mau=quyet-dinh").content)
    need = next(n for n in all_of(Need, plan=plan) if n.offering_id)
    warned = page(officer, address)

    officer.post(f"{address}chuyen/{need.pk}/", {"den": "ra", "lan": lan(warned)})

    html = page(officer, address)
    voided = text_of(officer.get(f"{address}?format=docx&mau=quyet-dinh").content)
    assert "sẽ hủy tờ trình và dự thảo quyết định" in warned
    assert "dự thảo quyết định và danh sách đã in không dùng nữa" in html
    assert "DỰ THẢO trình phê duyệt" in proposed and "không dùng làm văn bản" in voided
    assert "QUYẾT ĐỊNH" in proposed and _code(proposed) != _code(voided)


def test_anybody_with_the_paper_learns_from_its_code_what_it_is_worth(officer, plan):
    address = f"/ke-hoach/{plan.pk}/"
    officer.post(f"{address}trinh/", {"lan": plan.version})
    code = _code(text_of(officer.get(f"{address}?format=docx&mau=danh-sach").content))
    stranger = Client()

    asked = stranger.get("/ke-hoach/ma/", {"ma": code})
    told = page(stranger, asked.headers["Location"])

    assert "Dự thảo đang chờ phê duyệt" in told and "Năm" in told
    assert "Người btc" not in told and plan.name not in told
    assert stranger.get("/ke-hoach/ma/", {"ma": ""}).status_code == 422
    for wrong in ("0" * 64, "x", "ab12"):
        assert "Không tìm thấy" in stranger.get(f"/ke-hoach/ma/{wrong}/").content.decode()


def test_whoever_sees_the_whole_plan_takes_the_content_and_computes_the_code(officer, plan):
    taken = officer.get(f"/ke-hoach/{plan.pk}/?format=noi-dung")
    clerk = signed_in("xa", unit(COMMUNES[0]))

    printed = _code(text_of(officer.get(f"/ke-hoach/{plan.pk}/?format=docx").content))
    assert hashlib.sha256(taken.content).hexdigest() == printed
    assert clerk.get(f"/ke-hoach/{plan.pk}/?format=noi-dung").status_code == 409
