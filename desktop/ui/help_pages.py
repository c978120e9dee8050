"""Short pages of help: what is left alone, the keys, and what this program is."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop import VERSION
from desktop.ui.page import escape

LEFT_ALONE_TITLE = "What is left alone"
LEFT_ALONE = """
<p class="head">Talk about your work and your rights</p>
<p>Pay, hours, shifts, safety, staffing, unions, managers, unfair treatment and reporting wrongs
are yours to talk about. Such words make a finding quieter, never louder. No rule looks at your mood
or at criticism.</p>
<p class="head">What is only a hint</p>
<p>Example addresses such as ana@example.com, and published test cards. A hint alone does not make
the icon speak up.</p>
<p class="head">What you can settle yourself</p>
<p>Clearpost cannot know what is public already or what is about you. It asks you: answer
“It is already public” or “It is mine”, and it is hidden, here and where the same words come up
again. What is always yours, such as your own address, can be written under About me.</p>
<p class="head">What stops by itself</p>
<p>A term that the company list gives a date is left alone from that date on.</p>
"""
_MORE_KEYS = (
    ("Enter", "on a finding: go to its fixes; on a button: press it"),
    ("Arrow keys", "in the list: choose a finding"),
    ("Esc", "back to the draft; closes a page beside it"),
)


def keys_page(bar: QMenuBar) -> str:
    """The keys of the menus, read from the menus, and the few others."""
    rows = []
    for heading in bar.actions():
        menu = heading.menu()
        for action in menu.actions() if isinstance(menu, QMenu) else ():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys:
                rows.append((keys, action.text().replace("&", "")))
    lines = "".join(
        f'<tr><td class="kind">{escape(keys)}</td><td>{escape(what)}</td></tr>'
        for keys, what in (*rows, *_MORE_KEYS)
    )
    return f'<table cellspacing="0" cellpadding="0">{lines}</table>'


def about_page() -> str:
    """What this is, which version, and under which license."""
    return f"""
<p class="title">Clearpost</p>
<p class="muted">Version {escape(VERSION)}</p>
<p>Reads a draft before it is posted, on this device alone, and says what in it should be looked
at.</p>
<p>Free software under the Apache License, version 2.0. It comes without warranty. The file LICENSE
holds the license, and NOTICE names what it is built with.</p>
"""
