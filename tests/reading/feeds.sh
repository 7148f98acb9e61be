#!/usr/bin/env bash
# What becomes of the inputs about feeds and servers (reports.jsonl, and kinds 5 to 11 of inputs.jsonl), line by line:  tests/reading/feeds.sh
# Of frozen inputs only how many are right is printed.
set -eu
cd "$(dirname "$0")/../Monitor.IntegrationTests"
dotnet build -v q -nologo -clp:NoSummary -p:RunAnalyzers=false
exec dotnet exec bin/Debug/net10.0/Monitor.IntegrationTests.dll -noLogo -noColor -showLiveOutput -method "*ReadingInputsTests*"
