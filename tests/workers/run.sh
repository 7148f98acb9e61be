#!/usr/bin/env bash
# Builds what tests/workers/*.py need, and runs one of them: run.sh takeover|chaos|upgrade OPTIONS. Needs PostgreSQL; as root chaos uses network namespaces, a
# small disk of its own and, where it is installed, libfaketime.
set -euo pipefail
cd "$(dirname "$0")/../.."
what=${1:?takeover, chaos or upgrade}
shift
dotnet build tests/Monitor.Benchmarks -c Release -v q
built=tests/Monitor.Benchmarks/bin/Release/net10.0
if [ "$what" = chaos ]; then
  exec python3 tests/workers/chaos.py $built/monitor.dll $built/Monitor.Benchmarks.dll config "$@"
fi
work=$(mktemp -d)
# The server runs as a user of its own.
chmod 755 "$work"
dir=$work/postgres
server=$(bash tests/postgres.sh start "$dir")
trap 'bash tests/postgres.sh stop "$dir"' EXIT
if [ "$what" = upgrade ]; then
  git worktree add --detach "$work/before" "${1:-ed1fd33}"
  trap 'git worktree remove --force "$work/before"; bash tests/postgres.sh stop "$dir"' EXIT
  dotnet build "$work/before/src/Monitor.Worker" -c Release -v q
  python3 tests/workers/upgrade.py "$work/before/src/Monitor.Worker/bin/Release/net10.0/monitor.dll" "$PWD/$built/monitor.dll" \
    "$work/before/config" config "$server"
  exit
fi
python3 tests/workers/takeover.py $built/monitor.dll config "$server" "$@"
