"""Where commands are declared; every command says what it needs, like every address and job does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

DONE, FAILED, WRONG_USAGE, DONE_WITH_REJECTED = 0, 1, 2, 3


@dataclass(frozen=True)
class Argument:
    """One argument as ``argparse`` takes it."""

    names: tuple[str, ...]
    options: dict[str, Any] = field(default_factory=dict)


def arg(*names: str, **options: Any) -> Argument:
    return Argument(names, options)


@dataclass(frozen=True)
class Command:
    """A verb of a group. ``policy`` says whose rights it has: ``system`` (who holds the database file) or ``none``
    (reads no protected row). ``needs_database`` False keeps Django out of the start."""

    verb: str
    help: str
    run: Callable[..., int | None]
    arguments: tuple[Argument, ...] = ()
    policy: str = "system"
    writes: bool = False
    needs_database: bool = True


_groups: dict[str, dict[str, Command]] = {}


def command(
    group: str,
    verb: str,
    *arguments: Argument,
    help: str,
    policy: str = "system",
    writes: bool = False,
    needs_database: bool = True,
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Bind a function to ``caunoi group verb``; ``group`` is empty for a command that stands alone."""

    def bind(run: Callable[..., int | None]) -> Callable[..., int | None]:
        _groups.setdefault(group, {})[verb] = Command(
            verb, help, run, arguments, policy, writes, needs_database
        )
        return run

    return bind


def group_of(name: str) -> dict[str, Command]:
    return _groups.get(name, {})


def all_commands() -> list[tuple[str, Command]]:
    return [(group, each) for group, verbs in sorted(_groups.items()) for each in verbs.values()]
