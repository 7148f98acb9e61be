"""A worker under load, a Prometheus that scrapes it, and every query of the rules and the dashboard asked. Called by metrics.sh."""
import datetime
import http.server
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

WORK = sys.argv[1]
PROGRAM = sys.argv[2]
ROUNDS_MAX = 240
PAIRS = [("Denmark", "Russia"), ("Japan", "North Korea"), ("Albania", "Iran"), ("Canada", "China"), ("Norway", "Russia"), ("Poland", "Belarus")]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Site(http.server.BaseHTTPRequestHandler):
    """A feed that lists one more accusation each time that it is asked."""
    polls = 0

    def do_GET(self):
        Site.polls += 1
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")
        items = "".join(
            f"<item><guid>{i}</guid><title>{PAIRS[i % len(PAIRS)][0]} accuses {PAIRS[i % len(PAIRS)][1]} of attack number {i}</title>"
            f"<pubDate>{now}</pubDate><description>{PAIRS[i % len(PAIRS)][0]} accused {PAIRS[i % len(PAIRS)][1]} of hacking the office number {i} "
            f"of its parliament, the foreign ministry said.</description></item>" for i in range(Site.polls))
        body = f'<rss version="2.0"><channel><title>Harbour Post</title>{items}</channel></rss>'.encode()
        self.send_response(200 if self.path.startswith("/feed") else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def queries():
    rules = open("docker/prometheus-rules.yml").read()
    # Of an alert its left side is asked: that it fires is not wanted. One that divides has data when both sides have.
    for block in re.split(r"\n {6}- ", rules)[1:]:
        name = re.match(r"(?:alert|record): (\S+)", block).group(1)
        expr = re.search(r"expr: >?\s*(.*?)(?=\n {8}(?:for|annotations|labels):|\Z)", block, re.S).group(1)
        expr = re.sub(r"\s+", " ", expr).strip()
        yield name, re.sub(r" (?:>|==) [\d.]+$", "", expr)
    for panel in json.load(open("docker/grafana-dashboard.json"))["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def ask(port, query):
    address = f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": query})
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)["data"]["result"]


def main():
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    pages, prometheus = free_port(), free_port()
    json.dump({
        "Storage": {"DataFolder": f"{WORK}/data"}, "Net": {"Contact": "a test on loopback", "PrivateNetworks": "127.0.0.0/8"},
        "Pages": {"Address": f"http://127.0.0.1:{pages}"}, "Schedule": {run + "Every": "00:00:01" for run in ("Collect", "Read", "Group", "Notify", "Deliver")},
    }, open(f"{WORK}/appsettings.json", "w"))
    os.makedirs(f"{WORK}/config")
    bundle = os.path.join(os.path.dirname(PROGRAM), "config")
    for name in os.listdir(bundle):
        if name != "feeds.opml":
            os.symlink(os.path.join(bundle, name), f"{WORK}/config/{name}")
    with open(f"{WORK}/config/feeds.opml", "w") as feeds:
        outlines = "".join(f'<outline text="Post {i}" xmlUrl="http://127.0.0.1:{site.server_port}/feed{i}" m:every="1m agreed"/>' for i in range(4))
        # The last one fails from its first poll on; each is an alert or a skip of its kind.
        feeds.write(f'<opml version="2.0" xmlns:m="urn:monitor:opml"><body>{outlines}<outline text="Gone" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>')
    worker = subprocess.Popen(["dotnet", PROGRAM, "run"], cwd=WORK, stderr=open(f"{WORK}/worker.log", "w"), stdout=subprocess.DEVNULL)
    config = re.sub(r"targets: \[.*\]", f'targets: ["127.0.0.1:{pages}"]', open("docker/prometheus.yml").read()).replace("15s", "1s")
    config = config.replace("prometheus-rules.yml", os.path.abspath("docker/prometheus-rules.yml"))
    open(f"{WORK}/prometheus.yml", "w").write(config)
    scraper = subprocess.Popen(
        ["prometheus", f"--config.file={WORK}/prometheus.yml", f"--storage.tsdb.path={WORK}/tsdb", f"--web.listen-address=127.0.0.1:{prometheus}"],
        stdout=subprocess.DEVNULL, stderr=open(f"{WORK}/prometheus.log", "w"))
    try:
        # With the last, the load came all the way: feeds were read, and a reader was told.
        asked = [*queries(), ("a mail was sent", 'sum(monitor_deliveries_total{outcome="sent"}) > 0')]
        missing = asked
        for _ in range(ROUNDS_MAX):
            time.sleep(2)
            if worker.poll() is not None:
                break
            try:
                missing = [(name, query) for name, query in asked if not ask(prometheus, query)]
            except OSError:
                continue
            if not missing:
                break
        for name, query in asked:
            print(f"{'no data' if (name, query) in missing else 'ok     '}  {name}: {query}")
        print(f"{len(asked) - len(missing)} of {len(asked)} queries return data; {Site.polls} polls")
        if missing:
            print(open(f"{WORK}/worker.log").read()[-3000:], file=sys.stderr)
        return 1 if missing else 0
    finally:
        for process in (worker, scraper):
            process.terminate()
            process.wait()


sys.exit(main())
