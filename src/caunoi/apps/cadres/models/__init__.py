"""The registry: people, their posts over time, their qualifications, yearly ratings, succession planning."""

from caunoi.apps.cadres.models.asked_fact import AskedFact
from caunoi.apps.cadres.models.batch import ImportBatch, ImportRow
from caunoi.apps.cadres.models.bulk import BulkChange, BulkRow
from caunoi.apps.cadres.models.cadre import Cadre
from caunoi.apps.cadres.models.evidence import Evidence, PostingEvidence, QualificationEvidence
from caunoi.apps.cadres.models.posting import Posting
from caunoi.apps.cadres.models.qualification import Qualification
from caunoi.apps.cadres.models.rating import Rating
from caunoi.apps.cadres.models.seat import Seat
from caunoi.apps.cadres.models.selection import Selected, Selection
from caunoi.apps.cadres.models.succession import SuccessionPlan
from caunoi.apps.cadres.models.twins import CadreMerge, KnownApart

__all__ = [
    "AskedFact",
    "BulkChange",
    "BulkRow",
    "Cadre",
    "CadreMerge",
    "Evidence",
    "ImportBatch",
    "ImportRow",
    "KnownApart",
    "Posting",
    "PostingEvidence",
    "Qualification",
    "QualificationEvidence",
    "Rating",
    "Seat",
    "Selected",
    "Selection",
    "SuccessionPlan",
]
