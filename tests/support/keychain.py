"""A keychain that is a file of the test, behind the real protocol and in a real child."""

from __future__ import annotations

import sys
from pathlib import Path

NO_KEYCHAIN = ["/nowhere/clearpost"]
"""A command that does not start, in place of the child that asks the keychain."""

_CHILD = """
import json, pathlib, sys
from desktop.keychain import serve

class Kept:
    path = pathlib.Path(sys.argv[1])

    def all(self):
        return json.loads(self.path.read_text()) if self.path.exists() else {}

    def get_password(self, service, username):
        return self.all().get(username)

    def set_password(self, service, username, password):
        self.path.write_text(json.dumps(self.all() | {username: password}))

    def delete_password(self, service, username):
        kept = self.all()
        del kept[username]
        self.path.write_text(json.dumps(kept))

sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer, Kept(), "in a drawer"))
"""


def keychain_in(path: Path) -> list[str]:
    """The command of a child whose keychain is this file."""
    return [sys.executable, "-c", _CHILD, str(path)]
