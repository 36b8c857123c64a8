"""Which template is in force."""

from datetime import date

from caunoi.foundation.actors import Actor
from caunoi.foundation.documents.kinds import DocumentKind
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.policy import system_scope, visible


def template_bytes(kind: DocumentKind, on: date) -> bytes:
    """The office's template of the day, else the one that comes with the product."""
    with system_scope("documents: fill a letter"):
        found = DocumentTemplate.objects.on(on).filter(kind=kind.key).first()
    return bytes(found.content) if found else kind.default.read_bytes()


def has_own_template(kind: DocumentKind, on: date) -> bool:
    """Whether the office brought in a template of its own that is in force on the day."""
    with system_scope("documents: fill a letter"):
        return DocumentTemplate.objects.on(on).filter(kind=kind.key).exists()


def versions_of(actor: Actor, kind: DocumentKind) -> list[DocumentTemplate]:
    """Every version brought in, newest first, without its bytes."""
    found = visible(actor, DocumentTemplate).filter(kind=kind.key).defer("content")
    return list(found.order_by("-version"))


def in_force(versions: list[DocumentTemplate], on: date) -> DocumentTemplate | None:
    return next((each for each in versions if each.holds_on(on)), None)
