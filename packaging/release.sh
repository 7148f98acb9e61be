#!/usr/bin/env bash
# Everything that a release hands out, from a tag: the programs, the Debian packages, their sums.
#   packaging/release.sh TAG OUT
# TAG is v and the version of Directory.Build.props (v0.2.0). Built in a checkout of its own, so that what lies around here is no part of it.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# = 2 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2; }
tag=$1
out=$(mkdir -p "$2" && cd "$2" && pwd)
git rev-parse -q --verify "refs/tags/$tag" >/dev/null || { echo "there is no tag $tag" >&2; exit 1; }
work=$(mktemp -d)
trap 'git worktree remove --force "$work/source"; rm -rf "$work"' EXIT
git worktree add --detach "$work/source" "$tag" >/dev/null 2>&1
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$work/source/Directory.Build.props")
[ "$tag" = "v$version" ] || { echo "the tag $tag is not v$version, which the sources say" >&2; exit 1; }
bash "$work/source/packaging/single-files.sh" "$out"
bash "$work/source/packaging/debian.sh" "$out"
bash "$work/source/packaging/debian.sh" "$out" --rid linux-arm64
cp "$work/source/CHANGELOG.md" "$out/"
(cd "$out" && sha256sum monitor* >SHA256SUMS && cat SHA256SUMS)
