"""What builds, runs and ships Clearpost; nothing here is part of the program itself.

`dev.py` is the one command of a developer. It and its rooms use the standard library only, since
they run before anything is installed.
"""
