#!/usr/bin/env bash
# Builds what tests/workers/*.py need, and runs one of them: run.sh takeover|chaos OPTIONS. Needs PostgreSQL; as root chaos uses network namespaces, a
# small disk of its own and, where it is installed, libfaketime.
set -euo pipefail
cd "$(dirname "$0")/../.."
what=${1:?takeover or chaos}
shift
dotnet build tests/Monitor.Benchmarks -c Release -v q
built=tests/Monitor.Benchmarks/bin/Release/net10.0
if [ "$what" = chaos ]; then
  exec python3 tests/workers/chaos.py $built/monitor.dll $built/Monitor.Benchmarks.dll config "$@"
fi
dir=$(mktemp -d)/postgres
server=$(bash tests/postgres.sh start "$dir")
trap 'bash tests/postgres.sh stop "$dir"' EXIT
python3 tests/workers/takeover.py $built/monitor.dll config "$server" "$@"
