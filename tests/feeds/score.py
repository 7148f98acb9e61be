#!/usr/bin/python3
"""Scores three feed readers field by field against a list of expectations, and prints the share of right fields per suite: our own,
CodeHollow.FeedReader (our second reader) and Python's feedparser (Debian's python3-feedparser; left out with a word where it is missing).

    tests/feeds/score.py EXPECTED.jsonl [--monitor COMMAND] [--misses SUITE]

EXPECTED.jsonl: {"suite","file","checks":[[path, value], ...],"compare":"exact|text","headers"?,"base"?}, files relative to the list.
Paths: feed.title|link|desc, n_entries, items.N.title|link|summary|content|author|id|date|enc.M. A date is right when it equals the
published or the updated instant; summary and content may stand in for each other; "text" ignores markup.
--monitor runs COMMAND feed check --list --reader … (default: the Release build of this checkout); --misses lists those of our own reader.
"""
import argparse
import calendar
import collections
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def monitor_results(command, reader, expected, folder):
    with tempfile.TemporaryDirectory() as scratch:
        listed = os.path.join(scratch, "list.jsonl")
        with open(listed, "w", encoding="utf-8") as lines:
            for row in expected:
                line = {"file": os.path.join(folder, row["file"])}
                if "content-type" in row.get("headers", {}):
                    line["contentType"] = row["headers"]["content-type"]
                if "base" in row:
                    line["base"] = row["base"]
                lines.write(json.dumps(line) + "\n")
        started = time.monotonic()
        run = subprocess.run(command.split() + ["feed", "check", "--list", listed, "--json", "--reader", reader], capture_output=True, text=True)
        seconds = time.monotonic() - started
    if run.returncode != 0:
        sys.exit(f"{command}: exit {run.returncode}\n{run.stderr}")
    results = [json.loads(line) for line in run.stdout.splitlines()]
    print(f"{reader}: {len(results)} feeds in {seconds:.1f} s, start included")
    return results


def feedparser_results(expected, folder):
    """None where feedparser is not installed."""
    try:
        import feedparser
    except ImportError:
        print("feedparser is left out: apt-get install python3-feedparser", file=sys.stderr)
        return None
    started = time.monotonic()
    results = [feedparser_result(feedparser, row, folder) for row in expected]
    print(f"feedparser: {len(results)} feeds in {time.monotonic() - started:.1f} s")
    return results


def feedparser_result(feedparser, row, folder):
    headers = dict(row.get("headers", {}))
    if "base" in row:
        headers["content-location"] = row["base"]
    with open(os.path.join(folder, row["file"]), "rb") as source:
        parsed = feedparser.parse(source.read(), response_headers=headers)
    if not parsed.get("version") and not parsed.entries and not parsed.feed:
        return {"error": "not a feed"}

    def instant(value):
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(calendar.timegm(value))) if value else None

    return {
        "feed": {"title": parsed.feed.get("title"), "link": parsed.feed.get("link"), "description": parsed.feed.get("subtitle")},
        "entries": [
            {
                "id": entry.get("id"),
                "title": entry.get("title"),
                "link": entry.get("link"),
                "summary": entry.get("summary"),
                "content": (entry.get("content") or [{}])[0].get("value"),
                "published": instant(entry.get("published_parsed") or entry.get("created_parsed")),
                "updated": instant(entry.get("updated_parsed")),
                "author": entry.get("author"),
                "enclosures": [{"url": enclosure.get("href")} for enclosure in entry.get("enclosures", [])],
            }
            for entry in parsed.entries
        ],
    }


def candidates(result, path):
    """The values that may stand for a path."""
    feed, entries = result["feed"], result["entries"]
    if path == "n_entries":
        return [len(entries)]
    parts = path.split(".")
    if parts[0] == "feed":
        return [feed["description" if parts[1] == "desc" else parts[1]]]
    if int(parts[1]) >= len(entries):
        return []
    entry = entries[int(parts[1])]
    if parts[2] == "date":
        return [entry["published"], entry["updated"]]
    if parts[2] in ("summary", "content"):
        return [entry["summary"], entry["content"]]
    if parts[2] == "enc":
        return [enclosure["url"] for enclosure in entry["enclosures"][int(parts[3]):int(parts[3]) + 1]]
    return [entry[parts[2]]]


def is_right(value, wanted, compare):
    if isinstance(value, str) and isinstance(wanted, str):
        if compare == "text":
            value, wanted = (" ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split()) for text in (value, wanted))
        return value.strip() == wanted.strip()
    return value == wanted


def score(expected, results, misses):
    table = collections.defaultdict(lambda: [0, 0, 0, 0])
    for row, result in zip(expected, results):
        suite = table[row["suite"]]
        suite[0] += 1
        suite[1] += "error" not in result
        for path, wanted in row["checks"]:
            values = [] if "error" in result else candidates(result, path)
            right = any(is_right(value, wanted, row["compare"]) for value in values)
            suite[2] += 1
            suite[3] += right
            if not right and misses is not None and row["suite"].startswith(misses):
                print(f"  {row['file']} {path}\n    wanted {wanted!r}\n    got    {values!r} {result.get('error', '')}")
        if misses is not None and "error" in result and row["suite"].startswith(misses):
            print(f"  {row['file']}: {result['error']}")
    return table


def group(suite):
    name, _, rest = suite.partition("/")
    return f"{name} entities" if rest == "entities" else name


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("expected")
    arguments.add_argument("--monitor", default=f"dotnet {ROOT}/src/Monitor.Worker/bin/Release/net10.0/monitor.dll")
    arguments.add_argument("--misses", metavar="SUITE", help="print each miss of the suites that begin so")
    options = arguments.parse_args()

    folder = os.path.dirname(os.path.abspath(options.expected))
    with open(options.expected, encoding="utf-8") as lines:
        expected = [json.loads(line) for line in lines]
    tables = {"monitor": score(expected, monitor_results(options.monitor, "monitor", expected, folder), options.misses)}
    tables["codehollow"] = score(expected, monitor_results(options.monitor, "codehollow", expected, folder), None)
    if (results := feedparser_results(expected, folder)) is not None:
        tables["feedparser"] = score(expected, results, None)

    print("| suite | feeds | fields | " + " | ".join(f"{name} parsed | {name} fields right" for name in tables) + " |")
    print("|---|---|---|" + "---|---|" * len(tables))
    suites = sorted(tables["monitor"])
    for title, members in [(suite, [suite]) for suite in suites] + [
        (f"all of {name}", [suite for suite in suites if group(suite) == name]) for name in sorted({group(suite) for suite in suites})
    ] + [("all", suites)]:
        cells = []
        for table in tables.values():
            feeds, parsed, fields, right = (sum(table[suite][column] for suite in members) for column in range(4))
            cells.append(f"{100 * parsed / feeds:.1f} % | " + (f"{100 * right / fields:.1f} %" if fields else "–"))
        print(f"| {title} | {feeds} | {fields} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
