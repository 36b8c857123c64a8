"""The ratings of a year: every unit's levels, and who is above the limit."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caunoi.apps.cadres.models import Rating
from caunoi.apps.ratings.models import RatedUnit, RatingRound
from caunoi.apps.ratings.presenters.board import present_board
from caunoi.apps.ratings.presenters.year import present_year
from caunoi.apps.ratings.presenters.year_file import year_file
from caunoi.apps.ratings.selectors.overview import year_seen
from caunoi.apps.ratings.selectors.sheets import rounds_of
from caunoi.apps.ratings.selectors.years import rated, year_of
from caunoi.foundation import ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Rating, "add")
def board(request: ActingRequest) -> HttpResponse:
    """For the offices that write ratings: a reader who may not read a level has nothing to see here."""
    on = ui.day_of(request)
    actor, found = request.actor, rated(request.actor, year_of(request.GET.get("nam", ""), on), on)
    rounds = [each for each in rounds_of(actor) if each.year == found.year]
    context = present_board(actor, found, on, rounds, may_open=holds(actor, RatingRound, "add"))
    return ui.page(request, "ratings/board.html", context)


@require_GET
@needs(RatedUnit, "look")
def year(request: ActingRequest) -> HttpResponse:
    """For whoever follows the year from above, too: no level of anybody is told to who may not read one."""
    on = ui.day_of(request)
    seen = year_seen(request.actor, year_of(request.GET.get("nam", ""), on), on)
    if wanted := request.GET.get("format"):
        if wanted != "xlsx":
            raise Refused(_("Trang này chỉ tải về dạng xlsx."))
        return ui.download(request, *year_file(seen))
    return ui.page(request, "ratings/year.html", present_year(request.actor, seen))
