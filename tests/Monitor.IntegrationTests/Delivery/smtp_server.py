"""An SMTP server for the tests: smtp_server.py FOLDER [CERTIFICATE KEY].

Prints its port. Keeps each mail it takes as FOLDER/NNN.eml. What it does is told by the recipient's name:
later@ refuses for now, never@ for good, broken-before@ drops the connection when the body is about to come,
broken-after@ takes the mail and drops the connection instead of saying so, refused-body@ refuses after the body.
"""
import asyncio
import os
import ssl
import sys
import time

from aiosmtpd.smtp import SMTP

folder = sys.argv[1]
tls = None
if len(sys.argv) > 2:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sys.argv[2], sys.argv[3])


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "later":
            return "451 4.3.0 try again later"
        if name == "never":
            return "550 5.1.1 <%s> no such user" % address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "refused-body":
            return "554 5.7.1 refused by content"
        Handler.count += 1
        with open(os.path.join(folder, "%03d.eml" % Handler.count), "wb") as file:
            file.write(envelope.original_content)
        if name == "broken-after":
            server.transport.abort()
            await asyncio.sleep(0.1)
        return "250 taken"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and self.envelope.rcpt_tos[0].startswith("broken-before@"):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(Handler(), hostname="localhost", tls_context=tls, require_starttls=tls is not None),
        host="127.0.0.1", port=0)
    print(server.sockets[0].getsockname()[1], flush=True)
    # The server ends when the test closes its input.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
