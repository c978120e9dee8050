"""A Qt process set up the way every child of Clearpost is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from desktop.children import child_environment


def new_process(parent: QObject) -> QProcess:
    """A process with our environment; what it says on its error channel is not kept."""
    process = QProcess(parent)
    environment = QProcessEnvironment()
    for name, value in child_environment().items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    # A traceback could quote a draft.
    process.setStandardErrorFile(QProcess.nullDevice())
    return process
