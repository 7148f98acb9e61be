"""Verifies the DKIM signature of a mail with python3-dkim, with a DNS of one record: dkim_check.py MAIL NAME RECORD."""
import sys

import dkim

mail, name, record = sys.argv[1:4]
asked = []


def dns(asked_name, timeout=5):
    asked.append(asked_name)
    return record.encode() if asked_name.decode().rstrip(".") == name else None


with open(mail, "rb") as file:
    print("valid" if dkim.verify(file.read(), dnsfunc=dns) else "invalid", asked[0].decode() if asked else "-")
