#!/bin/sh
# collect_static.sh: gather the files browsers fetch, only when one of them changed.
set -eu
cd "$(dirname "$0")/.."
manifest="${CAUNOI_VAR:-var}/static/staticfiles.json"
if [ ! -e "$manifest" ] || [ -n "$(find src -path '*/static/*' -newer "$manifest" -print -quit)" ]; then
    .venv/bin/python manage.py collectstatic --noinput --clear --verbosity 0
fi
