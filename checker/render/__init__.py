"""What came of a run, as text for people or as JSON and SARIF for programs.

One module per format, each with a function `render` over a `Run`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from checker.model import SEVERITIES, Draft, NotRun, PackInfo, Report, Severity, worst

STDIN = "-"
CLIPBOARD = "<clipboard>"
"""What stands for an input that is no file."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One input and what came of it: a report, or the reason why there is none."""

    path: str
    draft: Draft | None = field(default=None, repr=False)
    report: Report | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one command checked."""

    pack: PackInfo
    as_of: datetime
    files: tuple[Checked, ...]

    def not_run(self) -> tuple[NotRun, ...]:
        """Each check that did not run on some input, once."""
        return tuple(dict.fromkeys(item for report in self.reports() for item in report.not_run))

    def reports(self) -> Iterator[Report]:
        """The reports of the inputs that could be read."""
        return (checked.report for checked in self.files if checked.report is not None)

    def exit_code(self, fail_on: Severity) -> int:
        """0 nothing, 1 a finding at or above `fail_on`, 2 an input or a check that failed."""
        if any(checked.error for checked in self.files):
            return 2
        if any(item.kind == "failed" for item in self.not_run()):
            return 2
        gravest = worst(f for report in self.reports() for f in report.findings)
        return int(gravest is not None and SEVERITIES.index(gravest) >= SEVERITIES.index(fail_on))
