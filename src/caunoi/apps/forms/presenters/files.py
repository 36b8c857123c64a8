"""A form as a file: PDF, workbook or Word, each from the same sheet."""

from caunoi.apps.forms.presenters.sheets import sheet_of
from caunoi.apps.forms.services.filled import Filled
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents.sheets.templates import TYPES, sheet_file

__all__ = ["TYPES", "form_file"]


def form_file(actor: Actor, filled: Filled, format: str) -> tuple[bytes, str, str]:
    return sheet_file(sheet_of(actor, filled), format)
