"""List pages of the database at hand against the emptiest page of the same stack."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from caunoi.config.bench.measure import Case

PAGES = ("/can-bo/", "/can-bo/?q=nguyen", "/thieu-chuan/", "/don-vi/")


def cases(quick: bool) -> list[Case]:
    from caunoi.apps.accounts.models import User
    from caunoi.apps.cadres.models import Cadre
    from caunoi.foundation.commandline import command_actor
    from caunoi.foundation.policy import visible

    client = Client(SERVER_NAME="localhost")
    officer = User.objects.filter(username="btc").first()
    if officer is None:
        raise SystemExit("Phép đo trang cần cơ sở dữ liệu mẫu: chạy make demo-data, rồi make bench.")
    client.force_login(officer)
    count = visible(command_actor(), Cadre).count()
    return [
        Case(page, count, _asking(client, page), {"empty page": _asking(client, "/healthz")})
        for page in PAGES
    ]


def _asking(client: Client, address: str) -> Callable[[], Any]:
    def ask() -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.content

    return ask
