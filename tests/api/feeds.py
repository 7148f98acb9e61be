"""Reads the feeds of saved searches with feedparser and newsboat, and holds them against the articles of the API: feeds.py ADDRESS TOKEN DATABASE MONITOR CONFIG.

DATABASE is the worker's, an SQLite file: one article gets a new revision there, to see an update. MONITOR is the program, for its own two readers,
and CONFIG a folder of it without feeds.
Everything goes through a proxy on loopback that counts what was answered. Prints a line for each reader and format; exit 1 where one is wrong.
"""
import datetime
import http.server
import json
import os
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

import feedparser

ADDRESS, TOKEN, DATABASE, MONITOR, CONFIG = sys.argv[1:6]
WORDS = "china"
answered = []
wrong = 0


def call(path, method="GET", body=None):
    request = urllib.request.Request(ADDRESS + path, method=method, data=None if body is None else json.dumps(body).encode(),
                                     headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


class Proxy(http.server.BaseHTTPRequestHandler):
    """Passes requests on and notes what was answered."""

    def do_GET(self):
        request = urllib.request.Request(ADDRESS + self.path, headers={
            name: value for name, value in self.headers.items() if name.lower() in ("if-none-match", "if-modified-since", "accept", "user-agent")})
        try:
            answer = urllib.request.urlopen(request)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        body = answer.read()
        answered.append((answer.status, self.path.rsplit(".", 1)[-1]))
        self.send_response(answer.status)
        for name in ("Content-Type", "ETag", "Last-Modified", "Cache-Control"):
            if answer.headers[name]:
                self.send_header(name, answer.headers[name])
        self.send_header("Content-Length", "0" if answer.status == 304 else str(len(body)))
        self.end_headers()
        if answer.status != 304:
            self.wfile.write(body)

    def log_message(self, *_):
        """Nothing: what was answered is told at the end."""


def tell(reader, form, holds, what):
    global wrong
    wrong += 0 if holds else 1
    print(f"{reader:12} {form:5} {'ok   ' if holds else 'WRONG'} {what}")


def expected():
    """Address, title and instant of each article that the search finds, copies left out."""
    page = json.loads(call(f"/api/v1/articles?q={WORDS}&withoutCopies=true&limit=50"))
    return {(one["url"], one["title"], (one["published"] or one["appearedAt"])[:19]) for one in page["items"]}


def of_feedparser(read):
    return {(one.get("link"), one.title, datetime.datetime(*one.published_parsed[:6]).isoformat()) for one in read.entries}


def revise(database):
    """A new revision of the newest article that is found."""
    newest = max(json.loads(call(f"/api/v1/articles?q={WORDS}&withoutCopies=true&limit=50"))["items"], key=lambda one: one["appearedAt"])
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.0000000Z")
    with sqlite3.connect(database, timeout=30) as db:
        like = db.execute("SELECT ReplacedAt FROM ArticleRevisions LIMIT 1").fetchone()
        now = now if like is None or like[0].endswith("Z") else now.replace("T", " ").rstrip("Z")
        columns = [row[1] for row in db.execute("PRAGMA table_info(ArticleRevisions)")]
        values = {"ArticleId": newest["id"], "Number": 1, "Title": newest["title"], "Text": "as it was", "ReplacedAt": now}
        named = [name for name in columns if name in values]
        db.execute(f"INSERT INTO ArticleRevisions ({', '.join(named)}) VALUES ({', '.join('?' * len(named))})", [values[name] for name in named])
    return newest["url"]


def main():
    search = json.loads(call("/api/v1/searches", "POST", {"name": f"On {WORDS}", "words": WORDS}))["id"]
    feeds = json.loads(call(f"/api/v1/searches/{search}/feeds", "POST"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    through = {form: f"http://127.0.0.1:{server.server_port}{address[len(ADDRESS):]}" for form, address in feeds.items()}
    articles = expected()
    print(f"{len(articles)} articles are found")
    before = {form: feedparser.parse(address) for form, address in through.items()}
    for form, read in before.items():
        if form == "json":
            continue  # feedparser reads XML
        again = feedparser.parse(through[form], etag=read.etag, modified=read.get("modified"))
        tell("feedparser", form, of_feedparser(read) == articles and len({one.id for one in read.entries}) == len(articles) and not read.bozo,
             f"{len(read.entries)} entries, ids, titles, links and dates as in the API")
        tell("feedparser", form, again.status == 304, f"a second poll is answered {again.status}")

    for form in through:
        printed = subprocess.run([*shlex.split(MONITOR), "feed", "check", through[form], "--reader", "both", "--json"], capture_output=True, text=True,
                                 env={**os.environ, "MONITOR_Net__PrivateNetworks": "127.0.0.0/8", "MONITOR_Net__Contact": "a test on loopback"})
        read = json.loads(printed.stdout) if printed.stdout.startswith("{") else {"error": printed.stderr}
        own = {(one["link"], one["title"], (one["published"] or "")[:19]) for one in read.get("entries", [])}
        tell("Monitor", form, own == articles and not read.get("faults"), f"{len(read.get('entries', []))} entries; {read.get('error') or read.get('faults')}")
        other = read.get("other", {})
        # RSS has no instant of the last change; ours is Atom's, and CodeHollow does not look for it there.
        differences = [one for one in read.get("differences", []) if (form, one["field"]) != ("rss", "updated")]
        tell("CodeHollow", form, not other.get("error") and not differences,
             f"{other.get('entries')} entries; {other.get('error') or str(len(differences)) + ' differences from our own reading'}")

    with tempfile.TemporaryDirectory() as folder:
        reader = f"{folder}/reader.db"
        settings = {**os.environ, "MONITOR_Net__PrivateNetworks": "127.0.0.0/8", "MONITOR_Net__Contact": "a test on loopback",
                    "MONITOR_Storage__DataFolder": folder}
        for address in through.values():
            subprocess.run([*shlex.split(MONITOR), "feed", "add", address, "--database", f"sqlite:{reader}"], check=True, env=settings, capture_output=True)
        with sqlite3.connect(reader, timeout=30) as db:
            kept = dict(db.execute("SELECT Url, (SELECT COUNT(*) FROM ArticleListings WHERE FeedId = Feeds.Id) FROM Feeds").fetchall())
            db.execute("UPDATE Feeds SET NextPollAt = '2026-01-01T00:00:00.0000000Z', NotBefore = NULL")
        del answered[:]
        subprocess.run([*shlex.split(MONITOR), "collect", "--once", "--config", CONFIG, "--database", f"sqlite:{reader}"], check=True, env=settings,
                       capture_output=True)
        for form, address in through.items():
            tell("Monitor", form, (304, form) in answered and kept.get(address) == len(articles),
                 f"{kept.get(address)} articles kept; a second poll is answered {[status for status, one in answered if one == form]}")
        with open(f"{folder}/config", "w", encoding="utf-8") as config:
            config.write("max-items 0\n")
        # It knows an entry by its id whichever feed it is in, and the formats share theirs: each has a store of its own.
        for form in ("atom", "rss"):
            with open(f"{folder}/{form}.urls", "w", encoding="utf-8") as urls:
                urls.write(through[form] + "\n")
            for _ in ("first", "second"):
                del answered[:]
                subprocess.run(["newsboat", "-C", f"{folder}/config", "-u", f"{folder}/{form}.urls", "-c", f"{folder}/{form}.db", "-x", "reload"],
                               check=True, env={**os.environ, "HOME": folder}, capture_output=True)
            # Newsboat 2.21 sends no condition with "-x reload", whatever tags a server gives: that it is answered 200 is no fault of the feed.
            print(f"newsboat     {form:5} note  a second poll is answered {[status for status, one in answered if one == form]}")
            with sqlite3.connect(f"{folder}/{form}.db") as cache:
                rows = cache.execute("SELECT guid, title, url, pubDate FROM rss_item WHERE feedurl = ?", (through[form],)).fetchall()
                found = {(url, title, datetime.datetime.fromtimestamp(at, datetime.timezone.utc).replace(tzinfo=None).isoformat()) for _, title, url, at in rows}
                ids = {one.id for one in before[form].entries}
                tell("newsboat", form, found == articles and {row[0] for row in rows} == ids, f"{len(rows)} entries, ids, titles, links and dates as in the API")

    changed = revise(DATABASE)
    for form in ("atom", "rss"):
        after = feedparser.parse(through[form], etag=before[form].etag)
        updated = [one for one in after.entries if one.get("updated_parsed") and one.updated_parsed > one.published_parsed]
        tell("feedparser", form, after.status == 200 and {one.id for one in after.entries} == {one.id for one in before[form].entries}
             and [one.link for one in updated] == [changed], f"after an edit {after.status}: ids kept, {len(updated)} updated")
    opml = call("/api/v1/searches.opml").decode()
    tell("OPML", "", feeds["atom"] in opml, "names the feed")
    return 1 if wrong else 0


sys.exit(main())
