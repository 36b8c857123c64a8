"""Published instances (bài toán đã công bố): text files of two shapes read as `plan-instance/1`.

Assignment: m, n, then m rows of n costs, m rows of n seats, m capacities; every job sits in exactly one agent.
Location: m, n, then m lines of capacity and opening cost, n demands, m rows of n costs (of the whole demand); every
customer goes to exactly one facility. Both may be followed by a value. A file whose name begins with ``gapmax`` is an
assignment whose costs are profits: as much as possible is wanted.

Sources: Beasley's OR-Library, Cattrysse, Salomon and Van Wassenhove (1994), Chu and Beasley (1997), Yagiura, Ibaraki
and Glover (2004), Holmberg, Rönnqvist and Yuan (1999), Yang, Chu and Chen (2012).
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.instance_format import FormatError, read_json

Table = NDArray[np.float64]
PROFITS = "gapmax"


def read_published(path: Path) -> dict[str, Any]:
    """The instance of a file, named after it; JSON as it stands, text by what its numbers say."""
    if path.suffix == ".json":
        return {**read_json(path), "name": path.stem}
    words = path.read_text(encoding="ascii").split()
    try:
        numbers = np.array(words, dtype=np.float64)
        classes, people = int(numbers[0]), int(numbers[1])
    except (ValueError, IndexError) as error:
        raise FormatError(f"{path.name} không phải là tệp số của một bài toán đã công bố.") from error
    return {**_by_size(path, classes, people, numbers[2:]), "name": path.name}


def _by_size(path: Path, classes: int, people: int, rest: Table) -> dict[str, Any]:
    table = classes * people
    for size, read in ((2 * table + classes, _assignment), (2 * classes + people + table, _location)):
        if len(rest) - size in (0, 1):
            return read(classes, people, rest[:size], profits=path.name.startswith(PROFITS))
    raise FormatError(f"{path.name}: {len(rest)} số không vừa cho {classes} lớp và {people} người.")


def _assignment(classes: int, people: int, rest: Table, *, profits: bool) -> dict[str, Any]:
    table = classes * people
    paid, seats = rest[:table].reshape(classes, people).T, rest[table : 2 * table].reshape(classes, people).T
    common = _instance(rest[2 * table :], np.zeros(classes), people) | {"pair_seats": seats.tolist()}
    if not profits:
        return common | {"pair_cost": paid.tolist()}
    common["objective"] = {"sense": "max", "weight": 1, "open_cost": 0, "pair_cost": 0}
    return common | {"pair_weight": paid.tolist()}


def _location(classes: int, people: int, rest: Table, *, profits: bool) -> dict[str, Any]:
    del profits
    places, rest = rest[: 2 * classes].reshape(classes, 2), rest[2 * classes :]
    told = _instance(places[:, 0], places[:, 1], people)
    told["requests"]["seats"] = rest[:people].tolist()
    return told | {"pair_cost": rest[people:].reshape(classes, people).T.tolist()}


def _instance(capacity: Table, opening: Table, people: int) -> dict[str, Any]:
    """Classes of one programme at places of their own, people who must be served, all costs to be small."""
    classes = len(capacity)
    return {
        "format": "plan-instance/1",
        "offerings": {
            "programme": [0] * classes,
            "venue": list(range(classes)),
            "start": [0] * classes,
            "weeks": [1] * classes,
            "min_size": [0] * classes,
            "capacity": capacity.tolist(),
            "open_cost": opening.tolist(),
        },
        "requests": {
            "person": list(range(people)),
            "programme": [0] * people,
            "count": [1] * people,
            "seats": [1] * people,
            "weight": [0] * people,
            "must": [1] * people,
        },
        "objective": {"sense": "max", "weight": 0, "open_cost": -1, "pair_cost": -1},
    }
