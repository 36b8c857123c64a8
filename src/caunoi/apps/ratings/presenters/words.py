"""How a sheet, a level and a sealed year are shown."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.ratings.choices import SheetState
from caunoi.apps.ratings.models import RatingSheet
from caunoi.domain.rating.limits import Limit
from caunoi.domain.rating.schemes import Scheme
from caunoi.foundation.ui.components import Chip, State

SHEETS: Mapping[str, State] = {
    SheetState.ASKED: "trung-tinh",
    SheetState.SAID: "thong-tin",
    SheetState.COMMENTED: "thong-tin",
    SheetState.PROPOSED: "chu-y",
    SheetState.DECIDED: "dat",
    SheetState.EXCUSED: "trung-tinh",
}


def sheet_chip(sheet: RatingSheet) -> Chip:
    return Chip(_(SheetState(sheet.state).label), SHEETS[sheet.state])


def sealed_chip(*, sealed: bool) -> Chip:
    return Chip(_("Đã chốt"), "dat") if sealed else Chip(_("Chưa chốt"), "trung-tinh")


def level_words(level: str, score: int | None = None) -> str | None:
    """ "Hoàn thành tốt nhiệm vụ", with its score where there is one; nothing where no level is known."""
    if not level:
        return None
    words = _(Grade(level).label)
    if score is None:
        return words
    return _("%(level)s, %(score)s điểm") % {"level": words, "score": score}


def is_draft(sheet: RatingSheet) -> bool:
    """Written and not handed in: for whoever writes it alone."""
    return sheet.state == SheetState.ASKED


def own_level(sheet: RatingSheet) -> str | None:
    """What somebody gives themself, once it was handed in."""
    return None if is_draft(sheet) else level_words(sheet.self_level, sheet.self_score)


def limit_words(scheme: Scheme, limit: Limit) -> str:
    told = {
        "given": limit.given,
        "allowed": limit.allowed,
        "excess": limit.excess,
        "clause": scheme.limit_clause or scheme.document,
    }
    if limit.allowed is None:
        return _("%(given)s người ở mức cao nhất; chưa có con số tối đa trong dữ liệu nên không kiểm.") % told
    if limit.excess:
        return (
            _(
                "%(given)s người ở mức cao nhất, nhiều nhất được %(allowed)s: vượt %(excess)s. Căn cứ: %(clause)s."
            )
            % told
        )
    return _("%(given)s người ở mức cao nhất, nhiều nhất được %(allowed)s. Căn cứ: %(clause)s.") % told
