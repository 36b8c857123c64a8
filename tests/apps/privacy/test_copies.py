"""The copy holds every canary of the person, and none of anybody else."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy import services
from caunoi.apps.privacy.models import DataCopy
from caunoi.apps.privacy.selectors.holdings import (
    BY_ID,
    MADE_OF_OTHERS,
    carries_scans,
    everything_about,
    paths,
    told_columns,
)
from caunoi.apps.privacy.services.copying import FOLDER
from caunoi.apps.privacy.services.packing import pack
from caunoi.foundation.audit.readings import note, readings_of
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.worker import run_here
from caunoi.foundation.policy import FieldClass, field_classes_of
from tests.factories.cadres import all_of
from tests.leaks import world
from tests.leaks.canaries import MARK, found_in, mark, marked

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
# Columns of people by id that speak of somebody else than the person the row is about.
OTHERWISE = {
    "cadres.cadremerge.lost_id": "the record of the same person that was joined to another",
}


@pytest.fixture
def both():
    return world.build()


def everything_in(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def marks(content: bytes) -> set[str]:
    return {f"{found[0]}{found[3]}" for found in MARK.findall(everything_in(content).decode().upper())}


def expected(name: str) -> set[str]:
    """Every canary laid into rows about the person: of each model found by the relations, each column told."""
    found = set()
    for model in paths():
        if model._meta.label_lower not in _laid():
            continue
        told = {field.name for field in told_columns(model)}
        for column, word in marked(model, name).items():
            if column in told and isinstance(word, str):
                found |= {f"{unit}{number}" for unit, _c, _m, number in MARK.findall(word.upper())}
    return found


def _laid() -> set[str]:
    return {
        "cadres.cadre", "cadres.posting", "cadres.qualification", "cadres.rating", "cadres.successionplan",
        "cadres.postingevidence", "cadres.qualificationevidence", "cadres.importrow", "planning.need",
        "privacy.subjectrequest", "privacy.requestedchange", "privacy.legalhold", "privacy.disposal",
    }  # fmt: skip


def test_the_copy_holds_every_canary_of_the_person_and_none_of_anybody_else(both):
    cadre_id = both.things[world.OWN]["cadre_id"]

    packed = pack(cadre_id, DAY)

    found = marks(packed.content)
    assert expected("XH") - found == set()
    assert {canary.unit for canary in found_in(packed.content)} <= {"XH", "BG"}
    assert len(expected("XH")) > 20


def test_the_scans_are_in_the_copy_with_their_content(both):
    from caunoi.apps.cadres.models import PostingEvidence, QualificationEvidence

    packed = pack(both.things[world.OWN]["cadre_id"], DAY)

    held = everything_about(both.things[world.OWN]["cadre_id"])
    assert packed.scans == sum(
        bool(row.sha256) for each in held if carries_scans(each.model) for row in each.rows
    )
    for model in (PostingEvidence, QualificationEvidence):
        word = mark("XH", field_classes_of(model)["sha256"], model, "sha256")
        assert word.encode() in everything_in(packed.content)


def test_the_page_to_read_and_the_data_say_the_same_facts(both):
    with zipfile.ZipFile(io.BytesIO(pack(both.things[world.OWN]["cadre_id"], DAY).content)) as archive:
        page, data = archive.read("doc-truoc.html").decode(), json.loads(archive.read("du-lieu.json"))

    cadre = data["held"]["cadres.Cadre"][0]
    assert cadre["identity_number"] in page
    assert cadre["full_name"] in page
    assert data["format"] == "caunoi-subject-copy/1"
    assert "Quy hoạch" in page or "quy hoạch" in page


def test_who_read_the_file_is_in_the_copy(both, actor_with):
    cadre_id = both.things[world.OWN]["cadre_id"]
    note(actor_with("btc", both.units["province"]), [cadre_id], "cadres:page.hoc-tap", reason="hỏi tuổi")

    with zipfile.ZipFile(io.BytesIO(pack(cadre_id, DAY).content)) as archive:
        data = json.loads(archive.read("du-lieu.json"))

    assert data["read_by"][0]["reason"] == "hỏi tuổi"


def test_every_column_that_names_a_person_is_known_to_the_copy():
    """A new table about people is found by its relation; one that keeps a bare id must be written down."""
    known = {(model, way.split("__")[0]) for model, ways in paths().items() for way in ways}
    missing = []
    for model in apps.get_models():
        if not model.__module__.startswith("caunoi."):
            continue
        for field in model._meta.concrete_fields:
            names_a_person = isinstance(field, models.UUIDField) and field.name in {"subject_id", "cadre_id"}
            points_at_a_person = field.is_relation and field.related_model is Cadre
            if (names_a_person or points_at_a_person) and (model, field.name) not in known:
                missing.append(f"{model._meta.label}.{field.name}")

    assert missing == []


def test_only_keys_and_what_is_made_of_other_columns_stay_out():
    for model in paths():
        left_out = {f.name for f in model._meta.concrete_fields} - {f.name for f in told_columns(model)}
        classes = field_classes_of(model)
        keys = {name for name in left_out if classes.get(name, FieldClass.K) == FieldClass.K}
        assert left_out - keys == set(MADE_OF_OTHERS.get(model._meta.label_lower, ())), model


# ---- who may have one, and how it is made


def test_the_person_gets_it_by_a_job_and_takes_it(herself, cadre, settings):
    copy = services.ask_copy(actor=herself, cadre=cadre)

    made = services.make_copy(actor=herself, copy=copy, on=DAY)

    content = services.open_copy(actor=herself, copy=made)
    assert b"024185000123" in everything_in(content)
    assert b"024185000123" not in (settings.FILES / FOLDER / str(copy.pk)).read_bytes()
    assert readings_of(cadre.pk) == []


def test_the_job_makes_it_for_whoever_asked(cadre, land):
    from tests.apps.accounts.people import make_grant, make_user

    user = make_user("tinh", subject_id=cadre.pk)
    make_grant(user, "canbo", reach="self")
    from caunoi.foundation.actors import load_actor

    copy = services.ask_copy(actor=load_actor(f"user:{user.pk}", DAY), cadre=cadre)
    claimed = jobs.claim()

    assert claimed is not None and claimed.pk == copy.job_id
    assert run_here(claimed.pk)
    assert all_of(DataCopy, pk=copy.pk)[0].is_there


def test_the_office_that_makes_one_is_told_to_the_person(board, cadre):
    copy = services.ask_copy(actor=board, cadre=cadre)
    services.make_copy(actor=board, copy=copy, on=DAY)

    assert [look.way for look in readings_of(cadre.pk)] == ["privacy:copy"]


def test_who_reads_less_than_everything_makes_no_copy(actor_with, land, cadre):
    with pytest.raises(Forbidden):
        services.ask_copy(actor=actor_with("xa", land["xuan_huong"]), cadre=cadre)
    with pytest.raises(NotVisible):
        services.ask_copy(
            actor=actor_with("canbo", reach="self", subject_id=land["province"].pk), cadre=cadre
        )


def test_two_at_once_are_one_too_many(board, herself, cadre):
    services.ask_copy(actor=herself, cadre=cadre)

    with pytest.raises(Refused, match="đang được làm"):
        services.ask_copy(actor=board, cadre=cadre)


def test_after_its_days_the_file_is_gone_and_the_row_says_so(herself, cadre, system, settings):
    copy = services.make_copy(actor=herself, copy=services.ask_copy(actor=herself, cadre=cadre), on=DAY)

    assert services.forget_old_copies(actor=system, on=DAY + timedelta(days=10)) == 0
    assert services.forget_old_copies(actor=system, on=DAY + timedelta(days=11)) == 1

    assert list((settings.FILES / FOLDER).iterdir()) == []
    with pytest.raises(Refused, match="không còn"):
        services.open_copy(actor=herself, copy=all_of(DataCopy, pk=copy.pk)[0])


def test_everything_about_a_person_names_nobody_else(both):
    own = both.things[world.OWN]["cadre_id"]

    for held in everything_about(own):
        for way in paths()[held.model]:
            if held.model not in BY_ID:
                assert {type(row) for row in held.rows} == {held.model}, way
