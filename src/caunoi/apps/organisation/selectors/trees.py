"""The tree of units on a day, and finding a unit in it by what people type."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from uuid import UUID

from django.db.models import F, QuerySet, Subquery

from caunoi.apps.organisation.choices import SuccessionKind
from caunoi.apps.organisation.models import Coverage, Edition, Succession, UnitVersion
from caunoi.apps.organisation.tree import ChangeDay, CoverageNote, Node, Tree, grown
from caunoi.foundation.audit.selectors import head_of_changes, last_change
from caunoi.foundation.db.reading import once_while_reading
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import system_scope
from caunoi.foundation.system_time import as_known_now, known_point

NODE_COLUMNS = (
    "unit_id", "unit__slug", "code", "name", "type", "parent_id", "area", "latitude", "longitude", "search_key",
    "sort_key",
)  # fmt: skip


def edition() -> UUID | None:
    """Changes with every write to the register, so that what is held in memory is never stale."""
    return versions()[0]


def data_version() -> str:
    """Changes with every write to anything: the last record that is more than a look."""
    return versions()[1]


@once_while_reading
def versions() -> tuple[UUID | None, str]:
    """The edition of the register and the head of the record, in one statement: nearly every page asks for both."""
    with system_scope("organisation: units are public facts"):
        found = _newest().all().first()
    edition_then, head = found or (None, "")
    return edition_then, _marked(head or head_of_changes())


@cache
def _newest() -> QuerySet[Edition, tuple[UUID, str]]:
    """Drawn up once: every page asks it, and drawing it up costs more than the answer."""
    with system_scope("organisation: units are public facts"):
        newest = Edition.objects.order_by("-number").annotate(head=Subquery(last_change()[:1]))
        return newest.values_list("pk", "head")


def _marked(head: str) -> str:
    """What is read as it was known is held apart from what was held then: rights are of now."""
    point = known_point()
    if point is None:
        return head
    with as_known_now():
        return f"{head}@{point.seq}@{head_of_changes()}"


def latest_edition() -> Edition | None:
    """The last write to the register, for a page that says how fresh it is."""
    with system_scope("organisation: units are public facts"):
        return Edition.objects.order_by("-number").first()


def unit_tree(*, on: date) -> Tree:
    """The tree of ``on`` (cây tổ chức), held in memory until the register is written again."""
    written = edition()
    return _held_tree(on, written) if written else _read_tree(on)


@lru_cache(maxsize=32)
def _held_tree(on: date, written: UUID) -> Tree:
    return _read_tree(on)


def _read_tree(on: date) -> Tree:
    with system_scope("organisation: units are public facts"):
        rows = UnitVersion.objects.on(on).values_list(*NODE_COLUMNS)
        nodes = {row[0]: Node(*row) for row in rows}
    return grown(on, nodes, _passed_away(on), coverage=_coverage_notes(on), changes=_change_days())


def _passed_away(on: date) -> list[tuple[UUID, UUID]]:
    """With each unit the units that ended in it: one that lives on after giving a part away answers for itself.

    Who ended without an heir is answered for by the unit that stood above, or by whoever that one passed into.
    """
    with system_scope("organisation: units are public facts"):
        passed = Succession.objects.filter(on__lte=on, successor__isnull=False)
        pairs = list(passed.values_list("successor_id", "predecessor_id"))
        ended = Succession.objects.filter(on__lte=on, kind=SuccessionKind.ABOLISH, successor__isnull=True)
        last = ended.filter(
            predecessor__versions__valid_to=F("on"), predecessor__versions__parent__isnull=False
        )
        return pairs + list(last.values_list("predecessor__versions__parent_id", "predecessor_id"))


def _coverage_notes(on: date) -> list[CoverageNote]:
    """One for each province; also for one whose units of that day nobody has recorded yet."""
    columns = ("province__versions__name", "completeness", "note")
    with system_scope("organisation: units are public facts"):
        rows = list(Coverage.objects.on(on).order_by("province__slug").values_list(*columns).distinct())
    return [CoverageNote(name or "", completeness, note) for name, completeness, note in rows]


def _change_days() -> list[ChangeDay]:
    with system_scope("organisation: units are public facts"):
        rows = list(
            Succession.objects.order_by("on", "act__number").values_list("on", "act__number").distinct()
        )
    acts: dict[date, list[str]] = defaultdict(list)
    for day, act in rows:
        acts[day] += [act] if act else []
    return [ChangeDay(day, tuple(numbers)) for day, numbers in acts.items()]


def units_reached(unit_id: UUID, reach: str, on: date) -> Iterable[UUID] | None:
    """Units a grant on ``unit_id`` reaches on ``on``; None when that is every unit there is.

    A unit answers for the units that passed into it, so that yesterday's files are not orphaned.
    """
    with as_known_now():
        return reached_in(unit_tree(on=on), unit_id, reach)


def reached_in(tree: Tree, unit_id: UUID, reach: str) -> Iterable[UUID] | None:
    """The same, asked of a tree at hand: also of one that only a draft would make."""
    if unit_id not in tree:
        return {unit_id}
    own = {unit_id} if reach == "unit" else {node.id for node in tree.below(unit_id)}
    if reach == "subtree" and len(own) == len(tree.nodes):
        return None
    return tree.answered_by(own)


def node_by_code(code: str, *, on: date) -> Node:
    """The unit that carries ``code`` on ``on``; codes are re-used, so a day is always needed."""
    found = unit_tree(on=on).by_code(code)
    if found is None:
        raise NotVisible(f"organisation.Unit {code} {on}")
    return found


def unit_written(text: str, on: date) -> UUID:
    """The unit an address means on ``on``: by its code, its lasting key or its id."""
    for node in unit_tree(on=on).nodes.values():
        if text in (node.code, node.slug, str(node.id)):
            return node.id
    raise NotVisible(f"organisation.Unit {text} {on}")


def find_units(text: str, *, on: date, limit: int = 12) -> list[Node]:
    """Units whose name holds what was typed, with or without marks and kind; the exact spelling first.

    What stands after a comma narrows to the units above: "Phúc Sơn, Tân Yên".
    """
    wanted, _, above = text.partition(",")
    return unit_tree(on=on).named(wanted, above=above)[:limit]


def units_called(text: str, *, on: date) -> list[Node]:
    """Units whose whole name is what was typed, with or without its kind; the exact spelling wins over the marks."""
    wanted, _, above = text.partition(",")
    return unit_tree(on=on).called(wanted, above=above)


def commune_ids(*, on: date) -> set[UUID]:
    """The communes, wards and townships of ``on``."""
    return {node.id for node in unit_tree(on=on).nodes.values() if node.is_commune}
