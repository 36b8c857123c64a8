"""Two records of one person joined, and taken apart again to the byte."""

from datetime import date
from typing import Any

import pytest

from caunoi.apps.accounts.models import User
from caunoi.apps.cadres import selectors, services
from caunoi.apps.cadres.models import (
    Cadre,
    CadreMerge,
    ImportRow,
    KnownApart,
    Posting,
    Qualification,
    QualificationEvidence,
    Rating,
)
from caunoi.apps.cadres.selectors import twins
from caunoi.apps.cadres.services import PostingRecord, QualificationRecord, RatingRecord
from caunoi.apps.cadres.services.apart import set_apart
from caunoi.apps.cadres.services.merging import merge, plan_merge
from caunoi.apps.cadres.services.splitting import plan_split, split
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.people import make_user
from tests.factories.cadres import all_of, make_cadre, make_people, make_province, person_record
from tests.whole_database import every_row, fingerprint

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
SYSTEM = SystemActor(key="system:tests", label="Kiểm thử", on=DAY)
REASON = "Cùng một người, nhập từ hai danh sách"
LAW = QualificationRecord("professional", "dai_hoc", field="luat", issued=PartialDate(2011))
NOT_FACTS = ("cadres.CadreMerge",)


@pytest.fixture
def units() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def twins_of_one(units: dict[str, Any]) -> tuple[Cadre, Cadre]:
    """The same secretary from two lists: one without marks and with the year alone, with what the other lacks."""
    birth, unit = PartialDate(1970, 5, 6), units["xuan_huong"]
    kept, lost = make_people(
        person_record(unit, "Nguyễn Văn Hòa", number="CB-1", birth=birth, ratings=(RatingRecord(2018, "htt"),)),
        person_record(
            units["dong_son"], "Nguyen Van Hoa", number="CB-2", birth=PartialDate(1970), phone="0912 345 678",
            identity_number="024070000123", qualifications=(LAW,), ratings=(RatingRecord(2019, "htt"),),
            postings=(
                PostingRecord("CX-CTHD", units["dong_son"].pk, valid_from=date(2010, 1, 1), valid_to=date(2015, 6, 1)),
            ),
        ),
    )  # fmt: skip
    return kept, lost


def _merged(kept: Cadre, lost: Cadre, **said: str) -> CadreMerge:
    merge(actor=SYSTEM, kept=kept, lost=lost, said=said, reason=REASON)
    return all_of(CadreMerge, lost_id=lost.pk, undone_at=None)[0]


def _typed_again(unit: Any, since: date = date(2015, 6, 1), name: str = "Nguyễn Văn An") -> Cadre:
    """By hand, without looking whether somebody of that name is there."""
    return services.register_cadre(
        actor=SYSTEM, full_name=name, unit=unit, title_code="CX-BT", valid_from=since
    )


def _facts() -> str:
    return fingerprint(every_row(*NOT_FACTS))


