"""``caunoi demo build``: a province told as a story, on an empty database."""

import sys
from argparse import Namespace

from caunoi.demo.sizes import SIZES
from caunoi.foundation.commandline import Output, arg, command


@command(
    "demo",
    "build",
    arg("--size", choices=sorted(SIZES), default="province", help="cỡ dữ liệu"),
    arg("--seed", type=int, default=37, help="cùng một số cho cùng một dữ liệu"),
    help="Dựng dữ liệu mẫu trên cơ sở dữ liệu trống",
)
def build(options: Namespace, output: Output) -> int:
    from django.core.management import call_command

    from caunoi.demo.build import build as build_demo

    call_command("migrate", interactive=False, verbosity=0)
    build_demo(SIZES[options.size], options.seed, tell=lambda text: print(text, file=sys.stderr))
    return 0


@command("demo", "plan", help="Lập sẵn một kế hoạch dở dang trong dữ liệu mẫu")
def plan(options: Namespace, output: Output) -> int:
    from caunoi.demo.planned import plan as plan_demo

    print(f"Đưa sẵn {plan_demo()} người vào kế hoạch …", file=sys.stderr)
    return 0
