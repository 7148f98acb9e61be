#!/usr/bin/env bash
# A real Prometheus scrapes a worker under load: each query of docker/prometheus-rules.yml and docker/grafana-dashboard.json has to return data.
#   tests/metrics.sh                         MONITOR_TEST_BUILT=…/monitor.dll: that program, nothing is built
# The load: a site on loopback whose feeds list new entries all the time, a reader with alerts, mails into a folder. Debian's prometheus.
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in prometheus promtool; do
  command -v $tool >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends prometheus; } >/dev/null
done
promtool check rules docker/prometheus-rules.yml
promtool check config docker/prometheus.yml
[ -n "${MONITOR_TEST_BUILT:-}" ] || dotnet build src/Monitor.Worker -c Release -v q --nologo
work=$(mktemp -d)
finish() { rm -rf "$work"; }
trap finish EXIT
python3 tests/metrics.py "$work" "${MONITOR_TEST_BUILT:-$PWD/src/Monitor.Worker/bin/Release/net10.0/monitor.dll}"
