#!/usr/bin/python3
"""Prints how many megabytes feedparser reads in a second of processor time: feedparser_speed.py FILE..."""
import sys
import time

import feedparser

documents = [open(path, "rb").read() for path in sys.argv[1:]]
for document in documents[:50]:
    feedparser.parse(document)
started = time.process_time()
for document in documents:
    feedparser.parse(document)
print(sum(map(len, documents)) / (time.process_time() - started) / 1e6)
