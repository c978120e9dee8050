"""A clipboard that a test holds in its hands."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.clipboard.backend import Answer, Skip


class FakeBackend:
    """Answers when the test says so."""

    name = "fake"

    def __init__(self, *, can_watch: bool = True) -> None:
        self.can_watch = can_watch
        self.limits = "" if can_watch else "It sees the clipboard in front only."
        self.changed: Callable[[], None] | None = None
        self.waiting: list[Callable[[Answer], None]] = []
        self.holds: Answer = Skip.EMPTY
        self.answers_at_once = True

    def start(self, changed: Callable[[], None]) -> None:
        self.changed = changed

    def stop(self) -> None:
        self.changed = None
        self.waiting.clear()

    def read(self, answer: Callable[[Answer], None]) -> None:
        if self.answers_at_once:
            answer(self.holds)
        else:
            self.waiting.append(answer)

    def copy(self, holds: Answer) -> None:
        """Put something on the clipboard, as another program does."""
        self.holds = holds
        if self.changed is not None:
            self.changed()
