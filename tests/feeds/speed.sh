#!/usr/bin/env bash
# Speed of the feed parser beside Debian's python3-feedparser, on the same files in one run:  tests/feeds/speed.sh [FOLDER OF FEEDS ...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
/usr/bin/python3 -c 'import feedparser' 2>/dev/null || apt-get install -y python3-feedparser
dotnet run -c Release --project "$here/../Monitor.Benchmarks" -- feed-speed "$here/feedparser_speed.py" "$here/seeds" "$@"
