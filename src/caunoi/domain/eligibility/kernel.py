"""The kernel: thresholds and verdicts on planes of bits, 64 rows in one instruction.

A verdict is three bits (see verdict.py): bit 0 the fact is known, bit 2 it is not satisfied, bit 1 a relief has
a part in it. The rows of a word share a post, so a threshold is a word of ones or of zeros per binary digit.
There is no other place where thresholds are compared, for one person or for a million.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from caunoi.domain.eligibility.layout import U64, Layout, packed
from caunoi.domain.eligibility.plan import Plan
from caunoi.domain.eligibility.verdict import U8, Flags, Verdict

CHUNK = 4096
"""Words judged at a time: what is worked with stays in the cache of one core, and calls are few."""
VERDICT_DIGITS = 3
Counts = npt.NDArray[np.int64]


def compare(layout: Layout, plan: Plan, words: slice, verdicts: U64) -> None:
    """The verdicts of the scales with a threshold: met, not met, or not known."""
    required = plan.required[:, words]
    enough = np.zeros_like(required) - np.uint64(1)
    work = np.empty_like(required)
    for digit, below in enumerate(plan.below):
        held, lower = layout.planes[digit, plan.scales, words], below[:, words]
        enough &= np.bitwise_or(held, lower, out=work)
        enough |= np.bitwise_and(held, lower, out=work)
    known = np.bitwise_and(layout.known[plan.scales, words], required, out=work)
    enough &= known
    verdicts[: len(required), 0, words] = known
    np.bitwise_xor(enough, required, out=verdicts[: len(required), 2, words])


def write_over(plane: U64, mask: U64, words: slice, told: Sequence[U64]) -> None:
    """Puts verdicts in place of what stands where the mask says so."""
    keep = ~mask
    for digit, bits in enumerate(told):
        plane[digit, words] = (plane[digit, words] & keep) | (bits & mask)


def digits_of(verdicts: U8) -> list[U64]:
    """Verdicts reckoned row by row, as planes."""
    return [packed(verdicts & np.uint8(1 << digit)) for digit in range(VERDICT_DIGITS)]


def digits_between(surely: Flags, possibly: Flags) -> list[U64]:
    """The same from the bounds of a rule: met where surely so, unknown where possibly, else not met."""
    met = packed(surely)
    return [met | ~packed(possibly), np.zeros_like(met), ~met]


def judge_overall(layout: Layout, plan: Plan, words: slice, verdicts: U64) -> None:
    """The worst of the verdicts that count; exempt counts as met, and without a rule nothing is known."""
    open_ = plan.unruled[words].copy()
    unmet, moving = np.zeros_like(open_), np.zeros_like(open_)
    for place, counted in plan.counted:
        known = verdicts[place, 0, words] & counted[words]
        unmet |= verdicts[place, 2, words] & known
        open_ |= verdicts[place, 2, words] & counted[words]
        moving |= verdicts[place, 1, words] & known
    overall = verdicts[-1]
    overall[0, words] = unmet | (layout.valid[words] & ~open_)
    overall[1, words] = moving & ~open_
    overall[2, words] = open_


def tallies(planes: U64) -> list[tuple[U64, Mapping[Verdict, int]]]:
    """What to count, and to which verdicts it is added or from which it is taken: few planes tell all of them."""
    known, relief, open_ = planes[:, 0], planes[:, 1], planes[:, 2]
    counted: list[tuple[U64, Mapping[Verdict, int]]] = [
        (known, {Verdict.MET: 1}),
        (open_, {Verdict.UNKNOWN: 1}),
        (known & open_, {Verdict.NOT_MET: 1, Verdict.MET: -1, Verdict.UNKNOWN: -1}),
    ]
    if relief.any():
        counted.append((relief, {Verdict.EXEMPT: 1}))
        counted.append((known & relief, {Verdict.IN_TRANSITION: 1, Verdict.EXEMPT: -1, Verdict.MET: -1}))
    return counted
