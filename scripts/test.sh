#!/bin/sh
# test.sh: the static half, then PostgreSQL for truth, then SQLite and the browser. All of it runs before it fails;
# the last line is pytest's own.
cd "$(dirname "$0")/.." || exit 1
failed=0
.venv/bin/python scripts/check.py || failed=1
.venv/bin/pytest -q --postgres -m "not browser and not demo" || failed=1
.venv/bin/pytest -q || failed=1
exit $failed
