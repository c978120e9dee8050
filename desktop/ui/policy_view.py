"""The posting policy as a person reads it, opened at the clause a finding speaks of.

Rights (SMP-1.2) and the immunity notice (SMP-1.3) stand first, whatever the order of the pack:
they come before everything else in it. The pages are made here from the pack's words, which are
escaped, and nothing in them is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from checker.pack.model import Clause, Policy
from desktop.ui.page import Page, escape
from desktop.ui.sheet import sheet
from desktop.ui.theme import Colors

FIRST = ("SMP-1.2", "SMP-1.3")
_SCHEME = "clearpost:policy#"
_ENDINGS = ("ing", "ies", "es", "s", "y")
_SAID_FOR = {
    "pay": ("salar", "wag", "earning", "earn", "incom", "money", "bonus", "rais", "salari", "wage"),
    "union": ("strik", "strike", "organiz", "organis", "bargain", "works council"),
    "wrongdoing": ("whistleblow", "whistleblower", "fraud", "crim", "illegal", "misconduct"),
    "conditions": ("hour", "shift", "overtime", "holiday", "safet", "workload"),
    "medical": ("health", "ill", "illnes", "sick", "diagnosi"),
}
"""What the policy says, and the stems that people search for when they mean it."""
_CLAUSE_ID = re.compile(r"\b[A-Z]{2,6}-\d+\.\d+\b")


def in_order(policy: Policy) -> list[Clause]:
    """The clauses, rights and immunity first."""
    rank = {clause_id: place for place, clause_id in enumerate(FIRST)}
    return sorted(policy.clauses, key=lambda clause: rank.get(clause.id, len(rank)))


def found(clauses: Sequence[Clause], query: str) -> list[Clause]:
    """The clauses in which every word of the query occurs, or one that is said for it."""
    words = [_alike(word) for word in query.casefold().split()]
    return [c for c in clauses if all(_has_any(_all_words(c), alike) for alike in words)]


def _has_any(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _alike(word: str) -> tuple[str, ...]:
    """What a word is searched for as: without its ending, and by what the policy says for it."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) > 2), "")
    stem = word.removesuffix(ending)
    return (stem, *(said for said, words in _SAID_FOR.items() if stem in words))


def _all_words(clause: Clause) -> str:
    parts = (clause.id, clause.title, clause.rule, clause.why, clause.fine)
    return " ".join((*parts, clause.not_fine, clause.instead, clause.owner)).casefold()


def policy_page(policy: Policy, clauses: Sequence[Clause], query: str, colors: Colors) -> str:
    """The page of these clauses, with the words of the query marked."""
    known = {clause.id for clause in policy.clauses}
    sought = [alike for word in query.casefold().split() for alike in _alike(word)]

    def text(words: str) -> str:
        return _linked(_marked(words, sought, colors), known)

    head = (
        f'<p class="title">{escape(policy.title)}</p>'
        f'<p class="small">Version {escape(policy.version)}</p>'
        f'<p class="small">{text(" ".join(policy.notice.split()))}</p>'
    )
    if query.strip():
        head = ""
    return head + "".join(_clause(clause, text) for clause in clauses)


def _clause(clause: Clause, text: Callable[[str], str]) -> str:
    link = ""
    if clause.link:
        link = f' · <a href="{escape(clause.link)}">on your organization\'s pages</a>'
    since = f"{clause.valid_from.day} {clause.valid_from:%B %Y}"
    return f"""
<a name="{escape(clause.id.lower())}"></a>
<p class="head">{escape(clause.id)}&nbsp;&nbsp;{text(clause.title)}</p>
<p>{text(clause.rule)}</p>
<p class="muted">{text(clause.why)}</p>
<table cellspacing="0" cellpadding="0">
<tr><td class="kind">Fine</td><td>{text(clause.fine)}</td></tr>
<tr><td class="kind">Not fine</td><td>{text(clause.not_fine)}</td></tr>
<tr><td class="kind">Instead</td><td>{text(clause.instead)}</td></tr>
</table>
<p class="small">{escape(clause.owner)} · version {escape(clause.version)}
· valid from {since}{link}</p>
"""


def _marked(words: str, query: Sequence[str], colors: Colors) -> str:
    """Escaped words, with those of the query on a tint."""
    if not query:
        return escape(words)
    either = re.compile("|".join(re.escape(word) for word in query), re.IGNORECASE)
    pieces, end = [], 0
    for match in either.finditer(words):
        pieces.append(escape(words[end : match.start()]))
        tint = f"background-color:{colors.chosen};font-weight:600"
        pieces.append(f'<span style="{tint}">{escape(match[0])}</span>')
        end = match.end()
    return "".join(pieces) + escape(words[end:])


def _linked(page: str, known: set[str]) -> str:
    """Ids of clauses as links to them."""
    return _CLAUSE_ID.sub(
        lambda m: f'<a href="{_SCHEME}{m[0].lower()}">{m[0]}</a>' if m[0] in known else m[0], page
    )


class PolicyView(QDialog):
    """The built-in reader."""

    link_wanted = Signal(str)
    """An address outside, which the person clicked."""

    def __init__(self, policy: Policy, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Policy")
        self._policy = policy
        self._colors = colors
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the policy")
        self.search.setAccessibleName("Search the policy")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.page = Page(colors)
        self.page.setAccessibleName("Posting policy")
        self.page.anchorClicked.connect(self._follow)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.count)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 14)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(sheet(self.page, margins=(8, 6, 4, 6)), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.close)
        whole.addWidget(buttons)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self.resize(680, 720)
        self._show()
        self.search.setFocus()

    def reject(self) -> None:
        if self.search.text():  # Escape takes back one thing at a time
            self.search.clear()
            self.search.setFocus()
        else:
            super().reject()

    def set_policy(self, policy: Policy, colors: Colors) -> None:
        """Show another policy, or the same in other colors."""
        self._policy, self._colors = policy, colors
        self.page.set_colors(colors)
        self._show()

    def open_at(self, clause_id: str) -> None:
        """Show the whole policy with this clause at the top."""
        self.search.clear()
        self._show()
        self.page.setFocus()  # the arrow keys read on
        self.page.scrollToAnchor(clause_id.lower())

    def _show(self) -> None:
        query = self.search.text()
        clauses = found(in_order(self._policy), query)
        every = len(self._policy.clauses)
        self.count.setText(f"{len(clauses)} of {every} clauses")
        self.count.setVisible(bool(query.strip()))
        if clauses:
            self.page.setHtml(policy_page(self._policy, clauses, query, self._colors))
        else:
            self.page.setHtml("<p>No clause has these words. Try a shorter or another one.</p>")

    def _follow(self, link: QUrl) -> None:
        address = link.toString()
        if address.startswith(_SCHEME):
            self.open_at(address.removeprefix(_SCHEME))
        else:
            self.link_wanted.emit(address)
