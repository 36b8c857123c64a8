"""Marked words in every personal column, and finding them again in whatever comes back.

A canary is ``KN-<unit>-<class>-<model><number>``: whose data it is, how sensitive, and where it was put. It ends in
letters with marks, so that an answer in another normal form or in capitals is not a hiding place.
"""

import binascii
import io
import re
import unicodedata
import zipfile
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pypdfium2
from django.db import models

from caunoi.foundation.db.fields import PartialDateField
from caunoi.foundation.policy import FieldClass, field_classes_of

MARK = re.compile(r"KN-([A-Z]+)-P([123])-([A-Z]+)([0-9A-F]{4})")
LONG_WORD = re.compile(rb"[A-Za-z0-9_-]{24,}")
LETTERS = "ặỹ"

# Columns with a meaning of their own: words of a list, keys made of other columns, numbers of the product.
STRUCTURAL = {
    "cadres.cadre": {"given_name", "search_key", "sort_key", "exact_key", "identity_index", "sex"},
    "cadres.posting": {"title_code", "kind"},
    "cadres.qualification": {"kind", "level", "status", "verification"},
    "cadres.postingevidence": {"sha256", "media_type", "pages", "state"},
    "cadres.qualificationevidence": {"sha256", "media_type", "pages", "state"},
    "cadres.rating": {"grade"},
    "cadres.successionplan": {"title_code"},
    "cadres.seat": {"title_code", "block"},
    "cadres.cadremerge": {"written"},
    "cadres.knownapart": {"facts"},
    "cadres.importbatch": {"state", "stored_as", "sha256", "actor_key", "reading", "overrides", "outcome"},
    "lists.savedview": {"list_key", "owner_key"},
    "cadres.bulkchange": {"kind", "state"},
    "cadres.bulkrow": {"state"},
    "cadres.askedfact": {"column", "lack", "state", "asked_by_key"},
    "cadres.selection": set(),
    "cadres.selected": set(),
    "cadres.importrow": {"verdict"},  # values and problems are filled by hand, in the shape pages read
    "audit.auditevent": {"actor_key", "action", "target_type", "target_id", "prev_hash", "hash"},
    "jobs.job": {"name", "actor_key", "key", "state", "payload", "detail"},
    "audit.reading": {"reader_key", "roles", "way", "need"},
    "accounts.emergency": {"need", "looked_by"},
    "planning.plan": {
        "state",
        "status",
        "options",
        "trajectory",
        "answers",
        "instance",
        "findings",
        "rule_hash",
        "data_hash",
    },
    "privacy.subjectrequest": {"kind", "way", "state", "handler_key"},
    "privacy.requestedchange": {"column", "state"},
    "privacy.datacopy": {"asked_by", "sha256"},
    "privacy.restriction": {"scope", "keeper_key"},
    "privacy.incident": {"kind", "state"},
    "privacy.incidentperson": set(),
    "privacy.incidentnotice": {"recipient"},
    "privacy.processingreview": {"kind"},
    "privacy.legalhold": set(),
    "privacy.disposal": {"what", "proposed_by", "state", "erased"},
    "planning.need": {"title_code", "requirement", "placed_by"},
    "planning.offering": set(),
    "planning.planchange": {"kind", "before", "after"},
    "planning.planproposal": {"state", "content_hash", "proposed_by_key"},
    "planning.countrypiece": {"instance", "instance_hash", "effort", "status", "trajectory", "placements"},
    "laboratory.draftstandard": {"text", "cost"},
    "organisation.reorganisation": {"state", "plan", "foreseen", "written"},
    "reviews.reviewround": {"state", "rules", "rule_hash"},
    "reviews.reviewsheet": {"state", "sha256"},
    "reviews.reviewline": {"answer"},
    "reviews.reviewstep": {"kind", "actor_key"},
    "reviews.frozenreview": {"rule_hash", "data_hash", "edition", "sha256"},
    "reviews.frozenperson": {"verdict", "posts", "verdicts", "mark"},
    "reviews.adjustment": {"before", "after"},
    "ratings.ratinground": {"rules", "rule_mark"},
    "ratings.ratedunit": {"level"},
    "ratings.ratingsheet": {
        "state",
        "decider",
        "said",
        "self_level",
        "proposed_level",
        "proposed_by_key",
        "decided_level",
    },
    "ratings.ratingstep": {"kind", "level", "actor_key"},
    "ratings.ratingseal": {"rule_mark", "sha256"},
    "ratings.sealedrating": {"level"},
    "ratings.ratingadjustment": {"before", "after"},
    "selection.nomination": {"state", "requirement", "reasons"},
    "selection.nominationstep": {"kind"},
    "selection.owedstandard": {"state", "requirement"},
    "declarations.declarationround": {"groups"},
    "declarations.declaration": {"state"},
    "declarations.declareditem": {
        "key",
        "state",
        "said",
        "before",
        "said_sensitive",
        "before_sensitive",
        "sha256",
        "media_type",
        "pages",
        "said_by_key",
    },  # values are filled by hand, in the shape pages read
    "declarations.scanhold": {"actor_key"},
}


