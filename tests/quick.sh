#!/usr/bin/env bash
# The inner loop:  tests/quick.sh [FILTER] [OPTIONS]  builds what the pure tests need (Directory.Build.props, Quick) and runs those whose class or
# name holds FILTER; without one, all that take no minutes. OPTIONS go to the test program. Its MSBuild options may be given in MONITOR_BUILD_FLAGS.
set -euo pipefail
cd "$(dirname "$0")/.."
# Compilers run too short to gain from measuring themselves, from a heap for each processor, and from waiting in circles.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0 DOTNET_gcServer=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
filter=${1:-}
[ $# = 0 ] || shift
[ -f tests/Monitor.Tests/obj/project.assets.json ] || dotnet restore tests/Monitor.Tests -v q
dotnet build tests/Monitor.Tests --no-restore -m:1 -v q -nologo -clp:NoSummary -p:Quick=true ${MONITOR_BUILD_FLAGS:-}
exec dotnet exec tests/Monitor.Tests/bin/quick/Monitor.Tests.dll -noLogo -trait- Takes=Minutes ${filter:+-method "*$filter*"} "$@"
