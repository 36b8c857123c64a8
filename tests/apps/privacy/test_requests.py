"""The life of a request: in, answered, done; or refused with a clause."""

from datetime import date, timedelta

import pytest

from caunoi.apps.privacy import services
from caunoi.apps.privacy.choices import REQUEST, RequestKind, RequestState
from caunoi.apps.privacy.models import RequestedChange, SubjectRequest
from caunoi.apps.privacy.selectors import count_late, standing_of
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from tests.factories.cadres import all_of, make_cadre

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)


@pytest.fixture
def objection(herself):
    return services.ask_request(actor=herself, kind="objection", words="Không dùng số điện thoại", on=DAY)


def later(actor, days: int):
    return actor.__class__(**{**vars(actor), "on": DAY + timedelta(days=days)})


def test_one_s_own_request_stands_in_the_register_with_both_limits(objection, board, cadre):
    assert objection.number == "YC-0001/2020"
    assert (objection.answer_by, objection.finish_by) == (date(2020, 9, 3), date(2020, 9, 15))
    assert objection.unit_id == cadre.custodian_id


def test_numbers_follow_within_a_year_and_begin_anew_with_the_next(board, cadre, objection):
    paper = services.enter_request(actor=board, cadre=cadre, kind="copy", words="", received_on=DAY)
    older = services.enter_request(
        actor=board, cadre=cadre, kind="copy", words="", received_on=date(2019, 12, 30)
    )

    assert [paper.number, older.number] == ["YC-0002/2020", "YC-0001/2019"]


def test_a_paper_runs_from_the_day_it_was_handed_in_and_never_from_tomorrow(board, cadre):
    paper = services.enter_request(
        actor=board, cadre=cadre, kind="copy", words="", received_on=date(2020, 8, 27)
    )

    assert paper.answer_by == date(2020, 8, 31)
    with pytest.raises(Refused, match="sau hôm nay"):
        services.enter_request(
            actor=board, cadre=cadre, kind="copy", words="", received_on=DAY + timedelta(days=1)
        )


def test_nobody_asks_about_somebody_else(actor_with, land, cadre, board):
    with pytest.raises(Forbidden):
        services.ask_request(actor=board, kind="erasure", words="xóa", on=DAY)
    with pytest.raises(NotVisible):
        services.enter_request(
            actor=actor_with("xa", land["dong_son"]), cadre=cadre, kind="copy", words="", received_on=DAY
        )


@pytest.mark.parametrize("days", range(6))
def test_a_request_is_late_the_day_after_its_limit(objection, board, days):
    on = DAY + timedelta(days=days)

    assert standing_of(objection, on).late == (on > date(2020, 9, 3))
    assert count_late(board, on) == int(on > date(2020, 9, 3))


def test_answered_in_time_it_is_late_only_when_it_is_not_done_in_time(objection, board):
    services.accept_request(actor=board, request=objection, answer="Sẽ thôi dùng", on=DAY)

    assert count_late(board, date(2020, 9, 15)) == 0
    assert count_late(board, date(2020, 9, 16)) == 1


def test_more_time_is_given_once_before_the_end_and_with_a_reason(objection, board):
    services.accept_request(actor=board, request=objection, answer="Sẽ thôi dùng", on=DAY)

    extended = services.extend_request(actor=board, request=objection, reason="Chờ xác minh", on=DAY)

    assert extended.finish_by == date(2020, 9, 30)
    with pytest.raises(Refused, match="một lần"):
        services.extend_request(actor=board, request=objection, reason="nữa", on=DAY)


def test_more_time_is_not_given_when_the_time_is_over(objection, board):
    services.accept_request(actor=board, request=objection, answer="Sẽ thôi dùng", on=DAY)

    with pytest.raises(Refused, match="quá hạn"):
        services.extend_request(actor=board, request=objection, reason="muộn", on=date(2020, 9, 16))


