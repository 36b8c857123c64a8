"""How sensitive a column is decides who reads it, and a hidden column is no oracle."""

import pytest

from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.foundation.actors import Granted
from caunoi.foundation.policy import FieldClass, field_classes_of, may_read, readable_fields
from caunoi.foundation.policy.classes import highest_class


def test_classes_are_merged_along_the_bases() -> None:
    classes = field_classes_of(Posting)

    assert {"id", "valid_from", "cadre"} <= set(classes)


@pytest.mark.parametrize(
    ("role", "highest", "reads", "does_not_read"),
    [
        (
            "lanhdao",
            FieldClass.P1,
            {"full_name", "number"},
            {"birth", "sex", "phone", "ethnicity", "identity_number"},
        ),
        ("kiemtra", FieldClass.P1, {"full_name"}, {"birth", "phone", "ethnicity"}),
        (
            "xa",
            FieldClass.P2,
            {"full_name", "birth", "phone"},
            {"ethnicity", "identity_number", "party_joined"},
        ),
        ("btc", FieldClass.P3, {"full_name", "birth", "ethnicity", "identity_number"}, set()),
        ("mattran", FieldClass.P0, set(), {"full_name", "birth", "ethnicity"}),
        ("quantri", FieldClass.P0, set(), {"full_name", "birth", "ethnicity"}),
    ],
)
def test_a_role_reads_up_to_its_class(actor_with, role, highest, reads, does_not_read) -> None:
    actor = actor_with(role)
    fields = readable_fields(actor, Cadre)

    assert highest_class(actor, Cadre) == highest
    assert reads <= fields
    assert not does_not_read & fields
    assert all(may_read(actor, Cadre, name) for name in reads)
    assert not any(may_read(actor, Cadre, name) for name in does_not_read)


def test_key_material_is_read_by_nobody(actor_with, system) -> None:
    assert not may_read(actor_with("quantri"), User, "password")
    assert not may_read(system, User, "password")


def test_of_two_roles_the_lower_class_counts_for_rows_of_both(day) -> None:
    grants = (Granted("lanhdao", None, "subtree"), Granted("xa", None, "subtree"))
    actor = Person(key="user:x", label="Hai vai", on=day, grants=grants)

    assert highest_class(actor, Cadre) == FieldClass.P1


def test_reading_the_own_file_does_not_open_the_files_of_others(day) -> None:
    grants = (Granted("canbo", None, "self"), Granted("xa", None, "subtree"))
    both = Person(key="user:x", label="Cán bộ văn phòng", on=day, grants=grants)
    alone = Person(key="user:y", label="Cán bộ", on=day, grants=grants[:1])

    assert highest_class(both, Cadre) == FieldClass.P2
    assert highest_class(alone, Cadre) == FieldClass.P3
