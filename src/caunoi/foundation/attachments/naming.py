"""What content is still named by something: a module that keeps scans says which, so that none is swept out."""

from collections.abc import Callable, Iterable

Named = Callable[[], Iterable[str]]
_told: dict[str, Named] = {}


def register(key: str, named: Named) -> None:
    """``named`` gives the hash of every content the module's rows name."""
    _told[key] = named


def named_everywhere() -> set[str]:
    return {digest for named in _told.values() for digest in named()}
