"""``caunoi organisation reorganise``: a reorganisation from a file to an act, and back until its day."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors, services
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.models import Reorganisation
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.commandline import Output, arg, command, command_actor
from caunoi.foundation.errors import Refused

LINES = ("part", "weight", "consequence")


@command(
    "organisation",
    "reorganise",
    arg("deed", metavar="VIỆC", choices=["draft", "look", "sign", "take-back"], help="draft, look, sign, take-back"),
    arg("what", metavar="TỆP_HOẶC_PHƯƠNG_ÁN", help="draft: tệp .toml; việc khác: mã hoặc số văn bản của phương án"),
    arg("--reason", metavar="LÝ_DO", default="", help="take-back: vì sao hoàn tác"),
    arg("--seen", metavar="DẤU", default="", help="sign: dấu hệ quả đã xem; khác thì không ghi gì"),
    help="Sắp xếp đơn vị: lập từ tệp, xem hệ quả, ghi ban hành, hoàn tác đến trước ngày có hiệu lực",
    writes=True,
)  # fmt: skip
def reorganise(options: Any, output: Output) -> None:
    deeds = {"draft": _draft, "look": _look, "sign": _sign, "take-back": _take_back}
    with transaction.atomic():
        deeds[options.deed](command_actor(), options, output)
        transaction.set_rollback(options.dry_run)


def _draft(actor: Actor, options: Any, output: Output) -> None:
    draft, forecast = services.draft_from_file(actor=actor, path=Path(options.what))
    output.record(_told(draft, forecast))
    for stop in forecast.stops:
        output.say(stop)


def _look(actor: Actor, options: Any, output: Output) -> None:
    """Everything that follows, and nothing written; what keeps it from being signed comes first."""
    draft = _named(actor, options.what)
    forecast = services.foresee(actor=actor, draft=draft)
    stops = [["", str(Weight.STOP.label), stop] for stop in forecast.stops]
    lines = [
        [_(section.title), str(Weight(each.weight).label), each.sentence]
        for section in forecast.sections
        for each in section.consequences
        if each.weight != Weight.STOP
    ]
    output.rows(LINES, [*stops, *lines])
    output.say(_("Dấu hệ quả: %(seen)s") % {"seen": forecast.fingerprint})


def _sign(actor: Actor, options: Any, output: Output) -> None:
    draft = _named(actor, options.what)
    seen = options.seen or services.foresee(actor=actor, draft=draft).fingerprint
    output.record(_told(draft, services.sign(actor=actor, draft=draft, seen=seen)))


def _take_back(actor: Actor, options: Any, output: Output) -> None:
    signed = _named(actor, options.what)
    services.take_back(actor=actor, signed=signed, on=actor.on, reason=options.reason)
    output.record({"id": str(signed.pk), "number": signed.number, "state": signed.state})


def _named(actor: Actor, text: str) -> Reorganisation:
    """By its key, or by the number of its act where only one bears it."""
    found = [each for each in selectors.reorganisations(actor) if text in (str(each.pk), each.number)]
    if len(found) == 1:
        return selectors.reorganisation_or_404(actor, UUID(str(found[0].pk)))
    if not found:
        raise Refused(_("Không có phương án nào mang mã hoặc số “%(text)s”.") % {"text": text})
    keys = ", ".join(str(each.pk) for each in found)
    raise Refused(_("Có %(count)d phương án mang số “%(text)s”. Ghi mã của một: %(keys)s.") % {
        "count": len(found), "text": text, "keys": keys,
    })  # fmt: skip


def _told(draft: Reorganisation, forecast: services.Forecast) -> dict[str, Any]:
    return {
        "id": str(draft.pk), "number": draft.number, "on": format_date(draft.effective_on), "state": draft.state,
        "rows": len(forecast.changes), "to_decide": forecast.to_decide, "seen": forecast.fingerprint,
    }  # fmt: skip
