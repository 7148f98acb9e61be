"""Faults at random, then the books are checked: every entry once, every alert and digest once except allowed unknowns, no lease stuck, and
stories and events as one undisturbed Group makes them of the articles in the same order.

On PostgreSQL three workers, each in a network namespace of its own where the machine allows (else behind a TCP line that is cut); they are killed,
stopped, cut off, and the database is restarted. With --sqlite one worker is killed again and again, its disk is full twice, its clock moved twice.
Arguments: monitor.dll, Monitor.Benchmarks.dll, the config folder, --minutes N, --feeds N, --seed N, --sqlite, --kills N."""
import argparse, collections, datetime, email.utils, json, os, pathlib, random, re, shutil, signal, sqlite3, subprocess, sys, tempfile, threading, time

from world import Database, Line, Mails, Web, Worker, ask, config_folder, rss, until

PLACES = ["harbours", "ministries", "hospitals", "railways", "universities", "newsrooms", "banks", "farms", "libraries", "courts", "dams", "mines"]
PAIRS = [("Denmark", "Russia"), ("Japan", "North Korea"), ("Albania", "Iran"), ("Canada", "China"), ("Estonia", "Belarus"), ("Norway", "Russia"),
         ("Australia", "China"), ("Israel", "Iran"), ("Poland", "Russia"), ("South Korea", "North Korea")]
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


class News:
    """What the feeds list, and since when: one entry at first, then one more each few seconds. Every third tells a wire report again."""

    def __init__(self, feeds, entries_each, begin, span):
        self.feeds, self.begin = feeds, begin
        self.entries = {feed: [(begin + span * number / entries_each + random.random() * span / entries_each if number else 0, number)
                               for number in range(entries_each)] for feed in range(feeds)}
        self.ended = False

    def listed(self, feed):
        return [number for at, number in self.entries[feed] if self.ended or at <= time.time()]

    def total(self):
        return sum(len(entries) for entries in self.entries.values())

    def item(self, feed, number, host):
        chance = random.Random(feed * 1000 + number)
        wire = number > 0 and feed % 3 == 0
        key = number * 7 if wire else feed * 1000 + number
        accuser, accused = PAIRS[key % len(PAIRS)]
        place, other = PLACES[key % len(PLACES)], PLACES[(key * 5 + 1) % len(PLACES)]
        words = random.Random(key)
        body = " ".join(
            f"{words.choice(['Officials', 'Engineers', 'Lawyers', 'Clerks', 'Guards'])} of the {words.choice(PLACES)} {words.choice(['said', 'noted', 'wrote', 'feared'])} "
            f"that case {words.randrange(10000)} {words.choice(['took', 'cost', 'spared', 'reached'])} {words.choice(PLACES)} in town {words.randrange(1000)}."
            for _ in range(22))
        title = f"{accuser} accuses {accused} of hacking its {place}" if chance.random() < 0.3 or wire else f"Report {key} of the {place} and {other} is out"
        first = f"{accuser} on Monday accused {accused} of hacking the computers of its {place}. " if title.startswith(accuser) else ""
        when = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=1))
        return (f"{feed}-{number}", f"http://{host}/{feed}/{number}", title, first + body, when)

    def answer(self, host, path, headers, body):
        feed = int(path.split("/")[2])
        return rss(f"Outlet {feed}", [self.item(feed, number, host) for number in self.listed(feed)])


