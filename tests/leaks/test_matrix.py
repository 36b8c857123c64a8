"""Every address, asked by everybody, for what is theirs, what is another's, and what is not there.

The table stands in ``policy_matrix.csv`` and is read like code. After an address was added, write it anew with
``CAUNOI_WRITE_MATRIX=1 pytest tests/leaks/test_matrix.py`` and look at every new line: only cells the table does not
have are asked; ``CAUNOI_WRITE_MATRIX=all`` asks every cell again.
"""

import os

import pytest

from caunoi.foundation.audit.selectors import head_of_changes
from tests.leaks.asking import ALLOW, FORBIDDEN, MISSING, ROLES, SIGN_IN, Question, questions, table, write
from tests.leaks.canaries import Canary
from tests.leaks.world import NOWHERE, OTHER

pytestmark = pytest.mark.django_db
WRITING = os.environ.get("CAUNOI_WRITE_MATRIX", "")
KEPT = dict(table()) if WRITING and WRITING != "all" else {}
RIGHTS_OF_NOBODY = ("visitor", "disabled")


def test_the_table_speaks_of_every_address_and_of_no_other(world) -> None:
    if WRITING:
        pytest.fail("the table is being written anew")

    assert set(table()) == set(questions())


@pytest.mark.parametrize("role", ROLES)
def test_everybody_is_answered_as_the_table_says_and_meets_nothing_of_others(everybody, role) -> None:
    asked = [question for question in questions() if question not in KEPT] if WRITING else list(table())
    answered = {question: everybody.cell(role, question) for question in asked}

    if WRITING:
        _remember(role, {question: word for question, (word, _) in answered.items()})
    assert differences(role, answered) == []
    assert [(question, leaks) for question, (_, leaks) in answered.items() if leaks] == []


def differences(role: str, answered: dict[Question, tuple[str, set[Canary]]]) -> list[str]:
    expected = table()
    return [
        f"{role}: {question.method} /{question.route} ({question.relation or '-'}): {word}, expected {expected[question][role]}"
        for question, (word, _) in answered.items()
        if word != expected[question][role]
    ]


_written: dict[Question, dict[str, str]] = {}


def _remember(role: str, answered: dict[Question, str]) -> None:
    for question, word in answered.items():
        _written.setdefault(question, {})[role] = word
    known = {**KEPT, **_written}
    there = [question for question in questions() if question in known]
    write({question: {name: known[question].get(name, "") for name in ROLES} for question in there})
    table.cache_clear()


# What must hold of the table whatever was written into it.


def test_no_cell_expects_a_fault_of_the_server() -> None:
    words = {word for cells in table().values() for word in cells.values()}

    assert words <= {ALLOW, MISSING, FORBIDDEN, SIGN_IN}


def test_a_closed_account_is_answered_like_a_visitor() -> None:
    assert all(cells["disabled"] == cells["visitor"] for cells in table().values())


def test_a_right_that_ended_or_has_not_begun_is_no_right() -> None:
    assert all(cells["ended"] == cells["future"] == cells["without"] for cells in table().values())


def test_the_clerk_of_one_commune_is_never_let_in_to_a_thing_of_another() -> None:
    shared = {
        "don-vi/<uuid:unit_id>/",
        "ra-soat/ma/<str:mark>/",
        "ke-hoach/ma/<str:mark>/",
    }  # a unit is public; a mark of a paper names nobody
    let_in = [
        question
        for question, cells in table().items()
        if question.relation == OTHER and cells["xa"] == ALLOW and question.route not in shared
    ]

    assert [q for q in let_in if not q.route.startswith("ke-hoach/<uuid:plan_id>/")] == []


def test_what_is_anothers_is_answered_like_what_is_not_there() -> None:
    by_place = {(q.method, q.route, q.relation): cells for q, cells in table().items()}
    differing = [
        (method, route)
        for (method, route, relation), cells in by_place.items()
        if relation == OTHER
        and cells["xa"] in {MISSING, FORBIDDEN}
        and cells["xa"] != by_place[method, route, NOWHERE]["xa"]
    ]

    assert differing == []


def test_the_administrator_is_let_in_to_no_file_of_a_person() -> None:
    personal = ("can-bo", "nhap", "thieu-chuan", "ke-hoach", "nhat-ky", "api/v1/cadres", "api/v1/gaps")

    assert [
        q
        for q, cells in table().items()
        if q.route.startswith(personal) and cells["quantri"] == ALLOW != cells["visitor"]
    ] == []  # what a visitor may ask, like the code of a paper, names nobody


def test_reading_changes_nothing(everybody, monkeypatch) -> None:
    """That somebody took a list is remembered; nothing else is. Looked at before the answer is taken back."""
    before = head_of_changes()
    monkeypatch.setattr(everybody, "look", head_of_changes)

    changing = []
    for question in table():
        if question.method == "GET":
            everybody.ask("btc", "GET", question.url(everybody.world))
            changing += [question] if everybody.seen != before else []

    assert changing == []
