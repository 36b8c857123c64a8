#!/bin/bash
# test.sh: the static half, then PostgreSQL for truth beside SQLite and the browser, one core each. All of it runs
# before it fails; the last line is pytest's own.
cd "$(dirname "$0")/.." || exit 1
failed=0
.venv/bin/python scripts/check.py || failed=1

# What never meets a database runs once, on the side that opens no browser and has less to do.
postgres_log=$(mktemp)
.venv/bin/pytest -q --postgres -m "not browser and not demo" --ignore=tests/foundation/ui tests >"$postgres_log" 2>&1 &
postgres=$!
sqlite_log=$(mktemp)
.venv/bin/pytest -q --ignore=tests/domain --ignore=tests/regulations --ignore=tests/architecture \
  --ignore=tests/foundation/workbooks tests >"$sqlite_log" 2>&1 || failed=1
wait $postgres || failed=1

echo "PostgreSQL:"
cat "$postgres_log"
echo "SQLite, browser:"
cat "$sqlite_log"
rm -f "$postgres_log" "$sqlite_log"
exit $failed
