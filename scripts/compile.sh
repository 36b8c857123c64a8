#!/bin/sh
# compile.sh: the planner's moves as machine code, once for this machine and this state of the source (half a minute).
set -eu
cd "$(dirname "$0")/.."
PYTHONPATH=src .venv/bin/python -m caunoi.domain.allocation.warm
