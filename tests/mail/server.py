"""A real SMTP server for the mail tests: says its port, then each mail it took as a line of JSON.

Recipients steer it: defer…@ is put off (451) the first time, refuse…@ is refused (550).
"""
import asyncio
import email.policy
import json
import sys

from aiosmtpd.controller import Controller


class Handler:
    deferred = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse"):
            return "550 5.1.1 no such user"
        if address.startswith("defer") and address not in self.deferred:
            self.deferred.add(address)
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()}
        print(json.dumps({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": message["Subject"], "type": message.get_content_type(),
            "message_id": message["Message-ID"], "language": message["Content-Language"], "date": message["Date"],
            "auto": message["Auto-Submitted"], "unsubscribe": message["List-Unsubscribe"],
            "unsubscribe_post": message["List-Unsubscribe-Post"], "text": parts.get("text/plain"), "html": parts.get("text/html"),
            "longest_line": max(map(len, envelope.content.split(b"\r\n"))),
            "is_ascii": envelope.content.isascii()}), flush=True)
        return "250 OK"


controller = Controller(Handler(), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print(json.dumps({"port": int(sys.argv[1])}), flush=True)
asyncio.new_event_loop().run_forever()
