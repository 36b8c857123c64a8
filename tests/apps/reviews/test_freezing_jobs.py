"""A large round is frozen beside the pages: asked once, watched, refused as early as it can be."""

import pytest

from caunoi.apps.reviews.models import FrozenReview, ReviewRound
from caunoi.apps.reviews.services import freezing_jobs
from caunoi.apps.reviews.services.freezing_jobs import job_of
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.jobs.services import claim
from caunoi.foundation.jobs.worker import run_here
from tests.apps.accounts.people import signed_in
from tests.apps.reviews.rounds import begun, lock_all
from tests.factories.cadres import SYSTEM, all_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(monkeypatch):
    monkeypatch.setattr(freezing_jobs, "AT_ONCE_UP_TO", 2)
    return begun()


@pytest.fixture
def board(story):
    return signed_in("btc", story.land["province"])


def press(story, board) -> str:
    return board.post(f"/ra-soat/{story.round.pk}/chot/", follow=True).content.decode()


def work() -> bool:
    claim()
    return run_here(all_of(Job)[0].pk)


def test_a_large_round_is_queued_watched_and_then_frozen(story, board):
    lock_all(story, "xuan_huong", "tan_thanh")

    page = press(story, board)
    assert "Đang chốt ở nền" in page and "Chốt: Rà soát năm 2020" in page
    assert all_of(FrozenReview) == []

    assert work()
    assert all_of(FrozenReview)[0].people == 3
    assert all_of(Job)[0].result["sha256"] == all_of(FrozenReview)[0].sha256


def test_pressed_twice_it_is_one_job(story, board):
    lock_all(story, "xuan_huong", "tan_thanh")

    press(story, board)
    press(story, board)

    assert len(all_of(Job)) == 1
    assert job_of(all_of(ReviewRound)[0]).state == JobState.WAITING


def test_a_round_with_an_open_sheet_is_refused_before_anything_is_queued(story):
    lock_all(story, "xuan_huong")

    with pytest.raises(Refused, match="Còn 1 đơn vị"):
        freezing_jobs.freeze(actor=SYSTEM, round_=story.round, address="/")

    assert all_of(Job) == []


def test_a_sheet_opened_again_while_the_job_waits_stops_it(story, board):
    lock_all(story, "xuan_huong", "tan_thanh")
    press(story, board)
    sheet = story.sheet("xuan_huong")
    sheet.state = "returned"
    sheet.save(update_fields=["state"])

    assert not work()

    assert all_of(FrozenReview) == []
    assert "chưa duyệt xong" in all_of(Job)[0].fault


def test_a_job_killed_after_the_seal_says_so_when_it_comes_again(story, board):
    lock_all(story, "xuan_huong", "tan_thanh")
    press(story, board)
    work()

    assert run_here(all_of(Job)[0].pk)

    assert len(all_of(FrozenReview)) == 1


def test_a_large_round_is_written_in_parts_with_how_far_it_is(story, monkeypatch):
    lock_all(story, "xuan_huong", "tan_thanh")
    heard: list[tuple[int, int]] = []
    monkeypatch.setattr("caunoi.apps.reviews.services.freezing.AT_ONCE", 2)

    freezing_jobs.freeze_round(
        actor=SYSTEM, round_=story.round, tell=lambda done, total: heard.append((done, total))
    )

    assert heard == [(0, 3), (2, 3)]
