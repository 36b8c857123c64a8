#!/bin/sh
# lock.sh: resolve the dependencies afresh into the two locks: hashes for every platform, no host, no path.
set -eu
cd "$(dirname "$0")/.."
flags="--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet"
# shellcheck disable=SC2086  # the flags are words on purpose
.venv/bin/uv pip compile $flags pyproject.toml -o requirements.lock
# shellcheck disable=SC2086
.venv/bin/uv pip compile $flags pyproject.toml --group dev -o requirements-dev.lock
