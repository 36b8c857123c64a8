"""A plan written down in a file (tệp phương án): what the page keeps, read with a sentence for each fault."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.services.drafting import draft_reorganisation
from caunoi.apps.organisation.services.laboratory import Forecast, foresee
from caunoi.domain.lineage import Level, Move, NewUnit, abolish_level
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused

KNOWN = ("number", "title", "issuer", "effective_on", "moves", "new_units", "end_level", "households")
REQUIRED = ("number", "title", "effective_on")
LEVELS = {"district": Level.DISTRICT, "village": Level.VILLAGE}


@transaction.atomic
def draft_from_file(*, actor: Actor, path: Path) -> tuple[Reorganisation, Forecast]:
    """Keep the plan of the file as a draft; one that comes to nothing is refused with everything wrong in it."""
    told = _read(path)
    day = told["effective_on"]
    tree = selectors.unit_tree(on=day - timedelta(days=1))
    plan = selectors.read_plan(Reorganisation(number=told["number"], effective_on=day, plan=told))
    naming = _Naming(tree)
    moves = [naming.move(move) for move in plan.moves] + _levels(told, naming, tree)
    draft = draft_reorganisation(
        actor=actor, number=told["number"], title=told["title"], issuer=told.get("issuer", ""), effective_on=day,
        moves=moves, new_units=[naming.founded(unit) for unit in plan.new_units],
        households={naming.of(unit): count for unit, count in plan.households.items()},
    )  # fmt: skip
    forecast = foresee(actor=actor, draft=draft)
    if not forecast.outcome.steps:
        raise Refused("\n".join(forecast.stops))
    return draft, forecast


def _read(path: Path) -> dict[str, Any]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise Refused(_("Không mở được tệp %(file)s. Kiểm lại đường dẫn.") % {"file": path}) from fault
    except UnicodeDecodeError as fault:
        raise Refused(
            _("Tệp %(file)s không viết bằng UTF-8. Lưu lại bằng UTF-8.") % {"file": path}
        ) from fault
    except tomllib.TOMLDecodeError as fault:
        said = {"file": path, "why": str(fault)}
        raise Refused(_("Tệp %(file)s chưa đúng cách viết TOML: %(why)s.") % said) from fault
    _refuse_unknown(told)
    return told


def _refuse_unknown(told: Mapping[str, Any]) -> None:
    for name in told:
        if name not in KNOWN:
            said = {"name": name, "known": ", ".join(KNOWN)}
            raise Refused(_("Tệp phương án: không có mục “%(name)s”. Các mục dùng được: %(known)s.") % said)
    for name in REQUIRED:
        if not told.get(name):
            raise Refused(_("Tệp phương án: chưa ghi mục “%(name)s”.") % {"name": name})
    for name in ("number", "title", "issuer"):
        if not isinstance(told.get(name, ""), str):
            raise Refused(
                _("Tệp phương án: mục “%(name)s” ghi bằng chữ, trong dấu ngoặc kép.") % {"name": name}
            )
    day = told["effective_on"]
    if not isinstance(day, date) or isinstance(day, datetime):
        raise Refused(
            _("Tệp phương án: “effective_on” là một ngày, ghi dạng 2025-07-01, không có dấu ngoặc kép.")
        )


def _levels(told: Mapping[str, Any], naming: "_Naming", tree: selectors.Tree) -> list[Move]:
    """``[[end_level]]``: every unit of a level below a unit ends."""
    found: list[Move] = []
    for row in told.get("end_level", []):
        level = LEVELS.get(row.get("level", ""))
        if level is None:
            raise Refused(
                _("Kết thúc một cấp: ghi level là một trong: %(words)s.") % {"words": ", ".join(LEVELS)}
            )
        under = naming.of(str(row.get("under", "")))
        moves = abolish_level(selectors.register().lineage, level, on=tree.on, under=under or None)
        if not moves:
            raise Refused(_("Kết thúc một cấp: ngày %(day)s không có đơn vị nào của cấp ấy ở “%(under)s”.") % {
                "day": format_date(tree.on), "under": row.get("under", ""),
            })  # fmt: skip
        found += moves
    return found


class _Naming:
    """Units in a file are called by their lasting key, or by the code they bear on the eve."""

    def __init__(self, tree: selectors.Tree) -> None:
        self.codes = {node.code: node.slug for node in tree.nodes.values() if node.code}

    def of(self, text: str) -> str:
        return self.codes.get(text, text)

    def move(self, move: Move) -> Move:
        return replace(
            move,
            unit=self.of(move.unit),
            into=self.of(move.into) if move.into else move.into,
            parent=self.of(move.parent) if move.parent else move.parent,
            below=tuple(self.of(each) for each in move.below),
        )

    def founded(self, new: NewUnit) -> NewUnit:
        return replace(new, parent=self.of(new.parent) if new.parent else None)
