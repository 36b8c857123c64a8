"""Marked words stand in every personal column: none comes back to somebody who may not read it."""

import unicodedata
import zipfile
from base64 import urlsafe_b64encode
from io import BytesIO

import pytest
from django.apps import apps

from caunoi.foundation.policy import FieldClass, ScopedQuerySet, field_classes_of
from tests.leaks.asking import ALLOW, ROLES, table, word_of
from tests.leaks.canaries import STRUCTURAL, Canary, columns, found_in, mark
from tests.leaks.probes import probes
from tests.leaks.reading import may_meet

pytestmark = pytest.mark.django_db
# Nobody's data: rules, units, catalogues, the keys of a door; accounts name the person who signs in.
WITHOUT_CANARIES = {"accounts", "organisation", "classes", "documents"}


def leaks(everybody, role: str) -> list[str]:
    """What ``role`` met and may not meet, over every address and every probe."""
    found = []
    for method, url, data in asked_by_all(everybody):
        answer = everybody.ask(role, method, url, data)
        met = found_in(bytes(answer.getvalue() if answer.streaming else answer.content) + headers(answer))
        found += [f"{role} {method} {url}: {canary}" for canary in met if not may_meet(role, canary)]
        assert not word_of(answer).startswith("fault 5"), f"{role} {method} {url}"
    return found


def asked_by_all(everybody):
    rows = [(q.method, q.url(everybody.world), None) for q in table() if q.method == "GET"]
    return [*rows, *probes(everybody.world)]


def headers(answer) -> bytes:
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode()


@pytest.mark.parametrize("role", ROLES)
def test_nobody_meets_a_canary_that_is_not_theirs(everybody, role) -> None:
    assert leaks(everybody, role) == []


def test_a_clerk_meets_the_canaries_of_the_own_commune(everybody) -> None:
    """Without this, a world that shows nothing to anybody would pass."""
    met = set()
    for method, url, data in asked_by_all(everybody):
        met |= found_in(everybody.ask("xa", method, url, data).content)

    assert {canary.unit for canary in met} >= {"XH"}
    assert {"CADRE", "POSTING", "QUALIFICATION", "RATING", "IMPORTBATCH", "IMPORTROW", "JOB"} <= {c.model for c in met}
    assert {1, 2} == {canary.level for canary in met}


def test_the_board_meets_the_canaries_of_both_and_of_every_class(everybody) -> None:
    met = set()
    for method, url, data in asked_by_all(everybody):
        met |= found_in(everybody.ask("btc", method, url, data).content)

    assert {canary.unit for canary in met} >= {"XH", "DS"}
    assert {1, 2, 3} == {canary.level for canary in met}
    assert "SUCCESSIONPLAN" in {canary.model for canary in met}


def test_every_personal_column_of_words_holds_a_canary_or_is_named_as_structure() -> None:
    protected = [
        model
        for model in apps.get_models()
        if isinstance(model._default_manager.all(), ScopedQuerySet) and model._meta.app_label not in WITHOUT_CANARIES
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
