#!/bin/sh
# install.sh runtime|dev: make .venv and install the lock into it, only when something changed since the last time.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-runtime}
lock=requirements.lock
[ "$kind" = dev ] && lock=requirements-dev.lock
wanted="$(pwd) $(sha256sum <"$lock")"
stamp=.venv/.installed-$kind

# The development lock holds everything the runtime lock does.
installed() {
    [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}
installed "$stamp" "$wanted" && exit 0
[ "$kind" = runtime ] && installed .venv/.installed-dev "$(pwd) $(sha256sum <requirements-dev.lock)" && exit 0

find_python() {
    for name in python3 python3.11 python3.12 python3.13; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Cần Python 3.11, 3.12 hoặc 3.13. Cài bằng: apt-get install python3" >&2
    exit 1
}
python=$(find_python)

# Debian cuts these out of Python into a package named after it: python3-venv, python3.12-venv.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    scripts/install_tools.sh "$python-venv"
fi
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv .venv
fi

echo "Cài đặt theo $lock (lần đầu khoảng một phút) …" >&2
# Quiet twice: a package index that lacks a name is no news; what fails is still said.
.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --no-deps -r "$lock" || {
    echo "Chưa cài xong theo $lock: xem lỗi ở trên, kiểm tra mạng hoặc nguồn gói Python (PyPI) rồi chạy lại." >&2
    exit 1
}

# The package itself: no build, so nothing outside the lock is ever fetched.
.venv/bin/python - "$(pwd)" <<'PYTHON'
import sys, sysconfig
from pathlib import Path

root = Path(sys.argv[1])
Path(sysconfig.get_path("purelib"), "caunoi.pth").write_text(f"{root / 'src'}\n", encoding="utf-8")
command = root / ".venv" / "bin" / "caunoi"
command.write_text(f"#!{root}/.venv/bin/python\nfrom caunoi.__main__ import main\n\nmain()\n", encoding="utf-8")
command.chmod(0o755)
PYTHON
printf '%s' "$wanted" >"$stamp"
