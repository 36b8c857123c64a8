"""What is data and stays as it is: names of people, places, posts and acts, and whatever a record holds."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from caunoi.apps.classes.models import LecturerPool, Programme, Venue
from caunoi.apps.organisation.models import UnitVersion
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.vietnamese import given_name
from caunoi.foundation.policy import system_scope
from tests.i18n.conftest import WORKBOOK

LETTERS = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũụúừửữứựỳỷỹýỵ]", re.IGNORECASE)
PROPER = (
    "Cầu Nối",
    "đồng",
    "Trần Thị Lỗi",
    "Nguyễn Văn Thử",
    "Xuân Hưong",
    "Phúc Sơn",
    "Tân Yên",
    "QĐ/TU",
    "đặt ra",
)
MONEY = re.compile(r"\d\s?đ\b")


def values_of(told: Any) -> Iterator[str]:
    """Every text inside a value, however deep."""
    if isinstance(told, dict):
        for value in told.values():
            yield from values_of(value)
    elif isinstance(told, list | tuple):
        for value in told:
            yield from values_of(value)
    elif isinstance(told, str):
        yield told


def of_the_database() -> Iterator[str]:
    with system_scope("tests: every text of the database"):
        for model in apps.get_models():
            if not model.__module__.startswith("caunoi."):
                continue
            kinds = (models.CharField, models.TextField, models.JSONField)
            texts = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, kinds) and not field.choices
            ]
            for row in model.objects.values_list(*texts) if texts else ():
                yield from values_of(row)


def of_the_units() -> list[str]:
    with system_scope("tests: every name of a unit"):
        return [version.full_name for version in UnitVersion.objects.all()]


def of_the_posts() -> list[str]:
    """A post is called what the law calls it, in either language."""
    return [title.name for title in load_terms().titles.values()]


def of_the_catalogue() -> list[str]:
    """Programmes, venues and pools of lecturers have names of their own."""
    with system_scope("tests: every name of a programme or venue"):
        return [
            name
            for model in (Programme, Venue, LecturerPool)
            for name in model.objects.values_list("name", flat=True)
        ]


def of_the_file() -> list[str]:
    """Columns are called what somebody's file calls them."""
    return [f"“{heading}”" for heading in WORKBOOK.partition("\n")[0].split(",")]


def of_the_law() -> Iterator[str]:
    """Names of posts and programmes, sources and notes; names of requirements and levels are the interface's."""
    for path in sorted((settings.PACKAGE / "regulations").rglob("*.toml")):
        if path.name != "scales.toml":
            yield from values_of(tomllib.loads(path.read_text(encoding="utf-8")))


def of_the_gallery() -> Iterator[str]:
    from caunoi.foundation.ui.gallery import content

    yield from (text for text in values_of([content._NAMES, content._GAPS]) if isinstance(text, str))
    yield from ("Tin học 1", "Tin học 2", "12-QĐ/HU")
    yield from ("Thị trấn Nông trường Bố Hạ", "Thị trấn Nông trường Yên Thế")


def data(translated: set[str]) -> re.Pattern[str]:
    """One pattern of all data, the longest first; a word that has an English is no data."""
    found = {*of_the_database(), *of_the_law(), *of_the_gallery(), *PROPER}
    pieces = {piece.strip() for text in found for piece in {text, *text.split("; ")}}
    pieces |= {given_name(text)[:2] for text in found if 0 < len(text) < 40 and text.istitle()}
    names = {*of_the_posts(), *of_the_units(), *of_the_catalogue(), *of_the_file()}
    kept = [
        text for text in pieces | names if LETTERS.search(text) and (text in names or text not in translated)
    ]
    return re.compile(
        "|".join(re.escape(text) for text in sorted(kept, key=len, reverse=True)), re.IGNORECASE
    )
