"""Taking a person out of the database: rows, former states, scans, copies. The record of the audit stays whole."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from caunoi.apps.accounts.models import User
from caunoi.apps.cadres.models import BulkRow, Cadre, ImportRow
from caunoi.apps.cadres.services import key_columns
from caunoi.apps.planning.models import Need
from caunoi.apps.privacy.models import DataCopy, RequestedChange
from caunoi.apps.privacy.selectors.holdings import BY_ID, carries_scans, of_person, paths
from caunoi.apps.privacy.services.copying import take_file_away
from caunoi.foundation.attachments import store
from caunoi.foundation.policy import system_scope
from caunoi.foundation.system_time.forgetting import forget, keys_once_known

COUNTED: tuple[type[Model], ...] = (Need,)
"""Rows that stand in the numbers of everybody else; they stay, and point to a file without a person."""
LOOSE: tuple[type[Model], ...] = (ImportRow, BulkRow)
"""Rows that name the file by its id alone and hold what stood in it."""
STAY: tuple[type[Model], ...] = (RequestedChange,)
NAMELESS = "Hồ sơ đã xóa"
Erased = dict[str, int]


def erase_person(subject_id: UUID) -> tuple[Erased, Callable[[], int]]:
    """What was erased, by kind; and what is still to be called once that is recorded."""
    with system_scope("privacy: erasing what a second person confirmed"):
        known = _known(subject_id)
        scans = _scans_of(subject_id)
        erased = {model._meta.label: _delete(model, subject_id) for model in _to_delete()}
        for model in LOOSE:
            erased[model._meta.label] = model._default_manager.filter(of_person(model, subject_id)).delete()[
                0
            ]
        erased["cadres.Cadre"] = _let_go(subject_id)
        RequestedChange.objects.filter(of_person(RequestedChange, subject_id)).update(asked="")
        User.objects.filter(subject_id=subject_id).update(subject_id=None)
        for copy in DataCopy.objects.filter(subject_id=subject_id, emptied_at__isnull=True):
            take_file_away(copy)
        _forget_scans(scans)
    return {name: count for name, count in erased.items() if count}, lambda: _forget(known)


def erase_row(model: type[Model], row_id: UUID) -> tuple[Erased, Callable[[], int]]:
    """One row whose own time is over."""
    with system_scope("privacy: erasing what a second person confirmed"):
        count = model._default_manager.filter(pk=row_id).delete()[0]
    return {model._meta.label: count}, lambda: forget(model, [row_id])


def _to_delete() -> list[type[Model]]:
    """Whatever hangs on the file, farthest first, its own facts last; what is kept by rule aside."""
    depth = {model: max(way.count("__") for way in ways) for model, ways in paths().items()}
    hanging = [
        model
        for model in paths()
        if model not in BY_ID and model is not Cadre and model not in (*COUNTED, *STAY)
    ]
    own = Cadre._meta.app_label
    return sorted(
        hanging, key=lambda each: (-depth[each], each._meta.app_label == own, each._meta.label_lower)
    )


def _delete(model: type[Model], subject_id: UUID) -> int:
    ids = list(model._default_manager.filter(of_person(model, subject_id)).values_list("pk", flat=True))
    model._default_manager.filter(pk__in=ids).delete()
    return len(ids)


def _let_go(subject_id: UUID) -> int:
    """The file itself; a nameless rest stays where numbers of others stand on it."""
    mine = Cadre.objects.filter(pk=subject_id)
    if not any(model._default_manager.filter(of_person(model, subject_id)).exists() for model in COUNTED):
        return int(mine.delete()[0])
    return mine.update(
        full_name=NAMELESS, given_name="", number=None, birth=None, sex="", ethnicity="", identity_number="",
        identity_index="", phone="", party_joined=None, party_official=None, is_party_member=None,
        batch=None, row_number=None, **key_columns(NAMELESS),
    )  # fmt: skip


# ---- former states


def _known(subject_id: UUID) -> dict[type[Model], set[Any]]:
    """Keys of every row that is or once was about the person, by the columns that lead to the file."""
    known: dict[type[Model], set[Any]] = {Cadre: {subject_id}}
    for model in reversed(_to_delete()):
        known[model] = set(
            model._default_manager.filter(of_person(model, subject_id)).values_list("pk", flat=True)
        )
        for way in paths()[model]:
            first, _, rest = way.partition("__")
            target: Any = model._meta.get_field(first).related_model
            among = {subject_id} if not rest else known.get(target, set())
            known[model] |= keys_once_known(model, first, among)
    return known


def _forget(known: dict[type[Model], set[Any]]) -> int:
    return sum(forget(model, keys) for model, keys in known.items())


# ---- scans


def _scans_of(subject_id: UUID) -> set[str]:
    return {digest for scan in _scan_models() for digest in _named(scan, of_person(scan, subject_id))}


def _scan_models() -> list[type[Model]]:
    return [model for model in paths() if carries_scans(model)]


def _named(scan: Any, condition: Q) -> Iterable[str]:
    for sha256, pages in scan.objects.filter(condition).values_list("sha256", "pages"):
        yield from filter(None, (sha256, *pages))


def _forget_scans(digests: set[str]) -> None:
    """Content is kept once for all who hold it, so only what nobody names any more goes."""
    if digests:
        still = {digest for scan in _scan_models() for digest in _named(scan, Q())}
        for digest in digests - still:
            store.forget(digest)
