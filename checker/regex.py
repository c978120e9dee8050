r"""RE2 as rules use it: Latin-1 bytes, one byte a character, linear in the text.

https://github.com/google/re2/wiki/Syntax: no look-around, `\b` is ASCII.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import re2

_MEMORY = 8 << 20


def options() -> Any:
    """Latin-1, nothing printed on a mistake, little memory for the automaton."""
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.log_errors = False
    chosen.max_mem = _MEMORY
    return chosen


_OPTIONS = options()


def compile_pattern(pattern: str) -> Any:
    """Compile a rule's pattern.

    Raises:
        ValueError: RE2 cannot take it; the message says why in RE2's words.
    """
    try:
        return re2.compile(pattern.encode("latin-1"), _OPTIONS)
    except UnicodeEncodeError:
        raise ValueError(
            "has a character beyond Latin-1; use names or near for such words"
        ) from None
    except re2.error as error:
        reason = error.args[0]
        reason = reason.decode("latin-1") if isinstance(reason, bytes) else str(reason)
        raise ValueError(f"RE2 cannot take it: {reason}") from None


def group_spans(match: Any) -> Sequence[tuple[int, int]]:
    """The spans of all groups of a match, the whole first; none where there is no match.

    Asked for one span, a match of re2 counts the groups of its pattern to check the number, which
    takes 24 microseconds, ten times as long as the search. Its own list of them is not public.
    """
    return match._spans if match else ()
