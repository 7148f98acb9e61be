"""Judges the mails of a Maildir: mail_judges.py FOLDER PUBLIC-KEY HTML. One line each, and 1 where a judge found something.

The HTML parts are written to the folder HTML, for the judges that look at them."""
import email
import email.policy
import email.utils
import pathlib
import re
import subprocess
import sys

import dkim

folder, key, html = sys.argv[1:4]
bad = 0
mails = sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())
for path in mails:
    raw = path.read_bytes()
    # Lines of a mailbox end as the machine's do; signatures are over those of mail.
    travelled = re.sub(rb"\r?\n", b"\r\n", raw)
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    defects = [defect for part in mail.walk() for defect in part.defects]
    defects += [defect for value in mail.values() for defect in getattr(value, "defects", [])]
    pathlib.Path(html, f"{path.name}.html").write_text(mail.get_body(("html",)).get_content())
    signed = dkim.verify(travelled, dnsfunc=lambda name, timeout=5: b"v=DKIM1; k=rsa; p=" + key.encode())
    # The demo plays in 2021; that its mails are old says nothing of them.
    today = re.sub(rb"^Date:.*$", b"Date: " + email.utils.formatdate().encode(), raw, count=1, flags=re.MULTILINE)
    judged = subprocess.run(["spamassassin", "-t", "-L"], input=today, capture_output=True, check=False).stdout.decode(errors="replace")
    points = float(re.search(r"Content analysis details:\s+\((-?[\d.]+) points", judged).group(1))
    rules = re.findall(r"^ *-?[\d.]+ ([A-Z][A-Z0-9_]{3,})", judged, re.MULTILINE)
    bad += bool(defects) or not signed or points >= 2
    print(f"{points:4.1f} points, signature {'valid' if signed else 'INVALID'}, {len(defects)} defects: {mail['Subject']}  {','.join(rules)}")
print(f"{len(mails)} mails, {bad} with something found")
sys.exit(bad > 0 or not mails)
