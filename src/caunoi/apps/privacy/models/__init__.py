"""Requests of data subjects, copies, holds, what is due to go."""

from caunoi.apps.privacy.models.copy import DataCopy
from caunoi.apps.privacy.models.disposal import Disposal, LegalHold
from caunoi.apps.privacy.models.request import RequestedChange, SubjectRequest

__all__ = ["DataCopy", "Disposal", "LegalHold", "RequestedChange", "SubjectRequest"]
