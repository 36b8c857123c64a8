"""Money: whole đồng, never a fraction, never a float."""

import re
from collections.abc import Callable, Sequence
from typing import NoReturn, Self

from caunoi.domain.vocabulary.proportion import shared_out
from caunoi.domain.vocabulary.vietnamese import UnreadableNumber, format_number, parse_count

_CURRENCY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?\s*$", re.IGNORECASE)


class Dong(int):
    """An amount of money (đồng): a whole number that stays money when added, taken away or multiplied."""

    def __new__(cls, amount: int = 0) -> Self:
        if isinstance(amount, bool) or not isinstance(amount, int):
            raise TypeError(f"số tiền phải là số nguyên đồng, không phải {amount!r}")
        return super().__new__(cls, amount)

    def __add__(self, other: int) -> "Dong":
        return self._with(other, int.__add__)

    __radd__ = __add__

    def __sub__(self, other: int) -> "Dong":
        return self._with(other, int.__sub__)

    def __rsub__(self, other: int) -> "Dong":
        return self._with(other, int.__rsub__)

    def __mul__(self, other: int) -> "Dong":
        return self._with(other, int.__mul__)

    __rmul__ = __mul__

    def __neg__(self) -> "Dong":
        return Dong(-int(self))

    def __truediv__(self, other: object) -> NoReturn:
        raise TypeError("tiền không chia lẻ được; dùng split() để chia hết")

    def split(self, weights: Sequence[int]) -> list["Dong"]:
        """Shares in proportion to the weights, adding up exactly: the largest remainders get the odd đồng."""
        return [Dong(share) for share in shared_out(int(self), weights)]

    def _with(self, other: int, operation: Callable[[int, int], int]) -> "Dong":
        if isinstance(other, bool) or not isinstance(other, int):
            raise TypeError(f"tiền chỉ đi với số nguyên, không phải {other!r}")
        return Dong(operation(int(self), int(other)))


def format_dong(amount: int) -> str:
    """1.300.000 đ, with a space that doesn't break."""
    return f"{format_number(amount)}\u00a0đ"


def parse_dong(text: str) -> Dong:
    """An amount that was typed: 1.300.000, 1300000, 1.300.000 đ. Raises `UnreadableNumber`."""
    typed = _CURRENCY.sub("", text)
    if not typed.strip():
        raise UnreadableNumber("còn trống; viết số tiền như 1.300.000")
    return Dong(parse_count(typed))
