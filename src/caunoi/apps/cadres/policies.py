"""Who reads and writes the registry: the unit in whose care a file is decides."""

from caunoi.apps.accounts.choices import EMERGENCY
from caunoi.apps.cadres.models import (
    AskedFact,
    BulkChange,
    BulkRow,
    Cadre,
    CadreMerge,
    ImportBatch,
    ImportRow,
    KnownApart,
    Posting,
    PostingEvidence,
    Qualification,
    QualificationEvidence,
    Rating,
    Seat,
    Selected,
    Selection,
    SuccessionPlan,
)
from caunoi.foundation import policy
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.policy import FieldClass

READERS = {
    "lanhdao": FieldClass.P1,
    "btc": FieldClass.P3,
    "xa": FieldClass.P2,
    "canbo": FieldClass.P3,
    "kiemtra": FieldClass.P1,
    EMERGENCY: FieldClass.P3,
}
SEAT_READERS = dict.fromkeys(["lanhdao", "btc", "xa", "kiemtra"], FieldClass.P1)
BOARD = {"btc": FieldClass.P3}
"""Who reads everything about a person: only they can say that two records are one person."""
WRITERS = {"btc": FieldClass.P3, "xa": FieldClass.P2}


def declare() -> None:
    policy.register(
        Cadre,
        unit="custodian",
        subject="pk",
        view=READERS,
        add=WRITERS,
        change=WRITERS,
        bring_in=WRITERS,
        export=WRITERS,
        merge=BOARD,
    )
    for fact in (Posting, Qualification, Rating):
        policy.register(
            fact, unit="cadre__custodian", subject="cadre", view=READERS, add=WRITERS, change=WRITERS
        )
    for scan in (PostingEvidence, QualificationEvidence):
        policy.register(
            scan,
            unit="fact__cadre__custodian",
            subject="fact__cadre",
            view=READERS,
            add=WRITERS,
            change=WRITERS,
        )
    policy.register(Reading, subject="subject_id", view={"canbo": FieldClass.P2})
    planned_for = {**BOARD, EMERGENCY: FieldClass.P3}
    policy.register(
        SuccessionPlan, unit="cadre__custodian", subject="cadre", view=planned_for, add=BOARD, change=BOARD
    )
    policy.register(CadreMerge, unit="kept__custodian", subject="kept", view=READERS, add=BOARD, change=BOARD)
    policy.register(
        KnownApart, unit="first__custodian", about=("first", "second"), view=BOARD, add=BOARD, change=BOARD
    )
    giving = {"btc": FieldClass.P1}
    policy.register(Seat, unit="unit", view=SEAT_READERS, add=giving, change=giving)
    policy.register(ImportBatch, unit="unit_id", view=WRITERS, add=WRITERS, change=WRITERS)
    policy.register(ImportRow, unit="batch__unit_id", about=("cadre_id",), view=WRITERS)
    policy.register(BulkChange, unit="unit_id", view=WRITERS, add=WRITERS, change=WRITERS)
    policy.register(BulkRow, unit="change__unit_id", about=("cadre_id",), view=WRITERS)
    offices = {role: level for role, level in READERS.items() if role not in ("canbo", EMERGENCY)}
    policy.register(
        AskedFact, unit="cadre__custodian", about=("cadre",), view=offices, add=WRITERS, change=WRITERS
    )
    # Opening a list of people is asked of the units of one's rights; of those on it everybody sees the ones in reach.
    # Only who writes for the office learns that there are others.
    keeping = {"btc": FieldClass.P1, "xa": FieldClass.P1}
    policy.register(Selection, unit="unit", change=keeping, count_hidden=keeping)
    policy.register(Selected, unit="cadre__custodian", about=("cadre",), view=offices, change=WRITERS)
