"""Bringing a template in, and making a letter."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.documents.filling import check_template, fill_kind
from caunoi.foundation.documents.kinds import DocumentKind
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.documents.selectors import template_bytes
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible


@transaction.atomic
def bring_in_template(
    *, actor: Actor, kind: DocumentKind, data: bytes, file_name: str, valid_from: date
) -> DocumentTemplate:
    """A new version, in force from the day on; the one before ends that day. Checked before it is kept."""
    policy.check_create(actor, DocumentTemplate)
    check_template(kind, data)
    mine = visible(actor, DocumentTemplate).filter(kind=kind.key).defer("content")
    last = mine.order_by("-version").first()
    if last is not None and last.valid_from >= valid_from:
        raise Refused(
            _("Mẫu đang dùng có hiệu lực từ %(day)s; mẫu mới phải có hiệu lực từ ngày sau đó.")
            % {"day": f"{last.valid_from:%d/%m/%Y}"}
        )
    if last is not None and last.valid_to is None:
        last.valid_to = valid_from
        last.save(update_fields=["valid_to"])
    template = DocumentTemplate.objects.create(
        kind=kind.key,
        version=last.version + 1 if last else 1,
        file_name=file_name[-200:],
        content=data,
        sha256=hashlib.sha256(data).hexdigest(),
        valid_from=valid_from,
        brought_by=actor.label,
        brought_at=clock.now(),
    )
    changes: dict[str, list[Any]] = {"version": [None, template.version], "sha256": [None, template.sha256]}
    audit.record(actor, "documents.template_brought_in", template, changes)
    return template


def make_letter(kind: DocumentKind, values: Mapping[str, Any], *, on: date) -> bytes:
    """The letter on the template of the day; whoever asks has already been let see what stands in it."""
    return fill_kind(kind, template_bytes(kind, on), values)