@dataclass(frozen=True)
class Canary:
    """One marked word found in an answer."""

    unit: str
    level: int
    model: str


def mark(unit: str, level: FieldClass, model: type[models.Model], column: str) -> str:
    number = sha256(f"{unit}{model._meta.label}{column}".encode()).hexdigest()[:4].upper()
    return f"KN-{unit}-P{int(level)}-{model._meta.model_name.upper()}{number}{LETTERS}"


def marked(model: type[models.Model], unit: str) -> dict[str, Any]:
    """A value with a canary for every column that can hold one."""
    return {
        field.name: _value(field, mark(unit, level, model, field.name))
        for field, level in columns(model)
        if field.name not in STRUCTURAL[model._meta.label_lower]
    }


def columns(model: type[models.Model]) -> list[tuple[models.Field, FieldClass]]:
    """Columns of class P1 and above that hold words."""
    classes = field_classes_of(model)
    wordy = (models.CharField, models.TextField, models.JSONField)
    return [
        (field, classes[field.name])
        for field in model._meta.concrete_fields
        if isinstance(field, wordy)
        and not isinstance(field, PartialDateField)
        and FieldClass.P1 <= classes[field.name] <= FieldClass.P3
    ]


def _value(field: models.Field, word: str) -> Any:
    if isinstance(field, models.JSONField):
        return [word] if field.get_default() == [] else {"chu": [None, word]}
    length = getattr(field, "max_length", None) or 200
    return word if len(word) <= length else word.removesuffix(LETTERS)[:length]


def found_in(data: bytes) -> set[Canary]:
    """Every canary in the bytes, in the parts of an archive, and in what is written in base 64."""
    texts = [data, *parts_of(data), *_decoded(data)]
    return {
        Canary(unit, int(level), model)
        for text in texts
        for unit, level, model, _number in MARK.findall(_plain(text))
    }


def _plain(text: bytes) -> str:
    return unicodedata.normalize("NFC", text.decode("utf-8", "replace")).upper()


def parts_of(data: bytes) -> list[bytes]:
    """What an archive holds, archives in it unpacked too, and the words on the pages of a PDF."""
    if data.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(data)
        return [page.get_textpage().get_text_range().encode() for page in pages]
    if not data.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = [archive.read(name) for name in archive.namelist()]
    return [part for each in held for part in (parts_of(each) or [each])]


def _decoded(data: bytes) -> list[bytes]:
    """Places in lists travel as base 64."""
    words = []
    for word in LONG_WORD.findall(data):
        try:
            words.append(urlsafe_b64decode(word + b"=" * (-len(word) % 4)))
        except (binascii.Error, ValueError):
            continue
    return words
