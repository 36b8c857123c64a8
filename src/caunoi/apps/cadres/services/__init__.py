"""Writes of the registry: by hand for one person, by the thousand for a file, and the way back."""

from caunoi.apps.cadres.services.comparing import compare
from caunoi.apps.cadres.services.names import key_columns, keys_of
from caunoi.apps.cadres.services.people import (
    add_posting,
    add_qualification,
    correct_cadre,
    end_posting,
    plan_succession,
    rate_cadre,
    register_cadre,
    take_out_of_succession,
    transfer_cadre,
    verify_qualification,
)
from caunoi.apps.cadres.services.records import (
    PersonRecord,
    PostingRecord,
    Problem,
    QualificationRecord,
    RatingRecord,
    RowPlan,
    counts_of,
)
from caunoi.apps.cadres.services.writing import write

__all__ = [
    "PersonRecord",
    "PostingRecord",
    "Problem",
    "QualificationRecord",
    "RatingRecord",
    "RowPlan",
    "add_posting",
    "add_qualification",
    "compare",
    "correct_cadre",
    "counts_of",
    "end_posting",
    "key_columns",
    "keys_of",
    "plan_succession",
    "rate_cadre",
    "register_cadre",
    "take_out_of_succession",
    "transfer_cadre",
    "verify_qualification",
    "write",
]
