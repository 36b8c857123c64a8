"""What is compared: a record as far as it tells who somebody is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import PartialDate


@dataclass(frozen=True)
class Post:
    """A post held (chức danh đã hoặc đang giữ), as far as it tells people apart."""

    title: str
    unit: Any
    start: date
    end: date | None
    main: bool = True

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)


@dataclass(frozen=True, eq=False)
class Known:
    """One record (hồ sơ được so): ``exact`` and ``plain`` are the name's keys with and without marks.

    ``identity`` is a keyed fingerprint of the identity number, never the number.
    """

    key: Any
    exact: str
    plain: str
    birth: PartialDate | None = None
    identity: str = ""
    phone: str = ""
    sex: str = ""
    number: str = ""
    home: Any = None

    @cached_property
    def syllables(self) -> tuple[str, ...]:
        """Without marks, i and y as one letter."""
        return tuple(self.plain.replace("y", "i").split())

    @property
    def is_unmarked(self) -> bool:
        return self.exact == self.plain


def digits_of(phone: str) -> str:
    """A telephone number by its digits alone, +84 as 0."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if phone.strip().startswith("+84"):
        return "0" + digits[2:]
    return digits
