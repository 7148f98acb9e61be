#!/usr/bin/python3
"""Runs the pages of this folder through `monitor article extract` and holds the answers against their checks.

    tests/reading/check.py [--monitor COMMAND] [--show]

Two tables: inputs.jsonl (verb extract; of its frozen half, the even numbers, only the sum is printed) and reports.jsonl (shapes of public bug reports;
"before" says how the line stood when the work began, "leftOut" why an arguable one is not counted). --show prints the checks that fail.
"""
import argparse
import collections
import json
import os
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def extracted(command, rows):
    with tempfile.TemporaryDirectory() as scratch:
        listed = os.path.join(scratch, "pages.jsonl")
        with open(listed, "w", encoding="utf-8") as lines:
            for row in rows:
                lines.write(json.dumps({key: row[key] for key in ("file", "url") if row.get(key)}) + "\n")
        run = subprocess.run(command.split() + ["article", "extract", "--list", listed, "--json"], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines()]


def holds(check, page):
    value = page.get(check["path"])
    given = value or ""
    match check["op"]:
        case "contains":
            return check["value"] in given
        case "lacks":
            return check["value"] not in given
        case "equals":
            return value == check["value"]
        case "is-null":
            return value is None
        case "words-at-least":
            return len(given.split()) >= check["value"]
    raise ValueError(check["op"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monitor", default=os.path.join(ROOT, "src/Monitor.Worker/bin/Release/net10.0/monitor"))
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    rows = []
    for row in table("inputs.jsonl"):
        frozen = int(row["id"].split("-")[1]) % 2 == 0
        rows.append({**row, "file": os.path.join(HERE, "files", row["file"]), "group": f"kind {row['kind']}, {'frozen' if frozen else 'read'}"})
    for row in table("reports.jsonl"):
        group = "reports, arguable and left" if "leftOut" in row else f"reports, {row['before']} before"
        rows.append({**row, "file": os.path.join(HERE, "reports", row["file"]), "group": group})
    rows = [row for row in rows if row["verb"] == "extract"]
    tally = collections.defaultdict(lambda: [0, 0])
    for row, page in zip(rows, extracted(options.monitor, rows), strict=True):
        failed = [check for check in row["checks"] if not holds(check, page)]
        tally[row["group"]][0] += not failed
        tally[row["group"]][1] += 1
        if options.show and failed and "frozen" not in row["group"]:
            print(f"{row['group']}: {os.path.basename(row['file'])}: {json.dumps(failed[0], ensure_ascii=False)}")
    for group, (right, of) in sorted(tally.items()):
        print(f"{group:32} {right} of {of} right")


if __name__ == "__main__":
    main()
