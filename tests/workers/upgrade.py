"""A rolling upgrade: this release starts beside a worker of an earlier one, on PostgreSQL and on SQLite.

Arguments: the earlier release's monitor.dll, this one's, the config folder, the address of a PostgreSQL server. It must refuse with a sentence while
the earlier worker runs, leave it at work, and start over the same data when that has ended."""
import argparse, contextlib, datetime, email.utils, pathlib, signal, sqlite3, tempfile

from world import Database, Web, Worker, config_folder, rss, until


def now_text():
    return email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc))


class Kept:
    """How many articles a database holds, asked from outside."""

    def __init__(self, database=None, file=None):
        self.database, self.file = database, file

    def articles(self):
        sql = 'SELECT count(*) FROM "Articles"'
        try:
            if self.database:
                return self.database.number(sql)
            with contextlib.closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)) as db:
                return db.execute(sql).fetchone()[0]
        except (RuntimeError, sqlite3.OperationalError):
            return 0


def upgrade(name, asked, web, host, folder, url, kept):
    feeds = [("Daily", f"http://{host}/{name}")]
    web.answers[f"{host}/{name}"] = rss("Daily", [("1", f"http://{host}/1", "Norway accuses Russia of hacking", "Norway on Monday accused Russia.", now_text())])
    config_folder(asked.config_before, folder / f"config-{name}-before", feeds, "subscribers: []\n")
    config_folder(asked.config, folder / f"config-{name}", feeds, "subscribers: []\n")
    before = Worker(asked.before, f"{name}-before", folder, url, {}, str(folder / f"config-{name}-before")).start()
    try:
        until(lambda: kept.articles() == 1, f"{name}: the earlier worker keeps its article\n{before.text()[-2000:]}", 90)
        after = Worker(asked.now, f"{name}-now", folder, url, {}, str(folder / f"config-{name}"))
        refused = after.run("run", check=False)
        said = (refused.stdout + refused.stderr).strip()
        print(f"{name}: beside the earlier worker: exit {refused.returncode}\n  {said}")
        if refused.returncode == 0 or "   at " in said or len(said.splitlines()) > 3:
            raise SystemExit(f"{name}: WRONG: a refusal is one sentence and an exit of its own")
        web.answers[f"{host}/{name}"] = rss("Daily", [
            (key, f"http://{host}/{key}", f"Norway accuses Russia of hacking, part {key}", "Norway on Monday accused Russia.", now_text()) for key in ("1", "2")])
        before.run("feed", "poll", feeds[0][1], check=False)
        print(f"{name}: the earlier worker {'goes on' if before.process.poll() is None else 'ENDED'}")
        if before.process.poll() is not None:
            raise SystemExit(f"{name}: WRONG: the earlier worker ended\n{before.text()[-2000:]}")
        held = kept.articles()
        before.send(signal.SIGTERM)
        before.process.wait(60)
        after.start()
        until(lambda: after.is_up() or after.process.poll() is not None, f"{name}: this release starts", 120)
        if after.process.poll() is not None:
            raise SystemExit(f"{name}: WRONG: this release ended with {after.process.returncode}\n{after.text()[-2000:]}")
        print(f"{name}: after the earlier one ended: up, {kept.articles()} articles of {held} kept")
        if kept.articles() < held:
            raise SystemExit(f"{name}: WRONG: articles were lost")
        after.kill()
    finally:
        before.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for one in ("before", "now", "config_before", "config", "server"):
        parser.add_argument(one)
    asked = parser.parse_args()
    web, folder = Web(), pathlib.Path(tempfile.mkdtemp(prefix="monitor-upgrade-"))
    host = web.listen("127.0.0.31")
    database = Database(asked.server, "upgrade")
    upgrade("PostgreSQL", asked, web, host, folder, database.url, Kept(database))
    file = folder / "monitor.db"
    upgrade("SQLite", asked, web, host, folder, f"sqlite:{file}", Kept(file=file))
    print("ALL RIGHT")


main()