def test_a_no_needs_its_reason_and_its_clause(objection, board):
    with pytest.raises(Refused, match="điều khoản"):
        services.refuse_request(actor=board, request=objection, answer="Không", clause="", on=DAY)

    refused = services.refuse_request(
        actor=board, request=objection, answer="Cần liên hệ công vụ", clause="Điều 19", on=DAY
    )

    assert (refused.state, refused.clause, refused.handler) == ("refused", "Điều 19", board.label)


def test_a_step_the_table_does_not_know_is_refused_in_words(objection, board):
    with pytest.raises(Refused, match=r"Mới nhận.*Đã làm xong"):
        services.finish_request(actor=board, request=objection, on=DAY)
    assert REQUEST.final == (RequestState.REFUSED, RequestState.WITHDRAWN, RequestState.DONE)


def test_the_person_alone_takes_the_request_back(objection, herself, board):
    with pytest.raises(Forbidden):
        services.withdraw_request(actor=board, request=objection, on=DAY)

    assert services.withdraw_request(actor=herself, request=objection, on=DAY).state == "withdrawn"


def test_an_objection_without_words_is_sent_back(herself):
    with pytest.raises(Refused, match="vài câu"):
        services.ask_request(actor=herself, kind="objection", words=" ", on=DAY)


# ---- correction, item by item


@pytest.fixture
def correction(herself, board):
    asked = services.ask_request(
        actor=herself, kind=RequestKind.CORRECTION, words="", on=DAY,
        changes={"phone": "0988777666", "ethnicity": "Tày"},
    )  # fmt: skip
    return services.accept_request(actor=board, request=asked, answer="Xem xét từng mục", on=DAY)


def items(request: SubjectRequest) -> dict[str, RequestedChange]:
    return {item.column: item for item in all_of(RequestedChange, request=request)}


def test_an_accepted_item_is_written_through_the_registry_and_a_refused_one_is_not(correction, board, cadre):
    wanted = items(correction)

    services.accept_item(actor=board, item=wanted["phone"], on=DAY)
    services.refuse_item(actor=board, item=wanted["ethnicity"], reason="Chưa có giấy khai sinh", on=DAY)

    found = all_of(type(cadre), pk=cadre.pk)[0]
    assert (found.phone, found.ethnicity) == ("0988777666", "")
    assert services.finish_request(actor=board, request=correction, on=DAY).state == "done"


def test_a_correction_is_done_only_when_every_item_is_decided(correction, board):
    services.accept_item(actor=board, item=items(correction)["phone"], on=DAY)

    with pytest.raises(Refused, match="Còn 1 mục"):
        services.finish_request(actor=board, request=correction, on=DAY)


def test_an_item_is_decided_once(correction, board):
    item = items(correction)["phone"]
    services.accept_item(actor=board, item=item, on=DAY)

    with pytest.raises(Refused, match="đã có người xem xét"):
        services.refuse_item(actor=board, item=item, reason="thôi", on=DAY)


def test_the_commune_decides_only_what_it_reads(correction, actor_with, land):
    clerk = actor_with("xa", land["xuan_huong"])

    services.accept_item(actor=clerk, item=items(correction)["phone"], on=DAY)

    with pytest.raises(Refused, match="không xem được"):
        services.accept_item(actor=clerk, item=items(correction)["ethnicity"], on=DAY)


def test_another_commune_does_not_see_the_item(correction, actor_with, land):
    with pytest.raises(NotVisible):
        services.accept_item(
            actor=actor_with("xa", land["dong_son"]), item=items(correction)["phone"], on=DAY
        )


def test_what_was_asked_for_lies_encrypted(correction):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT asked FROM privacy_requestedchange")
        kept = [row[0] for row in cursor.fetchall()]

    assert len(kept) == 2
    assert not [text for text in kept if "0988777666" in text or "Tày" in text]


def test_a_person_of_another_file_sees_no_request(objection, actor_with, land):
    other = make_cadre(land["xuan_huong"], "Trần Văn Bình", number="CB-9")
    stranger = actor_with("canbo", reach="self", subject_id=other.pk)

    with pytest.raises(NotVisible):
        services.withdraw_request(actor=stranger, request=objection, on=DAY)
