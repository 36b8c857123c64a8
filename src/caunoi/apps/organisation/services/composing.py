"""A plan built up one decision at a time, in the words of the person who draws it up."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.services.drafting import change_plan
from caunoi.apps.organisation.tree import Node, Tree
from caunoi.domain import lineage
from caunoi.domain.lineage import ChangeKind, Level, Move, NewUnit, Share, UnitType
from caunoi.domain.vocabulary.vietnamese import fold
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused


def merge_into_new(
    *,
    actor: Actor,
    draft: Reorganisation,
    sources: Sequence[UUID],
    name: str,
    type: str,
    code: str = "",
    parent: UUID | None = None,
) -> None:
    """The units end, and a new one takes their place (nhập thành đơn vị mới)."""
    tree = _eve(draft)
    new = _new_unit(draft, tree, name, type, code, parent or _common_parent(tree, sources))
    _add(
        actor, draft, [Move(tree.node(each).slug, ChangeKind.MERGE, into=new.unit) for each in sources], [new]
    )


def absorb(*, actor: Actor, draft: Reorganisation, sources: Sequence[UUID], into: UUID) -> None:
    """The units end in one that goes on (nhập vào đơn vị đang có)."""
    tree = _eve(draft)
    heir = tree.node(into).slug
    _add(actor, draft, [Move(tree.node(each).slug, ChangeKind.ABSORB, into=heir) for each in sources])


def move_part(*, actor: Actor, draft: Reorganisation, unit: UUID, into: UUID, below: Sequence[str]) -> None:
    """Some of the units below pass to another unit (chuyển một phần)."""
    tree = _eve(draft)
    move = Move(
        tree.node(unit).slug, ChangeKind.PART, into=tree.node(into).slug, share=Share.PART, below=tuple(below)
    )
    _add(actor, draft, [move])


def split_off(
    *,
    actor: Actor,
    draft: Reorganisation,
    unit: UUID,
    name: str,
    type: str,
    code: str = "",
    below: Sequence[str] = (),
    dissolves: bool = False,
) -> None:
    """A new unit is founded from a part of one that is there (tách lập đơn vị mới)."""
    tree = _eve(draft)
    source = tree.node(unit)
    new = _new_unit(draft, tree, name, type, code, source.parent_id)
    move = Move(
        source.slug,
        ChangeKind.SPLIT,
        into=new.unit,
        share=Share.PART,
        below=tuple(below),
        dissolves=dissolves,
    )
    _add(actor, draft, [move], [new])


def change_unit(
    *,
    actor: Actor,
    draft: Reorganisation,
    unit: UUID,
    name: str = "",
    type: str = "",
    code: str = "",
    parent: UUID | None = None,
) -> None:
    """The same unit under another name, type, code or unit above (đổi tên, loại, mã, cấp trên)."""
    tree = _eve(draft)
    kind = ChangeKind.RENAME if name else ChangeKind.RETYPE if type or code else ChangeKind.REPARENT
    move = Move(
        tree.node(unit).slug, kind, name=name, type=UnitType(type) if type else None, code=code,
        parent=tree.node(parent).slug if parent else "",
    )  # fmt: skip
    _add(actor, draft, [move])


def end_level(*, actor: Actor, draft: Reorganisation, level: Level, under: UUID) -> None:
    """All units of a level end; those below come under the one above (kết thúc một cấp)."""
    tree = _eve(draft)
    known = selectors.register().lineage
    moves = lineage.abolish_level(known, level, on=tree.on, under=tree.node(under).slug)
    if not moves:
        raise Refused(_("Không có đơn vị nào của cấp ấy trong phạm vi đã chọn."))
    _add(actor, draft, moves)


def leave_out(*, actor: Actor, draft: Reorganisation, at: int) -> None:
    """Take the move at this place out of the plan, with the new unit nothing else passes into."""
    plan = selectors.read_plan(draft)
    if not 0 <= at < len(plan.moves):
        raise Refused(_("Biến động này không còn trong phương án. Tải lại trang."))
    moves = [move for place, move in enumerate(plan.moves) if place != at]
    wanted = {move.into for move in moves}
    change_plan(
        actor=actor, draft=draft, moves=moves, new_units=[new for new in plan.new_units if new.unit in wanted]
    )


def _add(
    actor: Actor, draft: Reorganisation, moves: Sequence[Move], new_units: Sequence[NewUnit] = ()
) -> None:
    plan = selectors.read_plan(draft)
    change_plan(
        actor=actor, draft=draft, moves=[*plan.moves, *moves], new_units=[*plan.new_units, *new_units]
    )


def _eve(draft: Reorganisation) -> Tree:
    return selectors.unit_tree(on=draft.eve)


def _common_parent(tree: Tree, sources: Sequence[UUID]) -> UUID | None:
    above = {tree.node(each).parent_id for each in sources}
    if len(above) != 1:
        raise Refused(_("Các đơn vị được nhập có cấp trên khác nhau. Ghi rõ đơn vị cấp trên của đơn vị mới."))
    return above.pop()


def _new_unit(
    draft: Reorganisation, tree: Tree, name: str, type: str, code: str, parent_id: UUID | None
) -> NewUnit:
    above = tree.nodes.get(parent_id) if parent_id else None
    slug = _free_slug(draft, UnitType(type), name, above)
    return NewUnit(slug, name, UnitType(type), above.slug if above else None, code)


def _free_slug(draft: Reorganisation, kind: UnitType, name: str, above: Node | None) -> str:
    """The lasting key of the new unit: readable, and nobody's yet."""
    words = [kind.label, name, above.name if above else "", str(draft.effective_on.year)]
    base = "-".join("-".join(fold(word).split()) for word in words if word)
    taken = {*selectors.unit_ids(), *(new.unit for new in selectors.read_plan(draft).new_units)}
    return next(slug for n in range(1, 1000) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
