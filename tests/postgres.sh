#!/usr/bin/env bash
# A PostgreSQL server of its own for the tests, on loopback, in a temporary folder: "postgres.sh start DIR" prints its address,
# "postgres.sh stop DIR" ends it. As root the server runs as the user postgres, since it refuses to run as root.
set -euo pipefail
action=${1:?start or stop}
dir=${2:?folder}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }
as_user() {
  if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$1"; else bash -c "$1"; fi
}
case $action in
  start)
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    mkdir -p "$dir"
    [ "$(id -u)" != 0 ] || chown postgres "$dir"
    as_user "cd / && '$bin/initdb' -D '$dir/data' -U postgres -A trust --encoding=UTF8 --locale=C.UTF-8 --no-sync" >/dev/null
    as_user "cd / && '$bin/pg_ctl' -D '$dir/data' -w -l '$dir/log' -o '-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c fsync=off -c max_connections=200' start" >/dev/null
    echo "postgresql://postgres@127.0.0.1:$port/postgres"
    ;;
  stop)
    as_user "cd / && '$bin/pg_ctl' -D '$dir/data' -m immediate stop" >/dev/null
    rm -rf "$dir"
    ;;
esac
