"""Reports as text that a person enjoys reading.

Each finding shows its line with the place underlined, then what was noticed, why it matters, the
clause, and what to write instead. The last lines say what was not checked: they never read as a
plain "all clear", because nobody can give that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import SEVERITIES, Finding, NotRun, Severity, Span, Weighed
from checker.render import CLIPBOARD, STDIN, Checked, Run
from checker.render.lines import Lines
from checker.render.terminal import cells, paint, visible

_INDENT = "    "
_MIN_ROOM = 30


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: in color or not, how wide, with what was weighed or not."""

    color: bool = False
    width: int = 100
    explain: bool = False


def render(run: Run, style: Style) -> str:
    """The whole run; inputs that could not be read are said elsewhere."""
    blocks = [block for checked in run.files for block in _file(checked, style)]
    if style.explain and not any(report.weighed for report in run.reports()):
        blocks.append(paint("Nothing was weighed and set aside.", "dim", color=style.color))
    blocks.append(_summary(run, style))
    return "\n\n".join(blocks) + "\n"


def render_fixed(run: Run, changed: Sequence[str], style: Style) -> str:
    """What remains after a fix, and what was done.

    Args:
        run: over the text as it is now.
        changed: the rule of each place that was changed.
        style: how to write.
    """
    blocks = [block for checked in run.files for block in _file(checked, style)]
    kinds = ", ".join(f"{count:,} {visible(rule)}" for rule, count in Counter(changed).items())
    done = f"Changed {counted(len(changed), 'place')}: {kinds}." if changed else ""
    left = f"What remains: {_counts(run)}" if blocks else _counts(run)
    summary = [done or "Changed nothing.", left, *_not_run_lines(run, style)]
    return "\n\n".join([*blocks, "\n".join(summary)]) + "\n"


def _file(checked: Checked, style: Style) -> Iterator[str]:
    if checked.report is None or checked.draft is None:
        return
    lines = [Lines(segment.text) for segment in checked.draft.segments]
    for finding in checked.report.findings:
        yield _finding(finding, _name(checked, finding.segment), lines[finding.segment], style)
    if style.explain and checked.report.weighed:
        shown = (
            _weighed(item, _name(checked, item.segment), lines[item.segment], style)
            for item in checked.report.weighed
        )
        yield "\n".join([paint("Weighed and not reported:", "dim", color=style.color), *shown])


def _name(checked: Checked, segment: int) -> str:
    many = checked.draft is not None and len(checked.draft.segments) > 1
    return visible(f"{checked.path}#{segment + 1}" if many else checked.path)


def _finding(finding: Finding, name: str, lines: Lines, style: Style) -> str:
    line, column = lines.place(finding.span.start)
    color = style.color
    severity = finding.severity
    head = (
        f"{paint(f'{name}:{line}:{column}', 'place', color=color)}  "
        f"{paint(severity, severity, color=color)}  {visible(finding.message)}  "
        f"{paint(f'[{visible(finding.rule_id)}]', 'dim', color=color)}"
    )
    return "\n".join(
        [head, *_excerpt(lines, finding.span, severity, style), *_words(finding, style)]
    )


def _words(finding: Finding, style: Style) -> Iterator[str]:
    color = style.color
    yield _INDENT + visible(finding.why)
    if finding.clause:
        label = f"{visible(finding.clause.id)} {visible(finding.clause.title)}"
        link = f"  {visible(finding.clause.link)}" if finding.clause.link else ""
        yield f"{_INDENT}Clause: {label}{link}"
    if finding.fixes:
        titles = " · ".join(visible(fix.title) for fix in finding.fixes)
        yield f"{_INDENT}Instead: {paint(titles, 'fix', color=color)}"
    also = [f"also {rule}" for rule in finding.also] if style.explain else []
    facts = [*finding.evidence, *also]
    if facts:
        yield paint(f"{_INDENT}Seen: {visible(', '.join(facts))}", "dim", color=color)
    if finding.contact:
        yield paint(f"{_INDENT}Questions: {visible(finding.contact)}", "dim", color=color)


