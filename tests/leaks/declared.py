"""What a person declared in each commune: a round, a sheet that was sent, a plain and a sensitive item, and a hold."""

from typing import Any
from uuid import uuid4

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.declarations.models import Declaration, DeclarationRound, DeclaredItem, ScanHold
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.attachments import store
from caunoi.foundation.policy import FieldClass
from tests.leaks.canaries import mark, marked

SENSITIVE, PLAIN = "field:ethnicity", "field:phone"


def declared(name: str, cadre: Cadre, unit: Unit, now: Any) -> dict[str, Any]:
    """The things addresses name."""
    round_ = DeclarationRound.objects.create(
        **marked(DeclarationRound, name),
        unit=unit,
        groups=["lien-he", "dan-toc"],
        due_on="2020-09-30",
        opened_at=now,
    )
    sheet = Declaration.objects.create(
        **marked(Declaration, name), round=round_, cadre=cadre, state="sent", sent_at=now, reminded_at=now
    )
    item = _item(sheet, name, PLAIN, now)
    _item(sheet, name, SENSITIVE, now)
    ScanHold.objects.create(**marked(ScanHold, name), scan_id=uuid4(), unit_id=unit.pk, until=now)
    return {
        "round_id": round_.pk, "declaration_id": sheet.pk, "declared_id": item.pk, "declared_key": PLAIN,
        "declared_number": uuid4(),
    }  # fmt: skip


def _item(sheet: Declaration, name: str, key: str, now: Any) -> DeclaredItem:
    """Values in the columns of their class, in the shape pages read; the scan is a canary of its own."""
    is_sensitive, column = key == SENSITIVE, key.partition(":")[2]
    kept = "said_sensitive" if is_sensitive else "said"
    word = mark(name, FieldClass.P3 if is_sensitive else FieldClass.P2, DeclaredItem, kept)
    scan = mark(name, FieldClass.P2, DeclaredItem, "sha256").encode()
    fresh = DeclaredItem(
        **marked(DeclaredItem, name), declaration=sheet, key=key, state="changed", said_at=now,
        sha256=store.put(scan), media_type="image/png",
    )  # fmt: skip
    fresh.keep({column: word}, {column: word}, sensitive=is_sensitive)
    fresh.save()
    return fresh
