#!/usr/bin/python3
"""Scores `monitor article extract` against articles whose text people have copied out: precision, recall and F1 of the text.

    tests/extraction/score.py FOLDER [--monitor COMMAND] [--worst N] [--save FILE] [--against FILE]

FOLDER holds ground-truth.json ({"id": {"articleBody", "url"}}) and html/ID.html.gz (the scrapinghub benchmark's form). A text counts as the multiset
of its runs of four words (\\w+, as written); a page's precision and recall are the share of runs in common, averaged over the pages.
F1 is that of the two averages. --monitor: default the Release build of this checkout. --worst prints the pages with most missing or too much.
--save writes the figures a page, --against prints the pages that moved since.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORDS = re.compile(r"\w+")
RUN = 4


def runs(text):
    words = WORDS.findall(text)
    return collections.Counter(tuple(words[i:i + RUN]) for i in range(max(len(words) - RUN + 1, 1))) if words else collections.Counter()


def extracted(command, folder, truth):
    with tempfile.TemporaryDirectory() as scratch:
        listed = os.path.join(scratch, "pages.jsonl")
        with open(listed, "w", encoding="utf-8") as lines:
            for page, gold in sorted(truth.items()):
                lines.write(json.dumps({"file": os.path.join(folder, "html", page + ".html.gz"), "url": gold.get("url")}) + "\n")
        started = time.monotonic()
        run = subprocess.run(command.split() + ["article", "extract", "--list", listed, "--json"], capture_output=True, text=True)
        seconds = time.monotonic() - started
    if run.returncode != 0:
        raise SystemExit(run.stderr)
    answers = {}
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        answers[os.path.basename(answer["file"]).split(".")[0]] = answer.get("text", "")
    return answers, seconds


def measure(text, gold):
    found, wanted = runs(text), runs(gold)
    common = sum((found & wanted).values())
    return common, sum(found.values()) - common, sum(wanted.values()) - common


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--monitor", default=os.path.join(ROOT, "src/Monitor.Worker/bin/Release/net10.0/monitor"))
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--save")
    parser.add_argument("--against")
    options = parser.parse_args()
    with open(os.path.join(options.folder, "ground-truth.json"), encoding="utf-8") as file:
        truth = json.load(file)
    answers, seconds = extracted(options.monitor, os.path.abspath(options.folder), truth)
    pages = {page: measure(answers.get(page, ""), gold["articleBody"]) for page, gold in truth.items()}
    precisions = [c / (c + more) for c, more, _ in pages.values() if c + more]
    recalls = [c / (c + less) for c, _, less in pages.values() if c + less]
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    print(f"{len(pages)} pages  F1 {2 * precision * recall / (precision + recall):.4f}  precision {precision:.4f}  recall {recall:.4f}  {seconds:.1f} s")
    for page, (common, more, less) in sorted(pages.items(), key=lambda item: -max(item[1][1], item[1][2]))[:options.worst]:
        print(f"  {page[:12]}  common {common}  too much {more}  missing {less}  {truth[page].get('url', '')}")
    if options.against:
        with open(options.against, encoding="utf-8") as file:
            former = json.load(file)
        for page, figures in sorted(pages.items()):
            if page in former and tuple(former[page]) != figures:
                print(f"  {page[:12]}  common, too much, missing: {former[page]} -> {list(figures)}")
    if options.save:
        with open(options.save, "w", encoding="utf-8") as file:
            json.dump(pages, file)


if __name__ == "__main__":
    main()
