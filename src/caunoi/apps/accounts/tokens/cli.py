"""``caunoi accounts tokens``: the keys of all offices, and how one is closed at once."""

from argparse import Namespace

from caunoi.apps.accounts.tokens import selectors, services
from caunoi.apps.accounts.tokens.meter import used
from caunoi.apps.organisation.selectors import version_on
from caunoi.foundation.commandline import Output, arg, command, command_actor


@command("accounts", "tokens", help="Mã truy cập của các đơn vị: tình trạng, hạn, số lần dùng")
def list_tokens(options: Namespace, output: Output) -> None:
    actor, rows = command_actor(), []
    for held in selectors.every_token(actor):
        token, last = held.token, used(held.token)
        unit = version_on(token.unit_id, on=actor.on)
        state = held.fallen.value if held.fallen else "open"
        rows.append(
            [
                token.handle,
                token.name,
                token.role,
                unit.code if unit else "",
                token.up_to,
                str(token.valid_to),
                state,
                str(last.on or ""),
                last.count,
            ]
        )
    output.rows(["token", "name", "role", "unit", "up_to", "until", "state", "used_on", "used"], rows)


@command(
    "accounts",
    "withdraw-token",
    arg("token", metavar="MÃ NGẮN", help="mã ngắn, xem accounts tokens"),
    arg("--reason", required=True, help="lý do, ví dụ mã bị lộ"),
    help="Thu hồi một mã truy cập; lần hỏi sau bị từ chối ngay",
    writes=True,
)
def withdraw_token(options: Namespace, output: Output) -> None:
    actor = command_actor()
    token = selectors.token_called(actor, options.token)
    services.withdraw(actor=actor, token=token, reason=options.reason)
    output.record({"token": token.handle, "state": "withdrawn"})
