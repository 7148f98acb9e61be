"""Take-over, measured: one worker holds a claim of each kind when a fault strikes it; how long until another does that work?

The first worker is held inside its transactions by rows that somebody else has locked, and at the network by servers that say nothing.
Arguments: monitor.dll, the config folder, the address of a PostgreSQL server, --rounds N, --faults kill,stop,cut, --patience SECONDS."""
import argparse, datetime, email.utils, json, os, pathlib, shutil, statistics, subprocess, tempfile, time, urllib.parse

from world import ATTEMPT_TIMEOUT, Database, Line, Locks, Mails, Web, Worker, config_folder, rss, until

KINDS = ["feed", "host", "article", "group", "notify", "tag again", "mail", "webhook"]
WORDS = " ".join(f"The report of part {number} names ministries, harbours and banks in detail." for number in range(40))


def now_text():
    return email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc))


class Stage:
    """The servers, the config and the database that all rounds begin with: articles grouped, alerts in the outbox, nothing under way."""

    def __init__(self, asked):
        self.asked = asked
        self.name = f"takeover_{os.getpid()}"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="monitor-takeover-"))
        self.web = Web()
        self.mails = Mails(self.web, lambda: "hang")
        self.ok, self.busy, self.page, self.hook = (self.web.listen(f"127.0.0.{n}") for n in (21, 22, 23, 24))
        listed = rss("Ok", [("ok-1", f"http://{self.ok}/1", "Norway accuses Syria of break-ins", f"Norway on Monday accused Syria of hacking. {WORDS}", now_text())])
        short = rss("Page", [("p-1", f"http://{self.page}/hangs", "A page that never ends", "Too short to be all.", now_text())])
        self.web.answers.update({f"{self.ok}/feed": listed, f"{self.page}/feed": short, f"{self.page}/hangs": Web.HANG, "/hook": Web.HANG})
        for path in ("/feed", "/second", "/third"):
            self.web.answers[self.busy + path] = Web.HANG
        config_folder(asked.config, self.folder / "config", [], (
            "subscribers:\n  - id: desk\n    address: desk@example.org\n    timeZone: UTC\n    digests: [\"07:00\"]\n"
            f"    webhooks:\n      - {{ name: soc, url: \"http://{self.hook}/hook\", shape: json }}\n"
            "    alerts:\n      - { name: all, minimumStrength: supports }\n      - { name: calls, minimumStrength: supports, channel: soc }\n"))
        self.template = Database(asked.server, self.name)
        news = self.folder / "news.jsonl"
        news.write_text("".join(json.dumps({
            "id": str(n), "outlet": "Daily", "url": f"http://{self.ok}/old/{n}", "title": f"{one} accuses {other} of hacking its ministry",
            "text": f"{one} on Monday accused {other} of hacking the computers of its ministry. {WORDS}",
            "published": datetime.datetime.now(datetime.timezone.utc).isoformat()[:19] + "Z", "language": "en"}) + "\n"
            for n, (one, other) in enumerate([("Denmark", "Russia"), ("Japan", "North Korea"), ("Canada", "China")])))
        setup = self.worker("setup", self.template.url)
        done = setup_import(setup, news)
        for run in ("read", "group", "notify"):
            setup.run(run, "--once")
        # Alerts wait half a minute for more of the same; nobody has that patience here.
        self.template.ask("""UPDATE "AlertEntries" SET "SeenAt" = "SeenAt" - interval '10 minutes'""")
        setup.run("notify", "--once")
        self.template.ask('UPDATE "Articles" SET "TagStamp" = 0')
        waiting = self.template.ask('SELECT "ChannelKind", count(*) FROM "Outbox" GROUP BY 1 ORDER BY 1')
        if len(waiting) < 2:
            raise SystemExit(f"the outbox holds only {waiting}; {done.stdout}")

    def worker(self, name, database):
        return Worker(self.asked.program, name, self.folder, database, {
            "Delivery": {
                "Transport": "Smtp", "SmtpHost": "127.0.0.1", "SmtpPort": self.mails.port, "SmtpTls": "None",
                "AttemptTimeout": f"00:00:{ATTEMPT_TIMEOUT:02}", "Parallel": 8},
            "Rules": {"TagAgainPercent": 100},
        }, str(self.folder / "config"))


