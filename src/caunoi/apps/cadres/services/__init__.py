"""Writes of the registry: by hand for one person, by the thousand for a file, and the way back."""

from caunoi.apps.cadres.services.checking import check_batch, check_only
from caunoi.apps.cadres.services.comparing import compare
from caunoi.apps.cadres.services.corrections import remap_columns, settle_duplicate, upload_corrected
from caunoi.apps.cadres.services.error_books import error_workbook
from caunoi.apps.cadres.services.evidence import (
    attach_scan,
    check_scan,
    forget_unnamed_scans,
    keep_scan,
    open_scan,
)
from caunoi.apps.cadres.services.exporting import export_people, people_list
from caunoi.apps.cadres.services.forgetting import drop_batch, forget_old_batches
from caunoi.apps.cadres.services.imports import import_now, write_batch
from caunoi.apps.cadres.services.learning import add_qualification, rate_cadre, verify_qualification
from caunoi.apps.cadres.services.names import key_columns, keys_of
from caunoi.apps.cadres.services.people import correct_cadre, register_cadre
from caunoi.apps.cadres.services.posts import add_posting, end_posting, transfer_cadre
from caunoi.apps.cadres.services.records import (
    PersonRecord,
    PostingRecord,
    Problem,
    QualificationRecord,
    RatingRecord,
    RowPlan,
    counts_of,
)
from caunoi.apps.cadres.services.requesting import request_check, request_write, start_import
from caunoi.apps.cadres.services.seats import SeatDraft, load_seats, set_seats
from caunoi.apps.cadres.services.succession import plan_succession, take_out_of_succession
from caunoi.apps.cadres.services.suggestions import drop_suggestion, use_suggestion
from caunoi.apps.cadres.services.undo import UndoPlan, preview_undo, undo_batch
from caunoi.apps.cadres.services.writing import write

__all__ = [
    "PersonRecord",
    "PostingRecord",
    "Problem",
    "QualificationRecord",
    "RatingRecord",
    "RowPlan",
    "SeatDraft",
    "UndoPlan",
    "add_posting",
    "add_qualification",
    "attach_scan",
    "check_batch",
    "check_only",
    "check_scan",
    "compare",
    "correct_cadre",
    "counts_of",
    "drop_batch",
    "drop_suggestion",
    "end_posting",
    "error_workbook",
    "export_people",
    "forget_old_batches",
    "forget_unnamed_scans",
    "import_now",
    "keep_scan",
    "key_columns",
    "keys_of",
    "load_seats",
    "open_scan",
    "people_list",
    "plan_succession",
    "preview_undo",
    "rate_cadre",
    "register_cadre",
    "remap_columns",
    "request_check",
    "request_write",
    "set_seats",
    "settle_duplicate",
    "start_import",
    "take_out_of_succession",
    "transfer_cadre",
    "undo_batch",
    "upload_corrected",
    "use_suggestion",
    "verify_qualification",
    "write",
    "write_batch",
]
