"""`clearpost check`, `fix`, `audit` and `guide`: the command line.

Everything that reaches the outside (arguments, streams, the time) comes in at `main` and is handed
down, so that a whole command can be run in a test without a process. Exit codes: 0 nothing at or
above `--fail-on`, 1 something, 2 wrong usage, an input that could not be read, or a check that
failed. 2 beats 1 beats 0.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from checker.arguments import LATER, UsageError, check_usage, parser
from checker.bulk import Answers, Tally, Worker, lines
from checker.console import Console, run_on_console
from checker.engine import Engine
from checker.errors import PackError, ServiceError, UnreadableInput
from checker.explain import apply_fixes, compatible
from checker.intake import clipboard, read_file, read_stream, reason
from checker.model import Draft, NotRun, PackInfo, Profile, Report
from checker.pack.load import load_pack
from checker.pack.model import Pack
from checker.pack.toml import suggestion
from checker.progress import Progress
from checker.render import CLIPBOARD, STDIN, Checked, Run, json, sarif, text
from checker.render.terminal import columns, is_terminal, visible, wants_color
from checker.service import Client
from resources import BUILTIN_PACK

ReadProfile = Callable[[], Profile | NotRun | None]
"""Gives what is the person's own, or why it cannot be read; None where nothing was saved."""


def _nothing_saved() -> None:
    """The profile of somebody who saved none."""


def main(
    argv: Sequence[str],
    *,
    version: str = "",
    clipboard_command: Sequence[str] = clipboard.COMMAND,
    read_profile: ReadProfile = _nothing_saved,
) -> int:
    """Run one command on the streams of this process.

    Args:
        argv: the arguments, the sub-command first.
        version: of Clearpost, for reports that name their tool.
        clipboard_command: what prints the clipboard's text; a frozen program has its own.
        read_profile: called where no `--pack` asks for a run that can be repeated.
    """
    return run_on_console(
        partial(
            run,
            argv,
            now=datetime.now(UTC).replace(microsecond=0),
            version=version,
            clipboard_command=clipboard_command,
            read_profile=read_profile,
        )
    )


def run(
    argv: Sequence[str],
    console: Console,
    *,
    now: datetime,
    version: str = "",
    clipboard_command: Sequence[str] = clipboard.COMMAND,
    read_profile: ReadProfile = _nothing_saved,
) -> int:
    """Run one command; the exit code."""
    if argv and argv[0] in LATER:
        console.complain(f"{argv[0]} is not part of this version yet")
        return 2
    try:
        with contextlib.redirect_stdout(console.stdout), contextlib.redirect_stderr(console.stderr):
            args = parser().parse_args(argv)
            check_usage(args)
    except SystemExit as end:
        return int(end.code or 0)
    except UsageError as error:
        console.complain(f"{error} (see clearpost {argv[0]} --help)")
        return 2
    try:
        pack = load_pack(args.pack or BUILTIN_PACK, builtin=BUILTIN_PACK if args.pack else None)
        audiences = _audiences(args.audience, pack)
    except PackError as error:
        _refuse(args.pack, error, console)
        return 2
    except UsageError as error:
        console.complain(str(error))
        return 2
    as_of = args.as_of or now
    own = None if args.pack else read_profile()
    session = _Session(
        Engine(pack), args, console, as_of, audiences, clipboard_command, version, own
    )
    if args.command == "fix":
        return session.fix()
    return session.stream() if args.jsonl else session.check()


def _audiences(named: list[str] | None, pack: Pack) -> frozenset[str] | None:
    if named is None:
        return None
    known = {"all", *pack.manifest.audiences}
    for name in named:
        if name not in known:
            near = suggestion(name, known) or f"; it knows {', '.join(sorted(known))}"
            if name == STDIN or Path(name).exists():
                near = "; files go before --audience, or after --"
            raise UsageError(f'the pack knows no audience "{name}"{near}')
    return frozenset(named)


def _refuse(path: Path | None, error: PackError, console: Console) -> None:
    """Say why a pack cannot be used: every mistake in it, or in one line that it is none."""
    if [problem.path for problem in error.problems] == [str(path)]:
        console.complain(str(error))
        return
    for problem in error.problems:
        console.stderr.write(f"{visible(str(problem))}\n")
    console.complain(f"the pack {path or 'of this version'} cannot be used")


