"""Tests on a real X server with a window manager, a tray and other programs that copy."""
