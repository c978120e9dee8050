"""How every child process of Clearpost is started.

Work that may hang or die is done in a child: checking, reading the X11 clipboard, opening the
keychain. So is what has to outlive the window: a copy kept on the X11 clipboard. They are all the
same program with `--child KIND`, so that a frozen Clearpost needs no second executable, and they
speak on their pipes: what is secret is never among the arguments, where every process of the
machine could read it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

Kind = Literal["check", "clipboard", "keep", "keychain", "paste"]

_ROOT = Path(__file__).resolve().parent.parent


def child_command(kind: Kind, *args: str) -> list[str]:
    """The command that starts a child."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", kind, *args]
    # -P: a folder "desktop" where the program was started from must not be taken for ours.
    return [sys.executable, "-P", "-m", "desktop", "--child", kind, *args]


def child_environment() -> dict[str, str]:
    """This process's environment without what would change how Python or keyring behave."""
    kept = {
        name: value for name, value in os.environ.items() if not name.upper().startswith("PYTHON")
    }
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = str(_ROOT)
    return kept