def setup_import(worker, news):
    done = subprocess.run(["dotnet", worker.program, "article", "import", str(news), "--live"], cwd=worker.folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done


def round_of(stage, fault, number):
    """Answers seconds until take-over by kind; None where it did not come."""
    database = Database(stage.asked.server, f"{stage.name}_{fault}_{number}", stage.name)
    line = Line(stage.web, urllib.parse.urlsplit(stage.asked.server).hostname, urllib.parse.urlsplit(stage.asked.server).port)
    feeds = [("ok", f"{stage.ok}/feed", 0), ("page", f"{stage.page}/feed", 0), ("busy", f"{stage.busy}/feed", 0),
             ("busy2", f"{stage.busy}/second", 1), ("busy3", f"{stage.busy}/third", 2)]
    for name, _, _ in feeds:
        database.ask(f"""INSERT INTO "Outlets" ("Name") VALUES ('{name}')""")
    columns = required(database, "Feeds")
    for name, address, later in feeds:
        host = address.split(":")[0]
        values = {"Url": f"'http://{address}'", "Host": f"'{host}'", "Title": f"'{name}'",
                  "OutletId": f"""(SELECT "Id" FROM "Outlets" WHERE "Name" = '{name}')""",
                  "NextPollAt": f"now() - interval '{60 - later} seconds'", "State": "'Healthy'", "AddedAt": "now()"}
        values = {**{column: default for column, default in columns.items() if column != "Id"}, **values}
        names, given = ", ".join(f'"{one}"' for one in values), ", ".join(values.values())
        database.ask(f'INSERT INTO "Feeds" ({names}) VALUES ({given})')
    database.ask("""UPDATE "Subscribers" SET "NextDigestAt" = now() - interval '1 second'""")
    folder = stage.folder
    first = stage.worker(f"a-{fault}-{number}", database.through(line.port))
    second = stage.worker(f"b-{fault}-{number}", database.url)
    locks = Locks(
        database, 'UPDATE "ChangeCounters" SET "Last" = "Last"', """SELECT 1 FROM "Subscribers" WHERE "Name" = 'desk' FOR UPDATE""",
        'SELECT 1 FROM "Articles" WHERE "GroupedAt" IS NOT NULL FOR UPDATE')
    try:
        first.start()
        until(lambda: holds_all(database), f"all held: {held(database)}", 100)
        second.start()
        until(second.is_up, "the second worker is up", 60)
        time.sleep(2)
        before = marks(database)
        struck = time.time()
        {"kill": first.kill, "stop": first.stop, "cut": line.cut}[fault]()
        locks.release()
        taken = watch(stage, database, before, struck, stage.asked.patience)
        late = []
        if fault == "stop":
            first.go_on()
            time.sleep(5)
            late = [one for one in first.text().splitlines() if "taken over" in one or "claim" in one.lower() or "late" in one.lower()]
        return taken, late
    finally:
        first.kill()
        second.kill()
        if locks.psql.poll() is None:
            locks.release()
        shutil.copy(first.folder / "log", folder / f"log-a-{fault}-{number}")
        shutil.copy(second.folder / "log", folder / f"log-b-{fault}-{number}")


def required(database, table):
    """What a row must have beside what a round says, with a plain value for each type."""
    plain = {"integer": "0", "bigint": "0", "boolean": "false", "double precision": "0", "text": "''", "character varying": "''",
             "interval": "'1 hour'", "timestamp with time zone": "now()"}
    rows = database.ask(f"SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '{table}' AND is_nullable = 'NO'")
    return {name: plain[kind] for name, kind in rows}


def held(database):
    """What is held now, as how many of each kind."""
    rows = database.ask("""
        SELECT 'feed', count(*) FROM "Feeds" WHERE "Title" = 'busy' AND "LeaseUntil" > now()
        UNION ALL SELECT 'host', count(*) FROM "WebHosts" WHERE "FirstLeasedUntil" > now() AND "SecondLeasedUntil" > now()
        UNION ALL SELECT 'article', count(*) FROM "Articles" WHERE "Title" LIKE 'A page%' AND "ReadLeaseUntil" > now()
        UNION ALL SELECT 'mail', count(*) FROM "Outbox" WHERE "ChannelKind" = 'mail' AND "State" = 'Sending'
        UNION ALL SELECT 'webhook', count(*) FROM "Outbox" WHERE "ChannelKind" = 'webhook' AND "State" = 'Sending'
        UNION ALL SELECT "Name", 1 FROM "Leases" WHERE "ExpiresAt" > now()""")
    waiting = database.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    return {kind: int(count) for kind, count in rows}, waiting


def holds_all(database):
    kinds, waiting = held(database)
    return all(kinds.get(kind) for kind in KINDS) and waiting >= 3


def marks(database):
    rows = database.ask("""
        SELECT 'feed', max("Attempt")::text FROM "Feeds" WHERE "Title" = 'busy'
        UNION ALL SELECT 'article', max("ReadAttempt")::text FROM "Articles" WHERE "Title" LIKE 'A page%'
        UNION ALL SELECT 'mail', string_agg("AttemptNumber" || "State", ' ' ORDER BY "Id") FROM "Outbox" WHERE "ChannelKind" = 'mail'
        UNION ALL SELECT 'webhook', string_agg("AttemptNumber" || "State", ' ' ORDER BY "Id") FROM "Outbox" WHERE "ChannelKind" = 'webhook'
        UNION ALL SELECT "Name", "Holder" FROM "Leases" WHERE "Holder" <> ''""")
    return {row[0]: row[1] for row in rows}


def watch(stage, database, before, struck, patience):
    """A lease is taken over when its work is done: the article grouped, the digest composed, the tags renewed."""
    done = {
        "group": """SELECT count(*) FROM "Articles" WHERE "Title" LIKE 'Norway%' AND "GroupedAt" IS NOT NULL""",
        "notify": """SELECT count(*) FROM "Subscribers" WHERE "NextDigestAt" > now()""",
        "tag again": """SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM "Articles" WHERE "TagStamp" = 0 AND "GroupedAt" IS NOT NULL""",
    }
    taken = {}
    while len(taken) < len(KINDS) and time.time() - struck < patience:
        now = marks(database)
        for kind in KINDS:
            if kind in taken:
                continue
            if kind == "host":
                # The second worker asked the host whose two connections the first one had.
                when = [at for at, agent, host, _, _, _ in stage.web.asked if at > struck and "worker-b" in agent and host == stage.busy]
                if when:
                    taken[kind] = min(when) - struck
            elif kind in done:
                if database.number(done[kind]):
                    taken[kind] = time.time() - struck
            elif now.get(kind) != before.get(kind):
                taken[kind] = time.time() - struck
        time.sleep(0.25)
    return taken


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    arguments.add_argument("config")
    arguments.add_argument("server")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--faults", default="kill,stop,cut")
    arguments.add_argument("--patience", type=int, default=120)
    asked = arguments.parse_args()
    stage = Stage(asked)
    print(f"logs in {stage.folder}", flush=True)
    found = {}
    for fault in asked.faults.split(","):
        for number in range(asked.rounds):
            taken, late = round_of(stage, fault, number)
            print(f"{fault} {number}: " + ", ".join(f"{kind} {taken[kind]:.1f}" if kind in taken else f"{kind} NOT in {asked.patience}" for kind in KINDS), flush=True)
            for one in late[:6]:
                print(f"    the late worker: {one[:160]}", flush=True)
            for kind in KINDS:
                found.setdefault((kind, fault), []).append(taken.get(kind, float("inf")))
    print("\n| claim | " + " | ".join(f"{fault}: median, worst" for fault in asked.faults.split(",")) + " |")
    print("|---|" + "---|" * len(asked.faults.split(",")))
    for kind in KINDS:
        cells = [f"{statistics.median(found[kind, fault]):.0f} s, {max(found[kind, fault]):.0f} s" for fault in asked.faults.split(",")]
        print(f"| {kind} | " + " | ".join(cells) + " |")
    print("(inf: not within the patience)")


if __name__ == "__main__":
    main()
