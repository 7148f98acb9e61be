#!/usr/bin/env bash
# What takes minutes or hours, run by hand; what was measured stands in docs/measurements.md.
#   tests/long.sh rules                              100,000 random pairs of rule and text against the plain meaning
#   tests/long.sh fuzz [INPUTS] [FIRST NUMBER]       mutated feed documents (tests/fuzz.sh)
#   tests/long.sh soak [--minutes 10] …              one worker under the load of 100,000 feeds (tests/soak.sh)
#   tests/long.sh latency [--rounds 5]               from a feed's entry to the mail server (tests/alert-latency.sh)
#   tests/long.sh speed [FOLDER OF FEEDS …]          the feed parser beside feedparser (tests/feeds/speed.sh)
#   tests/long.sh delivery [ROUNDS, 200]             workers killed at any moment while a mail server fails at every point, on each database
#   tests/long.sh takeover [--rounds 3] …            a worker killed, stopped, cut off: how soon another has each kind of claim
#   tests/long.sh chaos [--minutes 10] …             three workers on PostgreSQL under random faults, then all books checked
#   tests/long.sh chaos --sqlite [--kills 100] …     the same with one worker on SQLite, its disk full, its clock moved
#   tests/long.sh upgrade [COMMIT, ed1fd33]           this release beside a working worker of an earlier one, both databases
#   tests/long.sh pages                              axe-core on every page, 1280 and 360 px wide, light and dark
#   tests/long.sh package                            the Debian package installed, upgraded, removed in a Debian of its own (as root)
#   tests/long.sh metrics                            a real Prometheus scrapes a worker: every query of rules and dashboard returns data
#   tests/long.sh starts [ROUNDS, 11]                processor time of verbs from start to end
#   tests/long.sh mails                              the demo's mails through a real postfix, and their judges (as root)
#   tests/long.sh first-poll                         360 generated feeds, newsboat beside it
#   tests/long.sh api                                the API's description validated, a client generated and walked; TAXII pulled, feeds out read
#   tests/long.sh all                                one after the other, as they are by default
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-}
[ $# = 0 ] || shift
case $what in
  rules)
    dotnet build tests/Monitor.Tests -v q
    dotnet exec tests/Monitor.Tests/bin/Debug/net10.0/Monitor.Tests.dll -noLogo -trait Takes=Minutes "$@"
    ;;
  fuzz) bash tests/fuzz.sh "$@" ;;
  soak) bash tests/soak.sh "$@" ;;
  latency) bash tests/alert-latency.sh "$@" ;;
  speed) bash tests/feeds/speed.sh "$@" ;;
  delivery)
    dotnet build tests/Monitor.IntegrationTests -v q
    work=$(mktemp -d)
    # PostgreSQL runs as a user of its own, who must reach its folder.
    chmod 755 "$work"
    postgres=$(bash tests/postgres.sh start "$work/postgres")
    trap 'bash tests/postgres.sh stop "$work/postgres"; rm -rf "$work"' EXIT
    MONITOR_TEST_KILLS=${1:-200} MONITOR_TEST_POSTGRES=$postgres dotnet exec \
      tests/Monitor.IntegrationTests/bin/Debug/net10.0/Monitor.IntegrationTests.dll -noLogo -diagnostics -class '*DeliveryKillTests'
    ;;
  takeover) bash tests/workers/run.sh takeover "$@" ;;
  mails) bash tests/mail-judges.sh "$@" ;;
  first-poll) bash tests/first-poll.sh "$@" ;;
  api)
    dotnet build tests/Monitor.Benchmarks -v q
    bash tests/api/run.sh "$@"
    ;;
  upgrade) bash tests/workers/run.sh upgrade "$@" ;;
  chaos) bash tests/workers/run.sh chaos "$@" ;;
  pages)
    dotnet build tests/Monitor.IntegrationTests -v q
    dotnet exec tests/Monitor.IntegrationTests/bin/Debug/net10.0/Monitor.IntegrationTests.dll -noLogo -class '*AccessibilityTests'
    ;;
  package) bash tests/package-life.sh "$@" ;;
  metrics) bash tests/metrics.sh "$@" ;;
  starts) bash tests/start-times.sh "$@" ;;
  all)
    for each in rules fuzz soak latency speed delivery takeover upgrade chaos "chaos --sqlite" pages package metrics starts mails first-poll api; do
      echo "== $each"; bash tests/long.sh $each
    done
    ;;
  *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
