"""The menus, with the keys people know; everything in the window is reached from here too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.ui.kept_view import DELETE

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

Key = QKeySequence.StandardKey


def fill_menus(window: MainWindow) -> dict[str, QAction]:
    """Make the menus of a window; returns the actions that come and go, by name."""
    named: dict[str, QAction] = {}

    def add(
        menu: QMenu,
        text: str,
        do: Callable[[], object],
        key: Key | str | None = None,
        name: str = "",
    ) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda: do())
        if key is not None:
            action.setShortcut(QKeySequence(key))
        if name:
            named[name] = action
        return action

    desk, editor, pages, bar = window.desk, window.desk.editor, window.pages, window.menuBar()

    draft = bar.addMenu("&Draft")
    add(draft, "&Open a text file…", lambda: _open_file(window), Key.Open)
    add(draft, "Check &clipboard now", window.clipboard_check_requested.emit, "Ctrl+Shift+V")
    draft.addSeparator()
    add(draft, "Copy cleaned &text", desk.copy_out, "Ctrl+Shift+C", "copy")
    draft.addSeparator()
    quit_action = add(draft, "&Quit", window.leave, Key.Quit)
    quit_action.setMenuRole(QAction.MenuRole.QuitRole)

    edit = bar.addMenu("&Edit")
    add(edit, "&Undo", desk.undo, Key.Undo, "undo")
    add(edit, "&Redo", desk.redo, Key.Redo, "redo")
    edit.addSeparator()
    # The editor has these keys itself; shown here without taking them from other fields.
    for text, do, key in (
        ("Cu&t", editor.cut, Key.Cut),
        ("&Copy", editor.copy, Key.Copy),
        ("&Paste", editor.paste, Key.Paste),
        ("Select &all", editor.selectAll, Key.SelectAll),
    ):
        action = add(edit, text, do, key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    edit.addSeparator()
    settings = add(edit, "&Settings…", pages.show_settings, "Ctrl+,")
    settings.setMenuRole(QAction.MenuRole.PreferencesRole)
    about_me = add(edit, "About &me…", pages.show_about_me)
    about_me.setMenuRole(QAction.MenuRole.NoRole)  # or macOS takes it for "About Clearpost"

    findings = bar.addMenu("&Findings")
    add(findings, "&Next finding", desk.go_to_next, "F8", "next")
    add(findings, "&Previous finding", desk.go_to_previous, "Shift+F8", "previous")
    add(findings, "&Fix all safe ones", desk.fix_all_safe, "Ctrl+Shift+F", "fix")
    add(findings, "Check &again", desk.check_now, "F5")
    findings.addSeparator()
    add(findings, "Back to the &draft", editor.setFocus, "Ctrl+E")

    about = bar.addMenu("&Help")
    add(about, "The &policy", pages.show_policy, Key.HelpContents)
    add(about, "Your &rights", lambda: pages.show_policy("SMP-1.2"))
    about.addSeparator()
    add(about, "What is &left alone", pages.show_left_alone)
    add(about, "What is &kept and where", pages.show_kept)
    add(about, f"{DELETE}…", pages.delete_kept)
    about.addSeparator()
    add(about, "Ke&ys", pages.show_keys)
    about_action = add(about, "&About Clearpost", pages.show_about)
    about_action.setMenuRole(QAction.MenuRole.AboutRole)
    return named


def _open_file(window: MainWindow) -> None:
    kinds = "Text (*.txt *.md);;All files (*)"
    path, _ = QFileDialog.getOpenFileName(window, "Open a text file", "", kinds)
    if path:
        window.desk.open_file(Path(path))
