"""Whether a key counts on a day (mã còn hiệu lực), judged from what is written whenever it is shown."""

from datetime import date
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.accounts.choices import GrantState
from caunoi.apps.accounts.models import AccessToken
from caunoi.apps.accounts.standing import Right
from caunoi.apps.organisation.selectors import unit_tree


class Fallen(Enum):
    """Why a key opens nothing on the day (vì sao mã không mở được gì)."""

    PENDING = "pending"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    UNIT_ENDED = "unit_ended"
    RIGHT_LOST = "right_lost"
    NOT_TAKEN = "not_taken"


SAID = {
    Fallen.WITHDRAWN: gettext_noop("Mã truy cập này đã bị thu hồi. Xin đơn vị cấp mã mới."),
    Fallen.ENDED: gettext_noop("Mã truy cập này đã hết hạn. Xin đơn vị cấp mã mới."),
    Fallen.UNIT_ENDED: gettext_noop("Đơn vị của mã truy cập này đã chấm dứt. Xin mã mới ở đơn vị kế thừa."),
    Fallen.RIGHT_LOST: gettext_noop(
        "Người xin mã truy cập này không còn quyền đã dùng để xin. Xin đơn vị cấp mã mới."
    ),
}
"""Only for who shows the right key: whoever guesses learns nothing."""


def why_not(token: AccessToken, behind: Right, giver_open: bool, on: date) -> Fallen | None:
    """The first reason; None when it counts. What is over waits for nobody any more."""
    return (
        _of_itself(token, on)
        or _of_its_grounds(token, behind, giver_open, on)
        or _of_what_is_still_to_do(token)
    )


def said(fallen: Fallen) -> str:
    return _(SAID.get(fallen, SAID[Fallen.WITHDRAWN]))


def _of_itself(token: AccessToken, on: date) -> Fallen | None:
    if token.withdrawn_at is not None:
        return Fallen.WITHDRAWN
    if token.state == GrantState.REFUSED:
        return Fallen.REFUSED
    return Fallen.ENDED if token.valid_to <= on else None


def _of_its_grounds(token: AccessToken, behind: Right, giver_open: bool, on: date) -> Fallen | None:
    if token.unit_id not in unit_tree(on=on):
        return Fallen.UNIT_ENDED
    if not (giver_open and behind.counts(on)):
        return Fallen.RIGHT_LOST
    return None


def _of_what_is_still_to_do(token: AccessToken) -> Fallen | None:
    if token.state == GrantState.PENDING:
        return Fallen.PENDING
    return None if token.digest else Fallen.NOT_TAKEN
