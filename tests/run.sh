#!/usr/bin/env bash
# Installs what the tests need, checks the format, builds, and runs all tests against real servers on free loopback ports.
# Ends with "N passed, N failed, N skipped". MONITOR_TEST_POSTGRES may name a PostgreSQL server that runs already.
# Random properties take their cases from the commit, or from MONITOR_TEST_SEED. What takes minutes stands in tests/long.sh.
set -uo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/monitor-tests.XXXXXX")
chmod 755 "$work"
passed=0 failed=0 skipped=0 postgres=""
# Whether a signer's certificate was called back is asked where it can be answered: without a way out each question waits, 150 s in all. What each
# package has to be stands in packages.lock.json.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUGET_CERT_REVOCATION_MODE=offline

finish() {
  local left
  # Half an installation would stand in the way of the next.
  [ -z "${installing:-}" ] || wait "$installing" 2>/dev/null || true
  left=$(jobs -p)
  [ -z "$left" ] || kill $left 2>/dev/null || true
  [ -z "$postgres" ] || bash tests/postgres.sh stop "$postgres" || true
  rm -rf "$work"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ] || exit 1
}
trap finish EXIT
trap 'failed=$((failed + 1)); exit 130' INT TERM
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
  # Beside the restore and the build: it mostly waits for the network, as the restore does.
  { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } \
    >"$work/apt.log" 2>&1 & installing=$!
fi

# --- build ---------------------------------------------------------------------------------------------------------------------------
echo "building"
dotnet restore Monitor.sln -v q || give_up "the packages could not be restored"
dotnet build Monitor.sln --no-restore -v q -warnaserror || give_up "the build failed"
[ -z "${installing:-}" ] || wait $installing \
  || { tail -5 "$work/apt.log" >&2; give_up "could not install ${packages[*]}: install them by hand and run again"; }

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
# Side by side: the tests with servers wait often, and the others and the format take up what is left of two cores.
run_tests() { # PROJECT: xunit's own runner, with a bound for a test that hangs
  exec timeout --kill-after=10 40m dotnet exec "tests/$1/bin/Debug/net10.0/$1.dll" -noLogo -noColor -trait- Takes=Minutes >"$work/$1.log" 2>&1
}
echo "checking the format, running the tests"
run_tests Monitor.IntegrationTests & integration=$!
run_tests Monitor.Tests & unit=$!
# Style and analyzers are the build's: this is white space, line ends and the order of imports.
dotnet format whitespace Monitor.sln --verify-no-changes --no-restore >"$work/format.log" 2>&1 & format=$!

if wait $format; then
  passed=$((passed + 1))
else
  head -20 "$work/format.log" >&2
  echo "format: run 'dotnet format whitespace Monitor.sln'" >&2
  failed=$((failed + 1))
fi

count() { # PROJECT STATUS
  # "   Monitor.Tests  Total: 26, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.234s"
  local line t e f s
  line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: ' "$work/$1.log" | tail -1)
  if [ -z "$line" ]; then
    tail -40 "$work/$1.log" >&2
    failed=$((failed + 1))
    return
  fi
  read -r t e f s < <(sed -E 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/' <<<"$line")
  echo "$1: Total${line#*Total}"
  failed=$((failed + e + f)) passed=$((passed + t - f - s)) skipped=$((skipped + s))
  if [ "$((e + f))" != 0 ] || [ "$2" != 0 ]; then
    # What workers under test log would bury what failed.
    grep -A 30 -E '\[FAIL\]' "$work/$1.log" | head -300 >&2 || tail -40 "$work/$1.log" >&2
    [ "$((e + f))" != 0 ] || failed=$((failed + 1))
  fi
}
wait $unit; count Monitor.Tests $?
wait $integration; count Monitor.IntegrationTests $?
