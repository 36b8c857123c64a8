"""The kernel: eight thresholds of a row compared in one machine word, a block of rows at a time.

A row's eight levels are the eight bytes of a word L, the thresholds of its post those of a word T. All bytes
stay below 128, so no byte ever borrows from or carries into its neighbour:

    level ≥ threshold   ⇔  high bit of  (L | 0x80…) − T
    level is known      ⇔  high bit of  L + 0x7F…

and a verdict byte is put together from the two bits: met 1, unknown 4, not met 5 (see verdict.py).
There is no other place where thresholds are compared, for one person or for a million.
"""

import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from caunoi.domain.eligibility.tables import U64, Tables
from caunoi.domain.eligibility.terms import LANES
from caunoi.domain.eligibility.verdict import U8, Verdict

if sys.byteorder != "little":
    raise ImportError("the verdict words are laid out for little-endian machines")

BLOCK = 32768
"""Rows in one block: its working words stay in the second-level cache of one core."""

HIGHS = np.uint64(0x8080808080808080)
ONES_BELOW = np.uint64(0x7F7F7F7F7F7F7F7F)
KNOWN_SHIFT, UNMET_SHIFT = np.uint64(7), np.uint64(5)
GATHER = np.uint64(0x0102040810204080)
TOP_BYTE = np.uint64(56)


@dataclass(frozen=True)
class Masks:
    """A row's eight verdict bytes in one word, and its verdict over those that count."""

    words: U64
    overall: U8

    @property
    def bytes_(self) -> U8:
        return self.words.view(np.uint8).reshape(len(self.words), LANES)

    def bits(self, verdict: Verdict) -> U8:
        """One bit per scale and one byte per row: where the verdict is this one (the "lacks" mask)."""
        matched = (self.bytes_ == verdict).view(np.uint64).reshape(len(self.words))
        return ((matched * GATHER) >> TOP_BYTE).astype(np.uint8)


def evaluate_masks(levels: U64, posts: npt.NDArray[np.intp], tables: Tables) -> Masks:
    """Verdicts of the eight scales for rows of levels (one word a row) in posts (places in the tables)."""
    size = len(levels)
    masks = Masks(np.empty(size, np.uint64), np.empty(size, np.uint8))
    block = _Block(tables, min(size, BLOCK))
    for start in range(0, size, BLOCK):
        rows = slice(start, min(start + BLOCK, size))
        block.judge(levels[rows], posts[rows], masks.words[rows], masks.overall[rows])
    return masks


class _Block:
    """Room for the working words of a block, used again for each."""

    def __init__(self, tables: Tables, size: int) -> None:
        self.tables = tables
        self.uniform = tables.uniform_count
        self.room = np.empty((3, size), np.uint64)
        self.flags = np.empty((2, size), np.bool_)
        self.all_ruled = bool(tables.ruled.all())

    def judge(self, levels: U64, posts: npt.NDArray[np.intp], words: U64, overall: U8) -> None:
        size = len(levels)
        required, known, work = self.room[:, :size]
        np.take(self.tables.required, posts, out=required, mode="clip")
        np.take(self.tables.thresholds, posts, out=work, mode="clip")
        unmet = np.bitwise_or(levels, HIGHS, out=words)
        np.subtract(unmet, work, out=unmet)
        np.bitwise_and(unmet, required, out=unmet)
        np.bitwise_xor(unmet, required, out=unmet)
        np.add(levels, ONES_BELOW, out=known)
        np.bitwise_and(known, required, out=known)
        self._judge_overall(unmet, known, posts, work, overall)
        np.right_shift(known, KNOWN_SHIFT, out=known)
        np.right_shift(unmet, UNMET_SHIFT, out=unmet)
        np.bitwise_or(unmet, known, out=words)

    def _judge_overall(
        self, unmet: U64, known: U64, posts: npt.NDArray[np.intp], work: U64, overall: U8
    ) -> None:
        """Met 1, + 3 if anything counted is not met or not known, + 1 if anything is surely not met."""
        open_, lacking = self.flags[:, : len(overall)]
        if self.uniform is None:
            np.take(self.tables.counted, posts, out=work, mode="clip")
            np.bitwise_and(unmet, work, out=work)
        else:
            np.bitwise_and(unmet, self.uniform, out=work)
        np.not_equal(work, 0, out=open_)
        np.bitwise_and(work, known, out=work)
        np.not_equal(work, 0, out=lacking)
        np.multiply(open_.view(np.uint8), np.uint8(3), out=overall)
        np.add(overall, lacking.view(np.uint8), out=overall)
        np.add(overall, np.uint8(Verdict.MET), out=overall)
        if not self.all_ruled:
            ruled = np.take(self.tables.ruled, posts, mode="clip")
            overall[ruled == 0] = Verdict.UNKNOWN
