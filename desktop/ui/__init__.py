"""Everything that needs a screen. Only this package and `desktop.app` import PySide6."""
