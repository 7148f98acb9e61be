#!/usr/bin/env bash
# Runs every line of reports.jsonl and inputs.jsonl through the production stages and prints what is right, by kind:  tests/reading/run.sh
# Of frozen inputs only how many are right is printed.
set -eu
cd "$(dirname "$0")/../Monitor.IntegrationTests"
dotnet build -v q -nologo -clp:NoSummary -p:RunAnalyzers=false
exec dotnet exec bin/Debug/net10.0/Monitor.IntegrationTests.dll -noLogo -noColor -showLiveOutput -method "*ReadingInputsTests*"
