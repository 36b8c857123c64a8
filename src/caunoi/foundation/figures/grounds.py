"""What figures are made of (nền của chỉ tiêu): which kinds of things in the record of writes a number rests on.

rests_on("review.", "reviews.reviewsheet", "reviews.reviewround")      # in a module's figures, by start of code
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Grounds:
    """Kinds of things, named as the record names them; ``public`` where they belong to no unit."""

    things: tuple[str, ...]
    public: bool = False


_grounds: dict[str, Grounds] = {}


def rests_on(start: str, *things: str, public: bool = False) -> None:
    """Figures whose code begins so are made of these; the longest beginning counts."""
    _grounds[start] = Grounds(things, public)


def grounds_of(code: str) -> Grounds | None:
    start = max((each for each in _grounds if code.startswith(each)), key=len, default=None)
    return None if start is None else _grounds[start]
