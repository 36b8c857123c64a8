"""One's own jobs on the screen: the list, one while it runs, a way to stop it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from caunoi.foundation import clock
from caunoi.foundation.jobs import mailbox, services
from caunoi.foundation.jobs.models import Job, JobState
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.foundation.jobs.work import now_of, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = make_user()
    make_grant(user, "btc")
    return user


@pytest.fixture
def browser(user) -> Client:
    return browser_of(user)


def job_of(user, **given) -> Job:
    class Asking:
        key = f"user:{user.pk}"

    return put(Asking, **given)


def test_the_list_shows_ones_own_jobs(user, browser) -> None:
    job_of(user, title="Nhập danh sách tháng 8")
    job_of(make_user(), title="Việc của người khác")

    page = browser.get("/cong-viec/").content.decode()

    assert "Nhập danh sách tháng 8" in page
    assert "Việc của người khác" not in page
    assert 'data-count="1"' in page


def test_an_empty_list_says_what_will_stand_there(browser) -> None:
    assert "Chưa có việc nào chạy nền" in browser.get("/cong-viec/").content.decode()


def test_a_running_job_asks_again_each_second_and_an_ended_one_does_not(user, browser) -> None:
    job = job_of(user, state=JobState.RUNNING)
    mailbox.tell(job.pk, {"done": 640, "total": 1000, "stage": "đang đọc"})
    fragment = browser.get(f"/cong-viec/{job.pk}/", headers={"HX-Request": "true"}).content.decode()

    assert "đang đọc" in fragment
    assert f'hx-get="/cong-viec/{job.pk}/"' in fragment
    assert "<html" not in fragment

    services.end(job.pk, JobState.DONE)
    fragment = browser.get(f"/cong-viec/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in fragment


def test_the_page_of_a_job_works_without_script(user, browser) -> None:
    job = job_of(user, title="Tính kế hoạch", state=JobState.RUNNING)

    page = browser.get(f"/cong-viec/{job.pk}/").content.decode()

    assert "<h1>Tính kế hoạch</h1>" in page
    assert f'action="/cong-viec/{job.pk}/dung/"' in page


def test_a_failed_job_says_why(user, browser) -> None:
    job = job_of(user, state=JobState.FAILED, fault="Tệp 14 MB, tối đa 10 MB.")

    assert "Tệp 14 MB, tối đa 10 MB." in browser.get(f"/cong-viec/{job.pk}/").content.decode()


def test_the_job_of_another_is_answered_like_no_job(user, browser) -> None:
    foreign, nothing = job_of(make_user()).pk, uuid4()

    answers = [browser.get(f"/cong-viec/{key}/") for key in (foreign, nothing)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert browser.post(f"/cong-viec/{foreign}/dung/").status_code == 404


def test_stopping_is_a_post_and_tells_what_happens(user, browser) -> None:
    job = job_of(user)

    assert browser.get(f"/cong-viec/{job.pk}/dung/").status_code == 405
    answer = browser.post(f"/cong-viec/{job.pk}/dung/", follow=True)

    assert "Đã yêu cầu dừng" in answer.content.decode()
    assert now_of(job).state == JobState.STOPPED


def test_a_job_that_ended_cannot_be_stopped_any_more(user, browser) -> None:
    job = job_of(user, state=JobState.DONE)

    assert browser.post(f"/cong-viec/{job.pk}/dung/").status_code == 409


def test_a_job_nobody_takes_up_says_so_after_half_a_minute_and_whom_to_tell(user, browser) -> None:
    fresh = job_of(user, run_after=clock.now())
    left = job_of(user, run_after=clock.now() - timedelta(seconds=31))

    waiting = browser.get(f"/cong-viec/{fresh.pk}/").content.decode()
    alone = browser.get(f"/cong-viec/{left.pk}/").content.decode()

    assert "Đang chờ đến lượt" in waiting
    assert "chưa có tiến trình nền nào nhận việc này" in alone
    assert "caunoi jobs work" in alone


def test_a_job_behind_another_waits_its_turn_however_long(user, browser) -> None:
    job_of(user, state=JobState.RUNNING, lease_until=clock.now() + timedelta(seconds=20))
    waiting = job_of(user, run_after=clock.now() - timedelta(minutes=10))

    page = browser.get(f"/cong-viec/{waiting.pk}/").content.decode()

    assert "Đang chờ đến lượt" in page
