#!/usr/bin/env bash
# One worker under the load of an hourly schedule, in real time: soak.sh [--minutes 10] [--feeds 100000] [--hosts 200] [--database URL].
# The publishers are a process of their own on loopback. Prints lateness, CPU time per 1,000 polls and memory; takes the minutes it is given.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Monitor.Benchmarks -c Release -v q
exec dotnet tests/Monitor.Benchmarks/bin/Release/net10.0/Monitor.Benchmarks.dll soak "$@"
