"""The operator's commands: thin, each asks one function and prints what it answers."""

import os
from argparse import Namespace
from pathlib import Path

from caunoi.foundation.commandline import Output, arg, command

FAILED = 1


@command(
    "",
    "serve",
    arg("--host", default=os.environ.get("CAUNOI_BIND", "127.0.0.1"), help="địa chỉ lắng nghe"),
    arg("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="cổng (hoặc biến PORT)"),
    arg("--workers", type=int, default=2, help="số tiến trình web"),
    arg("--migrate", action="store_true", help="nâng cấp cơ sở dữ liệu trước khi chạy, nếu cần"),
    help="Chạy trang web và việc nền",
)
def serve(options: Namespace, output: Output) -> int:
    from caunoi.config.operations.serving import Serving, make_ready

    make_ready(migrate=options.migrate)
    return Serving(options.host, options.port, options.workers, output).run()


@command("", "doctor", help="Khám cấu hình và tình trạng hệ thống", policy="none")
def doctor(options: Namespace, output: Output) -> int:
    from caunoi.config.operations.diagnosis import Health, examine

    findings = examine()
    output.rows(
        ("mục", "tình trạng", "chi tiết"), [(each.name, each.health.value, each.told) for each in findings]
    )
    return FAILED if any(each.health is Health.RED for each in findings) else 0


@command("", "invariants", help="Kiểm mọi điều phải luôn đúng trên toàn bộ dữ liệu")
def invariants(options: Namespace, output: Output) -> int:
    from caunoi.foundation.invariants import walk

    walked = list(walk())
    output.rows(
        ("module", "điều luôn đúng", "số lỗi"), [(each.module, each.name_vi, each.faults) for each in walked]
    )
    for each in walked:
        for sentence in each.shown:
            output.say(f"  {each.module}: {sentence}")
    return FAILED if any(each.faults for each in walked) else 0


@command(
    "", "backup", arg("file", type=Path, help="tệp sao lưu sẽ tạo"), help="Sao lưu vào một tệp, có kiểm tra"
)
def backup(options: Namespace, output: Output) -> int:
    from caunoi.config.operations.backup.taking import take_backup

    taken = take_backup(options.file)
    output.record(taken.as_json())
    if not taken.encrypted:
        output.say(
            "Chú ý: bản sao lưu KHÔNG mã hóa. Đặt CAUNOI_BACKUP_KEY để mã hóa, và giữ khóa ở nơi khác với tệp này."
        )
    return 0


@command(
    "",
    "restore",
    arg("file", type=Path, help="tệp sao lưu"),
    arg("--replace", action="store_true", help="thay dữ liệu đang có"),
    arg("--discard-newer", action="store_true", help="bỏ cả những gì ghi sau bản sao lưu (cùng --replace)"),
    arg(
        "--other-data-key",
        action="store_true",
        help="chấp nhận khóa dữ liệu khác: cột mã hóa sẽ không đọc được",
    ),
    arg("--migrate", action="store_true", help="nâng cấp sau khi khôi phục, nếu bản sao lưu cũ hơn phần mềm"),
    help="Khôi phục từ một tệp, có kiểm tra",
    writes=True,
)
def restore(options: Namespace, output: Output) -> int:
    from caunoi.config.operations.backup.restoring import Wish, restore_backup

    wish = Wish(
        replace=options.replace,
        discard_newer=options.discard_newer,
        other_data_key=options.other_data_key,
        migrate=options.migrate,
        only_verify=options.dry_run,
    )
    output.record(restore_backup(options.file, wish).as_json())
    return 0
