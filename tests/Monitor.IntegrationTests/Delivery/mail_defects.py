"""Judges mails: mail_defects.py FILE... prints one JSON object a file: what Python's parser finds wrong, and what it reads."""
import email
import email.policy
import json
import sys

for path in sys.argv[1:]:
    raw = open(path, "rb").read()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    defects = [str(defect) for part in message.walk() for defect in part.defects]
    for name, value in message.items():
        defects += ["%s: %s" % (name, defect) for defect in getattr(value, "defects", [])]
    text = message.get_body(("plain",))
    html = message.get_body(("html",))
    print(json.dumps({
        "defects": defects,
        "longestLine": max(len(line) for line in raw.split(b"\r\n")),
        "bareLineFeeds": raw.replace(b"\r\n", b"").count(b"\n"),
        "nonAsciiBytes": sum(1 for byte in raw if byte > 127),
        "headers": {name: str(value) for name, value in message.items()},
        "rawHeaders": raw.split(b"\r\n\r\n")[0].decode("latin-1"),
        "text": text.get_content() if text else None,
        "html": html.get_content() if html else None,
    }))
