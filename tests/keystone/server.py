"""A real Keystone (OpenStack Identity v3) for tests, in one process, on SQLite:

    /usr/bin/python3 tests/keystone/server.py FOLDER [PORT]

prints its address once it answers, and lives until its standard input ends. It comes from
tools/unpack. The administrator is admin/admin of the domain Default.
"""
import base64
import os
import pathlib
import shutil
import site
import sys
import threading
from wsgiref import simple_server

home = pathlib.Path(__file__).resolve().parents[2] / "build/keystone"
site.addsitedir(str(home / "root/usr/lib/python3/dist-packages"))
folder = pathlib.Path(sys.argv[1]).resolve()
empty = home / "keystone.sqlite"  # with all tables; making them takes as long as all else


class Handler(simple_server.WSGIRequestHandler):
    def log_message(self, *_):
        pass


def write_settings(address):
    for name in "tokens", "credential":
        (folder / name).mkdir(mode=0o700)
        for key in "01":
            (folder / name / key).write_bytes(base64.urlsafe_b64encode(os.urandom(32)))
            (folder / name / key).chmod(0o600)
    (folder / "policy.yaml").write_text("{}")
    settings = folder / "keystone.conf"
    # Few rounds and the cache make it quick: a request takes 15 ms, not half a second.
    settings.write_text(f"""[DEFAULT]
public_endpoint = {address}
use_stderr = true
[database]
connection = sqlite:///{folder}/keystone.sqlite?timeout=30&check_same_thread=false
[fernet_tokens]
key_repository = {folder}/tokens
[fernet_receipts]
key_repository = {folder}/tokens
[credential]
key_repository = {folder}/credential
[cache]
enabled = true
backend = dogpile.cache.memory_pickle
[identity]
password_hash_rounds = 4
[security_compliance]
lockout_failure_attempts = 6
[oslo_policy]
policy_file = {folder}/policy.yaml
""")
    return str(settings)


def bootstrap(address):
    from keystone.cmd.bootstrap import Bootstrapper
    from keystone.server import backends
    backends.load_backends = lambda: None  # they are: the application runs in this process
    first = Bootstrapper()
    first.admin_username = first.admin_password = "admin"
    first.project_name, first.admin_role_name = "admin", "admin"
    first.region_id, first.service_name = "eu-de", "keystone"
    first.public_url = first.internal_url = first.admin_url = f"{address}v3"
    first.bootstrap()


def main():
    folder.mkdir(parents=True, exist_ok=True)
    os.umask(0o077)
    # One request at a time: its cache and SQLite are not made for more in one process.
    server = simple_server.WSGIServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0), Handler)
    address = f"http://127.0.0.1:{server.server_port}/"
    is_new = not (folder / "keystone.sqlite").exists()
    if is_new and empty.exists():
        shutil.copy(empty, folder / "keystone.sqlite")
    settings = write_settings(address)
    sys.argv[1:] = []
    import keystone.conf
    from keystone.server.flask import core
    application = core.initialize_application(name="public", config_files=[settings])
    if not (folder / "keystone.sqlite").exists():
        from keystone.common.sql import upgrades
        upgrades.offline_sync_database_to_version()
        shutil.copy(folder / "keystone.sqlite", f"{empty}.{os.getpid()}")
        os.rename(f"{empty}.{os.getpid()}", empty)
    bootstrap(address)
    # Whoever comes later has to change the first password, unless it is said otherwise.
    keystone.conf.CONF.set_override("change_password_upon_first_use", True, group="security_compliance")
    keystone.conf.CONF.set_override("password_regex", "^.{8,}$", group="security_compliance")
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{address}v3", flush=True)
    sys.stdin.read()


main()
