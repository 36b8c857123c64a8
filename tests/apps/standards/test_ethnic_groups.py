"""Who is of a minority: only a word that is known for sure eases a requirement."""

import pytest

from caunoi.apps.standards.selectors.ethnic_groups import MINORITIES, ethnic_rank


@pytest.mark.parametrize("text", ["Kinh", "KINH", " kinh ", "Dân tộc Kinh"])
def test_the_majority_is_known_however_it_is_written(text):
    assert ethnic_rank(text) == 1


@pytest.mark.parametrize(
    "text", ["Tày", "Sán Dìu", "Cao Lan", "H’Mông", "Bru-Vân Kiều", "dân tộc Dao", "DTTS"]
)
def test_a_minority_is_known_however_it_is_written(text):
    assert ethnic_rank(text) == 2


@pytest.mark.parametrize("text", ["", "  ", "Kin", "Khinh", "?", "không rõ"])
def test_a_word_that_is_not_on_the_list_is_not_known(text):
    assert ethnic_rank(text) == 0


def test_the_list_has_fifty_three_minorities_before_the_names_in_daily_use():
    official = MINORITIES.split("Khmer")[0]

    assert len([name for name in official.split(",") if name.strip()]) == 53
