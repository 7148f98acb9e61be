#!/usr/bin/env bash
# Self-contained programs that need no .NET on the machine: one file, and the folders config/ and Demo/ beside it, as an archive for each system.
#   packaging/single-files.sh OUT [RID …]    default: linux-x64 linux-arm64 win-x64 osx-arm64
# The one of this machine is run once ('monitor --version', 'monitor config check'); the others are built and marked untried.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2; }
out=$(mkdir -p "$1" && cd "$1" && pwd); shift
[ $# -gt 0 ] || set -- linux-x64 linux-arm64 win-x64 osx-arm64
case "$(uname -s)-$(uname -m)" in Linux-x86_64) here=linux-x64 ;; Linux-aarch64) here=linux-arm64 ;; Darwin-arm64) here=osx-arm64 ;; *) here=none ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
for rid in "$@"; do
  folder=$work/$rid/monitor
  case $rid in win-*) program=$folder/monitor.exe ;; *) program=$folder/monitor ;; esac
  # In folders of its own: a build for one system must not leave its assets to the next. Not composite, which compiles the framework anew, that
  # comes compiled already.
  if ! dotnet publish src/Monitor.Worker -c Release -r "$rid" --self-contained -o "$folder" --nologo -v q \
      -p:PublishSingleFile=true -p:PublishReadyToRunComposite=false -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=embedded \
      --artifacts-path "$work/artifacts-$rid" >"$work/$rid.log" 2>&1 || [ ! -s "$program" ]; then
    # Which package of that system the registry lacks, or what the compiler says.
    echo "$rid: not built: $(grep -m1 -E 'error|NU[0-9]+' "$work/$rid.log" | sed 's/ \[.*//' || tail -1 "$work/$rid.log")"
    failed=1
    continue
  fi

  rm -f "$folder"/*.pdb "$folder"/*.xml "$folder"/web.config "$folder"/*.staticwebassets.*
  bytes=$(wc -c <"$program")
  mark="untried"
  if [ "$rid" = "$here" ]; then
    (cd "$work" && "$program" --version >/dev/null && "$program" config check >/dev/null) && mark="tried: --version, config check"
  fi

  tar -C "$work/$rid" -czf "$out/monitor-$rid.tar.gz" monitor
  echo "$rid: $bytes bytes, $(wc -c <"$out/monitor-$rid.tar.gz") packed; $mark"
done
exit $failed
