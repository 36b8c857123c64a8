"""Sensitive text at rest: unreadable without the key, and refused where it was not written."""

import pytest
from django.db import connection

from caunoi.apps.cadres.models import Cadre
from caunoi.foundation.db import encryption
from caunoi.foundation.db.encryption import UnreadableSecret, blind_index, decrypt, encrypt
from caunoi.foundation.policy import visible
from tests.factories.organisation import make_unit

PLACE = "cadres_cadre.identity_number"
NUMBER = "024070001234"


def test_what_was_sealed_opens_again() -> None:
    assert decrypt(encrypt("Sán Dìu", place=PLACE), place=PLACE) == "Sán Dìu"


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert encrypt(NUMBER, place=PLACE) != encrypt(NUMBER, place=PLACE)


def test_text_moved_to_another_column_is_refused() -> None:
    sealed = encrypt(NUMBER, place=PLACE)

    with pytest.raises(UnreadableSecret, match=r"cadres_cadre\.phone"):
        decrypt(sealed, place="cadres_cadre.phone")


@pytest.mark.parametrize("at", [3, 10, 20, -3])
def test_a_changed_letter_is_refused(at) -> None:
    sealed = encrypt(NUMBER, place=PLACE)
    letter = "A" if sealed[at] != "A" else "B"
    changed = sealed[:at] + letter + (sealed[at + 1 :] if at != -1 else "")

    with pytest.raises(UnreadableSecret):
        decrypt(changed, place=PLACE)


def test_another_key_opens_nothing(settings) -> None:
    sealed = encrypt(NUMBER, place=PLACE)
    settings.DATA_KEY = "một khóa khác"

    with pytest.raises(UnreadableSecret):
        decrypt(sealed, place=PLACE)


def test_equal_values_meet_by_their_fingerprint_and_only_under_one_key_and_purpose(settings) -> None:
    print_of = blind_index(NUMBER, purpose="identity")

    assert print_of == blind_index(NUMBER, purpose="identity")
    assert print_of != blind_index("024070001235", purpose="identity")
    assert print_of != blind_index(NUMBER, purpose="door-account")
    settings.DATA_KEY = "một khóa khác"
    assert print_of != blind_index(NUMBER, purpose="identity")


@pytest.mark.django_db
def test_the_column_holds_no_readable_text(system) -> None:
    cadre = Cadre.objects.create(
        full_name="An", custodian=make_unit(), identity_number=NUMBER, ethnicity="Sán Dìu"
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_number, identity_index FROM cadres_cadre WHERE full_name = 'An'")
        row = cursor.fetchone()

    assert NUMBER not in str(row)
    assert row[0].startswith(encryption.VERSION)
    assert visible(system, Cadre).get(pk=cadre.pk).identity_number == NUMBER
