"""Rows behind a number that are fetched when somebody looks at them (danh sách lấy sau), though counted at once."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Any, overload

from caunoi.foundation.figures.registry import Row


class LaterRows(Sequence[Row]):
    """``len`` costs a count; the first look at a row fetches all of them."""

    @cached_property
    @abstractmethod
    def rows(self) -> list[Row]:
        """All rows, in the order of the list."""

    @abstractmethod
    def __len__(self) -> int: ...

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: Any) -> Any:
        return self.rows[place]
