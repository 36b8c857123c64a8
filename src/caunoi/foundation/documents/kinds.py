"""Kinds of letters (loại văn bản): which fields a template may use, which it must, and a sample to try it on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from caunoi.foundation.errors import NotVisible


@dataclass(frozen=True)
class DocumentKind:
    """One kind of letter. ``fields`` says each field in words; ``required`` must stand in every template."""

    key: str
    title: str
    fields: Mapping[str, str]
    default: Traversable
    sample: Callable[[], Mapping[str, Any]]
    required: frozenset[str] = field(default=frozenset())


_kinds: dict[str, DocumentKind] = {}


def register_kind(kind: DocumentKind) -> DocumentKind:
    """Called in ``AppConfig.ready()`` of the module that fills the letter."""
    _kinds[kind.key] = kind
    return kind


def all_kinds() -> list[DocumentKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.key)


def kind_or_404(key: str) -> DocumentKind:
    if key not in _kinds:
        raise NotVisible(f"documents.{key}")
    return _kinds[key]
