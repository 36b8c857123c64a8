"""``caunoi wall``: raise the second wall in PostgreSQL, or see whether it stands."""

from argparse import Namespace

from caunoi.foundation.commandline import Output, command

FAILED = 1
NO_POLICIES = "SQLite không có chính sách dòng: phần mềm tự canh mọi câu hỏi gửi tới cơ sở dữ liệu."


@command("wall", "raise", help="Dựng tường dữ liệu giữa các đơn vị trong PostgreSQL")
def raise_(options: Namespace, output: Output) -> int | None:
    from caunoi.foundation.policy.walls import raise_wall

    raised = raise_wall()
    output.rows(("bảng vừa dựng",), [(table,) for table in raised])
    return check(options, output)


@command("wall", "check", help="Xem tường dữ liệu giữa các đơn vị có đứng vững không")
def check(options: Namespace, output: Output) -> int | None:
    from caunoi.foundation.policy.walls import wall_standing

    standing = wall_standing()
    if standing is None:
        output.say(NO_POLICIES)
        return 0
    output.record({"vai": standing.role, "bảng sau tường": len(standing.walled), "lỗi": len(standing.faults)})
    for fault in standing.faults:
        output.say(f"  {fault}")
    return FAILED if standing.faults else 0
