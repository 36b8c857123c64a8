"""Verdict (kết luận): five answers and the one rule by which they combine.

The numbers are ranked so that the worst of several verdicts is their maximum, and so that the two bits the
kernel works with can be read from them (bit 0: the fact is known, bit 2: it is not satisfied).
"""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


class Verdict(IntEnum):
    """Verdict (kết luận) on one requirement of one person."""

    NOT_ASKED = 0
    MET = 1
    EXEMPT = 2
    IN_TRANSITION = 3
    UNKNOWN = 4
    NOT_MET = 5

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Verdict.NOT_ASKED: "không yêu cầu",
    Verdict.MET: "đạt",
    Verdict.EXEMPT: "được miễn",
    Verdict.IN_TRANSITION: "trong thời hạn chuyển tiếp",
    Verdict.UNKNOWN: "thiếu dữ liệu",
    Verdict.NOT_MET: "chưa đạt",
}


def constant(verdict: Verdict, rows: int) -> U8:
    return np.full(rows, verdict, dtype=np.uint8)


def from_bounds(surely: Flags, possibly: Flags) -> U8:
    """Met where surely true, unknown where only possibly true, not met elsewhere."""
    answer = np.subtract(np.uint8(Verdict.NOT_MET), (possibly | surely).view(np.uint8))
    return np.subtract(answer, surely * np.uint8(Verdict.UNKNOWN - Verdict.MET))


def at_least(k: int, parts: Sequence[U8]) -> U8:
    """At least k of the parts hold. any-of is k = 1 and all-of is k = len(parts): one rule for the three.

    A part that is unknown may turn out either way, so the group is settled only when it is settled
    whichever way its unknown parts turn out. Of all parts the worst decides, and one part stands for itself.
    """
    if k == len(parts):
        worst = parts[0] if k == 1 else np.maximum.reduce([_no_if_not_asked(part) for part in parts])
        return _no_if_not_asked(worst)
    met = _count(parts, Verdict.MET)
    good = met + _count(parts, Verdict.EXEMPT)
    moving = _count(parts, Verdict.IN_TRANSITION)
    unknown = _count(parts, Verdict.UNKNOWN)
    answer = constant(Verdict.UNKNOWN, len(parts[0]))
    answer[good + moving + unknown < k] = Verdict.NOT_MET
    answer[(good + moving >= k) & (good + unknown < k)] = Verdict.IN_TRANSITION
    answer[good >= k] = Verdict.EXEMPT
    answer[met >= k] = Verdict.MET
    return answer


def _no_if_not_asked(part: U8) -> U8:
    """A part that asks nothing is not one of those that hold."""
    return np.where(part == Verdict.NOT_ASKED, np.uint8(Verdict.NOT_MET), part)


def _count(parts: Sequence[U8], verdict: Verdict) -> U8:
    tally = np.zeros(len(parts[0]), np.uint8)
    for part in parts:
        tally += part == verdict
    return tally


def agreement(parts: Sequence[U8]) -> U8:
    """What holds whichever of the parts applies: the common verdict, or unknown where they differ.

    A part that asks nothing is no obstacle, so met and not-asked together are met.
    """
    stacked = np.stack(parts)
    best, worst = stacked.min(axis=0), stacked.max(axis=0)
    good = worst <= Verdict.EXEMPT
    answer = np.where((best == worst) | good, worst, Verdict.UNKNOWN)
    return answer.astype(np.uint8)


def overall(parts: Sequence[U8], rows: int) -> U8:
    """The person's verdict over the requirements that count: the worst one; exempt counts as met."""
    worst = constant(Verdict.MET, rows)
    for part in parts:
        np.maximum(worst, part, out=worst)
    worst[worst == Verdict.EXEMPT] = Verdict.MET
    return worst
