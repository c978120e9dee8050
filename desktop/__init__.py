"""The program around the checker: command line, tray, window and the child processes."""

from __future__ import annotations

VERSION = "0.1.0"
