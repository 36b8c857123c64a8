import random
import sqlite3
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.vocabulary.vietnamese import sort_key

_LINES = Path(__file__).with_name("names_in_order.txt").read_text(encoding="utf-8").splitlines()
NAMES_IN_ORDER = [line for line in _LINES if not line.startswith("#")]


def test_names_stand_in_the_order_of_the_icu_collation():
    shuffled = random.Random(37).sample(NAMES_IN_ORDER, len(NAMES_IN_ORDER))

    assert len(NAMES_IN_ORDER) > 300
    assert sorted(shuffled, key=sort_key) == NAMES_IN_ORDER


def test_sqlite_sorts_the_keys_by_the_same_order():
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE names (name TEXT, key TEXT)")
        rows = [(name, sort_key(name)) for name in reversed(NAMES_IN_ORDER)]
        connection.executemany("INSERT INTO names VALUES (?, ?)", rows)

        found = connection.execute("SELECT name FROM names ORDER BY key").fetchall()

    assert [name for (name,) in found] == NAMES_IN_ORDER


def test_letters_have_their_dictionary_order():
    alphabet = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")

    assert all(sort_key(one) < sort_key(other) for one, other in pairwise(alphabet))


def test_tones_have_their_dictionary_order():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]

    assert all(sort_key(one) < sort_key(other) for one, other in pairwise(tones))


def test_letters_decide_before_tones_for_the_whole_word():
    assert sort_key("má") < sort_key("man") < sort_key("màng")


def test_a_shorter_family_name_comes_first():
    assert sort_key("Nguyễn Thị An") < sort_key("Nguyễn Thịnh An") < sort_key("Trần An")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Hoà", "Nguyễn Hòa"),
        ("NGUYỄN ÁNH", "Nguyễn Ánh"),
        ("Ðặng An", "Đặng An"),
        (" Lê  An ", "Lê An"),
        (unicodedata.normalize("NFD", "Phạm Huệ"), "Phạm Huệ"),
    ],
)
def test_one_name_typed_in_two_ways_has_one_place(one, other):
    assert sort_key(one) == sort_key(other)


def test_the_given_name_may_have_two_syllables():
    name = "Nguyễn Minh Châu"

    assert sort_key(name) < sort_key("Lê Văn Dũng") < sort_key(name, given="Minh Châu")


def test_a_given_name_is_taken_off_only_at_a_whole_syllable():
    assert sort_key("Nguyễn Lan", given="an") != sort_key("Nguyễn L an", given="an")


def test_letters_of_minority_languages_stand_behind_their_plain_form():
    names = ["Bo", "Bó", "Bŏ", "Cư", "Čư", "Da"]

    assert all(sort_key(one) < sort_key(other) for one, other in pairwise(names))


@given(st.text())
def test_a_key_is_always_made_of_ascii_digits_and_small_letters(text):
    key = sort_key(text)

    assert key.isascii() and key.isalnum() and key == key.lower()


@given(st.lists(st.sampled_from(NAMES_IN_ORDER), min_size=2, max_size=2))
def test_the_order_of_two_names_is_their_order_in_the_list(pair):
    one, other = pair

    assert (sort_key(one) < sort_key(other)) == (NAMES_IN_ORDER.index(one) < NAMES_IN_ORDER.index(other))
