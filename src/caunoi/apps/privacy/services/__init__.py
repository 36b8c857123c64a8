"""Requests, copies, holds and what is due to go."""

from caunoi.apps.privacy.services.copying import ask_copy, forget_old_copies, make_copy, open_copy
from caunoi.apps.privacy.services.disposing import (
    confirm,
    decline,
    propose_due,
    propose_erasure,
)
from caunoi.apps.privacy.services.holding import end_hold, place_hold
from caunoi.apps.privacy.services.items import accept_item, refuse_item
from caunoi.apps.privacy.services.requests import (
    accept_request,
    ask_request,
    enter_request,
    extend_request,
    finish_request,
    refuse_request,
    withdraw_request,
)
from caunoi.apps.privacy.services.restricting import lift_restriction, take_over

__all__ = [
    "accept_item",
    "accept_request",
    "ask_copy",
    "ask_request",
    "confirm",
    "decline",
    "end_hold",
    "enter_request",
    "extend_request",
    "finish_request",
    "forget_old_copies",
    "lift_restriction",
    "make_copy",
    "open_copy",
    "place_hold",
    "propose_due",
    "propose_erasure",
    "refuse_item",
    "refuse_request",
    "take_over",
    "withdraw_request",
]