class Hub:
    """The network: a namespace per worker, joined by a bridge, in a namespace of our own; or lines that can be cut."""

    def __init__(self, uses_namespaces, web):
        self.uses_namespaces, self.web, self.lines, self.names = uses_namespaces, web, {}, {}
        self.address = "127.0.0.1"
        if uses_namespaces:
            self.address = "10.77.0.1"
            for one in ("ip link set lo up", "ip link add hub type bridge", "ip addr add 10.77.0.1/16 dev hub", "ip link set hub up"):
                subprocess.run(one.split(), check=True)

    def host(self, number):
        if self.uses_namespaces:
            subprocess.run(["ip", "addr", "add", f"10.77.1.{number + 1}/32", "dev", "hub"], check=True)
            return self.web.listen(f"10.77.1.{number + 1}")
        return self.web.listen(f"127.0.1.{number + 1}")

    def join(self, name, number, port):
        """Answers how a worker's command begins, and through which host and port it reaches the database."""
        if not self.uses_namespaces:
            self.lines[name] = Line(self.web, "127.0.0.1", port)
            return [], "127.0.0.1", self.lines[name].port
        self.names[name] = f"chaos{os.getpid()}{name}"
        for one in (f"ip netns add {self.names[name]}", f"ip link add out-{name} type veth peer name in-{name}",
                    f"ip link set in-{name} netns {self.names[name]}", f"ip link set out-{name} master hub up"):
            subprocess.run(one.split(), check=True)
        inside = f"ip link set lo up; ip addr add 10.77.2.{number + 1}/16 dev in-{name}; ip link set in-{name} up"
        subprocess.run(["ip", "netns", "exec", self.names[name], "sh", "-c", inside], check=True)
        return ["ip", "netns", "exec", self.names[name]], "10.77.0.1", port

    def cut(self, name):
        self.lines[name].cut() if self.lines else subprocess.run(["ip", "link", "set", f"out-{name}", "down"], check=True)

    def mend(self, name):
        self.lines[name].mend() if self.lines else subprocess.run(["ip", "link", "set", f"out-{name}", "up"], check=True)

    def leave(self):
        for name in self.names.values():
            subprocess.run(["ip", "netns", "delete", name])


class Postgres:
    def __init__(self, folder, address):
        self.folder, self.port = folder, 15999
        self.bin = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        folder.mkdir(parents=True)
        shutil.chown(folder, "postgres") if os.getuid() == 0 else None
        for parent in folder.parents:
            if str(parent).startswith(tempfile.gettempdir() + "/"):
                parent.chmod(0o755)
        self.run(f"'{self.bin}/initdb' -D '{folder}/data' -U postgres -A trust --encoding=UTF8 --locale=C.UTF-8 --no-sync")
        with open(folder / "data/pg_hba.conf", "a") as rights:
            rights.write("host all all 10.77.0.0/16 trust\n")
        self.options = f"-p {self.port} -c listen_addresses={address},127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=100"
        self.start()
        self.server = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, command):
        whole = ["su", "postgres", "-s", "/bin/bash", "-c", f"cd / && {command}"] if os.getuid() == 0 else ["bash", "-c", command]
        done = subprocess.run(whole, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)

    def start(self):
        self.run(f"'{self.bin}/pg_ctl' -D '{self.folder}/data' -w -l '{self.folder}/log' -o '{self.options}' start")

    def stop(self, how):
        self.run(f"'{self.bin}/pg_ctl' -D '{self.folder}/data' -m {how} stop")


class SqliteFile:
    """Asked like a Database on PostgreSQL, as far as the books need it."""

    def __init__(self, file):
        self.file, self.url = file, f"sqlite:{file}"

    def ask(self, sql):
        for _ in range(60):
            try:
                with sqlite3.connect(self.file, timeout=30) as db:
                    return [["" if value is None else str(value) for value in row] for row in db.execute(sql).fetchall()]
            except sqlite3.OperationalError as fault:
                if "locked" not in str(fault) and "full" not in str(fault):
                    raise
                time.sleep(0.5)
        raise RuntimeError("the file stays locked")

    def number(self, sql):
        rows = self.ask(sql)
        return int(float(rows[0][0] or 0)) if rows else 0


