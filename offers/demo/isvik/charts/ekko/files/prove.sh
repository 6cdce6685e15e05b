#!/bin/sh
# prove.sh FOLDER: dumps the database into FOLDER, restores the dump into a database of its own, compares, and says so.
set -eu
folder=$1
file=$folder/$(date -u +%Y-%m-%dT%H%M%SZ).dump
proof=ekko_proof_$$_$(date +%s)
until pg_isready -q; do sleep 2; done
trap 'dropdb --if-exists "$proof"' EXIT

pg_dump --format=custom --file="$file.new"
createdb --template=template0 "$proof"
pg_restore --exit-on-error --no-owner --dbname="$proof" "$file.new"
wanted=$(pg_restore --list "$file.new" | grep -c ' TABLE DATA ' || true)
found=$(psql -AtX -d "$proof" -c "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
if [ "$wanted" != "$found" ]; then
  echo "NOT PROVED: the dump has $wanted tables, $found came back."
  exit 1
fi
mv "$file.new" "$file"
echo "Proved: $found tables came back from $(basename "$file"), $(wc -c <"$file") bytes."
