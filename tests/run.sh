#!/usr/bin/env bash
# Installs what the tests need, checks the format, builds, and runs all tests against real servers on free loopback ports.
# Ends with "N passed, N failed, N skipped". MONITOR_TEST_POSTGRES may name a PostgreSQL server that runs already.
# Random properties take their cases from the commit, or from MONITOR_TEST_SEED. What takes minutes stands in tests/long.sh.
set -uo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/monitor-tests.XXXXXX")
chmod 755 "$work"
passed=0 failed=0 skipped=0 postgres=""
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

finish() {
  [ -z "$postgres" ] || bash tests/postgres.sh stop "$postgres" || true
  rm -rf "$work"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ] || exit 1
}
trap finish EXIT
give_up() { echo "$1" >&2; failed=$((failed + 1)); exit 1; }

command -v dotnet >/dev/null || give_up "the .NET SDK 10 is missing: see https://dot.net"

# --- what Debian and its relatives provide -------------------------------------------------------------------------------------------
packages=()
ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || [ -n "${MONITOR_TEST_POSTGRES:-}" ] || packages+=(postgresql)
[ -x /usr/bin/python3 ] || packages+=(python3)
/usr/bin/python3 -c 'import feedparser' 2>/dev/null || packages+=(python3-feedparser)
/usr/bin/python3 -c 'import dkim' 2>/dev/null || packages+=(python3-dkim)
[ -x /usr/bin/chromium ] || packages+=(chromium)
[ -x /usr/bin/chromedriver ] || packages+=(chromium-driver)
for shell in zsh fish; do command -v $shell >/dev/null || packages+=($shell); done
if [ ${#packages[@]} -gt 0 ]; then
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  command -v apt-get >/dev/null || give_up "these tests need ${packages[*]}: install them and run again"
  echo "installing ${packages[*]}"
  { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } \
    >"$work/apt.log" 2>&1 || { tail -5 "$work/apt.log" >&2; give_up "could not install ${packages[*]}: install them by hand and run again"; }
fi

# --- build and format ----------------------------------------------------------------------------------------------------------------
echo "building"
dotnet restore Monitor.sln -v q || give_up "the packages could not be restored"
dotnet build Monitor.sln --no-restore -v q -warnaserror || give_up "the build failed"
echo "checking the format"
# Style and analyzers are the build's: this is white space, line ends and the order of imports.
if dotnet format whitespace Monitor.sln --verify-no-changes --no-restore >"$work/format.log" 2>&1; then
  passed=$((passed + 1))
else
  head -20 "$work/format.log" >&2
  echo "format: run 'dotnet format whitespace Monitor.sln'" >&2
  failed=$((failed + 1))
fi

# --- servers -------------------------------------------------------------------------------------------------------------------------
if [ -z "${MONITOR_TEST_POSTGRES:-}" ]; then
  MONITOR_TEST_POSTGRES=$(bash tests/postgres.sh start "$work/postgres") || give_up "PostgreSQL did not start"
  postgres="$work/postgres"
fi
export MONITOR_TEST_POSTGRES

MONITOR_TEST_SEED=${MONITOR_TEST_SEED:-$(git rev-parse HEAD 2>/dev/null || echo "no commit")}
export MONITOR_TEST_SEED
echo "seed of random properties: $MONITOR_TEST_SEED"

# --- tests ---------------------------------------------------------------------------------------------------------------------------
for project in Monitor.Tests Monitor.IntegrationTests; do
  echo "running $project"
  dotnet test "tests/$project" --no-build --filter "Takes!=Minutes" --blame-hang-timeout 8m >"$work/$project.log" 2>&1
  status=$?
  # "Passed!  - Failed:     0, Passed:    26, Skipped:     0, Total: …"
  line=$(grep -E '(Passed|Failed|Skipped)! +- Failed:' "$work/$project.log" | tail -1)
  if [ -z "$line" ]; then
    tail -40 "$work/$project.log" >&2
    failed=$((failed + 1))
    continue
  fi
  read -r f p s < <(sed -E 's/.*Failed: *([0-9]+), *Passed: *([0-9]+), *Skipped: *([0-9]+).*/\1 \2 \3/' <<<"$line")
  failed=$((failed + f)) passed=$((passed + p)) skipped=$((skipped + s))
  if [ "$f" != 0 ] || [ $status != 0 ]; then
    grep -vE '^\s*$' "$work/$project.log" | head -150 >&2
    [ "$f" != 0 ] || failed=$((failed + 1))
  fi
done
