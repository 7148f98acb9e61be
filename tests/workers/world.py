"""What the measurements of several workers share: the web, a mail server and webhooks that answer as told, a database, workers."""
import asyncio, collections, json, os, pathlib, shutil, signal, subprocess, tempfile, threading, time, urllib.parse

ATTEMPT_TIMEOUT = 20


class Web:
    """HTTP on loopback. answers[path] is (type, bytes), HANG, or a function of the path; who asked what when stands in asked."""
    HANG = object()

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.hosts = {}
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def listen(self, address="127.0.0.1"):
        """One more host; answers its address with port."""
        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self.serve, address, 0), self.loop).result()
        return f"{address}:{server.sockets[0].getsockname()[1]}"

    async def serve(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                method, path = lines[0].split(" ")[:2]
                headers = {line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in lines[1:] if ":" in line}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                host = headers.get("host", "")
                self.asked.append((time.time(), headers.get("user-agent", ""), host, path, headers, body))
                answer = self.answers.get(host + path, self.answers.get(path))
                if callable(answer):
                    answer = answer(host, path, headers, body)
                if answer is Web.HANG:
                    await asyncio.sleep(3600)
                status, kind, content = answer if answer else (404, "text/plain", b"")
                writer.write(f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            writer.close()


class Mails:
    """An SMTP server. script() says for each message: "take", "refuse", "hang" (takes it and never says so), "drop" (takes it and breaks off)."""

    def __init__(self, web, script, address="127.0.0.1"):
        self.script = script
        self.taken = []
        # A digest is longer than the 64 KiB that a reader holds by default.
        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self.serve, address, 0, limit=1 << 22), web.loop).result()
        self.port = server.sockets[0].getsockname()[1]

    async def serve(self, reader, writer):
        def say(text):
            writer.write(text.encode() + b"\r\n")
        try:
            say("220 localhost")
            while line := await reader.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    say("354 go on")
                    body = await reader.readuntil(b"\r\n.\r\n")
                    what = self.script()
                    if what == "refuse":
                        say("451 not now")
                        continue
                    head = body.split(b"\r\n\r\n")[0].decode("latin-1")
                    number = next((one.split(":", 1)[1].strip() for one in head.split("\r\n") if one.lower().startswith("message-id:")), "")
                    self.taken.append((time.time(), number, what))
                    if what == "hang":
                        await asyncio.sleep(3600)
                    if what == "drop":
                        return
                    say("250 OK")
                else:
                    say("221 bye" if verb == b"QUIT" else "250 OK")
                    if verb == b"QUIT":
                        return
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()


class Line:
    """A TCP line between a worker and the database that can be cut: nothing gets through and nobody is told, as when a cable is pulled."""

    def __init__(self, web, host, port):
        self.target = (host, port)
        self.up = asyncio.Event()
        web.loop.call_soon_threadsafe(self.up.set)
        self.web = web
        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self.serve, "127.0.0.1", 0), web.loop).result()
        self.port = server.sockets[0].getsockname()[1]

    def cut(self):
        self.web.loop.call_soon_threadsafe(self.up.clear)

    def mend(self):
        self.web.loop.call_soon_threadsafe(self.up.set)

    async def serve(self, reader, writer):
        await self.up.wait()
        try:
            far_reader, far_writer = await asyncio.open_connection(*self.target)
        except ConnectionError:
            writer.close()
            return
        await asyncio.gather(self.pump(reader, far_writer), self.pump(far_reader, writer))

    async def pump(self, reader, writer):
        try:
            while data := await reader.read(65536):
                await self.up.wait()
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            await self.up.wait()
            writer.close()


class Database:
    """A database on the server that an address names, asked through psql."""

    def __init__(self, server, name, template=None, fresh=True):
        self.server, self.name = server, name
        parts = urllib.parse.urlsplit(server)
        self.url = parts._replace(path="/" + name).geturl()
        if fresh:
            ask(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            ask(server, f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))

    def through(self, port):
        parts = urllib.parse.urlsplit(self.url)
        return parts._replace(netloc=f"{parts.username or 'postgres'}@127.0.0.1:{port}").geturl()

    def ask(self, sql):
        return ask(self.url, sql)

    def number(self, sql):
        rows = self.ask(sql)
        return int(float(rows[0][0])) if rows and rows[0][0] else 0


