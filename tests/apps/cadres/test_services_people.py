"""One person's file by hand: every verb asks first, remembers after, and says no in a sentence."""

from datetime import date

import pytest

from caunoi.apps.cadres import services
from caunoi.apps.cadres.invariants import invariants
from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating, SuccessionPlan
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import all_of, make_cadre, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_province()


@pytest.fixture
def cadre(units):
    return make_cadre(units["xuan_huong"], "Trần Thị Ánh", birth=PartialDate(1985, 8))


@pytest.fixture
def clerk(units, actor_with):
    return actor_with("xa", units["xuan_huong"])


def actions():
    return [event.action for event in all_of(AuditEvent)][1:]


def test_somebody_is_registered_with_the_first_post(units, clerk):
    cadre = services.register_cadre(
        actor=clerk, full_name="  LÊ VĂN Ân ", unit=units["xuan_huong"], title_code="CC-VPTK", valid_from=date(2020, 1, 1),
        sex="nam", birth=PartialDate(1990),
    )  # fmt: skip

    assert (cadre.full_name, cadre.search_key, cadre.version) == ("LÊ VĂN Ân", "le van an", 1)
    assert [post.title_code for post in all_of(Posting, cadre=cadre)] == ["CC-VPTK"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"full_name": "Lê Văn 7"}, "chữ số"),
        ({"title_code": "XX-KHONG"}, "Không có chức danh"),
        ({"ethnicity": "Tày"}, "không ghi được: dân tộc"),
        ({"number": "1" * 21}, "20"),
    ],
)
def test_what_cannot_be_registered_is_refused_in_a_sentence(units, clerk, said, sentence):
    given = {"full_name": "Lê Văn Ân", "title_code": "CX-BT", **said}

    with pytest.raises(Refused, match=sentence):
        services.register_cadre(actor=clerk, unit=units["xuan_huong"], valid_from=date(2020, 1, 1), **given)

    assert not all_of(Cadre)


def test_a_number_somebody_has_is_refused(units, system):
    make_cadre(units["xuan_huong"], number="BG1")

    with pytest.raises(Refused, match="Số hiệu"):
        services.register_cadre(
            actor=system, full_name="Lê Văn Ân", unit=units["xuan_huong"], title_code="CX-BT", valid_from=date(2020, 1, 1),
            number="BG1",
        )  # fmt: skip


def test_nobody_is_registered_outside_one_s_reach(units, clerk):
    with pytest.raises(Forbidden):
        services.register_cadre(
            actor=clerk,
            full_name="Lê Văn Ân",
            unit=units["tan_thanh"],
            title_code="CX-BT",
            valid_from=date(2020, 1, 1),
        )


def test_a_correction_keeps_the_keys_with_the_name_and_remembers_both(cadre, system):
    services.correct_cadre(
        actor=system,
        cadre=cadre,
        expected_version=1,
        changes={"full_name": "Trần Thị Hà", "identity_number": "024185000123"},
    )

    (fresh,) = all_of(Cadre)
    assert (fresh.search_key, fresh.version, fresh.identity_number) == ("tran thi ha", 2, "024185000123")
    event = all_of(AuditEvent, action="cadres.cadre_corrected")[0]
    assert event.changes["full_name"] == ["Trần Thị Ánh", "Trần Thị Hà"]
    assert "024185000123" not in str(event.changes)


def test_who_saved_in_between_is_named_and_nothing_is_overwritten(cadre, system, clerk):
    services.correct_cadre(actor=clerk, cadre=cadre, expected_version=1, changes={"phone": "0912345678"})

    with pytest.raises(Refused, match="Người thử xa đã sửa mục này lúc"):
        services.correct_cadre(actor=system, cadre=cadre, expected_version=1, changes={"phone": "0999"})

    assert all_of(Cadre)[0].phone == "0912345678"


def test_a_transfer_ends_one_post_where_the_next_begins_and_takes_the_file_along(cadre, units, system):
    services.transfer_cadre(
        actor=system,
        cadre=cadre,
        unit=units["tan_thanh"],
        title_code="CX-CTUB",
        effective_on=date(2020, 7, 1),
    )

    ended, running = sorted(all_of(Posting), key=lambda post: post.valid_from)
    assert ended.valid_to == running.valid_from == date(2020, 7, 1)
    assert all_of(Cadre)[0].custodian_id == units["tan_thanh"].pk
    assert actions() == ["cadres.cadre_transferred"]


