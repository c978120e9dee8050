"""What Clearpost ships beside its code: the built-in pack, the example pack, icons.

The folder is a package only so that an installed or frozen program finds it; it holds no logic.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
BUILTIN_PACK = HERE / "pack"
EXAMPLE_PACK = HERE / "example"
