"""A program that holds something on the clipboard, as a password manager or file manager does.

xclip offers one format at a time; this offers several, and copies several times in a known order.
It reads a JSON list of objects of format -> text from standard input, copies them one after the
other, writes "ready", and stays until it is ended.

    echo '[{"text/plain": "words"}]' | python -m tests.support.clipboard_owner
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def main() -> int:
    """Hold the clipboard until ended."""
    application = QGuiApplication(["owner"])
    for formats in json.load(sys.stdin):
        mime = QMimeData()
        for name, value in formats.items():
            mime.setData(name, value.encode())
        application.clipboard().setMimeData(mime)
    print("ready", flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
