"""Pages of the registry: the list, one person, and the forms that write."""

from caunoi.apps.cadres.views.editing import (
    cadre_correct,
    cadre_rate,
    cadre_transfer,
    posting_add,
    posting_end,
    qualification_add,
    qualification_verify,
)
from caunoi.apps.cadres.views.evidence import (
    posting_evidence,
    posting_scan,
    posting_scan_check,
    qualification_evidence,
    qualification_scan,
    qualification_scan_check,
)
from caunoi.apps.cadres.views.people import cadre_count, cadre_export, cadre_list
from caunoi.apps.cadres.views.person import cadre_page, identity_number
from caunoi.apps.cadres.views.seats import seat_page, seats_set
from caunoi.apps.cadres.views.twins import merge_page, twin_apart, twin_compare, twin_count, twin_list

__all__ = [
    "cadre_correct",
    "cadre_count",
    "cadre_export",
    "cadre_list",
    "cadre_page",
    "cadre_rate",
    "cadre_transfer",
    "identity_number",
    "merge_page",
    "posting_add",
    "posting_end",
    "posting_evidence",
    "posting_scan",
    "posting_scan_check",
    "qualification_add",
    "qualification_evidence",
    "qualification_scan",
    "qualification_scan_check",
    "qualification_verify",
    "seat_page",
    "seats_set",
    "twin_apart",
    "twin_compare",
    "twin_count",
    "twin_list",
]
