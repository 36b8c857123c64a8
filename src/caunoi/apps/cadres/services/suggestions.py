"""What a doubtful word was taken to mean, once its owner said so: kept with the import, for every row that says it."""

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import ImportBatch, ImportRow
from caunoi.apps.cadres.models.batch import RowVerdict
from caunoi.apps.cadres.selectors.imports import NearMiss, miss_in
from caunoi.apps.cadres.services.corrections import check_again, still_open
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused


@transaction.atomic
def use_suggestion(
    *, actor: Actor, batch: ImportBatch, column: str, typed: str, meant: str, in_background: bool = True
) -> ImportBatch:
    """Take ``typed`` for ``meant`` in every row that was asked about it; then everything is checked again."""
    batch = still_open(actor, batch)
    word = {"column": column, "typed": typed, "meant": meant}
    bad = policy.visible(actor, ImportRow).filter(batch=batch, verdict=RowVerdict.REJECTED)
    asked = (problem for problems in bad.values_list("problems", flat=True) for problem in problems)
    if not any(NearMiss(column, typed, meant) == miss_in(problem) for problem in asked):
        raise Refused(_("Không còn dòng nào ghi “%(typed)s”. Tải lại trang để xem.") % {"typed": typed})
    batch.overrides["words"] = [*_others(batch, word), word]
    change: dict[str, list[str | None]] = {"words": [None, f"{typed} → {meant}"]}
    return check_again(actor, batch, "cadres.import_word_taken", change, in_background=in_background)


@transaction.atomic
def drop_suggestion(
    *, actor: Actor, batch: ImportBatch, column: str, typed: str, meant: str, in_background: bool = True
) -> ImportBatch:
    """The rows are asked about again."""
    batch = still_open(actor, batch)
    batch.overrides["words"] = _others(batch, {"column": column, "typed": typed, "meant": meant})
    change: dict[str, list[str | None]] = {"words": [f"{typed} → {meant}", None]}
    return check_again(actor, batch, "cadres.import_word_dropped", change, in_background=in_background)


def _others(batch: ImportBatch, word: dict[str, str]) -> list[dict[str, str]]:
    return [each for each in batch.overrides.get("words", ()) if each != word]
