#!/bin/sh
# install_tools.sh [PACKAGE…]: the programs the tests use that do not come from the lock, from Debian or Ubuntu.
# A missing tool that cannot be installed is a failure, never a skipped test.
set -eu

one_exists() {
    for file in "$@"; do
        [ -e "$file" ] && return
    done
    return 1
}

missing() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || echo chromium
    # The browser tests' driver brings its own node, and that wants this library.
    one_exists /usr/lib*/libatomic.so.1 /usr/lib/*/libatomic.so.1 || echo libatomic1
    one_exists /usr/lib/postgresql/1[5-9]/bin/initdb || echo postgresql
    one_exists /usr/lib/postgresql/1[5-9]/lib/btree_gist.so || echo postgresql-contrib
    command -v msgfmt >/dev/null 2>&1 || echo gettext
    one_exists /usr/share/fonts/truetype/noto /usr/share/fonts/truetype/dejavu || echo fonts-noto-core
}

wanted=${*:-$(missing)}
[ -n "$wanted" ] || exit 0
wanted=$(echo "$wanted" | tr '\n' ' ' | sed 's/ *$//')

sudo=""
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1 || ! sudo -n true 2>/dev/null; then
        echo "Thiếu: $wanted. Không có quyền cài; nhờ người quản trị chạy: apt-get install $wanted" >&2
        exit 1
    fi
    sudo="sudo -n"
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Thiếu: $wanted. Máy này không có apt-get; hãy cài các gói tương đương rồi chạy lại." >&2
    exit 1
fi

echo "Cài đặt: $wanted …" >&2
log=$(mktemp)
# A broken source of somebody else's fails the update alone; the installation is what must succeed. A machine that has
# just started may be installing its own updates: wait for them.
# shellcheck disable=SC2086  # the list is words on purpose
if ! {
    $sudo apt-get update || true
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $wanted
} >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Không cài được: $wanted. Xem lỗi ở trên; kiểm tra mạng hoặc nguồn gói rồi chạy lại." >&2
    exit 1
fi
rm -f "$log"
