"""Who acts on the command line: the person of the operating system, who already holds the database."""

import getpass

from caunoi.foundation import clock
from caunoi.foundation.actors import SystemActor


def command_actor() -> SystemActor:
    return SystemActor(key=f"command:{_account()}", label="Dòng lệnh", on=clock.today())


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that has no name
        return "?"