class Chaos:
    def __init__(self, asked):
        self.asked = asked
        self.random = random.Random(asked.seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="monitor-chaos-"))
        self.web = Web()
        self.hub = Hub(asked.namespaces, self.web)
        self.hosts = [self.hub.host(number) for number in range(max(1, asked.feeds // 5))]
        self.calm = False
        self.mails = Mails(self.web, self.mail_script, self.hub.address)
        self.calls = []
        self.counts = collections.Counter()
        span = asked.minutes * 60
        self.news = News(asked.feeds, 4, time.time() + 45, span * 0.8)
        self.web.answers = collections.defaultdict(lambda: None)
        for feed in range(asked.feeds):
            self.web.answers[f"/feed/{feed}"] = self.news.answer
        self.web.answers["/hook"] = self.hook
        self.hook_host = self.web.listen(self.hub.address)
        slot = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=span * 0.6)).strftime("%H:%M")
        config_folder(asked.config, self.folder / "config",
                      [(f"Outlet {feed}", f"http://{self.hosts[feed % len(self.hosts)]}/feed/{feed}") for feed in range(asked.feeds)],
                      "subscribers:\n" + "".join(
                          f"  - id: {name}\n    address: {name}@example.org\n    timeZone: UTC\n    digests: [\"{slot}\"]\n    alertsPerHourMax: 1000\n"
                          f"    webhooks:\n      - {{ name: soc, url: \"http://{self.hook_host}/hook\", shape: json }}\n"
                          "    alerts:\n      - { name: all, minimumStrength: supports }\n      - { name: calls, minimumStrength: supports, channel: soc }\n"
                          for name in ("desk", "night", "third")))
        self.settings = {"Delivery": {"Transport": "Smtp", "SmtpHost": self.hub.address, "SmtpPort": self.mails.port, "SmtpTls": "None",
                                      "SmtpPlainHost": self.hub.address, "AttemptTimeout": "00:00:10"},
                         # Follow-ups of an event wait five minutes by default: minutes that only lengthen the end.
                         "Alerts": {"Interval": "00:00:30"}}

    def mail_script(self):
        if self.calm:
            return "take"
        return self.random.choices(["take", "refuse", "drop", "hang"], [88, 6, 4, 2])[0]

    def hook(self, host, path, headers, body):
        self.calls.append((headers, body))
        return (200, "text/plain", b"ok") if self.calm or self.random.random() > 0.08 else (503, "text/plain", b"not now")

    def hurry(self, database):
        """Feeds are polled every half minute, so that minutes do for days."""
        now = "now()" if not self.asked.sqlite else "strftime('%Y-%m-%dT%H:%M:%f', 'now') || '0000Z'"
        chance = "random() < 0.3" if not self.asked.sqlite else "random() % 10 < 3"
        try:
            database.ask(f'UPDATE "Feeds" SET "NextPollAt" = {now} WHERE "LeaseUntil" IS NULL AND "NextPollAt" > {now}' + ("" if self.calm else f" AND {chance}"))
            if self.calm:
                database.ask(f"""UPDATE "Outbox" SET "DueAt" = {now} WHERE "DueAt" > {now}""")
        except (RuntimeError, sqlite3.OperationalError):
            pass

    def fault(self, text):
        self.counts[text.split(" ")[0]] += 1
        print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def on_postgres(chaos):
    asked = chaos.asked
    server = Postgres(chaos.folder / "postgres", chaos.hub.address)
    database = Database(server.server, "chaos")
    workers, busy = {}, set()
    try:
        for number, name in enumerate("abc"):
            prefix, host, port = chaos.hub.join(name, number, server.port)
            workers[name] = Worker(asked.program, name, chaos.folder, f"postgresql://postgres@{host}:{port}/chaos", chaos.settings, str(chaos.folder / "config"), prefix)
        # All at once, on a fresh database.
        for worker in workers.values():
            worker.start()
        until(lambda: all(worker.is_up() or worker.process.poll() is not None for worker in workers.values()), "the workers are up", 600)
        if dead := [name for name, worker in workers.items() if worker.process.poll() is not None]:
            raise SystemExit(f"{dead} ended at the start: {workers[dead[0]].text()[-500:]}")
        end, restarted = time.time() + asked.minutes * 60, time.time()

        def later(name, seconds, do):
            busy.add(name)

            def run():
                time.sleep(seconds)
                do()
                busy.discard(name)
            threading.Thread(target=run, daemon=True).start()

        while time.time() < end:
            time.sleep(chaos.random.uniform(3, 8))
            chaos.hurry(database)
            # As any supervisor does: a start while the database is away ends with a sentence.
            for name in [name for name in workers if name not in busy and workers[name].process.poll() is not None]:
                chaos.fault(f"ended {name} by itself: {workers[name].text()[-200:].strip()}")
                workers[name].start()
            free = [name for name in workers if name not in busy]
            what = chaos.random.choice(["kill", "stop", "cut", "restart"])
            if what == "restart" and time.time() - restarted > 60:
                how, seconds = chaos.random.choice(["immediate", "fast"]), chaos.random.uniform(1, 12)
                chaos.fault(f"restart of the database ({how}), {seconds:.0f} s away")
                server.stop(how)
                time.sleep(seconds)
                server.start()
                restarted = time.time()
            elif what != "restart" and free:
                name, seconds = chaos.random.choice(free), chaos.random.uniform(2, 50)
                worker = workers[name]
                if what == "kill":
                    seconds = min(seconds, 8)
                    worker.kill()
                    later(name, seconds, worker.start)
                elif what == "stop":
                    worker.stop()
                    later(name, seconds, worker.go_on)
                else:
                    chaos.hub.cut(name)
                    later(name, seconds, lambda name=name: chaos.hub.mend(name))
                chaos.fault(f"{what} {name} for {seconds:.0f} s")
        until(lambda: not busy, "all faults are over", 120)
        for name, worker in workers.items():
            if worker.process.poll() is not None:
                chaos.fault(f"ended {name} by itself: {worker.text()[-300:]}")
                worker.start()
        settle(chaos, database)
        for worker in workers.values():
            worker.kill()
        copy = Database(server.server, "again", template="chaos")
        return books(chaos, database, copy)
    finally:
        for worker in workers.values():
            worker.kill()
        chaos.hub.leave()
        server.stop("immediate")


def on_sqlite(chaos):
    asked = chaos.asked
    disk = chaos.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m", "none", str(disk)]).returncode == 0
    moved = chaos.folder / "faketime"
    moved.write_text("+0d\n")
    environment = {"LD_PRELOAD": FAKETIME, "FAKETIME_TIMESTAMP_FILE": str(moved), "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1"} if os.path.exists(FAKETIME) else {}
    print(f"disk of its own: {mounted}; clock that can be moved: {bool(environment)}", flush=True)
    database = SqliteFile(disk / "monitor.db")
    worker = Worker(asked.program, "one", chaos.folder, database.url, chaos.settings, str(chaos.folder / "config"))
    try:
        worker.start(environment)
        until(worker.is_up, "the worker is up", 600)
        time.sleep(10)
        special = {asked.kills * part // 10: what for part, what in ((2, "full"), (4, "ahead"), (6, "full"), (8, "back"))}
        for kill in range(asked.kills):
            chaos.hurry(database)
            time.sleep(chaos.random.uniform(1, 2 * asked.minutes * 60 / asked.kills - 3))
            what = special.get(kill)
            if what == "full" and mounted:
                chaos.fault("full disk for 15 s")
                with open(disk / "filler", "wb") as filler:
                    try:
                        while filler.write(b"x" * 65536):
                            filler.flush()
                    except OSError:
                        pass
                time.sleep(15)
                (disk / "filler").unlink()
                time.sleep(5)
            elif what and environment:
                chaos.fault(f"clock a year {what}" if what == "ahead" else "clock an hour back")
                moved.write_text("+365d\n" if what == "ahead" else "-1h\n")
                time.sleep(20)
                moved.write_text("+0d\n")
                time.sleep(10)
            if worker.process.poll() is not None:
                chaos.fault(f"ended by itself: {worker.since_start()[-300:]}")
            worker.kill()
            chaos.counts["kill"] += 1
            worker.start(environment)
        settle(chaos, database)
        worker.kill()
        copy = SqliteFile(chaos.folder / "again.db")
        with sqlite3.connect(database.file) as source, sqlite3.connect(copy.file) as target:
            source.backup(target)
        return books(chaos, database, copy)
    finally:
        worker.kill()
        if mounted:
            subprocess.run(["umount", str(disk)])


def settle(chaos, database):
    """No more faults: until all that was listed is told."""
    chaos.calm = chaos.news.ended = True
    print(f"{time.strftime('%H:%M:%S')} no more faults", flush=True)

    def is_quiet():
        chaos.hurry(database)
        time.sleep(3)
        state = database.ask("""SELECT (SELECT count(*) FROM "Articles" WHERE "GroupedAt" IS NOT NULL), (SELECT count(*) FROM "Outbox" WHERE "State" IN
            ('Pending', 'Sending', 'Deferred', 'Unknown')), (SELECT count(*) FROM "AlertEntries" WHERE "State" = 'Waiting')""")[0]
        return state == [str(chaos.news.total()), "0", "0"]
    try:
        until(is_quiet, "all is told", 900, 1)
    except RuntimeError as fault:
        print(f"NOT QUIET: {fault}", flush=True)


def books(chaos, database, copy):
    wrong = []

    def check(what, got, expected):
        print(f"{'ok   ' if got == expected else 'WRONG'} {what}: {got}" + ("" if got == expected else f", not {expected}"), flush=True)
        if got != expected:
            wrong.append(what)

    ask_ = database.number
    total = chaos.news.total()
    print(f"faults: {dict(chaos.counts)}", flush=True)
    check("entries kept", ask_('SELECT count(*) FROM "Articles"'), total)
    check("entries kept once", ask_('SELECT count(DISTINCT "Url") FROM "Articles"'), total)
    check("rows of the ledger", ask_('SELECT count(*) FROM "SeenEntries"'), total)
    check("articles grouped once", ask_('SELECT count(*) FROM "StoryArticles"'), total)
    check("articles set aside", ask_('SELECT count(*) FROM "SetAsideArticles"'), 0)
    check("news that nobody has decided on", ask_("""SELECT count(*) FROM "AlertEntries" WHERE "State" = 'Waiting'"""), 0)
    check("facts told twice", ask_("""SELECT count(*) FROM (SELECT 1 FROM "ToldFacts" GROUP BY "SubscriberId", "Channel", "FactKey" HAVING count(*) > 1) AS x"""), 0)
    check("digests composed", ask_('SELECT count(*) FROM "ComposedDigests"'), ask_('SELECT count(*) FROM (SELECT DISTINCT "SubscriberId", "LocalDate", "Slot" FROM "ComposedDigests") AS x'))
    states = dict((row[0], int(row[1])) for row in database.ask('SELECT "State", count(*) FROM "Outbox" GROUP BY 1'))
    print(f"messages by state: {states}", flush=True)
    check("messages that are not sent and not parked as unknown", sum(count for state, count in states.items() if state not in ("Sent", "Parked")), 0)
    sent = collections.Counter(number for _, number, _ in chaos.mails.taken)
    unknown = ask_("""SELECT coalesce(sum("UnknownOutcomes"), 0) FROM "Outbox" WHERE "ChannelKind" = 'mail'""")
    check("mails sent that the server has", len(sent), ask_("""SELECT count(*) FROM "Outbox" WHERE "ChannelKind" = 'mail'"""))
    again = sum(sent.values()) - len(sent)
    print(f"mails taken: {sum(sent.values())}, of them again {again}; outcomes noted as unknown {unknown}", flush=True)
    check("mails taken again beyond the unknown ones", max(0, again - unknown), 0)
    now = "now()" if not chaos.asked.sqlite else "strftime('%Y-%m-%dT%H:%M:%f', 'now') || '0000Z'"
    ahead = "now() + interval '30 seconds'" if not chaos.asked.sqlite else "strftime('%Y-%m-%dT%H:%M:%f', 'now', '+30 seconds') || '0000Z'"
    check("leases beyond 30 s", ask_(f"""SELECT (SELECT count(*) FROM "Leases" WHERE "ExpiresAt" > {ahead}) + (SELECT count(*) FROM "Feeds" WHERE "LeaseUntil" > {ahead})
        + (SELECT count(*) FROM "Articles" WHERE "ReadLeaseUntil" > {ahead}) + (SELECT count(*) FROM "WebHosts" WHERE "FirstLeasedUntil" > {ahead} OR "SecondLeasedUntil" > {ahead})"""), 0)
    done = subprocess.run(["dotnet", chaos.asked.benchmarks, "stories-again", copy.url, chaos.asked.config], capture_output=True, text=True)
    print(done.stdout + done.stderr[-2000:], flush=True)
    for what, sql in PICTURES.items():
        before, after = picture(database, sql), picture(copy, sql)
        check(f"{what} (of {len(before)}) that differ in a run without faults", len(before ^ after), 0)
        for one in sorted(before - after)[:3] + sorted(after - before)[:3]:
            print(f"      {one[:300]}", flush=True)
    for name in sorted(path.name for path in chaos.folder.iterdir() if (path / "log").exists()):
        text = (chaos.folder / name / "log").read_text(errors="replace")
        print(f"log of {name}: {len(text.splitlines())} lines, {text.count('fail: Quartz')} unhandled in jobs, {text.count('taken over')} late attempts", flush=True)
    print(f"{'ALL RIGHT' if not wrong else 'WRONG: ' + ', '.join(wrong)}; logs in {chaos.folder}", flush=True)
    return 1 if wrong else 0


PICTURES = {
    "articles by story, copies and relation": 'SELECT "StoryId", "ArticleId", "CopyGroup", "Relation" FROM "StoryArticles"',
    "attributions by event and fact": 'SELECT "EventId", "ArticleId", "Index", "Kind", "Strength", "Accusers", "AccusedRoot" FROM "Attributions"',
}


def picture(database, sql):
    """Rows as sets: of a story its articles, whatever its number is."""
    groups = collections.defaultdict(list)
    for row in database.ask(sql):
        groups[row[0]].append(" ".join(row[1:]))
    return {" | ".join(sorted(group)) for group in groups.values()}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    arguments.add_argument("benchmarks", type=lambda path: str(pathlib.Path(path).resolve()))
    arguments.add_argument("config", type=lambda path: str(pathlib.Path(path).resolve()))
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--feeds", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--sqlite", action="store_true")
    arguments.add_argument("--kills", type=int, default=100)
    asked = arguments.parse_args()
    asked.namespaces = False
    if not asked.sqlite:
        if os.environ.get("MONITOR_CHAOS_INSIDE") == "1":
            asked.namespaces = True
        elif subprocess.run(["unshare", "-n", "ip", "link", "add", "hub", "type", "bridge"], capture_output=True).returncode == 0:
            os.environ["MONITOR_CHAOS_INSIDE"] = "1"
            os.execvp("unshare", ["unshare", "-n", sys.executable, *sys.argv])
    os.environ.pop("MONITOR_CHAOS_INSIDE", None)
    print("networks: " + ("namespaces, links taken down" if asked.namespaces else "TCP lines that are cut"), flush=True)
    chaos = Chaos(asked)
    sys.exit(on_sqlite(chaos) if asked.sqlite else on_postgres(chaos))


if __name__ == "__main__":
    main()
