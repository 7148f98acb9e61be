#!/usr/bin/env bash
# What others make of the API's description: run.sh [VALIDATOR]. Starts the built worker on the demo's database and on an empty one, checks the
# description with a validator of npm, has Kiota make a client of it, builds that, and lets it walk every GET. Needs npm, the network, and
# 'dotnet build src/Monitor.Worker' beforehand. Prints what each said; exit 1 where one said no.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
monitor="dotnet $here/../../src/Monitor.Worker/bin/Debug/net10.0/monitor.dll"
work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT

start() { # NAME PORT: a worker on the database of that name, with an account and a token
  local database=sqlite:$work/$1.db
  $monitor db migrate --database "$database" >&2
  $monitor admin create ana --generate --database "$database" >/dev/null
  $monitor admin token create ana walk --scope write --database "$database" | tail -1 > "$work/$1.token"
  Pages__Address=http://127.0.0.1:$2 $monitor run --database "$database" >"$work/$1.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 120); do curl -fs "http://127.0.0.1:$2/health/live" >/dev/null 2>&1 && return; sleep 1; done
  tail -5 "$work/$1.log" >&2
  return 1
}

$monitor demo --exit --database "sqlite:$work/demo.db" >/dev/null 2>&1
start demo 18471
start empty 18472
curl -fs http://127.0.0.1:18471/openapi/v1.json > "$work/openapi.json"

echo "== ${1:-@redocly/cli}"
(cd "$work" && npx --yes "${1:-@redocly/cli}" lint openapi.json --extends=spec 2>&1 | tail -15)

echo "== Kiota"
dotnet tool install Microsoft.OpenApi.Kiota --version 1.38.0 --tool-path "$work/tools" >/dev/null
"$work/tools/kiota" generate -l CSharp -d "$work/openapi.json" -c MonitorClient -n Client -o "$work/walk/Client" --log-level Warning 2>&1 | tail -5
cp "$here/Walk.cs" "$here/Walk.csproj" "$work/walk/"
dotnet build "$work/walk" -v q 2>&1 | tail -3
for one in "demo 18471" "empty 18472"; do
  read -r name port <<< "$one"
  echo "== walk on $name"
  dotnet "$work/walk/bin/Debug/net10.0/Walk.dll" "http://127.0.0.1:$port" "$(cat "$work/$name.token")"
done
