"""What is offered for an answer beside what the file has."""

import pytest
from django.utils import translation

from caunoi.apps.declarations.forms.saying import PaperForm
from caunoi.domain.eligibility.terms import load_terms


def fields_offered(known: str) -> list[tuple[str, str]]:
    form = PaperForm(kind="professional", initial={"level": "dai_hoc", "field": known})
    return [(value, str(label)) for value, label in form.fields["field"].choices]


@pytest.mark.parametrize("known", ["luat", "Luật"])
def test_a_listed_field_of_study_is_offered_once_and_in_the_reader_s_language(known) -> None:
    """As a code or in the words of the list, as imports have it: the value stays what the file says."""
    with translation.override("en"):
        offered = fields_offered(known)

    assert [value for value, label in offered if label == "Law"] == [known]
    assert len(offered) == len(load_terms().fields) + 1


def test_a_field_of_study_the_list_does_not_have_stays_as_it_is_written() -> None:
    offered = fields_offered("Thủy văn")

    assert offered[-1] == ("Thủy văn", "Thủy văn")
    assert len(offered) == len(load_terms().fields) + 2
