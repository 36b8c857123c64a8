"""Answers kept in memory: asked once, given again to whoever asks the same of the same data."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Remembered(Generic[V]):
    """The newest answers by their question (câu trả lời đã nhớ); the key names the version of the data it is of."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, V] = OrderedDict()

    def get(self, key: Hashable, find: Callable[[], V]) -> V:
        if key not in self._kept:
            self._kept[key] = find()
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return self._kept[key]

    def forget(self) -> None:
        self._kept.clear()
