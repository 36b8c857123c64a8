"""Requests of data subjects, copies, holds, restrictions, what is due to go, what went wrong."""

from caunoi.apps.privacy.models.copy import DataCopy
from caunoi.apps.privacy.models.disposal import Disposal, LegalHold
from caunoi.apps.privacy.models.incident import Incident, IncidentNotice, IncidentPerson, ProcessingReview
from caunoi.apps.privacy.models.request import RequestedChange, SubjectRequest
from caunoi.apps.privacy.models.restriction import Restriction

__all__ = [
    "DataCopy",
    "Disposal",
    "Incident",
    "IncidentNotice",
    "IncidentPerson",
    "LegalHold",
    "ProcessingReview",
    "RequestedChange",
    "Restriction",
    "SubjectRequest",
]
