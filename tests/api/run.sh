#!/usr/bin/env bash
# What others make of the API, of feeds out and of TAXII: run.sh [VALIDATOR]. Starts the built worker on the demo's database, on an empty one and on one of
# 10,000 STIX objects; checks the description with a validator of npm, has Kiota make a client of it, builds that and lets it walk every GET; pulls
# TAXII's collections in pages of 10 (pull.py); has newsboat, feedparser, CodeHollow.FeedReader and Monitor read each feed out (feeds.py). Needs npm, the
# network, and as root what it installs of Debian; 'dotnet build tests/Monitor.Benchmarks' beforehand. Prints what each said; exit 1 where one said no.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
built=$here/../Monitor.Benchmarks/bin/Debug/net10.0
monitor="dotnet $built/monitor.dll"
work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT
[ -f "$built/monitor.dll" ] || dotnet build "$here/../Monitor.Benchmarks" -v q
command -v newsboat >/dev/null && /usr/bin/python3 -c 'import feedparser' 2>/dev/null || apt-get install -y newsboat python3-feedparser >/dev/null
export MONITOR_Net__Contact="a test on loopback"
failed=0

port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start() { # NAME: a worker on the database of that name, with an account and a token; its address is in NAME.address
  local database=sqlite:$work/$1.db address
  address=http://127.0.0.1:$(port)
  echo "$address" > "$work/$1.address"
  $monitor db migrate --database "$database" >/dev/null
  $monitor admin create ana --generate --database "$database" >/dev/null
  $monitor admin token create ana walk --scope admin --database "$database" | tail -1 > "$work/$1.token"
  mkdir -p "$work/$1"
  (cd "$work/$1" && MONITOR_Pages__Address=$address MONITOR_Storage__DataFolder=$work/$1 exec $monitor run --config "$work/config" --database "$database" \
    >"$work/$1.log" 2>&1) &
  pids+=($!)
  for _ in $(seq 180); do curl -fs "$address/health/live" >/dev/null 2>&1 && return; sleep 1; done
  tail -5 "$work/$1.log" >&2
  return 1
}

# The shipped config without its list of feeds, which lead into the world.
cp -r "$here/../../config" "$work/config" && rm -f "$work/config/feeds.opml"
$monitor demo --exit --database "sqlite:$work/demo.db" >/dev/null 2>&1
dotnet "$built/Monitor.Benchmarks.dll" stix-fill "sqlite:$work/many.db" 2000
start demo
start empty
start many
curl -fs -H "Authorization: Bearer $(cat "$work/demo.token")" "$(cat "$work/demo.address")/openapi/v1.json" > "$work/openapi.json"

echo "== ${1:-@redocly/cli}"
(cd "$work" && npx --yes "${1:-@redocly/cli}" lint openapi.json --extends=spec 2>&1 | tail -15) || failed=1

echo "== Kiota"
dotnet tool install Microsoft.OpenApi.Kiota --version 1.38.0 --tool-path "$work/tools" >/dev/null
"$work/tools/kiota" generate -l CSharp -d "$work/openapi.json" -c MonitorClient -n Client -o "$work/walk/Client" --log-level Warning 2>&1 \
  | grep -e "Generation" -e error || true
cp "$here/Walk.cs" "$here/Walk.csproj" "$work/walk/"
dotnet build "$work/walk" -v q -nologo -clp:NoSummary >"$work/build.log" 2>&1 && echo "the client compiles: $(find "$work/walk/Client" -name '*.cs' | wc -l) files" \
  || { grep -m5 error "$work/build.log"; failed=1; }
for name in demo empty; do
  echo "== walk on $name"
  dotnet "$work/walk/bin/Debug/net10.0/Walk.dll" "$(cat "$work/$name.address")" "$(cat "$work/$name.token")" || failed=1
done

echo "== feeds out"
/usr/bin/python3 "$here/feeds.py" "$(cat "$work/demo.address")" "$(cat "$work/demo.token")" "$work/demo.db" "$monitor" "$work/config" || failed=1

echo "== TAXII, the demo, with the collection of a saved search"
python3 "$here/pull.py" "$(cat "$work/demo.address")" "$(cat "$work/demo.token")" 10 || failed=1
echo "== TAXII, 2,000 events and 20 more meanwhile"
python3 "$here/pull.py" "$(cat "$work/many.address")" "$(cat "$work/many.token")" 10 \
  dotnet "$built/Monitor.Benchmarks.dll" stix-fill "sqlite:$work/many.db" 20 || failed=1
exit $failed
