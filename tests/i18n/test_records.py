"""Records and workbooks are Vietnamese, whoever writes them and in whichever language they read."""

import io

import pytest
from django.utils import translation

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters.documents import sample
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy import system_scope
from tests.i18n.conftest import PLAN, STORY, signed_in

ACTOR = SystemActor(key="system:tests", label="Kiểm thử", on=STORY)
pytestmark = [pytest.mark.django_db, pytest.mark.demo, pytest.mark.usefixtures("told_world")]


def exported(language: str) -> bytes:
    target = io.BytesIO()
    with translation.override(language):
        services.export_people(actor=ACTOR, target=target, on=STORY, form="csv")
    return target.getvalue()


def test_a_list_exported_in_english_is_the_list_exported_in_vietnamese():
    assert exported("en") == exported("vi")


def test_the_log_says_in_vietnamese_what_an_english_reader_changed():
    with system_scope("tests: anybody"):
        cadre = Cadre.objects.filter(sex="nam").first()

    with translation.override("en"):
        services.correct_cadre(
            actor=ACTOR, cadre=cadre, expected_version=cadre.version, changes={"sex": "nu", "birth": PartialDate(1980)},
            reason="đọc nhầm",
        )  # fmt: skip

    with system_scope("tests: the last record"):
        event = AuditEvent.objects.order_by("-seq").first()
    assert event.changes["sex"] == ["Nam", "Nữ"]


def test_a_plan_and_its_job_have_vietnamese_names_whoever_asks_for_them():
    answer = signed_in("btc", "en").post("/ke-hoach/lap/", {**PLAN, "year": "2022"})

    assert answer.status_code == 302
    with system_scope("tests: what was written"):
        plan = Plan.objects.get(year=2022)
        job = Job.objects.get(pk=plan.job_id)
    assert (plan.name, job.title) == (
        "Kế hoạch đào tạo, bồi dưỡng năm 2022",
        "Tính Kế hoạch đào tạo, bồi dưỡng năm 2022",
    )


def test_a_letter_is_filled_in_vietnamese_on_an_english_screen():
    with translation.override("en"):
        english = sample()
    with translation.override("vi"):
        vietnamese = sample()

    assert english == vietnamese
