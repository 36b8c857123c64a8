"""What is said of a view is found again on the view, on what wraps it, and on the class it was made from."""

import gc
from functools import partial, wraps

import pytest
from django.http import HttpRequest, HttpResponse
from django.views import View
from django.views.decorators.http import require_POST

from caunoi.foundation.policy.census import Declared, declared_of, public
from caunoi.foundation.policy.proof import proof_of, proved_lately
from caunoi.foundation.policy.sayings import Sayings


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_a_view_of_which_nothing_is_said_says_nothing() -> None:
    assert Sayings[str]().of(view) is None


def test_a_word_is_found_above_and_below_other_decorators() -> None:
    said: Sayings[str] = Sayings()

    below = require_POST(said.say(lambda request: view(request), "below"))
    above = said.say(require_POST(lambda request: view(request)), "above")

    assert (said.of(below), said.of(above)) == ("below", "above")


def test_the_outermost_word_holds() -> None:
    said: Sayings[str] = Sayings()
    inner = said.say(lambda request: view(request), "inner")

    @wraps(inner)
    def outer(request: HttpRequest) -> HttpResponse:
        return inner(request)

    assert said.of(said.say(outer, "outer")) == "outer"
    assert said.of(inner) == "inner"


def test_a_word_about_a_class_holds_for_its_views_and_for_classes_made_from_it() -> None:
    @public("để thử")
    class Shown(View):
        pass

    class Further(Shown):
        pass

    assert [declared_of(each.as_view()) for each in (Shown, Further)] == [
        Declared("public", reason="để thử")
    ] * 2


def test_two_kinds_of_word_stand_beside_each_other() -> None:
    @public("để thử")
    @proved_lately("Giao quyền")
    def both(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    declared, proof = declared_of(both), proof_of(both)

    assert declared is not None and declared.kind == "public"
    assert proof is not None and proof.deed == "Giao quyền"


def test_a_view_that_is_gone_is_forgotten() -> None:
    said: Sayings[str] = Sayings()
    said.say(partial(view), "word")

    gc.collect()

    assert len(said._said) == 0


def test_what_needs_a_right_names_whose() -> None:
    with pytest.raises(ValueError, match="names None as its model"):
        Declared("needs")
