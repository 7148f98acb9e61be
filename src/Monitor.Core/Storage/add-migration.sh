#!/usr/bin/env bash
# Adds a migration to both providers: add-migration.sh NAME. Initial is frozen, as is each one after it that was committed: databases exist
# that have it, and what stands in a migration is never done to them again.
set -euo pipefail
name=${1:?usage: add-migration.sh NAME}
cd "$(dirname "$0")/../../.."
dotnet tool restore >/dev/null
# The tool runs the library as if it were a program: for that it needs a file that only programs get.
dotnet build src/Monitor.Core -v q -p:RunAnalyzers=false -p:GenerateRuntimeConfigurationFiles=true -p:WithoutCompiledModels=true
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build --project src/Monitor.Core --context "${provider}MonitorDbContext" \
    --output-dir "Storage/Migrations/$provider"
done
bash src/Monitor.Core/Storage/compile-models.sh
