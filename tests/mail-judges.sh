#!/usr/bin/env bash
# The demo's mails through a real postfix, signed, and judged as they lie in the mailbox: Python's email parser (no defects), python3-dkim (with a
# name server of one record), spamassassin (below 2 points); their HTML by npm's html-validate and caniemail, and by axe
# in Chromium. Needs root and npm, and installs Debian's postfix, spamassassin, python3-dkim and chromium where they are missing.
#   tests/mail-judges.sh [MONITOR.DLL]
set -euo pipefail
cd "$(dirname "$0")/.."
monitor=$(realpath "${1:-src/Monitor.Worker/bin/Debug/net10.0/monitor.dll}")
judge=$(realpath tests/mail_judges.py)
html_judge=$(realpath tests/mail-judges.mjs)
command -v postfix >/dev/null && command -v spamassassin >/dev/null && command -v chromium >/dev/null && /usr/bin/python3 -c 'import dkim' 2>/dev/null || {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postfix spamassassin python3-dkim chromium
} >/dev/null
work=$(mktemp -d)
chmod 755 "$work"
mkdir "$work/judges"
(cd "$work/judges" && npm install --silent --no-audit --no-fund html-validate@11.21.1 caniemail@1.0.5 axe-core@4.14.1 puppeteer-core@24.43.1)
master=/etc/postfix/master.cf
[ -f "$master" ] || master=/usr/share/postfix/master.cf.dist
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
sed -e "s/^smtp  *inet .*/$port inet n - n - - smtpd/" -e 's/^\(.*\) unix  *\([-yn]\)  *\([-yn]\)  *y /\1 unix \2 \3 n /' "$master" >"$work/postfix/master.cf"
grep -q '^postlog' "$work/postfix/master.cf" || echo 'postlog unix-dgram n - n - 1 postlogd' >>"$work/postfix/master.cf"
chown postfix "$work/data"
chown 65534:65534 "$work/mail"
trap 'postfix -c "$work/postfix" stop 2>/dev/null || true; rm -rf "$work"' EXIT
postfix -c "$work/postfix" start
openssl genrsa -out "$work/dkim.pem" 2048 2>/dev/null
cat >"$work/demo/appsettings.json" <<CONF
{ "Storage": { "Database": "sqlite:$work/demo/play/demo/monitor.db", "DataFolder": "$work/demo" },
  "Delivery": { "Transport": "Smtp", "From": "Monitor <monitor@monitor.example>", "SmtpHost": "127.0.0.1", "SmtpPort": $port, "SmtpTls": "None",
    "PublicUrl": "https://monitor.example", "DkimSelector": "m", "DkimKeyFile": "$work/dkim.pem" } }
CONF
cd "$work/demo"
dotnet "$monitor" doctor --mail --settings appsettings.json | grep 'mail server' || true
# The demo's own mails go into its folder; then all of them once more by SMTP, by a worker whose folder is the demo's.
dotnet "$monitor" demo --exit >demo.log 2>&1
sed -i 's|"DataFolder": "[^"]*"|"DataFolder": "'"$work"'/demo/play/demo"|' appsettings.json
/usr/bin/python3 -c 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute("""UPDATE "Outbox" SET "State" = \x27Pending\x27, "DueAt" = "CreatedAt"
    WHERE "ChannelKind" = \x27mail\x27"""); db.commit()' play/demo/monitor.db
dotnet "$monitor" deliver --once --settings appsettings.json
for _ in $(seq 30); do postqueue -c "$work/postfix" -p | grep -q 'empty' && break; sleep 1; done
/usr/bin/python3 "$judge" "$work/mail" "$(openssl rsa -in "$work/dkim.pem" -pubout -outform DER 2>/dev/null | base64 -w0)" "$work/html"
node "$html_judge" "$work/judges" "$work/html"
