#!/usr/bin/env bash
# Adds a migration to both providers: add-migration.sh NAME. With --initial it makes the first one anew (only before a release:
# databases that exist cannot follow).
set -euo pipefail
name=${1:?usage: add-migration.sh NAME | --initial}
cd "$(dirname "$0")/../../.."
if [ "$name" = --initial ]; then
  rm -rf src/Monitor.Core/Storage/Migrations
  name=Initial
fi
dotnet tool restore >/dev/null
# The environment variable is the MSBuild property that lets the design package in. The lock files of the normal build stay as they are.
trap 'env -u EfDesign dotnet restore Monitor.sln -v q >/dev/null' EXIT
export EfDesign=true
dotnet restore src/Monitor.Core -v q
dotnet build src/Monitor.Core --no-restore -v q -p:RunAnalyzers=false
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build --project src/Monitor.Core --context "${provider}MonitorDbContext" \
    --output-dir "Storage/Migrations/$provider"
done
