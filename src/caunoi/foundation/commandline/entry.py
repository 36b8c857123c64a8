"""The start of the command line: find the group, import only its file, parse, run, exit."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from caunoi.foundation.commandline.output import Output
from caunoi.foundation.commandline.registry import DONE, FAILED, Command, group_of

GROUPS = {
    "cadres": ("caunoi.apps.cadres.cli", "Cán bộ: nhập, xuất, hoàn tác"),
    "standards": ("caunoi.apps.standards.cli", "Tiêu chuẩn: đánh giá, giải thích"),
    "planning": ("caunoi.apps.planning.cli", "Kế hoạch đào tạo: giải, kiểm tra, đề xuất"),
    "organisation": ("caunoi.apps.organisation.cli", "Đơn vị qua thời gian: cây theo ngày, tra cứu"),
    "accounts": ("caunoi.apps.accounts.cli", "Tài khoản và quyền"),
    "figures": ("caunoi.apps.reports.cli_figures", "Số liệu: liệt kê, xem"),
    "wall": ("caunoi.config.operations.wall", "Tường dữ liệu giữa các đơn vị trong PostgreSQL"),
    "jobs": ("caunoi.foundation.jobs.cli", "Việc nền"),
    "demo": ("caunoi.demo.cli", "Dữ liệu mẫu"),
}
ALSO = {
    "standards": ("caunoi.apps.laboratory.cli",),
    "accounts": ("caunoi.apps.accounts.tokens.cli",),
    "planning": ("caunoi.apps.planning.cli_country",),
}
"""Other modules that add verbs to a group: from above, or with a part of its own."""
ALONE = {
    "article": ("caunoi.apps.reports.cli_article", "Dựng lại các con số của bài báo từ dữ liệu"),
    "invariants": ("caunoi.config.operations", "Kiểm mọi điều phải luôn đúng trên toàn bộ dữ liệu"),
    "doctor": ("caunoi.config.operations", "Khám cấu hình và tình trạng hệ thống"),
    "backup": ("caunoi.config.operations", "Sao lưu vào một tệp, có kiểm tra"),
    "restore": ("caunoi.config.operations", "Khôi phục từ một tệp, có kiểm tra"),
    "serve": ("caunoi.config.operations", "Chạy trang web và việc nền"),
    "bench": ("caunoi.config.bench", "Đo tốc độ so với mốc, cùng một lần chạy"),
}


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.config.settings")
    if not words or words[0] in {"-h", "--help"}:
        return _list_groups()
    if words[0] == "--version":
        from caunoi import __version__

        print(__version__)
        return DONE
    return _dispatch(words)


def _list_groups() -> int:
    print("caunoi NHÓM VIỆC [tham số]   ·   caunoi NHÓM --help\n")
    for name, (_, told) in {**GROUPS, **ALONE}.items():
        print(f"  {name:<14} {told}")
    return DONE


def _dispatch(words: list[str]) -> int:
    name = words[0]
    module = (GROUPS.get(name) or ALONE.get(name) or (None,))[0]
    if module is None:
        print(f"Không có nhóm lệnh {name!r}. Xem danh sách: caunoi --help", file=sys.stderr)
        return 2
    _set_up_django(name, words)
    for each in (module, *ALSO.get(name, ())):
        importlib.import_module(each)
    if name in ALONE:
        return _run(_parser_of(f"caunoi {name}", group_of("")[name]), group_of("")[name], words[1:])
    return _run_group(name, words[1:])


def _set_up_django(name: str, words: list[str]) -> None:
    """Solving and verifying a file need no database, so they start without Django."""
    if name == "planning" and len(words) > 1 and words[1] in {"solve", "verify"}:
        return
    import django

    django.setup()


def _run_group(name: str, words: list[str]) -> int:
    verbs = group_of(name)
    if not words or words[0] in {"-h", "--help"}:
        for each in verbs.values():
            print(f"  caunoi {name} {each.verb:<12} {each.help}")
        return DONE
    chosen = verbs.get(words[0])
    if chosen is None:
        print(f"Không có lệnh caunoi {name} {words[0]}. Có: {', '.join(verbs)}.", file=sys.stderr)
        return 2
    return _run(_parser_of(f"caunoi {name} {chosen.verb}", chosen), chosen, words[1:])


def _acting(chosen: Command) -> AbstractContextManager[None]:
    """A command with the rights of the product has them in the database too."""
    if chosen.policy != "system" or not chosen.needs_database:
        return nullcontext()
    from caunoi.foundation.commandline.actor import command_actor
    from caunoi.foundation.policy.walls import acting

    return acting(command_actor())


def _parser_of(program: str, chosen: Command) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program, description=chosen.help)
    for each in chosen.arguments:
        parser.add_argument(*each.names, **each.options)
    parser.add_argument(
        "--format", choices=["table", "json", "csv"], default="table", help="dạng kết quả in ra"
    )
    if chosen.writes:
        parser.add_argument("--dry-run", action="store_true", help="chạy thử, không ghi gì")
    return parser


def _run(parser: argparse.ArgumentParser, chosen: Command, words: list[str]) -> int:
    options = parser.parse_args(words)
    output = Output(options.format)
    try:
        with _acting(chosen):
            return chosen.run(options, output) or DONE
    except KeyboardInterrupt:
        print("\nĐã dừng. Cơ sở dữ liệu vẫn như trước khi chạy.", file=sys.stderr)
        return FAILED
    except Exception as fault:
        if hasattr(fault, "reason"):  # a Refused of any storey: the sentence is for the person
            print(fault.reason, file=sys.stderr)
            return FAILED
        raise
