#!/usr/bin/env bash
# What a first poll of many feeds costs, and the poll after it with nothing new: FEEDS feeds of 45 entries and 170 KB on loopback, read by
# 'monitor collect --once' of the published program and, where it is installed, by newsboat. Prints wall time, processor time and peak memory;
# judges nothing. Without a folder these sources are published first; with one, builds can be measured in turns.
#   bash tests/first-poll.sh [FEEDS] [DATABASE-URL, or ""] [FOLDER OF A PUBLISHED MONITOR]
set -euo pipefail
cd "$(dirname "$0")/.."
feeds=${1:-360}
work=$(mktemp -d)
database=${2:-sqlite:$work/monitor.db}
dotnet build tests/Monitor.Benchmarks -c Release -v q >/dev/null
published=${3:-$work/published}
[ $# -gt 2 ] || dotnet publish src/Monitor.Worker -c Release -o "$published" --nologo -v q >/dev/null
monitor=$published/monitor
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
coproc farm { dotnet exec tests/Monitor.Benchmarks/bin/Release/net10.0/Monitor.Benchmarks.dll feed-farm "$feeds" "$port"; }
trap 'eval "exec ${farm[1]}>&-"; rm -rf "$work"' EXIT
while read -r line <&"${farm[0]}" && [ "$line" != ready ]; do echo "$line" >> "$work/urls"; done
{ echo '<opml version="2.0"><body>'; sed 's#.*#<outline type="rss" text="&" xmlUrl="&"/>#' "$work/urls"; echo '</body></opml>'; } > "$work/feeds.opml"
measured() {
  local name=$1; shift
  python3 - "$name" "$@" <<'PY'
import os, resource, subprocess, sys, time
began = time.time()
code = subprocess.call(sys.argv[2:], stdout=open(os.environ["OUT"], "w"), stderr=subprocess.STDOUT)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{sys.argv[1]:24} {time.time() - began:6.1f} s, processor {used.ru_utime + used.ru_stime:5.1f} s, at most {used.ru_maxrss / 1000:.0f} MB" + (f", exit {code}" if code else ""))
PY
}
# The shipped config without its list of feeds, which lead into the world.
cp -r config "$work/config" && rm -f "$work/config/feeds.opml"
export OUT=$work/out MONITOR_Net__PrivateNetworks=127.0.0.0/8 MONITOR_Storage__DataFolder=$work
"$monitor" feed import "$work/feeds.opml" --database "$database" >/dev/null
measured "monitor, first poll" "$monitor" collect --once --config "$work/config" --database "$database"; tail -1 "$work/out"
if [ "${database#sqlite:}" != "$database" ]; then
  python3 -c "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('UPDATE Feeds SET NextPollAt = \'2026-01-01T00:00:00.0000000Z\', NotBefore = NULL'); c.commit()" "${database#sqlite:}"
else
  psql -q "$database" -c "UPDATE \"Feeds\" SET \"NextPollAt\" = '2026-01-01Z', \"NotBefore\" = NULL"
fi
measured "monitor, nothing new" "$monitor" collect --once --config "$work/config" --database "$database"; tail -1 "$work/out"
if command -v newsboat >/dev/null; then
  printf 'reload-threads 32\nmax-items 0\n' > "$work/newsboat.conf"
  for which in "first poll" "nothing new"; do
    HOME=$work measured "newsboat, $which" newsboat -C "$work/newsboat.conf" -u "$work/urls" -c "$work/newsboat.db" -x reload
  done
fi
