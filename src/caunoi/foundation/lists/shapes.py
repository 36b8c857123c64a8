"""The shape of a list as its address says it: ``cot`` names the columns in order, ``gop`` what they are grouped by."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from caunoi.foundation.ui import with_query

COLUMNS, GROUP, VIEW, LEFT_OUT = "cot", "gop", "xem", "bo"
UP, DOWN, OPEN = "len", "xuong", "chinh-cot"
EVERYTHING = "tat-ca"
Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Offer:
    """A column or a grouping a list has (cột, cách gộp): ``readable`` says whether this reader may see it.

    ``fixed`` columns always stand first: they name the row. ``shown`` ones stand there before anybody chose.
    """

    key: str
    title: str
    fixed: bool = False
    shown: bool = True
    readable: bool = True


@dataclass(frozen=True)
class Shape:
    """What is shown of a list (hình dạng danh sách): columns in order, the grouping, and what had to stay away.

    ``hidden`` are titles of columns the reader may not see; ``lost`` are words that name no column any more.
    """

    columns: tuple[str, ...]
    group: str = ""
    chosen: bool = False
    hidden: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def shape_of(
    params: Params, offers: Sequence[Offer], groups: Sequence[Offer] = (), *, elsewhere: Collection[str] = ()
) -> Shape:
    """The columns an address names, as far as they are there and may be read; the usual ones where it names none.

    ``elsewhere`` are words of columns the list shows under other conditions: not lost, only not here now.
    """
    by_key = {offer.key: offer for offer in offers}
    named = list(dict.fromkeys(_words(params, COLUMNS)))
    known = [by_key[key] for key in named if key in by_key]
    group, hidden, lost = _group(params, groups)
    hidden += [offer.title for offer in known if not offer.readable]
    lost += [key for key in named if key not in by_key and key not in elsewhere]
    first = [offer.key for offer in offers if offer.fixed]
    shown = [offer.key for offer in known if offer.readable and not offer.fixed]
    chosen = bool(named)
    if not shown:
        shown = [each.key for each in offers if each.shown and each.readable and not each.fixed]
    return Shape((*first, *_moved(params, shown)), group, chosen, tuple(hidden), tuple(lost))


def _group(params: Params, groups: Sequence[Offer]) -> tuple[str, list[str], list[str]]:
    asked = "".join(_words(params, GROUP)[-1:])
    offer = next((each for each in groups if each.key == asked), None)
    if not asked:
        return "", [], []
    if offer is None:
        return "", [], [asked]
    return (asked, [], []) if offer.readable else ("", [offer.title], [])


def _moved(params: Params, shown: list[str]) -> list[str]:
    """One column a place further, as the buttons of the chooser ask without script."""
    for key, step in ((UP, -1), (DOWN, 1)):
        name = "".join(_words(params, key)[-1:])
        if name in shown:
            place = shown.index(name)
            shown.insert(min(max(place + step, 0), len(shown)), shown.pop(place))
    return shown


def _words(params: Params, key: str) -> list[str]:
    """Repeated or with commas between, as people and forms write lists."""
    return [word.strip()[:60] for value in params.get(key, ()) for word in value.split(",") if word.strip()][
        :60
    ]


def settled(request: HttpRequest, shape: Shape) -> str:
    """The address after a column was moved: its columns in the new order, the chooser still open."""
    if not (request.GET.get(UP) or request.GET.get(DOWN)):
        return ""
    moved: dict[str, Any] = {UP: None, DOWN: None, COLUMNS: ",".join(shape.columns), OPEN: "1"}
    return with_query(request, **moved)
