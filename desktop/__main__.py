"""`clearpost`: which part of the program was asked for.

With a sub-command it is the command line and loads no Qt, without one it is the app, and with
`--child` it is one of the processes that the app starts for itself. Each part is imported only
when it is wanted, so that `clearpost --version` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from desktop import VERSION

TYPE_CHECKING = False  # without `typing`, which takes its time to load
if TYPE_CHECKING:
    from checker.model import NotRun, Profile

_CHECKER = ("check", "fix", "audit", "guide")
_LATER = {
    "enroll": "connects this device with an organization",
    "update": "fetches the organization's newest list",
    "status": "says which versions are installed and how old they are",
    "self-test": "checks that Clearpost works on this device",
}
_COMMANDS = (*_CHECKER, *_LATER, "pack")

_HELP = """\
usage: clearpost [--background] [--pack DIR|ZIP]
       clearpost COMMAND [...]

Clear it before you post it. Drafts are looked over on this device and nowhere else.

Without a command the app opens: in the tray, or as a window where there is no tray.

  --background       stay in the tray until the icon is clicked
  --pack DIR|ZIP     use this organization's list
  --version          print the version
  --help             print this help

Commands:
  check [FILE ...|-]  say what in a draft should be looked at
  fix FILE|-          apply the safe fixes and print the result
  pack lint [DIR|ZIP]        run every sample of a list that you write
  pack build DIR --out FILE  make one file of it to hand out

Not part of this version yet:
  audit ARCHIVE       look over your own posts from a network's export
  guide [PLATFORM]    privacy settings of a network, step by step
  enroll FILE|CODE    connect this device with an organization
  update              fetch the organization's newest list
  status [--json]     versions and ages
  self-test           check that Clearpost works on this device
  pack init|try|diff|stage|sign|release|refresh|rotate|revoke

"clearpost COMMAND --help" tells more. Exit codes: 0 nothing at or above --fail-on
(warning, unless you say otherwise), 1 something, 2 wrong usage, an input that could not be read, or
a check that failed.
"""

_DEBIAN_LIBRARIES = (
    "libglib2.0-0 libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = arguments[0] if arguments else ""
    if first == "--child":
        return _child(arguments[1:])
    if first in ("--version", "-V"):
        return _tell(f"clearpost {VERSION}\n")
    if first in ("--help", "-h", "help"):
        return _tell(_HELP)
    if first in _CHECKER:
        from checker import cli

        if getattr(sys, "frozen", False):
            from desktop.children import child_command

            paste = child_command("paste")
            return cli.main(
                arguments, version=VERSION, clipboard_command=paste, read_profile=_profile
            )
        return cli.main(arguments, version=VERSION, read_profile=_profile)
    if first == "pack":
        from checker.publish import cli as publish

        return publish.main(arguments[1:])
    if first in _LATER:
        return _complain(f"{first} {_LATER[first]}; it is not part of this version yet")
    if first and not first.startswith("-"):
        return _complain(
            f'there is no command "{first}"{_suggestion(first)} (see clearpost --help)'
        )
    return _app(arguments)


def _profile() -> Profile | NotRun | None:
    """What the person saved as their own."""
    from desktop.folders import data_folder
    from desktop.profile import saved_profile

    return saved_profile(data_folder())


def _child(arguments: list[str]) -> int:
    """Be the child of that kind."""
    kind = arguments[0] if arguments else ""
    run = _CHILDREN.get(kind)
    return run() if run else _complain(f'there is no child process "{kind}"')


def _check_child() -> int:
    from checker.service import main as run

    return run()


def _clipboard_child() -> int:
    from desktop.ui.clipboard.x11_reader import main as run

    return run()


def _keep_child() -> int:
    from desktop.ui.clipboard.keeper import main as run

    return run()


def _keychain_child() -> int:
    from desktop.keychain import main as run

    return run()


def _paste_child() -> int:
    from checker.intake.clipboard import main as run

    return run()


_CHILDREN: dict[str, Callable[[], int]] = {
    "check": _check_child,
    "clipboard": _clipboard_child,
    "keep": _keep_child,
    "keychain": _keychain_child,
    "paste": _paste_child,
}


def _app(arguments: list[str]) -> int:
    """Open the app."""
    background, pack = False, None
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument == "--background":
            background = True
        elif name == "--pack":
            pack = value if equals else next(rest, "")
            if not pack:
                return _complain("--pack needs a folder or a ZIP file")
        elif argument in _COMMANDS:
            return _complain(f'put "{argument}" first and --pack or other options after it')
        else:
            hint = _suggestion(name, ("--background", "--pack", "--version", "--help"))
            return _complain(f'there is no option "{name}"{hint} (see clearpost --help)')
    if trouble := no_screen(os.environ, sys.platform):
        return _complain(trouble)
    try:
        from desktop import app
    except ImportError as error:
        if "PySide6" in (error.name or "") or ".so" in str(error):
            return _complain(_missing_libraries(str(error)))
        raise
    return app.run(pack=pack, background=background)


def no_screen(environ: Mapping[str, str], platform: str) -> str:
    """Why no window can be shown, where Qt itself would end the process without a word of use."""
    if not platform.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return ""
    if environ.get("WAYLAND_DISPLAY"):
        return ""
    if not environ.get("DISPLAY"):
        return (
            "there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            '"clearpost check FILE" works without one'
        )
    import ctypes

    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        return _missing_libraries(str(error))
    return ""


def _missing_libraries(error: str) -> str:
    return (
        f"the window cannot be opened, because a library of the system is missing ({error}). "
        f"On Debian or Ubuntu: sudo apt install {_DEBIAN_LIBRARIES}"
    )


def _suggestion(word: str, known: Sequence[str] = _COMMANDS) -> str:
    import difflib

    near = difflib.get_close_matches(word, known, 1)
    return f'; did you mean "{near[0]}"?' if near else ""


def _tell(text: str) -> int:
    """Print; where that cannot be written, end as any command does."""
    try:
        print(text, end="", flush=True)
    except OSError:
        from checker.console import run_on_console

        return run_on_console(lambda console: console.stdout.write(text) * 0)
    return 0


def _complain(what: str) -> int:
    print(f"clearpost: {what}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
