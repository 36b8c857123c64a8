"""The leader's page, the matrix, the cross table and the meeting pack of a province, read anew and kept in memory.

Beside each: the emptiest page of the same stack, and the bare reading of the rows every number is counted from.
"""

from collections.abc import Callable
from typing import Any

from django.test import Client

from caunoi.config.bench.measure import Case

HOME, MATRIX = "/", "/thieu-chuan/"
CROSS = "/bao-cao/bang-cheo/?hang=khoi&hang=bac-hoc&cot=cap&cot=ket-luan"
PACK = "/bao-cao/tai-lieu-hop/?format=pdf"
PAGES = {"leader's page": HOME, "matrix": MATRIX, "cross table": CROSS, "meeting pack": PACK}


def cases(quick: bool) -> list[Case]:
    from caunoi.apps.cadres.models import Cadre
    from caunoi.foundation.commandline import command_actor
    from caunoi.foundation.policy import visible

    client, actor = _leader(), command_actor()
    count = visible(actor, Cadre).count()
    references = {"empty page": _asking(client, "/healthz"), "rows alone": _reading(actor)}
    rounds = 3 if quick else 5
    return [
        Case(f"{name}, {state}", count, ask, references, rounds=rounds)
        for name, address in PAGES.items()
        for state, ask in (("cold", _anew(client, address)), ("warm", _asking(client, address)))
    ]


def _leader() -> Client:
    from caunoi.apps.accounts.models import User

    leader = User.objects.filter(username="lanhdao").first()
    if leader is None:
        raise SystemExit("Phép đo trang lãnh đạo cần cơ sở dữ liệu mẫu: chạy make demo-data, rồi make bench.")
    client = Client(SERVER_NAME="localhost")
    client.force_login(leader)
    return client


def _asking(client: Client, address: str) -> Callable[[], Any]:
    def ask() -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.content

    return ask


def _anew(client: Client, address: str) -> Callable[[], Any]:
    """As the first reader after a write: nothing judged is at hand."""
    from caunoi.apps.standards.selectors.verdicts import forget

    ask = _asking(client, address)

    def ask_anew() -> Any:
        forget()
        return ask()

    return ask_anew


def _reading(actor: Any) -> Callable[[], Any]:
    from caunoi.apps.standards.selectors.loading import rows_on
    from caunoi.foundation import clock

    return lambda: rows_on(actor, clock.today())
