#!/usr/bin/env bash
# The life of the Debian package in a Debian of its own (debootstrap, as root): a package of the commit before is installed and started by the
# unit's own command, data are made, it is upgraded to a package of these sources and started again, and removed; the data stay.
#   tests/package-life.sh [FOLDER]           keeps the packages in FOLDER (default: a temporary one)
# systemd does not run in such a folder: what starts the worker is the unit's ExecStart, as its user, with its environment.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "debootstrap and dpkg want root" >&2; exit 2; }
for tool in debootstrap dpkg-deb curl; do
  command -v $tool >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $tool >/dev/null
done
work=$(mktemp -d)
keep=${1:-$work/packages}
debian=$work/debian
worker=""
finish() {
  [ -z "$worker" ] || kill "$worker" 2>/dev/null || true
  umount "$debian/proc" 2>/dev/null || true
  git worktree remove --force "$work/before" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
say() { echo "== $*"; }
inside() { chroot "$debian" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }

say "packages: of the commit before, and of these sources"
git worktree add --detach "$work/before" "$(git rev-parse HEAD~1)" >/dev/null 2>&1
bash packaging/debian.sh "$keep" --source "$work/before" --version 0.2.0~before
bash packaging/debian.sh "$keep"

say "a Debian of its own"
codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
debootstrap --variant=minbase "$codename" "$debian" >"$work/debootstrap.log" 2>&1 || { tail -5 "$work/debootstrap.log"; exit 1; }
mount -t proc proc "$debian/proc" 2>/dev/null || mount --bind /proc "$debian/proc" 2>/dev/null || true
cp /etc/resolv.conf "$debian/etc/resolv.conf" 2>/dev/null || true
cp "$keep"/*.deb "$debian/tmp/"
inside apt-get update -qq

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
start() {
  local unit=$debian/lib/systemd/system/monitor.service command
  command=$(sed -n 's/^ExecStart=//p' "$unit")
  chroot --userspec=monitor:monitor "$debian" env -i PATH=/usr/bin:/bin $(sed -n 's/^Environment=//p' "$unit") \
    MONITOR_Pages__Address="http://127.0.0.1:$port" MONITOR_Net__Contact="a test on loopback" \
    sh -c "umask 0077; cd /var/lib/monitor; exec $command" >"$work/worker.log" 2>&1 &
  worker=$!
  for _ in $(seq 600); do
    [ "$(curl -s -m 2 "http://127.0.0.1:$port/health/live" || true)" = alive ] && { say "started: $command"; return; }
    kill -0 "$worker" 2>/dev/null || break
    sleep .2
  done
  cat "$work/worker.log"; exit 1
}
stop() { kill -TERM "$worker"; wait "$worker" || true; worker=""; say "stopped"; }
monitor() { chroot --userspec=monitor:monitor "$debian" env -i PATH=/usr/bin:/bin HOME=/var/lib/monitor MONITOR_Storage__DataFolder=/var/lib/monitor monitor "$@"; }

say "installed"
inside apt-get install -y -qq --no-install-recommends "/tmp/monitor_0.2.0~before_amd64.deb" 2>&1 | grep -i 'monitor'
# Nothing of the bundle is polled from here.
printf '<opml version="2.0"><body/></opml>\n' >"$debian/etc/monitor/config/feeds.opml"
start
stop
monitor subscriber add ana ana@example.org --config /etc/monitor/config

say "upgraded"
inside dpkg --force-confold -i "/tmp/$(basename "$keep"/monitor_[0-9]*[0-9]_amd64.deb)" 2>&1 | tail -3
start
stop
monitor subscriber list --json | grep -o '"name":"ana"'
[ "$(inside stat -c '%U %a' /var/lib/monitor)" = "monitor 700" ]
[ "$(inside stat -c '%U %a' /var/lib/monitor/monitor.db)" = "monitor 600" ]
grep -q '<body/>' "$debian/etc/monitor/config/feeds.opml" && say "what the operator changed stays"

say "removed"
inside dpkg -r monitor 2>&1 | tail -2
[ ! -e "$debian/usr/lib/monitor/monitor" ] && [ -s "$debian/var/lib/monitor/monitor.db" ] && say "the program is gone, the data are kept"
inside dpkg -P monitor 2>&1 | grep -i purging
[ ! -e "$debian/var/lib/monitor" ] && say "purged: the data are gone too"
