"""What happened in the registry, told upwards after the transaction is safe."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class PersonChanged:
    """One person's file was written (hồ sơ đã đổi)."""

    cadre_id: UUID


@dataclass(frozen=True)
class CadreTransferred:
    """Somebody's main post moved (đã điều động)."""

    cadre_id: UUID
    from_unit_id: UUID | None
    to_unit_id: UUID
    on: date


@dataclass(frozen=True)
class PeopleImported:
    """A batch was written or taken back (đã nhập, đã hoàn tác)."""

    batch_id: UUID
    people: int
