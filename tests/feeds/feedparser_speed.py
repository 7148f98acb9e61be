#!/usr/bin/python3
"""Prints how many megabytes a second feedparser reads: feedparser_speed.py FILE..."""
import sys
import time

import feedparser

documents = [open(path, "rb").read() for path in sys.argv[1:]]
for document in documents[:50]:
    feedparser.parse(document)
started = time.monotonic()
for document in documents:
    feedparser.parse(document)
print(sum(map(len, documents)) / (time.monotonic() - started) / 1e6)
