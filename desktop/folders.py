"""Where the files of Clearpost lie on this system; light, for whoever only asks whether they do."""

from __future__ import annotations

from pathlib import Path

STORE = "clearpost.sqlite"


def data_folder() -> Path:
    """The folder of what Clearpost keeps."""
    import platformdirs

    return platformdirs.user_data_path("clearpost", appauthor=False)
