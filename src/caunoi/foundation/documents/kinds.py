"""Kinds of letters (loại văn bản): which fields a template may use, which it must, and a sample to try it on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from caunoi.foundation.errors import NotVisible

Format = Literal["docx", "xlsx"]


class Readable(Protocol):
    """What comes with the product: a file of a module, or a template drawn when it is asked for."""

    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True)
class DocumentKind:
    """One kind of letter. ``fields`` says each field in words; ``required`` must stand in every template.

    ``row_fields`` are the columns of the rows of a form (``dong``), each of which must stand in every template too.
    """

    key: str
    title: str
    fields: Mapping[str, str]
    default: Readable
    sample: Callable[[], Mapping[str, Any]]
    required: frozenset[str] = field(default=frozenset())
    format: Format = "docx"
    row_fields: Mapping[str, str] = field(default_factory=dict)


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
