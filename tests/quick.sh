#!/usr/bin/env bash
# The inner loop:  tests/quick.sh [FILTER]  builds without analyzers and runs the pure tests whose class or name holds FILTER; without one, all.
# Needs a checkout that was restored once ('dotnet restore'). Arguments after FILTER go to the test program ('tests/quick.sh FeedDates -? ').
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# A build lives too short for what its own code would gain by being measured and compiled anew.
export DOTNET_TieredPGO=0
filter=${1:-}
[ $# = 0 ] || shift
[ -f tests/Monitor.Tests/obj/project.assets.json ] || dotnet restore tests/Monitor.Tests -v q
dotnet build tests/Monitor.Tests --no-restore -v q -nologo -clp:NoSummary -p:RunAnalyzers=false -p:Quick=true ${MONITOR_BUILD_FLAGS:-}
exec dotnet exec tests/Monitor.Tests/bin/Debug/net10.0/Monitor.Tests.dll -noLogo -trait- Takes=Minutes ${filter:+-method "*$filter*"} "$@"
