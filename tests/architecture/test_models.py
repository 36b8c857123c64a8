"""Every model says its Vietnamese word, whether it holds personal data, and how sensitive each column is."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from caunoi.foundation.policy import FieldClass, ScopedManager, field_classes_of
from caunoi.foundation.policy.scoping import ScopedQuerySet
from tests.architecture.imports import ROOT

OURS = [model for model in apps.get_models() if model.__module__.startswith("caunoi.")]
TERM = re.compile(r"\(([^()]*[^\x00-\x7f][^()]*)\)")
FIRST_COLUMN = re.compile(r"^\| *([^|]+?) *\|", re.MULTILINE)
ASKED_BY_DJANGO = {"accounts.User"}  # signing in asks for the account before there is an actor


def glossary() -> set[str]:
    """The Vietnamese terms of the glossary's tables, lower case; synonyms are separated by commas."""
    cells = FIRST_COLUMN.findall((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
    return {term.strip().lower() for cell in cells for term in re.split(r"[,;]", cell)}


def faults_of(model: type[models.Model], terms: set[str]) -> Iterator[str]:
    """What a model does not say."""
    name, told = model._meta.label, model.__doc__ or ""
    if not TERM.search(told.split("\n\n")[0]):
        yield f"{name}: the docstring's first line gives no Vietnamese term in parentheses"
    if "Personal data:" not in told:
        yield f"{name}: the docstring has no line 'Personal data: …'"
    if "verbose_name" not in model._meta.original_attrs:
        yield f"{name}: Meta has no verbose_name"
    elif str(model._meta.verbose_name).lower() not in terms:
        yield f"{name}: {model._meta.verbose_name!r} is not in docs/glossary.md"
    yield from _faults_of_fields(model)
    if name not in ASKED_BY_DJANGO and not isinstance(model._default_manager.all(), ScopedQuerySet):
        yield f"{name}: objects is no ScopedManager, so it can be read past the policy"


def _faults_of_fields(model: type[models.Model]) -> Iterator[str]:
    classes = field_classes_of(model)
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    for field in fields:
        if not isinstance(classes.get(field.name), FieldClass):
            yield f"{model._meta.label}.{field.name}: no field class"
    for extra in sorted(classes.keys() - {field.name for field in fields}):
        yield f"{model._meta.label}.{extra}: a field class for a column that is not there"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_says_what_it_is(model):
    assert list(faults_of(model, glossary())) == []


@isolate_apps("caunoi.apps.cadres")
def test_a_model_that_says_nothing_is_seen():
    class Mute(models.Model):
        """No word."""

        secret = models.CharField(max_length=10)

        class Meta:
            app_label = "cadres"

    found = " ".join(faults_of(Mute, set()))

    for fault in (
        "Vietnamese term",
        "Personal data",
        "no verbose_name",
        "Mute.secret: no field class",
        "no ScopedManager",
    ):
        assert fault in found


@isolate_apps("caunoi.apps.cadres")
def test_a_word_that_is_not_in_the_glossary_is_seen():
    class Word(models.Model):
        """A word (từ): one.

        Personal data: none.
        """

        field_classes = {"id": FieldClass.P1}
        objects = ScopedManager()

        class Meta:
            app_label = "cadres"
            verbose_name = "từ lạ"

    assert list(faults_of(Word, {"từ"})) == ["cadres.Word: 'từ lạ' is not in docs/glossary.md"]
    assert list(faults_of(Word, {"từ lạ"})) == []
