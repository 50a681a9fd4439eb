#!/usr/bin/env bash
# Stops what spark-conf/start-cluster.sh started, on all machines:
#
#   spark-conf/stop-cluster.sh [--dir DIR]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dir=${TMPDIR:-/tmp}/kendall-cluster-$(id -un)
[[ ${1:-} != --dir ]] || dir=$2

if [[ -f $dir/hosts ]]; then
  for other in $(<"$dir/hosts"); do
    ssh -n "$other" "$(printf '%q ' "$root/spark-conf/stop-cluster.sh" --dir "$dir")" || true
  done
  rm "$dir/hosts"
fi
# Workers first, which end their executors; the master last.
for file in "$dir"/worker-*.pid "$dir"/master.pid; do
  [[ -f $file ]] || continue
  pid=$(<"$file")
  kill "$pid" 2>/dev/null || true
  for ((tenths = 0; tenths < 100; tenths++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
  rm "$file"
done
