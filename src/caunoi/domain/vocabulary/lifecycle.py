"""Life cycles: one table of states and what may follow, asked by services and drawn for the papers."""

from collections.abc import Iterable, Mapping


class ForbiddenStep(ValueError):
    """A step the table doesn't know (bước không được phép)."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after
        super().__init__(f"không thể chuyển từ “{before}” sang “{after}”")


class Lifecycle:
    """A table of states (vòng đời): each state with the states that may follow it; the first one begins."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._table = {str(state): tuple(map(str, following)) for state, following in table.items()}
        for following in list(self._table.values()):
            for state in following:
                self._table.setdefault(state, ())
        if not self._table:
            raise ValueError("vòng đời phải có ít nhất một trạng thái")

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(self._table)

    @property
    def initial(self) -> str:
        return self.states[0]

    @property
    def final(self) -> tuple[str, ...]:
        """The states nothing follows."""
        return tuple(state for state, following in self._table.items() if not following)

    def after(self, state: str) -> tuple[str, ...]:
        """The states that may follow."""
        return self._table[str(state)]

    def may(self, before: str, after: str) -> bool:
        return str(after) in self._table.get(str(before), ())

    def check(self, before: str, after: str) -> None:
        """Raises `ForbiddenStep` unless the table has the step."""
        if not self.may(before, after):
            raise ForbiddenStep(str(before), str(after))

    def as_mermaid(self, labels: Mapping[str, str] | None = None) -> str:
        """The diagram of the table, with Vietnamese labels where they are given."""
        names = labels or {}
        lines = ["stateDiagram-v2"]
        lines += [f"    {state}: {names[state]}" for state in self.states if state in names]
        lines += [f"    [*] --> {self.initial}"]
        for state, following in self._table.items():
            lines += [f"    {state} --> {after}" for after in following]
        lines += [f"    {state} --> [*]" for state in self.final]
        return "\n".join(lines) + "\n"
