from itertools import product

import numpy as np
import pytest

from caunoi.domain.eligibility.verdict import Verdict, agreement, at_least, overall

POSSIBLE = [Verdict.MET, Verdict.EXEMPT, Verdict.IN_TRANSITION, Verdict.UNKNOWN, Verdict.NOT_MET]
MAY_BE = {Verdict.UNKNOWN: [Verdict.MET, Verdict.NOT_MET]}


def settled(k: int, parts: tuple[Verdict, ...]) -> Verdict:
    """What a group of settled parts comes to: counted by hand."""
    good = [part for part in parts if part in (Verdict.MET, Verdict.EXEMPT)]
    if len(good) >= k:
        return Verdict.MET if parts.count(Verdict.MET) >= k else Verdict.EXEMPT
    return Verdict.IN_TRANSITION if len(good) + parts.count(Verdict.IN_TRANSITION) >= k else Verdict.NOT_MET


def every_way(parts: tuple[Verdict, ...]) -> list[tuple[Verdict, ...]]:
    return list(product(*(MAY_BE.get(part, [part]) for part in parts)))


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_group_is_settled_only_when_every_way_its_unknown_parts_turn_out_agrees(size: int) -> None:
    for k in range(1, size + 1):
        for parts in product(POSSIBLE, repeat=size):
            outcomes = {settled(k, way) for way in every_way(parts)}

            found = Verdict(int(at_least(k, [np.array([part], np.uint8) for part in parts])[0]))

            if outcomes == {Verdict.MET, Verdict.EXEMPT}:
                assert found == Verdict.EXEMPT
            else:
                assert found == (outcomes.pop() if len(outcomes) == 1 else Verdict.UNKNOWN), (k, parts)


def test_the_overall_verdict_is_the_worst_and_exempt_counts_as_met() -> None:
    columns = np.array([[1, 1, 1, 1, 2], [1, 2, 3, 4, 2], [1, 1, 4, 5, 2]], np.uint8)

    found = overall(list(columns), 5)

    assert found.tolist() == [Verdict.MET, Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET, Verdict.MET]


def test_nothing_counted_means_nothing_is_lacking() -> None:
    assert overall([], 2).tolist() == [Verdict.MET, Verdict.MET]


@pytest.mark.parametrize(
    ("variants", "expected"),
    [
        ([Verdict.MET, Verdict.MET], Verdict.MET),
        ([Verdict.NOT_ASKED, Verdict.MET], Verdict.MET),
        ([Verdict.MET, Verdict.NOT_MET], Verdict.UNKNOWN),
        ([Verdict.NOT_ASKED, Verdict.NOT_MET], Verdict.UNKNOWN),
        ([Verdict.NOT_ASKED, Verdict.NOT_ASKED], Verdict.NOT_ASKED),
        ([Verdict.MET, Verdict.EXEMPT], Verdict.EXEMPT),
    ],
)
def test_a_verdict_that_depends_on_the_area_stands_only_where_all_areas_agree(
    variants: list[Verdict], expected: Verdict
) -> None:
    assert agreement([np.array([variant], np.uint8) for variant in variants]).tolist() == [expected]


def test_every_verdict_says_itself_in_vietnamese() -> None:
    assert [verdict.label for verdict in Verdict] == [
        "không yêu cầu",
        "đạt",
        "được miễn",
        "trong thời hạn chuyển tiếp",
        "thiếu dữ liệu",
        "chưa đạt",
    ]
