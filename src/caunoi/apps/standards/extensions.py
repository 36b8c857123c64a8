"""What an upper module may add to the pages of the standards (phần mở rộng).

Registered in ``AppConfig.ready()``: ``slots.register(CLOSING_SLOT, MyClosings())``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from caunoi.domain.eligibility.routes import Missing
from caunoi.foundation.actors import Actor

CLOSING_SLOT = "standards.closing"
MATRIX_SLOT = "standards.matrix"
RULES_SLOT = "standards.rules"


class ClosingExtension(Protocol):
    """Knows what closes a gap (chương trình bù chỗ thiếu): shown beside each way out on the page of a person."""

    key: str

    def links(self, actor: Actor, on: date, missing: Sequence[Missing]) -> Sequence[Any]: ...


@dataclass(frozen=True)
class MatrixColumn:
    """A column beside the gaps (cột thêm): a figure or text per unit, the total under None."""

    title: str
    cells: Mapping[UUID | None, Any]


class MatrixExtension(Protocol):
    """A column on ``/thieu-chuan/`` for the communes shown; None where it has nothing to say to this actor.

    ``params`` is the question of the page as an address says it (``nhom``, ``chuc-danh``, ``khoi``, ``xa``).
    """

    key: str

    def column(
        self, actor: Actor, on: date, unit_ids: Sequence[UUID], params: Mapping[str, Any]
    ) -> MatrixColumn | None: ...


class RulesExtension(Protocol):
    """A way on from the page of the rules; None for whom it is not."""

    key: str

    def button(self, actor: Actor, on: date) -> Any | None: ...
