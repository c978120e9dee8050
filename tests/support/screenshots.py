"""Pictures of the window, taken by opening it: `python -m tests.support.screenshots OUT`.

The example organization's pack checks a made-up post in the real child process, so that what the
README shows is what the program does. `light.png` and `dark.png` are the README's; the others show
an empty draft, the policy reader, a narrow window and a screen at 200 %.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from desktop.answers import Answers
from desktop.packs import Packs
from desktop.session import Session
from desktop.settings import Settings
from desktop.store import Store
from desktop.ui.jobs import CheckService
from desktop.ui.own_profile import OwnProfile
from desktop.ui.window import MainWindow
from resources import BUILTIN_PACK, EXAMPLE_PACK

_LIMIT_MS = 30_000
_FONTS = ("Inter", "Noto Sans", "Open Sans", "Liberation Sans", "DejaVu Sans")

DRAFT = """\
What a week for the Bluefin team! The first sensors went out to St Brannoc's Hospital on \
Tuesday, and the nurses on the ward loved how quiet they are.

Huge thanks to Ines for staying late to get the demo right. If you want to see it for \
yourself, write to her at ines.moreau@aldermere.example or call +44 20 7946 0958.

More from the fair in May. The coffee there is on me.
"""


def wait_for(signal: SignalInstance, ready: Callable[[], bool]) -> None:
    """Run until something has happened; a run that takes too long fails."""
    loop = QEventLoop()
    QTimer.singleShot(_LIMIT_MS, loop, lambda: loop.exit(1))
    signal.connect(lambda *_: loop.exit(0) if ready() else None)
    if not ready() and loop.exec():
        raise SystemExit("the window did not get as far as the picture needs")


class Studio:
    """A window with everything behind it, in a folder that goes away."""

    def __init__(self, folder: Path, *, theme: str = "light", pack: bool = True) -> None:
        self.settings = Settings(folder / "settings.json")
        self.settings.set("theme", theme)
        self.store = Store(folder)
        self.packs = Packs(EXAMPLE_PACK if pack else None)
        self.checks = CheckService(builtin=BUILTIN_PACK)
        self.session = Session(Answers(self.store))
        self.window = MainWindow(
            self.session,
            self.checks,
            self.settings,
            self.store,
            self.packs,
            OwnProfile(self.checks, self.store),
            lambda: self.packs.current.policy if self.packs.current else None,
        )
        self.checks.start()
        self.checks.load(self.packs.wished)
        self.window.resize(1120, 740)
        self.window.show()
        wait_for(self.checks.loaded, lambda: self.packs.current is not None)

    def write(self, text: str) -> None:
        """Put a draft in and wait for its report."""
        self.window.open_text(text)
        wait_for(self.checks.reported, lambda: self.session.is_checked)
        self.window.desk.go_to_next()

    def close(self) -> None:
        """Let go of window and child."""
        self.checks.stop()
        self.store.close()
        self.window.hide()
        self.window.deleteLater()


def save(widget: QWidget, path: Path) -> None:
    """Write what a widget shows."""
    for _ in range(4):  # layouts that depend on each other's height settle in turns
        QApplication.processEvents()
    widget.grab().save(str(path))
    print(path)


def take(out: Path) -> None:
    """All pictures but the one at another scale."""
    for theme in ("light", "dark"):
        with tempfile.TemporaryDirectory() as folder:
            studio = Studio(Path(folder), theme=theme)
            studio.write(DRAFT)
            save(studio.window, out / f"{theme}.png")
            if theme == "light":
                studio.window.resize(480, 860)
                save(studio.window, out / "narrow.png")
                studio.window.pages.show_policy()
                policy = studio.window.pages.opened("policy")
                assert policy is not None
                save(policy, out / "policy.png")
            studio.close()
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder), pack=False)
        save(studio.window, out / "empty.png")
        studio.close()


def take_scaled(out: Path) -> None:
    """The window as a screen at 200 % draws it."""
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        studio.window.resize(900, 600)
        studio.write(DRAFT)
        save(studio.window, out / "scale-200.png")
        studio.close()


def use_a_plain_font(app: QApplication) -> None:
    """A server has no system font; take the first of those that desktops use."""
    families = set(QFontDatabase.families())
    if family := next((name for name in _FONTS if name in families), None):
        app.setFont(QFont(family, 10))


SHOWN = Path(__file__).parents[2] / "docs" / "screenshots"
"""Where the README looks for them."""


def main() -> None:
    """Take the pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else SHOWN
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    use_a_plain_font(app)
    if os.environ.get("QT_SCALE_FACTOR") == "2":
        take_scaled(out)
        return
    take(out)
    again = [sys.executable, "-m", "tests.support.screenshots", str(out)]
    subprocess.run(again, env=os.environ | {"QT_SCALE_FACTOR": "2"}, check=True)


if __name__ == "__main__":
    main()
