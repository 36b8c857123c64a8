"""Relations of models point to the same or a lower module; what crosses names the class."""

import ast
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.imports import ROOT, module_ranks

RANKS = module_ranks()
LOWEST = max(RANKS.values()) + 1


def upward_relations(every: Iterable[type[models.Model]]) -> Iterator[str]:
    """Relations from a model to one of a higher module; the audit table may name the account."""
    for model in every:
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            target = field.related_model
            if target is None or target is model or _is_the_account_of_the_audit(model, target):
                continue
            if _height(target) < _height(model):
                yield f"{model._meta.label}.{field.name} → {target._meta.label}"


def _is_the_account_of_the_audit(model: type[models.Model], target: type[models.Model]) -> bool:
    return model._meta.app_label == "audit" and target._meta.label == settings.AUTH_USER_MODEL


def _height(model: type[models.Model]) -> int:
    return RANKS.get(model._meta.app_label, LOWEST)


def relations_named_by_string(source: str, module: str) -> Iterator[str]:
    """A string hides the edge from the import graph, so only one's own module may be named by one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
            "ForeignKey",
            "OneToOneField",
            "ManyToManyField",
        }:
            target = (
                node.args[0]
                if node.args
                else next((each.value for each in node.keywords if each.arg == "to"), None)
            )
            if (
                isinstance(target, ast.Constant)
                and "." in str(target.value)
                and not str(target.value).startswith(f"{module}.")
            ):
                yield f"line {node.lineno}: {target.value}"


def test_relations_go_down():
    assert list(upward_relations(apps.get_models())) == []


@isolate_apps("caunoi.apps.organisation", "caunoi.apps.cadres")
def test_an_upward_foreign_key_by_string_is_seen():
    class Cadre(models.Model):
        class Meta:
            app_label = "cadres"

    class Unit(models.Model):
        head = models.ForeignKey("cadres.Cadre", models.PROTECT)

        class Meta:
            app_label = "organisation"

    assert list(upward_relations([Unit])) == ["organisation.Unit.head → cadres.Cadre"]
    assert list(upward_relations([Cadre])) == []


@pytest.mark.parametrize("module", sorted(RANKS))
def test_relations_to_another_module_name_the_class(module):
    found = [
        f"{path.relative_to(ROOT)} {fault}"
        for path in (ROOT / "src/caunoi/apps" / module).rglob("models/*.py")
        for fault in relations_named_by_string(path.read_text(encoding="utf-8"), module)
    ]

    assert found == []


def test_a_relation_named_by_string_is_seen():
    source = 'unit = models.ForeignKey("organisation.Unit", models.PROTECT)'

    assert list(relations_named_by_string(source, "cadres")) == ["line 1: organisation.Unit"]
    assert list(relations_named_by_string(source, "organisation")) == []
