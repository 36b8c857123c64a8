"""Marked words stand in every personal column: none comes back to somebody who may not read it."""

import unicodedata
import zipfile
from base64 import urlsafe_b64encode
from io import BytesIO

import pytest
from django.apps import apps

from caunoi.foundation.policy import FieldClass, ScopedQuerySet, field_classes_of
from tests.leaks.asking import ALLOW, ROLES, leaked, met, table, word_of
from tests.leaks.canaries import STRUCTURAL, Canary, columns, found_in, mark
from tests.leaks.probes import probes
from tests.leaks.world import PROVINCE

pytestmark = pytest.mark.django_db
# Nobody's data: rules, catalogues, the keys of a door; accounts name the person who signs in.
WITHOUT_CANARIES = {"accounts", "classes", "documents"}
ABOUT_PEOPLE = {"accounts.emergency"}  # whose file was opened, and why


@pytest.mark.parametrize("role", ROLES)
def test_nobody_gets_at_anything_of_others_by_another_way(everybody, role) -> None:
    found = []
    for probe in probes(everybody.world):
        answer = everybody.ask(role, *probe)
        found += [(probe, canary) for canary in leaked(role, answer)]
        assert not word_of(answer).startswith("fault 5"), probe

    assert found == []


def test_a_clerk_meets_the_canaries_of_the_own_commune(everybody) -> None:
    """Without this, a world that shows nothing to anybody would pass."""
    found = met_by(everybody, "xa")

    assert {canary.unit for canary in found} == {"XH", PROVINCE}
    assert {"CADRE", "POSTING", "QUALIFICATION", "RATING", "IMPORTBATCH", "IMPORTROW"} <= {
        c.model for c in found
    }
    assert {canary.level for canary in found} == {1, 2}


def test_the_board_meets_the_canaries_of_both_and_of_every_class(everybody) -> None:
    found = met_by(everybody, "btc")

    assert {canary.unit for canary in found} == {"XH", "DS", PROVINCE}
    assert {canary.level for canary in found} == {1, 2, 3}
    assert "SUCCESSIONPLAN" in {canary.model for canary in found}


def test_an_official_meets_the_own_file_and_nothing_else(everybody) -> None:
    found = met_by(everybody, "canbo")

    assert {canary.unit for canary in found} == {"XH"}
    assert {canary.model for canary in found} <= {
        "CADRE",
        "POSTING",
        "POSTINGEVIDENCE",
        "QUALIFICATION",
        "QUALIFICATIONEVIDENCE",
        "RATING",
        "IMPORTBATCH",
        "NEED",
        "READING",
        "CADREMERGE",
        "DECLARATIONROUND",
    }
    assert 3 in {canary.level for canary in found}


def met_by(everybody, role: str) -> set[Canary]:
    return {canary for probe in probes(everybody.world) for canary in met(everybody.ask(role, *probe))}


def test_every_personal_column_of_words_holds_a_canary_or_is_named_as_structure() -> None:
    protected = [
        model
        for model in apps.get_models()
        if isinstance(model._default_manager.all(), ScopedQuerySet)
        and (model._meta.app_label not in WITHOUT_CANARIES or model._meta.label_lower in ABOUT_PEOPLE)
        and any(level >= FieldClass.P1 for level in field_classes_of(model).values())
    ]

    assert {model._meta.label_lower for model in protected} == set(STRUCTURAL)
    for model in protected:
        named = {field.name for field, _ in columns(model)}
        assert STRUCTURAL[model._meta.label_lower] <= named, model


@pytest.mark.parametrize(
    "hide",
    [
        str.encode,
        lambda word: unicodedata.normalize("NFD", word).encode(),
        lambda word: word.lower().encode(),
        lambda word: word.upper().encode(),
        lambda word: b"sau=" + urlsafe_b64encode(f'["{word}"]'.encode()).rstrip(b"="),
        lambda word: _zipped(word),
    ],
    ids=["plain", "decomposed", "small", "capitals", "base 64", "archive"],
)
def test_a_canary_is_found_wherever_it_hides(hide) -> None:
    model = apps.get_model("cadres.cadre")
    word = mark("DS", FieldClass.P3, model, "phone")

    assert found_in(hide(word)) == {Canary("DS", 3, "CADRE")}


def _zipped(word: str) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", word * 50)
    return kept.getvalue()


def test_outside_the_reach_is_answered_with_the_bytes_of_what_is_not_there(everybody) -> None:
    """S-05: another's file and no file at all look the same, but for the address itself."""
    world = everybody.world
    for question, cells in table().items():
        if question.relation != "other" or cells["xa"] != "404" or question.method != "GET":
            continue
        there, nowhere = question.url(world), question.url(world).replace(*_another(world))
        one, two = everybody.ask("xa", "GET", there), everybody.ask("xa", "GET", nowhere)
        assert _masked(one.content, there) == _masked(two.content, nowhere), there


def _another(world) -> tuple[str, str]:
    return str(world.things["other"]["cadre_id"]), "00000000-0000-4000-8000-000000000000"


def _masked(content: bytes, url: str) -> str:
    import re

    text = content.decode().replace(url, "URL")
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", text)
    return re.sub(r"[A-Za-z0-9]{64}", "TOKEN", text)


def test_the_probes_reach_their_pages(everybody) -> None:
    """A probe that is refused for being misspelt proves nothing: the board is let in by most."""
    words = [word_of(everybody.ask("btc", *probe)) for probe in probes(everybody.world)]

    assert words.count(ALLOW) > len(words) * 0.8
