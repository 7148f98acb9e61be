#!/usr/bin/env bash
# Processor time of verbs from start to end, the median of ROUNDS starts, in seconds (user and system).
#   tests/start-times.sh [ROUNDS, 11] [FOLDER OF A PUBLISHED MONITOR]
# Without a folder these sources are published first, once compiled ahead as they are handed out and once not.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -gt 1 ]; then
  folders=("$2")
else
  for ahead in true false; do
    dotnet publish src/Monitor.Worker -c Release -o "$work/ahead-$ahead" -p:PublishReadyToRun=$ahead --nologo -v q --artifacts-path "$work/artifacts-$ahead"
  done
  folders=("$work/ahead-true" "$work/ahead-false")
fi
for folder in "${folders[@]}"; do
  for pgo in 1 0; do
    echo "== $(basename "$folder"), TieredPGO $pgo"
    DOTNET_TieredPGO=$pgo python3 - "$folder/monitor" "$rounds" "$work" <<'END'
import os, resource, statistics, subprocess, sys
program, rounds, work = sys.argv[1], int(sys.argv[2]), sys.argv[3]
database = f"sqlite:{work}/monitor.db"
article = f"{work}/few.jsonl"
open(article, "w").write('{"id":"1","outlet":"Post","title":"Norway names Russia","text":"Norway accused Russia of hacking its parliament."}\n')
open(f"{work}/dates", "w").write("19 Jul 2021 12:00 GMT\n")
VERBS = [["--version"], ["--help"], ["completion", "bash"], ["feed", "dates", f"{work}/dates"], ["config", "check"], ["tags", "find", article],
         ["db", "check"], ["feed", "list"], ["stories", "list"], ["subscriber", "list"], ["attributions", "list"], ["config", "diff"]]
NEEDS = {"db", "feed list", "stories list", "subscriber list", "attributions list", "config diff"}
def run(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=work)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
# A database with its config, as a worker leaves it.
run(["db", "migrate", "--database", database])
run(["config", "apply", "--database", database])
for verb in VERBS:
    line = verb + (["--database", database] if " ".join(verb[:2]) in NEEDS or verb[0] in NEEDS else [])
    run(line)
    times = [run(line) for _ in range(rounds)]
    print(f"{statistics.median(times):.2f}  ({min(times):.2f} to {max(times):.2f})  monitor {' '.join(os.path.basename(part) for part in verb)}", flush=True)
END
  done
done
