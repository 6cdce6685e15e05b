"""Hands files over: whoever has the code puts one in, whoever has the link takes it out, until its days are over."""
import datetime
import hmac
import html
import os
import pathlib
import secrets
import shutil
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DATA = pathlib.Path(os.environ.get("PARCEL_DATA", "/data"))
LICENCE = pathlib.Path(os.environ.get("PARCEL_LICENCE", "/licence/parcel.licence"))
CODE = os.environ["PARCEL_CODE"]
DAYS = int(os.environ.get("PARCEL_DAYS", "14"))

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Parcel</title><body style="font:1.1rem/1.5 sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem">
<h1>Parcel</h1><p>Licensed to {holder}, until {until}. Files stay {days} days.</p>
<form><p><label>Code<br><input type="password" id="code" required></label>
<p><label>File<br><input type="file" id="file" required></label><p><button>Hand over</button></form><p id="said" role="status"></p>
<script>
document.forms[0].onsubmit = async (event) => {{
  event.preventDefault();
  const file = document.getElementById("file").files[0], said = document.getElementById("said");
  said.textContent = "On its way …";
  const answer = await fetch("/" + encodeURIComponent(file.name), {{
    method: "PUT", body: file, headers: {{ Authorization: "Bearer " + document.getElementById("code").value }} }});
  said.textContent = await answer.text();
}};
</script>"""


def licence():
    """What the licence says now: a replaced one counts at once. Lines of `name: value`."""
    try:
        lines = LICENCE.read_text().splitlines()
    except OSError:
        return {}
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines) if value}


def is_valid(terms):
    return bool(terms.get("holder")) and terms.get("until", "") >= datetime.date.today().isoformat()


class Parcel(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, text, kind="text/plain; charset=utf-8"):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status >= 400:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = urllib.parse.unquote(self.path.split("?")[0])
        if path == "/healthz":
            return self.answer(200, "ok\n")
        if path == "/":
            terms = licence()
            shown = {"holder": terms.get("holder", "nobody"), "until": terms.get("until", "never")}
            return self.answer(200, PAGE.format(days=DAYS, **{k: html.escape(v) for k, v in shown.items()}), "text/html; charset=utf-8")
        place, _, name = path.strip("/").partition("/")
        file = DATA / place / name
        if not place.isalnum() or name != pathlib.PurePath(name).name or not file.is_file():
            return self.answer(404, "There is no such file, or its days are over.\n")
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(file.stat().st_size))
        self.send_header("Content-Disposition", "attachment; filename*=UTF-8''" + urllib.parse.quote(name))
        self.end_headers()
        with file.open("rb") as source:
            shutil.copyfileobj(source, self.wfile)

    def do_PUT(self):
        name = pathlib.PurePath(urllib.parse.unquote(self.path.split("?")[0])).name
        given = self.headers.get("Authorization", "").removeprefix("Bearer ")
        length = self.headers.get("Content-Length", "")
        if not hmac.compare_digest(given.encode(), CODE.encode()):
            return self.answer(401, "The code is wrong.\n")
        if not is_valid(licence()):
            return self.answer(402, "There is no valid licence; files that are here can still be taken out.\n")
        if not name or not length.isdigit():
            return self.answer(400, "A file needs a name and a length.\n")
        folder = DATA / secrets.token_hex(16)
        folder.mkdir()
        left = int(length)
        with (folder / name).open("wb") as target:
            while left and (part := self.rfile.read(min(left, 1 << 20))):
                target.write(part)
                left -= len(part)
        if left:
            shutil.rmtree(folder)
            return self.answer(400, "The file broke off.\n")
        return self.answer(201, f"{self.headers.get('X-Forwarded-Proto', 'http')}://{self.headers.get('Host', '')}/{folder.name}/{urllib.parse.quote(name)}\n")


def clear():
    while True:
        for folder in DATA.iterdir():
            if folder.is_dir() and folder.name.isalnum() and time.time() - folder.stat().st_mtime > DAYS * 86400:
                shutil.rmtree(folder, ignore_errors=True)
        time.sleep(3600)


if __name__ == "__main__":
    threading.Thread(target=clear, daemon=True).start()
    ThreadingHTTPServer(("", int(os.environ.get("PARCEL_PORT", "8080"))), Parcel).serve_forever()
