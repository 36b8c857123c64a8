#!/bin/bash
# test.sh: the static half, then PostgreSQL for truth beside SQLite and the browser, one core each. All of it runs
# before it fails; the last line is pytest's own.
cd "$(dirname "$0")/.." || exit 1
failed=0
# The tests start the product as a process many times: it is compiled once, whatever the machine prefers.
unset PYTHONDONTWRITEBYTECODE
# Both cores need the same demos: whoever comes first builds them.
CAUNOI_TESTS_SHARE=$(mktemp -d)
export CAUNOI_TESTS_SHARE
.venv/bin/python scripts/check.py || failed=1

# What never meets a database runs once, and so does what is the same on both: the tests themselves say which
# (--meeting-database), ONCE and BESIDE name whole folders. The core of PostgreSQL has less to do, so the longest walk
# stands there too.
WALKS=(tests/journeys/test_numbers.py)
BESIDE=(tests/foundation/ui tests/i18n "${WALKS[@]}")
ONCE=(tests/domain tests/regulations tests/architecture tests/foundation/workbooks)
postgres_log=$(mktemp)
beside_log=$(mktemp)
{
  faults=0
  .venv/bin/pytest -q --postgres --meeting-database -m "not browser and not demo" "${BESIDE[@]/#/--ignore=}" tests >"$postgres_log" 2>&1 || faults=1
  .venv/bin/pytest -q "${ONCE[@]}" "${BESIDE[@]}" >"$beside_log" 2>&1 || faults=1
  exit $faults
} &
postgres=$!
sqlite_log=$(mktemp)
.venv/bin/pytest -q "${BESIDE[@]/#/--ignore=}" "${ONCE[@]/#/--ignore=}" tests >"$sqlite_log" 2>&1 || failed=1
wait $postgres || failed=1

echo "PostgreSQL:"
cat "$postgres_log"
echo "Domain, components, languages, walks:"
cat "$beside_log"
echo "SQLite, browser:"
cat "$sqlite_log"
rm -rf "$CAUNOI_TESTS_SHARE" "$postgres_log" "$beside_log" "$sqlite_log"
exit $failed
