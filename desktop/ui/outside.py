"""What lies outside Clearpost, a mail or a web page, is opened by the system when it is clicked."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(address: str) -> bool:
    """Hand an address to a browser or a mail program; whether the system has one."""
    return QDesktopServices.openUrl(QUrl(address))


def not_opened(address: str) -> str:
    """What is said where it has none: the address, for the person to use elsewhere."""
    url = QUrl(address)
    if url.scheme() == "mailto":
        return f"No mail program opened here. The address to write to is {url.path()}."
    return f"No browser opened here. The address of the page is {address}"
