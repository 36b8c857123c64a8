"""The catalogue is public knowledge; the province's board and the schools keep it."""

from caunoi.apps.classes.models import LecturerPool, Programme, Venue
from caunoi.foundation import policy
from caunoi.foundation.policy import ALL_ROLES, FieldClass

KEEPERS = {"btc": FieldClass.P0, "truong": FieldClass.P0}


def declare() -> None:
    for model in (Programme, Venue, LecturerPool):
        policy.register(model, view={ALL_ROLES: FieldClass.P0}, add=KEEPERS, change=KEEPERS)