def ask(url, sql):
    done = subprocess.run(["psql", url, "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", sql], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{done.stderr.strip()} in {sql[:200]}")
    return [line.split("\t") for line in done.stdout.splitlines() if line]


class Locks:
    """Rows held by a transaction of somebody else's, so that a worker waits inside its own."""

    def __init__(self, database, *statements):
        self.psql = subprocess.Popen(["psql", database.url, "-X", "-q", "-A", "-t"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.psql.stdin.write("BEGIN;\n" + "".join(one + ";\n" for one in statements) + "SELECT 'held';\n")
        self.psql.stdin.flush()
        while "held" not in (self.psql.stdout.readline() or "held"):
            pass

    def release(self):
        self.psql.communicate("COMMIT;\n")


class Worker:
    """The real program in a folder of its own."""

    def __init__(self, program, name, folder, database, settings, config, prefix=()):
        self.name, self.folder = name, pathlib.Path(folder) / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.program, self.config, self.prefix = program, config, list(prefix)
        every = {f"{run}Every": "00:00:01" for run in ("Collect", "Read", "Group", "Notify", "Deliver", "TagAgain")}
        whole = {
            "Storage": {"Database": database, "DataFolder": str(self.folder / "data")},
            "Net": {"Contact": f"worker-{name}", "PrivateNetworks": "127.0.0.0/8;10.77.0.0/16"},
            "Pages": {"Address": "http://127.0.0.1:0"},
            "Schedule": every,
        }
        for section, values in settings.items():
            whole.setdefault(section, {}).update(values)
        (self.folder / "appsettings.json").write_text(json.dumps(whole))
        self.process = None

    def run(self, *arguments, check=True, environment=None):
        done = subprocess.run(
            [*self.prefix, "dotnet", self.program, *arguments, *(["--config", self.config] if self.config else [])],
            cwd=self.folder, capture_output=True, text=True, env={**os.environ, **(environment or {})})
        if check and done.returncode:
            raise RuntimeError(f"{arguments}: {done.stdout} {done.stderr}")
        return done

    def start(self, environment=None):
        self.log = open(self.folder / "log", "a")
        self.began = (self.folder / "log").stat().st_size
        self.process = subprocess.Popen(
            [*self.prefix, "dotnet", self.program, "run", *(["--config", self.config] if self.config else [])],
            cwd=self.folder, stdout=self.log, stderr=self.log, env={**os.environ, **(environment or {})}, start_new_session=True)
        return self

    def text(self):
        return (self.folder / "log").read_text(errors="replace") if (self.folder / "log").exists() else ""

    def since_start(self):
        return self.text()[self.began:]

    def is_up(self):
        return "pages on" in self.since_start()

    def send(self, number):
        # dotnet is the process itself where there is no prefix; else its child has the same session.
        os.killpg(self.process.pid, number)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.send(signal.SIGKILL)
            self.process.wait()

    def stop(self):
        self.send(signal.SIGSTOP)

    def go_on(self):
        self.send(signal.SIGCONT)


def until(condition, what, seconds=120, every=0.2):
    end = time.time() + seconds
    while not condition():
        if time.time() > end:
            raise RuntimeError(f"still not after {seconds} s: {what}")
        time.sleep(every)


def rss(title, entries):
    """entries: (id, link, title, text, published as RFC 822)."""
    items = "".join(
        f"<item><guid isPermaLink=\"false\">{key}</guid><link>{link}</link><pubDate>{when}</pubDate><title>{head}</title><description>{text}</description></item>"
        for key, link, head, text, when in entries)
    return (200, "application/rss+xml", f"<rss version=\"2.0\"><channel><title>{title}</title>{items}</channel></rss>".encode())


def config_folder(source, target, feeds, subscribers):
    shutil.copytree(source, target)
    outlines = "".join(f"<outline text='{name}' type='rss' xmlUrl='{url}'/>" for name, url in feeds)
    (target / "feeds.opml").write_text(f"<opml version='2.0'><head><title>All</title></head><body>{outlines}</body></opml>")
    (target / "subscribers.yaml").write_text(subscribers)
