"""Reading units: the tree on a day, finding by what people type, what became of a unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from caunoi.apps.organisation.choices import COMMUNE_TYPES
from caunoi.apps.organisation.models import Coverage, Edition, LegalAct, Succession, Unit, UnitVersion
from caunoi.apps.organisation.register import Passage, Register
from caunoi.apps.organisation.tree import ChangeDay, CoverageNote, Node, Tree
from caunoi.domain import lineage
from caunoi.domain.vocabulary import vietnamese
from caunoi.domain.vocabulary.period import Period
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import system_scope

REASON = "organisation: units are public facts"
NODE_COLUMNS = (
    "unit_id", "unit__slug", "code", "name", "type", "parent_id", "area", "latitude", "longitude", "search_key", "sort_key",
)  # fmt: skip


def edition() -> UUID | None:
    """Changes with every write to the register, so that what is held in memory is never stale."""
    with system_scope(REASON):
        return Edition.objects.order_by("-number").values_list("pk", flat=True).first()


def latest_edition() -> Edition | None:
    """The last write to the register, for a page that says how fresh it is."""
    with system_scope(REASON):
        return Edition.objects.order_by("-number").first()


# ---- the tree of one day


def unit_tree(*, on: date) -> Tree:
    """The tree of ``on`` (cây tổ chức), held in memory until the register is written again."""
    written = edition()
    return _held_tree(on, written) if written else _read_tree(on)


@lru_cache(maxsize=32)
def _held_tree(on: date, written: UUID) -> Tree:
    return _read_tree(on)


def _read_tree(on: date) -> Tree:
    with system_scope(REASON):
        rows = UnitVersion.objects.on(on).values_list(*NODE_COLUMNS)
        nodes = {row[0]: Node(*row) for row in rows}
    children: dict[UUID | None, list[Node]] = defaultdict(list)
    for node in sorted(nodes.values(), key=lambda node: (node.sort_key, node.code)):
        children[node.parent_id if node.parent_id in nodes else None].append(node)
    return Tree(on, nodes, dict(children), _passed_away(nodes, on), _coverage_notes(on), _change_days())


def _passed_away(living: Iterable[UUID], on: date) -> dict[UUID, list[UUID]]:
    """For each unit the units that ended in it: one that lives on after giving a part away answers for itself."""
    with system_scope(REASON):
        passed = Succession.objects.filter(on__lte=on, successor__isnull=False)
        pairs = list(passed.values_list("successor_id", "predecessor_id"))
    alive, predecessors = set(living), defaultdict(list)
    for successor, predecessor in pairs:
        if predecessor not in alive and predecessor != successor:
            predecessors[successor].append(predecessor)
    return dict(predecessors)


def _coverage_notes(on: date) -> list[CoverageNote]:
    """One for each province; also for one whose units of that day nobody has recorded yet."""
    columns = ("province__versions__name", "completeness", "note")
    with system_scope(REASON):
        rows = list(Coverage.objects.on(on).order_by("province__slug").values_list(*columns).distinct())
    return [CoverageNote(name or "", completeness, note) for name, completeness, note in rows]


def _change_days() -> list[ChangeDay]:
    with system_scope(REASON):
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
    tree = unit_tree(on=on)
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


# ---- everything through time


def register() -> Register:
    """All units with all their versions and changes, as the domain asks them."""
    written = edition()
    return _held_register(written) if written else read_register()


@lru_cache(maxsize=2)
def _held_register(written: UUID) -> Register:
    return read_register()


def read_register() -> Register:
    """The same, read anew: what a service looks at before its own write is finished."""
    with system_scope(REASON):
        ids = dict(Unit.objects.values_list("slug", "pk"))
        acts = {act.pk: act for act in LegalAct.objects.all()}
        versions = list(UnitVersion.objects.all())
        steps = list(Succession.objects.all())
        coverage = list(Coverage.objects.all())
    slugs = {pk: slug for slug, pk in ids.items()}
    numbers: dict[UUID | None, str] = {None: "", **{pk: act.number for pk, act in acts.items()}}
    told = lineage.Lineage(
        [_version(row, slugs, numbers) for row in versions], [_step(row, slugs, numbers) for row in steps]
    )
    return Register(
        told, ids, {act.number: act for act in acts.values()}, [_coverage(row, slugs) for row in coverage]
    )


def _version(row: UnitVersion, slugs: dict[UUID, str], numbers: dict[UUID | None, str]) -> lineage.Version:
    return lineage.Version(
        unit=slugs[row.unit_id],
        name=row.name,
        type=lineage.UnitType(row.type),
        code=row.code,
        parent=slugs[row.parent_id] if row.parent_id else None,
        period=row.known_period,
        act=numbers[row.act_id],
        source=row.source,
        confidence=lineage.Confidence(row.confidence),
        note=row.note,
    )


def _step(row: Succession, slugs: dict[UUID, str], numbers: dict[UUID | None, str]) -> lineage.Succession:
    return lineage.Succession(
        predecessor=slugs[row.predecessor_id],
        successor=slugs[row.successor_id] if row.successor_id else None,
        on=row.on,
        kind=lineage.ChangeKind(row.kind),
        share=lineage.Share(row.share),
        act=numbers[row.act_id],
        source=row.source,
        confidence=lineage.Confidence(row.confidence),
        note=row.note,
    )


def _coverage(row: Coverage, slugs: dict[UUID, str]) -> lineage.Coverage:
    period = Period(row.valid_from if row.start_known else None, row.valid_to)
    return lineage.Coverage(slugs[row.province_id], period, "commune", row.completeness, row.note)


@dataclass(frozen=True)
class Lookup:
    """One version that was asked for by name or code, and everything that followed (kết quả tra cứu)."""

    version: lineage.Version
    unit_id: UUID
    parent: lineage.Version | None
    passages: list[Passage]
    today: list[lineage.Version]


def lookup(text: str, *, on: date, limit: int = 20) -> list[Lookup]:
    """Every unit of any time with this name or code: what became of it, and who stands for it on ``on``."""
    found = register()
    wanted, _, above = text.partition(",")
    answers = [_looked_up(found, version, on) for version in _ever_named(found.lineage, wanted)]
    return [answer for answer in answers if _stands_under(answer, vietnamese.fold(above))][:limit]


def past_units(text: str, *, on: date, limit: int = 12) -> list[Lookup]:
    """Units with this name that are not there on ``on``, each as it was last known, with who stands for it."""
    last: dict[UUID, Lookup] = {}
    for answer in lookup(text, on=on, limit=200):
        if answer.unit_id not in last or last[answer.unit_id].version.period < answer.version.period:
            last[answer.unit_id] = answer
    living = unit_tree(on=on)
    return [answer for answer in last.values() if answer.unit_id not in living][:limit]


def lookup_unit(unit_id: UUID, *, on: date) -> list[Lookup]:
    """The same answer for one unit: each of its versions and what followed."""
    found = register()
    slug = found.slugs.get(unit_id)
    if slug is None:
        raise NotVisible(f"organisation.Unit {unit_id}")
    return [_looked_up(found, version, on) for version in found.lineage.versions_of(slug)]


def _ever_named(told: lineage.Lineage, text: str) -> list[lineage.Version]:
    """By code, else by name; the exact spelling before the same letters without marks, else a part of the name."""
    wanted = vietnamese.fold(text)
    if not wanted:
        return []
    by_code = [version for version in told.versions if version.code == wanted]
    if by_code:
        return sorted(by_code, key=lambda version: version.period)
    exact = [] if _unfit(text) else list(told.named(text))
    return exact or [version for version in told.versions if wanted in vietnamese.fold(version.full_name)]


def _unfit(text: str) -> bool:
    try:
        vietnamese.canonical(text)
    except vietnamese.UnfitText:
        return True
    return False


def _looked_up(found: Register, version: lineage.Version, on: date) -> Lookup:
    day = version.period.start or (version.period.last_day or on)
    parent = found.lineage.version(version.parent, on=day) if version.parent else None
    return Lookup(
        version, found.ids[version.unit], parent, found.passages_after(version), found.heirs(version, on=on)
    )


def _stands_under(answer: Lookup, above: str) -> bool:
    return not above or (answer.parent is not None and above in vietnamese.fold(answer.parent.full_name))


# ---- one unit


def unit_ids() -> dict[str, UUID]:
    """Every unit that ever was, by its lasting key."""
    with system_scope(REASON):
        return dict(Unit.objects.values_list("slug", "pk"))


def versions_of(unit_id: UUID) -> list[UnitVersion]:
    """Everything the unit was called and belonged to, oldest first."""
    with system_scope(REASON):
        found = UnitVersion.objects.filter(unit_id=unit_id)
        return list(found.select_related("act", "unit", "parent").order_by("valid_from"))


@dataclass(frozen=True)
class UnitStory:
    """One unit through time, asked on a day (lịch sử đơn vị); ``standing`` are those who stand for it that day."""

    unit_id: UUID
    on: date
    versions: list[UnitVersion]
    origins: list[Passage]
    heirs: list[Passage]
    standing: list[UnitVersion]

    @property
    def current(self) -> UnitVersion | None:
        return next((version for version in self.versions if version.holds_on(self.on)), None)

    @property
    def shown(self) -> UnitVersion:
        """The version of the day, else the nearest: the first before the unit began, the last after it ended."""
        nearest = self.versions[0] if self.on < self.versions[0].valid_from else self.versions[-1]
        return self.current or nearest


def story_of(unit_id: UUID, *, on: date) -> UnitStory:
    versions = versions_of(unit_id)
    if not versions:
        raise NotVisible(f"organisation.Unit {unit_id}")
    found = register()
    slug = found.slugs[unit_id]
    heirs = [passage for passage in found.passages_from(slug) if not passage.is_itself]
    standing = [version for version in successors_of(unit_id, on=on) if version.unit_id != unit_id]
    return UnitStory(unit_id, on, versions, found.passages_to(slug), heirs, standing)


def version_on(unit_id: UUID, *, on: date) -> UnitVersion | None:
    """The unit as it stood on ``on``; None when it was not there."""
    with system_scope(REASON):
        return UnitVersion.objects.filter(unit_id=unit_id).on(on).select_related("act", "unit").first()


def passages_from(unit_id: UUID) -> list[Passage]:
    """What the unit passed into, one step each, oldest first."""
    found = register()
    return found.passages_from(found.slugs[unit_id])


def passages_to(unit_id: UUID) -> list[Passage]:
    """What the unit came from, one step each, oldest first."""
    found = register()
    return found.passages_to(found.slugs[unit_id])


def successors_of(unit_id: UUID, *, on: date) -> list[UnitVersion]:
    """Who stands for the unit on ``on``: itself while it lives, else its heirs through any number of steps."""
    found = register()
    slug = found.slugs.get(unit_id)
    versions = found.lineage.versions_of(slug) if slug else ()
    if not versions:
        return []
    heirs = [found.ids[version.unit] for version in found.heirs(versions[0], on=on)]
    with system_scope(REASON):
        rows = {
            row.unit_id: row
            for row in UnitVersion.objects.filter(unit_id__in=heirs).on(on).select_related("act", "unit")
        }
    return [rows[unit] for unit in heirs]


def commune_ids(*, on: date) -> set[UUID]:
    """The communes, wards and townships of ``on``."""
    return {node.id for node in unit_tree(on=on).nodes.values() if node.type in COMMUNE_TYPES}
