"""Speed and size, measured rather than tested: shared machines are too noisy for a time limit.

`python3 installer/dev.py bench [NAME ...]` prints one JSON object. Each module has `run() -> dict`
with its figures, the goal of each beside it, and ratios to a peer measured in the same run.
"""