def test_a_joined_record_has_what_each_of_the_two_had(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one

    done = _merged(kept, lost)

    one = all_of(Cadre)[0]
    assert [each.pk for each in all_of(Cadre)] == [kept.pk]
    assert (one.full_name, one.birth, one.phone) == (
        "Nguyễn Văn Hòa",
        PartialDate(1970, 5, 6),
        "0912 345 678",
    )
    assert one.identity_number == "024070000123"
    assert {post.title_code for post in all_of(Posting, cadre=kept)} == {"CX-BT", "CX-CTHD"}
    assert {rating.year for rating in all_of(Rating, cadre=kept)} == {2018, 2019}
    assert len(all_of(Qualification, cadre=kept)) == 1
    assert (done.lost_number, done.lost_name, done.reason) == ("CB-2", "Nguyen Van Hoa", REASON)


def test_looking_at_it_before_touches_no_row(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    before = _facts()

    plan = plan_merge(actor=SYSTEM, kept=kept, lost=lost, said={})

    assert _facts() == before
    assert plan.changes
    assert not plan.stops


def test_exactly_the_rows_that_were_foreseen_are_written(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    plan = plan_merge(actor=SYSTEM, kept=kept, lost=lost, said={})
    before = every_row(*NOT_FACTS)

    merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason=REASON, seen=plan.fingerprint)

    after = every_row(*NOT_FACTS)
    written = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert written == {(each.model, str(each.pk).replace("-", "")) for each in plan.changes}


def test_undone_days_later_every_row_is_as_it_was_to_the_byte(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    before = _facts()
    done = _merged(kept, lost, full_name="nhap", number="nhap", custodian="nhap")
    assert _facts() != before

    plan = split(actor=SYSTEM, done=done, reason="Hai anh em")

    assert plan.is_whole
    assert _facts() == before


def test_the_chosen_value_stays(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one

    _merged(kept, lost, full_name="nhap", birth="nhap", number="nhap")

    one = all_of(Cadre)[0]
    assert (one.full_name, one.exact_key, one.birth) == (
        "Nguyen Van Hoa",
        "nguyen van hoa",
        PartialDate(1970),
    )
    assert one.number == "CB-2"


def test_a_post_told_twice_is_one_post_and_its_scan_stays(units: dict[str, Any]) -> None:
    kept, lost = make_cadre(units["xuan_huong"]), _typed_again(units["xuan_huong"], date(2017, 1, 1))
    theirs = all_of(Posting, cadre=lost)[0]
    before = _facts()

    done = _merged(kept, lost, **{f"bai-{theirs.pk}": "nhap"})

    assert [post.valid_from for post in all_of(Posting)] == [date(2017, 1, 1)]
    split(actor=SYSTEM, done=done, reason="Nhầm")
    assert _facts() == before


def test_papers_behind_a_fact_told_twice_stand_behind_the_one_that_stays(units: dict[str, Any]) -> None:
    kept = make_cadre(units["xuan_huong"], qualifications=(LAW,))
    lost = _typed_again(units["xuan_huong"])
    services.add_qualification(
        actor=SYSTEM, cadre=lost, kind="professional", level="dai_hoc", field="luat", issued=PartialDate(2011)
    )
    scan = _scan(all_of(Qualification, cadre=lost)[0])
    before = _facts()

    done = _merged(kept, lost)

    assert [fact.cadre_id for fact in all_of(Qualification)] == [kept.pk]
    assert all_of(QualificationEvidence)[0].pk == scan.pk
    split(actor=SYSTEM, done=done, reason="Nhầm")
    assert _facts() == before


def _scan(fact: Qualification) -> QualificationEvidence:
    with system_scope("tests: a scan"):
        return QualificationEvidence.objects.create(
            fact=fact,
            sha256="0" * 64,
            media_type="image/png",
            size=1,
            added_at=fact.recorded_at,
            added_by="x",
        )


def test_two_main_posts_on_one_day_are_refused_with_the_list(units: dict[str, Any]) -> None:
    kept, lost = make_cadre(units["xuan_huong"]), _typed_again(units["dong_son"])

    with pytest.raises(Refused) as refused:
        merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason=REASON)

    assert "Xuân Hương" in str(refused.value)
    assert "Đồng Sơn" in str(refused.value)
    assert len(all_of(Cadre)) == 2


def test_two_identity_numbers_are_two_people(units: dict[str, Any]) -> None:
    kept = make_cadre(units["xuan_huong"], identity_number="024070000123")
    lost = make_cadre(units["xuan_huong"], "Trần Văn An", identity_number="024070000124")

    with pytest.raises(Refused, match="hai số định danh khác nhau"):
        merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason=REASON)


def test_the_account_follows_the_person_and_two_open_accounts_are_refused(
    twins_of_one: tuple[Cadre, Cadre],
) -> None:
    kept, lost = twins_of_one
    own = make_user("canbo")
    User.objects.filter(pk=own.pk).update(subject_id=lost.pk)
    done = _merged(kept, lost)
    assert User.objects.get(pk=own.pk).subject_id == kept.pk
    split(actor=SYSTEM, done=done, reason="Nhầm")
    assert User.objects.get(pk=own.pk).subject_id == lost.pk

    User.objects.filter(pk=make_user("canbo2").pk).update(subject_id=kept.pk)

    with pytest.raises(Refused, match="tài khoản đăng nhập đang mở"):
        _merged(kept, lost)


def test_rows_of_a_file_follow_the_person(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    batch = services.start_import(
        actor=SYSTEM, file_name="x.csv", content=b"Ho ten\nA", on=DAY, in_background=False
    )
    with system_scope("tests: a row"):
        ImportRow.objects.create(batch=batch, number=7, verdict="added", cadre_id=lost.pk)

    _merged(kept, lost)

    assert all_of(ImportRow, number=7)[0].cadre_id == kept.pk


def test_what_was_written_since_is_said_and_kept(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    done = _merged(kept, lost)
    one = all_of(Cadre)[0]
    services.correct_cadre(
        actor=SYSTEM, cadre=one, expected_version=one.version, changes={"phone": "0900000000"}
    )
    services.rate_cadre(actor=SYSTEM, cadre=one, year=2017, grade="ht", decision="")

    plan = plan_split(actor=SYSTEM, done=done)
    split(actor=SYSTEM, done=done, reason="Hai anh em")

    assert not plan.is_whole
    assert any("điện thoại" in each for each in plan.stays)
    assert any("2017" in each for each in plan.stays)
    mine, theirs = all_of(Cadre, pk=kept.pk)[0], all_of(Cadre, pk=lost.pk)[0]
    assert (mine.phone, mine.identity_number, theirs.phone) == ("0900000000", "", "0912 345 678")
    assert theirs.identity_number == "024070000123"
    assert mine.version == one.version + 3  # two saves, and the parting
    assert {rating.year for rating in all_of(Rating, cadre=kept)} == {2017, 2018}
    assert all_of(CadreMerge)[0].outcome == plan.stays


def test_a_name_mended_since_keeps_its_keys(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    done = _merged(kept, lost, full_name="nhap")
    one = all_of(Cadre)[0]
    services.correct_cadre(
        actor=SYSTEM, cadre=one, expected_version=one.version, changes={"full_name": "Nguyễn Văn Hoà"}
    )

    split(actor=SYSTEM, done=done, reason="Hai anh em")

    mine = all_of(Cadre, pk=kept.pk)[0]
    assert (mine.full_name, mine.exact_key) == ("Nguyễn Văn Hoà", "nguyễn văn hòa")


def test_a_number_given_away_meanwhile_stays_with_its_new_holder(
    twins_of_one: tuple[Cadre, Cadre], units: dict[str, Any]
) -> None:
    kept, lost = twins_of_one
    done = _merged(kept, lost)
    with system_scope("tests: the number is given away"):
        Cadre.objects.filter(pk=make_cadre(units["tan_thanh"], "Lê Thị Bé").pk).update(number="CB-2")

    plan = split(actor=SYSTEM, done=done, reason="Nhầm")

    assert any("CB-2" in each for each in plan.stays)
    assert all_of(Cadre, pk=lost.pk)[0].number is None


def test_the_last_of_two_is_taken_apart_first(
    twins_of_one: tuple[Cadre, Cadre], units: dict[str, Any]
) -> None:
    kept, lost = twins_of_one
    third = _typed_again(units["xuan_huong"], name="Nguyễn Văn Hòa")
    before = _facts()
    first = _merged(kept, lost)
    second = _merged(third, all_of(Cadre, pk=kept.pk)[0])

    with pytest.raises(Refused, match="Tách lần ấy trước"):
        split(actor=SYSTEM, done=all_of(CadreMerge, pk=first.pk)[0], reason="Nhầm")

    split(actor=SYSTEM, done=second, reason="Nhầm")
    split(actor=SYSTEM, done=all_of(CadreMerge, pk=first.pk)[0], reason="Nhầm")
    assert _facts() == before


def test_an_old_id_leads_to_the_record_that_stayed_for_those_who_may_see_it(
    twins_of_one: tuple[Cadre, Cadre], units: dict[str, Any], actor_with: Any
) -> None:
    kept, lost = twins_of_one

    _merged(kept, lost)

    assert twins.where_it_went(actor_with("xa", units["xuan_huong"]), lost.pk) == kept.pk
    assert twins.where_it_went(actor_with("xa", units["dong_son"]), lost.pk) is None
    assert twins.where_it_went(actor_with("lanhdao", units["province"]), lost.pk) == kept.pk


def test_only_who_reads_everything_of_both_may_join_them(
    twins_of_one: tuple[Cadre, Cadre], units: dict[str, Any], actor_with: Any
) -> None:
    kept, lost = twins_of_one
    ask = {"kept": kept, "lost": lost, "said": {}, "reason": REASON}

    with pytest.raises(Forbidden):
        merge(actor=actor_with("lanhdao", units["province"]), **ask)
    with pytest.raises(NotVisible):
        merge(actor=actor_with("btc", units["lang_giang"]), **ask)
    merge(actor=actor_with("btc", units["province"]), **ask)


def test_a_preview_that_grew_old_writes_nothing(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    seen = plan_merge(actor=SYSTEM, kept=kept, lost=lost, said={}).fingerprint
    services.rate_cadre(actor=SYSTEM, cadre=lost, year=2017, grade="ht", decision="")

    with pytest.raises(Refused, match="Xem lại rồi nhập"):
        merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason=REASON, seen=seen)


def test_without_a_reason_nothing_is_joined_or_parted(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    with pytest.raises(Refused, match="lý do"):
        merge(actor=SYSTEM, kept=kept, lost=lost, said={}, reason=" ")
    done = _merged(kept, lost)

    with pytest.raises(Refused, match="lý do"):
        split(actor=SYSTEM, done=done, reason=" ")


def test_conclusions_about_the_record_that_goes_hold_of_the_one_that_stays(
    twins_of_one: tuple[Cadre, Cadre], units: dict[str, Any]
) -> None:
    kept, lost = twins_of_one
    other = make_cadre(units["tan_thanh"], "Nguyễn Văn Hoa")
    set_apart(actor=SYSTEM, one=lost, other=other, reason="Hai anh em")
    set_apart(actor=SYSTEM, one=kept, other=lost, reason="Tưởng là hai người")
    before = _facts()

    done = _merged(kept, lost)

    row = all_of(KnownApart)[0]
    assert {row.first_id, row.second_id} == {kept.pk, other.pk}
    split(actor=SYSTEM, done=done, reason="Nhầm")
    assert _facts() == before


def test_a_person_joined_counts_once(twins_of_one: tuple[Cadre, Cadre]) -> None:
    kept, lost = twins_of_one
    asked = selectors.conditions_of(SYSTEM, DAY, {})
    everybody = len(all_of(Cadre))

    _merged(kept, lost)

    assert (everybody, len(all_of(Cadre))) == (2, 1)
    assert selectors.count_of(SYSTEM, asked) == 1
