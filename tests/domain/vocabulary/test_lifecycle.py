import pytest

from caunoi.domain.vocabulary.lifecycle import ForbiddenStep, Lifecycle

REVIEW = Lifecycle({"draft": ["submitted"], "submitted": ["returned", "settled"], "returned": ["submitted"]})


def test_the_table_says_what_may_follow():
    assert REVIEW.may("draft", "submitted")
    assert not REVIEW.may("draft", "settled")
    assert not REVIEW.may("settled", "draft")
    assert not REVIEW.may("unheard", "draft")
    assert REVIEW.after("submitted") == ("returned", "settled")


def test_states_are_known_from_both_sides_of_the_table():
    assert REVIEW.states == ("draft", "submitted", "returned", "settled")
    assert REVIEW.initial == "draft"
    assert REVIEW.final == ("settled",)


def test_a_forbidden_step_is_refused_in_words():
    REVIEW.check("draft", "submitted")

    with pytest.raises(ForbiddenStep, match="không thể chuyển từ “settled” sang “draft”"):
        REVIEW.check("settled", "draft")


def test_the_diagram_has_every_step_once():
    assert REVIEW.as_mermaid({"draft": "Dự thảo"}).splitlines() == [
        "stateDiagram-v2",
        "    draft: Dự thảo",
        "    [*] --> draft",
        "    draft --> submitted",
        "    submitted --> returned",
        "    submitted --> settled",
        "    returned --> submitted",
        "    settled --> [*]",
    ]


def test_an_empty_table_is_no_life_cycle():
    with pytest.raises(ValueError, match="ít nhất một trạng thái"):
        Lifecycle({})
