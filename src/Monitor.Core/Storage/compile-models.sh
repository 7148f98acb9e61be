#!/usr/bin/env bash
# Writes Storage/CompiledModels anew for both providers: what EF Core would make of the mappings at each start, as code (dotnet ef dbcontext
# optimize). Run it after each change of a mapping; CompiledModelsTests fails where they differ.
set -euo pipefail
cd "$(dirname "$0")/../../.."
dotnet tool restore >/dev/null
dotnet build src/Monitor.Core -v q -p:RunAnalyzers=false -p:GenerateRuntimeConfigurationFiles=true -p:WithoutCompiledModels=true
rm -rf src/Monitor.Core/Storage/CompiledModels
for provider in Sqlite Postgres; do
  dotnet ef dbcontext optimize --no-build --project src/Monitor.Core --context "${provider}MonitorDbContext" \
    --output-dir "Storage/CompiledModels/$provider" --namespace "Monitor.Storage.CompiledModels.$provider"
done
