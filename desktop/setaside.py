"""Putting a broken file aside, so that a fresh one can be begun and nothing is thrown away."""

from __future__ import annotations

from itertools import count
from pathlib import Path


def set_aside(path: Path, reason: str) -> str:
    """Rename a broken file to the first free `.broken-N`; a sentence about it for the person."""
    aside = next(
        candidate
        for number in count(1)
        if not (candidate := path.with_name(f"{path.name}.broken-{number}")).exists()
    )
    try:
        path.rename(aside)
    except OSError as error:
        return f"{path} cannot be used ({reason}) and not be put aside: {error.strerror or error}."
    return f"{path} could not be read ({reason}). It was kept as {aside.name} and begun anew."
