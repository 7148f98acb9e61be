#!/usr/bin/env bash
# A Debian package: the program under /usr/lib/monitor, settings and config in /etc/monitor, a unit that systemd starts, data in /var/lib/monitor.
#   packaging/debian.sh OUT [--source FOLDER] [--version V] [--rid linux-x64|linux-arm64]
# --source: the sources to build (default: these), such as another commit's; what makes the package is always this script.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source=$(dirname "$here") version="" rid=linux-x64
[ $# -gt 0 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2; }
out=$(mkdir -p "$1" && cd "$1" && pwd); shift
while [ $# -gt 0 ]; do
  case $1 in --source) source=$(cd "$2" && pwd) ;; --version) version=$2 ;; --rid) rid=$2 ;; *) echo "unknown: $1" >&2; exit 2 ;; esac
  shift 2
done
[ -n "$version" ] || version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$source/Directory.Build.props")
case $rid in linux-x64) architecture=amd64 ;; linux-arm64) architecture=arm64 ;; *) echo "no Debian machine is a $rid" >&2; exit 2 ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root/DEBIAN" "$root/usr/lib" "$root/usr/bin" "$root/etc/monitor" "$root/etc/default" "$root/lib/systemd/system" \
  "$root/usr/share/doc/monitor" "$root/usr/share/bash-completion/completions"
dotnet publish "$source/src/Monitor.Worker" -c Release -r "$rid" --self-contained -o "$root/usr/lib/monitor" --nologo -v q \
  --artifacts-path "$work/artifacts"
rm -f "$root/usr/lib/monitor"/*.pdb "$root/usr/lib/monitor"/*.xml "$root/usr/lib/monitor"/web.config "$root/usr/lib/monitor"/*.staticwebassets.*
ln -s ../lib/monitor/monitor "$root/usr/bin/monitor"

# What the operator changes: dpkg asks before it overwrites any of it. The bundle beside the program stays what the version brought.
cp -r "$root/usr/lib/monitor/config" "$root/etc/monitor/config"
printf '{\n  // Every option with its default: /usr/share/doc/monitor/appsettings.example.json\n  "Storage": { "DataFolder": "/var/lib/monitor" }\n}\n' >"$root/etc/monitor/appsettings.json"
printf '# Options from the environment, such as MONITOR_Net__Contact=operator@example.org\n' >"$root/etc/default/monitor"
cp "$here/monitor.service" "$root/lib/systemd/system/"
cp "$source/appsettings.example.json" "$source/README.md" "$source/CHANGELOG.md" "$source/docs/operating.md" "$root/usr/share/doc/monitor/"
cp "$source/LICENSE" "$root/usr/share/doc/monitor/copyright"
gzip -9n "$root/usr/share/doc/monitor/CHANGELOG.md"
if [ "$rid" = linux-x64 ] && [ "$(uname -sm)" = "Linux x86_64" ] && "$root/usr/lib/monitor/monitor" completion bash >"$work/completion" 2>/dev/null; then
  cp "$work/completion" "$root/usr/share/bash-completion/completions/monitor"
fi

(cd "$root" && find etc -type f | sed 's:^:/:' | sort) >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<END
Package: monitor
Version: $version
Architecture: $architecture
Maintainer: the operators of Monitor <operator@example.org>
Installed-Size: $(du -sk "$root" | cut -f1)
Depends: adduser, ca-certificates, tzdata, libc6, libgcc-s1, libstdc++6, zlib1g, libssl3 | libssl3t64, libicu72 | libicu74 | libicu76
Section: net
Priority: optional
Description: watches news feeds for who accuses whom of what
 Collects feeds, finds copies and stories, reads who attributes an act to whom, and tells subscribers by mail and webhooks.
END
install -m 755 "$here/debian.postinst" "$root/DEBIAN/postinst"
install -m 755 "$here/debian.prerm" "$root/DEBIAN/prerm"
install -m 755 "$here/debian.postrm" "$root/DEBIAN/postrm"
find "$root" -type d -exec chmod 755 {} +
find "$root/etc" "$root/usr/share" "$root/lib" -type f -exec chmod 644 {} +
package=$out/monitor_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz -z1 --build "$root" "$package" >/dev/null
echo "$package: $(wc -c <"$package") bytes"