@dataclass(slots=True)
class _Session:
    """One command with everything it needs."""

    engine: Engine
    args: argparse.Namespace
    console: Console
    as_of: datetime
    audiences: frozenset[str] | None
    clipboard_command: Sequence[str]
    version: str
    own: Profile | NotRun | None
    """What is the person's own, or why it cannot be told."""

    def check(self) -> int:
        """Check every input and write one report."""
        files = tuple(self._checked())
        run = Run(self._pack_info(), self.as_of, files)
        self._complain(files)
        out = self.console.stdout
        if self.args.format == "json":
            out.write(json.render(run))
        elif self.args.format == "sarif":
            out.write(sarif.render(run, self.engine.pack, self.version))
        else:
            out.write(text.render(run, self._style(out)))
        return run.exit_code(self.args.fail_on)

    def fix(self) -> int:
        """Apply the safe fixes of what a check reports, print the text and say what remains.

        Once: what a fix writes is never fixed again, so only what `check` names is changed.
        """
        name = self.args.file
        try:
            draft = self._read(name)
        except UnreadableInput as error:
            self._complain((Checked(name, error=str(error)),))
            return 2
        found = self._report(draft).findings
        safe = {f: next((fix for fix in f.fixes if fix.safe), None) for f in found}
        applied = frozenset(compatible(fix for fix in safe.values() if fix))
        draft, _ = apply_fixes(draft, applied)
        self.console.stdout.write("".join(segment.text for segment in draft.segments))
        report = self._report(draft)
        run = Run(report.pack, self.as_of, (Checked(name, draft, report),))
        err = self.console.stderr
        changed = [finding.rule_id for finding, fix in safe.items() if fix in applied]
        err.write(text.render_fixed(run, changed, self._style(err)))
        return run.exit_code(self.args.fail_on)

    def stream(self) -> int:
        """Answer lines of JSON."""
        answers = Answers(entities=self.args.entities)
        names = self.args.files or [STDIN]
        try:
            with contextlib.ExitStack() as stack:
                workers = [
                    _Worker(
                        stack.enter_context(self._client()),
                        self._options() | {"left_out": self._left_out()},
                    )
                    for _ in range(self.args.jobs or 0)
                ]
                read = [self._answer(name, answers, workers) for name in names]
        except ServiceError as error:
            self.console.complain(str(error))
            return 2
        return answers.tally.exit_code(self.args.fail_on) if all(read) else 2

    def _answer(self, name: str, answers: Answers, workers: Sequence[Worker]) -> bool:
        """Answer the lines of one input; whether it could be read."""
        out = self.console.stdout
        try:
            with self._progress(_size(name), "bytes") as progress:
                posts = progress.over(self._lines(name), len)
                if workers:
                    written = answers.from_workers(posts, workers)
                else:
                    written = answers.from_engine(posts, self._report)
                for line in written:
                    out.write(line)
                    out.flush()
        except UnreadableInput as error:
            self.console.complain(f"{name}: {error}")
            return False
        return True

    def _checked(self) -> Iterator[Checked]:
        names: list[str] = [*self.args.files, *([CLIPBOARD] if self.args.clipboard else [])]
        names = names or [STDIN]
        with self._progress(len(names), "files") as progress:
            for name in progress.over(names, lambda _: 1):
                try:
                    draft = self._read(name)
                except UnreadableInput as error:
                    yield Checked(name, error=str(error))
                else:
                    yield Checked(name, draft, self._report(draft))

    def _read(self, name: str) -> Draft:
        if name == CLIPBOARD:
            return clipboard.read(self.clipboard_command)
        if name == STDIN:
            self._invite()
            return read_stream(self.console.stdin)
        return read_file(Path(name))

    def _invite(self) -> None:
        """Tell a person at the keyboard that we wait for them."""
        if is_terminal(self.console.stdin) and is_terminal(self.console.stderr):
            end = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
            self.console.stderr.write(f"Type or paste the draft, then press {end}.\n")

    def _lines(self, name: str) -> Iterator[bytes]:
        """The lines of one input; an error in writing the answers is none of its own."""
        try:
            if name == STDIN:
                yield from lines(self.console.stdin)
            else:
                with Path(name).open("rb") as file:
                    yield from lines(file)
        except (OSError, ValueError) as error:
            raise UnreadableInput(reason(error)) from None

    def _report(self, draft: Draft) -> Report:
        report = self.engine.check(draft, as_of=self.as_of, **self._options())
        return report.with_not_run(self._left_out())

    def _left_out(self) -> tuple[NotRun, ...]:
        return (self.own,) if isinstance(self.own, NotRun) else ()

    def _options(self) -> dict[str, Any]:
        """What `check` asks of the engine; `fix` has fewer options."""
        options = {
            "audiences": self.audiences,
            "profile": self.own if isinstance(self.own, Profile) else None,
            "deep": not self.args.live,
            "entities": getattr(self.args, "entities", False),
        }
        return options | ({"explain": True} if getattr(self.args, "explain", False) else {})

    def _client(self) -> Client:
        return Client(self.args.pack, builtin=BUILTIN_PACK, as_of=self.as_of)

    def _pack_info(self) -> PackInfo:
        return self._report(Draft(())).pack

    def _complain(self, files: Iterable[Checked]) -> None:
        for checked in files:
            if checked.error:
                name = "the clipboard" if checked.path == CLIPBOARD else checked.path
                self.console.complain(f"{name}: {checked.error}")

    def _style(self, stream: TextIO) -> text.Style:
        environ = self.console.environ
        return text.Style(
            color=wants_color(stream, environ),
            width=columns(stream, environ),
            explain=getattr(self.args, "explain", False),
        )

    def _progress(self, total: int, unit: str) -> Progress:
        err, out = self.console.stderr, self.console.stdout
        shown = is_terminal(err) and (unit == "files" or not is_terminal(out))
        return Progress(err if shown else None, total, unit)


@dataclass(frozen=True, slots=True)
class _Worker:
    """A child that checks, as `bulk` sees it."""

    client: Client
    options: dict[str, Any]

    def begin(self, lines: Sequence[bytes], first: int) -> None:
        self.client.begin_lines(lines, first=first, **self.options)

    def finish(self) -> tuple[str, Tally]:
        return self.client.finish_lines()


def _size(name: str) -> int:
    """How many bytes there are to read; 0 where nobody knows."""
    try:
        return 0 if name == STDIN else Path(name).stat().st_size
    except (OSError, ValueError):
        return 0
