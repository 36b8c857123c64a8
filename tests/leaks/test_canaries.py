"""Marked words stand in every personal column: none comes back to somebody who may not read it."""

import unicodedata
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps

from caunoi.foundation.policy import FieldClass, ScopedQuerySet, field_classes_of
from tests.leaks.asking import ALLOW, ROLES, Everybody, met, table, word_of
from tests.leaks.canaries import STRUCTURAL, Canary, columns, found_in, mark
from tests.leaks.probes import probes
from tests.leaks.reading import may_meet
from tests.leaks.world import PROVINCE

pytestmark = pytest.mark.django_db
# Nobody's data: rules, catalogues, the keys of a door; accounts name the person who signs in.
WITHOUT_CANARIES = {"accounts", "classes", "documents"}
ABOUT_PEOPLE = {"accounts.emergency"}  # whose file was opened, and why


@dataclass(frozen=True)
class Told:
    """What one probe was answered: in one word, and the canaries it brought back."""

    probe: tuple[Any, ...]
    word: str
    met: frozenset[Canary]


@pytest.fixture(scope="module")
def told(everybody: Everybody) -> Callable[[str], list[Told]]:
    """What a role is told by all probes: asked once, whichever tests read it."""

    @cache
    def by(role: str) -> list[Told]:
        return [_told(everybody, role, probe) for probe in probes(everybody.world)]

    return by


def _told(everybody: Everybody, role: str, probe: tuple[Any, ...]) -> Told:
    answer = everybody.ask(role, *probe)
    return Told(probe, word_of(answer), frozenset(met(answer)))


@pytest.mark.parametrize("role", ROLES)
def test_nobody_gets_at_anything_of_others_by_another_way(told, role) -> None:
    faults = [each.probe for each in told(role) if each.word.startswith("fault 5")]
    found = [(each.probe, canary) for each in told(role) for canary in each.met if not may_meet(role, canary)]

    assert faults == []
    assert found == []


def test_a_clerk_meets_the_canaries_of_the_own_commune(told) -> None:
    """Without this, a world that shows nothing to anybody would pass."""
    found = met_by(told("xa"))

    assert {canary.unit for canary in found} == {"XH", PROVINCE}
    assert {"CADRE", "POSTING", "QUALIFICATION", "RATING", "IMPORTBATCH", "IMPORTROW"} <= {
        c.model for c in found
    }
    assert {canary.level for canary in found} == {1, 2}


def test_the_board_meets_the_canaries_of_both_and_of_every_class(told) -> None:
    found = met_by(told("btc"))

    assert {canary.unit for canary in found} == {"XH", "DS", PROVINCE}
    assert {canary.level for canary in found} == {1, 2, 3}
    assert "SUCCESSIONPLAN" in {canary.model for canary in found}


def test_an_official_meets_the_own_file_and_nothing_else(told) -> None:
    found = met_by(told("canbo"))

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


def met_by(answers: list[Told]) -> set[Canary]:
    return {canary for each in answers for canary in each.met}


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


def test_the_probes_reach_their_pages(told) -> None:
    """A probe that is refused for being misspelt proves nothing: the board is let in by most."""
    words = [each.word for each in told("btc")]

    assert words.count(ALLOW) > len(words) * 0.8
