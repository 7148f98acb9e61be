"""Measures alert-latency.sh's way from entry to mail. Arguments: monitor.dll, the config folder, --rounds N."""
import argparse, datetime, email.utils, http.server, json, pathlib, shutil, socketserver, sqlite3, subprocess, tempfile, threading, time

# Each round accuses another state, so that each is an event of its own.
ACCUSATIONS = [("Denmark", "Russia"), ("Japan", "North Korea"), ("Canada", "China"), ("Albania", "Iran"), ("Estonia", "Belarus"),
               ("Norway", "Syria"), ("Poland", "Cuba"), ("Greece", "Turkey"), ("Chile", "Peru"), ("India", "Pakistan")]


class Mails(socketserver.StreamRequestHandler):
    """An SMTP server that takes everything, and notes when."""
    taken = []

    def answer(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.answer("220 localhost")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.answer("354 go on")
                for body in self.rfile:
                    if body == b".\r\n":
                        break
                Mails.taken.append(time.time())
            self.answer("221 bye" if verb == b"QUIT" else "250 OK")


class Outlet(http.server.BaseHTTPRequestHandler):
    entries = []

    def do_GET(self):
        items = "".join(
            f"<item><guid isPermaLink='false'>{number}</guid><title>{accuser} accuses {accused} of hacking its ministry</title>"
            f"<pubDate>{published}</pubDate><description>{accuser} on Monday accused {accused} of hacking the computers of its ministry.</description></item>"
            for number, (accuser, accused, published) in enumerate(Outlet.entries))
        body = f"<rss version='2.0'><channel><title>Outlet</title><link>http://127.0.0.1/</link>{items}</channel></rss>".encode()
        self.send_response(200 if self.path == "/feed" else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def settings(folder, smtp):
    (folder / "appsettings.json").write_text(json.dumps({
        "Storage": {"Database": f"sqlite:{folder}/monitor.db", "DataFolder": str(folder / "data")},
        "Net": {"Contact": "a measurement on loopback", "PrivateNetworks": "127.0.0.0/8"},
        "Pages": {"Address": "http://127.0.0.1:0"},
        "Delivery": {"Transport": "Smtp", "SmtpHost": "127.0.0.1", "SmtpPort": smtp, "SmtpTls": "None"},
    }))


def configure(folder, source, feed):
    shutil.copytree(source, folder / "config")
    (folder / "config/feeds.opml").write_text(
        f"<opml version='2.0'><head><title>One</title></head><body><outline text='Outlet' type='rss' xmlUrl='{feed}'/></body></opml>")
    (folder / "config/subscribers.yaml").write_text(
        "subscribers:\n  - id: desk\n    address: desk@example.org\n    alerts:\n      - name: all\n        minimumStrength: supports\n")


def ask(database, question):
    with sqlite3.connect(database, timeout=30) as db:
        return db.execute(question).fetchall()


def wait_for(condition, seconds=180):
    end = time.time() + seconds
    while not condition():
        if time.time() > end:
            raise SystemExit("nothing came")
        time.sleep(0.2)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("config")
    arguments.add_argument("--rounds", type=int, default=5, choices=range(1, len(ACCUSATIONS) + 1))
    asked = arguments.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="monitor-latency-"))
    smtp = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mails)
    threading.Thread(target=smtp.serve_forever, daemon=True).start()
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Outlet)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    settings(folder, smtp.server_address[1])
    configure(folder, asked.config, f"http://127.0.0.1:{site.server_port}/feed")
    database = folder / "monitor.db"
    with open(folder / "log", "w") as log:
        worker = subprocess.Popen(["dotnet", str(pathlib.Path(asked.program).resolve()), "--config", str(folder / "config")], cwd=folder, stderr=log, stdout=log)
    try:
        wait_for(lambda: database.exists() and ask(database, "SELECT 1 FROM sqlite_master WHERE name = 'Feeds'") and ask(database, "SELECT 1 FROM Feeds WHERE LastPolledAt IS NOT NULL"))
        taken = []
        for accuser, accused in ACCUSATIONS[:asked.rounds]:
            Outlet.entries.append((accuser, accused, email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc))))
            before = len(Mails.taken)
            with sqlite3.connect(database, timeout=30) as db:
                db.execute("UPDATE Feeds SET NextPollAt = '2000-01-01T00:00:00.0000000Z'")
            wait_for(lambda: len(Mails.taken) > before)
            seen = ask(database, "SELECT CollectedAt FROM Articles ORDER BY Id DESC LIMIT 1")[0][0]
            instant = datetime.datetime.fromisoformat(seen[:26].rstrip("Z") + "+00:00").timestamp()
            taken.append(Mails.taken[-1] - instant)
            print(f"{accuser} accuses {accused}: {taken[-1]:.1f} s", flush=True)
        print(f"{len(taken)} alerts: median {sorted(taken)[len(taken) // 2]:.1f} s, longest {max(taken):.1f} s")
    finally:
        worker.terminate()
        worker.wait(30)
        smtp.shutdown()
        site.shutdown()


if __name__ == "__main__":
    main()