def test_a_second_main_post_is_refused_and_a_concurrent_one_is_not(cadre, units, system):
    post = {"actor": system, "cadre": cadre, "unit": units["xuan_huong"], "valid_from": date(2020, 1, 1)}

    with pytest.raises(Refused, match="Đang giữ chức danh chính: Bí thư Đảng ủy"):
        services.add_posting(title_code="CX-CTHD", **post)
    services.add_posting(title_code="CX-CTHD", kind="concurrent", **post)

    assert {each.kind for each in all_of(Posting)} == {"main", "concurrent"}


def test_a_post_ends_once_and_after_it_began(cadre, system):
    (post,) = all_of(Posting)

    with pytest.raises(Refused, match="phải sau ngày"):
        services.end_posting(actor=system, posting=post, on=post.valid_from)
    services.end_posting(actor=system, posting=post, on=date(2020, 7, 1))

    assert all_of(Posting)[0].valid_to == date(2020, 7, 1)
    with pytest.raises(Refused):
        services.end_posting(actor=system, posting=post, on=date(2020, 8, 1))


def test_what_was_learned_is_unverified_until_somebody_saw_the_paper(cadre, clerk):
    fact = services.add_qualification(actor=clerk, cadre=cadre, kind="political_theory", level="trung_cap")
    assert fact.verification == "unverified"

    services.verify_qualification(
        actor=clerk, qualification=fact, verification="verified", evidence="bản sao"
    )

    assert [(each.verification, each.evidence) for each in all_of(Qualification)] == [("verified", "bản sao")]
    assert actions() == ["cadres.qualification_added", "cadres.qualification_verified"]


def test_a_specialised_training_needs_no_level(cadre, clerk):
    fact = services.add_qualification(actor=clerk, cadre=cadre, kind="specialised", field="ho_tich")

    assert fact.level == "co"


def test_the_second_rating_of_a_year_replaces_the_first_and_the_record_keeps_both(cadre, clerk):
    services.rate_cadre(actor=clerk, cadre=cadre, year=2019, grade="ht")
    services.rate_cadre(actor=clerk, cadre=cadre, year=2019, grade="htt")

    assert [rating.grade for rating in all_of(Rating)] == ["htt"]
    last = all_of(AuditEvent, action="cadres.cadre_rated")[-1]
    assert last.changes["ratings"] == [["2019: Hoàn thành nhiệm vụ"], ["2019: Hoàn thành tốt nhiệm vụ"]]


def test_succession_is_the_board_s_alone_and_its_record_tells_no_title(cadre, units, clerk, actor_with, day):
    board = actor_with("btc", units["province"])
    planned = {
        "cadre": cadre,
        "title_code": "CX-CTUB",
        "unit": units["xuan_huong"],
        "term": "2020-2025",
        "valid_from": day,
    }

    with pytest.raises(Forbidden):
        services.plan_succession(actor=clerk, **planned)
    plan = services.plan_succession(actor=board, **planned)
    with pytest.raises(Refused, match="lý do"):
        services.take_out_of_succession(actor=board, plan=plan, on=date(2021, 1, 1), reason="")
    services.take_out_of_succession(actor=board, plan=plan, on=date(2021, 1, 1), reason="chuyển công tác")

    assert [each.valid_to for each in all_of(SuccessionPlan)] == [date(2021, 1, 1)]
    assert "CX-CTUB" not in str(
        [event.changes for event in all_of(AuditEvent, target_type="cadres.successionplan")]
    )


def test_another_commune_s_file_is_not_there(cadre, units, actor_with):
    stranger = actor_with("xa", units["tan_thanh"])

    with pytest.raises(NotVisible):
        services.rate_cadre(actor=stranger, cadre=cadre, year=2019, grade="ht")
    with pytest.raises(NotVisible):
        services.correct_cadre(actor=stranger, cadre=cadre, expected_version=1, changes={})


def faults():
    with system_scope("tests: walk the truths"):
        return [sentence for truth in invariants() for sentence in truth.check()]


def test_all_truths_hold_of_people_written_through_the_doors(cadre):
    assert faults() == []


@pytest.mark.parametrize(
    ("model", "fault", "words"),
    [
        (Cadre, {"search_key": "x"}, "khóa không đúng với tên"),
        (Cadre, {"identity_index": "0" * 64}, "dấu tìm không đúng"),
        (Posting, {"title_code": "XX"}, "không có chức danh mã XX"),
    ],
)
def test_each_planted_fault_is_found(cadre, model, fault, words):
    with system_scope("tests: plant a fault"):
        model.objects.update(**fault)

    assert [words in sentence for sentence in faults()] == [True]


def test_two_main_posts_of_one_day_are_found(cadre):
    (post,) = all_of(Posting)
    post.pk, post.valid_from = None, date(2018, 1, 1)
    post.save(force_insert=True)

    assert ["chức danh chính trước chưa kết thúc" in sentence for sentence in faults()] == [True]