def _weighed(item: Weighed, name: str, lines: Lines, style: Style) -> str:
    line, column = lines.place(item.span.start)
    text = f"{name}:{line}:{column}  {visible(item.rule_id)}: {visible(item.reason)}"
    return paint(text, "dim", color=style.color)


def _excerpt(lines: Lines, span: Span, severity: Severity, style: Style) -> Iterator[str]:
    """The line of a finding, cut to the width around the place, and the mark under it."""
    line, _ = lines.place(span.start)
    bounds = lines.bounds(line)
    end = max(min(span.end, bounds.end), span.start)
    gutter = f"{line:>5} | "
    room = max(_MIN_ROOM, style.width - len(gutter) - 1)
    # A column takes one character at most but for marks, so this much is enough and stays cheap.
    first = max(bounds.start, span.start - 2 * room)
    shown = cells(lines.text[first : min(bounds.end, span.start + 4 * room)])
    at, until = span.start - first, end - first
    left, right = _window(shown, at, until, room)
    before, after = "…" if left or first > bounds.start else "", ""
    if right < len(shown) or first + len(shown) < bounds.end:
        after = "…"
    row = before + "".join(cell for cell, _ in shown[left:right]) + after
    start = len(before) + sum(width for _, width in shown[left:at])
    width = max(1, sum(width for _, width in shown[at : min(until, right)]))
    tail = "…" if span.end > bounds.end else ""
    yield paint(gutter, "dim", color=style.color) + row.rstrip()
    mark = paint("^" * width + tail, severity, color=style.color)
    yield paint(f"{'':5} | ", "dim", color=style.color) + " " * start + mark


def _window(shown: list[tuple[str, int]], at: int, until: int, room: int) -> tuple[int, int]:
    """Which cells to show: the place first, then about as much on either side as there is room."""
    left = right = min(at, len(shown))
    used = 0
    while right < min(until, len(shown)) and used + shown[right][1] <= room:
        used += shown[right][1]
        right += 1
    grown = True
    while grown:
        grown = False
        if left > 0 and used + shown[left - 1][1] <= room:
            left -= 1
            used += shown[left][1]
            grown = True
        if right < len(shown) and used + shown[right][1] <= room:
            used += shown[right][1]
            right += 1
            grown = True
    return left, right


def _summary(run: Run, style: Style) -> str:
    return "\n".join([_counts(run), *_not_run_lines(run, style)])


def _not_run_lines(run: Run, style: Style) -> list[str]:
    return [_not_run(item, style.color) for item in run.not_run()]


def _counts(run: Run) -> str:
    severities = Counter(f.severity for report in run.reports() for f in report.findings)
    unread = [checked.path for checked in run.files if checked.error]
    read = len(run.files) - len(unread)
    if not read:
        return "Nothing was checked."
    where = f" in {counted(read, 'file')}" if read > 1 else ""
    if severities:
        parts = [counted(severities[s], s) for s in reversed(SEVERITIES) if severities[s]]
        text = f"{counted(severities.total(), 'finding')}{where}: {', '.join(parts)}."
    else:
        text = f"Nothing found by the checks that ran{where}."
    return f"{text} {_unread(unread)} could not be read." if unread else text


def _unread(names: list[str]) -> str:
    if names == [CLIPBOARD]:
        return "The clipboard"
    if names == [STDIN]:
        return "Standard input"
    return counted(len(names), "input" if {CLIPBOARD, STDIN} & {*names} else "file")


def counted(count: int, word: str) -> str:
    """`1 place`, `2,000 places`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def _not_run(item: NotRun, color: bool) -> str:
    text = f"Not checked: {visible(item.check)} ({visible(item.reason)})."
    return paint(text, "warning", color=color) if item.kind == "failed" else text
