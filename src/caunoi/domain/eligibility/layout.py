"""Layout (thứ tự xét): rows put where a million of them are judged by the bit, not by the row.

Rows lie by post, then by unit, and every post begins a new machine word, so all rows of a word share what is
asked of them. Each level is cut into its binary digits, one bit per row and one plane per digit: a threshold
is then compared for 64 rows in a few instructions. Slots no row lies in fill up a post's last word.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from caunoi.domain.eligibility.facts import Column, Facts, Rowset
from caunoi.domain.eligibility.terms import LANES
from caunoi.domain.eligibility.verdict import U8

U64 = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
WORD = 64
DIGITS = 3
"""Binary digits of a level: a scale has at most seven."""
ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
NONE = np.uint64(0)


class Segments:
    """Runs of slots of one post in one unit (đoạn theo đơn vị): counting in them is two reads of a running sum."""

    def __init__(self, first: Places, end: Places, unit: Places) -> None:
        self.unit = unit
        self._rows = end - first
        last = np.concatenate([first, end]) - 1
        word, bit = last // WORD, (last % WORD).astype(np.uint64)
        self._word = np.maximum(word, 0)
        self._after = np.where(word < 0, ALL, ~(ALL >> (np.uint64(WORD - 1) - bit)))

    def counts(self, planes: U64) -> npt.NDArray[np.int64]:
        """Planes × runs: how many bits are set in each run."""
        running = np.cumsum(np.bitwise_count(planes), axis=1, dtype=np.int64)
        at = np.take(running, self._word, axis=1)
        at -= np.bitwise_count(np.take(planes, self._word, axis=1) & self._after)
        return at[:, len(self.unit) :] - at[:, : len(self.unit)]

    def by_unit(self, planes: U64, units: int) -> npt.NDArray[np.int64]:
        """Planes × units: how many bits are set in each unit."""
        return np.stack([self._summed(told, units) for told in self.counts(planes)])

    def sizes(self, units: int) -> npt.NDArray[np.int64]:
        """How many rows each unit has."""
        return self._summed(self._rows, units)

    def _summed(self, told: npt.NDArray[np.integer], units: int) -> npt.NDArray[np.int64]:
        return np.bincount(self.unit, weights=told, minlength=units).astype(np.int64)


class Layout:
    """Where each row lies, and the levels of all rows as planes of bits."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._columns: dict[object, Any] = {}
        title, area = facts.column("title"), facts.column("area")
        post = title.astype(np.int64) * 256 + area
        unit = facts.column("unit").astype(np.int64)
        lowest = int(unit.min(initial=0))
        span = int(unit.max(initial=0)) - lowest + 1
        order = np.argsort(post * span + (unit - lowest), kind="stable")
        self._place(order, post[order], unit[order])

    def _place(self, order: Places, post: npt.NDArray[np.int64], unit: npt.NDArray[np.int64]) -> None:
        begins = np.flatnonzero(np.diff(post, prepend=-1))
        sizes = np.diff(begins, append=len(post))
        words = -(-sizes // WORD)
        starts = np.cumsum(words) - words
        self.title, self.area = (post[begins] >> 8).astype(np.intp), (post[begins] & 255).astype(np.intp)
        self.words = int(words.sum())
        self.words_of_post = words
        slots = np.arange(len(post)) + np.repeat(starts * WORD - begins, sizes)
        self.slot_of_row = np.empty(len(post), np.intp)
        self.slot_of_row[order] = slots
        self.valid = np.full(self.words, ALL)
        last = (starts + words - 1)[sizes % WORD > 0]
        self.valid[last] = ALL >> (WORD - sizes[sizes % WORD > 0] % WORD).astype(np.uint64)
        changes = np.flatnonzero((np.diff(post, prepend=-1) != 0) | (np.diff(unit, prepend=-1) != 0))
        ends = np.append(changes[1:], len(post))[: len(changes)]
        self.segments = Segments(slots[changes], slots[ends - 1] + 1, unit[changes])

    @cached_property
    def planes(self) -> U64:
        """Digits × scales × words."""
        planes = np.zeros((DIGITS, LANES, self.words), np.uint64)
        if self.facts.has("levels"):
            for lane in range(LANES):
                laid = self._laid(self.facts.block("levels")[:, lane])
                for digit in range(DIGITS):
                    planes[digit, lane] = packed(laid & np.uint8(1 << digit))
        return planes

    @cached_property
    def known(self) -> U64:
        """Scales × words: whose level is known at all."""
        return np.bitwise_or.reduce(self.planes, axis=0)

    def spread(self, posts: U64) -> U64:
        """What is said of each post, said of each of its words."""
        return np.repeat(posts, self.words_of_post, axis=-1)

    def column(self, name: str) -> Column:
        return self._kept(name, lambda: self.facts.column(name))

    def lane(self, block: str, lane: int) -> U8:
        return self._kept((block, lane), lambda: self.facts.block(block)[:, lane])

    def _kept(self, name: object, read: Callable[[], Any]) -> Any:
        """Laid out when first asked for, then kept with the facts."""
        if name not in self._columns:
            self._columns[name] = self._laid(read())
        return self._columns[name]

    def _laid(self, column: Column) -> Column:
        """A column with its values where the rows lie."""
        found = np.zeros(self.words * WORD, column.dtype)
        found[self.slot_of_row] = column
        return found

    def by_row(self, planes: U64) -> U8:
        """Three planes of verdict digits read back, row by row."""
        return np.take(unpacked(planes), self.slot_of_row)


class Stretch(Rowset):
    """The rows of some words, read without copying: slots nobody lies in read as not known."""

    def __init__(self, layout: Layout, first: int, end: int) -> None:
        super().__init__(layout.facts)
        self.layout, self.slots = layout, slice(first * WORD, end * WORD)
        self.size = (end - first) * WORD

    def column(self, name: str) -> Column:
        if not self.facts.has(name):
            return super().column(name)
        return self.layout.column(name)[self.slots]

    def lane(self, block: str, lane: int) -> U8:
        if not self.facts.has(block):
            return np.broadcast_to(np.uint8(0), self.size)
        return self.layout.lane(block, lane)[self.slots]


def as_words(flags: npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> U64:
    """A word of ones for each yes, of zeros for each no."""
    return np.where(flags, ALL, NONE)


def packed(bits: npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> U64:
    """One bit a row, 64 rows a word, the first row lowest."""
    return np.packbits(bits.view(np.uint8), bitorder="little").view(np.uint64)


def unpacked(planes: U64) -> U8:
    """Three planes of verdict digits as one verdict a slot."""
    digits = [np.unpackbits(plane.view(np.uint8), bitorder="little") for plane in planes]
    verdicts: U8 = digits[0] | digits[1] << np.uint8(1) | digits[2] << np.uint8(2)
    return verdicts
