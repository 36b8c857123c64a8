"""A job that runs long asks at each step whether its person may still do it."""

from datetime import date

import pytest

from caunoi.apps.cadres.models import Posting
from caunoi.apps.cadres.services.posts import end_posting
from caunoi.foundation.jobs import worker
from caunoi.foundation.jobs.models import JobState
from caunoi.foundation.jobs.registry import Registered
from caunoi.foundation.jobs.worker import NO_LONGER_HELD, run_here
from caunoi.foundation.policy.census import Declared
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.cadres import all_of, make_cadre, make_province
from tests.foundation.jobs.work import now_of, put

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)


@pytest.fixture
def clerk(settings):
    """Secretary of a commune, whose right is tied to the post."""
    settings.TODAY = DAY
    land = make_province()
    cadre = make_cadre(land["xuan_huong"])
    user = make_user(subject_id=cadre.pk)
    make_grant(user, "xa", land["xuan_huong"], post_title="CX-BT", post_unit=land["xuan_huong"])
    user.cadre = cadre
    return user


def end_the_post(clerk, system) -> None:
    posting = all_of(Posting, cadre=clerk.cadre)[0]
    posting.cadre = clerk.cadre
    end_posting(actor=system, posting=posting, on=DAY)


def run(clerk, monkeypatch, work) -> tuple[bool, object]:
    """``work`` in the place of the job that tests put into the queue."""
    from caunoi.apps.cadres.models import Cadre

    bound = Registered("test.work", work, Declared("needs", Cadre, "bring_in"), 60, 1)
    monkeypatch.setattr(worker, "registered", lambda name: bound)
    monkeypatch.setattr(worker, "ASK_AGAIN", 0.0)
    job = put(clerk, state=JobState.RUNNING, attempts=1)
    return run_here(job.pk), now_of(job)


def test_a_post_that_ends_while_the_job_runs_ends_the_job_at_its_next_step(
    clerk, monkeypatch, system
) -> None:
    steps = []

    def work(context) -> None:
        for step in range(4):
            context.progress(step, 4)
            steps.append(step)
            if step == 1:
                end_the_post(clerk, system)

    well, job = run(clerk, monkeypatch, work)

    assert (well, job.state, job.fault) == (False, JobState.FAILED, NO_LONGER_HELD)
    assert steps == [0, 1]


def test_a_job_that_only_listens_for_a_stop_is_ended_as_well(clerk, monkeypatch, system) -> None:
    def work(context) -> None:
        end_the_post(clerk, system)
        context.stop_if_asked()

    well, job = run(clerk, monkeypatch, work)

    assert (well, job.fault) == (False, NO_LONGER_HELD)


def test_a_job_whose_rights_stay_goes_on_to_its_end(clerk, monkeypatch) -> None:
    def work(context) -> dict:
        for step in range(4):
            context.progress(step, 4)
        return {"done": 4}

    well, job = run(clerk, monkeypatch, work)

    assert (well, job.state, job.result) == (True, JobState.DONE, {"done": 4})


def test_a_job_whose_post_ended_before_it_began_does_nothing(clerk, monkeypatch, system) -> None:
    end_the_post(clerk, system)

    well, job = run(clerk, monkeypatch, lambda context: pytest.fail("it ran"))

    assert (well, job.fault) == (False, NO_LONGER_HELD)
