#!/usr/bin/env bash
# How long an accusation takes from the poll that sees its entry to the answer of the SMTP server that takes the alert: the real worker with
# its usual schedule and waiting time, a feed and an SMTP server on loopback. alert-latency.sh [--rounds 5]; prints seconds, asserts nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build src/Monitor.Worker -c Release -v q
exec /usr/bin/python3 tests/alert_latency.py src/Monitor.Worker/bin/Release/net10.0/monitor.dll config "$@"
