#!/bin/sh
# build_demo.sh FILE SIZE SEED: build the demo database beside its place, then move it there in one step.
# Whatever interrupts this, FILE is the old one, the new one, or not there; never half of one.
set -eu
cd "$(dirname "$0")/.."
file=$1 size=$2 seed=$3
building="$file.building"

mkdir -p "$(dirname "$file")"
rm -f "$building" "$building-wal" "$building-shm"
DATABASE_URL="sqlite:///$building"
export DATABASE_URL
.venv/bin/python manage.py migrate --verbosity 0
.venv/bin/caunoi demo build --size "$size" --seed "$seed"
# Everything into the one file, so that moving it moves all of it.
.venv/bin/python -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute("PRAGMA wal_checkpoint(TRUNCATE)"); c.close()' "$building"
rm -f "$file-wal" "$file-shm" "$building-wal" "$building-shm"
mv "$building" "$file"
