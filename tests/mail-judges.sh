#!/usr/bin/env bash
# The demo's mails through a real postfix, signed, and judged as they lie in the mailbox: Python's email parser (no defects), python3-dkim (with a
# name server of one record), spamassassin (below 2 points); their HTML by npm's html-validate and caniemail where JUDGES names a folder in
# which both are installed. Needs root, and Debian's postfix, spamassassin, python3-dkim.
#   [JUDGES=FOLDER] tests/mail-judges.sh [MONITOR.DLL]
set -euo pipefail
cd "$(dirname "$0")/.."
monitor=$(realpath "${1:-src/Monitor.Worker/bin/Debug/net10.0/monitor.dll}")
judge=$(realpath tests/mail_judges.py)
html_judge=$(realpath tests/mail-judges.mjs)
work=$(mktemp -d)
chmod 755 "$work"
port=10025
mkdir "$work/postfix" "$work/queue" "$work/mail" "$work/data" "$work/demo" "$work/html"
cat >"$work/postfix/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $work/queue
data_directory = $work/data
maillog_file = $work/postfix.log
maillog_file_prefixes = $work
inet_interfaces = loopback-only
mydestination =
local_recipient_maps =
virtual_mailbox_domains = example.org, monitor.example
virtual_mailbox_base = $work/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_minimum_uid = 1
smtpd_recipient_restrictions = reject_unauth_destination
CONF
sed -e "s/^smtp  *inet .*/$port inet n - n - - smtpd/" -e 's/^\(.*\) unix  *\([-yn]\)  *\([-yn]\)  *y /\1 unix \2 \3 n /' /etc/postfix/master.cf >"$work/postfix/master.cf"
grep -q '^postlog' "$work/postfix/master.cf" || echo 'postlog unix-dgram n - n - 1 postlogd' >>"$work/postfix/master.cf"
chown postfix "$work/data"
chown 65534:65534 "$work/mail"
trap 'postfix -c "$work/postfix" stop 2>/dev/null || true; rm -rf "$work"' EXIT
postfix -c "$work/postfix" start
openssl genrsa -out "$work/dkim.pem" 2048 2>/dev/null
cat >"$work/demo/appsettings.json" <<CONF
{ "Storage": { "Database": "sqlite:$work/demo/play/demo/monitor.db", "DataFolder": "$work/demo/play/demo" },
  "Delivery": { "Transport": "Smtp", "From": "Monitor <monitor@monitor.example>", "SmtpHost": "127.0.0.1", "SmtpPort": $port, "SmtpTls": "None",
    "PublicUrl": "https://monitor.example", "DkimSelector": "m", "DkimKeyFile": "$work/dkim.pem" } }
CONF
cd "$work/demo"
dotnet "$monitor" doctor --mail --settings appsettings.json | grep 'mail server' || true
# The demo's own mails go into its folder; then all of them once more by SMTP.
dotnet "$monitor" demo --exit >demo.log
/usr/bin/python3 -c 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute("""UPDATE "Outbox" SET "State" = \x27Pending\x27, "DueAt" = "CreatedAt"
    WHERE "ChannelKind" = \x27mail\x27"""); db.commit()' play/demo/monitor.db
dotnet "$monitor" deliver --once --settings appsettings.json
for _ in $(seq 30); do postqueue -c "$work/postfix" -p | grep -q 'empty' && break; sleep 1; done
/usr/bin/python3 "$judge" "$work/mail" "$(openssl rsa -in "$work/dkim.pem" -pubout -outform DER 2>/dev/null | base64 -w0)" "$work/html"
[ -z "${JUDGES:-}" ] || node "$html_judge" "$JUDGES" "$work/html"
