"""Filling a form: from the same questions and the same rows as the lists of the product."""

from caunoi.apps.forms.selectors.definitions import FormDefinition
from caunoi.apps.forms.services.class_rows import fill_class
from caunoi.apps.forms.services.counting import fill_counts
from caunoi.apps.forms.services.filled import Filled, FormScope
from caunoi.apps.forms.services.people_rows import fill_people
from caunoi.foundation.actors import Actor

FILLING = {"counts": fill_counts, "people": fill_people, "class": fill_class}


def fill_form(actor: Actor, form: FormDefinition, scope: FormScope) -> Filled:
    """The form over what the actor may see."""
    return FILLING[form.content](actor, form, scope)
