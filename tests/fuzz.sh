#!/usr/bin/env bash
# Feeds mutated documents to the feed parser, dates, HTML-to-text, discovery and OPML:  tests/fuzz.sh [INPUTS] [FIRST NUMBER]
# Inputs that throw or take longer than two seconds are printed and kept in tests/feeds/found; exit 1 when there are any.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shared=$here/../../shared/data/feeds
folders=("$here/feeds/seeds")
[ -d "$shared" ] && folders+=("$shared/feedparser" "$shared/gofeed" "$shared/hostile")
dotnet build -c Release -v q "$here/Monitor.Benchmarks" >&2
exec nice -n 19 dotnet "$here/Monitor.Benchmarks/bin/Release/net10.0/Monitor.Benchmarks.dll" \
  feed-fuzz "${1:-1000000}" "${2:-1}" "$here/feeds/found" "${folders[@]}"
