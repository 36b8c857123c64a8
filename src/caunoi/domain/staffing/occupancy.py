"""How the seats of one title are filled: what is free, what is too many, what nobody knows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Occupancy:
    """Seats of one title in one unit on a day (tình trạng chỗ).

    Without a number (``allowed`` None) nothing is free and nothing is too many: it is not known. Somebody acting
    does the work of a free seat, and the seat stays free.
    """

    allowed: int | None
    main: int = 0
    concurrent: int = 0
    acting: int = 0

    @property
    def filled(self) -> int:
        """Seats somebody holds in the full sense, as a main post or beside one."""
        return self.main + self.concurrent

    @property
    def posts(self) -> int:
        return self.filled + self.acting

    @property
    def vacant(self) -> int | None:
        return None if self.allowed is None else max(0, self.allowed - self.filled)

    @property
    def surplus(self) -> int | None:
        return None if self.allowed is None else max(0, self.filled - self.allowed)
