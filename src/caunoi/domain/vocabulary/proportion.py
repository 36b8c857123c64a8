"""Whole numbers divided so that nothing is lost."""

from collections.abc import Sequence


def shared_out(amount: int, weights: Sequence[int]) -> list[int]:
    """Shares in proportion to the weights, adding up exactly: the largest remainders get the odd ones.

    Raises `ValueError` for weights that are negative or all nought.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("phải chia theo các phần không âm, có ít nhất một phần dương")
    quotients = [divmod(amount * weight, total) for weight in weights]
    shares = [quotient for quotient, _ in quotients]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-quotients[place][1], place))
    for place in by_remainder[: amount - sum(shares)]:
        shares[place] += 1
    return shares
