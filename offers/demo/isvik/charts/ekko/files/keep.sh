#!/bin/sh
# Proves a backup every so many hours and keeps the last ones; report.txt says how each went.
set -u
while :; do
  sleep "$((EVERY_HOURS * 3600))"
  echo "$(date -u +%FT%TZ) $(sh /scripts/prove.sh /backups 2>&1 | tail -n 1)" | tee -a /backups/report.txt
  rm -f /backups/*.new
  ls -1 /backups/*.dump 2>/dev/null | sort -r | tail -n +"$((KEEP + 1))" | xargs -r rm -f
done
