"""Facts (dữ kiện): the columns a rule may look at, typed; one person is a frame of one row.

A row is one person in one post, and everything in it is as of the day asked about: the caller picks the best
level *held on that day*. Zero always means "not known"; "known to have none" is the first level of a scale.
A column nobody filled is a column of zeros, and takes no memory.
"""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from caunoi.domain.eligibility.terms import LANES, Terms, load_terms

if TYPE_CHECKING:
    from caunoi.domain.eligibility.layout import Layout

Column = npt.NDArray[np.integer]
Rows = npt.NDArray[np.intp]

COLUMNS: Mapping[str, tuple[type[np.integer], str]] = {
    "person": (np.int64, "the caller's key of the person; only carried along"),
    "unit": (np.int32, "the caller's index of the unit, for roll-up; only carried along"),
    "title": (np.uint8, "title number in titles.toml"),
    "area": (np.uint8, "area class of the unit on the day"),
    "professional_field": (np.uint16, "field of the highest professional qualification"),
    "trained": (np.uint32, "bit set of specialised trainings held"),
    "trained_known": (np.uint32, "bit set of trainings of which it is known whether they are held"),
    "party_member": (np.uint8, "1 no, 2 probationary, 3 official"),
    "residence": (np.uint8, "1 elsewhere, 2 permanently in the village"),
    "ethnic_minority": (np.uint8, "1 no, 2 yes"),
    "first_term": (np.uint8, "1 held the post before, 2 holds it for the first time"),
    "sex": (np.uint8, "1 man, 2 woman"),
    "birth_earliest": (np.int32, "first day (daycode) the birth may have been"),
    "birth_latest": (np.int32, "last day the birth may have been"),
    "appointed_earliest": (np.int32, "first day the appointment to this post may have been"),
    "appointed_latest": (np.int32, "last day the appointment may have been"),
    "first_elected_earliest": (np.int32, "first day the first election to this post may have been"),
    "first_elected_latest": (np.int32, "last day the first election may have been"),
    "retires_earliest": (np.int32, "first day retirement age may be reached"),
    "retires_latest": (np.int32, "last day retirement age may be reached"),
    "studying_until": (np.int32, "day the course now attended ends"),
}
BLOCKS = ("levels", "studying")
"""Two blocks of eight bytes a row, one byte a scale: best level held, and level now being studied for."""


class Facts:
    """A columnar frame of facts (bảng dữ kiện): one row per person and post."""

    def __init__(self, size: int, columns: Mapping[str, Column], blocks: Mapping[str, Column]) -> None:
        self.size = size
        self._columns = dict(columns)
        self._blocks = dict(blocks)

    @classmethod
    def from_arrays(
        cls, columns: Mapping[str, npt.ArrayLike], *, size: int | None = None, terms: Terms | None = None
    ) -> "Facts":
        """From whole columns: those of COLUMNS, a scale's name, `studying_<scale>`, or a ready block."""
        from caunoi.domain.eligibility.intake import frame_of

        return frame_of(columns, size=size, terms=terms or load_terms())

    @classmethod
    def from_records(cls, records: list[dict[str, object]], terms: Terms | None = None) -> "Facts":
        """From readable records: {"title": "CX-BT", "political_theory": "so_cap", "birth": "1975"}."""
        from caunoi.domain.eligibility.intake import columns_of

        known = terms or load_terms()
        return cls.from_arrays(columns_of(records, known), size=len(records), terms=known)

    def __len__(self) -> int:
        return self.size

    def has(self, name: str) -> bool:
        """Whether anybody filled that column or block."""
        return name in self._columns or name in self._blocks

    def column(self, name: str) -> Column:
        found = self._columns.get(name)
        return np.broadcast_to(COLUMNS[name][0](0), self.size) if found is None else found

    def block(self, name: str) -> npt.NDArray[np.uint8]:
        found = self._blocks.get(name)
        return (
            np.broadcast_to(np.uint8(0), (self.size, LANES))
            if found is None
            else found.astype(np.uint8, copy=False)
        )

    @cached_property
    def layout(self) -> "Layout":
        """Where the rows lie when they are judged; laid out once for all days and rules."""
        from caunoi.domain.eligibility.layout import Layout

        return Layout(self)

    def take(self, rows: npt.ArrayLike) -> "Facts":
        """The same columns, these rows."""
        chosen = np.asarray(rows)
        columns = {name: column[chosen] for name, column in self._columns.items()}
        blocks = {name: block[chosen] for name, block in self._blocks.items()}
        size = int(chosen.sum()) if chosen.dtype == np.bool_ else len(chosen)
        return Facts(size, columns, blocks)

    def replaced(self, **columns: npt.ArrayLike) -> "Facts":
        """A copy with these columns put in place of the old ones (blocks included)."""
        plain = {
            name: np.asarray(value).astype(COLUMNS[name][0])
            for name, value in columns.items()
            if name in COLUMNS
        }
        blocks = {name: np.asarray(value, np.uint8) for name, value in columns.items() if name in BLOCKS}
        return Facts(self.size, {**self._columns, **plain}, {**self._blocks, **blocks})

    def content_hash(self) -> str:
        """SHA-256 of what is known; a column nobody filled and a column of zeros are the same."""
        digest = hashlib.sha256(f"facts/1 {self.size}\n".encode())
        for name, column in sorted({**self._columns, **self._blocks}.items()):
            if column.any():
                digest.update(f"{name} {column.dtype.str}\n".encode())
                digest.update(np.ascontiguousarray(column).tobytes())
        return digest.hexdigest()


class Rowset:
    """Some rows of a frame, read column by column without copying the rest."""

    def __init__(self, facts: Facts, rows: Rows | None = None) -> None:
        self.facts = facts
        self.rows = rows
        self.size = facts.size if rows is None else len(rows)

    def column(self, name: str) -> Column:
        if not self.facts.has(name):
            return np.broadcast_to(COLUMNS[name][0](0), self.size)
        found = self.facts.column(name)
        return found if self.rows is None else np.take(found, self.rows)

    def lane(self, block: str, lane: int) -> npt.NDArray[np.uint8]:
        if not self.facts.has(block):
            return np.broadcast_to(np.uint8(0), self.size)
        found = self.facts.block(block)[:, lane]
        return found if self.rows is None else found[self.rows]
